"""The roll calls held as a list, and one vote: who did what, how blocs split, and where sources differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.charts.palette import SEGMENTS
from onrecord.charts.tiles import code, placed
from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.plaintext import sort_key
from onrecord.questions.blocs import Bloc, find_bloc
from onrecord.questions.votes import SEATED, Split, VoteAnswer
from onrecord.questions.votes import votes as ask
from onrecord.record import load_record
from onrecord.record.symbols import symbol_key
from onrecord.sheet import Cell
from onrecord.vocabulary import VoteOption
from onrecord.web.asked import PER_PAGE, Asked
from onrecord.web.choosing import positions_where
from onrecord.web.chosen import chosen_positions
from onrecord.web.page import Page, Paging, Sheet
from onrecord.web.refusals import NotHeld
from onrecord.web.roll import Listed, all_votes, case_votes, without_any
from onrecord.web.room import Room

FILTERS = ("words", "body", "since", "until")
_FIELDS = (
    "symbol", "title", "body", "date", "kind", "way", "adopted", "yes", "no", "abstain", "not_voting", "names_held",
    "sources",
)  # fmt: skip
_MOST_WORDS = 12
"""Positions beside a vote; the list of positions has all."""
_TILE = 34


# --- The list ---------------------------------------------------------------------------------


def votes(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The votes that fit, the newest first; those of the case stand before all where nothing is asked."""
    found = _fitting(room, ledger, asked)
    paging = Paging.over(asked, len(found))
    first = not asked.filtered and asked.page == 1
    return Page(
        template="votes.html.j2",
        title="Votes on record",
        values={
            "votes": found[paging.offset : paging.offset + PER_PAGE],
            "paging": paging,
            "of_case": [vote.listed for vote in case_votes(room, ledger)] if first else [],
            "without": without_any(room, ledger) if first else [],
            "bodies": _bodies(room, ledger),
            "imported": bool(ledger.roll.source_ids()),
        },
    )


def _bodies(room: Room, ledger: Ledger) -> list[tuple[str, str]]:
    held = all_votes(room, ledger)
    return room.once("bodies", lambda: room.by_name({vote.body for vote in held}), lasting=True)


def _fitting(room: Room, ledger: Ledger, asked: Asked) -> Sequence[Listed]:
    held: Sequence[Listed] = all_votes(room, ledger)
    wanted = (asked.one("words") or "").casefold().split()
    bodies, since, until = asked.all("body"), asked.day("since"), asked.day("until")
    return [
        vote
        for vote in held
        if all(word in vote.words for word in wanted)
        and (not bodies or vote.body in bodies)
        and (since is None or vote.date.last >= since.first)
        and (until is None or vote.date.first <= until.last)
    ]


def votes_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The votes that fit, as CSV."""
    return Sheet(columns=_FIELDS, rows=_lines(_fitting(room, ledger, asked)))


def _lines(found: Sequence[Listed]) -> Iterator[Sequence[Cell]]:
    for v in found:
        yield (
            v.symbol, v.title, v.body, str(v.date), v.kind, v.way, v.passed, v.counts.yes, v.counts.no,
            v.counts.abstain, v.counts.not_voting, v.names.value, v.sources,
        )  # fmt: skip


# --- One vote ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a bar, in shares of 1000 of its length."""

    option: VoteOption
    letter: str
    count: int
    start: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bloc, or all members, and how its seats voted."""

    split: Split
    segments: tuple[Segment, ...]

    @property
    def words(self) -> str:
        """The bar for who does not see it."""
        told = ", ".join(f"{part.count} {part.option.value}" for part in self.segments)
        return f"{self.split.name}, {self.split.eligible} seats: {told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A state's square on the map of seats."""

    x: int
    y: int
    code: str
    letter: str
    name: str
    option: VoteOption | None
    """None: it had no seat that day."""


