"""What is read, cut into portions that any machine can take: small files together, large files one by one.

Cutting goes by names and sizes alone, so that the same inputs are always cut the same way. A portion is opened by one
machine, and what it holds is handed on in batches of a bounded size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from onrecord.errors import SkipItem, StopSource, UsageError
from onrecord.read import Source, Told, documents_in, find_sources
from onrecord.scale.parquet import open_parquet
from onrecord.scale.store import SCHEMES

MOST_BYTES = 32_000_000
"""Of the files of one portion, and of the documents of one batch, unless a single one is longer."""
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file, or why it cannot be used."""

    address: str
    size: int = 0
    error: SkipItem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Files that one machine opens; the first portion has number 0."""

    number: int
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """One document on its way to another machine: its bytes, the file that it is, or why it cannot be read."""

    address: str
    data: bytes | None = None
    """None for a file that is one document, and is read where it is analysed."""
    error: SkipItem | None = None
    told: Told = field(default_factory=Told)

    def source(self, *, limit: int) -> Source:
        """The document as the stages read it."""
        if self.error is not None:
            return Source(self.address, partial(_fail, self.error))
        if self.data is None:
            return _open_file(Input(address=self.address), limit)
        return Source(self.address, partial(bytes, self.data), told=self.told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Documents that are analysed together; batches are in order of portion and number."""

    portion: int
    number: int
    documents: tuple[Loaded, ...]

    @property
    def name(self) -> str:
        """The name of the files that come of it."""
        return f"{self.portion:06}-{self.number:06}"


def list_inputs(paths: Sequence[str], *, limit: int, columns: Mapping[str, str] | None) -> list[Input]:
    """The files that paths and addresses name, in the order in which one core reads them. Raises UsageError."""
    found: list[Input] = []
    for path in paths:
        if path == "-":
            raise UsageError("standard input cannot be read by several machines", remedy="name files")
        if path.startswith(SCHEMES):
            found.extend(_list_store(path))
        else:
            found.extend(map(_listed, find_sources([path], limit=limit, columns=columns)))
    return found


def cut(inputs: Sequence[Input], *, most: int) -> list[Portion]:
    """The inputs in their order, in portions of at most so many files and MOST_BYTES."""
    portions: list[tuple[Input, ...]] = []
    held: list[Input] = []
    size = 0
    for one in inputs:
        if held and (len(held) == most or size + one.size > MOST_BYTES):
            portions.append(tuple(held))
            held, size = [], 0
        held.append(one)
        size += one.size
    if held:
        portions.append(tuple(held))
    return [Portion(number=number, inputs=portion) for number, portion in enumerate(portions)]


def batches(portion: Portion, *, most: int, limit: int, columns: Mapping[str, str] | None) -> Iterator[Batch]:
    """The documents of a portion in their order, at most so many and MOST_BYTES together."""
    held: list[Loaded] = []
    size = number = 0
    for loaded in _documents(portion, limit, columns):
        held.append(loaded)
        size += len(loaded.data or b"")
        if len(held) == most or size >= MOST_BYTES:
            yield Batch(portion=portion.number, number=number, documents=tuple(held))
            held, size, number = [], 0, number + 1
    if held:
        yield Batch(portion=portion.number, number=number, documents=tuple(held))


def _documents(portion: Portion, limit: int, columns: Mapping[str, str] | None) -> Iterator[Loaded]:
    for one in portion.inputs:
        if one.error is not None:
            yield Loaded(address=one.address, error=one.error)
            continue
        try:
            file = _open_file(one, limit)
            members = open_parquet(file, limit=limit, columns=columns)
            for source in (
                members if members is not None else documents_in(file, limit=limit, columns=columns)
            ):
                yield _loaded(source, is_file=source is file)
        except StopSource:
            raise
        except Exception as error:  # a fault of ours in one file must not cost the user the others
            told = f"internal error in opening: {type(error).__name__}: {error}"[:_LONGEST_REASON]
            yield Loaded(address=one.address, error=SkipItem(told))


def _loaded(source: Source, *, is_file: bool) -> Loaded:
    if is_file:
        return Loaded(address=source.address)
    try:
        return Loaded(address=source.address, data=source.load(), told=source.told)
    except SkipItem as error:
        return Loaded(address=source.address, error=error)


def _fail(error: SkipItem) -> bytes:
    raise error


# --- Files and objects ------------------------------------------------------------------------


def _listed(source: Source) -> Input:
    """A file by its name and size; what cannot be opened is told now, because the reason cannot travel otherwise."""
    if source.open is None:
        try:
            source.load()
        except SkipItem as error:
            return Input(address=source.address, error=error)
    try:
        return Input(address=source.address, size=Path(source.address).stat().st_size)
    except (OSError, ValueError):
        return Input(address=source.address)  # said when it is opened


def _open_file(one: Input, limit: int) -> Source:
    if one.address.startswith(SCHEMES):
        from onrecord.scale.objects import open_object

        return open_object(one.address, limit=limit)
    return next(islice(find_sources([one.address], limit=limit), 1))


def _list_store(address: str) -> list[Input]:
    from onrecord.scale.objects import list_objects

    return [Input(address=name, size=size) for name, size in list_objects(address)]
