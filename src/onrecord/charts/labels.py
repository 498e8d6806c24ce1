"""Names fitted into fixed room, by widths that no installed font changes.

Names come from documents and users: what would turn the reading order or break a file is written out, and a name
longer than its room is cut.
"""

from __future__ import annotations

import re
import unicodedata

from onrecord.plaintext import visible

_NARROW = frozenset("iIjl.,:;'|!()[]ftr- ’‘")
_WIDE = frozenset("mwMWQOG@%&—…⟦⟧")
_SPACES = re.compile(r"\s+")
_LONGEST = 400


def text_width(text: str, size: float) -> float:
    """At most about how many pixels the text takes in a sans-serif of `size` pixels; never measured by a font."""
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.36
    if unicodedata.combining(character):
        return 0.0
    if character in _WIDE or unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character.isascii() or unicodedata.category(character) in ("Ll", "Pd", "Po", "Sk", "Lm"):
        return 0.68 if character.isupper() else 0.59
    return 0.8


def fitted(name: str, room: float, size: float) -> str:
    """The name on one line, cut with an ellipsis where it would be wider than `room` pixels."""
    text = _SPACES.sub(" ", visible(name[:_LONGEST])).strip()
    if text_width(text, size) <= room:
        return text
    kept, left = "", room - text_width("…", size)
    for character in text:
        left -= text_width(character, size)
        if left < 0:
            break
        kept += character
    return f"{kept.rstrip()}…"


def pair(first: str, second: str, room: float, size: float = 12) -> str:
    """Two names in one room, of which the longer gives way first."""
    dash = " – "
    left = room - text_width(dash, size)
    widths = [text_width(fitted(name, left, size), size) for name in (first, second)]
    rooms = [max(left / 2, left - widths[1]), max(left / 2, left - widths[0])]
    return f"{fitted(first, rooms[0], size)}{dash}{fitted(second, rooms[1], size)}"


def spread(wanted: list[float], *, gap: float, room: float) -> list[float]:
    """Places from 0 to `room` near the wanted ones, in their order, at least `gap` apart where there is room."""
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    gap = min(gap, room / max(len(wanted) - 1, 1))
    places, lowest = [0.0] * len(wanted), 0.0
    for index in order:
        places[index] = max(wanted[index], lowest)
        lowest = places[index] + gap
    highest = room
    for index in reversed(order):
        places[index] = min(places[index], highest)
        highest = places[index] - gap
    return places
