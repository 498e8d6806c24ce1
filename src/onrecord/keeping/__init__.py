"""Keeping a ledger safe: it is audited, copied whole while others read it, and put back.

Nothing here knows what a document says; it knows what must hold whatever it says.
"""

from onrecord.keeping.copying import Copied, backup_ledger, restore_ledger
from onrecord.keeping.findings import Finding, Verification
from onrecord.keeping.mending import mend_ledger
from onrecord.keeping.verify import verify_ledger

__all__ = [
    "Copied",
    "Finding",
    "Verification",
    "backup_ledger",
    "mend_ledger",
    "restore_ledger",
    "verify_ledger",
]
