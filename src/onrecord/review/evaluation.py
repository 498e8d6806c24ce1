"""How good the present rules are, held against what people decided: precision over the rows judged, recall where a document was gone through.

A found row is right where people accepted it, or added or corrected a row to just this; it is wrong where they rejected or
corrected it. Of origins every pair of documents counts that people joined or parted: recall is over those that they joined.
Disputed rows, and decisions whose words are not found, count for neither and are told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.joins import Found
from onrecord.ledger import Ledger
from onrecord.ledger.deciding import Row
from onrecord.ledger.together import Kin
from onrecord.ledger.weighing import Unit
from onrecord.measures.reliability import Share
from onrecord.vocabulary import (
    Basis,
    Decision,
    DecisionAbout,
    DecisionVerb,
    Position,
    RelationKind,
    Stance,
    Standing,
    Statement,
)

ALL = "all"
_ROWS = (DecisionAbout.POSITION, DecisionAbout.STATEMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall of one group of rows."""

    about: DecisionAbout
    group: str
    """`all`, or by what the rows are grouped: basis, stance, act; of pairs of documents, the kind that one is of the other."""
    value: str
    """Which basis, stance, act or kind; empty for all."""
    precision: Share
    """Right ones of the found rows that were judged, grouped as they were found."""
    recall: Share
    """Found ones of the rows that there should be, in documents that were gone through, grouped as they should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The scores, and what they rest on."""

    scores: tuple[Score, ...]
    corrected_in: tuple[tuple[str, int], ...]
    """How often each field of a found row was corrected, the most frequent first."""
    documents: int
    """Documents of the ledger that were decided about."""
    gone_through: int
    disputed: int
    """Rows that people decided about differently."""
    not_placed: int
    """Rows whose words are not found, or whose document is not held."""
    unjudged: int
    """Found rows in documents that were gone through that nobody decided about: they count for nothing."""


@dataclass(slots=True)
class _Tally:
    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    judged: Counter[tuple[str, str]] = field(default_factory=Counter)
    hit: Counter[tuple[str, str]] = field(default_factory=Counter)
    wanted: Counter[tuple[str, str]] = field(default_factory=Counter)


def evaluate(ledger: Ledger, decisions: Iterable[Decision] | None = None) -> Evaluation:
    """Score what the rules find in the ledger's documents; `decisions` stand in for those of the ledger."""
    by_document: defaultdict[str, list[Decision]] = defaultdict(list)
    on_origins: list[Decision] = []
    for decision in ledger.decisions() if decisions is None else decisions:
        if decision.about is DecisionAbout.ORIGIN:
            on_origins.append(decision)
        else:
            by_document[decision.document].append(decision)
    tallies = {about: _Tally() for about in _ROWS}
    fields: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for document, made in sorted(by_document.items()):
        units = ledger.weigh(document, made)
        through = any(unit.about is DecisionAbout.DOCUMENT and unit.place.problem is None for unit in units)
        counts["documents"] += 1
        counts["through"] += through
        if through:
            judged = {unit.found for unit in units} | {double for unit in units for double in unit.doubles}
            counts["unjudged"] += sum(row.id not in judged for row in ledger.found_rows(document))
        for unit in units:
            if unit.about in tallies:
                _count(unit, tallies[unit.about], fields, counts, through=through)
    tallies[DecisionAbout.ORIGIN] = _count_pairs(ledger, on_origins, counts)
    return Evaluation(
        scores=tuple(score for about, tally in tallies.items() for score in _scores(about, tally)),
        corrected_in=tuple(sorted(fields.items(), key=lambda pair: (-pair[1], pair[0]))),
        documents=counts["documents"],
        gone_through=counts["through"],
        disputed=counts["disputed"],
        not_placed=counts["not placed"],
        unjudged=counts["unjudged"],
    )


def _count(unit: Unit, tally: _Tally, fields: Counter[str], counts: Counter[str], *, through: bool) -> None:
    if unit.base is None:
        counts["not placed"] += 1
        return
    if unit.standing is Standing.DISPUTED:
        counts["disputed"] += 1
        return
    right = unit.found is not None and unit.standing in (Standing.ACCEPTED, Standing.ADDED)
    if unit.found is not None:
        tally.judged.update(_groups(unit.base))
        if right:
            tally.right.update(_groups(unit.base))
        elif unit.standing is Standing.CORRECTED:
            made = (made for made in reversed(unit.decisions) if made.verb is DecisionVerb.CORRECT)
            fields.update(list(next(made).values))
    if through and unit.result is not None:
        tally.wanted.update(_groups(unit.result))
        if right or unit.doubles:
            tally.hit.update(_groups(unit.result))
    if unit.doubles and unit.result is not None:  # beside the wrong row, the rules find the right one too
        tally.judged.update(_groups(unit.result))
        tally.right.update(_groups(unit.result))


def _count_pairs(ledger: Ledger, decisions: Sequence[Decision], counts: Counter[str]) -> _Tally:
    """Pairs of documents that people joined or parted, against the origins that were found."""
    pairs, missing = ledger.joining.weigh(decisions)
    found = Found.read(ledger, pairs, ledger.joining.parts())
    counts["not placed"] += len(missing)
    tally = _Tally()
    for pair in pairs:
        if pair.joined is None or pair.kin_disputed:
            counts["disputed"] += 1
            continue
        everything = (ALL, "")
        together = found.together(pair)
        tally.judged[everything] += together
        tally.wanted[everything] += pair.joined
        tally.right[everything] += together and pair.joined
        tally.hit[everything] += together and pair.joined
        if pair.kin is not None:
            _count_kin(pair.kin, found, tally)
    return tally


def _count_kin(kin: Kin, found: Found, tally: _Tally) -> None:
    """What one document is to another, against what it was found to be."""
    wanted, agrees = ("kind", kin.kind.value), found.agrees(kin)
    relation = found.relation(kin.document)
    tally.wanted[wanted] += 1
    tally.hit[wanted] += agrees
    if relation is not None and (agrees or relation.parent == kin.parent):
        tally.judged["kind", relation.kind.value] += 1
        tally.right["kind", relation.kind.value] += agrees


def _groups(row: Row) -> list[tuple[str, str]]:
    if isinstance(row, Position):
        return [(ALL, ""), ("basis", row.basis.value), ("stance", row.stance.value)]
    assert isinstance(row, Statement)
    return [(ALL, ""), ("act", row.act.value)]


_ORDER = {
    value: number
    for number, value in enumerate(
        (*(b.value for b in Basis), *(s.value for s in Stance), *(k.value for k in RelationKind))
    )
}
_GROUPS = (ALL, "basis", "stance", "act", "kind")


def _scores(about: DecisionAbout, tally: _Tally) -> Iterator[Score]:
    """Every group that has something to tell; all of a kind in any case."""
    groups = {(ALL, "")} | set(tally.judged) | set(tally.wanted)
    for group in sorted(groups, key=lambda one: (_GROUPS.index(one[0]), _ORDER.get(one[1], 0), one[1])):
        yield Score(
            about=about,
            group=group[0],
            value=group[1],
            precision=Share(part=tally.right[group], whole=tally.judged[group]),
            recall=Share(part=tally.hit[group], whole=tally.wanted[group]),
        )
