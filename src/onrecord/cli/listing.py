"""The commands that list what a ledger holds.

Each asks the ledger one question and writes the rows of the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import filter_options, format_option, ledger_option, to_filters
from onrecord.cli.output import Format, encode, print_encoded, say

if TYPE_CHECKING:
    from onrecord.ledger import Filters, Ledger, OriginRow
    from onrecord.ledger.forms import JsonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of rows: how to get them, and which fields a table and a CSV file show."""

    rows: Callable[[Ledger, Filters], list[JsonRow]]
    table: tuple[str, ...]
    fields: tuple[str, ...]
    longest: int = 400
    """Characters of one cell of a table; the whole text is in the other formats."""


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


def _fields(names: str) -> tuple[str, ...]:
    return tuple(names.split())


KINDS: Mapping[str, Kind] = {
    "documents": Kind(
        rows=_documents,
        table=_fields("id document kind date outlet positions claims comments"),
        fields=_fields(
            "id document kind kind_reason kind_confidence title outlet credit author speaker speaker_office issuer "
            "date date_rule updated dateline event_date language origin origin_name characters paragraphs comments "
            "left_out statements positions claims set_aside not_covered warnings address url digest media_type "
            "encoding size"
        ),
    ),
    "statements": Kind(
        rows=_statements,
        table=_fields("id act chain cue quote"),
        fields=_fields(
            "id document document_id quote start end speaker speaker_name source cue form act chain rule "
            "standing decision"
        ),
        longest=160,
    ),
    "positions": Kind(
        rows=_positions,
        table=_fields("id holder stance toward basis quote"),
        fields=_fields(
            "id document document_id quote start end holder holder_name stance polarity plover toward toward_name "
            "about basis declared chain date when_first when_last when_words when_rule forum instrument modality "
            "matters principle address event ended by_membership statement rule rows "
            "standing decision"
        ),
    ),
    "claims": Kind(
        rows=_claims,
        table=_fields("id verdict text_says record_says quote"),
        fields=_fields(
            "id document document_id quote start end kind terms verdict text_says record_says steps nearest as_of "
            "rows searched chain rule"
        ),
    ),
    "origins": Kind(
        rows=_origins,
        table=_fields("id name family documents"),
        fields=_fields("id name family documents document_ids primary reason relations edits"),
    ),
}


def show(kind: Kind, rows: list[JsonRow], form: Format) -> None:
    """Print the rows, and say so where there are none."""
    if form is Format.TABLE:
        from onrecord.cli.tables import print_table

        print_table(rows, kind.table, longest=kind.longest)
    else:
        print_encoded(encode(rows, form, columns=kind.fields))
    if not rows:
        say("no rows fit")


def ask(kind: Kind, path: Path, options: dict[str, Any]) -> list[JsonRow]:
    """The rows of one kind that fit the filters among the options."""
    from onrecord.ledger import Ledger

    with Ledger.open(path, read_only=True) as ledger:
        return kind.rows(ledger, to_filters(options))


def _listing(name: str, kind: str, says: str) -> click.Command:
    """A command that lists one kind of rows."""

    @click.command(name, help=says)
    @ledger_option
    @format_option()
    @filter_options
    def command(ledger: Path, form: str, **options: Any) -> None:
        show(KINDS[kind], ask(KINDS[kind], ledger, options), Format(form))

    return command


LISTINGS = (
    _listing("documents", "documents", "List the documents with what was found in each."),
    _listing("statements", "statements", "List who is said to say, think or do what, and on whose word."),
    _listing("positions", "positions", "List who stands where, on which basis."),
)
