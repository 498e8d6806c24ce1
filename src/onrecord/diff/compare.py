"""Compares two ledgers, or one ledger as it stood at two dates: documents, origins, positions, claims with their verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.ledger.differing import Count, Difference, lay_beside
from onrecord.vocabulary import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerDiff:
    """The counts of either side, and everything that is not the same on both."""

    counts: tuple[Count, ...]
    """Documents, origins, positions, claims."""
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """True where nothing differs."""
        return not self.differences


def diff_ledgers(
    first: str | Path,
    second: str | Path | None = None,
    *,
    at: tuple[PartialDate | str, PartialDate | str] | None = None,
) -> LedgerDiff:
    """What is different in the second ledger, or at the second of two dates.

    At a date stand the documents dated then or before; those without a date stand at none. With two ledgers and two dates
    each ledger is taken at its own. Raises LedgerError, and UsageError where there is nothing to compare.
    """
    if second is None and at is None:
        raise UsageError(
            "one ledger at one time has nothing to differ from", remedy="name a second ledger, or two dates"
        )
    dates = None if at is None else (_day(at[0]), _day(at[1]))
    with lay_beside(Path(first), None if second is None else Path(second), at=dates) as beside:
        return LedgerDiff(counts=beside.counts(), differences=tuple(beside.differences()))


def _day(given: PartialDate | str) -> PartialDate:
    if isinstance(given, PartialDate):
        return given
    try:
        return PartialDate.parse(given)
    except ValueError as error:
        raise UsageError(f"{given!r} is no date", remedy="write 2020, 2020-10 or 2020-10-28") from error
