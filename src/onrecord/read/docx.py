"""DOCX to a Page: its paragraphs, items and rows in order, with headings as lines of their own.

Running heads, footnotes and remarks in the margin are left out of the text, and kept with that reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.formats import guarded
from onrecord.read.decode import clean
from onrecord.read.furniture import drop_lines
from onrecord.read.knowledge import Furniture
from onrecord.read.page import Hints, Line, Page
from onrecord.read.paragraphs import squeeze
from onrecord.vocabulary import LeftOut


def read_docx(data: bytes, *, address: str, furniture: Furniture) -> Page:
    """The page that a DOCX file prints. Raises UnreadableDocument where it is damaged or too much."""
    told = guarded("docx", data, address=address).value
    lines: list[Line] = []
    title = None
    for role, text in told["paragraphs"]:
        for part in clean(text).split("\n"):
            printed = squeeze(part)
            if printed:
                lines.append(Line(text=printed, gap=1))
        if role == "title" and title is None:
            title = squeeze(clean(text)) or None
    kept, dropped = drop_lines(lines, furniture)
    return Page(
        lines=kept,
        hints=Hints(title=title, language=(told["language"] or "").casefold()[:2] or None),
        properties=Hints(title=told["title"], author=told["author"]),
        left_out=(*_beside(told), *dropped),
        whole=True,
    )


def _beside(told: Mapping[str, Any]) -> Iterator[LeftOut]:
    for reason, texts in (("running head", told["heads"]), ("footnote", told["notes"])):
        for text in texts:
            yield LeftOut(reason=reason, text=squeeze(clean(text)))
    for author, text in told["comments"]:
        yield LeftOut(
            reason="remark in the margin", text=squeeze(clean(f"{author}: {text}" if author else text))
        )