def vote(room: Room, ledger: Ledger, asked: Asked, id_: str) -> Page:
    """One vote."""
    answer = _answer(room, ledger, id_)
    about = Asked(path="/positions", values={"instrument": (answer.symbol,)})
    chosen = chosen_positions(room, ledger, positions_where(room, about))
    total, origins = room.tallies.count(chosen)
    tiles = _tiles(answer)
    return Page(
        template="vote.html.j2",
        title=answer.symbol,
        values={
            "vote": answer,
            "bars": [_bar(split) for split in answer.splits if split.eligible],
            "tiles": tiles,
            "tile": _TILE,
            "width": max((tile.x for tile in tiles), default=0) + _TILE,
            "height": max((tile.y for tile in tiles), default=0) + _TILE,
            "by_option": _by_option(answer),
            "seated": SEATED,
            "names": {seat.id: seat.name for seat in answer.seats},
            "shown": room.shelf.positions(room.tallies.listed(chosen, most=_MOST_WORDS)),
            "total": total,
            "origins": origins,
            "of_case": answer.call.key
            in {symbol_key(s) for s in (room.case.instruments if room.case else ())},
        },
    )


def _answer(room: Room, ledger: Ledger, id_: str) -> VoteAnswer:
    try:
        return ask(
            id_, roll=ledger.roll, registry=room.registry, record=load_record(), blocs=_blocs(room)
        )  # fmt: skip
    except UsageError as error:
        raise NotHeld(error.what, where=error.where, remedy=error.remedy or "look among the votes") from error


def _blocs(room: Room) -> list[Bloc]:
    """The blocs of the case with lists of members, by name."""
    found = []
    for id_ in room.case.blocs if room.case else ():
        try:
            found.append(find_bloc(room.registry, id_))
        except UsageError:
            continue  # no list of its members is held: the page of the actor says so
    return sorted(found, key=lambda bloc: sort_key(bloc.name))


def vote_sheet(room: Room, ledger: Ledger, asked: Asked, id_: str) -> Sheet:
    """One vote as CSV: a line a seat, as the best source has it."""
    answer = _answer(room, ledger, id_)
    return Sheet(
        columns=("symbol", "date", "seat", "name", "vote", "source"),
        rows=[
            (answer.symbol, str(answer.date), seat.id, seat.name, seat.option.value, answer.call.publisher)
            for seat in answer.seats
        ],
    )


def _by_option(answer: VoteAnswer) -> list[tuple[VoteOption, list[str]]]:
    return [
        (option, [seat.name for seat in answer.seats if seat.option is option])
        for option in SEATED
        if any(seat.option is option for seat in answer.seats)
    ]


def _bar(split: Split) -> Bar:
    parts, at = [], 0
    for option in SEATED:
        count = split.count(option)
        at += count
        if count:
            end, start = round(1000 * at / split.eligible), round(1000 * (at - count) / split.eligible)
            parts.append(
                Segment(
                    option=option, letter=SEGMENTS[option][2], count=count, start=start, width=end - start
                )
            )
    return Bar(split=split, segments=tuple(parts))


def _tiles(answer: VoteAnswer) -> list[Tile]:
    """The seats on the map; none for a vote of few seats, of which a list says all."""
    if len(answer.seats) < 40:
        return []
    seats = {seat.id: seat for seat in answer.seats if seat.option in SEATED}
    places, below = placed(seats)
    lowest = max(row for _, row in places.values())
    across = 1 + max(column for column, _ in places.values())
    for number, id_ in enumerate(below):
        places[id_] = number % across, lowest + 2 + number // across
    tiles = []
    for id_, (column, row) in sorted(places.items(), key=lambda pair: (pair[1][1], pair[1][0])):
        seat = seats.get(id_)
        tiles.append(
            Tile(
                x=column * _TILE,
                y=row * _TILE,
                code=code(id_)[:4],
                letter=SEGMENTS[seat.option][2] if seat else "",
                name=seat.name if seat else id_,
                option=seat.option if seat else None,
            )
        )
    return tiles
