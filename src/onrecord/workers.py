"""What each process of a run with several jobs is made of: values that can be sent, and a way to make the rest there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from onrecord.jobs import Bounds, Pool, Work
from onrecord.languages import COVERED, ENGLISH
from onrecord.pipeline import Knowledge, analyse
from onrecord.read import Source, Told, read_bytes
from onrecord.settings import Settings
from onrecord.vocabulary import Document


@dataclass(frozen=True, slots=True)
class Packed:
    """A source that can be sent: its bytes with what is told of them, or its document where that was read already."""

    address: str
    data: bytes = b""
    told: Told | None = None
    document: Document | None = None


def open_pool(
    jobs: int,
    *,
    knowledge: Knowledge,
    settings: Settings,
    read_here: Callable[[Source], Document] | None = None,
) -> Pool[Source, Packed]:
    """Processes that read and analyse with this knowledge; with `read_here` the one that stores reads as well.

    That is for web pages, which one process fetches, politely.
    """
    return Pool(
        jobs=jobs,
        open=partial(open_work, knowledge, settings.model, settings.max_bytes),
        pack=pack if read_here is None else partial(_read, read_here),
        bounds=Bounds(seconds=settings.max_seconds, memory=settings.max_memory),
    )


def open_work(knowledge: Knowledge, model: str, limit: int) -> Work[Packed]:
    """Load the model where the work is done. Raises ModelMissing."""
    parser = COVERED[ENGLISH].open_parser(model)
    return Work(
        read=partial(read_packed, limit=limit), analyse=partial(analyse, knowledge=knowledge, parser=parser)
    )


def pack(source: Source) -> Packed:
    """Bring the bytes. Raises SkipItem where there are none."""
    return Packed(source.address, source.load(), source.told)


def read_packed(packed: Packed, *, limit: int) -> Document:
    """The document of what was sent. Raises SkipItem."""
    if packed.document is not None:
        return packed.document
    return read_bytes(packed.data, address=packed.address, told=packed.told, limit=limit)


def _read(read: Callable[[Source], Document], source: Source) -> Packed:
    return Packed(source.address, document=read(source))
