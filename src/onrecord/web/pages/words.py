"""Words beside votes: what holders said of a text of the case, next to what they cast on it.

Asked of the facts, so that a million positions are never loaded. Where words and vote part is marked; why is not said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.plaintext import sort_key
from onrecord.questions.blocs import find_bloc, members_on
from onrecord.questions.votes import called
from onrecord.questions.words import Whose, bodies_of, parts_from
from onrecord.record.symbols import symbol_key
from onrecord.report.matrix import Chip
from onrecord.report.phrases import SIGN_WORDS
from onrecord.sheet import Cell
from onrecord.vocabulary import Basis, VoteOption
from onrecord.web.asked import Asked, address
from onrecord.web.choosing import concern_of
from onrecord.web.page import Page, Paging, Sheet
from onrecord.web.roll import CaseVote, case_votes
from onrecord.web.room import Room

FILTERS = ("symbol", "bloc", "holder")
_PER_PAGE = 30
_MOST_OTHERS = 15
"""Holders without a seat that the page lists."""
_RANKS = {Whose.OWN: 0, Whose.ASCRIBED: 1, Whose.BODY: 2}
_SIGNS = {VoteOption.YES: 1, VoteOption.NO: -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one holder said that concerns a vote."""

    id: str
    name: str
    chips: tuple[Chip, ...]
    leans: tuple[tuple[Whose, int], ...]
    """Whose words lean to yes (1), no (-1) or neither (0)."""

    @property
    def origins(self) -> int:
        """Independent reports, those of each mark added up: to sort by."""
        return sum(chip.origins for chip in self.chips)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One holder: its words and its votes."""

    id: str
    name: str
    chips: tuple[Chip, ...]
    option: VoteOption | None
    """None: no vote is to be expected of it (a body, a collective)."""
    apart: tuple[Whose, ...]
    opposed: bool
    others: tuple[VoteOption | None, ...]
    """What it cast in the further votes of the case."""

    @property
    def order(self) -> tuple[object, ...]:
        """Own words that part from the vote first, then ascribed ones, then the body's; then who has words."""
        first = min((_RANKS[whose] for whose in self.apart), default=3)
        return first, not self.opposed, not self.chips, self.name.casefold(), self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A vote with everybody's words beside it."""

    vote: CaseVote
    further: tuple[CaseVote, ...]
    rows: tuple[Beside, ...]
    others: tuple[Beside, ...]
    """Holders without a seat."""
    notes: tuple[str, ...]


