"""Importing roll calls that the user brought: files of known layouts become sources of the ledger's record."""

from onrecord.ledger.importing.notes import Imported, ImportResult, Problem
from onrecord.ledger.importing.sources import Progress, import_files

__all__ = ["ImportResult", "Imported", "Problem", "Progress", "import_files"]
