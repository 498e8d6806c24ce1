"""Predictions for a whole benchmark file, and the benchmark's own scorer over them where it stands beside the project."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from evals.positions import dse, petr2, spans, unscon
from evals.positions.reading import Reading, read
from evals.positions.relations import Relation
from evals.positions.rows import Row, Shape, read_rows
from evals.scoring import SHARED
from onrecord.parse import Parser
from onrecord.pipeline import load_knowledge

FOLDER = SHARED / "benchmarks" / "events"
_SCORER = FOLDER / "score.py"

PREDICTORS: Mapping[Shape, Callable[[Reading], list[Relation]]] = {
    Shape.SPANS: spans.predict,
    Shape.PAIR: dse.predict,
    Shape.SPEECH: unscon.predict,
    Shape.CODES: petr2.predict,
}


def predict(rows: list[Row], out: Path) -> None:
    """Write one line a row, `{"id", "relations"}`, in the order of the rows. Raises ModelMissing or DataError."""
    readings = read(rows, knowledge=load_knowledge(), parser=Parser.open())
    with out.open("w", encoding="utf-8") as file:
        for reading in readings:
            relations = PREDICTORS[reading.row.shape](reading)
            file.write(json.dumps({"id": reading.row.id, "relations": relations}) + "\n")


def predict_file(path: Path, out: Path) -> int:
    """The same for a file; how many rows it holds."""
    rows = list(read_rows(path))
    predict(rows, out)
    return len(rows)


def scores(gold: Path, predictions: Path, *extra: str) -> dict[str, Any]:
    """The figures of the benchmark's own scorer, as it writes them."""
    command = [sys.executable, str(_SCORER), "--json", *extra, str(gold), str(predictions)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    found: dict[str, Any] = json.loads(printed)
    return found
