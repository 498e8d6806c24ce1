"""The position matrix: holders down, parties and matters of the case across, evidence in the cells.

Counts are of origins, so that a report and its copies count once; ascribed positions stand apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.matters import names_matter
from onrecord.plaintext import sort_key
from onrecord.report.lookup import Lookup, anchor
from onrecord.report.phrases import SIGN_WORDS, load_phrases
from onrecord.vocabulary import ActorKind, Basis, Case, Matter, Position

OTHER = "other"

_SECTIONS: Mapping[ActorKind, str] = {
    ActorKind.STATE: "States",
    ActorKind.BODY: "Bodies",
    ActorKind.COLLECTIVE: "Collectives",
}
SECTIONS = ("States", "Bodies", "Collectives", "Others")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A party, a matter, or everything else."""

    id: str
    group: str
    """`Towards`, `About` or `Else`."""
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """Positions of one cell that share basis and sign."""

    basis: Basis
    sign: int
    origins: int
    positions: int
    by_membership: bool
    modal: bool
    """Every one of them is conditional or yet to come (will, would, may)."""
    ended: bool = False
    """The holder is said to have given it up."""

    @property
    def words(self) -> str:
        """The chip for a screen reader."""
        phrase = load_phrases().bases[self.basis].label
        reports = "1 independent report" if self.origins == 1 else f"{self.origins} independent reports"
        extras = [", by membership"] * self.by_membership + [", conditional or yet to come"] * self.modal
        extras += [", given up since"] * self.ended
        return f"{phrase}, {SIGN_WORDS[self.sign]}, {reports}{''.join(extras)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One holder and one column."""

    anchor: str
    column: Column
    chips: tuple[Chip, ...]
    positions: tuple[Position, ...]
    origins: int

    @property
    def words(self) -> str:
        """The cell's chips for a screen reader."""
        return "; ".join(chip.words for chip in self.chips)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One holder. `cells` has one entry a column, None where nothing was found."""

    holder: str
    name: str
    section: str
    anchor: str
    cells: tuple[Cell | None, ...]
    positions: int
    origins: int

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if cell is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Columns, and rows by section; `several` positions stand in more than one column."""

    columns: tuple[Column, ...]
    sections: tuple[tuple[str, tuple[Row, ...]], ...]
    positions: int
    cells: int
    several: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in the order of the page."""
        return tuple(row for _, rows in self.sections for row in rows)


def build_matrix(lookup: Lookup, case: Case | None, *, most_counterparts: int = 8) -> Matrix:
    """Place every position. Without a case the most frequent counterparts are the columns."""
    positions = tuple(lookup.positions.values())
    parties = case.parties if case else _frequent(lookup, positions, most_counterparts)
    matters = tuple(sorted(case.matters, key=lambda matter: sort_key(matter.label))) if case else ()
    columns = _columns(lookup, parties, matters)
    placing = Placing(parties=frozenset(parties), matters=matters)
    placed = {p.id: placing.columns(p, lookup) for p in positions}
    by_holder: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        by_holder[position.holder.actor.id].append(position)
    rows = [_row(lookup, columns, placed, own) for own in by_holder.values()]
    rows.sort(key=lambda row: (sort_key(row.name), row.holder))
    sections = tuple((name, tuple(row for row in rows if row.section == name)) for name in SECTIONS)
    return Matrix(
        columns=columns,
        sections=tuple((name, held) for name, held in sections if held),
        positions=len(positions),
        cells=sum(len(row.filled) for row in rows),
        several=sum(len(where) > 1 for where in placed.values()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Decides in which columns a position stands."""

    parties: frozenset[str]
    matters: Sequence[Matter]

    def columns(self, position: Position, lookup: Lookup) -> tuple[str, ...]:
        """Ids of the columns: the party it is toward, the matters it names; else `other`."""
        found = []
        if position.toward is not None and position.toward.actor.id in self.parties:
            found.append(f"party:{position.toward.actor.id}")
        found += [f"matter:{matter.id}" for matter in self.matters if concerns(position, matter, lookup)]
        return tuple(found) or (OTHER,)


def concerns(position: Position, matter: Matter, lookup: Lookup) -> bool:
    """True where the position is tied to the matter: by the extraction, by its instrument, or by its words.

    The words are asked only where the extraction told no matter: a ledger may have been filled without this case.
    """
    if matter.id in position.matters:
        return True
    if position.instrument is not None and position.instrument in matter.instruments:
        return True
    if position.matters:
        return False
    evidence = position.evidence.of(lookup.documents[position.document].text)
    return any(names_matter(words, matter) for words in (position.about or "", evidence))


def chips(positions: Iterable[Position], lookup: Lookup) -> tuple[Chip, ...]:
    """Group by basis, sign, membership and whether it was given up; strongest basis first, then + 0 −."""
    groups: dict[tuple[int, int, bool, bool], list[Position]] = defaultdict(list)
    for position in positions:
        key = position.basis.rung, -position.stance.polarity, position.by_membership, position.ended
        groups[key].append(position)
    return tuple(
        Chip(
            basis=held[0].basis,
            sign=held[0].stance.polarity,
            origins=lookup.count_origins(position.document for position in held),
            positions=len(held),
            by_membership=held[0].by_membership,
            modal=all(position.modality for position in held),
            ended=held[0].ended,
        )
        for _, held in sorted(groups.items(), key=lambda item: item[0])
    )


def _frequent(lookup: Lookup, positions: Iterable[Position], most: int) -> tuple[str, ...]:
    documents: dict[str, list[str]] = defaultdict(list)
    for position in positions:
        if position.toward is not None:
            documents[position.toward.actor.id].append(position.document)
    ranked = sorted(
        documents, key=lambda actor: (-lookup.count_origins(documents[actor]), -len(documents[actor]), actor)
    )
    return tuple(ranked[:most])


def _columns(lookup: Lookup, parties: Iterable[str], matters: Iterable[Matter]) -> tuple[Column, ...]:
    printed = {
        p.toward.actor.id: p.toward.actor.name for p in lookup.positions.values() if p.toward is not None
    }
    towards = [
        Column(id=f"party:{party}", group="Towards", label=lookup.name(party, printed.get(party)))
        for party in parties
    ]
    towards.sort(key=lambda column: sort_key(column.label))
    about = [Column(id=f"matter:{matter.id}", group="About", label=matter.label) for matter in matters]
    return (*towards, *about, Column(id=OTHER, group="Else", label="Other"))


def _row(
    lookup: Lookup,
    columns: Sequence[Column],
    placed: Mapping[str, tuple[str, ...]],
    positions: Sequence[Position],
) -> Row:
    actor = positions[0].holder.actor
    return Row(
        holder=actor.id,
        name=lookup.name(actor.id, actor.name),
        section=_SECTIONS.get(actor.kind, "Others"),
        anchor=anchor("holder", actor.id),
        cells=tuple(
            _cell(lookup, actor.id, column, [p for p in positions if column.id in placed[p.id]])
            for column in columns
        ),
        positions=len(positions),
        origins=lookup.count_origins(position.document for position in positions),
    )


def _cell(lookup: Lookup, holder: str, column: Column, positions: Sequence[Position]) -> Cell | None:
    if not positions:
        return None
    ordered = sorted(positions, key=lambda p: (p.basis.rung, -p.stance.polarity))
    return Cell(
        anchor=anchor("cell", holder, column.id),
        column=column,
        chips=chips(ordered, lookup),
        positions=tuple(ordered),
        origins=lookup.count_origins(position.document for position in positions),
    )
