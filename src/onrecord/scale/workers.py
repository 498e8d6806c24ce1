"""Who does the jobs: the contract that a cluster and this very process keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from onrecord.scale.inputs import Batch, Portion
from onrecord.scale.parts import Part

Job = TypeVar("Job")
Result = TypeVar("Result")


class Workers(Protocol):
    """Does jobs that are plain functions of their arguments. A job whose worker is lost is done again."""

    def make_parts(
        self,
        portions: Sequence[Portion],
        open_portion: Callable[[Portion], Iterator[Batch]],
        make_part: Callable[[Batch], Part],
    ) -> Iterator[Part]:
        """Open each portion and make a part of each of its batches; parts come in any order."""

    def each(self, function: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        """The result for each job, in the order of the jobs."""


@dataclass(frozen=True, slots=True)
class Here:
    """One job after the other, in this process."""

    def make_parts(
        self,
        portions: Sequence[Portion],
        open_portion: Callable[[Portion], Iterator[Batch]],
        make_part: Callable[[Batch], Part],
    ) -> Iterator[Part]:
        """In the order of the inputs."""
        for portion in portions:
            yield from map(make_part, open_portion(portion))

    def each(self, function: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        """In the order of the jobs."""
        return map(function, jobs)
