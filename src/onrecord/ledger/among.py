"""A condition that a column holds one of some values, in the form that the database answers fastest.

A few values are looked up in an index one by one; many are laid beside the column as a list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")

_FEW = 16
_INDEXED, _MOST_INDEXED = 48, 480
"""Up to 50 values of a list are looked up by the index (DuckDB's `dynamic_or_filter_threshold`), more by going through all rows."""


def among(column: str, kind: str, values: Collection[object]) -> tuple[str, list[object]]:
    """The condition, and what is bound to it. `column` and `kind` are fixed names of ours."""
    listed = list(values)
    if 0 < len(listed) <= _FEW:
        return f"{column} IN ({', '.join('?' * len(listed))})", listed
    return f"{column} IN (SELECT unnest(?::{kind}[]))", [listed]


def portions(values: Sequence[_T]) -> Iterator[list[_T]]:
    """The values a few at a time, so that all are looked up in an index; all at once where that would take too many questions."""
    at_once = _INDEXED if len(values) <= _MOST_INDEXED else len(values)
    for first in range(0, len(values), at_once):
        yield list(values[first : first + at_once])
