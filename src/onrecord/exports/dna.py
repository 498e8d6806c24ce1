"""Positions as the event list of Discourse Network Analyzer: who agrees or disagrees with which concept, when.

The columns are those that DNA itself writes for an event list, in its order and with its separator (`eventCSV` in its
`Exporter.java`; `dna_network(networkType = "eventlist")` in rDNA gives a data frame with the same names); ours stand behind them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.exports.days import days_of, days_of_date, iso
from onrecord.exports.exported import Exported
from onrecord.harmless import blanked, csv_cell, excerpt, visible
from onrecord.ledger import PositionRow
from onrecord.sheet import Cell, sheet
from onrecord.vocabulary import ActorKind, Document, Party, Position, Stance

DNA_COLUMNS = (
    "statement_id",
    "time",
    "person",
    "organization",
    "concept",
    "agreement",
    "start_position",
    "stop_position",
    "text",
    "coder",
    "document_id",
    "document_title",
    "document_author",
    "document_source",
    "document_section",
    "document_type",
    # DNA has no columns for these; a reader that asks for columns by name passes over them.
    "position",
    "stance",
    "toward",
    "basis",
    "declared",
    "modality",
    "by_membership",
    "first_day",
    "last_day",
    "origin",
)
DNA_DOCUMENT_COLUMNS = (
    "document_id",
    "title",
    "text",
    "author",
    "source",
    "section",
    "type",
    "notes",
    "date_time",
)
_DELIMITER = ";"
_CODER = 1
"""The administrator, whom every DNA database has."""

# Towards the matter, not the counterpart: who demands a withdrawal of somebody is for the withdrawal.
_FOR = frozenset(
    {
        Stance.SUPPORTS,
        Stance.THANKS,
        Stance.WELCOMES,
        Stance.RECOGNIZES,
        Stance.PLEDGES,
        Stance.AIDS,
        Stance.VOTES_FOR,
        Stance.CALLS_FOR,
        Stance.DEMANDS,
    }
)
_AGAINST = frozenset(
    {
        Stance.CRITICIZES,
        Stance.ACCUSES,
        Stance.CONDEMNS,
        Stance.REJECTS,
        Stance.OPPOSES,
        Stance.VOTES_AGAINST,
    }
)
_NO_ORIGINS: Mapping[str, str] = {}
NEITHER = "neither for nor against"
GIVEN_UP = "given up by the holder"
NO_MATTER = "no matter named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concepts:
    """What turns the matter of a position into a concept of DNA."""

    labels: Mapping[str, str]
    """Id of a principle to its label."""
    is_breach: Callable[[str], bool]
    """True where words name the breach of a principle ("violations of the ceasefire")."""


def dna_statements(
    rows: Sequence[PositionRow],
    documents: Sequence[Document],
    *,
    concepts: Concepts,
    origins: Mapping[str, str] = _NO_ORIGINS,
    excerpt_chars: int | None = None,
) -> Exported:
    """The event list. `documents` are all that the rows stand in; their order numbers them.

    `origins` gives the independent report (its id) that a document prints: copies of one report are one source.
    `excerpt_chars` bounds the words quoted.

    Left out, and counted: stances that are neither for nor against (concern, abstention, absence, threats), stances given up,
    and positions that name no matter.
    """
    numbers = {document.id: number for number, document in enumerate(documents, start=1)}
    by_id = {document.id: document for document in documents}
    written: list[tuple[Cell, ...]] = []
    left_out: Counter[str] = Counter()
    for row in rows:
        position, document = row.position, by_id[row.position.document]
        concept, agreement = concept_of(position, concepts), agreement_of(position, concepts)
        if position.ended or agreement is None or concept is None:
            left_out[GIVEN_UP if position.ended else NEITHER if agreement is None else NO_MATTER] += 1
            continue
        statement = (len(written) + 1, excerpt(concept, excerpt_chars), agreement)
        quoted = replace(row, quote=excerpt(row.quote, excerpt_chars))
        cells = _cells(statement, quoted, document, numbers[document.id])
        written.append((*cells, origins.get(document.id)))
    text = sheet(DNA_COLUMNS, written, delimiter=_DELIMITER, quote_text=True)
    return Exported(text=text, rows=len(written), left_out=dict(sorted(left_out.items())))


def dna_documents(documents: Sequence[Document], *, whole_texts: bool = True) -> Exported:
    """The documents with the fields that DNA keeps, numbered as in `dna_statements`; without `whole_texts` their text is empty.

    Offsets of the event list count characters of this `text` as Java and R's `rJava` do, in units of UTF-16.
    """
    rows = [
        (
            number,
            _title(document),
            held_text(document) if whole_texts else "",
            _author(document),
            _source(document),
            "",
            document.kind.value,
            document.id,
            _time(days_of_date(document.date)[0]),
        )
        for number, document in enumerate(documents, start=1)
    ]
    text = sheet(DNA_DOCUMENT_COLUMNS, rows, delimiter=_DELIMITER, quote_text=True)
    return Exported(text=text, rows=len(rows))


def concept_of(position: Position, concepts: Concepts) -> str | None:
    """The label of the principle, else the words for the matter; None where these are only the counterpart's name."""
    if position.principle is not None:
        return concepts.labels.get(position.principle, position.principle)
    about = " ".join((position.about or "").split())
    return None if not about or _is_counterpart(position, about) else about


