"""Writes a brief as one HTML file without script: footnotes with links back, print styles, dark and light.

Jinja escapes every value; nothing of a document is marked as safe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.brief.page import Heading, Items, Page, Run, Style, Table, Words


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests.update(
        heading=lambda block: isinstance(block, Heading),
        words=lambda block: isinstance(block, Words),
        items=lambda block: isinstance(block, Items),
        table=lambda block: isinstance(block, Table),
    )
    environment.globals["Style"] = Style
    return environment


def write_html(page: Page) -> bytes:
    """The page as UTF-8."""
    template = _environment().get_template("brief.html")
    text = template.render(page=page, mark=_marks(), back=_counts(page))
    return (text.rstrip() + "\n").encode("utf-8")


def _marks() -> Callable[[Run], str]:
    """The anchor of each mark: a footnote that is referred to again has marks 1, 1-2, 1-3."""
    seen: Counter[int] = Counter()

    def mark(run: Run) -> str:
        assert run.note is not None
        seen[run.note] += 1
        return str(run.note) if seen[run.note] == 1 else f"{run.note}-{seen[run.note]}"

    return mark


def _counts(page: Page) -> dict[int, list[str]]:
    """Footnote -> the anchors that refer to it."""
    counted: Counter[int] = Counter()
    for block in page.blocks:
        if isinstance(block, Words):
            cells = [block.runs]
        elif isinstance(block, Items):
            cells = list(block.items)
        elif isinstance(block, Table):
            cells = [cell for row in block.rows for cell in row]
        else:
            continue
        counted.update(run.note for cell in cells for run in cell if run.note is not None)
    return {
        number: [str(number), *(f"{number}-{place}" for place in range(2, times + 1))]
        for number, times in counted.items()
    }
