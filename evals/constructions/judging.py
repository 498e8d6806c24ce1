"""Holds the rows that were found against the expected ones: holder, stance, counterpart, then basis and speaker.

A row that says again what another said is no fault; a row that no reading of the entry has is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.constructions.entries import ANY, ENDED, NOBODY, Entry, ExpectedRow
from onrecord.vocabulary import Document, Position, Stance

_THE = re.compile(r"^group:\s*(?:the\s+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A position in the words of the set."""

    holder: str
    stance: str
    toward: str
    basis: str
    speaker: str
    about: str
    evidence: str
    trigger: str
    rule: str

    def __str__(self) -> str:
        return f"{self.holder} | {self.stance} | {self.toward} | {self.basis} | {self.speaker}  [{self.rule}: {self.trigger}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What became of an entry, under the reading that fits best."""

    wanted: int
    hits: tuple[tuple[ExpectedRow, FoundRow], ...]
    missed: tuple[ExpectedRow, ...]
    extra: tuple[FoundRow, ...]
    wrong_basis: tuple[tuple[ExpectedRow, FoundRow], ...]
    wrong_speaker: tuple[tuple[ExpectedRow, FoundRow], ...]
    sprung: tuple[str, ...]
    """The traps that were fallen for."""
    traps: int

    @property
    def right(self) -> bool:
        """True where every row is there with its basis and speaker, and nothing else."""
        return not (self.missed or self.extra or self.wrong_basis or self.wrong_speaker or self.sprung)

    @property
    def faults(self) -> int:
        """How much is wrong, to choose among readings."""
        return (
            2 * (len(self.missed) + len(self.extra) + len(self.sprung))
            + len(self.wrong_basis)
            + len(self.wrong_speaker)
        )


def found_rows(document: Document, positions: Iterable[Position]) -> tuple[FoundRow, ...]:
    """The positions of a document as rows, in the order of the text."""
    ordered = sorted(positions, key=lambda p: (p.evidence.start, p.trigger.start, p.id))
    return tuple(_found(document.text, p) for p in ordered)


def _found(text: str, position: Position) -> FoundRow:
    return FoundRow(
        holder=position.holder.actor.id,
        stance=(ENDED if position.ended else "") + position.stance.value,
        toward=position.toward.actor.id if position.toward else NOBODY,
        basis=position.basis.value,
        speaker=position.chain[-1].name if position.chain else NOBODY,
        about=position.about or NOBODY,
        evidence=position.evidence.of(text),
        trigger=position.trigger.of(text),
        rule=position.rule,
    )


def judge(entry: Entry, document: Document, found: Sequence[FoundRow]) -> Judgement:
    """The judgement under the reading with the fewest faults; the first of those that are equal."""
    return min((_judge(entry, rows, document, found) for rows in entry.readings), key=lambda j: j.faults)


def _judge(
    entry: Entry, wanted: Sequence[ExpectedRow], document: Document, found: Sequence[FoundRow]
) -> Judgement:
    paired = _pairs(wanted, found)
    hits = tuple((wanted[i], row) for i, row in sorted(paired.items(), key=lambda pair: pair[0]))
    taken = {id(row) for row in paired.values()}
    extra = tuple(
        row
        for row in found
        if id(row) not in taken and not any(fits(e, row) for e in (*wanted, *entry.optional))
    )
    sprung = tuple(trap.written for trap in entry.none if any(fits(trap, row) for row in extra))
    if entry.is_bare and extra:
        sprung = (*sprung, "the whole text")
    return Judgement(
        wanted=len(wanted),
        hits=hits,
        missed=tuple(e for i, e in enumerate(wanted) if i not in paired),
        extra=extra,
        wrong_basis=tuple((e, row) for e, row in hits if not _one_of(e.bases, row.basis)),
        wrong_speaker=tuple((e, row) for e, row in hits if not _speaks(e, row, document)),
        sprung=sprung,
        traps=len(entry.none) + entry.is_bare,
    )


def _pairs(wanted: Sequence[ExpectedRow], found: Sequence[FoundRow]) -> dict[int, FoundRow]:
    """Expected rows by number with the found row that meets each; one with the right basis is taken before others."""
    paired: dict[int, FoundRow] = {}
    for number, expected in enumerate(wanted):
        free = [r for r in found if fits(expected, r) and not any(r is taken for taken in paired.values())]
        if free:
            paired[number] = min(free, key=lambda row: not _one_of(expected.bases, row.basis))
    return paired


def fits(expected: ExpectedRow, row: FoundRow) -> bool:
    """True where holder, stance and counterpart agree."""
    return (
        _one_of(expected.holders, row.holder)
        and _one_of(expected.stances, row.stance)
        and _one_of(expected.towards, row.toward)
    )


def same_polarity(expected: ExpectedRow, row: FoundRow) -> bool:
    """True where holder, polarity and counterpart agree; what is given up agrees with its opposite."""
    signs = {_sign(stance) for stance in expected.stances if stance != ANY}
    return (
        _one_of(expected.holders, row.holder)
        and (not signs or _sign(row.stance) in signs)
        and _one_of(expected.towards, row.toward)
    )


def _sign(stance: str) -> int:
    sign = Stance(stance.removeprefix(ENDED)).polarity
    return -sign if stance.startswith(ENDED) else sign


def _speaks(expected: ExpectedRow, row: FoundRow, document: Document) -> bool:
    """A speech's speaker may go by his or her own name or by the state that the speech is known by."""
    own = (document.speaker,) if document.speaker and ANY not in expected.speakers else ()
    office = document.speaker_office or ""
    named = any(office.endswith(name) for name in expected.speakers)
    return _one_of((*expected.speakers, *(own if named else ())), row.speaker)


def _one_of(accepted: Sequence[str], value: str) -> bool:
    plain = _plain(value)
    for name in map(_plain, accepted):
        if name == plain or (name.endswith(ANY) and plain.startswith(name[:-1])):
            return True
    return False


def _plain(name: str) -> str:
    return " ".join(_THE.sub("group:", name.lower().replace("’", "'")).split())
