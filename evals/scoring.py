"""Runs the hand-made answers' own scorer, which stands beside them and not in this project.

Returns what it printed and the figures in it; nothing is scored where the folder is absent.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parents[1] / ".." / "shared"

_LEVEL = re.compile(r"^(evidence|holder|position)\s+precision ([\d.]+).*recall ([\d.]+).*F1 ([\d.]+)", re.M)
_SHARE = re.compile(r"(stance right|basis right|speaker right|whole chain) ([\d.]+)")


def score(kind: str, rows: Iterable[dict[str, Any]], gold: Path | None = None) -> str:
    """What the scorer prints for rows of `positions` or `claims`."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
        file.flush()
        command = [
            sys.executable,
            str(SHARED / "gold" / "score.py"),
            kind,
            file.name,
            *([str(gold)] if gold else []),
        ]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603


def figures(printed: str) -> dict[str, float]:
    """The figures of the position scorer by name: `position precision`, `basis right` ..."""
    found: dict[str, float] = {}
    for level, precision, recall, f1 in _LEVEL.findall(printed):
        found |= {
            f"{level} precision": float(precision),
            f"{level} recall": float(recall),
            f"{level} f1": float(f1),
        }
    return found | {name: float(share) for name, share in _SHARE.findall(printed)}


def below(found: dict[str, float], floors: dict[str, float]) -> list[str]:
    """One line for each figure under its floor."""
    return [
        f"{name}: {found.get(name, 0):.3f} is below the floor {floor:.3f}"
        for name, floor in floors.items()
        if found.get(name, 0) < floor
    ]
