"""Rules for what named states and the members of bodies did in a vote, and who the voters were.

Which roll call is meant and which source decides is told in `weighing`.
"""

from __future__ import annotations

from onrecord.check.against_blocs import bloc_vote
from onrecord.check.question import Question
from onrecord.check.weighing import SAID, Outcome, beside_roll_call, options_of, totals
from onrecord.record import NamesHeld
from onrecord.vocabulary import RollCall, Verdict, Vote, VoteOption


def check_vote(question: Question) -> Verdict:
    """What one state, the only ones named, or the members of a body did."""
    if question.text("bloc") is not None:
        return beside_roll_call(question, bloc_vote)
    return beside_roll_call(question, _alone if question.texts("only") else _vote)


def check_composition(question: Question) -> Verdict:
    """Who the voters were: answered only where the text says "members of" a body held in the registry."""
    if question.text("members of") is None:
        return question.no_record(
            f"a list of states that are {question.text('of') or 'so described'}",
            record_says="no such property of states is held",
        )
    return beside_roll_call(question, _share)


# --- Named states -----------------------------------------------------------------------------


def _vote(question: Question, call: RollCall) -> Outcome:
    state = question.text("state") or ""
    said = options_of(question, "vote")
    told = " or ".join(SAID[option] for option in said)
    text_says = f"{state} {told}"
    found = question.record.option(call.id, state)
    if isinstance(found, Vote):
        return Outcome(
            borne_out=found.option in said,
            text_says=text_says,
            record_says=f"{state} {SAID[found.option]}",
            rows=(call.row, found.row),
        )
    if found is VoteOption.NOT_A_MEMBER:
        return Outcome(
            borne_out=False, text_says=text_says, record_says=f"{state} was not a member", rows=(call.row,)
        )
    named = _named(question, call, said)
    if named is not None:
        names = ", ".join(vote.state for vote in named) or "nobody"
        ids = (call.row, *(vote.row for vote in named))
        return Outcome(borne_out=False, text_says=text_says, record_says=f"{names} {told}", rows=ids)
    return Outcome(
        borne_out=None,
        text_says=text_says,
        record_says=f"{state}'s vote is not held by name",
        rows=(call.row,),
    )


def _named(question: Question, call: RollCall, said: list[VoteOption]) -> list[Vote] | None:
    """All who did one of these, by id; None where not all of them are held by name."""
    votes = question.record.votes(call.id).values()
    named = sorted((vote for vote in votes if vote.option in said), key=lambda vote: vote.state)
    return named if len(named) == sum(totals(call)[option] for option in said) else None


def _alone(question: Question, call: RollCall) -> Outcome:
    """The states named, and nobody else."""
    said, states = options_of(question, "vote"), question.texts("only")
    told = " or ".join(SAID[option] for option in said)
    text_says = f"only {', '.join(states)} {told}"
    named = _named(question, call, said)
    if named is None:
        return Outcome(borne_out=None, text_says=text_says, record_says="names not held", rows=(call.row,))
    names = ", ".join(vote.state for vote in named) or "nobody"
    return Outcome(
        borne_out={vote.state for vote in named} == set(states),
        text_says=text_says,
        record_says=f"{names} {told}",
        steps=(f"{len(named)} {told}",),
        rows=(call.row, *(vote.row for vote in named)),
    )


# --- Who the voters were ----------------------------------------------------------------------


def _share(question: Question, call: RollCall) -> Outcome:
    """How many of the voters were members of a body on that day."""
    body, share = question.text("members of") or "", question.text("share") or ""
    text_says = f"{share} of them members of {body}"
    if question.record.names_held.get(call.id) is not NamesHeld.ALL or not question.registry.list_is_whole(
        body, call.date
    ):
        return Outcome(
            borne_out=None, text_says=text_says, record_says="names or members not held", rows=(call.row,)
        )
    options = options_of(question)
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
    return Outcome(
        borne_out=borne_out,
        text_says=text_says,
        record_says=f"{count} of {total}",
        steps=(f"{count} of the {total} were members of {body}",),
        rows=(call.row,),
        open=None if borne_out is not None else f"how many “{share}” are",
    )
