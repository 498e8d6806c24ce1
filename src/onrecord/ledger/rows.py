"""Vocabulary values as the cells of their tables, and back again.

What is put in comes out equal; a test with made-up values of every type holds this module to it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias, TypeVar

from onrecord.ledger.codec import dumps, from_json
from onrecord.ledger.tables import Cells
from onrecord.vocabulary import (
    Act,
    Basis,
    Claim,
    ClaimKind,
    Comment,
    Dateline,
    Document,
    DocumentKind,
    Form,
    LeftOut,
    Link,
    Paragraph,
    PartialDate,
    Party,
    Position,
    Provenance,
    SaidWhen,
    SetAside,
    Span,
    Stance,
    Statement,
    Verdict,
    VerdictValue,
)

Value = TypeVar("Value")
Stored: TypeAlias = Mapping[str, Any]
"""The cells of one row as the database gives them; the schema says which type each has."""

_PROVENANCE = ("address", "digest", "media_type", "encoding", "size", "container", "url", "retrieved")
_DOCUMENT_TEXTS = (
    "name",
    "kind_reason",
    "title",
    "outlet",
    "credit",
    "author",
    "speaker",
    "speaker_office",
    "issuer",
    "date_rule",
    "language",
    "text",
)

_DAYS = ("date", "updated", "event_date")


# --- Documents --------------------------------------------------------------------------------


def document_cells(document: Document) -> Cells:
    """The row of a document, without its paragraphs, comments and furniture."""
    return {
        **{name: getattr(document, name) for name in _DOCUMENT_TEXTS},
        **{name: getattr(document.provenance, name) for name in _PROVENANCE},
        "kind": document.kind.value,
        "kind_confidence": document.kind_confidence,
        **{name: _day_text(getattr(document, name)) for name in _DAYS},
        "dateline": _json(document.dateline),
        "warnings": dumps(document.warnings),
    }


def document_value(
    document: str,
    row: Stored,
    *,
    paragraphs: tuple[Paragraph, ...],
    comments: tuple[Comment, ...],
    left_out: tuple[LeftOut, ...],
) -> Document:
    """The document of a row, with its parts."""
    return Document(
        id=document,
        provenance=Provenance(**{name: row[name] for name in _PROVENANCE}),
        kind=DocumentKind(row["kind"]),
        kind_confidence=row["kind_confidence"],
        date=_day(row["date"]),
        updated=_day(row["updated"]),
        event_date=_day(row["event_date"]),
        dateline=_read(Dateline, row["dateline"]),
        warnings=tuple(json.loads(row["warnings"])),
        paragraphs=paragraphs,
        comments=comments,
        left_out=left_out,
        **{name: row[name] for name in _DOCUMENT_TEXTS},
    )


def paragraph_cells(paragraph: Paragraph) -> Cells:
    """The row of a paragraph."""
    return {
        "label": paragraph.label,
        "language": paragraph.language,
        "span_start": paragraph.span.start,
        "span_end": paragraph.span.end,
    }


def paragraph_value(row: Stored) -> Paragraph:
    """The paragraph of a row."""
    span = Span(row["span_start"], row["span_end"])
    return Paragraph(span=span, label=row["label"], language=row["language"])


def comment_cells(comment: Comment) -> Cells:
    """The row of a reader's comment."""
    return {
        "place": comment.order,
        "author": comment.author,
        "text": comment.text,
        "parent": comment.parent,
    }


def comment_value(row: Stored) -> Comment:
    """The comment of a row."""
    return Comment(order=row["place"], author=row["author"], text=row["text"], parent=row["parent"])


def left_out_cells(left_out: LeftOut) -> Cells:
    """The row of a piece of page furniture."""
    return {"reason": left_out.reason, "text": left_out.text}


def left_out_value(row: Stored) -> LeftOut:
    """The piece of furniture of a row."""
    return LeftOut(reason=row["reason"], text=row["text"])


# --- What documents say -----------------------------------------------------------------------


def statement_cells(statement: Statement) -> Cells:
    """The row of a statement."""
    return {
        "id": statement.id,
        "chain": dumps(statement.chain),
        "source": _json(statement.source),
        "cue": _json(statement.cue),
        "content": dumps(statement.content),
        "form": statement.form.value,
        "act": statement.act.value,
        "rule": statement.rule,
    }


def statement_value(document: str, row: Stored) -> Statement:
    """The statement of a row."""
    return Statement(
        id=row["id"],
        document=document,
        chain=_chain(row["chain"]),
        source=_read(Span, row["source"]),
        cue=_read(Span, row["cue"]),
        content=tuple(from_json(Span, span) for span in json.loads(row["content"])),
        form=Form(row["form"]),
        act=Act(row["act"]),
        rule=row["rule"],
    )


