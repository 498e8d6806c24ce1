"""Rule for claims about offices: who held one at the text's date, and whether there is such an office.

A date decides against a claim only where it falls wholly inside somebody else's time in office.
"""

from __future__ import annotations

from datetime import timedelta

from onrecord.check.question import Question
from onrecord.vocabulary import Office, PartialDate, Period, Tenure, Verdict, VerdictValue

_CHANGE = timedelta(days=60)


def check_office(question: Question) -> Verdict:
    """Who held an office at the text's date, or at the date that the text tells for it.

    An office that does not exist differs. A person who held it at another time differs only where the text says that he or
    she holds it now; a title beside a name may be a courtesy or a memory.
    """
    of, title, person = (question.text(term) or "" for term in ("of", "office", "person"))
    office = question.registry.find_office(of, title)
    text_says = f"{person}, {title} of {of}"
    if office is None:
        return question.no_record(f"the office {title!r} of {of}")
    if not office.exists:
        return _no_such_office(question, office, text_says)
    own = [row for row in question.registry.find_people(person) if row.office == office.id]
    if question.text("from") or question.text("until"):
        return _for_a_time(question, office, own, text_says)
    return _at(question, office, own, text_says)


def _at(question: Question, office: Office, own: list[Tenure], text_says: str) -> Verdict:
    """The holder on the day, or in the month or year, that the claim is meant for."""
    on = question.date
    inside = [row for row in own if row.valid.may_hold(on)]
    if inside:
        return _held(question, office, inside[0], text_says)
    undated = question.flag("past") and on == question.document.date
    earlier = [row for row in own if on and row.valid.first and row.valid.first.first <= on.last]
    if undated and earlier:
        told = f"{earlier[0].person}, {office.title} of {office.of}, {earlier[0].valid}"
        return question.answer(
            VerdictValue.MATCHES, told, text_says=text_says, as_of=on, rows=(office.row, earlier[0].row)
        )
    others = [row for row in question.registry.tenures(office.id, on) if on and _wholly(row.valid, on)]
    if not others:
        return question.no_record(f"who was {office.title} of {office.of} at {on or 'an unknown date'}")
    told = f"{_names(others)} at {on}" + (f"; {_names(own)}" if own else "")
    # A title beside a name of somebody who never held it may be another state's.
    told_now = question.flag("told now") or (question.flag("implied") and bool(own))
    meant = (told_now or (question.flag("past") and not undated)) and not (on and _is_near(own, on))
    return question.answer(
        VerdictValue.DIFFERS if meant else VerdictValue.NOT_CHECKABLE,
        told,
        text_says=text_says,
        as_of=on,
        rows=(office.row, *(row.row for row in (*others, *own))),
        searched=() if meant else ("the time that the title is meant for",),
    )


def _for_a_time(question: Question, office: Office, own: list[Tenure], text_says: str) -> Verdict:
    """The first and last year in office; a year next to the recorded one may count from the election or an acting time."""
    first, last = question.text("from"), question.text("until")
    wanted = [(PartialDate.parse(said), side) for said, side in ((first, "from"), (last, "until")) if said]
    told = f"{text_says}, {first or '...'} to {last or '...'}"
    rows = (office.row, *(row.row for row in own))
    if not own:
        return question.no_record(told)
    gaps = [[_years_apart(row.valid, date, side) for date, side in wanted] for row in own]
    gaps.append([min((gap[place] for gap in gaps), default=0) for place in range(len(wanted))])
    worst = min(max(gap) for gap in gaps)
    value = (
        VerdictValue.MATCHES
        if worst == 0
        else VerdictValue.NOT_CHECKABLE
        if worst == 1
        else VerdictValue.DIFFERS
    )
    return question.answer(
        value, _names(own), text_says=told, as_of=question.date, rows=rows,
        searched=("whether the election or an acting time is counted",) if worst == 1 else (),
    )  # fmt: skip


def _years_apart(valid: Period, date: PartialDate, side: str) -> int:
    bound = valid.first if side == "from" else valid.last
    return 0 if bound is None and side == "from" else abs((bound.year if bound else 9999) - date.year)


def _is_near(own: list[Tenure], on: PartialDate) -> bool:
    """True where the person took or left office about that time: texts are written before a change is recorded."""
    bounds = [bound for row in own for bound in (row.valid.first, row.valid.last) if bound]
    return any(bound.first - _CHANGE <= on.last and on.first <= bound.last + _CHANGE for bound in bounds)


def _held(question: Question, office: Office, tenure: Tenure, text_says: str) -> Verdict:
    """The person is recorded in the office; without a date that decides nothing. What has changed since is a step."""
    rows: tuple[str, ...] = (office.row, tenure.row)
    on = question.date
    if on is None:
        told = f"{tenure.person}, {tenure.valid}"
        searched = ("the date of the text",)
        return question.answer(
            VerdictValue.NOT_CHECKABLE, told, text_says=text_says, rows=rows, searched=searched
        )
    told = f"{tenure.person}, {office.title} of {office.of}, {tenure.valid}"
    since = [
        row for row in question.registry.tenures(office.id) if row.valid.last is None and row.valid.first
    ]
    steps: tuple[str, ...] = ()
    if tenure.valid.last and len(since) == 1 and since[0].person != tenure.person:
        steps = (f"right at {on}; since {since[0].valid.first}: {since[0].person}",)
        rows = (*rows, since[0].row)
    return question.answer(VerdictValue.MATCHES, told, text_says=text_says, as_of=on, rows=rows, steps=steps)


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
