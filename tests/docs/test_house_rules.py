"""Links lead somewhere, and no page holds what does not belong in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import PAGES, ROOT, anchors, links, name, read

EVERY = (*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")

MACHINE = re.compile(
    r"(?<![\w.])/(?:home|root|tmp|work|usr|opt|mnt|Users)/|[A-Z]:\\|\blocalhost\b|\b\d+\.\d+\.\d+\.\d+\b"
)
REGISTRY = re.compile(r"pypi|pythonhosted|index-url|anaconda|conda-forge|npmjs|proxy", re.I)
VERDICT = re.compile(
    r"\b(?:fact-?check(?:ed)? (?:true|false)|debunk|fake news|propaganda|disinformation|liar)\b", re.I
)
BOAST = re.compile(
    r"\b(?:powerful|seamless|cutting-edge|state-of-the-art|revolutionary|effortless|robust)\b", re.I
)


@pytest.mark.parametrize("page", EVERY, ids=name)
def test_internal_links_resolve(page: Path) -> None:
    """Every link to a page, a heading or a file of the project leads to one."""
    for link in links(read(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{name(page)}: {link}"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{name(page)}: {link}"


@pytest.mark.parametrize("page", EVERY, ids=name)
def test_pages_name_no_machine_and_no_registry(page: Path) -> None:
    """What a page says holds on every machine and with every registry of packages."""
    text = read(page)
    assert MACHINE.findall(text) == []
    assert REGISTRY.findall(text) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_pages_neither_boast_nor_judge(page: Path) -> None:
    """Plain words: no praise of the tool, no verdict on a text."""
    text = read(page)
    assert BOAST.findall(text) == []
    assert VERDICT.findall(text) == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    """No page is an orphan."""
    reached = {ROOT / "README.md"}
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        for link in links(read(page)):
            target = (page.parent / link.partition("#")[0]).resolve()
            if target.suffix == ".md" and target.is_file() and target not in reached:
                reached.add(target)
                waiting.append(target)
    assert {name(page) for page in PAGES} - {name(page) for page in reached if ROOT in page.parents} == set()


def test_images_are_small() -> None:
    """A picture costs a reader of the README less than 300 kB."""
    for path in sorted((ROOT / "docs" / "images").glob("*")):
        assert path.stat().st_size < 300_000, path.name
