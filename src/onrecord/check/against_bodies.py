"""Rules for claims about bodies: who is in them, how many are, and when they began.

A list decides against a claim only where it is held whole at the date.
"""

from __future__ import annotations

from onrecord.check.against_joinings import check_joining
from onrecord.check.lexicon import load_lexicon
from onrecord.check.quantities import holds, worded
from onrecord.check.question import Question
from onrecord.registry.registry import FULL
from onrecord.vocabulary import PartialDate, Verdict, VerdictValue

_ELECTED = 210
"""Days before the first of January, at most, on which the members of the Security Council have been elected."""
_PART = 0.75
"""Below this share of all, "the 20 members of ..." may be those just spoken of."""


def check_members(question: Question) -> Verdict:
    """Named members of a body in a role; when they came or went is laid beside the day of the row."""
    if question.text("event") is not None:
        return check_joining(question)
    body, role, on = question.text("body") or "", question.text("role") or "member", question.date
    said = question.texts("members")
    held = {row.member: row.row for row in question.registry.members(body, on, role)}
    rows = tuple(held[member] for member in said if member in held)
    listed = ", ".join(sorted(held)) if len(held) <= 12 else f"{len(held)} {role}s"
    missing = [member for member in said if member not in held]
    if not missing and on is None and not _are_members_still(question, body, role):
        return question.answer(
            VerdictValue.NOT_CHECKABLE,
            f"{body} at an unknown date",
            rows=rows,
            searched=("the date of the text",),
        )
    if not missing:
        return question.answer(
            VerdictValue.MATCHES, f"{body} {role}s: {listed}", rows=rows, as_of=on, steps=_since(question, on)
        )
    if held and on is not None and question.registry.list_is_whole(body, on, role):
        left_open = question.flag("loose") or any(
            _is_about_to_sit(question, body, one, on) for one in missing
        )
        return question.answer(
            VerdictValue.NOT_CHECKABLE if left_open else VerdictValue.DIFFERS,
            f"{', '.join(missing)} not among the {role}s of {body}: {listed}",
            rows=tuple(sorted(held.values())), as_of=on, nearest=_at_another_time(question, body, role, missing),
            searched=("whether all the states named are meant, and seated",) if left_open else (),
        )  # fmt: skip
    return question.no_record(f"{', '.join(missing)} as {role} of {body} at {on or 'an unknown date'}")


def _since(question: Question, on: PartialDate | None) -> tuple[str, ...]:
    """What changed after the date, for a claim that was right then; and whether a member was suspended."""
    body, steps = question.text("body") or "", []
    for row in question.registry.members_of.get(body, ()) if on is not None else ():
        if row.member not in question.texts("members") or not row.valid.may_hold(on):
            continue
        if row.status == "suspended":
            steps.append(f"{row.member} suspended, {row.valid}; a suspended member stays a member")
        elif row.valid.last and _counts_as(question, row.status):
            steps.append(f"since then: {row.member} was {row.status} until {row.valid.last}")
    return tuple(steps)


def _counts_as(question: Question, status: str) -> bool:
    role = question.text("role") or "member"
    return status in FULL if role == "member" else status == role


def _is_about_to_sit(question: Question, body: str, member: str, on: PartialDate) -> bool:
    """True for a state elected to a seat whose term begins soon."""
    terms = question.registry.members(body, None, "elected member")
    return any(
        row.member == member and row.valid.first and 0 < (row.valid.first.first - on.last).days < _ELECTED
        for row in terms
    )


def _at_another_time(question: Question, body: str, role: str, missing: list[str]) -> str | None:
    """When those not in the list were in it, the one reading under which the words would hold."""
    rows = [row for row in question.registry.members(body, None, role) if row.member in missing]
    return "; ".join(f"{row.member}: {row.valid}" for row in rows) or None


def _are_members_still(question: Question, body: str, role: str) -> bool:
    """True where every named member is in the body when the document was written; undated, to this day.

    "The three co-chairs", with three names, tells its time by itself: when these were all.
    """
    if question.number("count") == len(question.texts("members")):
        return True
    written = question.document.date
    spells = question.registry.members(body, written, role)
    held = {row.member for row in spells if written is not None or row.valid.last is None}
    return held >= set(question.texts("members"))


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
    elif question.flag("definite") and said < _PART * numbers[0]:
        return question.answer(
            VerdictValue.NOT_CHECKABLE, record_says, text_says=text_says, as_of=on, rows=rows,
            searched=("whether all members are meant or some just named",),
        )  # fmt: skip
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
    is_next = body.founded.day is None and decade is None and abs(body.founded.year - years[0]) == 1
    if (
        is_next
        or body.founded.year in years
        or any(year in years for year in load_lexicon().body["foundings"].get(body_id, ()))
    ):
        return question.answer(
            VerdictValue.NOT_CHECKABLE, record_says, rows=rows, searched=("which event the text counts from",)
        )
    return question.answer(VerdictValue.DIFFERS, record_says, rows=rows, as_of=body.founded)
