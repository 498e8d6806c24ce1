"""Rules for claims about bodies, offices, meetings and names.

A list decides against a claim only where it is held whole at the date, and a date only where the text gives one
that falls wholly inside or outside a period.
"""

from __future__ import annotations

from onrecord.check.lexicon import load_lexicon
from onrecord.check.quantities import holds, worded
from onrecord.check.question import Question
from onrecord.vocabulary import (
    ActorName,
    Meeting,
    Office,
    PartialDate,
    Period,
    Tenure,
    Verdict,
    VerdictValue,
)


def check_members(question: Question) -> Verdict:
    """Named members of a body in a role."""
    body, role, on = question.text("body") or "", question.text("role") or "member", question.date
    said = question.texts("members")
    held = {row.member: row.row for row in question.registry.members(body, on, role)}
    rows = tuple(held[member] for member in said if member in held)
    listed = ", ".join(sorted(held)) if len(held) <= 12 else f"{len(held)} {role}s"
    missing = [member for member in said if member not in held]
    if not missing:
        return question.answer(VerdictValue.MATCHES, f"{body} {role}s: {listed}", rows=rows, as_of=on)
    if held and on is not None and question.registry.list_is_whole(body, on, role):
        return question.answer(
            VerdictValue.DIFFERS, f"{', '.join(missing)} not among the {role}s of {body}: {listed}",
            rows=tuple(sorted(held.values())), as_of=on,
        )  # fmt: skip
    return question.no_record(f"{', '.join(missing)} as {role} of {body} at {on or 'an unknown date'}")


def check_count(question: Question) -> Verdict:
    """How many members of one status: a year counts from its first to its last day."""
    body, role, on = question.text("body") or "", question.text("role") or "member", question.date
    said, comparison = question.number("count") or 0, question.text("comparison") or "exactly"
    if on is None:
        return question.answer(
            VerdictValue.NOT_CHECKABLE, f"{body} at an unknown date", searched=("the date of the text",)
        )
    counts = {day: question.registry.member_count(body, day, role) for day in _ends(on)}
    held = [count for count in counts.values() if count is not None]
    if len(held) < len(counts):
        return question.no_record(f"the number of {role}s of {body} in {on}")
    rows = tuple(dict.fromkeys(row for _, ids in held for row in ids))
    numbers = sorted({number for number, _ in held})
    record_says = " to ".join(str(number) for number in numbers)
    text_says = worded(comparison, said)
    if any(holds(comparison, said, number) for number in range(numbers[0], numbers[-1] + 1)):
        value = VerdictValue.MATCHES
    else:
        value = VerdictValue.DIFFERS
    steps = (f"{body}: {record_says} {role}s in {on}",)
    return question.answer(value, record_says, text_says=text_says, as_of=on, rows=rows, steps=steps)


def _ends(on: PartialDate) -> tuple[PartialDate, ...]:
    days = (on.first, on.last)
    return tuple(dict.fromkeys(PartialDate(day.year, day.month, day.day) for day in days))


def check_founding(question: Question) -> Verdict:
    """When a body began; a body whose beginning can be told in several ways never differs by one of them."""
    body_id = question.text("body") or ""
    body = question.registry.body(body_id)
    if body is None or body.founded is None:
        return question.no_record(f"when {body_id} was founded")
    decade, said = question.number("decade"), question.text("date")
    record_says = f"{body.founded}" + (f", {body.founded_place}" if body.founded_place else "")
    rows = (body.row,)
    if decade is not None:
        years, fits = range(int(decade), int(decade) + 10), body.founded.year // 10 * 10 == decade
    elif said is not None:
        day = PartialDate.parse(said)
        years, fits = range(day.year, day.year + 1), body.founded.may_be(day)
    else:
        return question.answer(VerdictValue.NOT_CHECKABLE, record_says, rows=rows)
    if fits:
        return question.answer(VerdictValue.MATCHES, record_says, rows=rows, as_of=body.founded)
    if body.founded.year in years or any(
        year in years for year in load_lexicon().body["foundings"].get(body_id, ())
    ):
        return question.answer(
            VerdictValue.NOT_CHECKABLE, record_says, rows=rows, searched=("which event the text counts from",)
        )
    return question.answer(VerdictValue.DIFFERS, record_says, rows=rows, as_of=body.founded)


# --- Offices ----------------------------------------------------------------------------------


