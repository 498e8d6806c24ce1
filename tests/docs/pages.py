"""The pages of the documentation as values: their blocks, their marks, their links.

A mark is a comment of one line above a block: `<!-- show: REGEX -->` shortens what a command printed to the lines
that match; `<!-- file: NAME -->` makes the block a file; `<!-- id: COMMAND -->` puts the first id that a listing
gives into the command; `<!-- prints -->` is what the Python block before it prints; `<!-- made: NAME -->` is
written by `made.py`. `<!-- example: FOLDER -->` anywhere on a page lays the bundled example there before it runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
WRITE = "ONRECORD_WRITE_DOCS"
REMEDY = f"read the difference; if the page is to follow the program: {WRITE}=1 python -m pytest tests/docs"

_BLOCK = re.compile(
    r"(?P<marks>(?:^<!-- [^\n]*? -->\n)*)^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.M | re.S
)
_MARK = re.compile(r"<!-- (\w+)(?:: ([^\n]*?))? -->")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.M)
_FENCED = re.compile(r"^```.*?^```$", re.M | re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced block with the marks above it."""

    language: str
    code: str
    marks: dict[str, str]


def name(page: Path) -> str:
    """A page's path inside the project, for messages."""
    return page.relative_to(ROOT).as_posix()


def read(path: str | Path) -> str:
    """The text of a page, named from the project's root."""
    return (ROOT / path).read_text(encoding="utf-8")


def blocks(text: str) -> Iterator[Block]:
    """Every fenced block of a page, in order."""
    for match in _BLOCK.finditer(text):
        yield _block(match)


def rewrite(text: str, change: Callable[[Block], str]) -> str:
    """The page with the code of every block exchanged for what `change` gives."""

    def changed(match: re.Match[str]) -> str:
        return f"{match['marks']}```{match['language']}\n{change(_block(match))}```"

    return _BLOCK.sub(changed, text)


def links(text: str) -> list[str]:
    """Targets of all links outside fenced blocks."""
    return _LINK.findall(_FENCED.sub("", text))


def anchors(text: str) -> set[str]:
    """The names by which headings are linked to."""
    titles = _HEADING.findall(_FENCED.sub("", text))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def first_cells(text: str) -> list[str]:
    """What stands between backticks in the first cell of each table row."""
    rows = re.findall(r"^\| (`[^|]*`) \|", text, flags=re.M)
    return [cell for row in rows for cell in re.findall(r"`([^`]+)`", row)]


def section(text: str, title: str) -> str:
    """The part of a page under one heading, up to the next heading of its rank or above."""
    start = re.search(rf"^(#+) {re.escape(title)}$", text, flags=re.M)
    assert start is not None, f"no section {title!r}"
    end = re.compile(rf"^#{{1,{len(start[1])}}} ", re.M).search(text, start.end())
    return text[start.end() : end.start() if end else len(text)]


def _block(match: re.Match[str]) -> Block:
    marks = dict(_MARK.findall(match["marks"]))
    return Block(language=match["language"], code=match["code"], marks=marks)
