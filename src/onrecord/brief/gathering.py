"""Asks a ledger, the registry and the record what a brief needs: bounded rows and counts, never whole documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TypeAlias

from onrecord.brief.beside import strongest
from onrecord.errors import UsageError
from onrecord.extract.matters_principles import load_principles
from onrecord.ledger import Ledger
from onrecord.ledger.answers import Summary
from onrecord.ledger.briefing import (
    Briefing,
    ClaimRow,
    Extent,
    FigureRow,
    PartyCount,
    Quoted,
    Scope,
    StandingRow,
    TurnRow,
)
from onrecord.questions.blocs import Bloc, find_bloc
from onrecord.questions.votes import VoteAnswer, find_calls, votes
from onrecord.questions.words import bodies_of
from onrecord.record import Record, load_record
from onrecord.registry import Registry, load_registry
from onrecord.registry.called import name_on
from onrecord.registry.parties import bodies_naming
from onrecord.vocabulary import Basis, Case, PartialDate, VerdictValue, VoteOption

MOST = 12
"""Rows of a rung towards one party that may find room."""
MOST_BESIDE = 1000
"""Rows of a rung that are laid beside votes; there are some two hundred seats."""
MOST_VOTES = 6
"""Roll calls in a brief; the latest ones."""
_Row: TypeAlias = StandingRow | TurnRow | ClaimRow | FigureRow
WANTED = (VerdictValue.DIFFERS, VerdictValue.SOURCES_DISAGREE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The rows of a ledger from which a brief is composed."""

    case: Case | None
    since: PartialDate | None
    version: str
    summary: Summary
    extent: Extent
    standings: tuple[StandingRow, ...]
    all_standings: Mapping[Basis, int]
    party_counts: tuple[PartyCount, ...]
    turns: tuple[tuple[str, TurnRow], ...] = ()
    all_turns: Mapping[str, int]
    claims: tuple[ClaimRow, ...]
    all_claims: int
    new_claims: int
    claim_counts: Mapping[VerdictValue, int]
    figures: tuple[FigureRow, ...]
    all_figures: int
    votes: tuple[VoteAnswer, ...] = ()
    all_votes: int = 0
    without_roll_call: tuple[str, ...] = ()
    spoken: tuple[StandingRow, ...] = ()
    """Words of those who had a seat in one of the votes, and of the blocs of the case, that lean otherwise than a vote."""
    speaks_for: Mapping[str, str]
    """Body or office -> the bloc of the case that it speaks for."""
    quotes: Mapping[str, Quoted]
    names: Mapping[str, str]
    """Actor id -> its name on the day of the newest document, for actors that the registry knows."""
    own_words: frozenset[str]
    """Bodies whose names speak of a party of the case."""
    principles: Mapping[str, str]
    """Principle -> its label."""


def gather(ledger: Ledger, *, case: Case | None = None, since: PartialDate | None = None) -> Gathered:
    """Ask everything that a brief tells. Raises LedgerError, and UsageError where the ledger holds no document."""
    registry, record = load_registry(), load_record()
    asked = ledger.briefing(_scope(case, since))
    extent = asked.extent()
    if not extent.documents:
        raise UsageError(
            "the ledger holds no documents", remedy="read some: onrecord run PATH... --ledger FILE"
        )
    standings, all_standings = asked.standings(most=MOST)
    turns, all_turns = asked.turns(most=MOST) if since is not None else ((), {})
    claims, all_claims, new_claims = asked.claims(WANTED, most=MOST)
    figures, all_figures = asked.figures(most=MOST)
    blocs = _blocs(registry, case)
    answers, without = _votes(ledger, registry, record, case, blocs)
    speaks_for = {body: bloc.id for bloc in blocs for body in sorted(bodies_of(registry, bloc))}
    shown = answers[:MOST_VOTES]
    spoken = _spoken(asked, shown, speaks_for)
    rows: tuple[_Row, ...] = (*standings, *(turn for _, turn in turns), *claims, *figures, *spoken)
    return Gathered(
        case=case,
        since=since,
        version=version("onrecord"),
        summary=ledger.summary(),
        extent=extent,
        standings=standings,
        all_standings=all_standings,
        party_counts=asked.party_counts(),
        turns=turns,
        all_turns=all_turns,
        claims=claims,
        all_claims=all_claims,
        new_claims=new_claims,
        claim_counts=asked.claim_counts(),
        figures=figures,
        all_figures=all_figures,
        votes=shown,
        all_votes=len(answers),
        without_roll_call=without,
        spoken=spoken,
        speaks_for=speaks_for,
        quotes=asked.quote([(row.document, row.evidence) for row in rows]),
        names=_names(
            registry,
            [*(case.parties if case else ()), *(answer.body for answer in answers), *_actors(rows)],
            extent.last,
        ),
        own_words=bodies_naming(registry, case.parties if case else ()),
        principles=load_principles().labels,
    )


def _scope(case: Case | None, since: PartialDate | None) -> Scope:
    if case is None:
        return Scope(since=since)
    return Scope(
        parties=case.parties,
        matters=tuple(matter.id for matter in case.matters),
        instruments=_instruments(case),
        since=since,
    )


def _instruments(case: Case) -> tuple[str, ...]:
    named = {*case.instruments, *(symbol for matter in case.matters for symbol in matter.instruments)}
    return tuple(sorted(named))


def _blocs(registry: Registry, case: Case | None) -> tuple[Bloc, ...]:
    """The blocs of the case of which members are held."""
    found = []
    for id_ in case.blocs if case else ():
        try:
            found.append(find_bloc(registry, id_))
        except UsageError:
            continue
    return tuple(found)


def _votes(
    ledger: Ledger, registry: Registry, record: Record, case: Case | None, blocs: Sequence[Bloc]
) -> tuple[tuple[VoteAnswer, ...], tuple[str, ...]]:
    """The latest roll calls on the instruments of the case, the newest first, and the instruments without one."""
    answers, without = [], []
    for symbol in _instruments(case) if case else ():
        if find_calls(ledger.roll, record, symbol):
            answers.append(votes(symbol, roll=ledger.roll, registry=registry, record=record, blocs=blocs))
        else:
            without.append(symbol)
    answers.sort(key=lambda answer: (answer.date.first, answer.symbol), reverse=True)
    return tuple(answers), tuple(without)


def _spoken(
    asked: Briefing, answers: Iterable[VoteAnswer], speaks_for: Mapping[str, str]
) -> tuple[StandingRow, ...]:
    seats = {
        seat.id for answer in answers for seat in answer.seats if seat.option is not VoteOption.NOT_A_MEMBER
    }
    if not seats:
        return ()
    said = asked.standings(most=MOST_BESIDE, holders=seats | set(speaks_for))[0]
    chosen = {row.evidence: row for answer in answers for row in strongest(answer, said, speaks_for).values()}
    return tuple(chosen[id_] for id_ in sorted(chosen))


def _actors(rows: Iterable[_Row]) -> Iterable[str]:
    for row in rows:
        if isinstance(row, StandingRow):
            yield from (row.holder, *row.toward)
        elif isinstance(row, TurnRow):
            yield from (row.holder, *((row.toward,) if row.toward else ()))
        elif isinstance(row, FigureRow):
            yield from row.givers


def _names(registry: Registry, ids: Iterable[str], as_of: str | None) -> dict[str, str]:
    on = PartialDate.parse(as_of) if as_of else None
    actors = {id_: registry.actor(id_) for id_ in sorted(set(ids))}
    return {id_: name_on(registry, actor, on) for id_, actor in actors.items() if actor is not None}
