"""From answers to questions to the record to the values the report shows: roll calls, blocs, and the case over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.charts import Tally, answers
from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.questions.blocs import Bloc, find_bloc
from onrecord.questions.cohesion import bloc_over_time
from onrecord.questions.compare import compare
from onrecord.questions.held import Held
from onrecord.questions.points import digest_of
from onrecord.questions.together import side_by_side
from onrecord.questions.votes import Split, VoteAnswer, called, find_calls, votes
from onrecord.record import NamesHeld, Record
from onrecord.registry import Registry
from onrecord.report.content import BlocSplit, BlocYears, OverTime, RollCallsBeside, VoteTable
from onrecord.vocabulary import Case, PartialDate, VoteOption

ASSEMBLY = "UNGA"
MOST_BESIDE = 20
"""Roll calls in one matrix; the latest ones."""
MOST_FOLLOWED = 8
"""Parties and blocs that are followed over time; the first ones of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecordVotes:
    """What the record holds on the instruments of a report."""

    tables: tuple[VoteTable, ...]
    splits: tuple[BlocSplit, ...]
    without: tuple[tuple[str, str], ...]
    """(instrument, why) of those that have no roll call here."""
    blocs_unknown: tuple[str, ...]
    over_time: OverTime | None


def votes_for_report(
    instruments: Iterable[str], case: Case | None, *, registry: Registry, record: Record, ledger: Ledger
) -> OnRecordVotes:
    """Roll calls of the instruments from the ledger's imports and the bundled record, and the case over time."""
    imported = any(source.calls for source in ledger.roll.sources())
    held = Held(registry=registry, record=record, ledger=ledger if imported else None)
    blocs, unknown = _blocs(registry, case)
    found: dict[str, tuple[str, VoteAnswer]] = {}
    without = []
    for id_ in instruments:
        why = _without(id_, held)
        if why is not None:
            without.append((id_, why))
            continue
        answer = votes(id_, roll=held.roll, registry=registry, record=record, blocs=blocs)
        # One text may be named in two ways; its roll call stands once, under its own symbol where that is one of them.
        if answer.call.row not in found or id_ == answer.symbol:
            found[answer.call.row] = id_, answer
    return OnRecordVotes(
        tables=tuple(vote_table(id_, answer, registry) for id_, answer in found.values()),
        splits=tuple(
            bloc_split(split, answer, registry) for _, answer in found.values() for split in answer.splits[1:]
        ),
        without=tuple(without),
        blocs_unknown=unknown,
        over_time=_over_time(held, case, blocs, [answer for _, answer in found.values()])
        if imported
        else None,
    )


def vote_table(instrument: str, answer: VoteAnswer, registry: Registry) -> VoteTable:
    """One roll call; `instrument` is its symbol as the case or a position writes it."""
    named = answer.call.names is not NamesHeld.NONE and answer.way == "recorded"
    return VoteTable(
        id=answer.call.row,
        instrument=instrument,
        title=answer.title,
        date=answer.date,
        source=_source(answer.call.publisher, answer.call.read_on),
        body=called(registry, answer.body, answer.date),
        totals=_totals(answer),
        states=answers.state_votes(answer) if named else (),
        whole=answer.call.names is NamesHeld.ALL,
        notes=answer.notes,
        others=tuple(
            f"{_source(call.publisher, call.read_on)}: {call.counts if call.counts.known else 'no totals'}"
            for call in answer.sources[1:]
        ),
        differences=tuple((difference.name, difference.says) for difference in answer.differences),
        disputed=frozenset(difference.what for difference in answer.differences),
    )


def bloc_split(split: Split, answer: VoteAnswer, registry: Registry) -> BlocSplit:
    """How the members of one bloc voted, by their names on the day."""
    names = {seat.id: seat.name for seat in answer.seats}
    return BlocSplit(
        roll_call=answer.call.row,
        bloc=split.bloc,
        name=split.name,
        as_of=answer.date,
        tally=answers.tally(split),
        members={
            option: tuple(names.get(id_) or called(registry, id_, answer.date) for id_ in ids)
            for option, ids in split.options.items()
        },
        rows=split.rows,
    )


