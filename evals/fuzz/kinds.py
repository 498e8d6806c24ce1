"""The kinds of inputs: how each is made of chance, what it is held against, and how many of a thousand inputs it is.

The number of an input tells its kind and all of its bytes, so that every input can be made again alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What became of an input. The same input gives the same `rows` again."""

    outcome: Mapping[str, int]
    """How many of what were read, found, skipped with a reason."""
    rows: object = None
    documents: int = 1
    """How many documents share the time that the input may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind. `look` raises Broken, or lets escape whatever it meets that is not one of our own errors."""

    name: str
    family: str
    """`readers`, `extractors` or `importers`."""
    share: int
    """Inputs of a thousand."""
    make: Callable[[Random], Any]
    look: Callable[[Any], Looked]
    seconds: float = 2.0
    """Processor time that one document of an input may take."""
    first: Sequence[Callable[[], Any]] = ()
    """What the first inputs are, whatever chance says."""


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name. The stages are imported only here."""
    from evals.fuzz.importers import IMPORTERS
    from evals.fuzz.readers import READERS
    from evals.fuzz.stages import EXTRACTORS

    return {kind.name: kind for kind in (*READERS, *EXTRACTORS, *IMPORTERS)}


@cache
def _cycle() -> tuple[tuple[str, int], ...]:
    """Kind, and which one of it, of each place in a cycle: each kind is spread over all of it."""
    places = sorted(
        ((number + 0.5) / kind.share, kind.name, number)
        for kind in kinds().values()
        for number in range(kind.share)
    )
    return tuple((name, number) for _, name, number in places)


def kind_at(number: int, *, only: str | None = None) -> tuple[Kind, int]:
    """The kind of the input of this number, and its number among those of its kind; with `only` all are of one kind."""
    if only is not None:
        return kinds()[only], number
    cycle = _cycle()
    round_, place = divmod(number, len(cycle))
    name, within = cycle[place]
    kind = kinds()[name]
    return kind, round_ * kind.share + within


def make_input(kind: Kind, seed: int, number: int) -> Any:
    """The input of this number among those of its kind."""
    if 0 <= number < len(kind.first):
        return kind.first[number]()
    return kind.make(Random(f"{seed} {kind.name} {number}"))
