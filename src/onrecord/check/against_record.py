"""Rules for claims about votes and adopted texts.

Which roll call. A claim is laid beside the roll call of the one text it can mean. Several possible texts: not
checkable, listing them. None: no record. Where the text could be another than the one we hold (it was told by words, and the
record does not promise to hold all of that matter), agreement is still "matches", and disagreement is "not checkable".

Which source. Roll calls of one text are ranked; the best-ranked source decides. If it bears the claim out, the
claim matches, and what other sources say is a step. If it does not, but another source does, "sources disagree"; so also
where a source of equal rank says otherwise. Only where no source bears the claim out does it differ.
"""

from __future__ import annotations

from collections.abc import Callable

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


def check_instrument(question: Question) -> Verdict:
    """That such a text was adopted; a number is never given twice by the Security Council, so its year can differ."""
    rows = _instruments(question)
    said = question.number("year")
    if not rows:
        what = " ".join(
            filter(None, (question.text("body"), question.text("number"), question.text("matter")))
        )
        year = f" of {plain(said)}" if said else ""
        return question.no_record(
            f"an instrument {what}{year} among the {len(question.record.instrument_rows)} held"
        )
    fitting = [row for row in rows if said is None or row.date.year == said]
    told = "; ".join(_caption(row) for row in (fitting or rows))
    ids = tuple(row.row for row in (fitting or rows))
    dated = rows[0].date if len(rows) == 1 else None
    if fitting:
        if len(fitting) > 1 and not question.flag("described"):
            return question.answer(VerdictValue.NOT_CHECKABLE, f"several fit: {told}", rows=ids)
        return question.answer(VerdictValue.MATCHES, told, rows=ids, as_of=dated)
    if len(rows) == 1 and rows[0].body == "UNSC":
        return question.answer(
            VerdictValue.DIFFERS,
            told,
            rows=ids,
            as_of=dated,
            nearest=f"{rows[0].number} ({rows[0].date.year})",
        )
    return question.answer(VerdictValue.NOT_CHECKABLE, told, rows=ids, searched=(f"the same in {said}",))


# --- The roll call ----------------------------------------------------------------------------

Outcome = tuple[bool | None, str, str, tuple[str, ...], tuple[str, ...], str | None]
"""Borne out (None: unknown), what the text says, what the record says, steps, rows, nearest."""


def _instruments(question: Question) -> list[Instrument]:
    held = (question.record.instrument(id_) for id_ in question.texts("instruments"))
    return [row for row in held if row is not None]


def _caption(row: Instrument) -> str:
    return f"{row.id} of {row.date}, {row.title}" + ("" if row.adopted else " (not adopted)")


def _beside_roll_call(question: Question, look: Callable[[Question, RollCall], Outcome]) -> Verdict:
    rows = _instruments(question)
    if len(rows) > 1:
        return question.answer(
            VerdictValue.NOT_CHECKABLE,
            "several texts fit: " + "; ".join(_caption(row) for row in rows),
            rows=tuple(row.row for row in rows),
        )
    if not rows:
        return question.no_record(f"the text voted on ({question.text('body') or 'body unknown'})")
    calls = question.record.roll_calls(rows[0].id)
    if not calls:
        return question.answer(
            VerdictValue.NO_RECORD,
            f"{_caption(rows[0])}: no recorded vote",
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
    searched: tuple[str, ...] = ()
    if value is VerdictValue.NOT_CHECKABLE:
        reason = (
            "the words need not mean a vote"
            if question.flag("loose")
            else "the text may mean another resolution"
        )
        searched = (
            (f"certainty that {instrument.id} is meant: {reason}",)
            if not question.flag("loose")
            else (reason,)
        )
    elif value is VerdictValue.NO_RECORD:
        searched = (f"the vote by name in {best.id}",)
    return question.answer(
        value, record_says, text_says=text_says, as_of=instrument.date,
        steps=(f"{_caption(instrument)}: {best.yes} in favour, {best.no} against, {best.abstain} abstained, {best.not_voting} did not vote", *steps),
        nearest=nearest, rows=(instrument.row, *rows), searched=searched,
    )  # fmt: skip


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
    totals, options = _totals(call), _options(question)
    said, comparison = question.number("count") or 0, question.text("comparison") or "exactly"
    actual = sum(totals[option] for option in options)
    working: tuple[str, ...] = ()
    if len(options) > 1:
        working = (" + ".join(f"{totals[option]} {_SAID[option]}" for option in options) + f" = {actual}",)
    borne_out = holds(comparison, said, actual)
    nearest = None if borne_out else _nearest(options, totals, comparison, said)
    return borne_out, _said(question, comparison, said), str(actual), working, (call.row,), nearest


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
    state, said = question.text("state") or "", question.text("vote") or ""
    text_says = f"{state} {_SAID[VoteOption(said)]}"
    found = question.record.option(call.id, state)
    if isinstance(found, Vote):
        return (
            found.option == said,
            text_says,
            f"{state} {_SAID[found.option]}",
            (),
            (call.row, found.row),
            None,
        )
    if found is VoteOption.NOT_A_MEMBER:
        return False, text_says, f"{state} was not a member", (), (call.row,), None
    named = [vote for vote in question.record.votes(call.id).values() if vote.option == said]
    if len(named) == _totals(call)[VoteOption(said)]:
        names = ", ".join(sorted(vote.state for vote in named)) or "nobody"
        rows = (call.row, *(vote.row for vote in named))
        return False, text_says, f"{names} {_SAID[VoteOption(said)]}", (), rows, None
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
