"""Words in the documents: which documents have them, best first, with the stretch that fits best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.search import Hit, Results, SearchIndex, Where
from onrecord.sheet import Cell
from onrecord.vocabulary import DocumentKind
from onrecord.web.asked import Asked
from onrecord.web.page import Page, Paging, Sheet
from onrecord.web.room import Room

FILTERS = ("words", "kind", "outlet", "since", "until")
_PER_PAGE = 20
_FIELDS = ("document_id", "title", "outlet", "date", "snippet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document that fits, and what the list says of it."""

    hit: Hit
    title: str
    outlet: str | None
    date: str | None
    positions: int


def search(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The documents that fit the words."""
    index = room.search_index()
    results = None
    paging = Paging.over(asked, 0, _PER_PAGE)
    if index is not None and asked.one("words"):
        first = (asked.page - 1) * _PER_PAGE
        results = _ask(index, asked, _PER_PAGE, first)
        paging = Paging.over(asked, results.total, _PER_PAGE)
        if paging.offset < first:  # past the last page stands the last, as in every list
            results = _ask(index, asked, _PER_PAGE, paging.offset)
    return Page(
        template="search.html.j2",
        title="Search",
        values={
            "ready": index is not None,
            "results": results,
            "found": list(_found(ledger, results.hits)) if results else [],
            "paging": paging,
        },
        kept=index is not None,
    )


def search_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The documents that fit, as CSV; of very many, those that are ranked."""
    index = room.search_index()
    hits: Sequence[Hit] = ()
    if index is not None and asked.one("words"):
        hits = _ask(index, asked, SearchIndex.MOST_RANKED, 0).hits
    return Sheet(columns=_FIELDS, rows=_lines(ledger, hits))


def _lines(ledger: Ledger, hits: Sequence[Hit]) -> Iterator[Sequence[Cell]]:
    for found in _found(ledger, hits):
        snippet = "".join(piece.text for piece in found.hit.snippet)
        yield found.hit.document, found.title, found.outlet, found.date, snippet


def _ask(index: SearchIndex, asked: Asked, limit: int, offset: int) -> Results:
    where = Where(
        kinds=tuple(DocumentKind(kind) for kind in asked.all("kind")),
        outlets=asked.all("outlet"),
        since=asked.day("since"),
        until=asked.day("until"),
    )
    return index.search(asked.one("words") or "", where=where, limit=limit, offset=offset)


def _found(ledger: Ledger, hits: Sequence[Hit]) -> Iterator[Found]:
    rows = {
        id_: (title, outlet, date, positions)
        for id_, title, outlet, date, positions in ledger.database.rows(
            "SELECT id, coalesce(title, name), outlet, date, positions FROM memory.documents "
            "WHERE list_contains($ids::VARCHAR[], id)",
            {"ids": [hit.document for hit in hits]},
        )
    }
    for hit in hits:
        if hit.document in rows:
            title, outlet, date, positions = rows[hit.document]
            yield Found(hit=hit, title=title, outlet=outlet, date=date, positions=positions)
