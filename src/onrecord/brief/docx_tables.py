"""Tables of a Word document: fixed widths, a header row that repeats, rows that stay whole, thin lines.

What is ascribed is in italics behind a dashed line, so that it is told apart in black and white too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.brief.docx_parts import WIDTH, element, paragraph
from onrecord.brief.page import Run, Runs, Table

if TYPE_CHECKING:
    from lxml import etree


_SMALL = 7
"""Rows of a table that stays on one page."""


def table(shown: Table, known: set[int]) -> etree._Element:
    """The table; `known` are the footnotes that were referred to before it."""
    whole = sum(shown.widths)
    widths = [WIDTH * width // whole for width in shown.widths]
    made = element(
        "tbl", _properties(shown), element("tblGrid", *(element("gridCol", w=str(w)) for w in widths))
    )
    heads: tuple[Runs, ...] = tuple((Run(name),) for name in shown.columns)
    made.append(_row(heads, shown, widths, known, head=True))
    made.extend(_row(row, shown, widths, known, head=False) for row in shown.rows)
    if len(shown.rows) <= _SMALL:
        for row in made.findall(element("tr").tag)[:-1]:
            for words in row.iter(element("p").tag):
                words[0].insert(1, element("keepNext"))
    return made


def _properties(shown: Table) -> etree._Element:
    lines = [element("bottom", val="single", sz="4", color="909090", space="0")]
    if shown.ascribed:
        lines.insert(0, element("left", val="dashed", sz="12", color="909090", space="0"))
    lines.append(element("insideH", val="single", sz="2", color="D0D0D0", space="0"))
    margins = element("tblCellMar", element("left", w="60", type="dxa"), element("right", w="60", type="dxa"))
    look = element(
        "tblLook",
        val="0020",
        firstRow="1",
        lastRow="0",
        firstColumn="0",
        lastColumn="0",
        noHBand="1",
        noVBand="1",
    )
    return element(
        "tblPr", element("tblW", w="5000", type="pct"), element("tblBorders", *lines), element("tblLayout", type="fixed"),
        margins, look, element("tblCaption", val=shown.caption),
    )  # fmt: skip


def _row(
    cells: tuple[Runs, ...], shown: Table, widths: list[int], known: set[int], *, head: bool
) -> etree._Element:
    properties = element("trPr", element("cantSplit"), *((element("tblHeader"),) if head else ()))
    made = element("tr", properties)
    for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        words = paragraph("CellHead" if head else "Cell", cell, known)
        if place in shown.numeric:
            words[0].append(element("jc", val="center"))
        if shown.ascribed and not head:
            _slant(words)
        made.append(element("tc", element("tcPr", element("tcW", w=str(width), type="dxa")), words))
    return made


def _slant(words: etree._Element) -> None:
    """Put every run of a paragraph in italics, but for marks of footnotes."""
    for run in words.iter(element("r").tag):
        if run.find(element("t").tag) is None:
            continue
        properties = run.find(element("rPr").tag)
        if properties is None:
            properties = element("rPr")
            run.insert(0, properties)
        place = 1 if properties.find(element("rStyle").tag) is not None else 0
        properties.insert(place, element("i"))
        properties.insert(place + 1, element("iCs"))
