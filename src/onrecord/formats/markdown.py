"""Markdown (CommonMark with tables) to its blocks, by markdown-it.

Runs in the guarded child: some texts take a parser of Markdown time that grows with the square of their length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from onrecord.formats.child import Answer

NESTING = 20
"""Quotations and lists inside one another."""
_TAG = re.compile(r"<[^<>]{1,500}>")


def take_markdown(data: bytes, options: Mapping[str, Any]) -> Answer:
    """`[[role, text]]` in order; a role is the name of a heading (`h1`), `row`, `code` or `text`."""
    parser = MarkdownIt("commonmark", {"maxNesting": NESTING, "html": False}).enable("table")
    return [list(pair) for pair in _blocks(parser.parse(data.decode("utf-8", "replace")))], ()


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    role, number = "text", ""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            role = token.tag
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield "row", " ".join(cell for cell in row or () if cell)
            row = None
        elif token.type in ("fence", "code_block"):
            yield "code", token.content
        elif token.type == "inline":
            text = _printed(token)
            if row is not None:
                row.append(text)
            else:
                yield role, number + text
            role, number = "text", ""


def _printed(token: Token) -> str:
    """The words of a block without its marks: a link's words, a picture's not."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return _TAG.sub("", "".join(parts))
