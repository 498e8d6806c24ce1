"""Lays one claim beside registry and record and gives the verdict, by the rule of the claim's kind.

"differs" is said only where the record decides: a list held whole at the date, a roll call that can be no other,
an office that does not exist or that somebody else held. Everything else is "no record" or "not checkable".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.check.against_bodies import check_count, check_founding, check_members
from onrecord.check.against_meetings import check_meeting
from onrecord.check.against_names import check_figure, check_name
from onrecord.check.against_offices import check_office
from onrecord.check.against_tallies import check_tally
from onrecord.check.against_texts import check_instrument
from onrecord.check.against_votes import check_composition, check_vote
from onrecord.check.question import Question
from onrecord.record import Record
from onrecord.registry import Registry
from onrecord.vocabulary import Claim, ClaimKind, Document, Verdict

RULES: Mapping[ClaimKind, Callable[[Question], Verdict]] = {
    ClaimKind.VOTE_TALLY: check_tally,
    ClaimKind.VOTE_CAST: check_vote,
    ClaimKind.VOTE_COMPOSITION: check_composition,
    ClaimKind.MEMBERSHIP: check_members,
    ClaimKind.MEMBERSHIP_COUNT: check_count,
    ClaimKind.BODY_FOUNDED: check_founding,
    ClaimKind.OFFICE: check_office,
    ClaimKind.MEETING: check_meeting,
    ClaimKind.INSTRUMENT: check_instrument,
    ClaimKind.NAME_AT_DATE: check_name,
    ClaimKind.FIGURE: check_figure,
}
"""The rule of each kind of claim."""


def compare(claim: Claim, document: Document, *, registry: Registry, record: Record) -> Verdict:
    """The verdict on one claim of this document, with the rows that decide it."""
    return RULES[claim.kind](Question(claim=claim, document=document, registry=registry, record=record))
