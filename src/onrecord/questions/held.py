"""What a question may ask: the registry, the bundled record, and the roll calls of a ledger where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.ledger.roll import Roll
from onrecord.record import Record, load_record
from onrecord.registry import Registry, load_registry

if TYPE_CHECKING:
    from datetime import date

    from onrecord.measures import VoteMatrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Open it with `open_held`. `ledger` is None where the file does not exist yet."""

    registry: Registry
    record: Record
    ledger: Ledger | None

    @property
    def roll(self) -> Roll | None:
        """The roll calls that were imported."""
        return self.ledger.roll if self.ledger is not None else None

    def matrix(self, body: str, first: date | None = None, last: date | None = None) -> VoteMatrix:
        """All votes of a body in a period; UsageError where none was imported."""
        if self.roll is None:
            raise UsageError(
                "no roll calls were imported",
                remedy="fetch the files that the README names, then: onrecord record import FILE...",
            )
        matrix = self.roll.matrix(body, first, last)
        if not matrix.calls:
            raise UsageError(
                f"no roll calls of {body} are held for that time",
                remedy="see what is held: onrecord record status",
            )
        return matrix


@contextmanager
def open_held(path: Path) -> Iterator[Held]:
    """What is held, with the ledger opened for reading. Raises LedgerError and DataError."""
    registry, record = load_registry(), load_record()
    if not path.exists():
        yield Held(registry=registry, record=record, ledger=None)
        return
    with Ledger.open(path, read_only=True) as ledger:
        yield Held(registry=registry, record=record, ledger=ledger)
