"""The page of principles is written from the list that the program reads."""

from __future__ import annotations

import os
import re

from pages import REMEDY, ROOT, WRITE, read

from onrecord.extract.matters_principles import Principle, load_principles

PAGE = "docs/principles.md"
_TABLE = re.compile(r"(?<=<!-- the list -->\n).*?(?=<!-- end of the list -->)", re.DOTALL)


def _row(principle: Principle) -> str:
    before = ", ".join(f"`{id_}`" for id_ in principle.over)
    return (
        f"| `{principle.id}` | {principle.label} | {principle.definition} | {principle.source} | {before} |\n"
    )


def table() -> str:
    """The list as a table, in the order of the file."""
    head = "| id | label | definition | laid down in | comes before |\n| --- | --- | --- | --- | --- |\n"
    return f"\n{head}{''.join(_row(principle) for principle in load_principles().all)}\n"


def test_the_page_shows_the_list() -> None:
    """Every principle stands on the page with its definition and source, and none that is gone."""
    text = read(PAGE)
    current = _TABLE.sub(lambda _: table(), text)
    if os.environ.get(WRITE):
        (ROOT / PAGE).write_text(current, encoding="utf-8")
    else:
        assert current == text, REMEDY
    assert _TABLE.search(text)


def test_the_page_tells_the_number() -> None:
    """The page says how many there are."""
    assert f"{len(load_principles().all)} principles and demands" in read(PAGE)
