"""How much the whole pipeline costs beside spaCy's own small pipeline, on the same texts in the same run.

`python -m bench.throughput [--documents N] [--same] [--jobs]` prints words a second and ratios; it reads
../shared/corpus, or the bundled example where that is absent. Nothing here passes or fails.

Times are processor seconds of one thread (`OPENBLAS_NUM_THREADS=1` is set here), except those of `--jobs`, which are
seconds by the clock: that comparison wants a machine with nothing else to do.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is loaded

import argparse
import gc
import gzip
import importlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from onrecord.check import find_claims
from onrecord.limits import collect_seldom
from onrecord.origins import group_origins
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse, load_knowledge
from onrecord.read import read_bytes
from onrecord.settings import DEFAULT_MODEL
from onrecord.vocabulary import Analysis, Document

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus"
_WARM = b"A sentence to warm the model: Norway said that Chile had voted. " * 5
Out = TypeVar("Out")


def main() -> None:
    """Time spaCy alone, then each of our stages, over all documents."""
    parsing = argparse.ArgumentParser(prog="python -m bench.throughput", description=__doc__)
    parsing.add_argument("--documents", type=int, default=40, help="at most so many of each genre")
    parsing.add_argument(
        "--same", action="store_true", help="also compare the rows with those of the slow way"
    )
    parsing.add_argument("--jobs", action="store_true", help="also time a run with one and with two jobs")
    options = parsing.parse_args()
    texts = _texts(options.documents)
    whole = _whole(texts)
    _beside_the_parse(texts)
    if options.same:
        _compare(texts, whole)
    if options.jobs:
        _jobs(texts)


def _whole(texts: Sequence[tuple[str, bytes]]) -> list[Analysis]:
    """From bytes to verdicts, beside spaCy with all its parts on the texts alone."""
    plain = [read_bytes(data, address=name).text for name, data in texts]
    words = sum(len(text.split()) for text in plain)
    full = importlib.import_module(DEFAULT_MODEL).load()
    list(full.pipe([_WARM.decode()]))
    _, piped = _timed(lambda: sum(1 for _ in full.pipe(plain)))
    _, called = _timed(lambda: sum(1 for text in plain if full(text)))
    collect_seldom()  # as the program does
    parser, knowledge = Parser.open(), load_knowledge()
    analyse(read_bytes(_WARM, address="warm.txt"), knowledge=knowledge, parser=parser)
    gc.collect()
    gc.freeze()
    found, ours = _timed(
        lambda: [
            analyse(read_bytes(data, address=name), knowledge=knowledge, parser=parser)
            for name, data in texts
        ]
    )
    print(f"{len(texts)} documents, {words} words, one core ({os.getloadavg()[0]:.1f} others at work)")
    for name, seconds in (
        ("spaCy, nlp.pipe(texts)", piped),
        ("spaCy, nlp(text) one by one", called),
        ("OnRecord, read to verdicts", ours),
    ):
        print(
            f"{name:30s} {seconds:7.2f} s  {words / seconds:8.0f} words/s  {seconds / ours:5.2f} of OnRecord's time"
        )
    return found


def _beside_the_parse(texts: Sequence[tuple[str, bytes]]) -> None:
    """Each stage beside the parse alone, with words met before."""
    parser, knowledge = Parser.open(), load_knowledge()
    documents, reading = _timed(lambda: [read_bytes(data, address=name) for name, data in texts])
    words = sum(len(d.text.split()) for d in documents)
    parsed, parsing = _timed(lambda: [parser.parse(d) for d in documents])
    _, checking = _timed(
        lambda: [
            find_claims(d, s, registry=knowledge.registry, record=knowledge.record)
            for d, s in zip(documents, parsed, strict=True)
        ]
    )
    _, whole = _timed(lambda: _analyses(documents, knowledge, parser))
    _, grouping = _timed(lambda: group_origins(documents))
    for name, seconds in (
        ("read", reading),
        ("parse", parsing),
        ("find claims", checking),
        ("group origins", grouping),
        ("analyse (parse to verdicts)", whole),
    ):
        print(
            f"{name:30s} {seconds:7.2f} s  {words / seconds:8.0f} words/s  {seconds / parsing:5.2f} of the parse"
        )


def _analyses(documents: Iterable[Document], knowledge: Knowledge, parser: Parser) -> list[Analysis]:
    return [analyse(document, knowledge=knowledge, parser=parser) for document in documents]


def _compare(texts: Sequence[tuple[str, bytes]], found: Sequence[Analysis]) -> None:
    """The rows beside those of a parse that is left to the model's library whole."""
    slow, knowledge = Parser.open(quick=False), load_knowledge()
    rows = differing = 0
    for (name, data), ours in zip(texts, found, strict=True):
        theirs = analyse(read_bytes(data, address=name), knowledge=knowledge, parser=slow)
        pairs = (
            (ours.statements, theirs.statements),
            (ours.positions, theirs.positions),
            (ours.claims, theirs.claims),
            (ours.verdicts, theirs.verdicts),
            (ours.set_aside, theirs.set_aside),
        )
        for here, there in pairs:
            one, other = set(map(repr, here)), set(map(repr, there))
            rows += len(one | other)
            differing += len(one ^ other)
            for row in sorted(one ^ other)[:3]:
                print(f"  differs in {name}: {row[:200]}")
    print(f"rows that differ from the slow way: {differing} of {rows}")


def _jobs(texts: Sequence[tuple[str, bytes]]) -> None:
    """The same folder into a new ledger with one job and with two; start and grouping included."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "texts"
        folder.mkdir()
        for name, data in texts:
            (folder / name.replace("/", "_")).write_bytes(data)
        seconds = {}
        for jobs in (1, 2):
            command = [sys.executable, "-m", "onrecord", "run", str(folder), "--jobs", str(jobs)]
            start = time.perf_counter()
            subprocess.run(  # noqa: S603 (our own program)
                [*command, "--ledger", f"{place}/{jobs}.duckdb"], check=False, capture_output=True
            )
            seconds[jobs] = time.perf_counter() - start
            print(f"onrecord run --jobs {jobs}          {seconds[jobs]:7.2f} s by the clock")
        print(f"two jobs are {seconds[1] / seconds[2]:.2f} times as fast as one")


def _timed(work: Callable[[], Out]) -> tuple[Out, float]:
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


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
