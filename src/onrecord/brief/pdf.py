"""Writes a brief as PDF through Typst: real footnotes, embedded fonts, tags for screen readers, the same bytes every time.

The page goes to the template as data (JSON) and is never part of Typst's code, so that no text can be a command.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

import typst

from onrecord.brief.page import Block, Heading, Items, Page, Runs, Table, Words
from onrecord.errors import StopSource
from onrecord.vocabulary import JsonValue

_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)
"""A fixed day, so that the same brief gives the same bytes."""


def write_pdf(page: Page) -> bytes:
    """The page as PDF. Raises StopSource where the typesetter fails."""
    data = json.dumps(_page(page), ensure_ascii=False)
    try:
        written = typst.compile(
            _template(), sys_inputs={"page": data}, ignore_system_fonts=True, timestamp=_MOMENT
        )
    except typst.TypstError as error:
        raise StopSource(
            f"the PDF could not be set: {error}", remedy="write another format: docx, html or md"
        ) from error
    assert isinstance(written, bytes), "one document, not one file a page"
    return written


@cache
def _template() -> bytes:
    return files("onrecord.brief").joinpath("templates/brief.typ").read_bytes()


def _page(page: Page) -> JsonValue:
    return {
        "title": page.title,
        "subtitle": page.subtitle,
        "footer": page.footer,
        "blocks": [_block(block) for block in page.blocks],
        "notes": [_runs(note.runs) for note in page.notes],
    }


def _block(block: Block) -> JsonValue:
    if isinstance(block, Heading):
        return {"is": "heading", "text": block.text, "level": block.level, "aside": block.aside}
    if isinstance(block, Words):
        return {"is": "words", "runs": _runs(block.runs)}
    if isinstance(block, Items):
        return {"is": "items", "items": [_runs(item) for item in block.items]}
    assert isinstance(block, Table)
    return {
        "is": "table",
        "columns": list(block.columns),
        "widths": list(block.widths),
        "numeric": list(block.numeric),
        "ascribed": block.ascribed,
        "rows": [[_runs(cell) for cell in row] for row in block.rows],
    }


def _runs(runs: Runs) -> JsonValue:
    return [{"text": run.text, "style": run.style.value, "note": run.note} for run in runs]
