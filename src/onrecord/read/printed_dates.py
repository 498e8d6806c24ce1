"""The days that a page prints near its title and in its date fields, as candidates with a weight each.

A day behind "published" counts more, one far down or inside a long line less, and one behind "copyright" not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as day
from itertools import islice

from onrecord.read.date_values import whole_day
from onrecord.read.dates import DayOrder, FoundDate, find_dates
from onrecord.read.page_words import load_page_words
from onrecord.read.printed_lines import PrintedLine

LISTED = 2
"""Different days. A page with more of them away from its heading lists other pages."""
_RULES = {
    "under": "printed under the title",
    "above": "printed above the title",
    "named": "printed in a date field",
}
_WEIGHTS = {"under": 5.0, "above": 4.0, "named": 4.0}
_CUE = 1.5
"""Added where a word of publication stands before the day."""
_LATER, _LATEST = 0.7, 2.1
"""Taken off for each day that stands before it under the title, and at the most."""
_OF_A_LIST = 0.3
"""The share that is left to a field where the page has many with different days."""
_SHORT, _LONG = 50, 120
"""Characters beside the day: up to the first it is a line of its own, beyond the second it is prose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A day, what told it, and how much that counts."""

    date: day
    rule: str
    weight: float
    zoned: bool = False
    """True where the time is universal time, so that the page's own day may be the one before or after."""
    changed: bool = False
    """True for a day of the last change."""


def find_printed(
    lines: Sequence[PrintedLine], *, order: DayOrder | None, language: str | None
) -> tuple[Candidate, ...]:
    """The candidates that some printed lines give."""
    found = tuple(_candidates(lines, order, language))
    fields = {item.date for item in found if item.rule == _RULES["named"]}
    if len(fields) <= LISTED:
        return found
    return tuple(
        replace(item, weight=item.weight * _OF_A_LIST) if item.rule == _RULES["named"] else item
        for item in found
    )


def _candidates(
    lines: Sequence[PrintedLine], order: DayOrder | None, language: str | None
) -> Iterator[Candidate]:
    other_day, changed = (load_page_words().patterns[key] for key in ("other_day", "changed"))
    later = 0.0
    for line in lines:
        for found in islice(find_dates(line.text, order=order, language=language), 3):
            made = whole_day(found.date)
            if made is None or other_day.search(line.text[max(0, found.start - 40) : found.end + 10]):
                continue
            before = f"{line.label} {line.text[: found.start]}"[-40:]
            weight = _weight(line, found, before)
            if line.where == "under":
                weight, later = weight - later, min(later + _LATER, _LATEST)
            yield Candidate(
                date=made, rule=_RULES[line.where], weight=weight, changed=changed.search(before) is not None
            )


def _weight(line: PrintedLine, found: FoundDate, before: str) -> float:
    """What one printed day counts, by its place, the words before it and the length of what stands beside it."""
    weight = _WEIGHTS[line.where]
    if load_page_words().patterns["published"].search(before):
        return weight + _CUE
    beside = len(line.text) - (found.end - found.start)
    if beside <= _SHORT:
        return weight
    opens = found.start == 0 and line.where == "under"
    return weight - (1.0 if beside <= _LONG or opens else 2.5)
