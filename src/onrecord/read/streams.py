"""Bytes that come out of something packed, counted: what is unpacked has a bound, however small the file is.

Nothing is ever written to disk, so that a member's name can lead nowhere.
"""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO, Protocol

ALWAYS = 1_000_000_000
"""Bytes that any file may unpack to."""
RATIO = 100
"""Times its size that a larger file may unpack to. Pages and mail are packed to a fifth or a tenth."""
MOST_MEMBERS = 200_000
"""Members of the archives that one file holds, those of archives inside it counted."""
LONGEST_RUN = 20_000_000
"""Bytes without the end of a line, for what reads by lines and would hold them all."""
_CHUNK = 65_536
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
          RuntimeError, KeyError, AttributeError, IndexError, struct.error)  # fmt: skip
"""What the libraries raise for broken archives; gzip's own is an OSError."""


class Overflow(Exception):
    """More came out than may; the message says what."""


class Readable(Protocol):
    """Anything with bytes to read."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes."""


@dataclass(slots=True)
class Budget:
    """What one file of the user's may still unpack to."""

    left: int
    members: int = MOST_MEMBERS

    @classmethod
    def of(cls, size: int) -> Budget:
        """The budget of a file of that many bytes."""
        return cls(ALWAYS + RATIO * size)

    def take(self, size: int) -> None:
        """Count unpacked bytes; Overflow where they are too many."""
        self.left -= size
        if self.left < 0:
            raise Overflow("unpacks to far more than its size: what came after was not read")

    def member(self) -> None:
        """Count a member of an archive; Overflow where they are too many."""
        self.members -= 1
        if self.members < 0:
            raise Overflow(f"holds more than {MOST_MEMBERS:,} files: what came after was not read")


class Flow(io.RawIOBase):
    """A stream that starts with bytes which were looked at already, and counts what it hands out.

    Where it breaks, or more comes out than may, it ends there and keeps the reason: what came before is not lost.
    """

    def __init__(self, head: bytes, rest: Readable, budget: Budget | None, lines: bool) -> None:
        super().__init__()
        self._head = head
        self._rest = rest
        self._budget = budget
        self._lines = lines
        self._run = 0
        self._trouble: Exception | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    @property
    def trouble(self) -> Exception | None:
        """Why it ended before its end, or what it flows from did."""
        return self._trouble or trouble_of(self._rest)

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer, as far as there is anything."""
        try:
            data = self._next(len(buffer)) if self._trouble is None else b""
        except (Overflow, *BROKEN) as error:
            self._trouble, data = error, b""
        buffer[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
        else:
            # What is unpacked already comes before the error of what follows.
            data = getattr(self._rest, "read1", self._rest.read)(size)
        if self._budget is not None:
            self._budget.take(len(data))
        if self._lines:
            self._count_run(data)
        return data

    def _count_run(self, data: bytes) -> None:
        end = data.rfind(b"\n")
        self._run = self._run + len(data) if end < 0 else len(data) - end
        if self._run > LONGEST_RUN:
            raise Overflow(f"has {LONGEST_RUN:,} bytes without the end of a line: the rest was not read")


def flow(head: bytes, rest: Readable, budget: Budget | None = None, *, lines: bool = False) -> BinaryIO:
    """The head and the rest as one buffered stream; with `lines`, one line without an end is too much."""
    return io.BufferedReader(Flow(head, rest, budget, lines), _CHUNK)


def trouble_of(stream: object) -> Exception | None:
    """Why a stream made by `flow` ended before its end; None where it did not."""
    flowing = getattr(stream, "raw", None)
    return flowing.trouble if isinstance(flowing, Flow) else None


class Forward(io.RawIOBase):
    """A stream that only goes forward, for a library that seeks: it may step back over the last bytes alone.

    One reading is bounded too: a header that says it is a gigabyte long is not believed.
    """

    LONGEST_READ = 1_000_000

    def __init__(self, stream: Readable) -> None:
        super().__init__()
        self._stream = stream
        self._tail = b""
        self._at = 0
        self._end = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Bytes from the start."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go forward, or back over what is still held; OSError for anything else."""
        if whence == io.SEEK_CUR:
            offset += self._at
        if offset < self._end - len(self._tail) or whence == io.SEEK_END:
            raise OSError("cannot go back")
        while self._end < offset:
            if not self._more(min(offset - self._end, _CHUNK)):
                break
        self._at = min(offset, self._end)
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; Overflow where that is more than a sane file asks for."""
        if not 0 <= size <= self.LONGEST_READ:
            raise Overflow("holds a header of absurd length: the rest was not read")
        parts = []
        held = self._end - self._at
        if held:
            parts.append(self._tail[-held:][:size])
            size -= len(parts[0])
            self._at += len(parts[0])
        while size > 0 and (data := self._more(size)):
            parts.append(data)
            self._at = self._end
            size -= len(data)
        return b"".join(parts)

    def _more(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._end += len(data)
        self._tail = (self._tail + data)[-2048:] if len(data) < 2048 else data[-2048:]
        return data
