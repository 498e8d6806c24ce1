"""Templates to pages: every value is escaped and bounded, and what is undefined fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from onrecord.plaintext import shown_address, sort_key
from onrecord.report.laying import make_environment
from onrecord.report.matrix import Chip
from onrecord.vocabulary import Act, Stance, VerdictValue
from onrecord.web.asked import address, row_address
from onrecord.web.pages.matrix import Cell
from onrecord.web.room import Room

_HARD_LIMIT = 200_000
"""Characters of any single value, whatever a template forgot."""


STANDINGS: Mapping[str, str] = {
    "found": "not reviewed",
    "accepted": "accepted in review",
    "corrected": "corrected in review",
    "added": "added in review",
    "disputed": "reviewers disagree",
    "rejected": "rejected in review",
}


def make_templates() -> Environment:
    """The room's templates; they may use the report's macros."""
    environment = make_environment("onrecord.web", "onrecord.report", longest=_HARD_LIMIT)
    words: Mapping[str, Any] = {
        "acts": list(Act),
        "verdict_values": list(VerdictValue),
        "standings": STANDINGS,
        "stances": [stance.value for stance in Stance],
        "matters": _matters,
        "value_text": _value_text,
        "address": address,
        "row_address": row_address,
    }
    environment.globals.update(words)
    drawn = _drawn_by(environment)
    environment.globals.update(cellmarks=_marks_of(drawn), mark=drawn)
    environment.filters.update(many=_many, shown=shown_address, number=_number)
    return environment


def _drawn_by(environment: Environment) -> Callable[[Chip], Markup]:
    """One mark; the same one is drawn once and kept, for a page may have thousands."""

    @lru_cache(maxsize=8192)
    def drawn(chip: Chip) -> Markup:
        macros = environment.get_template("marks.html.j2").module
        return Markup(str(macros.mark(chip)))  # type: ignore[attr-defined] # noqa: S704 (what a template escaped)

    return drawn


def _marks_of(drawn: Callable[[Chip], Markup]) -> Callable[[Cell], Markup]:
    """The marks of a cell."""

    def marks(cell: Cell) -> Markup:
        more = Markup('<span class="muted small">+{}</span>').format(cell.more) if cell.more else Markup()
        return Markup().join(drawn(chip) for chip in cell.chips) + more

    return marks


def _matters(room: Room) -> list[tuple[str, str]]:
    """The matters of the case, each with its label, as a list to choose from."""
    held = room.case.matters if room.case else ()
    return sorted(((matter.id, matter.label) for matter in held), key=lambda pair: sort_key(pair[1]))


def _value_text(value: object) -> str:
    """A value of a decision for people: an actor or link by its name, a list with commas."""
    if isinstance(value, dict):
        actor = value.get("actor")
        return str(actor.get("name") if isinstance(actor, dict) else value.get("name") or value)
    if isinstance(value, list | tuple):
        return ", ".join(map(_value_text, value))
    return "nobody" if value is None else str(value)


def _many(number: int, one: str, more: str | None = None) -> str:
    """`1 report`, `2 reports`, `12,000 reports`."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def _number(number: int) -> str:
    """`12,000`."""
    return f"{number:,}"
