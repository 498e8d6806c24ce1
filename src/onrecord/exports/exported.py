"""What an export holds, and what it leaves out because the form has no place for it, so that counts reconcile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The contents of a file: rows given = `rows` + the sum of `left_out`."""

    text: str
    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Reason to count, the reasons in alphabetical order."""
    notes: tuple[str, ...] = ()
    """What else somebody who gets the file should know, a line each."""
