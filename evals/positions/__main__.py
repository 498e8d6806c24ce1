"""Positions and events held against hand-made answers, or predicted for a benchmark's file.

`python -m evals.positions [--verbose]` measures the practice documents; exit code 1 where a pinned floor is
missed; skips where ../shared is absent. `--in FILE.jsonl --out PREDICTIONS.jsonl` writes predictions.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from evals.positions import practice
from evals.positions.benchmarks import predict_file
from evals.scoring import below


def main() -> int:
    """Print the figures; 1 where one is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m evals.positions", description=__doc__)
    parser.add_argument("--in", dest="rows", type=Path, help="a file of one of the four benchmarks, answers absent")
    parser.add_argument("--out", dest="predictions", type=Path, help="where the predictions go")
    parser.add_argument("--verbose", action="store_true", help="also what was missed")
    options = parser.parse_args()
    if (options.rows is None) != (options.predictions is None):
        parser.error("--in and --out go together")
    if options.rows is not None:
        print(f"{predict_file(options.rows, options.predictions)} rows read")
        return 0
    return _measure(verbose=options.verbose)


def _measure(*, verbose: bool) -> int:
    if not practice.DOCUMENTS.is_file():
        print("skipped: no practice documents beside the project")
        return 0
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
    printed, figures = practice.measure()
    print(printed if verbose else printed.split("\nmissed:")[0])
    missed = below(figures, floors["positions"])
    print(*missed, sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
