"""What parent and child say to each other: JSON and raw bytes, each with its length in front.

Neither side runs anything that the other sends, as it would with pickled values.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from typing import IO, Any

_HEAD = struct.Struct(">QI")
_LENGTH = struct.Struct(">Q")
LONGEST = 2_000_000_000
"""Bytes of one part. A longer one is no answer but a fault."""


def write_frame(pipe: IO[bytes], value: Mapping[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Send one value and the bytes that go with it."""
    encoded = json.dumps(value, ensure_ascii=True).encode("ascii")
    pipe.write(_HEAD.pack(len(encoded), len(blobs)))
    pipe.write(encoded)
    for blob in blobs:
        pipe.write(_LENGTH.pack(len(blob)))
        pipe.write(blob)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """Receive one value and its bytes; EOFError where the other side has ended, ValueError for anything else."""
    length, count = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    value = json.loads(_exactly(pipe, length))
    blobs = tuple(_exactly(pipe, _LENGTH.unpack(_exactly(pipe, _LENGTH.size))[0]) for _ in range(count))
    if not isinstance(value, dict):
        raise ValueError("not an answer")
    return value, blobs


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    if length > LONGEST:
        raise ValueError(f"{length} bytes are announced")
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data
