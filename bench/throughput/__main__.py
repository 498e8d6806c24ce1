"""How much the whole pipeline costs beside the parse alone, on the same texts in the same run.

`python -m bench.throughput [--documents N]` prints words a second and ratios; it reads ../shared/corpus, or the
bundled example where that is absent. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from onrecord.check import find_claims
from onrecord.origins import group_origins
from onrecord.parse import Parser
from onrecord.pipeline import analyse, load_knowledge
from onrecord.read import read_bytes

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus"
Out = TypeVar("Out")


def main() -> None:
    """Time each stage over all documents, one core."""
    options = argparse.ArgumentParser(prog="python -m bench.throughput", description=__doc__)
    options.add_argument("--documents", type=int, default=40, help="at most so many of each genre")
    texts = _texts(options.parse_args().documents)
    parser, knowledge = Parser.open(), load_knowledge()
    parser.parse(read_bytes(b"A sentence to warm the model. " * 5, address="warm.txt"))
    documents, reading = _timed(lambda: [read_bytes(data, address=name) for name, data in texts])
    words = sum(len(d.text.split()) for d in documents)
    parsed, parsing = _timed(lambda: [parser.parse(d) for d in documents])
    _, checking = _timed(
        lambda: [
            find_claims(d, s, registry=knowledge.registry, record=knowledge.record)
            for d, s in zip(documents, parsed, strict=True)
        ]
    )
    _, whole = _timed(lambda: [analyse(d, knowledge=knowledge, parser=parser) for d in documents])
    _, grouping = _timed(lambda: group_origins(documents))
    print(f"{len(documents)} documents, {words} words, one core")
    for name, seconds in (
        ("read", reading),
        ("parse", parsing),
        ("find claims", checking),
        ("group origins", grouping),
        ("analyse (parse to verdicts)", whole),
    ):
        print(
            f"{name:30s} {seconds:7.2f} s  {words / seconds:10.0f} words/s  {seconds / parsing:5.2f} of the parse"
        )
    total = reading + whole + grouping
    print(f"all together: {len(documents) / total:.1f} documents/s, {words / total:.0f} words/s")


def _timed(work: Callable[[], Out]) -> tuple[Out, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def _texts(most: int) -> Sequence[tuple[str, bytes]]:
    if not CORPUS.is_dir():
        folder = files("onrecord") / "examples" / "karabakh"
        return [
            (p.name, p.read_bytes())
            for p in sorted(folder.iterdir(), key=lambda p: p.name)
            if p.name.endswith((".txt", ".html"))
        ]
    texts = []
    for path in sorted(CORPUS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines][:most]
        texts += [(f"{row['id']}.txt", _file(row)) for row in rows if row.get("text")]
    return texts


def _file(row: dict[str, str]) -> bytes:
    who = ", ".join(
        part for part in (row.get("speaker"), row.get("speaker_post"), row.get("outlet_or_state")) if part
    )
    return f"{row.get('title', '')}\n\n{who}\n{row.get('date', '')}\n\n{row['text']}\n".encode()


if __name__ == "__main__":
    main()