def words(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The words beside one vote of the case."""
    votes = [vote for vote in case_votes(room, ledger) if vote.options]
    laid = lay(room, ledger, asked, votes) if votes else None
    paging = Paging.over(asked, len(laid.rows) if laid else 0, _PER_PAGE)
    return Page(
        template="words.html.j2",
        title="Words beside votes",
        values={
            "votes": votes,
            "laid": laid,
            "shown": laid.rows[paging.offset : paging.offset + _PER_PAGE] if laid else (),
            "others": laid.others[:_MOST_OTHERS] if laid else (),
            "paging": paging,
            "link": _links(laid),
            "parted": sum(bool(row.apart and row.chips) for row in laid.rows) if laid else 0,
            "blocs": room.blocs(),
        },
    )


def words_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The words beside one vote as CSV: a line a holder, basis and direction; one line where there are no words."""
    votes = [vote for vote in case_votes(room, ledger) if vote.options]
    return Sheet(
        columns=(
            "symbol", "date", "holder", "holder_name", "vote", "parts", "basis", "declared", "direction",
            "independent_reports", "positions",
        ),
        rows=_lines(lay(room, ledger, asked, votes)) if votes else (),
    )  # fmt: skip


def _lines(laid: Laid) -> Iterator[Sequence[Cell]]:
    vote = laid.vote.listed
    for row in (*laid.rows, *laid.others):
        head = (
            vote.symbol, str(vote.date), row.id, row.name, row.option.value if row.option else None,
            "; ".join(whose.value for whose in row.apart),
        )  # fmt: skip
        for chip in row.chips:
            declared = str(chip.basis.declared).lower()
            yield *head, chip.basis.value, declared, chip.sign, chip.origins, chip.positions
        if not row.chips:
            yield *head, None, None, None, 0, 0


def lay(room: Room, ledger: Ledger, asked: Asked, votes: Sequence[CaseVote]) -> Laid:
    """The words beside the vote that is asked for, else beside the first. Raises UsageError for a vote not of the case."""
    vote = _chosen(asked, votes)
    further = tuple(other for other in votes if other is not vote)
    said = _once_said(room, ledger, vote)
    members, speakers, notes = _group(room, asked, vote)
    body_leans = {lean for id_ in speakers if id_ in said for _, lean in said[id_].leans}
    wanted = members if members is not None else [id_ for id_ in said if id_ in vote.options]
    holders = {value.lower() for value in asked.all("holder")}

    def asked_for(id_: str, name: str) -> bool:
        return not holders or id_.lower() in holders or name.lower() in holders

    names = {id_: called(room.registry, id_, vote.listed.date) for id_ in wanted}
    rows = [
        _beside(vote, further, id_, name, said.get(id_), body_leans)
        for id_, name in names.items()
        if asked_for(id_, name)
    ]
    others = [
        _beside(vote, further, one.id, one.name, one)
        for one in said.values()
        if (one.id in speakers if members is not None else one.id not in vote.options)
        and asked_for(one.id, one.name)
    ]
    return Laid(
        vote=vote,
        further=further,
        rows=tuple(sorted(rows, key=lambda row: row.order)),
        others=tuple(
            sorted(others, key=lambda row: (-said[row.id].origins, sort_key(row.name), row.id))
        ),
        notes=tuple(notes),
    )  # fmt: skip


def prepare(room: Room, ledger: Ledger) -> None:
    """Work out who said what of every vote of the case, before anybody asks: in a large ledger it takes longer than a page."""
    for vote in case_votes(room, ledger):
        if vote.options and not room.closed:
            _once_said(room, ledger, vote)


def _once_said(room: Room, ledger: Ledger, vote: CaseVote) -> Mapping[str, Said]:
    return room.once(f"words {vote.listed.key}", lambda: _said(room, ledger, vote))


def _chosen(asked: Asked, votes: Sequence[CaseVote]) -> CaseVote:
    symbol = asked.one("symbol")
    if symbol is None:
        return votes[0]
    key = symbol_key(symbol)
    for vote in votes:
        if vote.listed.key == key:
            return vote
    told = ", ".join(vote.listed.symbol for vote in votes)
    raise UsageError(f"{symbol!r} is no text of the case with votes by name", remedy=f"choose of: {told}")


def _group(room: Room, asked: Asked, vote: CaseVote) -> tuple[list[str] | None, frozenset[str], list[str]]:
    """The members of the blocs asked for, on the day of the vote; who speaks for them; what is to be known of the lists."""
    if not asked.all("bloc"):
        return None, frozenset(), []
    members: dict[str, None] = {}
    speakers: set[str] = set()
    notes = []
    for id_ in asked.all("bloc"):
        bloc = find_bloc(room.registry, id_)
        group = members_on(room.registry, bloc, vote.listed.date)
        members.update(dict.fromkeys(group.members))
        speakers |= bodies_of(room.registry, bloc)
        if not group.whole:
            notes.append(f"{bloc.name}: the list of members is not known to be whole on {group.on}.")
        if group.suspended:
            notes.append(f"{bloc.name}: suspended on that day and not counted: {', '.join(group.suspended)}.")
    return list(members), frozenset(speakers), notes


def _beside(
    vote: CaseVote,
    further: Sequence[CaseVote],
    id_: str,
    name: str,
    said: Said | None,
    body: set[int] | None = None,
) -> Beside:
    """`body`: how the words of its bloc lean; None for who casts no vote."""
    option = None if body is None else vote.options.get(id_, VoteOption.NOT_A_MEMBER)
    apart: set[Whose] = set()
    opposed = False
    if option is not None:
        leans = said.leans if said else ()
        apart = {whose for whose, lean in leans if parts_from(lean, option)}
        opposed = any(lean and lean == -_SIGNS.get(option, 0) for _, lean in leans)
        if any(parts_from(lean, option) for lean in body or ()):
            apart.add(Whose.BODY)
    return Beside(
        id=id_,
        name=name,
        chips=said.chips if said else (),
        option=option,
        apart=tuple(whose for whose in Whose if whose in apart),
        opposed=opposed,
        others=tuple(other.options.get(id_) for other in further),
    )


def _links(laid: Laid | None) -> Callable[[Beside, Chip], str]:
    """From a holder and a mark to the address of the positions behind it."""
    symbol = laid.vote.listed.symbol if laid else ""

    def link(row: Beside, chip: Chip) -> str:
        asked = {"vote": (symbol,), "holder": (row.id,), "basis": (chip.basis.value,)}
        return address("/positions", {**asked, "direction": (SIGN_WORDS[chip.sign],)})

    return link


# --- Counting ---------------------------------------------------------------------------------

_TIED = """
WITH tied AS (
    SELECT p.holder, p.rung, p.sign, p.by_membership, p.modal, p.origin, p.toward,
        coalesce(list_contains($texts::INTEGER[], p.instrument), false) AS names_it
    FROM memory.positions AS p
    WHERE NOT p.ended AND (
        coalesce(list_contains($texts::INTEGER[], p.instrument), false)
        OR p.matters & $matters::UBIGINT <> 0
        OR coalesce(list_contains($parties::INTEGER[], p.toward), false)
    )
)
"""
_MARKS = """
SELECT a.id, a.name, t.rung, t.sign, bool_and(t.by_membership), bool_and(t.modal),
    count(DISTINCT t.origin)::INTEGER, count(*)::INTEGER
FROM tied AS t JOIN memory.actors AS a ON a.no = t.holder GROUP BY a.id, a.name, t.rung, t.sign
ORDER BY a.id, t.rung, t.sign DESC
"""
_LEANS = """
SELECT DISTINCT a.id, t.by_membership, t.rung,
    CASE WHEN s.seat IS NOT NULL THEN t.sign * s.way WHEN t.names_it THEN t.sign ELSE 0 END AS lean
FROM tied AS t JOIN memory.actors AS a ON a.no = t.holder
LEFT JOIN (
    SELECT b.no AS seat, v.way FROM (SELECT unnest($seats::VARCHAR[]) AS id, unnest($ways::TINYINT[]) AS way) AS v
    JOIN memory.actors AS b ON b.id = v.id
) AS s ON s.seat = t.toward
"""


def _said(room: Room, ledger: Ledger, vote: CaseVote) -> Mapping[str, Said]:
    """By holder; see `onrecord.questions.words` for what ties words to a vote and how they lean."""
    concern = concern_of(room, vote.listed.key)
    values = {
        "texts": list(concern.texts),
        "matters": concern.matters,
        "parties": list(concern.parties),
    }
    seats = {"seats": list(vote.options), "ways": [_SIGNS.get(option, 0) for option in vote.options.values()]}
    leans: dict[str, set[tuple[Whose, int]]] = {}
    for id_, by_membership, rung, lean in ledger.database.rows(_TIED + _LEANS, {**values, **seats}):
        declared = list(Basis)[rung - 1].declared
        whose = Whose.BODY if by_membership else Whose.OWN if declared else Whose.ASCRIBED
        leans.setdefault(id_, set()).add((whose, lean))
    names: dict[str, str] = {}
    chips: dict[str, list[Chip]] = {}
    for id_, name, rung, sign, by_membership, modal, origins, positions in ledger.database.rows(
        _TIED + _MARKS, values
    ):
        names[id_] = name
        chips.setdefault(id_, []).append(
            Chip(
                basis=list(Basis)[rung - 1], sign=sign, origins=origins, positions=positions,
                by_membership=by_membership, modal=modal, ended=False,
            )
        )  # fmt: skip
    return {
        id_: Said(id=id_, name=names[id_], chips=tuple(held), leans=tuple(sorted(leans[id_])))
        for id_, held in chips.items()
    }
