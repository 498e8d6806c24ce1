"""Predictions for a whole benchmark file, and the benchmark's own scorer over them where it stands beside the project."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.positions import dse, petr2, spans, unscon
from evals.positions.naive import write_naive
from evals.positions.reading import Reading, read
from evals.positions.relations import Relation
from evals.positions.rows import Row, Shape, read_rows
from evals.scoring import SHARED
from onrecord.parse import Parser
from onrecord.pipeline import load_knowledge

FOLDER = SHARED / "benchmarks" / "events"
SETS = ("plover_gsr", "dse", "unscon", "petr2_gsr")
_VERBAL = (1, 3)
"""Quad classes of the verbal types."""

_PREDICTORS: Mapping[Shape, Callable[[Reading], list[Relation]]] = {
    Shape.SPANS: spans.predict,
    Shape.PAIR: dse.predict,
    Shape.SPEECH: unscon.predict,
    Shape.CODES: petr2.predict,
}


def predict_file(path: Path, out: Path) -> int:
    """Write `{"id", "relations"}` for each row, in the file's order; how many. Raises ModelMissing or DataError."""
    rows = list(read_rows(path))
    with out.open("w", encoding="utf-8") as file:
        file.writelines(_lines(rows))
    return len(rows)


def _lines(rows: Sequence[Row]) -> list[str]:
    readings = read(rows, knowledge=load_knowledge(), parser=Parser.open())
    return [
        json.dumps({"id": r.row.id, "relations": _PREDICTORS[r.row.shape](r)}, ensure_ascii=False) + "\n"
        for r in readings
    ]


def measure(name: str) -> dict[str, dict[str, float]]:
    """The figures of one dev set by name of the figure, under the set's name; the naive ones under `naive NAME`."""
    gold = FOLDER / f"{name}.dev.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        predicted, naive = Path(folder) / "predicted.jsonl", Path(folder) / "naive.jsonl"
        predict_file(gold, predicted)
        found = {name: _figures(_scores(gold, predicted))}
        if name == "plover_gsr":
            verbal = Path(folder) / "verbal.jsonl"
            _write_verbal(gold, verbal)
            found["plover_gsr verbal"] = _figures(_scores(verbal, predicted))
        if name in ("dse", "unscon"):
            write_naive(gold, naive)
            found[f"naive {name}"] = _figures(_scores(gold, naive))
    return found


def _write_verbal(gold: Path, out: Path) -> None:
    """The rows of the verbal types, each without its other relations."""
    with out.open("w", encoding="utf-8") as file:
        for line in gold.read_text("utf-8").splitlines():
            row = json.loads(line)
            row["relations"] = [r for r in row["relations"] if r["quad"] in _VERBAL]
            if row["relations"]:
                file.write(json.dumps(row) + "\n")


def _scores(gold: Path, predictions: Path) -> dict[str, Any]:
    command = [sys.executable, str(FOLDER / "score.py"), "--json", str(gold), str(predictions)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    found: dict[str, Any] = json.loads(printed)
    return found


def _figures(scores: Mapping[str, Any]) -> dict[str, float]:
    """The F1 that are watched, out of all that the scorer writes."""
    given = scores.get("given_pair", {}).get("non_neutral_directed")
    if given is not None:
        return {"non_neutral_directed": given["f1"]}
    if "open" in scores:
        return {level: scores["open"][level]["judged"]["f1"] for level in ("dyad+pol", "dyad+root")}
    names = ("sentence_conflict", "negative_to_named_target", "country+root")
    return {name: scores[name]["f1"] for name in names if name in scores}
