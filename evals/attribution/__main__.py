"""Read the articles of a JSON-lines file and write who is said to have said what, as spans of each text.

`python -m evals.attribution --in FILE.jsonl.gz --out PREDICTIONS.jsonl`; where the file holds answers and the
benchmark's scorer stands beside the project they are scored, and exit code 1 means a pinned floor is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evals.attribution.flat import flat
from evals.attribution.texts import article
from evals.scoring import SHARED
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, load_knowledge, sayings_of
from onrecord.vocabulary import Span

SCORER = SHARED / "benchmarks" / "attribution" / "score.py"
_SHOWN = ("content", "source", "pair", "link")


def main() -> int:
    """Write one line an article, `{"doc_id", "attributions"}`, and print the measures where answers are given."""
    parser = argparse.ArgumentParser(prog="python -m evals.attribution", description=__doc__)
    parser.add_argument("--in", dest="articles", type=Path, required=True, help="lines of doc_id and text")
    parser.add_argument("--out", dest="predictions", type=Path, required=True)
    options = parser.parse_args()
    rows = list(_rows(options.articles))
    started = time.perf_counter()
    knowledge, nlp = load_knowledge(), Parser.open()
    with options.predictions.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(predict(row, knowledge, nlp)) + "\n")
    words = sum(len(row["text"].split()) for row in rows)
    spent = time.perf_counter() - started
    print(f"{len(rows)} articles, {words} words in {spent:.1f} s, start-up and parse included")
    if not any("attributions" in row for row in rows):
        return 0
    if not SCORER.is_file():
        print("not scored: no benchmark beside the project")
        return 0
    return _report(options.articles, options.predictions)


def predict(row: dict[str, Any], knowledge: Knowledge, nlp: Parser) -> dict[str, Any]:
    """The article's attributions as the benchmark writes them: source, cue and content as lists of [start, end]."""
    document = article(row["doc_id"], row["text"])
    sayings = flat(sayings_of(document, knowledge=knowledge, parser=nlp))
    return {
        "doc_id": row["doc_id"],
        "attributions": [
            {
                "source": _offsets([s.source_span] if s.source_span else []),
                "cue": _offsets([s.cue]),
                "content": _offsets(s.content),
                "act": s.act.value,
                "rule": s.rule,
            }
            for s in sayings
        ],
    }


def _offsets(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        yield from (json.loads(line) for line in file if line.strip())


def _report(gold: Path, predictions: Path) -> int:
    """Print the benchmark's own measures beside the floors."""
    floors = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
    missed = False
    for name, extra in (("all", []), ("statements", ["--statements"])):
        command = [sys.executable, str(SCORER), "--json", *extra, str(gold), str(predictions)]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
        scores = json.loads(printed)["scores"]
        for what in _SHOWN:
            for how in ("exact", "jac50"):
                measured = scores[what][how]
                floor = floors[name].get(f"{what} {how}")
                low = floor is not None and measured["f1"] < floor
                missed = missed or low
                print(
                    f"{name:10} {what:8} {how:6} precision {measured['p']:.3f}  recall {measured['r']:.3f}"
                    f"  F1 {measured['f1']:.3f}{f'  floor {floor}' if floor else ''}{'  MISSED' if low else ''}"
                )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
