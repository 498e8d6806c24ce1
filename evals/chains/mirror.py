"""The mirrored variant of an entry: two names trade places everywhere, and nothing else changes.

What is extracted must trade places with them; whatever does not depends on who is named.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from evals.chains.entries import HERE, Entry, make_entry

_KEPT = frozenset({"id", "construction", "kind", "date", "swap"})
"""Keys of an entry whose values no name stands in."""


def mirrored(entry: Entry) -> Entry:
    """The entry with its names swapped, in the text, in the facts and in what is expected."""
    swapped = swapper(entry)
    raw = {
        key: value if key in _KEPT else swap_everywhere(value, swapped) for key, value in entry.raw.items()
    }
    return make_entry(raw)


class Swapper:
    """Swaps names in a string; twice gives the string again."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._other = dict(pairs)
        longest = sorted(self._other, key=lambda name: (-len(name), name))
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    def __call__(self, text: str) -> str:
        """The text with every name replaced by its counterpart."""
        return self._names.sub(lambda match: self._other[match[0]], text)


def swapper(entry: Entry) -> Swapper:
    """The swap of an entry: states by all their forms, people by full name and by each word of it."""
    forms = read_forms()
    pairs: dict[str, str] = {}
    for left, right in entry.swap:
        lefts = forms.get(left) or (left, *left.split())
        rights = forms.get(right) or (right, *right.split())
        for one, other in zip(lefts, rights, strict=True):
            for a, b in ((one, other), (one.upper(), other.upper())):
                pairs.setdefault(a, b)
                pairs.setdefault(b, a)
    return Swapper(pairs)


@cache
def read_forms(folder: Path = HERE) -> Mapping[str, tuple[str, ...]]:
    """The forms of each state's name in a set's `names.toml`, in one order."""
    rows = tomllib.loads((folder / "names.toml").read_text("utf-8"))["forms"]
    return {name: tuple(forms) for name, forms in rows.items() if name != "order"}


def swap_everywhere(value: Any, swapped: Swapper) -> Any:
    """A value of an entry with the names swapped in all its strings."""
    if isinstance(value, str):
        return swapped(value)
    if isinstance(value, list):
        return [swap_everywhere(item, swapped) for item in value]
    if isinstance(value, dict):
        return {key: swap_everywhere(item, swapped) for key, item in value.items()}
    return value
