"""What the pages tell a reader to type is typed, and what they show is what is shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pages import PAGES, REMEDY, ROOT, WRITE, Block, blocks, name, read, rewrite
from session import Session

RUN = tuple(page for page in PAGES if any(b.language in ("console", "python") for b in blocks(read(page))))


@pytest.mark.parametrize("page", RUN, ids=name)
def test_a_page_does_what_it_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who follows the page from its top in an empty folder sees what the page shows."""
    monkeypatch.chdir(tmp_path)
    text = read(page)
    session = Session(tmp_path, text)
    shown = rewrite(text, session.block)
    if os.environ.get(WRITE):
        page.write_text(shown, encoding="utf-8")
    else:
        assert shown == text, REMEDY


def test_no_page_shows_a_failure_by_mistake() -> None:
    """A page that was written anew while something was broken does not pass for an answer."""
    for page in PAGES:
        for block in blocks(read(page)):
            if block.language == "console":
                for sign in ("\nonrecord: ", "no rows fit", "internal error", "Traceback"):
                    assert sign not in block.code, name(page)


def test_the_first_page_shows_the_arithmetic() -> None:
    """The result that the README opens with is there, whatever else changes."""
    assert "100 abstained + 46 did not vote = 146" in read(ROOT / "README.md")


def test_a_wrong_page_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself works: an output that the program does not give is a difference."""
    monkeypatch.chdir(tmp_path)
    session = Session(tmp_path, "")
    block = Block(language="console", code="$ onrecord --version\nonrecord 99\n", marks={})
    assert session.block(block) != block.code
