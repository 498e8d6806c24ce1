"""Which roll call decides on a claim about a vote, and how the sources of one vote are weighed.

Which roll call. A claim is laid beside the roll call of the one text it can mean. Several possible texts: not
checkable, listing them. None: no record. Where the text could be another than the one we hold (it was told by words, and the
record does not promise to hold all of that matter), agreement is still "matches", and disagreement is "not checkable".

Which source. Roll calls of one text are ranked; the best-ranked source that can answer decides: one that holds no names says
nothing of names. If it bears the claim out, the
claim matches, and what other sources say is a step. If it does not, but another source does, "sources disagree"; so also
where a source of equal rank says otherwise. Only where no source bears the claim out does it differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.check.against_texts import caption, instruments_of
from onrecord.check.question import Question
from onrecord.vocabulary import Instrument, RollCall, Verdict, VerdictValue, VoteOption

SAID = {
    VoteOption.YES: "in favour",
    VoteOption.NO: "against",
    VoteOption.ABSTAIN: "abstained",
    VoteOption.NOT_VOTING: "did not vote",
    VoteOption.NOT_A_MEMBER: "not a member",
}
MOST_LISTED = 8
"""Texts that are listed where several fit."""
_SILENT = "adopted without a vote"
"""How the record's source says that nobody voted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one roll call says of a claim. `borne_out` is None where it cannot say: `open` then tells why."""

    borne_out: bool | None
    text_says: str
    record_says: str
    steps: tuple[str, ...] = ()
    rows: tuple[str, ...]
    nearest: str | None = None
    open: str | None = None
    """Why the words cannot be laid beside a complete roll call; None where it is the roll call that lacks names."""


Look = Callable[[Question, RollCall], Outcome]


def beside_roll_call(
    question: Question, look: Look, without_a_vote: Callable[[Question, Instrument], Verdict] | None = None
) -> Verdict:
    """The verdict on a claim whose terms name the texts that it may be about.

    `without_a_vote` answers for a text that was adopted without one; failing that there is no record.
    """
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
        return _several(question, rows, look)
    if not rows:
        return question.no_record(f"the text voted on ({question.text('body') or 'body unknown'})")
    calls = question.record.roll_calls(rows[0].id)
    if calls:
        return _weigh(question, rows[0], calls, look)
    if without_a_vote is not None and is_without_a_vote(rows[0]):
        return without_a_vote(question, rows[0])
    return question.answer(
        VerdictValue.NO_RECORD,
        f"{caption(rows[0])}: no recorded vote",
        rows=(rows[0].row,),
        searched=(f"a roll call on {rows[0].id}",),
    )


def is_without_a_vote(row: Instrument) -> bool:
    """True where the record says that the text was adopted without a vote."""
    return row.source.endswith(_SILENT)


def _several(question: Question, rows: list[Instrument], look: Look) -> Verdict:
    """Several texts fit; where one alone bears the words out, it is the nearest."""
    fitting = [
        row
        for row in rows
        if (calls := question.record.roll_calls(row.id)) and look(question, calls[0]).borne_out
    ]
    shown = "; ".join(caption(row) for row in rows[:MOST_LISTED])
    more = f"; and {len(rows) - MOST_LISTED} more" if len(rows) > MOST_LISTED else ""
    return question.answer(
        VerdictValue.NOT_CHECKABLE,
        f"several texts fit: {shown}{more}",
        rows=tuple(row.row for row in rows[:MOST_LISTED]),
        nearest=f"{caption(fitting[0])}: it alone bears the words out" if len(fitting) == 1 else None,
    )


def totals(call: RollCall) -> dict[VoteOption, int]:
    """How many seats did what."""
    return {
        VoteOption.YES: call.yes,
        VoteOption.NO: call.no,
        VoteOption.ABSTAIN: call.abstain,
        VoteOption.NOT_VOTING: call.not_voting,
    }


def options_of(question: Question, term: str = "option") -> list[VoteOption]:
    """The states of a seat whose sum a term means."""
    return [VoteOption(option) for option in question.texts(term) if option in list(VoteOption)]


def _weigh(question: Question, instrument: Instrument, calls: tuple[RollCall, ...], look: Look) -> Verdict:
    """The module's rule on sources, and on texts that may be others."""
    outcomes = [(call, look(question, call)) for call in calls]
    answering = [pair for pair in outcomes if pair[1].borne_out is not None or pair[1].open is not None]
    best, outcome = (answering or outcomes)[0]
    ranks = question.record.ranks
    others = [(call, other) for call, other in answering[1:] if other.borne_out is not None]
    steps = (
        *outcome.steps,
        *(
            f"{call.source}: {other.record_says}"
            for call, other in others
            if other.record_says != outcome.record_says
        ),
    )
    equal = [other.borne_out for call, other in others if ranks.get(call.id) == ranks.get(best.id)]
    if outcome.borne_out is None:
        value = VerdictValue.NO_RECORD if outcome.open is None else VerdictValue.NOT_CHECKABLE
    elif outcome.borne_out:
        value = VerdictValue.SOURCES_DISAGREE if False in equal else VerdictValue.MATCHES
    elif any(other.borne_out for _, other in others):
        value = VerdictValue.SOURCES_DISAGREE
    elif question.flag("sure") and not question.flag("loose"):
        value = VerdictValue.DIFFERS
    else:
        value = VerdictValue.NOT_CHECKABLE
    return question.answer(
        value, outcome.record_says, text_says=outcome.text_says, as_of=instrument.date,
        steps=(f"{caption(instrument)}: {best.yes} in favour, {best.no} against, {best.abstain} abstained, {best.not_voting} did not vote", *steps),
        nearest=outcome.nearest, rows=(instrument.row, *outcome.rows),
        searched=_searched(question, value, instrument, best, outcome),
    )  # fmt: skip


def _searched(
    question: Question, value: VerdictValue, instrument: Instrument, best: RollCall, outcome: Outcome
) -> tuple[str, ...]:
    """What would have been needed for a firmer verdict."""
    if value is VerdictValue.NO_RECORD:
        return (f"the vote by name in {best.id}",)
    if value is not VerdictValue.NOT_CHECKABLE:
        return ()
    if outcome.open is not None:
        return (outcome.open,)
    if question.flag("loose"):
        return ("the words need not mean a vote",)
    return (f"certainty that {instrument.id} is meant: the text may mean another resolution",)
