"""Positions and events held against hand-made answers, or predicted for a benchmark's file.

`python -m evals.positions [--verbose]` measures the practice documents and the benchmarks' dev sets; exit code 1
where a pinned floor is missed; what is not beside the project is skipped. `--only practice` (or a set's name)
measures one. `--in FILE.jsonl --out PREDICTIONS.jsonl` writes predictions for any file of the four shapes.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import Any

from evals.positions import practice
from evals.positions.benchmarks import FOLDER, SETS, measure, predict_file
from evals.scoring import below

Floors = dict[str, dict[str, float]]


def main() -> int:
    """Print the figures; 1 where one is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m evals.positions", description=__doc__)
    parser.add_argument(
        "--in", dest="rows", type=Path, help="a file of one of the four shapes, answers absent"
    )
    parser.add_argument("--out", dest="predictions", type=Path, help="where the predictions go")
    parser.add_argument("--only", choices=("practice", *SETS), help="measure this one alone")
    parser.add_argument(
        "--verbose", action="store_true", help="also what was missed in the practice documents"
    )
    options = parser.parse_args()
    if (options.rows is None) != (options.predictions is None):
        parser.error("--in and --out go together")
    if options.rows is not None:
        print(f"{predict_file(options.rows, options.predictions)} rows read")
        return 0
    floors: Floors = _table("floors.toml")
    missed = _practice(floors, verbose=options.verbose) if options.only in (None, "practice") else []
    for name in SETS:
        if options.only in (None, name):
            missed += _benchmark(name, floors)
    print(*missed, sep="\n")
    return 1 if missed else 0


def _practice(floors: Floors, *, verbose: bool) -> list[str]:
    if not practice.DOCUMENTS.is_file():
        print("skipped: no practice documents beside the project")
        return []
    printed, figures, tables = practice.measure()
    print(printed if verbose else printed.split("\nmissed:")[0])
    print(tables, end="\n\n")
    return below(figures, floors["positions"])


def _benchmark(name: str, floors: Floors) -> list[str]:
    if not (FOLDER / f"{name}.dev.jsonl").is_file():
        print(f"skipped: no {name} beside the project")
        return []
    missed = []
    for what, figures in measure(name).items():
        print(f"{what:20}", "  ".join(f"{level} {value:.3f}" for level, value in figures.items()))
        missed += [f"{what}: {line}" for line in below(figures, floors.get(what, {}))]
    for who, figures in _table("reference.toml").get(name, {}).items():
        print(f"  {who}:", "  ".join(f"{level} {value:.3f}" for level, value in figures.items()))
    return missed


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))


if __name__ == "__main__":
    sys.exit(main())
