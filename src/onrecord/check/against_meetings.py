"""Rule for claims about meetings: a number, a day, a place.

Only a meeting told by its number can differ; another on the same day may well have been held.
"""

from __future__ import annotations

from onrecord.check.question import Question
from onrecord.vocabulary import Meeting, PartialDate, Verdict, VerdictValue


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
    numbered = question.registry.meetings(body, question.text("series"), int(number))
    numbered = numbered or question.registry.meetings(body, None, int(number))
    if len(numbered) != 1:
        return question.no_record(f"{body} {question.text('series') or 'meeting'} number {int(number)}")
    meeting = numbered[0]
    steps = _amiss(meeting, on, question.text("place"), question)
    value = VerdictValue.DIFFERS if steps else VerdictValue.MATCHES
    return question.answer(
        value, _met(meeting), rows=(meeting.row,), as_of=on or meeting.held.first, steps=steps
    )


def _met(meeting: Meeting) -> str:
    ordinal = f"{meeting.series} {meeting.number}" if meeting.number else meeting.series
    return f"{meeting.body} {ordinal}, {meeting.place or 'place not held'}, {meeting.held}"


def _amiss(
    meeting: Meeting, on: PartialDate | None, place: str | None, question: Question
) -> tuple[str, ...]:
    steps = []
    if on is not None and not meeting.held.may_hold(on):
        steps.append(f"held {meeting.held}, not {on}")
    if place and meeting.place and not _same_place(question, place, meeting.place):
        steps.append(f"held in {meeting.place}, not {place}")
    return tuple(steps)


def _same_place(question: Question, said: str, held: str) -> bool:
    """True unless both are known to be different: one inside the other, or a name that is no city we know."""
    one, other = said.casefold(), held.casefold()
    if one in other or other in one:
        return True
    capitals = [
        name for name in question.registry.find(said) if name.use in ("capital", "capital-weak", "metonym")
    ]
    return not capitals
