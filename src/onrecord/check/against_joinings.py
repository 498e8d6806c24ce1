"""Rules for when a state came into a body or left it, and for terms in the Security Council.

A row that gives the day decides; one that gives the year may be the year of signature, so the next year is left open.
So is a date that fits another step towards membership, a predecessor of the state, or a forerunner of the body.
"""

from __future__ import annotations

from onrecord.check.lexicon import load_lexicon
from onrecord.check.question import Question
from onrecord.vocabulary import Membership, PartialDate, Verdict, VerdictValue

_LONG = 3
"""Years between saying that one leaves and leaving, at most."""
_OPEN = "which event the text counts from"


def check_joining(question: Question) -> Verdict:
    """The worst of the answers for the states named: one that differs, one left open, one without a record."""
    on = question.date
    if on is None:
        return question.no_record("the date of joining")
    answers = [_one(question, member, on) for member in question.texts("members")]
    order = (
        VerdictValue.DIFFERS,
        VerdictValue.NO_RECORD,
        VerdictValue.NOT_CHECKABLE,
        VerdictValue.MATCHES,
    )
    worst = min((value for value, _, _ in answers), key=order.index, default=VerdictValue.NO_RECORD)
    said = "; ".join(told for _, told, _ in answers)
    rows = tuple(dict.fromkeys(row.row for _, _, spells in answers for row in spells))
    if worst is VerdictValue.NO_RECORD:
        return question.no_record(said)
    searched = (_OPEN,) if worst is VerdictValue.NOT_CHECKABLE else ()
    return question.answer(
        worst, said, rows=rows, as_of=on, searched=searched, steps=_later(answers, question)
    )


Answer = tuple[VerdictValue, str, tuple[Membership, ...]]


def _one(question: Question, member: str, on: PartialDate) -> Answer:
    body, role = question.text("body") or "", question.text("role") or "member"
    spells = tuple(row for row in question.registry.members(body, None, role) if row.member == member)
    event = question.text("event")
    if event == "term":
        return _term(question, member, spells, on)
    if event == "left":
        return _left(question, member, spells, on)
    if not spells:
        return _never(question, member, body, role, on)
    told = f"{member} in {body}: " + ", ".join(str(row.valid) for row in spells)
    starts = [row.valid.first for row in spells if row.valid.first is not None]
    if any(start.may_be(on) for start in starts):
        return VerdictValue.MATCHES, told, spells
    if len(starts) < len(spells) or role == "suspended" or _is_another_step(question, member, body, on):
        return VerdictValue.NOT_CHECKABLE, told, spells
    if all(_decides(question, body, start, on) for start in starts):
        return VerdictValue.DIFFERS, told, spells
    return VerdictValue.NOT_CHECKABLE, told, spells


def _decides(question: Question, body: str, start: PartialDate, on: PartialDate) -> bool:
    """True where the row's date cannot be another reading of what the text says."""
    gap = abs(start.year - on.year)
    if gap == 0 or (gap == 1 and start.day is None):
        return False
    held = question.registry.body(body)
    founded = held.founded if held else None
    if founded and on.last < founded.first <= start.first:
        return False
    years = load_lexicon().body["foundings"].get(body, ())
    return not (on.year in years and start.year in years)


def _is_another_step(question: Question, member: str, body: str, on: PartialDate) -> bool:
    """True where the date fits another status of the state, or membership of the state that it followed."""
    rows = question.registry.members_of.get(body, ())
    before = {row.predecessor for row in question.registry.predecessors(member)}
    return any(
        row.valid.first is not None and row.valid.first.may_be(on)
        for row in rows
        if row.member == member or row.member in before
    )


def _never(question: Question, member: str, body: str, role: str, on: PartialDate) -> Answer:
    """No spell is held: this differs where the list is whole from the date told to the day of writing."""
    written = question.document.date or on
    whole = all(question.registry.list_is_whole(body, day, role) for day in (on, written))
    if whole and not _is_another_step(question, member, body, on):
        rows = tuple(question.registry.members(body, on, role))
        return VerdictValue.DIFFERS, f"{member} not among the {len(rows)} {role}s of {body} in {on}", rows
    return VerdictValue.NO_RECORD, f"{member} as {role} of {body}", ()


def _left(question: Question, member: str, spells: tuple[Membership, ...], on: PartialDate) -> Answer:
    """A state may say that it leaves years before it does."""
    body = question.text("body") or ""
    ends = [row.valid.last for row in spells if row.valid.last is not None]
    told = f"{member} in {body}: " + (", ".join(str(row.valid) for row in spells) or "nothing held")
    if any(end.may_be(on) for end in ends):
        return VerdictValue.MATCHES, told, spells
    if ends and all(end.day is not None and abs(end.year - on.year) >= _LONG for end in ends):
        return VerdictValue.DIFFERS, told, spells
    return (VerdictValue.NOT_CHECKABLE if spells else VerdictValue.NO_RECORD), told, spells


def _term(question: Question, member: str, spells: tuple[Membership, ...], on: PartialDate) -> Answer:
    """Both years of a term must be those of the row; a term cut in half by two states is left open."""
    last = int(question.number("until") or on.year)
    told = f"{member} elected: " + (", ".join(str(row.valid) for row in spells) or "never")
    inside = [
        row
        for row in spells
        if row.valid.first
        and row.valid.last
        and row.valid.first.year <= last
        and row.valid.last.year >= on.year
    ]
    if any(row.valid.first and row.valid.first.year == on.year for row in inside) and any(
        row.valid.last and row.valid.last.year == last for row in inside
    ):
        return VerdictValue.MATCHES, told, spells
    whole = all(
        question.registry.list_is_whole("UNSC", PartialDate(year), "elected member")
        for year in (on.year, last)
    )
    if not whole:
        return VerdictValue.NO_RECORD, told, spells
    if any(row.valid.first == on or _is_short(row) for row in inside):
        return VerdictValue.NOT_CHECKABLE, told, spells
    return VerdictValue.DIFFERS, told, spells


def _is_short(row: Membership) -> bool:
    """True for a term of one year: the seat was shared, or filled anew."""
    return bool(row.valid.first and row.valid.last and row.valid.first.year == row.valid.last.year)


def _later(answers: list[Answer], question: Question) -> tuple[str, ...]:
    """What a reader of today should add: a membership that has ended since."""
    if question.text("event") != "joined" or question.text("role") == "suspended":
        return ()
    return tuple(
        f"{row.member} left: {row.valid.last}"
        for _, _, spells in answers
        for row in spells
        if row.valid.last is not None
    )
