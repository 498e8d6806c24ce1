"""The matrix: holders by bloc down, parties and matters across; every cell opens the positions behind it.

Counts are of independent reports; what is ascribed stands in brackets of its own and is never added to what is declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.plaintext import sort_key
from onrecord.report.matrix import Chip
from onrecord.sheet import Cell as SheetCell
from onrecord.vocabulary import Basis, PartialDate
from onrecord.web.asked import Asked, address
from onrecord.web.choosing import POSITION_FILTERS, positions_where
from onrecord.web.chosen import chosen_positions
from onrecord.web.facts import ActorMet, Column
from onrecord.web.page import Page, Paging, Sheet
from onrecord.web.room import Room
from onrecord.web.tallies import Mark, Numbers

MOST_ROWS = 40
"""Holders on one page: those with most independent reports come first, and stand in alphabetical order."""
_MOST_CHIPS = 6
"""Marks shown in one cell, the strongest first; the cell's own page and the CSV have all."""
_KINDS = {"state": "States", "body": "Bodies", "collective": "Collectives"}
_SECTIONS = ("States", "Bodies", "Collectives", "Others")
_FILTERS = tuple(name for name in POSITION_FILTERS if name != "column")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One holder and one column: the marks in it, and the address of its positions."""

    column: Column
    chips: tuple[Chip, ...]
    address: str
    more: int = 0
    """Marks for which there is no room here."""

    @property
    def words(self) -> str:
        """The marks for a screen reader."""
        more = f"; and {self.more} more" if self.more else ""
        return "; ".join(chip.words for chip in self.chips) + more


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One holder."""

    id: str
    name: str
    section: str
    origins: int
    positions: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The matrix, its rows in sections."""

    columns: tuple[Column, ...]
    sections: tuple[tuple[str, tuple[Row, ...]], ...]
    holders: int
    """All of them, shown or not."""
    positions: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in the order of the page."""
        return tuple(row for _, rows in self.sections for row in rows)


FILTERS = ("group", "across", "bloc", *_FILTERS)
_GROUPS: Mapping[str, tuple[str, ...]] = {
    "parties": ("Towards",), "matters": ("About",), "venues": ("In",)
}  # fmt: skip


