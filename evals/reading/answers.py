"""Which stretches of the benchmark's pages are the article, told from the gold texts and, less surely, by a peer.

A page whose gold is a whole body answers for all its stretches; one whose gold is a few strings answers for these alone, and
what trafilatura takes of the page answers for the rest with less weight.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from evals.reading.pages import pages
from onrecord.errors import SkipItem
from onrecord.read.body_features import Measures, measure
from onrecord.read.boxes import Boxes, to_boxes, without
from onrecord.read.decode import clean, decode
from onrecord.read.html import parse_html, titles_of
from onrecord.read.page_comments import find_comments

MEASURED_ONLY = "comments"
"""The set that is measured and never learned from: its terms allow no more."""
_WORD = re.compile(r"\w+")
_RUN = 4
_SURE = 0.5
"""Share of a stretch's runs of four words that stand in the gold, from which it is the article's."""
_DOUBT = 0.2
"""Between this share and the one above, a stretch answers for nothing."""
_BY_PEER = 0.3
"""Weight of a peer's answer beside one from the gold."""
_LEAST = 60
"""Words. A peer that found fewer has found nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One page with its measures, and for each stretch 1, 0 or None and how much the answer weighs."""

    page: str
    site: str
    boxes: Boxes
    title: str
    found: Measures
    answers: Sequence[int | None]
    weights: Sequence[float]


def answered(archive: Path, gold: Path, peer: Mapping[str, str]) -> Iterator[Answered]:
    """All pages that can be read as HTML; `peer` gives the body that trafilatura takes by id of the page."""
    with gzip.open(gold / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        known = {row["id"]: row for row in map(json.loads, file)}
    for page, data in pages(archive):
        if known[page]["set"] == MEASURED_ONLY:
            continue
        try:
            decoded = decode(data, address=page)
            if decoded.media_type != "text/html":
                continue
            tree = parse_html(decoded.text, address=page)
            boxes = to_boxes(tree, address=page)
        except SkipItem:
            continue
        boxes = without(boxes, find_comments(boxes).taken)
        title = titles_of(tree)
        row = known[page]
        answers, weights = _answers(boxes, row, peer.get(page, ""))
        host = urlsplit(row.get("url") or "").hostname
        yield Answered(
            page=page,
            site=".".join(host.split(".")[-2:]) if host else page,
            boxes=boxes,
            title=title,
            found=measure(boxes, title),
            answers=answers,
            weights=weights,
        )


def _answers(boxes: Boxes, row: Mapping[str, Any], peer: str) -> tuple[list[int | None], list[float]]:
    texts = [clean(stretch.text) for stretch in boxes.stretches]
    if row["set"] == "full":
        return _by_text(texts, row["body"])
    answers, weights = _by_text(texts, peer)
    weights = [weight * _BY_PEER for weight in weights]
    if sum(len(_WORD.findall(text)) for text, answer in zip(texts, answers, strict=True) if answer) < _LEAST:
        answers = [None] * len(texts)
    for at, text in enumerate(texts):
        said = _strings(row, text)
        if said is not None:
            answers[at], weights[at] = said, 1.0
    return answers, weights


def _strings(row: Mapping[str, Any], text: str) -> int | None:
    """What the strings of the gold say of a stretch that holds one."""
    squeezed = " ".join(text.split())
    for key, answer in (("with", 1), ("without", 0), ("comments", 0)):
        if any(
            squeeze and squeeze in squeezed for squeeze in (" ".join(s.split()) for s in row.get(key) or ())
        ):
            return answer
    return None


def _by_text(texts: Sequence[str], gold: str) -> tuple[list[int | None], list[float]]:
    said = _WORD.findall(clean(gold))
    runs = _runs(said)
    joined = f" {' '.join(said)} "
    answers: list[int | None] = []
    seen: set[str] = set()
    for text in texts:
        words = _WORD.findall(text)
        share = _share(words, runs, joined)
        again = len(words) >= 5 and text in seen
        seen.add(text)
        answers.append(
            None if not words or _DOUBT < share < _SURE or (again and share >= _SURE) else int(share >= _SURE)
        )
    lengths = [len(_WORD.findall(text)) for text in texts]
    whole = sum(length for length, answer in zip(lengths, answers, strict=True) if answer) or 1
    # A long page weighs more than a short one, but not as much as it is longer; so does a stretch.
    return answers, [2 * min(length, 50) ** 0.7 / whole**0.5 for length in lengths]


def _share(words: Sequence[str], runs: Counter[tuple[str, ...]], joined: str) -> float:
    if len(words) < _RUN:
        return float(f" {' '.join(words)} " in joined)
    own = _runs(words)
    return sum(min(count, runs[run]) for run, count in own.items()) / sum(own.values())


def _runs(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))
