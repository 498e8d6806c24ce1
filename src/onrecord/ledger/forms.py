"""The JSON rows that exports are made of: one flat object for each document, statement, position, claim and origin.

They hold no time and no number of a run, so that the same documents give the same bytes.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from onrecord.ledger.answers import CheckRow, CopyEdits, DocumentRow, OriginRow, PositionRow, StatementRow
from onrecord.ledger.codec import to_json
from onrecord.vocabulary import JsonValue, Link, PartialDate, Period, Relation, RelationKind

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
        "standing": row.standing.value,
        "decision": row.decision,
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
        "standing": row.standing.value,
        "decision": row.decision,
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


EDITS = ("same", "changed", "added", "dropped")
"""Kinds of edits, in the order in which they are counted."""
_PLURALS = {
    RelationKind.ORIGINAL: "originals", RelationKind.COPY: "copies", RelationKind.EXCERPT: "excerpts", RelationKind.UPDATE: "updates",
    RelationKind.SIBLING: "siblings", RelationKind.TRANSLATION: "translations", RelationKind.RELEASE: "releases",
}  # fmt: skip


def origin_form(row: OriginRow, copies: Mapping[str, CopyEdits], texts: Mapping[str, str]) -> JsonRow:
    """A report, what its documents are to one another, and every sentence in which relatives differ.

    `copies` are by the id of the later relative; `texts` holds the text of each document whose relation rests on words
    in it, by id.
    """
    names: Mapping[str, str] = dict(zip(row.origin.documents, row.documents, strict=False))
    pairs = [copies[document] for document in row.origin.documents if document in copies]
    return {
        "id": row.origin.id,
        "name": row.origin.name,
        "family": family_in_words(row.origin.relations),
        "documents": list(row.documents),
        "document_ids": list(row.origin.documents),
        "primary": names.get(row.origin.primary or ""),
        "reason": row.origin.reason,
        "standing": row.standing.value,
        "decisions": list(row.decisions),
        "relations": [
            _relation_form(relation, names, copies.get(relation.document), texts.get(relation.document))
            for relation in row.origin.relations
        ],
        "edits": [
            {
                "kind": edit.kind,
                "from": names.get(pair.original),
                "to": names.get(pair.copy),
                "to_id": pair.copy,
                "original": edit.original,
                "copy": edit.copy,
            }
            for pair in pairs
            for edit in pair.edits
            if edit.kind != "same"
        ],
    }


def _relation_form(
    relation: Relation, names: Mapping[str, str], pair: CopyEdits | None, text: str | None
) -> dict[str, JsonValue]:
    """One document of a report; the four counts are of sentences against `beside`, null where it stands alone."""
    counts: dict[str, JsonValue] = {
        kind: None if pair is None else sum(edit.kind == kind for edit in pair.edits) for kind in EDITS
    }
    return {
        "document": names.get(relation.document),
        "document_id": relation.document,
        "kind": relation.kind.value,
        "parent": names.get(relation.parent or ""),
        "parent_id": relation.parent,
        "beside": names.get(relation.beside or ""),
        "reason": relation.reason,
        "evidence": relation.evidence.of(text) if relation.evidence and text else None,
        "credit": relation.credit,
        **counts,
    }


def family_in_words(relations: Iterable[Relation]) -> str:
    """`1 original, 2 copies, 1 excerpt`; nothing where families were not worked out."""
    counts = Counter(relation.kind for relation in relations)
    return ", ".join(
        f"{counts[kind]} {kind.value if counts[kind] == 1 else _PLURALS.get(kind, kind.value)}"
        for kind in RelationKind
        if counts[kind]
    )


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