def matrix(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The matrix as a page."""
    table = build_table(room, ledger, asked)
    return Page(
        template="matrix.html.j2",
        title="Who stands where",
        values={
            "table": table,
            "paging": Paging.over(asked, table.holders, MOST_ROWS),
            "blocs": room.blocs(),
        },
    )


def matrix_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The matrix as CSV: one line a mark."""
    return Sheet(
        columns=(
            "holder", "holder_name", "column", "column_label", "basis", "direction", "independent_reports", "positions",
            "by_membership", "conditional", "given_up",
        ),
        rows=_lines(build_table(room, ledger, asked, most=None)),
    )  # fmt: skip


def _lines(table: Table) -> Iterator[Sequence[SheetCell]]:
    for row in table.rows:
        for cell in filter(None, row.cells):
            for chip in cell.chips:
                yield (
                    row.id, row.name, cell.column.id, cell.column.label, chip.basis.value, chip.sign, chip.origins,
                    chip.positions, str(chip.by_membership).lower(), str(chip.modal).lower(), str(chip.ended).lower(),
                )  # fmt: skip


# --- Building ---------------------------------------------------------------------------------


def build_table(room: Room, ledger: Ledger, asked: Asked, *, most: int | None = MOST_ROWS) -> Table:
    """The matrix of the positions that fit: so many of its holders (None: all), those with most reports first."""
    where = positions_where(room, asked)
    if asked.all("bloc"):
        where.add(
            "p.holder IN (SELECT no FROM memory.actors WHERE list_contains($bloc::VARCHAR[], id))",
            bloc=sorted(_members(room, asked)),
        )
    chosen = chosen_positions(room, ledger, where)
    holders = _holders(room, chosen)
    wanted = holders
    if most is not None:
        first = Paging.over(asked, len(holders), most).offset
        wanted = holders[first : first + most]
    shown = _shown(room, asked)
    marks = room.tallies.cells(chosen, [holder.no for holder, _, _ in wanted], shown)
    rows = [
        _row(asked, shown, (holder, origins, positions), marks.get(holder.no, {}), most)
        for holder, origins, positions in wanted
    ]
    rows.sort(key=lambda row: (sort_key(row.name), row.id))
    return Table(
        columns=tuple(column for _, column in shown),
        sections=tuple(_by_bloc(room, asked, rows) if asked.one("group") == "bloc" else _by_kind(rows)),
        holders=len(holders),
        positions=sum(positions for _, _, positions in holders),
    )


def _holders(room: Room, chosen: Numbers | None) -> list[tuple[ActorMet, int, int]]:
    """All holders with their independent reports and positions, those with most reports first."""
    actors = room.facts.actors
    found = [(actors[no], origins, positions) for no, origins, positions in room.tallies.holders(chosen)]
    return sorted(found, key=lambda item: (-item[1], -item[2], item[0].id))


def _shown(room: Room, asked: Asked) -> list[tuple[int, Column]]:
    """The columns that are wanted, with their numbers: parties, matters and everything else unless asked otherwise."""
    across = asked.all("across") or ("parties", "matters")
    groups = {group for name in across for group in _GROUPS[name]}
    if {"Towards", "About"} <= groups:
        groups.add("Else")
    return [(no, column) for no, column in enumerate(room.facts.columns) if column.group in groups]


def _by_kind(rows: Sequence[Row]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for name in _SECTIONS:
        held = tuple(row for row in rows if row.section == name)
        if held:
            yield name, held


def _by_bloc(room: Room, asked: Asked, rows: Sequence[Row]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The holders under each bloc of the case that they are, or are members of; a member of two stands under both."""
    placed: set[str] = set()
    for bloc, name in room.blocs():
        members = _members_of(room, bloc, asked.day("until"))
        held = tuple(row for row in rows if row.id in members)
        placed.update(row.id for row in held)
        if held:
            yield name, held
    rest = tuple(row for row in rows if row.id not in placed)
    if rest:
        yield "In none of these", rest


def _members(room: Room, asked: Asked) -> set[str]:
    """The blocs asked for with their members."""
    return {member for bloc in asked.all("bloc") for member in _members_of(room, bloc, asked.day("until"))}


def _members_of(room: Room, bloc: str, on: PartialDate | None) -> set[str]:
    """A bloc with its members on a day (None: as the lists end), and its organs, which speak for it."""
    held = room.registry.members(bloc, on or PartialDate(9999))
    organs = {body.id for body in room.registry.bodies.values() if body.parent == bloc}
    return {bloc, *organs, *(membership.member for membership in held)}


def _row(
    asked: Asked,
    shown: Sequence[tuple[int, Column]],
    counted: tuple[ActorMet, int, int],
    held: Mapping[int, list[Mark]],
    most: int | None,
) -> Row:
    holder, origins, positions = counted
    cells: list[Cell | None] = []
    for number, column in shown:
        marks = sorted(
            held.get(number, ()),
            key=lambda mark: (mark.rung, -mark.sign, mark.by_membership, mark.ended),
        )
        kept = marks if most is None or len(marks) <= _MOST_CHIPS else marks[: _MOST_CHIPS - 1]
        cells.append(
            Cell(
                column=column,
                chips=tuple(map(_chip, kept)),
                address=cell_address(asked, holder.id, column),
                more=len(marks) - len(kept),
            )
            if marks
            else None
        )
    return Row(
        id=holder.id,
        name=holder.name,
        section=_KINDS.get(holder.kind or "", "Others"),
        origins=origins,
        positions=positions,
        cells=tuple(cells),
    )


def _chip(mark: Mark) -> Chip:
    return Chip(
        basis=_BASES[mark.rung - 1],
        sign=mark.sign,
        origins=mark.origins,
        positions=mark.positions,
        by_membership=mark.by_membership,
        modal=mark.modal,
        ended=mark.ended,
    )


_BASES = tuple(Basis)


def cell_address(asked: Asked, holder: str, column: Column) -> str:
    """The address of the positions behind a cell, under the same filters."""
    values = {name: held for name, held in asked.values.items() if name in _FILTERS}
    values["holder"] = (holder,)
    kind, _, id_ = column.id.partition(":")
    if kind == "party":
        values["toward"] = (id_,)
    elif kind == "matter":
        values["matter"] = (id_,)
    elif kind == "venue":
        values["forum"] = (id_,)
    else:
        values["column"] = ("other",)
    return address("/positions", values)
