"""Draws positions at random from the shared corpus, fifty from each genre, the same ones for the same seed.

No word of a document is kept: a row of the sheet names the document and the characters, and a reader opens it there.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.scoring import SHARED
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse
from onrecord.read import read_bytes
from onrecord.vocabulary import Document, Position

FILES = {
    "general_debate": "speech",
    "security_council": "speech",
    "statements": "statement",
    "news": "news",
    "resolutions": "resolution",
}
"""Files of the corpus and the genre that each counts as."""
PER_GENRE = 50
_MOST = {"resolution": 4}
"""Rows of one document; two, but for the few resolutions."""
_LONGEST = 60_000
"""Characters. Longer documents are passed over, for a reader's sake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One position to be read, with its document."""

    genre: str
    source: str
    """Id of the document in the corpus."""
    document: Document
    position: Position


def draw(*, seed: int, knowledge: Knowledge, parser: Parser) -> Iterator[Drawn]:
    """Fifty positions of each genre, none from the practice documents; fewer where the corpus has no more."""
    practice = {row["id"] for row in _lines(SHARED / "gold" / "practice_documents.jsonl")}
    by_genre: dict[str, list[Mapping[str, str]]] = {}
    for name, genre in FILES.items():
        rows = [row for row in _lines(SHARED / "corpus" / f"{name}.jsonl.gz") if row["id"] not in practice]
        by_genre.setdefault(genre, []).extend(rows)
    for genre in sorted(by_genre):
        chance = random.Random(f"{seed} {genre}")
        rows = sorted(by_genre[genre], key=lambda row: row["id"])
        chance.shuffle(rows)
        yield from _of_genre(genre, rows, chance, knowledge, parser)


def _of_genre(
    genre: str,
    rows: list[Mapping[str, str]],
    chance: random.Random,
    knowledge: Knowledge,
    parser: Parser,
) -> Iterator[Drawn]:
    left = PER_GENRE
    for row in rows:
        if not left:
            return
        if len(row["text"]) > _LONGEST:
            continue
        document = read_bytes(_as_file(row), address=f"{row['id']}.txt")
        positions = analyse(document, knowledge=knowledge, parser=parser).positions
        for position in chance.sample(positions, min(_MOST.get(genre, 2), len(positions), left)):
            left -= 1
            yield Drawn(genre=genre, source=row["id"], document=document, position=position)


def _as_file(row: Mapping[str, str]) -> bytes:
    """The document as a user would have it: title, who, date, text."""
    who = ", ".join(p for p in (row.get("speaker"), row.get("speaker_post"), row.get("outlet_or_state")) if p)
    return f"{row['title']}\n\n{who}\n{row['date']}\n\n{row['text']}\n".encode()


def _lines(path: Path) -> list[Mapping[str, str]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
