"""Rule for claims about offices: who held one at the text's date, and whether there is such an office.

A date decides against a claim only where it falls wholly inside somebody else's time in office.
"""

from __future__ import annotations

from onrecord.check.question import Question
from onrecord.vocabulary import Office, PartialDate, Period, Tenure, Verdict, VerdictValue


def check_office(question: Question) -> Verdict:
    """Who held an office at the text's date.

    An office that does not exist differs. A person who held it at another time differs only where the text says that he or
    she holds it now; a title beside a name may be a courtesy or a memory.
    """
    of, title, person = (question.text(term) or "" for term in ("of", "office", "person"))
    office, on = question.registry.find_office(of, title), question.date
    text_says = f"{person}, {title} of {of}"
    if office is None:
        return question.no_record(f"the office {title!r} of {of}")
    if not office.exists:
        return _no_such_office(question, office, text_says)
    own = [row for row in question.registry.find_people(person) if row.office == office.id]
    inside = [row for row in own if row.valid.may_hold(on)]
    if inside:
        return _held(question, office, inside[0], text_says)
    others = [row for row in question.registry.tenures(office.id, on) if on and _wholly(row.valid, on)]
    if not others:
        return question.no_record(f"who was {office.title} of {of} at {on or 'an unknown date'}")
    told = f"{_names(others)} at {on}" + (f"; {_names(own)}" if own else "")
    told_now = question.flag("told now")
    return question.answer(
        VerdictValue.DIFFERS if told_now else VerdictValue.NOT_CHECKABLE,
        told,
        text_says=text_says,
        as_of=on,
        rows=(office.row, *(row.row for row in (*others, *own))),
        searched=() if told_now else ("the time that the title is meant for",),
    )


def _held(question: Question, office: Office, tenure: Tenure, text_says: str) -> Verdict:
    """The person is recorded in the office; without a date that decides nothing."""
    rows, on = (office.row, tenure.row), question.date
    if on is None:
        told = f"{tenure.person}, {tenure.valid}"
        searched = ("the date of the text",)
        return question.answer(
            VerdictValue.NOT_CHECKABLE, told, text_says=text_says, rows=rows, searched=searched
        )
    told = f"{tenure.person}, {office.title} of {office.of}, {tenure.valid}"
    return question.answer(VerdictValue.MATCHES, told, text_says=text_says, as_of=on, rows=rows)


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
