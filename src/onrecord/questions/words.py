"""Words beside votes: for each member of a bloc its own words, its body's words, words ascribed to it, and its vote.

A body's word never becomes its members' word: it is laid beside their votes and told apart. What words would have
led a reader to expect is their `lean`: yes where they speak for the text, or for an actor that voted yes, or against
one that voted no; no where they do the reverse. Other words lean nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.extract.matters import names_matter
from onrecord.ledger.answers import PositionRow
from onrecord.ledger.roll import HeldCall, SeatVote
from onrecord.questions.blocs import Bloc, members_on
from onrecord.questions.votes import called, find_calls, title_of, votes_of
from onrecord.record import NamesHeld, Record
from onrecord.record.symbols import symbol_key
from onrecord.registry import Registry
from onrecord.vocabulary import ActorKind, Case, Matter, PartialDate, Position, Stance, VoteOption

if TYPE_CHECKING:
    from onrecord.questions.held import Held

_OF_NO_CASE = frozenset({"record", "asked"})
"""Matters made here: from the record's names of the text, and from words that were asked for."""
_SIGN = {VoteOption.YES: 1, VoteOption.NO: -1}


class Whose(StrEnum):
    """Whose word it is."""

    OWN = "own words"
    BODY = "words of its body"
    ASCRIBED = "ascribed to it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One position that concerns the text put to the vote."""

    row: PositionRow
    whose: Whose
    lean: int
    """1 yes, -1 no, 0 neither."""
    tied_by: str
    """`instrument`, `matter` or `party`: why it concerns the vote."""
    origin: str | None
    """The independent report it stands in; copies of one report share it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One member: its vote, and the words that are its own or ascribed to it."""

    state: str
    name: str
    option: VoteOption
    words: tuple[Word, ...]
    apart: tuple[Whose, ...]
    """Whose words lean otherwise than the vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsAnswer:
    """The bloc's members with their votes and words, those whose words and votes part first."""

    bloc: Bloc
    call: HeldCall
    title: str
    members: tuple[Beside, ...]
    body: tuple[Word, ...]
    """Words of the body and its organs, and those ascribed to it or to its members as a whole."""
    suspended: tuple[str, ...]
    whole: bool
    positions: int
    """How many positions of the ledger concern the vote, whoever holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Concern:
    """What a position must name to concern the vote."""

    key: str
    matters: tuple[Matter, ...]
    parties: frozenset[str]

    def tie(self, row: PositionRow) -> str | None:
        """Why the position concerns the vote; None where it does not."""
        position = row.position
        if position.instrument is not None and symbol_key(position.instrument) == self.key:
            return "instrument"
        if any(self._concerns(row, matter) for matter in self.matters):
            return "matter"
        toward = position.toward.actor.id if position.toward else None
        return "party" if toward in self.parties else None

    def _concerns(self, row: PositionRow, matter: Matter) -> bool:
        """As the matrix has it: what was found when the text was read decides, and else the words.

        The words are always asked for what no case names, for nothing can have been found of that.
        """
        position = row.position
        if matter.id in position.matters or position.instrument in matter.instruments:
            return True
        if position.matters and matter.id not in _OF_NO_CASE:
            return False
        return any(names_matter(words, matter) for words in (position.about or "", row.quote))


def words_beside_votes(
    symbol: str, bloc: Bloc, *, held: Held, case: Case | None = None, about: Sequence[str] = ()
) -> WordsAnswer:
    """Lay the words of the ledger beside the votes of a bloc's members.

    What concerns the vote is told by the case (its matters with this instrument, its parties), else by the bundled
    record's names of the matter and the states that the title names; `about` adds words. Raises UsageError where no
    list of names is held.
    """
    registry, record, roll = held.registry, held.record, held.roll
    found = [call for call in find_calls(roll, record, symbol) if call.names is NamesHeld.ALL]
    if not found:
        raise UsageError(
            f"no roll call of {symbol} by name is held",
            remedy="see: onrecord votes SYMBOL; onrecord record import FILE...",
        )
    call = found[0]
    title = title_of(found)
    votes = votes_of(roll, record, call)
    group = members_on(registry, bloc, call.date)
    concern = _concern(call, title, record, registry, case, about)
    rows = held.ledger.positions() if held.ledger is not None else ()
    origins = _origins(held)
    options = {seat: vote.option for seat, vote in votes.items()}
    words = [
        (row, tied, lean_of(row.position, concern.key, options))
        for row in rows
        if not row.position.ended and (tied := concern.tie(row)) is not None
    ]
    bodies = bodies_of(registry, bloc)
    members = [
        _beside(registry, call.date, state, votes.get(state), words, bodies, origins)
        for state in group.members
    ]
    return WordsAnswer(
        bloc=bloc,
        call=call,
        title=title,
        members=tuple(sorted(members, key=_order)),
        body=tuple(
            Word(row=row, whose=Whose.BODY if row.position.basis.declared else Whose.ASCRIBED, lean=lean, tied_by=tied,
                 origin=origins.get(row.position.document))
            for row, tied, lean in words
            if row.position.holder.actor.id in bodies
        ),
        suspended=group.suspended,
        whole=group.whole,
        positions=len(words),
    )  # fmt: skip


def _concern(
    call: HeldCall, title: str, record: Record, registry: Registry, case: Case | None, about: Sequence[str]
) -> _Concern:
    matters: list[Matter] = []
    parties: set[str] = set()
    if case is not None:
        matters += [m for m in case.matters if call.key in {symbol_key(symbol) for symbol in m.instruments}]
        parties.update(case.parties)
    instrument = next((row for row in record.instrument_rows if symbol_key(row.id) == call.key), None)
    if not matters and instrument is not None:
        matters.append(Matter(id="record", label=instrument.title, names=instrument.matters, instruments=()))
    if about:
        matters.append(Matter(id="asked", label="asked for", names=tuple(about), instruments=()))
    if not parties:
        parties = {
            hit.actors[0]
            for hit in registry.mentions(title, call.date)
            if len(hit.actors) == 1
            and (actor := registry.actor(hit.actors[0])) is not None
            and actor.kind is ActorKind.STATE
        }
    return _Concern(key=call.key, matters=tuple(matters), parties=frozenset(parties))


def lean_of(position: Position, key: str, options: Mapping[str, VoteOption]) -> int:
    """Towards yes (1), no (-1) or neither (0): by the text itself, or by how the actor it is for or against voted.

    `key` is the symbol key of the text put to the vote, `options` what each seat did, by actor id.
    """
    toward = position.toward.actor.id if position.toward else None
    return lean_between(position.stance, toward, position.instrument, key=key, options=options)


def lean_between(
    stance: Stance, toward: str | None, instrument: str | None, *, key: str, options: Mapping[str, VoteOption]
) -> int:
    """The same of the parts of a position: `toward` is an actor id, `instrument` the text that it names."""
    if toward is not None and toward in options:
        return stance.polarity * _SIGN.get(options[toward], 0)
    named = instrument is not None and symbol_key(instrument) == key
    return stance.polarity if named else 0


def whose_word(position: Position) -> Whose:
    """Whose word a position of a state is. "By membership" says that the words are the body's: they stay the body's."""
    if position.by_membership:
        return Whose.BODY
    return Whose.OWN if position.basis.declared else Whose.ASCRIBED


def bodies_of(registry: Registry, bloc: Bloc) -> frozenset[str]:
    """The bloc, its organs and offices: those who speak in its name."""
    if bloc.states is not None:
        return frozenset()
    found = {bloc.id}
    while True:
        more = {body.id for body in registry.bodies.values() if body.parent in found} - found
        if not more:
            break
        found |= more
    offices = {office.id for body in found for office in registry.offices(body)}
    return frozenset(found | offices)


def _beside(
    registry: Registry,
    on: PartialDate,
    state: str,
    vote: SeatVote | None,
    words: Iterable[tuple[PositionRow, str, int]],
    bodies: frozenset[str],
    origins: Mapping[str, str],
) -> Beside:
    option = vote.option if vote is not None else VoteOption.NOT_A_MEMBER
    own: list[Word] = []
    body_leans: set[int] = set()
    for row, tied, lean in words:
        position = row.position
        if position.holder.actor.id == state:
            origin = origins.get(position.document)
            own.append(Word(row=row, whose=whose_word(position), lean=lean, tied_by=tied, origin=origin))
        elif position.holder.actor.id in bodies:
            body_leans.add(lean)
    apart = [whose for whose in Whose if any(w.whose is whose and parts_from(w.lean, option) for w in own)]
    if Whose.BODY not in apart and any(parts_from(lean, option) for lean in body_leans):
        apart.append(Whose.BODY)
    return Beside(
        state=state,
        name=called(registry, state, on),
        option=option,
        words=tuple(own),
        apart=tuple(whose for whose in Whose if whose in apart),
    )


def parts_from(lean: int, option: VoteOption) -> bool:
    """True where words that lean to yes or no stand beside another vote of a seat; without a seat nothing parts."""
    return lean != 0 and option is not VoteOption.NOT_A_MEMBER and _SIGN.get(option, 0) != lean


def _order(row: Beside) -> tuple[object, ...]:
    """Own words that part from the vote first, then ascribed ones, then the body's; then members with words."""
    ranks = {Whose.OWN: 0, Whose.ASCRIBED: 1, Whose.BODY: 2}
    opposed = any(word.lean and word.lean == -_SIGN.get(row.option, 0) for word in row.words)
    first = min((ranks[whose] for whose in row.apart), default=3)
    return (first, not opposed, not row.words, row.name.casefold(), row.state)


def _origins(held: Held) -> dict[str, str]:
    if held.ledger is None:
        return {}
    return {document: row.origin.id for row in held.ledger.origins() for document in row.origin.documents}
