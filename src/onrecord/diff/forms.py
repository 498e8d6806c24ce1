"""The JSON rows of a comparison: one flat object for each count and each difference."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.ledger.differing import Count, Difference
    from onrecord.ledger.forms import JsonRow

COUNTED = (
    "what", "first", "second", "same", "changed", "gone", "added", "merged_first", "merged_second", "parted_first",
    "parted_second",
)  # fmt: skip
DIFFERENCES = ("what", "change", "id", "document", "holder", "toward", "quote", "before", "after")


def count_form(count: Count) -> JsonRow:
    """How many there are on either side, and what became of them."""
    return dataclasses.asdict(count)


def difference_form(difference: Difference) -> JsonRow:
    """One thing that is not the same on both sides."""
    return dataclasses.asdict(difference)
