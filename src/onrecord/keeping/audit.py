"""An audit in progress: questions are asked of the ledger, and what they find is noted.

A question is an SQL text that selects the ids of what is wrong, so that sets of any size are compared inside the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.errors import LedgerError
from onrecord.keeping.findings import SHOWN, Finding, Remedy
from onrecord.ledger.database import Database, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One kind of fault that the database can find."""

    name: str
    table: str
    what: str
    """Follows a number: "positions name a statement that is not there"."""
    sql: str
    """Selects one column, the ids of what is wrong; none where all is well."""
    remedy: Remedy = Remedy.RESTORE
    is_fault: bool = True


@dataclass(slots=True)
class Audit:
    """What was looked for, and what was found."""

    database: Database
    found: list[Finding] = field(default_factory=list)
    looked_for: int = 0

    def ask(self, checks: Iterable[Check], values: Values = ()) -> None:
        """Ask each question; its ids are counted and the first few are noted. Raises LedgerError."""
        for check in checks:
            count, first = self._ids(check, values)
            self.note(check, count, first)

    def note(self, check: Check, count: int, examples: Sequence[str] = ()) -> None:
        """Note how often something is wrong, if it is at all."""
        self.looked_for += 1
        if not count:
            return
        # A folder is written whole: there is no backup of its kind, and nothing in it is made anew.
        remedy = Remedy.COPY if self.database.is_folder else check.remedy
        self.found.append(
            Finding(
                check=check.name,
                table=check.table,
                what=check.what,
                count=count,
                examples=tuple(example[:80] for example in examples[:SHOWN]),
                remedy=remedy.format(ledger=self.database.where),
                is_fault=check.is_fault,
                is_derived=remedy in (Remedy.FIX, Remedy.INDEX),
            )
        )

    def _ids(self, check: Check, values: Values) -> tuple[int, list[str]]:
        sql = f"SELECT count(*), min(wrong.id, {SHOWN}) FROM ({check.sql}) AS wrong (id)"  # noqa: S608 (our own texts)
        try:
            ((count, first),) = self.database.rows(sql, values)
        except LedgerError as error:
            raise LedgerError(
                f"{check.table} cannot be read ({error.what})", where=error.where, remedy=error.remedy
            ) from error
        return int(count), [str(id_) for id_ in first or ()]
