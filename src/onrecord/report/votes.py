"""Words beside votes: each roll call by bloc and state, next to what documents say of the same holders.

A bloc's announced stance and its members' votes stand side by side; nothing is inferred from either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.charts import Bar, Tally, inline_svg, vote_bars
from onrecord.plaintext import sort_key
from onrecord.questions.words import Whose
from onrecord.report.content import BlocSplit, ReportContent, VoteTable, WordsBesideVote
from onrecord.report.lookup import Lookup, anchor
from onrecord.report.matrix import Chip, chips
from onrecord.vocabulary import Position, VoteOption

DISPUTED = "[sources differ]"
_RANKS = (Whose.OWN, Whose.ASCRIBED, Whose.BODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What documents say of one holder: chips, and the positions they stand for."""

    holder: str
    name: str
    option: VoteOption | None
    apart: tuple[str, ...]
    """Whose words part from the vote."""
    chips: tuple[Chip, ...]
    positions: tuple[tuple[str, Position], ...]
    """(anchor of the evidence, position)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRow:
    """One bar of the chart as a row: a bloc, or all members."""

    name: str
    as_of: str
    tally: Tally
    shares: tuple[tuple[VoteOption, int, str], ...]
    """(vote state, number, per cent of the seats as printed)."""
    members: tuple[tuple[VoteOption, tuple[str, ...]], ...]
    rows: tuple[tuple[str, str], ...]
    words: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCallView:
    """One roll call with its chart as SVG, its tables and the words beside it."""

    anchor: str
    table: VoteTable
    svg: str
    splits: tuple[SplitRow, ...]
    """All members first, then the blocs; empty where nobody voted or the totals are not told."""
    states: tuple[Words, ...]
    parted: bool
    """True where the words of some state part from its vote."""
    mismatch: tuple[str, ...]
    """Where the printed totals and the states listed do not add up alike."""


def build_roll_calls(content: ReportContent, lookup: Lookup) -> tuple[RollCallView, ...]:
    """Lay out every roll call, by date, instrument and id."""
    tables = sorted(content.roll_calls, key=lambda table: (table.date, table.instrument, table.id))
    return tuple(_view(content, lookup, table) for table in tables)


def _view(content: ReportContent, lookup: Lookup, table: VoteTable) -> RollCallView:
    splits = [split for split in content.bloc_votes if split.roll_call == table.id]
    splits.sort(key=lambda split: (sort_key(split.name), split.bloc))
    words = [_words(lookup, row) for row in content.words_beside_votes if row.roll_call == table.id]
    of_blocs = {row.holder: row for row in words if row.option is None}
    rows = (
        *_all_members(table),
        *(_split(lookup, split, of_blocs.get(split.bloc)) for split in splits),
    )
    bars = [Bar(label=row.name, tally=row.tally) for row in rows]
    return RollCallView(
        anchor=anchor("vote", table.id),
        table=table,
        svg=inline_svg(vote_bars(bars, alone=False)) if any(bar.tally.seats for bar in bars) else "",
        splits=rows,
        states=tuple(sorted((row for row in words if row.option is not None), key=_off_diagonal_first)),
        parted=any(row.apart for row in words),
        mismatch=tuple(_mismatch(table)),
    )


def _off_diagonal_first(row: Words) -> tuple[int, tuple[str, str], str]:
    """Own words that part from the vote, then words ascribed, then a body's; the rest by name."""
    first = min((_RANKS.index(whose) for whose in row.apart), default=len(_RANKS))
    return first, sort_key(row.name), row.holder


def _all_members(table: VoteTable) -> Iterator[SplitRow]:
    if table.totals is not None:
        yield SplitRow(
            name="All members",
            as_of=str(table.date),
            tally=table.totals,
            shares=_shares(table.totals),
            members=tuple((option, tuple(_named(table, option))) for option in VoteOption),
            rows=(),
            words=None,
        )


def _named(table: VoteTable, option: VoteOption) -> list[str]:
    """Names under one vote state; a sign stands with those of whom the sources say different things."""
    return [
        f"{vote.name} {DISPUTED}" if vote.state in table.disputed else vote.name
        for vote in sorted(table.states, key=lambda vote: (sort_key(vote.name), vote.state))
        if vote.option is option
    ]


def _split(lookup: Lookup, split: BlocSplit, words: Words | None) -> SplitRow:
    return SplitRow(
        name=split.name,
        as_of=str(split.as_of),
        tally=split.tally,
        shares=_shares(split.tally),
        members=tuple(
            (option, tuple(sorted(split.members.get(option, ()), key=sort_key))) for option in VoteOption
        ),
        rows=lookup.row_texts(split.rows),
        words=words,
    )


def _shares(tally: Tally) -> tuple[tuple[VoteOption, int, str], ...]:
    seats = tally.seats
    return tuple(
        (
            option,
            tally.count(option),
            f"{100 * tally.count(option) / seats:.0f} %"
            if tally.count(option) and option is not VoteOption.NOT_A_MEMBER
            else "",
        )
        for option in VoteOption
    )


def _mismatch(table: VoteTable) -> list[str]:
    if table.totals is None or not table.states or not table.whole:
        return []
    notes = []
    for option in list(VoteOption)[:4]:
        listed = sum(vote.option is option for vote in table.states)
        if listed != table.totals.count(option):
            notes.append(
                f"{option}: the source prints {table.totals.count(option)}, the states listed are {listed}."
            )
    return notes


def _once(positions: Iterable[Position], lookup: Lookup) -> list[Position]:
    # Copies of one report say the same thing once.
    kept: dict[tuple[str | bool | None, ...], Position] = {}
    for p in positions:
        toward = p.toward.actor.id if p.toward else None
        origin = lookup.origin_of[p.document].id
        kept.setdefault((origin, p.holder.actor.id, p.basis, p.stance, toward, p.modality, p.ended), p)
    return list(kept.values())


def _words(lookup: Lookup, row: WordsBesideVote) -> Words:
    positions: Sequence[Position] = [
        lookup.positions[held] for held in row.positions if held in lookup.positions
    ]
    ordered = sorted(_once(positions, lookup), key=lambda p: (p.basis.rung, -p.stance.polarity))
    printed = ordered[0].holder.actor.name if ordered else None
    return Words(
        holder=row.holder,
        name=lookup.name(row.holder, printed),
        option=row.option,
        apart=row.apart,
        chips=chips(ordered, lookup),
        positions=tuple((anchor("pos", position.id), position) for position in ordered),
    )
