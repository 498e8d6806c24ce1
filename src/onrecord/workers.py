"""What each process of a run with several jobs is made of: values that can be sent, and a way to make the rest there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from onrecord.extract import Lexicon
from onrecord.jobs import Bounds, Pool, Work
from onrecord.languages import COVERED, ENGLISH
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse, load_knowledge
from onrecord.read import Source, Told, read_bytes
from onrecord.record import Record
from onrecord.settings import Settings
from onrecord.vocabulary import Case, Document


@dataclass(frozen=True, slots=True)
class Packed:
    """A source that can be sent: its bytes with what is told of them, or its document where that was read already."""

    address: str
    data: bytes = b""
    told: Told | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What a run knows beside the bundled facts and words, which every process has without being sent them."""

    case: Case | None = None
    lexicon: Lexicon | None = None
    record: Record | None = None

    @classmethod
    def of(cls, knowledge: Knowledge) -> Own:
        """What of this knowledge is not bundled."""
        bundled = load_knowledge()
        return cls(
            case=knowledge.case,
            lexicon=None if knowledge.lexicon is bundled.lexicon else knowledge.lexicon,
            record=None if knowledge.record is bundled.record else knowledge.record,
        )


BUNDLED = Own()
"""Nothing of the user's."""


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
        open=partial(open_work, Own.of(knowledge), settings.model, settings.max_bytes),
        pack=pack if read_here is None else partial(_read, read_here),
        bounds=Bounds(seconds=settings.max_seconds, memory=settings.max_memory),
    )


@cache
def open_parser(model: str) -> Parser:
    """The model, loaded once in each process. Raises ModelMissing."""
    return COVERED[ENGLISH].open_parser(model)


def open_work(own: Own, model: str, limit: int) -> Work[Packed]:
    """Load knowledge and model where the work is done, unless they are there. Raises ModelMissing."""
    knowledge = load_knowledge(case=own.case, lexicon=own.lexicon, record=own.record)
    return Work(
        read=partial(read_packed, limit=limit),
        analyse=partial(analyse, knowledge=knowledge, parser=open_parser(model)),
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
