"""What each seat and bloc did in one vote, by which sources, and where the sources differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.errors import UsageError
from onrecord.ledger.roll import Counts, HeldCall, Roll, SeatVote
from onrecord.questions.blocs import Bloc, MembersOn, members_on
from onrecord.questions.bundled import bundled_calls, bundled_votes
from onrecord.record import NamesHeld, Record
from onrecord.registry import Registry
from onrecord.registry.called import name_on
from onrecord.vocabulary import PartialDate, VoteOption

CAST = (VoteOption.YES, VoteOption.NO, VoteOption.ABSTAIN)
SEATED = (*CAST, VoteOption.NOT_VOTING)
_NAMES = (NamesHeld.ALL, NamesHeld.SOME, NamesHeld.NONE)
OF_LIBRARY = "onrecord record import FILE... (the README says where the UN publishes them)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One seat in one vote."""

    id: str
    name: str
    option: VoteOption
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """How the members of a bloc, or all members, voted. Absences are named; nothing is inferred from them."""

    bloc: str
    name: str
    members: int
    """Of the bloc on the day, whether or not they had a seat."""
    eligible: int
    """Those with a seat in the body that voted."""
    options: Mapping[VoteOption, tuple[str, ...]]
    """Actor ids under each of the five vote states; `not a member` are members of the bloc without a seat."""
    suspended: tuple[str, ...]
    whole: bool
    rows: tuple[str, ...]

    def count(self, option: VoteOption) -> int:
        """How many."""
        return len(self.options.get(option, ()))

    @property
    def turnout(self) -> float | None:
        """Share of the eligible who cast yes, no or abstain; None where nobody was eligible."""
        return sum(self.count(option) for option in CAST) / self.eligible if self.eligible else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Sources that tell one thing of a vote differently. `what` is a seat's id, `totals` or `date`."""

    what: str
    name: str
    says: tuple[tuple[str, tuple[str, ...]], ...]
    """(what is said, by which sources), the best source's first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteAnswer:
    """One vote: the best source's roll call, split by bloc, with the other sources beside it."""

    symbol: str
    title: str
    body: str
    date: PartialDate
    adopted: bool | None
    way: str
    counts: Counts
    call: HeldCall
    sources: tuple[HeldCall, ...]
    seats: tuple[Seat, ...]
    splits: tuple[Split, ...]
    """All members first, then each bloc."""
    differences: tuple[Difference, ...]
    parts: tuple[HeldCall, ...]
    notes: tuple[str, ...]


def find_calls(roll: Roll | None, record: Record, symbol: str) -> tuple[HeldCall, ...]:
    """The votes under a symbol, the ledger's and the bundled ones, best source first; all of one body.

    A source with all names comes before one without; of equal sources, one that was imported before a bundled one.

    Other bodies number their texts too: of two that share a symbol, the one with the best source is meant.
    """
    held = roll.calls(symbol) if roll is not None else ()
    final = [call for call in held if call.kind not in ("amendment", "paragraph")] or list(held)
    both = [*final, *bundled_calls(record, symbol)]
    ranked = sorted(both, key=lambda call: (_NAMES.index(call.names), call.rank))
    return tuple(call for call in ranked if call.body == ranked[0].body)


def title_of(calls: Sequence[HeldCall]) -> str:
    """The title that the best of the sources gives; empty where none does."""
    return next((text for call in calls if (text := call.texts.get("title"))), "")


def votes_of(roll: Roll | None, record: Record, call: HeldCall) -> dict[str, SeatVote]:
    """What each seat did in a call, wherever it is held."""
    if call.no < 0 or roll is None:
        return bundled_votes(record, call)
    return roll.votes(call)


def votes(
    symbol: str,
    *,
    roll: Roll | None,
    registry: Registry,
    record: Record,
    blocs: Sequence[Bloc] = (),
) -> VoteAnswer:
    """The vote on a symbol. Raises UsageError where none is held, and names symbols that are near."""
    found = find_calls(roll, record, symbol)
    parts = roll.parts(symbol) if roll is not None else ()
    if not found:
        raise _unknown(symbol, roll, parts)
    best = found[0]
    held = votes_of(roll, record, best)
    seats = tuple(
        Seat(
            id=id_,
            name=called(registry, id_, best.date, vote.name),
            option=vote.option,
            row=f"vote:{best.roll_call}:{id_}",
        )
        for id_, vote in held.items()
    )
    everybody = MembersOn(
        bloc=Bloc(id=best.body, name="All members", states=None), on=best.date, members=tuple(held), suspended=(),
        rows=(best.row,), whole=best.names is NamesHeld.ALL,
    )  # fmt: skip
    groups = [everybody, *(members_on(registry, bloc, best.date) for bloc in blocs)]
    recorded = best.names is NamesHeld.ALL and best.way == "recorded"
    return VoteAnswer(
        symbol=best.symbol,
        title=title_of(found),
        body=best.body,
        date=best.date,
        adopted=next((call.adopted for call in found if call.adopted is not None), None),
        way=best.way,
        counts=best.counts,
        call=best,
        sources=found,
        seats=tuple(sorted(seats, key=lambda seat: (seat.name.casefold(), seat.id))),
        splits=tuple(split(group, held) for group in groups) if recorded else (),
        differences=tuple(_differences(found, roll, record, registry)),
        parts=tuple(part for part in parts if part.key != best.key),
        notes=tuple(_notes(found, groups if recorded else [])),
    )


