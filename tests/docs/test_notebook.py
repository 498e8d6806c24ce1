"""The notebook runs from its first cell to its last, and what stands in it is what its cells give."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from notebook import as_text, read_notebook, run_notebook
from pages import REMEDY, ROOT, WRITE
from test_house_rules import BOAST, MACHINE, REGISTRY, VERDICT

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def test_the_notebook_shows_what_its_cells_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who runs all cells in an empty folder sees the stored outputs; a warning is an error."""
    monkeypatch.chdir(tmp_path)
    held = read_notebook(NOTEBOOK)
    shown = as_text(run_notebook(held))
    if os.environ.get(WRITE):
        NOTEBOOK.write_text(shown, encoding="utf-8")
    else:
        assert shown == as_text(held), REMEDY


def test_the_stored_file_is_small_and_says_nothing_of_a_machine() -> None:
    """It is read on the web in a moment, and holds no path, no boast and no verdict."""
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert len(text) < 200_000
    words = "".join(
        "".join(cell["source"]) + json.dumps([o for o in cell.get("outputs", ()) if "image" not in str(o)])
        for cell in json.loads(text)["cells"]
    )
    for rule in (MACHINE, REGISTRY, BOAST, VERDICT):
        assert rule.findall(words) == []


def test_the_cells_show_tables_and_pictures() -> None:
    """Frames as tables, charts as pictures that need no network."""
    kinds = {
        kind
        for cell in read_notebook(NOTEBOOK)["cells"]
        for output in cell.get("outputs", ())
        for kind in output.get("data", {})
    }
    assert {"text/html", "text/plain", "image/svg+xml"} <= kinds
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "https://cdn" not in text


def test_a_wrong_output_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself works: a changed figure is a difference."""
    monkeypatch.chdir(tmp_path)
    made = run_notebook(
        {"cells": [{"cell_type": "code", "source": ["print('a')\n", "1 + 1"], "metadata": {}}]}
    )
    (cell,) = made["cells"]
    assert [output["output_type"] for output in cell["outputs"]] == ["stream", "execute_result"]
    assert cell["outputs"][1]["data"] == {"text/plain": ["2"]}
