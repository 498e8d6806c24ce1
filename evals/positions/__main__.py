"""Extract positions from the practice documents and hold them against the hand-made answers.

`python -m evals.positions [--verbose]`; exit code 1 where a pinned floor is missed; skips where ../shared is absent.
"""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from pathlib import Path

from evals.running import position_rows
from evals.scoring import SHARED, below, figures, score


def main() -> int:
    """Print the figures; 1 where one is below its floor."""
    source = SHARED / "gold" / "practice_documents.jsonl"
    if not source.is_file():
        print("skipped: no practice documents beside the project")
        return 0
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        _write_texts(source, Path(folder))
        rows = position_rows([folder])
    printed = score("positions", rows, SHARED / "gold" / "practice_positions.jsonl")
    print(printed if "--verbose" in sys.argv else printed.split("\nmissed:")[0])
    missed = below(figures(printed), floors["positions"])
    print(*missed, sep="\n")
    return 1 if missed else 0


def _write_texts(source: Path, folder: Path) -> None:
    """The documents as text files: title, who, date, text, as a user would have them."""
    for line in source.read_text("utf-8").splitlines():
        d = json.loads(line)
        who = ", ".join(
            part for part in (d.get("speaker"), d.get("speaker_post"), d.get("outlet_or_state")) if part
        )
        text = f"{d['title']}\n\n{who}\n{d['date']}\n\n{d['text']}\n"
        (folder / f"{d['doc']}_{d['kind']}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
