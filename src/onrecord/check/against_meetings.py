"""Rule for claims about meetings: a number, a day, a place.

Only a meeting told by its number can differ; another on the same day may well have been held. A place that nobody
knows decides nothing, and a plan that came otherwise was no error.
"""

from __future__ import annotations

from datetime import timedelta

from onrecord.check.lexicon import load_lexicon
from onrecord.check.question import Question
from onrecord.registry.match import fold
from onrecord.vocabulary import ActorKind, Meeting, PartialDate, Verdict, VerdictValue

_FIRST_DAYS = timedelta(days=21)
"""A session of months is said to open when its general debate does."""
_SHORT = timedelta(days=31)


def check_meeting(question: Question) -> Verdict:
    """A meeting with a number, or on a day; a numbered one that we hold can differ in its date or place."""
    body, number = question.text("body") or "", question.number("number")
    said = question.text("date")
    on = PartialDate.parse(said) if said else None
    if number is None:
        held = question.registry.meetings(body, on=on)
        if len(held) >= 1:
            return question.answer(VerdictValue.MATCHES, _met(held[0]), rows=(held[0].row,), as_of=on)
        return question.no_record(f"a meeting of {body} on {on}")
    numbered = _series(question, body, question.text("series") or "meeting", int(number))
    if len(numbered) != 1:
        return question.no_record(f"{body} {question.text('series') or 'meeting'} number {int(number)}")
    return _beside(question, numbered[0], on, question.text("place"))


def _beside(question: Question, meeting: Meeting, on: PartialDate | None, place: str | None) -> Verdict:
    """The meeting of that number against what is told of it."""
    amiss, open_ = _date_amiss(question, meeting, on)
    if place and meeting.place:
        same = is_same_place(question, place, meeting.place)
        amiss += [f"held in {meeting.place}, not {place}"] if same is False else []
        open_ += [f"whether {place} is {meeting.place}"] if same is None else []
    elif place:
        open_.append(f"where {_met(meeting)} was held")
    to_come = bool(amiss) and _is_to_come(question, meeting, on)
    if to_come:
        open_.append("whether it was planned so when the text was written")
    if amiss and not to_come:
        value = VerdictValue.DIFFERS
    else:
        value = VerdictValue.NOT_CHECKABLE if open_ else VerdictValue.MATCHES
    return question.answer(
        value, _met(meeting), rows=(meeting.row,), as_of=on or meeting.held.first, steps=tuple(amiss),
        nearest=_nearest(question, meeting, on, place) if amiss else None,
        searched=tuple(open_) if value is VerdictValue.NOT_CHECKABLE else (),
    )  # fmt: skip


def _series(question: Question, body: str, series: str, number: int) -> list[Meeting]:
    """The meetings of that number: in the series itself, or in the one row of meetings that the body is."""
    found = list(question.registry.meetings(body, series, number))
    meeting = load_lexicon().meeting
    kind, _, rest = series.partition(" ") if series.split()[0] in meeting["apart"] else ("", "", series)
    if found or rest not in meeting["own_series"].get(body, ()):
        return found
    numbered = question.registry.meetings(body, None, number)
    return [
        row
        for row in numbered
        if (row.series.split()[0] == kind if kind else row.series.split()[0] not in meeting["apart"])
    ]


def _met(meeting: Meeting) -> str:
    ordinal = f"{meeting.series} {meeting.number}" if meeting.number else meeting.series
    return f"{meeting.body} {ordinal}, {meeting.place or 'place not held'}, {meeting.held}"


def _date_amiss(question: Question, meeting: Meeting, on: PartialDate | None) -> tuple[list[str], list[str]]:
    """What is amiss with the date, and what stays open about it."""
    first, last = meeting.held.first, meeting.held.last
    if on is None or first is None:
        return [], []
    until = question.text("until")
    if not meeting.held.may_hold(on):
        # Days told as a range may begin before or end after by the reckoning of another source.
        if until and meeting.held.may_hold(PartialDate.parse(until)):
            return [], [f"on which day {_met(meeting)} began"]
        return [f"held {meeting.held}, not {on}"], []
    lasting = last is not None and last.last - first.first > _SHORT
    if question.flag("opening") and lasting and not (first.first <= on.last and on.first <= first.last):
        told = f"opened {first}, not {on}"
        return ([], [told]) if on.first - first.last <= _FIRST_DAYS else ([told], [])
    return [], []


def _is_to_come(question: Question, meeting: Meeting, on: PartialDate | None) -> bool:
    """True where the text was written before the meeting, or speaks of a plan: it may have been right then."""
    written, first = question.document.date, meeting.held.first
    if question.flag("planned"):
        return True
    if question.flag("past") or (on is not None and written is not None and on.last < written.first):
        return False
    if written is None or first is None:
        return False
    return written.first <= first.last


def _nearest(question: Question, meeting: Meeting, on: PartialDate | None, place: str | None) -> str | None:
    """The meeting of the same series that was held there and then."""
    if on is None and place is None:
        return None
    for other in question.registry.meetings(meeting.body, on=on):
        there = place is None or (other.place and is_same_place(question, place, other.place))
        if other.number and other.row != meeting.row and there:
            return _met(other)
    return None


def is_same_place(question: Question, said: str, held: str) -> bool | None:
    """Whether two names mean one place; None where that is not known.

    One inside the other, or another name of it, is the same. A town that is known, and a state whose capital is
    known, is another one.
    """
    one, other = _key(said), _key(held)
    table = load_lexicon().meeting["places"]
    if one in other or other in one or one in map(_key, table.get(held, ())):
        return True
    if one in map(_key, (*_towns(question), *load_lexicon().meeting["towns"])):
        return False
    return _in_state(question, said, held)


def _in_state(question: Question, said: str, held: str) -> bool | None:
    """Whether the town is the capital of that state; None where it is nobody's."""
    of = {row.actor for row in question.registry.find(held) if row.use in ("capital", "capital-weak")}
    states = {
        row.actor
        for row in question.registry.find(said)
        if (actor := question.registry.actor(row.actor)) and actor.kind is ActorKind.STATE
    }
    if not states:
        return None
    if states & of:
        return True
    return False if of else None


def _towns(question: Question) -> list[str]:
    """Every town in which a recorded meeting was held, and the capitals that are no other word."""
    return [row.place for rows in question.registry.meeting_rows.values() for row in rows if row.place] + [
        row.name
        for rows in question.registry.actor_names.values()
        for row in rows
        if row.use in ("capital", "capital-weak")
    ]


def _key(name: str) -> str:
    return fold(" ".join(name.split())).casefold().removeprefix("the ").replace("-", " ")
