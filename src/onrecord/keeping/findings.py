"""What an audit of a ledger tells: one finding for each kind of fault, with how many rows it has and what to do.

A finding is a fault, which somebody has to see to, or a note of what the next run or search does by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SHOWN = 5
"""Ids that a finding names."""


class Remedy(StrEnum):
    """What to do about a finding; `{ledger}` is the file."""

    RESTORE = "restore a backup (onrecord restore BACKUP --ledger {ledger} --replace), or read the documents into a new ledger"
    FIX = "make it anew from what is kept: onrecord verify --fix --ledger {ledger}"
    RUN = "nothing is lost; the next run does it: onrecord run PATH... --ledger {ledger}"
    SEARCH = "nothing is lost; the next search brings it up to date"
    INDEX = "delete this file; the next search makes it anew, and so does: onrecord verify --fix --ledger {ledger}"
    MOVE = "searches make an index each time; move this file away and one is kept"
    UPGRADE = "upgrade onrecord, or restore a backup: onrecord restore BACKUP --ledger {ledger} --replace"
    IMPORT = "restore a backup, or import the roll calls into a new ledger: onrecord record import FILE..."
    COPY = "copy the folder again from where it is whole, or read the documents again: onrecord spread PATH... --into FOLDER"
    AWAY = "move them away"
    NONE = "nothing has to be done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it must be."""

    check: str
    """A short fixed name ("span-outside"), for programs."""
    table: str
    """Where: a table of the ledger, or the file beside it."""
    what: str
    """What is wrong, in words."""
    count: int
    """Of how many rows."""
    examples: tuple[str, ...]
    """The first few of them by id, in order."""
    remedy: str
    is_fault: bool = True
    """False for a note: nothing is wrong, and the next run or search sees to it."""
    is_derived: bool = False
    """True where `mend_ledger` makes it anew from what the ledger keeps."""

    def __str__(self) -> str:
        named = f" ({', '.join(self.examples)}{' ...' if self.count > len(self.examples) else ''})"
        return f"{self.table}: {self.count:,} {self.what}{named if self.examples else ''}; {self.remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What an audit of one ledger came to."""

    ledger: str
    version: int
    """Of the ledger's tables; 0 where that could not be read."""
    documents: int
    rows: int
    """Of all tables."""
    checks: int
    """How many kinds of fault were looked for."""
    faults: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        """True where nothing is wrong; there may be notes."""
        return not self.faults

    @property
    def can_be_mended(self) -> bool:
        """True where something is wrong, and all of it can be made anew from what is whole."""
        return bool(self.faults) and all(finding.is_derived for finding in self.faults)
