"""The mirrored variant of an entry: its first two states trade places everywhere, and nothing else changes.

What is extracted must trade places with them; whatever does not depends on who is named.
"""

from __future__ import annotations

from evals.chains.mirror import Swapper, read_forms, swap_everywhere
from evals.constructions.entries import HERE, Entry, make_entry

_KEPT = frozenset({"id", "construction"})


def mirrored(entry: Entry) -> Entry | None:
    """The entry with its first two states swapped, in the text, the facts and the rows; None where it names fewer."""
    swapped = swapper(entry)
    if swapped is None:
        return None
    return make_entry({k: v if k in _KEPT else swap_everywhere(v, swapped) for k, v in entry.raw.items()})


def swapper(entry: Entry) -> Swapper | None:
    """The swap of the two states that the entry names first; None where it names fewer than two."""
    text = f"{entry.text}\n{entry.raw['as']}"
    places = {
        name: min(_places(text, forms)) for name, forms in read_forms(HERE).items() if _places(text, forms)
    }
    first = sorted(places, key=lambda name: places[name])[:2]
    if len(first) < 2:
        return None
    pairs: dict[str, str] = {}
    for one, other in zip(read_forms(HERE)[first[0]], read_forms(HERE)[first[1]], strict=True):
        pairs |= {one: other, other: one}
    return Swapper(pairs)


def _places(text: str, forms: tuple[str, ...]) -> list[int]:
    return [place for form in forms if (place := text.find(form)) >= 0]
