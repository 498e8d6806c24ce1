"""The evidence room: what every page is given, opened once when the server starts.

A room hands each request a connection of its own; nothing in it changes while it is read, but by people's decisions.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Self, TypeVar, cast

from onrecord.errors import OnRecordError
from onrecord.ledger import Ledger
from onrecord.ledger.database import Desk
from onrecord.plaintext import sort_key
from onrecord.record import Record
from onrecord.registry import Registry, load_registry
from onrecord.search import SearchIndex
from onrecord.vocabulary import Case
from onrecord.web.facts import Facts, make_facts, refresh_document
from onrecord.web.packed import Packed, pack
from onrecord.web.regrouped import take_in_origins
from onrecord.web.shelf import Shelf
from onrecord.web.tallies import Tallies

Made = TypeVar("Made")


def _index(ledger: Ledger) -> SearchIndex:
    """The index of the documents' words, made or brought up to date beside the pages."""
    with closing(ledger.share()) as shared:
        return SearchIndex.open(shared)


def _packing(ledger: Ledger, closed: threading.Event) -> Packed | None:
    """The rows of each document in one piece, made or brought up to date beside the pages."""
    with closing(ledger.share()) as shared:
        return pack(shared, closed=closed.is_set)


@dataclass(slots=True, kw_only=True)
class Room:
    """A ledger laid open for reading, and for review where that was asked for."""

    ledger: Ledger
    """The first connection; pages use `open`."""
    case: Case | None
    registry: Registry
    record: Record
    facts: Facts
    tallies: Tallies
    shelf: Shelf
    review: bool
    name: str
    """The ledger's file name."""
    version: str = field(default_factory=lambda: version("onrecord"))
    edition: int = 0
    """Rises with every decision; pages made before are made anew."""
    _threads: ThreadPoolExecutor
    _indexing: Future[SearchIndex]
    _packing: Future[Packed | None]
    _closed: threading.Event
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _once: dict[str, tuple[int, object]] = field(default_factory=dict)
    _once_lock: threading.RLock = field(default_factory=threading.RLock)

    @classmethod
    def enter(
        cls, path: Path, *, case: Case | None = None, review: bool = False, desk: Desk | None = None
    ) -> Self:
        """Open a ledger file, for reading alone unless `review`. Raises LedgerError or DataError."""
        ledger = Ledger.open(path, read_only=not review, desk=desk or Desk())
        try:
            registry = load_registry()
            record = ledger.record()
            facts = make_facts(ledger, registry, case)
            tallies = Tallies.read(ledger.database)
            shelf = Shelf()
            for kind in ("positions", "claims"):
                shelf.fill(ledger.database, kind, range(facts.documents))
        except BaseException:
            ledger.close()
            raise
        threads = ThreadPoolExecutor(max_workers=3, thread_name_prefix="onrecord-beside")
        closed = threading.Event()
        return cls(
            _threads=threads,
            _closed=closed,
            _indexing=threads.submit(_index, ledger),
            _packing=threads.submit(_packing, ledger, closed),
            ledger=ledger,
            case=case,
            registry=registry,
            record=record,
            facts=facts,
            tallies=tallies,
            shelf=shelf,
            review=review,
            name=path.name,
        )

    def search_index(self) -> SearchIndex | None:
        """The index of the documents' words; None while it is being made."""
        if self._indexing.done():
            return self._indexing.result()
        return None

    def packed(self) -> Packed | None:
        """The rows of each document in one piece; None while they are being packed, and for a small ledger."""
        if self._packing.done() and self._packing.exception() is None:
            return self._packing.result()
        return None

    def beside(self, work: Callable[[], Made]) -> Future[Made]:
        """Work that takes longer than a page may, done beside the pages; it should end where the room is `closed`."""
        return self._threads.submit(work)

    @property
    def closed(self) -> bool:
        """True from the moment when the room is being closed."""
        return self._closed.is_set()

    def close(self) -> None:
        """Close the ledger."""
        self._closed.set()
        self._indexing.cancel()
        with suppress(CancelledError, OnRecordError):
            self._indexing.result().close()
        self._threads.shutdown(cancel_futures=True)
        self.shelf.close()
        self.ledger.close()

    def connect(self) -> Ledger:
        """The ledger on a connection of its own; whoever asks for it closes it."""
        with self._lock:  # connections are made one at a time
            return self.ledger.share()

    def open(self) -> closing[Ledger]:
        """The ledger on a connection of its own, for one request: a block that closes it."""
        return closing(self.connect())

    def take_in(self, document: str) -> None:
        """Show what people decided about a document (id): its rows are counted and listed anew. Raises LedgerError."""
        with self._once_lock, self.open() as ledger:
            self.facts = refresh_document(ledger, self.case, self.facts, document)
            ((number,),) = ledger.database.rows(
                "SELECT no FROM memory.documents WHERE id = $id", {"id": document}
            )
            self.shelf.fill(ledger.database, "positions", range(number, number + 1))
            self.tallies = self.tallies.with_document(ledger.database, number)
            self.edition += 1

    def take_in_origins(self) -> None:
        """Show what people decided about origins: rows count for the reports in which they stand now. Raises LedgerError."""
        with self._once_lock, self.open() as ledger:
            for number in take_in_origins(ledger.database):
                self.shelf.fill(ledger.database, "positions", range(number, number + 1))
            self.tallies = Tallies.read(ledger.database)
            self.edition += 1

    def once(self, name: str, make: Callable[[], Made], *, lasting: bool = False) -> Made:
        """What is worked out once and kept until the next decision, or for good; whoever asks meanwhile waits for it."""
        edition = 0 if lasting else self.edition
        held = self._once.get(name)
        if held is None or held[0] != edition:
            with self._once_lock:
                held = self._once.get(name)
                if held is None or held[0] != edition:
                    held = edition, make()
                    self._once[name] = held
        return cast("Made", held[1])

    def by_name(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        """Actors (ids) with what they are called, in alphabetical order, as a list to choose from."""
        return sorted(((id_, self.actor_name(id_)) for id_ in ids), key=lambda pair: sort_key(pair[1]))

    def blocs(self) -> list[tuple[str, str]]:
        """The blocs of the case with what they are called, in alphabetical order."""
        return self.by_name(self.case.blocs if self.case else ())

    def actor_name(self, id_: str, otherwise: str | None = None) -> str:
        """What an actor is called; what the text calls it, or its id, where the registry does not know it."""
        return self.facts.names.get(id_) or otherwise or id_
