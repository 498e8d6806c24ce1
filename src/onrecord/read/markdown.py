"""Markdown to a Page, by markdown-it: headings, paragraphs, items and rows are lines of their own, marks are gone.

What stands between `---` lines at the top (title, author, date) is read as that, as static sites write it.
"""

from __future__ import annotations

import re

from onrecord.formats import guarded
from onrecord.read.decode import clean
from onrecord.read.furniture import drop_lines
from onrecord.read.knowledge import Furniture
from onrecord.read.page import Line, Page
from onrecord.read.paragraphs import squeeze
from onrecord.read.rows import hints_of

_FRONT = re.compile(r"\s*---[ \t]*\n(?P<facts>(?:[^\n]{0,1000}\n){0,100}?)---[ \t]*\n")
_FACT = re.compile(r"(?P<name>[A-Za-z_]{1,30}):[ \t]*(?P<value>[^\n]{1,1000})")
_NAMES = {"title": "title", "author": "author", "authors": "author", "date": "date", "lang": "language",
          "language": "language", "publisher": "outlet", "outlet": "outlet"}  # fmt: skip


def read_markdown(text: str, *, address: str, furniture: Furniture) -> Page:
    """The page that Markdown prints; a first heading of the first rank is its title. Raises UnreadableDocument."""
    front = _FRONT.match(text)
    facts = _facts(front["facts"]) if front is not None else {}
    body = text[front.end() :] if front is not None else text
    lines: list[Line] = []
    title = None
    for role, content in guarded("markdown", body.encode("utf-8", "replace"), address=address).value:
        for part in clean(content).split("\n") if role == "code" else [clean(content)]:
            printed = squeeze(part)
            if not printed:
                continue
            if role == "h1" and title is None and not lines:
                title = printed
            lines.append(Line(text=printed, gap=1))
    kept, left_out = drop_lines(lines, furniture)
    hints = hints_of({"title": title, **facts})
    return Page(lines=kept, hints=hints, left_out=left_out, whole=True)


def _facts(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _FACT.finditer(text):
        name = _NAMES.get(match["name"].casefold())
        if name is not None:
            found.setdefault(name, match["value"].strip().strip("\"'[]"))
    return found
