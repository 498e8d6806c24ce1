"""Figures across documents: one quantity, every value given for it, by whom, and in how many independent reports.

Figures are taken for one quantity only where they surely count the same. Copies of one report count once, and no
number of reports confirms a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

from onrecord.across.counted import Counted, counted_in
from onrecord.across.whole import Whole, by_date, count_origins
from onrecord.check.figures import SHARE
from onrecord.check.quantities import holds
from onrecord.identity import make_id
from onrecord.registry import Registry
from onrecord.vocabulary import ClaimKind, PartialDate

NEAR_DAYS = 14
"""Days between two reports within which figures of one event are compared."""
LONG_YEARS = 3
"""Years between two reports within which the toll of one war or conflict is compared."""
APART = 5.0
"""How many times greater one value may be; beyond that the two hardly count the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value given for a quantity, with every place that gives it, the earliest first."""

    worded: str
    """As we print it: "more than 150", "20%"."""
    value: float | None
    comparison: str
    given: tuple[Counted, ...]

    @property
    def origins(self) -> int:
        """Independent reports that give it."""
        return count_origins(one.place for one in self.given)

    @property
    def givers(self) -> tuple[str, ...]:
        """The chains that lead to it, the outermost name first, each once, in order of time."""
        return tuple(dict.fromkeys(" > ".join(one.place.chain) or "the text itself" for one in self.given))

    @property
    def speakers(self) -> int:
        """How many different names stand innermost: three papers that quote one minister are one speaker."""
        return len({one.place.chain[-1].casefold() if one.place.chain else "" for one in self.given})

    @property
    def first(self) -> PartialDate | None:
        """Date of the earliest document that gives it."""
        return min((d for one in self.given if (d := one.place.document.date)), default=None)

    @property
    def last(self) -> PartialDate | None:
        """Date of the latest document that gives it."""
        return max((d for one in self.given if (d := one.place.document.date)), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity with its values, in the order in which they were first given."""

    id: str
    kind: str
    measure: str
    about: str | None
    """Id of the state, body or text."""
    sites: tuple[str, ...]
    years: tuple[int, ...]
    values: tuple[Value, ...]
    origins: int
    """Independent reports that give any value."""
    agreement: str
    """`one value`, `values fit` (some number bears all of them out) or `values differ`."""
    within_one_report: bool
    """True where copies of one report, or one text, give different values."""

    @property
    def course(self) -> str:
        """The values as they follow each other in time."""
        steps: list[str] = []
        told: list[tuple[date, str, str]] = sorted(
            (day.first, value.worded, str(day))
            for value in self.values
            for one in value.given
            if (day := one.place.document.date) is not None
        )
        last = ""
        for _, words, written in told:
            if words != last:
                steps.append(f"{words} ({written})")
            last = words
        return ", ".join(steps)


def figures(whole: Whole, registry: Registry) -> tuple[Quantity, ...]:
    """Every quantity: those whose values differ first, then by number of reports.

    A figure that cannot be compared with any other is a quantity of its own.
    """
    return grouped(list(counted_in(whole, registry)))


def grouped(counted: Sequence[Counted]) -> tuple[Quantity, ...]:
    """The quantities that these figures are given for, in the order of `figures`; the order of what goes in is free."""
    joined = _Joined(len(counted))
    for kind, places in _neighbours(counted):
        # Tallies of one vote are all the same quantity: each is compared with the next, not with all others.
        for left, right in pairwise(places) if kind != ClaimKind.FIGURE else combinations(places, 2):
            if not joined.together(left, right) and same(counted[left], counted[right]):
                joined.join(left, right)
    found = [_quantity([counted[at] for at in group]) for group in joined.groups()]
    rank = {"values differ": 0, "values fit": 1, "one value": 2}
    return tuple(
        sorted(found, key=lambda q: (rank[q.agreement], -q.origins, q.kind, q.measure, q.about or "", q.id))
    )


class _Joined:
    """Which of so many things belong together."""

    def __init__(self, number: int) -> None:
        self._above = list(range(number))

    def _first(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def together(self, one: int, other: int) -> bool:
        return self._first(one) == self._first(other)

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._first(one), self._first(other)))
        self._above[second] = first

    def groups(self) -> list[list[int]]:
        """The groups by their first member, each in order."""
        found: dict[int, list[int]] = {}
        for at in range(len(self._above)):
            found.setdefault(self._first(at), []).append(at)
        return list(found.values())


