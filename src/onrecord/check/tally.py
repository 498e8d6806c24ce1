"""One count of votes that a text gives, and its terms as a claim has them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.check.deeds import Deeds
from onrecord.check.quantities import Quantity, quantities
from onrecord.vocabulary import JsonValue, Span

COUNTED, VOTES, RESULT, MARGIN = "counted voters", "counted votes", "printed totals", "margin"
MOST = 250
"""No roll call of states has so many seats; a larger number is a year or something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A stretch that says how many; `deeds` where verbs tell it."""

    span: Span
    terms: dict[str, JsonValue]
    rule: str
    deeds: Deeds | None = None


def numbers_in(text: str, span: Span) -> list[Quantity]:
    """Numbers of a size that voters can have; the "no" of "11 no votes" is none."""
    found: list[Quantity] = []
    for number in quantities(text, span):
        word = number.number.of(text).casefold()
        if word == "no" and found and found[-1].span.end + 1 == number.span.start:
            continue
        if number.value <= MOST and number.value == int(number.value):
            found.append(number)
    return found


def count_terms(number: Quantity, options: list[str]) -> dict[str, JsonValue]:
    """The terms of a number of voters that did one of these."""
    return terms_of_count(int(number.value), number.comparison, options)


def terms_of_count(count: int, comparison: str, options: list[str]) -> dict[str, JsonValue]:
    """The terms where no number is written ("nobody")."""
    option: JsonValue = options[0] if len(options) == 1 else list(options)
    return {"option": option, "count": count, "comparison": comparison}
