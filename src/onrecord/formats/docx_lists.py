"""The numbers that a word processor prints before paragraphs, which are not in the text of a DOCX file.

A resolution's "3." is counted by the list that the paragraph belongs to; here it is counted again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MOST = 5_000
"""A higher number is not counted in letters or Roman numerals."""


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far each has been counted."""

    levels: dict[str, dict[int, _Level]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """The lists that `numbering.xml` describes."""
        abstract: dict[str, dict[int, _Level]] = {}
        levels: dict[str, dict[int, _Level]] = {}
        for element in root if root is not None else ():
            name = _name(element)
            if name == "abstractNum":
                abstract[_attribute(element, "abstractNumId")] = _levels(element)
            elif name == "num":
                uses = next((_attribute(i, "val") for i in element if _name(i) == "abstractNumId"), "")
                levels[_attribute(element, "numId")] = abstract.get(uses, {})
        return cls(levels)

    def label(self, list_id: str, level: int) -> str | None:
        """Count one paragraph; the label that is printed before it, None for a bullet or where it cannot be told."""
        known = self.levels.get(list_id, {})
        here = known.get(level)
        if here is None:
            return None
        counts = self.counts.setdefault(list_id, {})
        counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if here.form in ("bullet", "none") or not here.text:
            return None

        def printed(place: re.Match[str]) -> str:
            at = int(place.group(1)) - 1
            described = known.get(at, _Level())
            return _FORMS.get(described.form, str)(counts.get(at, described.start))

        return _PLACE.sub(printed, here.text[:40])


def _levels(element: etree._Element) -> dict[int, _Level]:
    found = {}
    for child in element:
        number = _attribute(child, "ilvl")
        if _name(child) != "lvl" or not number.isdigit():
            continue
        level = found[int(number[:2])] = _Level()
        for item in child:
            name, value = _name(item), _attribute(item, "val")
            if name == "numFmt":
                level.form = value
            elif name == "lvlText":
                level.text = value
            elif name == "start" and value.isdigit():
                level.start = int(value[:6])
    return found


def _letters(number: int) -> str:
    """A ... z, aa, bb ..."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 260 else str(number)


def _roman(number: int) -> str:
    if not 0 < number <= MOST:
        return str(number)
    parts = []
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        parts.append(sign * times)
    return "".join(parts)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: etree._Element, wanted: str) -> str:
    return next((str(v) for key, v in element.attrib.items() if key.rpartition("}")[2] == wanted), "")