def _neighbours(counted: Sequence[Counted]) -> Iterable[tuple[str, list[int]]]:
    """Figures of one measure that are about one state, text or place: no others can be one quantity. With their kind."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for at, one in enumerate(counted):
        if one.comparable:
            for about in {one.about or "", *one.sites} - {""}:
                found.setdefault((one.claim.kind.value, one.measure, about), []).append(at)
    return ((key[0], found[key]) for key in sorted(found))


def same(one: Counted, other: Counted) -> bool:
    """True where two figures of one measure surely count the same; the order of the two does not matter."""
    if not (one.comparable and other.comparable):
        return False
    if one.claim.kind is not ClaimKind.FIGURE:
        return one.about is not None and one.about == other.about
    if one.value is None or other.value is None or not _near_in_size(one.value, other.value):
        return False
    if one.place.document.id == other.place.document.id and one.value != other.value:
        return False  # a text that gives two numbers mostly counts two things
    if one.about and other.about and one.about != other.about:
        return False
    if one.year and other.year and one.year != other.year:
        return False
    if one.sites & other.sites and one.lasting == other.lasting:
        return True
    if one.about is None or one.about != other.about or one.lasting != other.lasting:
        return False
    if one.lasting:
        return one.standing or _near_in_time(one, other, days=365 * LONG_YEARS)
    return (one.year is not None and one.year == other.year) or _near_in_time(one, other, days=NEAR_DAYS)


def _near_in_size(one: float, other: float) -> bool:
    return max(one, other) <= APART * max(min(one, other), 1)


def _near_in_time(one: Counted, other: Counted, *, days: int) -> bool:
    """True where both dates are known and all of their days lie near each other."""
    ours, theirs = one.place.document.date, other.place.document.date
    if ours is None or theirs is None:
        return False
    return max(ours.last, theirs.last) - min(ours.first, theirs.first) <= timedelta(days=days)


def _quantity(group: Sequence[Counted]) -> Quantity:
    ordered = sorted(group, key=lambda one: (by_date(one.place.document), one.claim.span, one.claim.id))
    first = ordered[0]
    values: dict[tuple[str, float | None], list[Counted]] = {}
    by_origin: dict[str, set[tuple[str, float | None]]] = {}
    for one in ordered:
        values.setdefault((one.comparison, one.value), []).append(one)
        by_origin.setdefault(one.place.origin, set()).add((one.comparison, one.value))
    return Quantity(
        id=make_id("figure", first.claim.id),
        kind=first.claim.kind.value,
        measure=first.measure,
        about=next((one.about for one in ordered if one.about), None),
        sites=tuple(sorted(frozenset[str]().union(*(one.sites for one in ordered)))),
        years=tuple(sorted({one.year for one in ordered if one.year})),
        values=tuple(
            Value(worded=_worded(held[0]), value=value, comparison=comparison, given=tuple(held))
            for (comparison, value), held in values.items()
        ),
        origins=count_origins(one.place for one in ordered),
        agreement=_agreement(list(values)),
        within_one_report=any(len(given) > 1 for given in by_origin.values()),
    )


def _worded(one: Counted) -> str:
    if one.value is None:
        return one.comparison
    number = f"{one.value:,.0f}" if one.value == int(one.value) else str(one.value)
    compared = "" if one.comparison == "exactly" else f"{one.comparison} "
    return f"{compared}{number}{'%' if one.measure.startswith(SHARE) else ''}"


def _agreement(values: Sequence[tuple[str, float | None]]) -> str:
    """Whether some number bears out all values; "unanimously" is a value of its own."""
    if len(values) == 1:
        return "one value"
    numbers = [(comparison, value) for comparison, value in values if value is not None]
    if len(numbers) < len(values):
        return "values differ"
    tried = {value + step for _, value in numbers for step in (-1, 0, 1)}
    fits = any(all(holds(comparison, said, actual) for comparison, said in numbers) for actual in tried)
    return "values fit" if fits else "values differ"
