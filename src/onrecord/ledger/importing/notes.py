"""What became of an import: the source as stored, and what was not used as it stood."""

from __future__ import annotations

from dataclasses import dataclass, field

_LINES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something of a file that was not used as it stood, how often, and the first cases."""

    reason: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one source. `held` is True where the ledger had it already, and nothing was added."""

    id: str
    name: str
    layout: str
    edition: str
    title: str
    held: bool
    lines: int
    calls: int
    votes: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What became of all files of one import."""

    sources: tuple[Imported, ...]
    skipped: tuple[tuple[str, str], ...]
    """(file, why it could not be used)."""


@dataclass(slots=True)
class Notes:
    """Problems as they are met."""

    counts: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, reason: str, example: str, count: int = 1) -> None:
        """Note one problem, met `count` times."""
        self.counts[reason] = self.counts.get(reason, 0) + count
        shown = self.examples.setdefault(reason, [])
        if len(shown) < _LINES_SHOWN:
            shown.append(example[:200])

    def done(self) -> tuple[Problem, ...]:
        """The problems in the order in which they were first met."""
        return tuple(
            Problem(reason=reason, count=count, examples=tuple(self.examples[reason]))
            for reason, count in self.counts.items()
        )
