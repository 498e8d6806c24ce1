"""Decisions as lines of JSON, out of one ledger and into another: each line is checked by itself, and each is held once.

A line that cannot be used is skipped with its reason and costs no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from onrecord.harmless import json_text, shortened
from onrecord.joins import take_in_decisions
from onrecord.ledger import Ledger, Skipped
from onrecord.ledger.codec import dumps, from_json
from onrecord.ledger.deciding import MOST_FORM, problem_with
from onrecord.vocabulary import Decision

_AHEAD = timedelta(days=1)
"""How far another machine's clock may be ahead."""
_AT_ONCE = 1000
"""Decisions that are kept in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedDecisions:
    """What became of the lines: `lines == added + held + len(skipped)`."""

    lines: int
    added: int
    held: int
    skipped: tuple[Skipped, ...]
    """Lines that cannot be used; `address` is the number of the line."""


def export_decisions(ledger: Ledger) -> Iterator[str]:
    """Every decision as one line of JSON, by time; line ends are included."""
    for decision in ledger.decisions():
        yield f"{json_text(dumps(decision))}\n"


def import_decisions(
    ledger: Ledger, lines: Iterable[str], *, now: datetime | None = None
) -> ImportedDecisions:
    """Keep the decisions of these lines that are not held yet. Empty lines count for nothing."""
    decisions, skipped = parse_decisions(lines, now=now)
    new = [
        decision
        for start in range(0, len(decisions), _AT_ONCE)
        for decision in ledger.keep_decisions(decisions[start : start + _AT_ONCE])
    ]
    take_in_decisions(ledger, new)
    return ImportedDecisions(
        lines=len(decisions) + len(skipped),
        added=len(new),
        held=len(decisions) - len(new),
        skipped=tuple(skipped),
    )


def parse_decisions(
    lines: Iterable[str], *, now: datetime | None = None
) -> tuple[list[Decision], list[Skipped]]:
    """The decisions of these lines, and the lines that are none, with the reason."""
    latest = (now or datetime.now(UTC)) + _AHEAD
    decisions: list[Decision] = []
    skipped: list[Skipped] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        told = read_line(line, latest=latest)
        if isinstance(told, str):
            skipped.append(Skipped(address=f"line {number}", reason=shortened(told, 300)))
        else:
            decisions.append(told)
    return decisions, skipped


def read_line(line: str, *, latest: datetime) -> Decision | str:
    """The decision of a line, or why there is none."""
    if len(line) > 2 * MOST_FORM:
        return f"has more than {2 * MOST_FORM:,} characters"
    try:
        form = json.loads(line)
        if not isinstance(form, dict):
            return "is no object of JSON"
        decision = from_json(Decision, form)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        return f"is no decision ({type(error).__name__}: {str(error)[:100]})"
    problem = problem_with(decision)
    if problem is not None:
        return f"cannot be kept: {problem}"
    if decision.decided > latest:
        return "was decided in the future"
    return decision
