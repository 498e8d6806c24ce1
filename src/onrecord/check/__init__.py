"""Claims in texts, checked against registry and record: `find_claims` finds them, `compare` answers each.

A verdict says what the record holds beside what the text says; it never says "true" or "false".
"""

from onrecord.check.compare import RULES, compare
from onrecord.check.find import FINDERS, find_claims

__all__ = ["FINDERS", "RULES", "compare", "find_claims"]
