"""The pictures in the docs are those that the page's own code draws."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord import charts

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/howto/charts-in-a-notebook.md"


def test_the_pictures_of_the_page_are_what_its_code_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every picture shown is written by the page, has its size today, and is small; letters may differ by machine."""
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": "page"}
    for code in re.findall(r"^```python\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL):
        exec(compile(code, PAGE.name, "exec"), names)
    shown = re.findall(r"\]\(\.\./images/(chart_\w+\.png)\)", text)
    assert len(shown) == 7
    for name in shown:
        picture = (ROOT / "docs/images" / name).read_bytes()
        assert len(picture) < 200_000
        assert picture[16:24] == (tmp_path / name).read_bytes()[16:24], f"copy the new {name} to docs/images"


def test_the_page_tells_every_name() -> None:
    """Whatever `onrecord.charts` offers is on the page that explains it."""
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in charts.__all__ if not re.search(rf"\b{name}\b", text)] == []