def agreement_of(position: Position, concepts: Concepts) -> int | None:
    """1 for the concept, 0 against it, None where the stance is neither."""
    if position.stance not in _FOR | _AGAINST:
        return None
    if position.principle is None:
        return int(position.stance in _FOR)
    if position.principle == "sanctions" and position.event == "SANCTION":
        return 1  # who imposes sanctions opposes their target, not sanctions
    broken = concepts.is_breach(position.about or "")
    # Who condemns the breach of a principle is for the principle.
    return int((position.stance in _FOR) is not broken)


def held_text(document: Document) -> str:
    """The document's text as the exported file holds it: a sign that a terminal obeys is a blank there."""
    return csv_cell(blanked(document.text))


# --- Cells ------------------------------------------------------------------------------------


def _cells(
    statement: tuple[int, str | None, int | None], row: PositionRow, document: Document, number: int
) -> tuple[Cell, ...]:
    position = row.position
    id_, concept, agreement = statement
    first, last = days_of(position)
    return (
        id_,
        _time(first),
        _person(position.holder),
        "" if position.holder.actor.kind is ActorKind.PERSON else position.holder.actor.name,
        concept,
        agreement,
        _place(document, position.evidence.start),
        _place(document, position.evidence.end),
        row.quote,
        _CODER,
        number,
        _title(document),
        _author(document),
        _source(document),
        "",
        document.kind.value,
        position.id,
        position.stance.value,
        position.toward.actor.name if position.toward else None,
        position.basis.value,
        int(position.basis.declared),
        position.modality,
        int(position.by_membership),
        iso(first),
        iso(last),
    )


def _person(holder: Party) -> str:
    """Who acts for the holder; never the one who ascribes something to it."""
    return holder.actor.name if holder.actor.kind is ActorKind.PERSON else holder.person or ""


def _is_counterpart(position: Position, about: str) -> bool:
    toward = position.toward
    if toward is None:
        return False
    if toward.mention is not None and position.about_at is not None:
        return toward.mention.covers(position.about_at)
    return about.casefold().removeprefix("the ") == toward.actor.name.casefold().removeprefix("the ")


def _place(document: Document, place: int) -> int:
    """An offset of the document's text in units of UTF-16 of the exported text."""
    first = document.text[:1]
    shift = int(first == visible(first) != csv_cell(first))  # the sign before what would be a formula
    wide = sum(char > "\uffff" for char in document.text[:place])
    return place + wide + shift


def _time(day: date | None) -> str:
    """Midnight of the day, as DNA writes times."""
    return "" if day is None else f"{day.isoformat()} 00:00:00"


def _title(document: Document) -> str:
    return document.title or document.name


def _author(document: Document) -> str:
    return document.author or document.speaker or ""


def _source(document: Document) -> str:
    return document.outlet or document.issuer or document.credit or ""
