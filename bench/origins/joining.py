"""How long it takes one more document to join a ledger that holds many: looked up, compared, grouped and stored."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from bench.origins.tools import as_document
from onrecord.ledger import Ledger
from onrecord.ledger.shelf import Reading
from onrecord.origins import join_origins
from onrecord.vocabulary import Document

_AT_ONCE = 4000
_SINGLE = 100
"""Documents that are added one by one."""


def measure_joining(path: Path) -> None:
    """Fill a ledger with all documents of a file but the last few, and time those."""
    with path.open(encoding="utf-8") as file:
        count = sum(1 for _ in file)
    documents = _documents(path)
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.duckdb") as ledger:
        started, place = time.process_time(), 0
        while batch := list(islice(documents, min(_AT_ONCE, count - _SINGLE - place))):
            place += len(batch)
            _join(ledger, batch, place)
        seconds = time.process_time() - started
        print(
            f"{place} documents joined in batches of {_AT_ONCE}: {seconds:.1f} s of processor time",
            flush=True,
        )
        times = []
        for document in documents:
            place += 1
            before = time.process_time()
            _join(ledger, [document], place)
            times.append(1000 * (time.process_time() - before))
        times.sort()
        print(
            f"one more document: {median(times):.1f} ms of processor time (median of {len(times)}), "
            f"95 of 100 in {times[len(times) * 95 // 100]:.1f} ms, the slowest in {times[-1]:.1f} ms",
            flush=True,
        )


def _documents(path: Path) -> Iterator[Document]:
    with path.open(encoding="utf-8") as file:
        for place, line in enumerate(file):
            yield as_document(place, json.loads(line)["text"])


def _join(ledger: Ledger, batch: list[Document], place: int) -> None:
    """What a run does after reading a document."""
    read = [Reading(document.id, "bench", place) for document in batch]
    if not ledger.kept_texts.is_current():
        ledger.forget_grouping()
    joined = join_origins(batch, ledger.kept_texts)
    ledger.store_joined(joined, read)
