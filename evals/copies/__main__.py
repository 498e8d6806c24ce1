"""Group the documents of a JSON-lines file into origins, and score the groups where gold is given.

`python -m evals.copies --in DOCS --out PREDICTIONS [--gold FOLDER]`; exit code 1 where a pinned floor is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, islice
from pathlib import Path
from typing import Any

from onrecord.origins import Gathering
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
    started = time.process_time()
    clusters = predict(_rows(options.documents))
    print(f"{len(clusters)} documents in {time.process_time() - started:.1f} s of processor time")
    with options.predictions.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": id_, "cluster": clusters[id_]}) + "\n" for id_ in clusters)
    return _report(options.gold, clusters) if options.gold else 0


def predict(rows: Iterable[Row]) -> dict[Any, str]:
    """Document id to origin id, in the order given. Rows of different `set` are different collections and never meet.

    Rows are read one after the other and their texts are not kept, so that a file may be of any size.
    """
    collections: defaultdict[str, Gathering] = defaultdict(Gathering)
    ids: dict[Any, str] = {}
    for some in _some(rows):
        for name in {str(row.get("set")) for row in some}:
            collections[name].add(_document(row) for row in some if str(row.get("set")) == name)
        ids.update((row["id"], str(row["id"])) for row in some)
    groups = (group for collection in collections.values() for group in collection.origins().groups)
    origin_of = {document: group.id for group in groups for document in group.documents}
    return {id_: origin_of[document] for id_, document in ids.items()}


def _some(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while some := list(islice(waiting, 256)):
        yield some


def _rows(path: Path) -> Iterator[Row]:
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                sys.exit(f"{path}:{number}: is not JSON ({error})")
            if not isinstance(row, dict):
                sys.exit(f"{path}:{number}: is no JSON object")
            yield row


def _document(row: Row) -> Document:
    text = str(row.get("text") or "")
    return Document(
        id=str(row["id"]),
        name=str(row["id"]),
        provenance=Provenance(
            address=str(row["id"]), digest="", media_type="text/plain", encoding="utf-8", size=len(text)
        ),
        kind=DocumentKind.REPORT,
        kind_reason="the set holds news",
        title=_text(row.get("title")),
        outlet=_text(row.get("outlet")),
        credit=_text(row.get("credit")),
        author=None,
        speaker=None,
        speaker_office=None,
        date=_date(row.get("date")),
        language=_text(row.get("lang")),
        text=text,
        paragraphs=(Paragraph(span=Span(0, len(text))),),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _date(printed: object) -> PartialDate | None:
    """The day of an ISO date or time; None where it is missing or is no such thing."""
    try:
        return PartialDate.parse(str(printed or "")[:10])
    except ValueError:
        return None


def _report(folder: Path, clusters: Mapping[Any, str]) -> int:
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
    members: list[Row], labels: Mapping[frozenset[str], str], clusters: Mapping[Any, str]
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
