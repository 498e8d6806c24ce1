"""What was seen so far, by kind: inputs, what became of them, the slowest, the most memory, and what failed."""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from evals.fuzz.kinds import Kind
from evals.fuzz.trying import Tried

_KEPT = 200
"""Failures that are kept word for word."""


@dataclass(slots=True)
class OfKind:
    """What was seen of one kind."""

    family: str
    inputs: int = 0
    seconds: float = 0.0
    outcome: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_number: int = 0
    failures: int = 0


@dataclass(slots=True)
class Tally:
    """All kinds together."""

    kinds: dict[str, OfKind] = field(default_factory=dict)
    failures: list[dict[str, Any]] = field(default_factory=list)
    memory: int = 0
    """MB that one process had at most."""

    @property
    def inputs(self) -> int:
        """How many inputs were tried."""
        return sum(kind.inputs for kind in self.kinds.values())

    @property
    def failed(self) -> int:
        """How many of them failed."""
        return sum(kind.failures for kind in self.kinds.values())

    def add(self, kind: Kind, number: int, tried: Tried) -> None:
        """Count one input."""
        held = self.kinds.setdefault(kind.name, OfKind(kind.family))
        held.inputs += 1
        held.seconds += tried.seconds
        held.outcome.update(tried.outcome)
        if tried.seconds > held.slowest:
            held.slowest, held.slowest_number = tried.seconds, number
        if tried.failure is not None:
            self.fail(kind, number, tried.failure, tried.trace)
        self.memory = max(self.memory, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)

    def fail(self, kind: Kind, number: int, failure: str, trace: str = "") -> None:
        """Note one failure."""
        held = self.kinds.setdefault(kind.name, OfKind(kind.family))
        held.failures += 1
        if len(self.failures) < _KEPT:
            self.failures.append({"kind": kind.name, "number": number, "failure": failure, "trace": trace})

    def as_json(self) -> dict[str, Any]:
        """As it goes through a pipe."""
        # `asdict` does not know counters.
        kinds = {
            name: {field.name: getattr(held, field.name) for field in fields(held)}
            for name, held in self.kinds.items()
        }
        return {"kinds": kinds, "failures": self.failures, "memory": self.memory}

    def join(self, told: dict[str, Any]) -> None:
        """Count what another process counted."""
        for name, other in told["kinds"].items():
            held = self.kinds.setdefault(name, OfKind(other["family"]))
            held.inputs += other["inputs"]
            held.seconds += other["seconds"]
            held.outcome.update(other["outcome"])
            held.failures += other["failures"]
            if other["slowest"] > held.slowest:
                held.slowest, held.slowest_number = other["slowest"], other["slowest_number"]
        self.failures = [*self.failures, *told["failures"]][:_KEPT]
        self.memory = max(self.memory, told["memory"])

    def lines(self) -> Iterator[str]:
        """The table, a line a kind and a line a family."""
        yield f"{'kind':<26}{'inputs':>9}{'failed':>8}{'ms each':>9}{'slowest s':>11}{'(number)':>10}  outcome"
        for family in dict.fromkeys(held.family for held in self.kinds.values()):
            of_family = {name: held for name, held in self.kinds.items() if held.family == family}
            for name, held in sorted(of_family.items()):
                yield _line(name, held)
            yield _line(f"{family.upper()}", _sum(list(of_family.values())))
        yield f"{self.inputs:,} inputs, {self.failed} failed; most memory of a process {self.memory} MB"


def _line(name: str, held: OfKind) -> str:
    each = 1_000 * held.seconds / max(1, held.inputs)
    told = ", ".join(f"{count:,} {what}" for what, count in sorted(held.outcome.items()))
    return f"{name:<26}{held.inputs:>9,}{held.failures:>8}{each:>9.2f}{held.slowest:>11.2f}{held.slowest_number:>10}  {told}"


def _sum(several: list[OfKind]) -> OfKind:
    slowest = max(several, key=lambda held: held.slowest)
    total = OfKind(slowest.family, slowest=slowest.slowest, slowest_number=slowest.slowest_number)
    for held in several:
        total.inputs += held.inputs
        total.seconds += held.seconds
        total.failures += held.failures
        total.outcome.update(held.outcome)
    return total
