"""Turns the stances and votes of an adopted text into positions, and tells which other readings they replace.

The chain and the statement around a place are the caller's to find; everything else comes from the text itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.instruments.adoption import AdoptionVote, FindState, adoption_votes
from onrecord.extract.instruments.phrases import words_of
from onrecord.extract.instruments.rows import InstrumentMatch, instrument_rows
from onrecord.extract.keys import position_id, rows_behind
from onrecord.extract.matters import matters_of, principle_of
from onrecord.extract.roles import Scene
from onrecord.extract.when import when_adopted
from onrecord.vocabulary import Basis, Case, Document, Link, Party, Position, Span, Stance, Voices

ChainAt = Callable[[int], tuple[Link, ...]]
"""The chain of attribution around a character."""
StatementAt = Callable[[Span], str | None]
"""The id of the statement around a trigger."""


@dataclass(frozen=True)
class Adopted:
    """The positions of an adopted text, in its order."""

    positions: tuple[Position, ...]
    matches: tuple[InstrumentMatch, ...]

    def replaces(self, position: Position) -> bool:
        """True for a reading of words that a clause's own reading covers, as a stance of the same holder.

        Also for one that gives the words of an opening ("Recalling that it endorsed") to whom a pronoun was tied.
        """
        place, holder = position.trigger.start, position.holder
        for match in self.matches:
            if not match.covers.start <= place < match.covers.end:
                continue
            opening = match.trigger.covers(position.trigger) and holder.rule == "anaphora"
            if opening or holder.actor.id in {party.actor.id for party in match.holders}:
                return True
        return False


def adopted_positions(
    document: Document,
    scenes: Sequence[Scene],
    voices: Voices,
    *,
    chain_at: ChainAt,
    statement_at: StatementAt,
    find_state: FindState | None = None,
    case: Case | None = None,
) -> Adopted:
    """All positions that the clauses and the adoption line of a document show; none for other texts."""
    matches = instrument_rows(document, scenes, voices)
    votes = adoption_votes(document, scenes, voices, find_state=find_state)
    made = _made(document, voices, matches, votes, chain_at=chain_at, statement_at=statement_at)
    found = {position.id: _with_matters(position, scenes, case) for position in made}
    ordered = sorted(found.values(), key=lambda p: (p.evidence, p.trigger, p.id))
    return Adopted(tuple(ordered), matches)


def _made(
    document: Document,
    voices: Voices,
    matches: Iterable[InstrumentMatch],
    votes: Iterable[AdoptionVote],
    *,
    chain_at: ChainAt,
    statement_at: StatementAt,
) -> Iterator[Position]:
    for match in matches:
        for holder, target in _pairs(match):
            yield _position(
                document,
                voices,
                holder,
                match.stance,
                target,
                trigger=match.trigger,
                evidence=match.evidence,
                rule=match.rule,
                basis=(Basis.INSTRUMENT, _reason(voices, holder)),
                chain=chain_at(match.trigger.start),
                statement=statement_at(match.trigger),
                about=match.about,
                address=match.clause.label,
            )
    for vote in votes:
        yield _position(
            document,
            voices,
            vote.holder,
            vote.stance,
            vote.toward,
            trigger=vote.trigger,
            evidence=vote.evidence,
            rule=f"instrument/{vote.rule}",
            basis=(Basis.VOTE, "a vote cast, as the adoption line tells it"),
            chain=chain_at(vote.trigger.start),
            statement=None,
            about=None,
            address="adoption",
        )


def _with_matters(position: Position, scenes: Sequence[Scene], case: Case | None) -> Position:
    """The case's matters and the principle that the words of `about` name."""
    if position.about is None or position.about_at is None:
        return position
    lemmas = [word.token.lemma for word in words_of(scenes, position.about_at)]
    return replace(
        position,
        matters=matters_of(position.about, case),
        principle=principle_of(position.about, lemmas),
    )


def _pairs(match: InstrumentMatch) -> Iterator[tuple[Party, Party | None]]:
    """Each holder with each target but itself."""
    for holder in match.holders:
        others: list[Party | None] = [
            target for target in match.targets if target.actor.id != holder.actor.id
        ]
        if match.targets and not others:
            continue
        for target in others or [None]:
            yield holder, target


def _reason(voices: Voices, holder: Party) -> str:
    if voices.instrument is not None:
        return "adopted text"
    if holder.rule == "signatory":
        return "a joint statement that the holder signs"
    return "the body's own communique"


def _position(
    document: Document,
    voices: Voices,
    holder: Party,
    stance: Stance,
    target: Party | None,
    *,
    trigger: Span,
    evidence: Span,
    rule: str,
    basis: tuple[Basis, str],
    chain: tuple[Link, ...],
    statement: str | None,
    about: Span | None,
    address: str | None,
) -> Position:
    return Position(
        id=position_id(document, holder, stance, target, evidence),
        document=document.id,
        statement=statement,
        holder=holder,
        stance=stance,
        toward=target,
        about=" ".join(about.of(document.text).split()) if about is not None else None,
        basis=basis[0],
        basis_reason=basis[1],
        chain=chain,
        evidence=evidence,
        trigger=trigger,
        date=document.date,
        when=when_adopted(document),
        forum=voices.body.id if voices.body is not None else None,
        instrument=voices.instrument,
        about_at=about,
        address=address,
        event=stance.plover,
        rule=rule,
        rows=rows_behind(holder, target),
    )
