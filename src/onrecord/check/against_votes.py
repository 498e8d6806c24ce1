"""Rules for claims about votes: tallies, one state's vote, and who the voters were.

Which roll call. A claim is laid beside the roll call of the one text it can mean. Several possible texts: not
checkable, listing them. None: no record. Where the text could be another than the one we hold (it was told by words, and the
record does not promise to hold all of that matter), agreement is still "matches", and disagreement is "not checkable".

Which source. Roll calls of one text are ranked; the best-ranked source decides. If it bears the claim out, the
claim matches, and what other sources say is a step. If it does not, but another source does, "sources disagree"; so also
where a source of equal rank says otherwise. Only where no source bears the claim out does it differ.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.check.against_texts import caption, instruments_of
from onrecord.check.lexicon import load_lexicon
from onrecord.check.quantities import holds, plain, worded
from onrecord.check.question import Question
from onrecord.record import NamesHeld
from onrecord.vocabulary import Instrument, RollCall, Verdict, VerdictValue, Vote, VoteOption

_SAID = {
    VoteOption.YES: "in favour",
    VoteOption.NO: "against",
    VoteOption.ABSTAIN: "abstained",
    VoteOption.NOT_VOTING: "did not vote",
    VoteOption.NOT_A_MEMBER: "not a member",
}

_WHO = {
    VoteOption.YES: "in favour",
    VoteOption.NO: "against",
    VoteOption.ABSTAIN: "that abstained",
    VoteOption.NOT_VOTING: "that did not vote",
}


def check_tally(question: Question) -> Verdict:
    """How many voted so: the sum over the options that the text names."""
    return _beside_roll_call(question, _tally)


def check_vote(question: Question) -> Verdict:
    """What one state did."""
    return _beside_roll_call(question, _vote)


def check_composition(question: Question) -> Verdict:
    """Who the voters were: answered only where the text says "members of" a body held in the registry."""
    if question.text("members of") is None:
        return question.no_record(
            f"a list of states that are {question.text('of') or 'so described'}",
            record_says="no such property of states is held",
        )
    return _beside_roll_call(question, _share)


# --- The roll call ----------------------------------------------------------------------------

Outcome = tuple[bool | None, str, str, tuple[str, ...], tuple[str, ...], str | None]
"""Borne out (None: unknown), what the text says, what the record says, steps, rows, nearest."""


def _beside_roll_call(question: Question, look: Callable[[Question, RollCall], Outcome]) -> Verdict:
    rows = instruments_of(question)
    unread = question.text("unread")
    if unread is not None:
        return question.answer(
            VerdictValue.NOT_CHECKABLE,
            "not compared: a part of the words is not understood",
            rows=tuple(row.row for row in rows),
            searched=(f"which vote “{unread}” means",),
        )
    if len(rows) > 1:
        return question.answer(
            VerdictValue.NOT_CHECKABLE,
            "several texts fit: " + "; ".join(caption(row) for row in rows),
            rows=tuple(row.row for row in rows),
        )
    if not rows:
        return question.no_record(f"the text voted on ({question.text('body') or 'body unknown'})")
    calls = question.record.roll_calls(rows[0].id)
    if not calls:
        return question.answer(
            VerdictValue.NO_RECORD,
            f"{caption(rows[0])}: no recorded vote",
            rows=(rows[0].row,),
            searched=(f"a roll call on {rows[0].id}",),
        )
    return _weigh(question, rows[0], calls, look)


def _weigh(
    question: Question,
    instrument: Instrument,
    calls: tuple[RollCall, ...],
    look: Callable[[Question, RollCall], Outcome],
) -> Verdict:
    """The module's rule on sources, and on texts that may be others."""
    outcomes = [(call, look(question, call)) for call in calls]
    best, (borne_out, text_says, record_says, steps, rows, nearest) = outcomes[0]
    ranks = question.record.ranks
    others = [(call, outcome) for call, outcome in outcomes[1:] if outcome[0] is not None]
    steps = (
        *steps,
        *(f"{call.source}: {outcome[2]}" for call, outcome in others if outcome[2] != record_says),
    )
    equal = [outcome[0] for call, outcome in others if ranks.get(call.id) == ranks.get(best.id)]
    if borne_out is None:
        value = VerdictValue.NO_RECORD
    elif borne_out:
        value = VerdictValue.SOURCES_DISAGREE if False in equal else VerdictValue.MATCHES
    elif any(outcome[0] for _, outcome in others):
        value = VerdictValue.SOURCES_DISAGREE
    elif question.flag("sure") and not question.flag("loose"):
        value = VerdictValue.DIFFERS
    else:
        value = VerdictValue.NOT_CHECKABLE
    return question.answer(
        value, record_says, text_says=text_says, as_of=instrument.date,
        steps=(f"{caption(instrument)}: {best.yes} in favour, {best.no} against, {best.abstain} abstained, {best.not_voting} did not vote", *steps),
        nearest=nearest, rows=(instrument.row, *rows), searched=_searched(question, value, instrument, best),
    )  # fmt: skip


def _searched(
    question: Question, value: VerdictValue, instrument: Instrument, best: RollCall
) -> tuple[str, ...]:
    """What would have been needed for a firmer verdict."""
    if value is VerdictValue.NO_RECORD:
        return (f"the vote by name in {best.id}",)
    if value is not VerdictValue.NOT_CHECKABLE:
        return ()
    if question.flag("loose"):
        return ("the words need not mean a vote",)
    return (f"certainty that {instrument.id} is meant: the text may mean another resolution",)


