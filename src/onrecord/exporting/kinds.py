"""The kinds of rows that a ledger holds: how to get them, their columns, and which of their cells quote a document.

A kind is one entry of `KINDS`; whatever exports rows offers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.harmless import excerpt
from onrecord.vocabulary import JsonValue

if TYPE_CHECKING:
    from onrecord.ledger import Filters, Ledger, OriginRow
    from onrecord.ledger.forms import JsonRow

COMMENTS = "comments"
"""The kind that nothing holds unless it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowKind:
    """One kind of rows."""

    rows: Callable[[Ledger, Filters], list[JsonRow]]
    fields: tuple[str, ...]
    """Its columns, in their order."""
    quotes: frozenset[str] = frozenset()
    """Those whose words are a document's."""


def _documents(ledger: Ledger, filters: Filters) -> list[JsonRow]:
    from onrecord.ledger.forms import document_form  # these load duckdb, which --help does not need

    return [document_form(row) for row in ledger.documents(filters)]


def _statements(ledger: Ledger, filters: Filters) -> list[JsonRow]:
    from onrecord.ledger.forms import statement_form

    return [statement_form(row) for row in ledger.statements(filters)]


def _positions(ledger: Ledger, filters: Filters) -> list[JsonRow]:
    from onrecord.ledger.forms import position_form

    return [position_form(row) for row in ledger.positions(filters)]


def _claims(ledger: Ledger, filters: Filters) -> list[JsonRow]:
    from onrecord.ledger.forms import claim_form

    return [claim_form(row) for row in ledger.checks(filters)]


def _origins(ledger: Ledger, filters: Filters) -> list[JsonRow]:
    """The reports of the documents that fit."""
    wanted = {row.id for row in ledger.documents(filters)}
    return origin_rows(ledger, [row for row in ledger.origins() if wanted.intersection(row.origin.documents)])


def origin_rows(ledger: Ledger, origins: Sequence[OriginRow]) -> list[JsonRow]:
    """The forms of these reports, with the words on which relations rest."""
    from onrecord.ledger.forms import origin_form

    resting = [
        relation.document
        for row in origins
        for relation in row.origin.relations
        if relation.evidence is not None
    ]
    texts = {document.id: document.text for document in ledger.texts(resting)} if resting else {}
    copies = {pair.copy: pair for pair in ledger.copies()}
    return [origin_form(row, copies, texts) for row in origins]


def _comments(ledger: Ledger, filters: Filters) -> list[JsonRow]:
    """Readers' comments of the documents that fit."""
    held = ledger.texts([row.id for row in ledger.documents(filters) if row.comments])
    return [
        {
            "document": document.name,
            "document_id": document.id,
            "number": comment.order,
            "author": comment.author,
            "text": comment.text,
            "answers": comment.parent,
        }
        for document in held
        for comment in document.comments
    ]


def bounded(kind: RowKind, rows: Sequence[JsonRow], most: int | None) -> list[JsonRow]:
    """The rows with no quotation of more than `most` characters; None cuts nothing."""
    if most is None:
        return list(rows)
    return [
        {name: _cut(value, most) if name in kind.quotes else value for name, value in row.items()}
        for row in rows
    ]


_WORDS_WITHIN = ("original", "copy", "evidence", "credit")
"""Of edits and relations, the parts that are a document's words."""


def _cut(value: JsonValue, most: int) -> JsonValue:
    if isinstance(value, str):
        return excerpt(value, most)
    if isinstance(value, list):
        return [_cut(item, most) if isinstance(item, dict) else item for item in value]
    if isinstance(value, dict):
        return {name: _cut(held, most) if name in _WORDS_WITHIN else held for name, held in value.items()}
    return value


def _names(names: str) -> tuple[str, ...]:
    return tuple(names.split())


KINDS: Mapping[str, RowKind] = {
    "documents": RowKind(
        rows=_documents,
        fields=_names(
            "id document kind kind_reason kind_confidence title outlet credit author speaker speaker_office issuer "
            "date date_rule updated dateline event_date language origin origin_name characters paragraphs comments "
            "left_out statements positions claims set_aside not_covered warnings address url digest media_type "
            "encoding size"
        ),
    ),
    "statements": RowKind(
        rows=_statements,
        fields=_names(
            "id document document_id quote start end speaker speaker_name source cue form act chain rule "
            "standing decision"
        ),
        quotes=frozenset({"quote", "source", "cue"}),
    ),
    "positions": RowKind(
        rows=_positions,
        fields=_names(
            "id document document_id quote start end holder holder_name stance polarity plover toward toward_name "
            "about basis declared chain date when_first when_last when_words when_rule forum instrument modality "
            "matters principle address event ended by_membership statement rule rows "
            "standing decision"
        ),
        quotes=frozenset({"quote", "about", "when_words"}),
    ),
    "claims": RowKind(
        rows=_claims,
        fields=_names(
            "id document document_id quote start end kind terms verdict text_says record_says steps nearest as_of "
            "rows searched chain rule"
        ),
        quotes=frozenset({"quote", "text_says"}),
    ),
    "origins": RowKind(
        rows=_origins,
        fields=_names(
            "id name family documents document_ids primary reason standing decisions relations edits"
        ),
        quotes=frozenset({"relations", "edits"}),
    ),
    COMMENTS: RowKind(
        rows=_comments,
        fields=_names("document document_id number author text answers"),
        quotes=frozenset({"text"}),
    ),
}
