"""Roll calls as one table of numbers: a row a roll call, a column a seat, a cell one of the five vote states.

Measures read this value and nothing else; it holds no name and no source, so it is small and can be pickled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.vocabulary import VoteOption

Codes: TypeAlias = NDArray[np.int8]
"""Vote states by their `CODES`."""
Mask: TypeAlias = NDArray[np.bool_]

NOT_A_MEMBER, YES, ABSTAIN, NO, NOT_VOTING = range(5)
CODES: Mapping[VoteOption, int] = MappingProxyType(
    {
        VoteOption.NOT_A_MEMBER: NOT_A_MEMBER,
        VoteOption.YES: YES,
        VoteOption.ABSTAIN: ABSTAIN,
        VoteOption.NO: NO,
        VoteOption.NOT_VOTING: NOT_VOTING,
    }
)


@dataclass(frozen=True, eq=False, kw_only=True)
class VoteMatrix:
    """Votes of seats in roll calls, in order of date and id; the seats in order of id."""

    calls: tuple[str, ...]
    """Ids of the roll calls."""
    dates: NDArray[np.datetime64]
    """The day of each roll call, `datetime64[D]`, shape (calls,)."""
    seats: tuple[str, ...]
    """Actor ids of the seats, such as `AZE`."""
    codes: Codes
    """Shape (calls, seats); a seat that did not exist or was no member has `NOT_A_MEMBER`, never `NO`."""

    def __post_init__(self) -> None:
        if self.codes.shape != (len(self.calls), len(self.seats)) or self.dates.shape != (len(self.calls),):
            raise ValueError(
                f"{len(self.calls)} calls, {len(self.seats)} seats, but cells {self.codes.shape}"
            )

    @classmethod
    def of(
        cls,
        calls: Sequence[tuple[str, np.datetime64 | str]],
        seats: Iterable[str],
        cells: Iterable[tuple[int, int, int]],
    ) -> VoteMatrix:
        """Build from (id, day) of each call, the seats, and (index of call, index of seat, code) of each vote."""
        names = tuple(seats)
        codes = np.zeros((len(calls), len(names)), dtype=np.int8)
        for call, seat, code in cells:
            codes[call, seat] = code
        return cls(
            calls=tuple(id_ for id_, _ in calls),
            dates=np.array([day for _, day in calls], dtype="datetime64[D]"),
            seats=names,
            codes=codes,
        )

    @property
    def years(self) -> NDArray[np.int64]:
        """The year of each roll call, shape (calls,)."""
        return self.dates.astype("datetime64[Y]").astype(np.int64) + 1970

    @property
    def cast(self) -> Mask:
        """Where a vote was cast (yes, no or abstain), shape (calls, seats)."""
        return np.isin(self.codes, (YES, ABSTAIN, NO))

    def seat(self, id_: str) -> int:
        """The column of a seat; KeyError where it never voted."""
        try:
            return self.seats.index(id_)
        except ValueError:
            raise KeyError(id_) from None

    def only(self, calls: Mask) -> VoteMatrix:
        """The roll calls that the mask, shape (calls,), keeps; every seat stays."""
        kept = np.flatnonzero(calls)
        return VoteMatrix(
            calls=tuple(self.calls[index] for index in kept),
            dates=self.dates[kept],
            seats=self.seats,
            codes=self.codes[kept],
        )
