"""Rules for formal names at a date, and for figures that no record holds.

A name differs only where another formal name held then; a figure is never confirmed by repetition.
"""

from __future__ import annotations

from onrecord.check.quantities import worded
from onrecord.check.question import Question
from onrecord.vocabulary import ActorName, Verdict, VerdictValue


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
    then = [row for row in question.registry.names(actor) if row.valid.may_hold(on)]
    formal = [row for row in then if _is_formal(row)] or [
        row for row in then if row.use == "short" and row.valid.first
    ]
    if not formal:
        return question.no_record(f"the name of {actor} at {on}", record_says=told)
    ids = (*(row.row for row in rows), formal[0].row)
    if set(name.split()) < set(formal[0].name.split()):
        # "Republic of Venezuela" may be today's longer name cut short, and not the one of before.
        return question.answer(
            VerdictValue.NOT_CHECKABLE,
            told,
            rows=ids,
            as_of=on,
            searched=(f"whether {formal[0].name} is meant",),
        )
    nearest = f"{formal[0].name}, {formal[0].valid}"
    return question.answer(VerdictValue.DIFFERS, told, rows=ids, as_of=on, nearest=nearest)


def _is_formal(row: ActorName) -> bool:
    """An official name, or another with a date from which it held."""
    return row.use == "official" or (row.use == "alias" and row.valid.first is not None)


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
