"""What is different between two ledgers, or in one ledger between two dates, in counts that reconcile and in rows."""

from onrecord.diff.compare import LedgerDiff, diff_ledgers
from onrecord.diff.forms import COUNTED, DIFFERENCES, count_form, difference_form

__all__ = ["COUNTED", "DIFFERENCES", "LedgerDiff", "count_form", "diff_ledgers", "difference_form"]
