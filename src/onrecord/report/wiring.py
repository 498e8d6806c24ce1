"""Gathers the content of a report, and finds the positions that belong beside each roll call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.across.figures import Quantity
from onrecord.across.primary import Quoting
from onrecord.questions.words import Whose, lean_of, parts_from, whose_word
from onrecord.record.symbols import symbol_key
from onrecord.report.content import BlocSplit, OverTime, ReportContent, VoteTable, WordsBesideVote
from onrecord.report.lookup import Lookup, build_lookup
from onrecord.report.matrix import concerns
from onrecord.vocabulary import Analysis, Case, Edit, OriginGroup, Position, Stance, Standing, VoteOption

_CAST = frozenset({Stance.VOTES_FOR, Stance.VOTES_AGAINST, Stance.ABSTAINS, Stance.ABSENT})


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
                roll_call=table.id,
                holder=holder,
                option=seats.get(holder),
                positions=tuple(found[holder]),
                apart=_apart([lookup.positions[held] for held in found[holder]], table, seats, holder),
            )
            for holder in sorted(found)
        ]
    return tuple(rows)


def _apart(
    positions: Sequence[Position], table: VoteTable, seats: Mapping[str, VoteOption], holder: str
) -> tuple[str, ...]:
    """Whose words part from the vote of a seat; a body has none, so nothing parts from it."""
    if holder not in seats:
        return ()
    key = symbol_key(table.instrument)
    found = {
        whose_word(position)
        for position in positions
        if not position.ended and parts_from(lean_of(position, key, seats), seats[holder])
    }
    return tuple(whose.value for whose in Whose if whose in found)


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
    without_roll_call: Iterable[tuple[str, str]] = (),
    blocs_unknown: Iterable[str] = (),
    bloc_votes: Iterable[BlocSplit] = (),
    speaking_for: Mapping[str, Sequence[str]] | None = None,
    over_time: OverTime | None = None,
    figures: Iterable[Quantity] = (),
    quoted: Iterable[Quoting] = (),
    standings: Mapping[str, Standing] | None = None,
    rejected: int = 0,
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
        without_roll_call=tuple(sorted(without_roll_call)),
        blocs_unknown=tuple(sorted(blocs_unknown)),
        bloc_votes=tuple(bloc_votes),
        over_time=over_time,
        figures=tuple(figures),
        quoted=tuple(quoted),
        standings=dict(sorted((standings or {}).items())),
        rejected=rejected,
    )
    return replace(content, words_beside_votes=words_beside_votes(content, also=speaking_for))