# --- A tally ----------------------------------------------------------------------------------


def _totals(call: RollCall) -> dict[VoteOption, int]:
    return {
        VoteOption.YES: call.yes,
        VoteOption.NO: call.no,
        VoteOption.ABSTAIN: call.abstain,
        VoteOption.NOT_VOTING: call.not_voting,
    }


def _options(question: Question) -> list[VoteOption]:
    return [VoteOption(option) for option in question.texts("option") if option in list(VoteOption)]


def _tally(question: Question, call: RollCall) -> Outcome:
    if question.text("comparison") == "unanimously":
        against = call.no + call.abstain
        steps = (f"{call.no} against + {call.abstain} abstained = {against}",)
        return against == 0, "unanimously", f"{call.yes}-{call.no}-{call.abstain}", steps, (call.row,), None
    said, comparison = question.number("count") or 0, question.text("comparison") or "exactly"
    sums = [_sum(options, call) for options in _readings(question)]
    fitting = [actual for actual, _ in sums if holds(comparison, said, actual)]
    record_says = str(fitting[0]) if fitting else " or ".join(str(actual) for actual, _ in sums)
    working = tuple(step for actual, step in sums if step and (not fitting or actual == fitting[0]))
    nearest = None
    if not fitting and len(sums) == 1:
        nearest = _nearest(_options(question), _totals(call), comparison, said)
    return bool(fitting), _said(question, comparison, said), record_says, working, (call.row,), nearest


def _readings(question: Question) -> list[list[VoteOption]]:
    """The sums that the words may mean: mostly one."""
    unclear = [
        [VoteOption(option) for option in reading.split(" + ")] for reading in question.texts("readings")
    ]
    return unclear or [_options(question)]


def _sum(options: list[VoteOption], call: RollCall) -> tuple[int, str]:
    """How many seats did one of these, and the working where it is a sum."""
    totals = _totals(call)
    actual = sum(totals[option] for option in options)
    if len(options) == 1:
        return actual, ""
    return actual, " + ".join(f"{totals[option]} {_SAID[option]}" for option in options) + f" = {actual}"


def _said(question: Question, comparison: str, said: float) -> str:
    """The text's own comparing word where it stands in the claim ("over 150"), else ours."""
    phrases = load_lexicon().comparisons.get(comparison, ())
    first = next((phrase for phrase in phrases if question.quote.casefold().startswith(f"{phrase} ")), None)
    return f"{first} {plain(said)}" if first else worded(comparison, said)


def _nearest(
    options: list[VoteOption], totals: dict[VoteOption, int], comparison: str, said: float
) -> str | None:
    """The closest number that one further option, or one option alone, would give and that bears the claim out."""
    actual = sum(totals[option] for option in options)
    readings: list[tuple[float, str]] = []
    for option, total in totals.items():
        if option in options or not total:
            continue
        if holds(comparison, said, actual + total):
            readings.append(
                (
                    abs(actual + total - said),
                    f"{actual + total} if the {total} {_WHO[option]} are counted too",
                )
            )
        if holds(comparison, said, total):
            readings.append((abs(total - said), f"{total} {_SAID[option]}"))
    return min(readings)[1] if readings else None


# --- One state's vote -------------------------------------------------------------------------


def _vote(question: Question, call: RollCall) -> Outcome:
    state = question.text("state") or ""
    said = [VoteOption(option) for option in question.texts("vote")]
    told = " or ".join(_SAID[option] for option in said)
    text_says = f"{state} {told}"
    found = question.record.option(call.id, state)
    if isinstance(found, Vote):
        rows = (call.row, found.row)
        return found.option in said, text_says, f"{state} {_SAID[found.option]}", (), rows, None
    if found is VoteOption.NOT_A_MEMBER:
        return False, text_says, f"{state} was not a member", (), (call.row,), None
    named = [vote for vote in question.record.votes(call.id).values() if vote.option in said]
    if len(named) == sum(_totals(call)[option] for option in said):
        names = ", ".join(sorted(vote.state for vote in named)) or "nobody"
        ids = (call.row, *(vote.row for vote in named))
        return False, text_says, f"{names} {told}", (), ids, None
    return None, text_says, f"{state}'s vote is not held by name", (), (call.row,), None


# --- Who the voters were ----------------------------------------------------------------------


def _share(question: Question, call: RollCall) -> Outcome:
    """How many of the voters were members of a body on that day."""
    body, share = question.text("members of") or "", question.text("share") or ""
    text_says = f"{share} of them members of {body}"
    if question.record.names_held.get(call.id) is not NamesHeld.ALL or not question.registry.list_is_whole(
        body, call.date
    ):
        return None, text_says, "names or members not held", (), (call.row,), None
    options = _options(question)
    voters = [vote.state for vote in question.record.votes(call.id).values() if vote.option in options]
    members = {row.member: row.row for row in question.registry.members(body, call.date)}
    inside = [state for state in voters if state in members]
    count, total = len(inside), len(voters)
    borne_out = {
        "all": count == total,
        "none": count == 0,
        "half": abs(2 * count - total) <= 1,
        "most": 2 * count > total,
    }.get(share)
    return (
        borne_out,
        text_says,
        f"{count} of {total}",
        (f"{count} of the {total} were members of {body}",),
        (call.row,),
        None,
    )
