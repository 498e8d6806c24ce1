"""Every row of what was found in documents, read back as the value that it was: its words inside the text, its id that of its content.

Rows come from the database in batches, so that a ledger of any size is gone through in the same memory.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.identity import make_id
from onrecord.keeping.audit import Audit, Check
from onrecord.keeping.findings import SHOWN, Remedy
from onrecord.ledger import rows, tables
from onrecord.ledger.overlay import DECIDED_POSITIONS, DECIDED_STATEMENTS
from onrecord.ledger.tables import Table
from onrecord.vocabulary import Claim, Link, Paragraph, Party, Position, SetAside, Span, Statement

_AT_ONCE = 2_000
_NO_VALUE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)
"""What reading a row back may raise where its cells are none of a value."""
_DERIVED = (DECIDED_POSITIONS, DECIDED_STATEMENTS)


@dataclass(slots=True)
class _Wrong:
    """The rows of one table that break one rule."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, id_: str) -> None:
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(id_)


@dataclass(slots=True)
class _Ids:
    """How the ids of one method's rows come out when they are made again."""

    right: int = 0
    wrong: defaultdict[str, _Wrong] = field(default_factory=lambda: defaultdict(_Wrong))


def look_at_contents(audit: Audit) -> None:
    """Read every row back, and note those that are no value, lie outside their text, or have another id than their content."""
    made: defaultdict[str, _Ids] = defaultdict(_Ids)
    _look_at_documents(audit)
    for table in (*tables.TABLES, *_DERIVED):
        _look_at_table(audit, table, made)
    _note_ids(audit, made)


def _look_at_documents(audit: Audit) -> None:
    """The id of a document is made of the digest of the bytes that it was read from."""
    wrong = _Wrong()
    for batch in audit.database.batches("SELECT document, digest FROM documents", size=_AT_ONCE):
        for document, digest in batch:
            if make_id("document", digest) != document:
                wrong.add(document)
    check = Check(
        name="digest", table="documents", what="documents have another id than the digest of their bytes gives", sql=""
    )  # fmt: skip
    audit.note(check, wrong.count, wrong.first)


def _look_at_table(audit: Audit, table: Table, made: defaultdict[str, _Ids]) -> None:
    """Go through one table; ids that are made again are counted by method in `made`."""
    names = ", ".join(f"t.{name}" for name in table.columns)
    place = "0" if table is tables.DOCUMENTS else "t.ord"
    sql = (
        f"SELECT t.document, t.method, {place}, length(d.text), {names} FROM {table.name} AS t "  # noqa: S608 (fixed names)
        "LEFT JOIN documents AS d ON d.document = t.document AND d.method = t.method"
    )
    unreadable, outside = _Wrong(), _Wrong()
    read, remake = _READ[table.name.removeprefix("decided_")], _REMADE.get(table.name)
    for batch in audit.database.batches(sql, size=_AT_ONCE):
        for document, method, order, length, *cells in batch:
            row = dict(zip(table.columns, cells, strict=True))
            id_ = str(row.get("id") or f"{document} {order}")
            try:
                value = read(document, row)
                spans = list(_spans(value))
            except _NO_VALUE:
                unreadable.add(id_)
                continue
            if length is not None and any(span.end > length for span in spans):
                outside.add(id_)
            if remake is not None:
                _hold(made[method], table.name, id_, remake(value))
    remedy = Remedy.FIX if table in _DERIVED else Remedy.RESTORE
    check = Check(
        name="unreadable", table=table.name, what="rows hold what no reading gives", sql="", remedy=remedy
    )
    audit.note(check, unreadable.count, unreadable.first)
    check = Check(name="span-outside", table=table.name, what="rows stand on words outside their document", sql="",
                  remedy=remedy)  # fmt: skip
    audit.note(check, outside.count, outside.first)


# --- Ids --------------------------------------------------------------------------------------


def _hold(made: _Ids, table: str, id_: str, again: str) -> None:
    if id_ == again:
        made.right += 1
    else:
        made.wrong[table].add(id_)


def _note_ids(audit: Audit, made: defaultdict[str, _Ids]) -> None:
    """Ids that are not those of their content; where no id of a method is, another program made them by another rule."""
    changed: Counter[str] = Counter()
    first: defaultdict[str, list[str]] = defaultdict(list)
    others: list[str] = []
    for method, ids in sorted(made.items()):
        if ids.wrong and not ids.right:
            others.append(method)
            continue
        for table, wrong in ids.wrong.items():
            changed[table] += wrong.count
            first[table] += wrong.first
    for table in _REMADE:
        check = Check(name="id", table=table, what="rows have another id than their content gives", sql="")
        audit.note(check, changed[table], first[table])
    check = Check(
        name="other-ids",
        table="readings",
        what="methods make the ids of rows by another rule than this program: they cannot be held against it",
        sql="",
        remedy=Remedy.NONE,
        is_fault=False,
    )
    audit.note(check, len(others), others)


def _statement_id(row: Statement) -> str:
    first = row.content[0] if row.content else Span(0, 0)
    cue = row.cue.start if row.cue else None
    return make_id("statement", row.document, cue, first.start, first.end)


def _position_id(row: Position) -> str:
    toward = row.toward.actor.id if row.toward else None
    holder, words = row.holder.actor.id, row.evidence
    return make_id("position", row.document, holder, row.stance, toward, words.start, words.end)


def _claim_id(row: Claim) -> str:
    spelled = json.dumps(row.terms, sort_keys=True, ensure_ascii=False)
    return make_id("claim", row.document, row.kind, row.span.start, row.span.end, spelled)


_REMADE: dict[str, Callable[[Any], str]] = {
    "statements": _statement_id,
    "positions": _position_id,
    "claims": _claim_id,
}


# --- Values and their words -------------------------------------------------------------------


def _document(document: str, row: rows.Stored) -> object:
    return rows.document_value(document, row, paragraphs=(), comments=(), left_out=())


_READ: dict[str, Callable[[str, rows.Stored], object]] = {
    "documents": _document,
    "paragraphs": lambda _, row: rows.paragraph_value(row),
    "comments": lambda _, row: rows.comment_value(row),
    "left_out": lambda _, row: rows.left_out_value(row),
    "statements": rows.statement_value,
    "positions": rows.position_value,
    "claims": rows.claim_value,
    "verdicts": lambda _, row: rows.verdict_value(row),
    "set_aside": lambda _, row: rows.set_aside_value(row),
}


def _spans(value: object) -> Iterator[Span]:
    """Every place in the document's text that a value names."""
    match value:
        case Statement():
            yield from (*value.content, *_given(value.source, value.cue), *_of_chain(value.chain))
        case Position():
            words = value.when.words if value.when else None
            yield from (
                value.evidence,
                value.trigger,
                *_given(words, value.about_at),
                *_of_chain(value.chain),
            )
            yield from _of_parties(value.holder, value.toward)
        case Claim():
            yield from (value.span, *_of_chain(value.chain))
        case Paragraph():
            yield value.span
        case SetAside():
            yield from _given(value.span)


def _given(*spans: Span | None) -> Iterator[Span]:
    return (span for span in spans if span is not None)


def _of_chain(chain: Iterable[Link]) -> Iterator[Span]:
    return (span for link in chain for span in _given(link.source, link.cue))


def _of_parties(*parties: Party | None) -> Iterator[Span]:
    return (party.mention for party in parties if party is not None and party.mention is not None)
