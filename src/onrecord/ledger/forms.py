"""The JSON rows that exports are made of: one flat object for each document, statement, position, claim and origin.

They hold no time and no number of a run, so that the same documents give the same bytes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from onrecord.ledger.answers import CheckRow, CopyEdits, DocumentRow, OriginRow, PositionRow, StatementRow
from onrecord.ledger.codec import to_json
from onrecord.vocabulary import JsonValue, Link, PartialDate, Period

JsonRow: TypeAlias = "dict[str, JsonValue]"


def document_form(row: DocumentRow) -> JsonRow:
    """A document's facts and counts; `document` is its file name."""
    form = to_json(row)
    assert isinstance(form, dict)
    return {"id": form.pop("id"), "document": form.pop("name"), **form}


def statement_form(row: StatementRow) -> JsonRow:
    """A statement with its words; `quote` joins the parts of broken content."""
    statement = row.statement
    speaker = statement.chain[-1] if statement.chain else None
    return {
        "id": statement.id,
        "document": row.document,
        "document_id": statement.document,
        "quote": " … ".join(row.quotes),
        "start": min((span.start for span in statement.content), default=None),
        "end": max((span.end for span in statement.content), default=None),
        "speaker": speaker.actor if speaker else None,
        "speaker_name": speaker.name if speaker else None,
        "source": row.source,
        "cue": row.cue,
        "form": statement.form.value,
        "act": statement.act.value,
        "chain": _names(statement.chain),
        "rule": statement.rule,
    }


def position_form(row: PositionRow) -> JsonRow:
    """A position with its evidence; `chain` lists names, the outermost first."""
    position = row.position
    toward = position.toward.actor if position.toward else None
    when = position.when
    return {
        "id": position.id,
        "document": row.document,
        "document_id": position.document,
        "quote": row.quote,
        "start": position.evidence.start,
        "end": position.evidence.end,
        "holder": position.holder.actor.id,
        "holder_name": position.holder.actor.name,
        "stance": position.stance.value,
        "polarity": position.stance.polarity,
        "plover": position.stance.plover,
        "toward": toward.id if toward else None,
        "toward_name": toward.name if toward else None,
        "about": position.about,
        "basis": position.basis.value,
        "declared": position.basis.declared,
        "chain": _names(position.chain),
        "date": _day(position.date),
        "when_first": str(when.first) if when else None,
        "when_last": str(when.last) if when else None,
        "when_words": row.when_words,
        "when_rule": when.rule if when else None,
        "forum": position.forum,
        "instrument": position.instrument,
        "modality": position.modality,
        "matters": list(position.matters),
        "principle": position.principle,
        "address": position.address,
        "event": position.event,
        "ended": position.ended,
        "by_membership": position.by_membership,
        "statement": position.statement,
        "rule": position.rule,
        "rows": list(position.rows),
    }


def claim_form(row: CheckRow) -> JsonRow:
    """A claim and its verdict; the fields of the verdict are null where none was given."""
    claim, verdict = row.claim, row.verdict
    return {
        "id": claim.id,
        "document": row.document,
        "document_id": claim.document,
        "quote": row.quote,
        "start": claim.span.start,
        "end": claim.span.end,
        "kind": claim.kind.value,
        "terms": to_json(claim.terms),
        "verdict": verdict.value.value if verdict else None,
        "text_says": verdict.text_says if verdict else None,
        "record_says": verdict.record_says if verdict else None,
        "steps": list(verdict.steps) if verdict else [],
        "nearest": verdict.nearest if verdict else None,
        "as_of": _day(verdict.as_of) if verdict else None,
        "rows": list(verdict.rows) if verdict else [],
        "searched": list(verdict.searched) if verdict else [],
        "chain": _names(claim.chain),
        "rule": claim.rule,
    }


def origin_form(row: OriginRow, copies: Iterable[CopyEdits]) -> JsonRow:
    """A report, its copies by file name, and every sentence in which a copy differs from the original."""
    names: Mapping[str, str] = dict(zip(row.origin.documents, row.documents, strict=False))
    return {
        "id": row.origin.id,
        "name": row.origin.name,
        "documents": list(row.documents),
        "document_ids": list(row.origin.documents),
        "reason": row.origin.reason,
        "edits": [
            {
                "kind": edit.kind,
                "from": names.get(pair.original),
                "to": names.get(pair.copy),
                "original": edit.original,
                "copy": edit.copy,
            }
            for pair in copies
            if pair.original in names and pair.copy in names
            for edit in pair.edits
            if edit.kind != "same"
        ],
    }


def row_form(row: object) -> JsonRow:
    """A row of registry or record: its fields that say something, a period in words."""
    assert dataclasses.is_dataclass(row)
    values = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    return {
        name: str(value) if isinstance(value, Period) else to_json(value)
        for name, value in values.items()
        if value not in (None, (), "", Period())
    }


def in_words(row: object, *, leave_out: Collection[str] = ()) -> str:
    """A row of registry or record as one line: each field that says something, by name."""
    form = row_form(row)
    return "; ".join(f"{name}: {_plain(value)}" for name, value in form.items() if name not in leave_out)


def _plain(value: JsonValue) -> str:
    if isinstance(value, list):
        return "; ".join(_plain(item) for item in value)
    if isinstance(value, dict):
        return " ".join(_plain(item) for item in value.values() if item is not None)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _names(chain: Iterable[Link]) -> list[JsonValue]:
    return [link.name for link in chain]


def _day(value: PartialDate | None) -> str | None:
    return None if value is None else str(value)
