"""What the members of a body did in a vote, counted as of its day: "all EU members abstained".

A body has no vote. Who is suspended, was not a member of the United Nations or has no seat in the roll call is not counted.
"""

from __future__ import annotations

from onrecord.check.quantities import holds, worded
from onrecord.check.question import Question
from onrecord.check.weighing import SAID, Outcome, options_of
from onrecord.record import NamesHeld
from onrecord.vocabulary import PartialDate, RollCall, VoteOption

_CAST = (VoteOption.YES, VoteOption.NO, VoteOption.ABSTAIN, VoteOption.NOT_VOTING)
_NEARLY = 0.85
"""From this share on, nearly all did; below a half they did not."""
_SEVERAL = 3


def bloc_vote(question: Question, call: RollCall) -> Outcome:
    """How many of a body's members did so, of how many that had a seat, with the others named."""
    body, share = question.text("bloc") or "", question.text("share") or ""
    said = options_of(question, "vote")
    told = " or ".join(SAID[option] for option in said)
    number = question.number("count")
    comparison = question.text("comparison") or "exactly"
    text_says = f"{worded(comparison, number) if number is not None else share} of {body}: {told}"
    members = _members(question, body, question.text("status") or "member", call.date)
    if members is None or question.record.names_held.get(call.id) is not NamesHeld.ALL:
        return Outcome(
            borne_out=None, text_says=text_says, record_says="names or members not held", rows=(call.row,)
        )
    votes = question.record.votes(call.id)
    by_option = {option: [m for m in members if m in votes and votes[m].option is option] for option in _CAST}
    did = [member for option in said for member in by_option.get(option, [])]
    eligible = sum(len(states) for states in by_option.values())
    if not eligible:
        return Outcome(
            borne_out=None,
            text_says=text_says,
            record_says=f"no member of {body} had a vote",
            rows=(call.row,),
        )
    if number is not None:
        borne_out: bool | None = holds(comparison, number, len(did))
    else:
        borne_out = _bears_out(share, len(did), eligible)
    return Outcome(
        borne_out=borne_out,
        text_says=text_says,
        record_says=f"{len(did)} of {eligible} {told}",
        steps=_steps(body, call.date, by_option, [m for m in members if m not in votes]),
        rows=(call.row, *(votes[member].row for member in did)),
        open=None if borne_out is not None else _why(share, body),
    )


def _members(question: Question, body: str, status: str, on: PartialDate) -> list[str] | None:
    """The members on the day by id, without those suspended; None where the list is not held whole."""
    if not question.registry.list_is_whole(body, on, status):
        return None
    suspended = {row.member for row in question.registry.members(body, on, "suspended")}
    return sorted({row.member for row in question.registry.members(body, on, status)} - suspended)


def _bears_out(share: str, count: int, total: int) -> bool | None:
    """None where the words leave it open."""
    if share == "nearly all":
        return True if count >= _NEARLY * total else False if 2 * count < total else None
    if share in ("many", "several"):
        return (count >= _SEVERAL if share == "several" else 2 * count > total) or (None if count else False)
    if share == "itself":
        return count == total or None
    return {
        "all": count == total,
        "none": count == 0,
        "not all": count < total,
        "half": abs(2 * count - total) <= 1,
        "most": 2 * count > total,
        "two thirds": 3 * count >= 2 * total,
    }.get(share)


def _why(share: str, body: str) -> str:
    return (
        f"a vote of {body} itself: only its members have one"
        if share == "itself"
        else f"how many “{share}” are"
    )


def _steps(
    body: str, on: PartialDate, by_option: dict[VoteOption, list[str]], without: list[str]
) -> tuple[str, ...]:
    """The split of the body's members that day; a long list of names is left out but for those absent."""
    eligible = sum(len(states) for states in by_option.values())
    split = ", ".join(f"{len(states)} {SAID[option]}" for option, states in by_option.items() if states)
    named = (
        f"{SAID[option]}: {', '.join(states)}"
        for option, states in by_option.items()
        if states and (option is VoteOption.NOT_VOTING or 2 * len(states) <= eligible)
    )
    seatless = (f"no seat in this roll call: {', '.join(without)}",) if without else ()
    return (f"{body} on {on}: {eligible} members with a vote: {split}", *named, *seatless)
