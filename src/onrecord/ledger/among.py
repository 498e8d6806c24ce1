"""A condition that a column holds one of some values, in the form that the database answers fastest.

A few values are looked up in an index one by one; many are laid beside the column as a list.
"""

from __future__ import annotations

from collections.abc import Collection

_FEW = 16


def among(column: str, kind: str, values: Collection[object]) -> tuple[str, list[object]]:
    """The condition, and what is bound to it. `column` and `kind` are fixed names of ours."""
    listed = list(values)
    if 0 < len(listed) <= _FEW:
        return f"{column} IN ({', '.join('?' * len(listed))})", listed
    return f"{column} IN (SELECT unnest(?::{kind}[]))", [listed]
