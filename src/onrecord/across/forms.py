"""The JSON rows of the answers across documents: flat objects that hold no time and no number of a run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.across.figures import Quantity
from onrecord.across.primary import Quoting
from onrecord.across.quotations import Aligned
from onrecord.across.recycled import Recycled, Told
from onrecord.registry import Registry
from onrecord.vocabulary import JsonValue, PartialDate

if TYPE_CHECKING:
    from onrecord.across.whole import Place
    from onrecord.ledger.forms import JsonRow

FIGURES = (
    "id kind measure about about_name sites years value comparison worded origins speakers givers documents "
    "document_ids quotes claims verdicts first last agreement within_one_report origins_in_all course"
)
RECYCLED = (
    "id kind sentence first last origins outlets appearances documents document_ids dates wordings changes claims "
    "verdicts"
)
QUOTATIONS = (
    "id outcome document document_id start end quote chain statement original original_id original_start "
    "original_end original_words cited share changes"
)
"""Fields of each row, in their order."""


def figure_forms(quantity: Quantity, registry: Registry) -> list[JsonRow]:
    """One row for each value of a quantity."""
    actor = registry.actor(quantity.about) if quantity.about else None
    return [
        {
            "id": quantity.id,
            "kind": quantity.kind,
            "measure": quantity.measure,
            "about": quantity.about,
            "about_name": actor.name if actor else quantity.about,
            "sites": list(quantity.sites),
            "years": list(quantity.years),
            "value": _number(value.value),
            "comparison": value.comparison,
            "worded": value.worded,
            "origins": value.origins,
            "speakers": value.speakers,
            "givers": list(value.givers),
            "documents": _documents(one.place for one in value.given),
            "document_ids": list(dict.fromkeys(one.place.document.id for one in value.given)),
            "quotes": list(dict.fromkeys(one.quote for one in value.given)),
            "claims": [one.claim.id for one in value.given],
            "verdicts": [*sorted({one.verdict for one in value.given if one.verdict})],
            "first": _day(value.first),
            "last": _day(value.last),
            "agreement": quantity.agreement,
            "within_one_report": quantity.within_one_report,
            "origins_in_all": quantity.origins,
            "course": quantity.course,
        }
        for value in quantity.values
    ]


def recycled_form(one: Recycled) -> JsonRow:
    """One sentence with its appearances; `dates` and `document_ids` go together."""
    return {
        "id": one.id,
        "kind": one.kind.value,
        "sentence": one.first.text,
        "first": _day(one.first.place.document.date),
        "last": _day(one.last_date),
        "origins": one.origins,
        "outlets": one.outlets,
        "appearances": len(one.appearances),
        "documents": _documents(appearance.place for appearance in one.appearances),
        "document_ids": [appearance.place.document.id for appearance in one.appearances],
        "dates": [_day(appearance.place.document.date) for appearance in one.appearances],
        "wordings": list(dict.fromkeys(appearance.text for appearance in one.appearances)),
        "changes": list(
            dict.fromkeys(
                f"{appearance.place.document.name}: {change.told()}"
                for appearance in one.appearances
                for change in appearance.changes
            )
        ),
        "claims": [id_ for told in one.told for id_ in told.claims],
        "verdicts": [_told(told) for told in one.told],
    }


def quotation_form(one: Aligned) -> JsonRow:
    """One quotation; the fields of the original are null where none was found."""
    document = one.quoted.place.document
    original = one.original.document if one.original else None
    return {
        "id": one.id,
        "outcome": one.outcome.value,
        "document": document.name,
        "document_id": document.id,
        "start": one.quoted.span.start,
        "end": one.quoted.span.end,
        "quote": one.text,
        "chain": list(one.quoted.place.chain),
        "statement": one.quoted.statement,
        "original": original.name if original else None,
        "original_id": original.id if original else None,
        "original_start": one.span.start if one.span else None,
        "original_end": one.span.end if one.span else None,
        "original_words": one.words,
        "cited": one.cited,
        "share": round(one.share, 3),
        "changes": [change.told() for change in one.changes],
    }


def quoting_form(one: Quoting) -> dict[str, JsonValue]:
    """One document and an official text of another origin that it quotes."""
    return {
        "document": one.document.name,
        "document_id": one.document.id,
        "original": one.original.name,
        "original_id": one.original.id,
        "quotations": [quotation.id for quotation in one.quotations],
        "words": one.words,
        "changed": one.changed,
    }


def _told(told: Told) -> str:
    """`matches (2018-01-05 to 2019-02-01): 39; record: 39`."""
    days = " to ".join(dict.fromkeys(str(day) for day in (told.first, told.last) if day))
    return f"{told.verdict}{f' ({days})' if days else ''}: {told.text_says}; record: {told.record_says}"


def _documents(places: Iterable[Place]) -> list[JsonValue]:
    return [*dict.fromkeys(place.document.name for place in places)]


def _number(value: float | None) -> int | float | None:
    """A whole number without a decimal."""
    return int(value) if value is not None and value == int(value) else value


def _day(value: PartialDate | None) -> str | None:
    return None if value is None else str(value)