def position_cells(position: Position) -> Cells:
    """The row of a position; actors have columns of their own beside the party they are part of."""
    toward = position.toward
    return {
        "id": position.id,
        "statement": position.statement,
        "holder": position.holder.actor.id,
        "holder_name": position.holder.actor.name,
        "holder_party": dumps(position.holder),
        "stance": position.stance.value,
        "toward": toward.actor.id if toward else None,
        "toward_name": toward.actor.name if toward else None,
        "toward_party": _json(toward),
        "about": position.about,
        "basis": position.basis.value,
        "basis_reason": position.basis_reason,
        "chain": dumps(position.chain),
        "evidence_start": position.evidence.start,
        "evidence_end": position.evidence.end,
        "trigger_start": position.trigger.start,
        "trigger_end": position.trigger.end,
        "date": _day_text(position.date),
        "forum": position.forum,
        "instrument": position.instrument,
        "modality": position.modality,
        **_when_cells(position.when),
        "about_start": position.about_at.start if position.about_at else None,
        "about_end": position.about_at.end if position.about_at else None,
        "matters": dumps(position.matters),
        "principle": position.principle,
        "address": position.address,
        "event": position.event,
        "ended": position.ended,
        "by_membership": position.by_membership,
        "rule": position.rule,
        "used_rows": dumps(position.rows),
    }


def _when_cells(when: SaidWhen | None) -> Cells:
    words = when.words if when else None
    return {
        "when_first": str(when.first) if when else None,
        "when_last": str(when.last) if when else None,
        "when_start": words.start if words else None,
        "when_end": words.end if words else None,
        "when_rule": when.rule if when else None,
    }


def _when(row: Stored) -> SaidWhen | None:
    if row["when_first"] is None:
        return None
    return SaidWhen(
        first=date.fromisoformat(row["when_first"]),
        last=date.fromisoformat(row["when_last"]),
        words=_span(row["when_start"], row["when_end"]),
        rule=row["when_rule"],
    )


def position_value(document: str, row: Stored) -> Position:
    """The position of a row."""
    return Position(
        id=row["id"],
        document=document,
        statement=row["statement"],
        holder=from_json(Party, json.loads(row["holder_party"])),
        stance=Stance(row["stance"]),
        toward=_read(Party, row["toward_party"]),
        about=row["about"],
        basis=Basis(row["basis"]),
        basis_reason=row["basis_reason"],
        chain=_chain(row["chain"]),
        evidence=Span(row["evidence_start"], row["evidence_end"]),
        trigger=Span(row["trigger_start"], row["trigger_end"]),
        date=_day(row["date"]),
        forum=row["forum"],
        instrument=row["instrument"],
        modality=row["modality"],
        when=_when(row),
        about_at=_span(row["about_start"], row["about_end"]),
        matters=tuple(json.loads(row["matters"])),
        principle=row["principle"],
        address=row["address"],
        event=row["event"],
        ended=row["ended"],
        by_membership=row["by_membership"],
        rule=row["rule"],
        rows=tuple(json.loads(row["used_rows"])),
    )


def claim_cells(claim: Claim) -> Cells:
    """The row of a claim."""
    return {
        "id": claim.id,
        "kind": claim.kind.value,
        "span_start": claim.span.start,
        "span_end": claim.span.end,
        "terms": dumps(claim.terms),
        "chain": dumps(claim.chain),
        "rule": claim.rule,
    }


def claim_value(document: str, row: Stored) -> Claim:
    """The claim of a row."""
    return Claim(
        id=row["id"],
        document=document,
        kind=ClaimKind(row["kind"]),
        span=Span(row["span_start"], row["span_end"]),
        terms=json.loads(row["terms"]),
        chain=_chain(row["chain"]),
        rule=row["rule"],
    )


def verdict_cells(verdict: Verdict) -> Cells:
    """The row of a verdict."""
    return {
        "claim": verdict.claim,
        "value": verdict.value.value,
        "text_says": verdict.text_says,
        "record_says": verdict.record_says,
        "as_of": _day_text(verdict.as_of),
        "steps": dumps(verdict.steps),
        "nearest": verdict.nearest,
        "used_rows": dumps(verdict.rows),
        "searched": dumps(verdict.searched),
    }


def verdict_value(row: Stored) -> Verdict:
    """The verdict of a row."""
    return Verdict(
        claim=row["claim"],
        value=VerdictValue(row["value"]),
        text_says=row["text_says"],
        record_says=row["record_says"],
        as_of=_day(row["as_of"]),
        steps=tuple(json.loads(row["steps"])),
        nearest=row["nearest"],
        rows=tuple(json.loads(row["used_rows"])),
        searched=tuple(json.loads(row["searched"])),
    )


def set_aside_cells(item: SetAside) -> Cells:
    """The row of something a stage saw and did not use."""
    return {
        "stage": item.stage,
        "reason": item.reason,
        "about_document": item.document,
        "span": _json(item.span),
        "detail": item.detail,
    }


def set_aside_value(row: Stored) -> SetAside:
    """The item of a row."""
    return SetAside(
        stage=row["stage"],
        reason=row["reason"],
        document=row["about_document"],
        span=_read(Span, row["span"]),
        detail=row["detail"],
    )


# --- Cells ------------------------------------------------------------------------------------


def _json(value: object | None) -> str | None:
    return None if value is None else dumps(value)


def _read(kind: type[Value], cell: str | None) -> Value | None:
    return None if cell is None else from_json(kind, json.loads(cell))


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _chain(cell: str) -> tuple[Link, ...]:
    return tuple(from_json(Link, link) for link in json.loads(cell))


def _day(cell: str | None) -> PartialDate | None:
    return None if cell is None else PartialDate.parse(cell)


def _day_text(value: PartialDate | None) -> str | None:
    return None if value is None else str(value)
