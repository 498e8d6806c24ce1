"""Learns the weights by which the reader tells the article of a page.

    python -m evals.reading.learn --in PAGES.tar.gz --gold FOLDER [--tried FILE]

Writes `body_weights.csv` into `onrecord/read`: measures of a stretch with their weights, and words of the names that page
makers give to their elements; no site, no text. With `--tried` it also writes what each page's article is by weights
that were learned from other sites alone, four parts in turn, for `evals.reading` to score. It wants trafilatura, whose
choice answers for pages of which the gold knows a few strings only.
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.reading.answers import Answered, answered
from evals.reading.pages import pages
from onrecord.errors import SkipItem
from onrecord.read.body import choose
from onrecord.read.body_weights import NAME, Weights, to_weights
from onrecord.read.decode import clean, decode
from onrecord.read.knowledge import load_furniture

TARGET = Path(__file__).parents[2] / "src" / "onrecord" / "read" / NAME
PARTS = 4
_SITES = 5
"""Sites on which a value of a measure must be seen."""
_NAME_SITES = 12
"""Sites on which a word of names must be seen, so that none is one site's own."""
_ROUNDS = 160
_PENALTY = 20.0
_LEAST_WEIGHT = 0.02

Feature = tuple[str, str]


def by_peer(archive: Path) -> dict[str, str]:
    """The article that trafilatura takes of each page, by id."""
    from trafilatura import bare_extraction  # only needed to learn

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = {}
    for page, data in pages(archive):
        try:
            text = decode(data, address=page).text
        except SkipItem:
            continue
        document = bare_extraction(text, include_comments=False, with_metadata=False)
        found[page] = getattr(document, "text", None) or ""
    return found


def part_of(site: str) -> int:
    """The part that a site is in, of four."""
    return zlib.crc32(site.encode()) % PARTS


class Table:
    """All stretches as rows of numbered features, with their answers."""

    def __init__(self, read: Sequence[Answered]) -> None:
        self.features = _seen(read)
        number = {feature: at for at, feature in enumerate(self.features)}
        rows: list[NDArray[np.int64]] = []
        columns: list[NDArray[np.int64]] = []
        first = 0
        for page in read:
            for name, column in page.found.numbers.items():
                values, place = np.unique(column, return_inverse=True)
                numbers = np.array([number.get((name, str(v)), -1) for v in values.tolist()], np.int64)[place]
                rows.append(first + np.flatnonzero(numbers >= 0))
                columns.append(numbers[numbers >= 0])
            for kind, sets in page.found.words.items():
                places = [
                    (at, number[kind, w])
                    for at, words in enumerate(sets)
                    for w in sorted(words)
                    if (kind, w) in number
                ]
                rows.append(first + np.array([at for at, _ in places], np.int64))
                columns.append(np.array([feature for _, feature in places], np.int64))
            first += page.found.count
        order = np.argsort(np.concatenate(rows), kind="stable")
        self.rows = np.concatenate(rows)[order].astype(np.int32)
        self.columns = np.concatenate(columns)[order].astype(np.int32)
        self.count = first
        self.answers = np.array([-1 if a is None else a for page in read for a in page.answers], np.int64)
        self.weights = np.array([weight for page in read for weight in page.weights])
        self.parts = np.repeat([part_of(page.site) for page in read], [page.found.count for page in read])

    def fit(self, left_out: int | None) -> list[list[str]]:
        """Rows of measure, value and weight by logistic regression with an L2 penalty, without one part of the sites."""
        used = (self.answers >= 0) & (self.parts != (-1 if left_out is None else left_out))
        worth = np.where(used, self.weights, 0.0)
        kept = used[self.rows]
        rows, columns = self.rows[kept], self.columns[kept]
        size = len(self.features) + 1
        weights = np.zeros(size)
        mean, square = np.zeros(size), np.zeros(size)
        for step in range(1, _ROUNDS + 1):
            total = np.bincount(rows, weights=weights[columns], minlength=self.count) + weights[-1]
            miss = (1 / (1 + np.exp(-total)) - self.answers) * worth
            slope = np.bincount(columns, weights=miss[rows], minlength=size) + _PENALTY * weights
            slope[-1] = miss.sum()
            mean = 0.9 * mean + 0.1 * slope
            square = 0.999 * square + 0.001 * slope * slope
            pace = 0.1 if step < 100 else 0.02
            weights -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        found = [["always", "", f"{weights[-1]:.3f}"]]
        for (measure, value), weight in zip(self.features, weights, strict=False):
            if abs(weight) >= _LEAST_WEIGHT:
                found.append([measure, value, f"{weight:.3f}"])
        return found


def _seen(read: Sequence[Answered]) -> list[Feature]:
    """Features that stand on enough sites, in order."""
    sites: dict[Feature, set[str]] = {}
    for page in read:
        here: set[Feature] = set()
        for name, column in page.found.numbers.items():
            here.update((name, str(value)) for value in np.unique(column).tolist())
        for kind, sets in page.found.words.items():
            here.update((kind, word) for words in set(sets) for word in words)
        for feature in here:
            sites.setdefault(feature, set()).add(page.site)
    enough = [
        f for f, on in sites.items() if len(on) >= (_NAME_SITES if f[0] in ("near", "around") else _SITES)
    ]
    return sorted(enough, key=lambda f: (f[0], int(f[1]) if f[1].isdigit() else -1, f[1]))


def _write(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["measure", "value", "weight"])
        writer.writerows(rows)


def _tried(read: Sequence[Answered], weights: Sequence[Weights], path: Path) -> None:
    related = load_furniture().related
    with path.open("w", encoding="utf-8") as file:
        for page in read:
            chosen = choose(
                page.boxes, title=page.title, related=related, weights=weights[part_of(page.site)]
            )
            body = "\n\n".join(clean(page.boxes.stretches[at].text) for at in chosen.body)
            file.write(json.dumps({"id": page.page, "body": body}, ensure_ascii=False) + "\n")


def main() -> None:
    """Learn from the archive named by `--in` and the gold beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="archive", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True, help="folder with gold.jsonl.gz")
    parser.add_argument("--tried", type=Path, help="where to write the articles by weights of other sites")
    options = parser.parse_args()
    read = list(answered(options.archive, options.gold, by_peer(options.archive)))
    table = Table(read)
    rows = table.fit(None)
    _write(TARGET, rows)
    print(
        f"{len(read)} pages, {table.count} stretches, {len(table.features)} features, {len(rows)} weights kept"
    )
    if options.tried:
        _tried(read, [to_weights(table.fit(part)) for part in range(PARTS)], options.tried)


if __name__ == "__main__":
    main()
