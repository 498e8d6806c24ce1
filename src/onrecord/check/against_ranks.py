"""Rules for how a vote ranks among the votes that the record holds of its body, and how long a series of texts runs.

One vote that ranks higher decides that a claim differs. That none does can be told only where the record holds enough votes
of the time; else nothing is said.
"""

from __future__ import annotations

from onrecord.check.question import Question
from onrecord.check.weighing import SAID, Outcome, options_of, totals
from onrecord.record import Record, title_words
from onrecord.vocabulary import Instrument, RollCall

_ENOUGH = 30
"""Votes of one year from which on the record is taken to hold that year."""


def rank_of(question: Question, call: RollCall) -> Outcome:
    """Whether no vote of that time had more (or fewer) of these votes."""
    if question.text("rank") == "consecutive":
        return _series(question, call)
    option, most = options_of(question)[0], question.text("rank") != "fewest"
    said = f"{question.text('rank')} {SAID[option]}"
    year, since = question.number("in"), question.number("since")
    first, last = (year, year) if year else (since or 0, call.date.year)
    rivals = [
        other
        for other in _best(question.record, call.body)
        if first <= other.date.year <= last and other.instrument != call.instrument
    ]
    own = totals(call)[option]
    higher = [
        other for other in rivals if (totals(other)[option] > own if most else totals(other)[option] < own)
    ]
    if higher:
        top = sorted(
            higher, key=lambda other: (-totals(other)[option] if most else totals(other)[option], other.id)
        )
        told = f"{top[0].instrument} of {top[0].date}: {totals(top[0])[option]}"
        borne_out: bool | None = False
        why = None
        if not year:
            # "the most ever" may be meant of one matter only.
            borne_out, why = None, "of which votes it is said to be the first"
        return Outcome(
            borne_out=borne_out, text_says=said, record_says=told, rows=(call.row, top[0].row), open=why,
            steps=(f"{own} {SAID[option]} here; {len(higher)} of {len(rivals) + 1} votes rank before it",),
        )  # fmt: skip
    whole = bool(year) and len(rivals) >= _ENOUGH
    return Outcome(
        borne_out=True if whole else None, text_says=said, record_says=f"{own} {SAID[option]}", rows=(call.row,),
        steps=(f"none of the {len(rivals)} other votes of that time ranks before it",),
        open=None if whole else "whether all votes of that time are held",
    )  # fmt: skip


def _best(record: Record, body: str) -> list[RollCall]:
    """The best-ranked roll call of every text that the body adopted."""
    found: dict[str, RollCall] = {}
    for call in record.roll_call_rows:
        if call.body == body:
            found.setdefault(call.instrument, call)
    return list(found.values())


def _series(question: Question, call: RollCall) -> Outcome:
    """How many years on end the record holds a text of the same title; the record need not hold the first ones."""
    number = int(question.number("count") or 0)
    row = question.record.instrument(call.instrument)
    years = _years(question.record, row) if row is not None else set()
    length = 0
    while call.date.year - length in years:
        length += 1
    first = call.date.year - length + 1
    return Outcome(
        borne_out=True if length == number else None,
        text_says=f"year {number} on end",
        record_says=f"{length} years on end: {first} to {call.date.year}",
        rows=(call.row,),
        open="the years in which the text had another title, or was adopted without a vote",
    )


def _years(record: Record, row: Instrument) -> set[int]:
    """The years in which the body adopted a text of this title."""
    wanted = title_words(row.title)
    ids = [record.titled(word) for word in wanted]
    same = frozenset.intersection(*ids) if ids else frozenset()
    return {
        other.date.year
        for id_ in same
        if (other := record.instrument(id_)) and other.body == row.body and title_words(other.title) == wanted
    } | {row.date.year}
