"""What somebody would score who reads nothing: the first two names, or the one whom everybody criticises."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any


def write_naive(gold: Path, out: Path) -> None:
    """Predictions for a file with answers, whose commonest label is all that is used of them."""
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
    targets = Counter(
        relation["target"]["text"]
        for row in rows
        if row.get("speaker")
        for relation in row["relations"]
        if relation["target"]["text"]
    )
    with out.open("w", encoding="utf-8") as file:
        for row in rows:
            found = _of_pair(row) if row.get("pair") else _of_speaker(row, targets)
            file.write(json.dumps({"id": row["id"], "relations": found}) + "\n")


def _of_pair(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The first entity blames the second, whichever they are."""
    first, second = sorted(row["pair"], key=lambda entity: entity["span"])
    return [{"source": first, "target": second, "polarity": -1}]


def _of_speaker(row: dict[str, Any], targets: Counter[str]) -> list[dict[str, Any]]:
    """Whoever is criticised most of all, or second most where that one speaks."""
    speaker = row.get("speaker")
    if not speaker:
        return []
    likeliest = next(name for name, _ in targets.most_common() if name.lower() != speaker.lower())
    return [{"source": speaker, "target": likeliest, "polarity": -1}]
