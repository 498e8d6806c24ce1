"""From rows of the record to the values the report shows. Needs nothing but vocabulary values.

The caller looks rows up in registry and record; these functions only arrange what it found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.across.figures import Quantity
from onrecord.charts import StateVote, Tally
from onrecord.report.content import BlocSplit, ReportContent, VoteTable, WordsBesideVote
from onrecord.report.lookup import Lookup, build_lookup
from onrecord.report.matrix import concerns
from onrecord.vocabulary import (
    Analysis,
    Case,
    Edit,
    Instrument,
    Membership,
    OriginGroup,
    PartialDate,
    Position,
    RollCall,
    Stance,
    Vote,
    VoteOption,
)

_CAST = frozenset({Stance.VOTES_FOR, Stance.VOTES_AGAINST, Stance.ABSTAINS, Stance.ABSENT})


def vote_table(
    instrument: Instrument, roll_call: RollCall, votes: Mapping[str, Vote], names: Mapping[str, str]
) -> VoteTable:
    """One roll call as its source gives it. `votes` by state id, `names` actor id -> name."""
    states = sorted(votes.values(), key=lambda vote: (names.get(vote.state, vote.state), vote.state))
    return VoteTable(
        id=roll_call.id,
        instrument=instrument.id,
        title=instrument.title,
        date=roll_call.date,
        source=roll_call.source,
        totals=Tally(
            yes=roll_call.yes,
            no=roll_call.no,
            abstain=roll_call.abstain,
            not_voting=roll_call.not_voting,
            not_a_member=sum(vote.option is VoteOption.NOT_A_MEMBER for vote in states),
        ),
        states=tuple(
            StateVote(state=vote.state, name=names.get(vote.state, vote.state), option=vote.option)
            for vote in states
        ),
    )


def bloc_split(
    table: VoteTable,
    bloc: str,
    members: Iterable[Membership],
    names: Mapping[str, str],
    *,
    as_of: PartialDate,
) -> BlocSplit:
    """How the members of `bloc` voted. A member that the roll call does not list had no seat in it."""
    cast = {vote.state: vote.option for vote in table.states}
    by_option: dict[VoteOption, list[str]] = defaultdict(list)
    held = {membership.member: membership.row for membership in members}
    for member in sorted(held):
        by_option[cast.get(member, VoteOption.NOT_A_MEMBER)].append(names.get(member, member))
    return BlocSplit(
        roll_call=table.id,
        bloc=bloc,
        name=names.get(bloc, bloc),
        as_of=as_of,
        tally=Tally(
            yes=len(by_option[VoteOption.YES]),
            no=len(by_option[VoteOption.NO]),
            abstain=len(by_option[VoteOption.ABSTAIN]),
            not_voting=len(by_option[VoteOption.NOT_VOTING]),
            not_a_member=len(by_option[VoteOption.NOT_A_MEMBER]),
        ),
        members={option: tuple(by_option[option]) for option in VoteOption},
        rows=tuple(held[member] for member in sorted(held)),
    )


def words_beside_votes(
    content: ReportContent, *, also: Mapping[str, Sequence[str]] | None = None
) -> tuple[WordsBesideVote, ...]:
    """The positions that belong beside each roll call: of the blocs compared, and of states with a seat.

    A position belongs there where its instrument is the roll call's, where it concerns a matter of the case
    that has this instrument, or where it is toward a party of the case. `also` names further ids of holders
    that speak for a bloc (its organs): bloc id -> holder ids.
    """
    lookup = build_lookup(content)
    rows = []
    for table in content.roll_calls:
        found: dict[str, list[str]] = defaultdict(list)
        seats = {vote.state: vote.option for vote in table.states}
        speaks_for = {holder: bloc for bloc, holders in (also or {}).items() for holder in holders}
        blocs = {split.bloc for split in content.bloc_votes if split.roll_call == table.id}
        for position in lookup.positions.values():
            holder = speaks_for.get(position.holder.actor.id, position.holder.actor.id)
            if (holder in blocs or holder in seats) and _belongs(position, table, content.case, lookup):
                found[holder].append(position.id)
        rows += [
            WordsBesideVote(
                roll_call=table.id, holder=holder, option=seats.get(holder), positions=tuple(found[holder])
            )
            for holder in sorted(found)
        ]
    return tuple(rows)


def _belongs(position: Position, table: VoteTable, case: Case | None, lookup: Lookup) -> bool:
    if position.instrument == table.instrument:
        return True
    if position.instrument is not None and position.stance in _CAST:
        return False  # a vote on another text says nothing of this one
    if case is None:
        return False
    toward = position.toward.actor.id if position.toward else None
    matters = [matter for matter in case.matters if table.instrument in matter.instruments]
    on_case = table.instrument in case.instruments or bool(matters)
    return (on_case and toward in case.parties) or any(
        concerns(position, matter, lookup) for matter in matters
    )


def content_from(
    analyses: Iterable[Analysis],
    origins: Iterable[OriginGroup],
    *,
    version: str,
    case: Case | None = None,
    edits: Mapping[str, Sequence[tuple[str, str, Sequence[Edit]]]] | None = None,
    skipped: Iterable[tuple[str, str]] = (),
    actor_names: Mapping[str, str] | None = None,
    rows_used: Mapping[str, str] | None = None,
    roll_calls: Iterable[VoteTable] = (),
    bloc_votes: Iterable[BlocSplit] = (),
    speaking_for: Mapping[str, Sequence[str]] | None = None,
    figures: Iterable[Quantity] = (),
) -> ReportContent:
    """Gather the content of a report, with the words beside votes worked out.

    Order of what goes in does not matter: the page has its own. `speaking_for`: bloc id -> ids of its organs.
    """
    content = ReportContent(
        analyses=tuple(sorted(analyses, key=lambda analysis: analysis.document.id)),
        origins=tuple(sorted(origins, key=lambda origin: origin.id)),
        version=version,
        case=case,
        edits={
            origin: tuple((original, copy, tuple(found)) for original, copy, found in copies)
            for origin, copies in sorted((edits or {}).items())
        },
        skipped=tuple(sorted(skipped)),
        actor_names=dict(sorted((actor_names or {}).items())),
        rows_used=dict(sorted((rows_used or {}).items())),
        roll_calls=tuple(roll_calls),
        bloc_votes=tuple(bloc_votes),
        figures=tuple(figures),
    )
    return replace(content, words_beside_votes=words_beside_votes(content, also=speaking_for))