def _blocs(registry: Registry, case: Case | None) -> tuple[list[Bloc], tuple[str, ...]]:
    """The blocs of the case, and those of which no members are held."""
    found, unknown = [], []
    for id_ in case.blocs if case else ():
        try:
            found.append(find_bloc(registry, id_))
        except UsageError:
            unknown.append(id_)
    return found, tuple(unknown)


def _without(instrument: str, held: Held) -> str | None:
    """Why an instrument has no roll call here; None where it has one, or nobody voted."""
    calls = find_calls(held.roll, held.record, instrument)
    if any(
        call.counts.known or call.names is not NamesHeld.NONE or call.way == "without a vote"
        for call in calls
    ):
        return None
    parts = held.roll.parts(instrument) if held.roll is not None and not calls else ()
    if parts:
        return f"voted on in parts: {', '.join(part.symbol for part in parts)}"
    return "no roll call is held"


def _totals(answer: VoteAnswer) -> Tally | None:
    """The source's totals with the states named that had no seat; None where one of the four is not told."""
    counts = answer.counts
    if answer.way != "recorded" or not counts.known or counts.not_voting is None:
        return None
    assert counts.yes is not None
    assert counts.no is not None
    assert counts.abstain is not None
    return Tally(
        yes=counts.yes,
        no=counts.no,
        abstain=counts.abstain,
        not_voting=counts.not_voting,
        not_a_member=sum(seat.option is VoteOption.NOT_A_MEMBER for seat in answer.seats),
    )


def _source(publisher: str, read_on: PartialDate | None) -> str:
    return f"{publisher}, read {read_on}" if read_on else publisher


# --- Over time ----------------------------------------------------------------------------------


def _over_time(
    held: Held, case: Case | None, blocs: Sequence[Bloc], found: Sequence[VoteAnswer]
) -> OverTime | None:
    """The case's parties and blocs in all votes of the Assembly; None where the ledger holds none."""
    assert held.roll is not None
    assert held.ledger is not None
    matrix = held.roll.matrix(ASSEMBLY)
    if not matrix.calls:
        return None
    registry = held.registry
    seated = tuple(party for party in (case.parties if case else ()) if party in matrix.seats)
    parties, groups = seated[:MOST_FOLLOWED], blocs[:MOST_FOLLOWED]
    names = {party: called(registry, party, None) for party in parties}
    # Only what is kept already: an estimate takes seconds, and a report is for reading.
    points = held.ledger.points(digest_of(matrix, registry)) if parties else ()
    return OverTime(
        first=matrix.dates[0].item(),
        last=matrix.dates[-1].item(),
        roll_calls=len(matrix.calls),
        agreement=answers.agreement(compare(matrix, parties), names),
        points=answers.ideal_points([row for row in points if row.seat in parties], names),
        estimated=bool(points),
        parties=parties,
        left_out=(*seated[MOST_FOLLOWED:], *(bloc.id for bloc in blocs[MOST_FOLLOWED:])),
        cohesion=tuple(
            BlocYears(
                bloc=bloc.id,
                name=bloc.name,
                years=answers.cohesion(years),
                first_members=years.first_members,
                last_members=years.last_members,
            )
            for bloc in groups
            for years in (bloc_over_time(matrix, bloc, registry=registry, body=ASSEMBLY),)
        ),
        beside=_beside(found, blocs, registry),
    )


def _beside(found: Sequence[VoteAnswer], blocs: Sequence[Bloc], registry: Registry) -> RollCallsBeside | None:
    named = sorted((vote for vote in found if vote.splits), key=lambda vote: (vote.date.first, vote.symbol))
    if len(named) < 2:
        return None
    shown = side_by_side(named[-MOST_BESIDE:], blocs, registry=registry)
    return RollCallsBeside(
        calls=tuple(vote.symbol for vote in shown.votes),
        rows=answers.state_rows(shown),
        blocs_on=shown.on,
        left_out=len(named) - len(shown.votes),
    )
