"""The mirrored variant of an entry: its first two states trade places everywhere, and nothing else changes.

What is extracted must trade places with them; whatever does not depends on who is named.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from evals.chains.mirror import Swapper
from evals.constructions.entries import HERE, Entry, make_entry

_KEPT = frozenset({"id", "construction"})


def mirrored(entry: Entry) -> Entry | None:
    """The entry with its first two states swapped, in the text, the facts and the rows; None where it names fewer."""
    swapped = swapper(entry)
    if swapped is None:
        return None
    return make_entry({k: v if k in _KEPT else _everywhere(v, swapped) for k, v in entry.raw.items()})


def swapper(entry: Entry) -> Swapper | None:
    """The swap of the two states that the entry names first; None where it names fewer than two."""
    text = f"{entry.text}\n{entry.raw['as']}"
    places = {name: min(_places(text, forms)) for name, forms in _forms().items() if _places(text, forms)}
    first = sorted(places, key=lambda name: places[name])[:2]
    if len(first) < 2:
        return None
    pairs: dict[str, str] = {}
    for one, other in zip(_forms()[first[0]], _forms()[first[1]], strict=True):
        pairs |= {one: other, other: one}
    return Swapper(pairs)


def _places(text: str, forms: tuple[str, ...]) -> list[int]:
    return [place for form in forms if (place := text.find(form)) >= 0]


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    rows = tomllib.loads((HERE / "names.toml").read_text("utf-8"))["forms"]
    return {name: tuple(forms) for name, forms in rows.items() if name != "order"}


def _everywhere(value: Any, swapped: Swapper) -> Any:
    if isinstance(value, str):
        return swapped(value)
    if isinstance(value, list):
        return [_everywhere(item, swapped) for item in value]
    return value