def split(group: MembersOn, held: Mapping[str, SeatVote]) -> Split:
    """How the members of a bloc voted."""
    options: dict[VoteOption, list[str]] = {option: [] for option in VoteOption}
    for member in group.members:
        vote = held.get(member)
        options[vote.option if vote is not None else VoteOption.NOT_A_MEMBER].append(member)
    return Split(
        bloc=group.bloc.id,
        name=group.bloc.name,
        members=len(group.members),
        eligible=sum(len(options[option]) for option in SEATED),
        options={option: tuple(ids) for option, ids in options.items()},
        suspended=group.suspended,
        whole=group.whole,
        rows=group.rows,
    )


def called(registry: Registry, id_: str, on: PartialDate | None, otherwise: str | None = None) -> str:
    """What an actor was called on a day; what a source calls it, or its id, where the registry does not know it."""
    actor = registry.actor(id_)
    return name_on(registry, actor, on) if actor is not None else (otherwise or id_).title()


def _differences(
    found: Sequence[HeldCall], roll: Roll | None, record: Record, registry: Registry
) -> list[Difference]:
    """Where sources that hold names differ by seat, and where totals or days differ at all."""
    differences = []
    days = [(_source(call), str(call.date)) for call in found]
    if any(not call.date.may_be(found[0].date) for call in found):
        differences.append(Difference(what="date", name="date", says=_by_value(days)))
    told = [
        (_source(call) + words, str(replace(counts, not_voting=None)))
        for call in found
        for words, counts in ((", names counted", call.counted), (", as stated", call.stated))
        if counts.known
    ]
    if len({counts for _, counts in told}) > 1:
        differences.append(Difference(what="totals", name="totals", says=_by_value(told)))
    by_name = [(call, votes_of(roll, record, call)) for call in found if call.names is not NamesHeld.NONE]
    seats = sorted({seat for _, held in by_name for seat in held})
    for seat in seats:
        says = [
            (_source(call), held[seat].option.value if seat in held else VoteOption.NOT_A_MEMBER.value)
            for call, held in by_name
            if seat in held or call.names is NamesHeld.ALL
        ]
        if len({option for _, option in says}) > 1:
            name = called(registry, seat, found[0].date, seat)
            differences.append(Difference(what=seat, name=name, says=_by_value(says)))
    return differences


def _by_value(told: Sequence[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    grouped: dict[str, list[str]] = {}
    for source, says in told:
        grouped.setdefault(says, []).append(source)
    return tuple((says, tuple(sources)) for says, sources in grouped.items())


def _source(call: HeldCall) -> str:
    return f"{call.publisher}, read {call.read_on}" if call.read_on else call.publisher


def _notes(found: Sequence[HeldCall], groups: Sequence[MembersOn]) -> list[str]:
    best = found[0]
    notes = []
    if best.way == "without a vote":
        notes.append("Adopted without a vote: no seat cast one, and none is counted.")
    elif best.names is NamesHeld.NONE:
        notes.append("The source holds no list of names for this vote.")
    elif best.names is NamesHeld.SOME:
        notes.append("The source names some seats only; of the others nothing is known.")
    if best.adopted is False:
        notes.append("Not adopted: a draft that failed is no instrument.")
    if best.same_as:
        notes.append(
            f"This is the roll call of {best.same_as}, which it is a part of; measures count it once."
        )
    for group in groups:
        if not group.whole:
            notes.append(f"{group.bloc.name}: the list of members is not known to be whole on {group.on}.")
        if group.suspended:
            notes.append(
                f"{group.bloc.name}: suspended on that day and not counted: {', '.join(group.suspended)}."
            )
    return notes


def _unknown(symbol: str, roll: Roll | None, parts: Sequence[HeldCall]) -> UsageError:
    if parts:
        listed = ", ".join(part.symbol for part in parts[:12])
        return UsageError(
            f"{symbol} was voted on in parts: {listed}{' ...' if len(parts) > 12 else ''}",
            remedy="name one of them",
        )
    near = roll.like(symbol) if roll is not None else ()
    hint = f"; near: {', '.join(near[:5])}" if near else ""
    return UsageError(
        f"no vote on {symbol!r} is held{hint}", remedy=f"check the symbol, or import more: {OF_LIBRARY}"
    )
