"""The practice documents: real speeches, statements, news and resolutions, with positions annotated by hand."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from evals.positions.breakdown import breakdown
from evals.running import position_rows
from evals.scoring import SHARED, figures, score

DOCUMENTS = SHARED / "gold" / "practice_documents.jsonl"
_ANSWERS = SHARED / "gold" / "practice_positions.jsonl"


def measure() -> tuple[str, dict[str, float], str]:
    """What the scorer prints for a run over the practice documents, its figures by name, and the tables by kind."""
    with tempfile.TemporaryDirectory() as folder:
        _write_texts(DOCUMENTS, Path(folder))
        rows = position_rows([folder])
    printed = score("positions", rows, _ANSWERS)
    return printed, figures(printed), "\n".join(breakdown(rows, DOCUMENTS, _ANSWERS))


def _write_texts(source: Path, folder: Path) -> None:
    """The documents as text files: title, who, date, text, as a user would have them."""
    for line in source.read_text("utf-8").splitlines():
        d = json.loads(line)
        who = ", ".join(
            part for part in (d.get("speaker"), d.get("speaker_post"), d.get("outlet_or_state")) if part
        )
        text = f"{d['title']}\n\n{who}\n{d['date']}\n\n{d['text']}\n"
        (folder / f"{d['doc']}_{d['kind']}.txt").write_text(text, encoding="utf-8")