def check_office(question: Question) -> Verdict:
    """Who held an office at the text's date.

    An office that does not exist differs. A person who held it at another time differs only where the text says that he or
    she holds it now; a title beside a name may be a courtesy or a memory.
    """
    of, title, person = (
        question.text("of") or "",
        question.text("office") or "",
        question.text("person") or "",
    )
    office, on = question.registry.find_office(of, title), question.date
    text_says = f"{person}, {title} of {of}"
    if office is None:
        return question.no_record(f"the office {title!r} of {of}")
    if not office.exists:
        return _no_such_office(question, office, text_says)
    own = [row for row in question.registry.find_people(person) if row.office == office.id]
    inside = [row for row in own if row.valid.may_hold(on)]
    if inside and on is not None:
        told = f"{inside[0].person}, {office.title} of {of}, {inside[0].valid}"
        return question.answer(
            VerdictValue.MATCHES, told, text_says=text_says, as_of=on, rows=(office.row, inside[0].row)
        )
    if inside:
        told = f"{inside[0].person}, {inside[0].valid}"
        return question.answer(
            VerdictValue.NOT_CHECKABLE,
            told,
            text_says=text_says,
            rows=(office.row, inside[0].row),
            searched=("the date of the text",),
        )
    others = [row for row in question.registry.tenures(office.id, on) if on and _wholly(row.valid, on)]
    rows = (office.row, *(row.row for row in (*others, *own)))
    if not others:
        return question.no_record(f"who was {office.title} of {of} at {on or 'an unknown date'}")
    told = f"{_names(others)} at {on}" + (f"; {_names(own)}" if own else "")
    if question.flag("told now"):
        return question.answer(VerdictValue.DIFFERS, told, text_says=text_says, as_of=on, rows=rows)
    return question.answer(
        VerdictValue.NOT_CHECKABLE,
        told,
        text_says=text_says,
        as_of=on,
        rows=rows,
        searched=("the time that the title is meant for",),
    )


def _no_such_office(question: Question, office: Office, text_says: str) -> Verdict:
    """The office is not there; who leads the body instead is the nearest reading."""
    on = question.date
    rows = [office.row]
    nearest = None
    for other in question.registry.offices(office.of):
        for row in question.registry.tenures(other.id, on) if other.exists and on else ():
            rows.append(row.row)
            nearest = nearest or f"{row.person}, {other.title} of {office.of}, {row.valid}"
    record_says = office.note or f"{office.of} has no {office.title}"
    return question.answer(
        VerdictValue.DIFFERS, record_says, text_says=text_says, as_of=on, rows=tuple(rows), nearest=nearest
    )


def _wholly(period: Period, on: PartialDate) -> bool:
    """The whole of `on` lies inside the period, so that nobody else can have been in office then."""
    starts = period.first is None or period.first.last <= on.first
    return starts and (period.last is None or on.last < period.last.first)


def _names(rows: list[Tenure]) -> str:
    return ", ".join(f"{row.person} ({row.valid})" for row in rows)


# --- Meetings ---------------------------------------------------------------------------------


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


# --- Names and figures ------------------------------------------------------------------------


def check_name(question: Question) -> Verdict:
    """Whether a formal name held at the text's date; it differs only where another formal name held then."""
    actor, name, on = question.text("actor") or "", question.text("name") or "", question.date
    rows = [
        row
        for row in question.registry.find(name)
        if row.actor == actor and row.use in ("official", "former")
    ]
    if not rows or on is None:
        return question.no_record(f"the name {name!r} at {on or 'an unknown date'}")
    now = [row for row in rows if row.valid.may_hold(on)]
    if now:
        return question.answer(
            VerdictValue.MATCHES, f"{now[0].name}, {now[0].valid}", rows=(now[0].row,), as_of=on
        )
    told = "; ".join(f"{row.name}, {row.valid}" for row in rows)
    formal = [row for row in question.registry.names(actor) if _is_formal(row) and row.valid.may_hold(on)]
    if not formal:
        return question.no_record(f"the name of {actor} at {on}", record_says=told)
    ids = (*(row.row for row in rows), formal[0].row)
    nearest = f"{formal[0].name}, {formal[0].valid}"
    if not _names_the_present(question, actor, name, on) or any(name in row.name for row in formal):
        return question.answer(
            VerdictValue.NOT_CHECKABLE,
            told,
            rows=ids,
            as_of=on,
            nearest=nearest,
            searched=("whether the text speaks of the past",),
        )
    return question.answer(VerdictValue.DIFFERS, told, rows=ids, as_of=on, nearest=nearest)


def _is_formal(row: ActorName) -> bool:
    """An official name, or another with a date from which it held."""
    return row.use == "official" or (row.use == "alias" and row.valid.first is not None)


def _names_the_present(question: Question, actor: str, name: str, on: PartialDate) -> bool:
    """False for a name that has nothing of today's ("Soviet Union"): a text may well speak of what was before.

    A state's must contain its short name; a body's must have the initials that the body goes by at the date.
    """
    rows = [row for row in question.registry.names(actor) if row.valid.may_hold(on)]
    if any(row.use == "short" and row.name in name for row in rows):
        return True
    initials = "".join(word[0] for word in name.split() if word[:1].isupper())
    return any(row.use == "acronym" and row.name == initials for row in rows)


def check_figure(question: Question) -> Verdict:
    """No record holds such figures; repetition never confirms them."""
    value, share = question.number("value"), question.text("value")
    said = share or worded(question.text("comparison") or "exactly", value or 0)
    return question.answer(
        VerdictValue.NO_RECORD,
        "no official record holds this figure",
        text_says=said,
        searched=(f"{question.text('quantity') or 'figure'}: {said}",),
    )
