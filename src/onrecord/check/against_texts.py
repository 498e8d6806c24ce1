"""Rule for claims that a text was adopted, when, and at which session, and the instruments that any claim's terms name.

What the record lacks is "no record". A number tells its text for sure where it comes with its year, its session or its
body; then a year, day or session that the record does not bear out differs. The numbers of the General Assembly carry
their session, so a session, or a day outside it, can differ though the text itself is not held.
"""

from __future__ import annotations

from onrecord.check.quantities import plain
from onrecord.check.question import Question
from onrecord.record.symbols import session_of
from onrecord.vocabulary import Instrument, Meeting, PartialDate, Verdict, VerdictValue

_LISTED = 8
_KINDS = {"S": "special session", "ES": "emergency special session"}


def check_instrument(question: Question) -> Verdict:
    """That such a text was adopted, in that year, on that day, at that session."""
    rows = instruments_of(question)
    if not rows:
        return _by_session(question) or question.no_record(_sought(question))
    told = captions(rows)
    ids = tuple(row.row for row in rows)
    if question.flag("described"):
        return _described(question, rows)
    if len({row.body for row in rows}) > 1:
        rows = [row for row in rows if _fits(question, row)] or rows
    wrong = [_wrong(question, row) for row in rows]
    if "" in wrong:
        fitting = [row for row, reason in zip(rows, wrong, strict=True) if not reason]
        if len({row.body for row in fitting}) > 1:
            return question.answer(
                VerdictValue.NOT_CHECKABLE,
                f"several fit: {captions(fitting)}",
                rows=tuple(row.row for row in fitting),
            )
        return question.answer(
            VerdictValue.MATCHES,
            captions(fitting),
            text_says=_says(question),
            rows=tuple(row.row for row in fitting),
            as_of=fitting[0].date if len(fitting) == 1 else None,
        )
    if not question.flag("sure"):
        return question.answer(
            VerdictValue.NOT_CHECKABLE, told, rows=ids, searched=("certainty that this body's text is meant",)
        )
    return question.answer(
        VerdictValue.DIFFERS,
        told,
        text_says=_says(question),
        rows=ids,
        as_of=rows[0].date if len(rows) == 1 else None,
        steps=tuple(dict.fromkeys(wrong)),
        nearest=_nearest(question, rows) if len(rows) == 1 else None,
    )


def _described(question: Question, rows: list[Instrument]) -> Verdict:
    """A text told by words: it matches where one fits the year; nothing can differ, for another may be meant."""
    said = question.number("year")
    fitting = [row for row in rows if said is None or row.date.year == said]
    ids = tuple(row.row for row in (fitting or rows))
    told = captions(fitting or rows)
    if fitting:
        as_of = rows[0].date if len(rows) == 1 else None
        return question.answer(VerdictValue.MATCHES, told, rows=ids, as_of=as_of)
    return question.answer(
        VerdictValue.NOT_CHECKABLE, told, rows=ids, searched=(f"the same in {plain(said or 0)}",)
    )


def _fits(question: Question, row: Instrument) -> bool:
    return not _wrong(question, row)


def _wrong(question: Question, row: Instrument) -> str:
    """What of the claim the row does not bear out; empty where it bears out all."""
    year, day, session = question.number("year"), _day(question), question.text("session")
    own = session_of(row.number) if row.body == "UNGA" else None
    if year is not None and row.date.year != year:
        return f"year: text {plain(year)}, record {row.date.year}"
    if day is not None and not _same_day(question, day, row.date):
        return f"date: text {_shown(question, day)}, record {row.date}"
    if session is not None and own is not None and session != own:
        return f"session: text {session_name(session)}, record {session_name(own)}"
    return ""


def _by_session(question: Question) -> Verdict | None:
    """A text of the General Assembly that is not held: its number carries its session all the same."""
    number, said, day = question.text("number") or "", question.text("session"), _day(question)
    own = session_of(number)
    if question.text("body") != "UNGA" or own is None or not question.flag("sure"):
        return None
    if said is not None and said != own:
        return question.answer(
            VerdictValue.DIFFERS,
            f"{number} carries the number of the {session_name(own)}",
            text_says=_says(question),
            steps=(f"session: text {session_name(said)}, number {session_name(own)}",),
            rows=tuple(meeting.row for meeting in _meetings(question, own)),
            searched=(_sought(question),),
        )
    if day is None or question.flag("no year"):
        return None
    for meeting in _meetings(question, own):
        if not meeting.held.may_hold(day):
            return question.answer(
                VerdictValue.DIFFERS,
                f"the {session_name(own)} ran from {meeting.held.first} to {meeting.held.last}",
                text_says=_says(question),
                steps=(f"{number} is of the {session_name(own)}", f"date: text {day}, outside that session"),
                rows=(meeting.row,),
                searched=(_sought(question),),
            )
    return None


def _meetings(question: Question, session: str) -> tuple[Meeting, ...]:
    """The row of a regular session."""
    return question.registry.meetings("UNGA", "session", int(session)) if session.isdigit() else ()


def session_name(session: str) -> str:
    """`38th session`, `5th special session`."""
    kind, _, number = session.rpartition("-")
    value = int(number)
    ending = "th" if 10 < value % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending} {_KINDS.get(kind, 'session')}"


def _day(question: Question) -> PartialDate | None:
    said = question.text("adopted on")
    return PartialDate.parse(said) if said else None


def _same_day(question: Question, said: PartialDate, held: PartialDate) -> bool:
    """A day without a year is compared by month and day alone."""
    if question.flag("no year"):
        return (said.month, said.day) == (held.month, held.day) or held.day is None
    return held.may_be(said)


def _shown(question: Question, day: PartialDate) -> str:
    return f"{day.month:02}-{day.day:02}" if question.flag("no year") and day.month and day.day else str(day)


def _says(question: Question) -> str:
    """Number, year, day and session in the text's words, as the claim's stretch gives them."""
    return question.quote


def _sought(question: Question) -> str:
    what = " ".join(filter(None, (question.text("body"), question.text("number"), question.text("matter"))))
    said = question.number("year")
    year = f" of {plain(said)}" if said else ""
    return f"an instrument {what}{year} among the {len(question.record.instrument_rows)} held"


def _nearest(question: Question, rows: list[Instrument]) -> str:
    row = rows[0]
    number = f"{row.number} ({row.date.year})" if row.body == "UNSC" else row.number
    if question.text("adopted on"):
        return f"{number} of {row.date}"
    own = session_of(row.number)
    return f"{number}, {session_name(own)}" if question.text("session") and own else number


def instruments_of(question: Question) -> list[Instrument]:
    """The rows of the instruments that the claim may mean, in the claim's order."""
    held = (question.record.instrument(id_) for id_ in question.texts("instruments"))
    return [row for row in held if row is not None]


def captions(rows: list[Instrument]) -> str:
    """Some instruments in one line, and how many more there are."""
    more = f"; and {len(rows) - _LISTED} more" if len(rows) > _LISTED else ""
    return "; ".join(caption(row) for row in rows[:_LISTED]) + more


def caption(row: Instrument) -> str:
    """One line that names an instrument."""
    return f"{row.id} of {row.date}, {row.title}" + ("" if row.adopted else " (not adopted)")
