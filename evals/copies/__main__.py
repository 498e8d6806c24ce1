"""Group the documents of a JSON-lines file into origins, and score the groups where gold is given.

`python -m evals.copies --in DOCS --out PREDICTIONS [--gold FOLDER]`; exit code 1 where a pinned floor is missed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord.origins import group_origins
from onrecord.vocabulary import Document, DocumentKind, Paragraph, PartialDate, Provenance, Span

Row = dict[str, Any]


def main() -> int:
    """Write one line a document, `{"id", "cluster"}`, and print the measures."""
    parser = argparse.ArgumentParser(prog="python -m evals.copies", description=__doc__)
    parser.add_argument(
        "--in", dest="documents", type=Path, required=True, help="lines of id, text, outlet ..."
    )
    parser.add_argument("--out", dest="predictions", type=Path, required=True)
    parser.add_argument("--gold", type=Path, help="folder with gold.jsonl.gz and pairs.jsonl.gz")
    options = parser.parse_args()
    rows = list(_rows(options.documents))
    started = time.perf_counter()
    clusters = predict(rows)
    print(f"{len(rows)} documents in {time.perf_counter() - started:.1f} s")
    with options.predictions.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({"id": row["id"], "cluster": clusters[row["id"]]}) + "\n")
    return _report(options.gold, clusters) if options.gold else 0


def predict(rows: Iterable[Row]) -> dict[str, str]:
    """Document id to origin id. Rows of different `set` are different collections and never meet."""
    sets: dict[str, list[Document]] = defaultdict(list)
    for row in rows:
        sets[row.get("set") or ""].append(_document(row))
    groups = (group for documents in sets.values() for group in group_origins(documents))
    return {document: group.id for group in groups for document in group.documents}


def _rows(path: Path) -> Iterator[Row]:
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        yield from (json.loads(line) for line in file if line.strip())


def _document(row: Row) -> Document:
    text = row.get("text") or ""
    data = text.encode()
    return Document(
        id=row["id"],
        name=row["id"],
        provenance=Provenance(
            address=row["id"],
            digest=hashlib.sha256(data).hexdigest(),
            media_type="text/plain",
            encoding="utf-8",
            size=len(data),
        ),
        kind=DocumentKind.REPORT,
        kind_reason="the set holds news",
        title=row.get("title"),
        outlet=row.get("outlet"),
        credit=row.get("credit"),
        author=None,
        speaker=None,
        speaker_office=None,
        date=_date(row.get("date")),
        language=row.get("lang"),
        text=text,
        paragraphs=(Paragraph(span=Span(0, len(text))),),
    )


def _date(printed: str | None) -> PartialDate | None:
    """The day of an ISO date or time; None where it is missing or is no such thing."""
    try:
        return PartialDate.parse((printed or "")[:10])
    except ValueError:
        return None


def _report(folder: Path, clusters: Mapping[str, str]) -> int:
    """Print precision, recall and F1 over pairs for each set, beside the floors."""
    gold = list(_rows(folder / "gold.jsonl.gz"))
    labels = {frozenset((row["a"], row["b"])): row["label"] for row in _rows(folder / "pairs.jsonl.gz")}
    floors = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
    missed = False
    for name, least in floors.items():
        members = [row for row in gold if row["set"].startswith(name)]
        measures = _measures(members, labels, clusters)
        low = measures["f1"] < least["f1"] or measures["hard_none"] > least["hard_none"]
        missed = missed or low
        figures = "  ".join(f"{key} {value:.3f}" for key, value in measures.items())
        print(f"{name:10} {figures}  floor {least}{'  MISSED' if low else ''}")
    return int(missed)


def _measures(
    members: list[Row], labels: Mapping[frozenset[str], str], clusters: Mapping[str, str]
) -> dict[str, float]:
    """Pairs within one set; those labelled `partial` are neither right nor wrong."""
    truth = _pairs((row["id"], (row["set"], row["cluster"])) for row in members)
    guess = _pairs((row["id"], (row["set"], clusters[row["id"]])) for row in members)
    partial = {pair for pair, label in labels.items() if label == "partial"}
    truth, guess = truth - partial, guess - partial
    right = len(truth & guess)
    return {
        "precision": right / len(guess) if guess else 1.0,
        "recall": right / len(truth) if truth else 1.0,
        "f1": 2 * right / (len(truth) + len(guess)) if truth or guess else 1.0,
        "hard_none": sum(labels.get(pair) == "none" for pair in guess),
    }


def _pairs(keyed: Iterable[tuple[str, object]]) -> set[frozenset[str]]:
    """All pairs of ids with equal keys."""
    held: dict[object, list[str]] = defaultdict(list)
    for identifier, key in keyed:
        held[key].append(identifier)
    assert all(count == 1 for count in Counter(i for ids in held.values() for i in ids).values())
    return {frozenset(pair) for ids in held.values() for pair in combinations(ids, 2)}


if __name__ == "__main__":
    sys.exit(main())
