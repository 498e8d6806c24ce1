"""What documents give figures for, made ready beside the requests: a large ledger takes longer than a page may.

The rows are those of the command `figures`; only documents with a figure, a tally or a count are read, some at a time.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType
from typing import Any

from onrecord.across.counted import Counted, counted_in
from onrecord.across.figures import Quantity, grouped
from onrecord.across.whole import Whole
from onrecord.ledger import Ledger, rows, tables
from onrecord.vocabulary import Analysis, ClaimKind, Document, JsonValue, Provenance, Verdict, VerdictValue
from onrecord.web.room import Room

_KINDS = (ClaimKind.FIGURE, ClaimKind.VOTE_TALLY, ClaimKind.MEMBERSHIP_COUNT)
_DOCUMENTS_AT_ONCE = 5000
_SOON = 3.0
"""Seconds that a page waits where the ledger is so small that one reading takes it all; else none."""
_LONGEST_PAUSE = 0.5

_NO_TERMS: Mapping[str, JsonValue] = MappingProxyType({})
_NOWHERE = Provenance(address="", digest="", media_type="", encoding="", size=0)
_DOCUMENT_NAMES = tuple(tables.DOCUMENTS.columns)
_CLAIM_NAMES = tuple(tables.CLAIMS.columns)
_SQL = (
    f"SELECT d.id, d.origin_id, v.value, {', '.join(f'x.{name}' for name in _DOCUMENT_NAMES)}, "  # noqa: S608
    f"{', '.join(f'c.{name}' for name in _CLAIM_NAMES)} "
    "FROM memory.documents AS d "
    "JOIN claims AS c ON c.document = d.id AND c.method = d.method "
    "JOIN documents AS x ON x.document = d.id AND x.method = d.method "
    "LEFT JOIN verdicts AS v ON v.document = c.document AND v.method = c.method AND v.claim = c.id "
    "WHERE d.no >= $first AND d.no < $after AND list_contains($kinds::VARCHAR[], c.kind) "
    "ORDER BY d.no, c.ord"
)


def quantities(room: Room, *, patient: bool = False) -> tuple[Quantity, ...] | None:
    """The quantities of the room's ledger, worked out from when they are first asked for.

    None where they are not ready, unless `patient`: then they are waited for. Raises LedgerError where it failed.
    """
    small = room.facts.documents <= _DOCUMENTS_AT_ONCE
    wait = None if patient else _SOON if small else 0
    made = room.once("figures", lambda: room.beside(lambda: _prepare(room)), lasting=True)
    try:
        return made.result(wait)
    except TimeoutError:
        return None


def _prepare(room: Room) -> tuple[Quantity, ...]:
    with room.open() as ledger:
        return grouped(list(_counted(room, ledger)))


def _counted(room: Room, ledger: Ledger) -> Iterator[Counted]:
    documents = room.facts.documents
    for first in range(0, documents, _DOCUMENTS_AT_ONCE):
        if room.closed:
            return
        began = time.monotonic()
        values = {
            "first": first,
            "after": first + _DOCUMENTS_AT_ONCE,
            "kinds": [kind.value for kind in _KINDS],
        }
        for analysis, origin in _analyses(ledger.database.rows(_SQL, values)):
            whole = Whole(analyses=(analysis,), origin_of={analysis.document.id: origin} if origin else {})
            slim = _slim(analysis.document)
            for one in counted_in(whole, room.registry):
                claim = replace(one.claim, terms=_NO_TERMS, chain=())
                yield replace(one, claim=claim, place=replace(one.place, document=slim))
        # Whoever waits for a page goes first: this thread rests as long as it worked.
        if documents > _DOCUMENTS_AT_ONCE:
            time.sleep(min(time.monotonic() - began, _LONGEST_PAUSE))


def _slim(document: Document) -> Document:
    """The document without what no figure needs once it was read: there may be a hundred thousand."""
    return replace(
        document, text="", warnings=(), provenance=_NOWHERE, kind_reason="", credit=None, author=None, speaker=None,
        speaker_office=None, issuer=None, date_rule=None, updated=None, dateline=None, event_date=None,
    )  # fmt: skip


def _analyses(found: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Analysis, str | None]]:
    """Documents with their counted claims alone, each with the report it is a copy of."""
    for (id_, origin), held in groupby(found, key=lambda row: row[:2]):
        listed = list(held)
        width = 3 + len(_DOCUMENT_NAMES)
        claims = [rows.claim_value(id_, dict(zip(_CLAIM_NAMES, row[width:], strict=True))) for row in listed]
        verdicts = [
            Verdict(claim=claim.id, value=VerdictValue(row[2]), text_says="", record_says="", as_of=None)
            for claim, row in zip(claims, listed, strict=True)
            if row[2] is not None
        ]
        document = _document(id_, dict(zip(_DOCUMENT_NAMES, listed[0][3:width], strict=True)))
        yield Analysis(document=document, claims=tuple(claims), verdicts=tuple(verdicts)), origin


def _document(id_: str, row: dict[str, Any]) -> Document:
    return rows.document_value(id_, row, paragraphs=(), comments=(), left_out=())
