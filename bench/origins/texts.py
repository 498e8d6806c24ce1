"""Any number of made-up documents of the length of news, with copies among them; the same ones for the same count.

Words follow each other as in the texts that are given, or come from a made-up vocabulary. Copies are made by cuts, dropped,
moved and foreign sentences, changed words, heads and tails; unrelated documents share quotations, templates and boilerplate.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

Sentences: TypeAlias = list[str]

_SIZES = ((1, 40), (2, 30), (3, 20), (5, 8), (10, 2))
"""Copies of one report, and how many of a hundred reports have so many."""
_WORDS = (220, 900)
"""Words of a report, least and most."""
_HEADS = ("PORT CITY (Agency) - ", "By our correspondent\n\n", "Updated at noon\n\n", "")
_TAILS = (
    "Reporting by the newsroom; editing by the desk.",
    "Sign up for our daily letter to have the news sent to you each morning before work begins.",
    "This story was first published on the site of the agency. All rights are reserved by its owners.",
)
_FORM = (
    "In the past day {} ships entered the harbour and {} left it, the harbour master says in a notice.",
    "In all {} containers and {} tonnes of grain were moved between the quays, according to the notice.",
    "The water stood at {} centimetres at noon with wind at {} metres a second from the open sea.",
    "Pilots were called {} times and tugs {} times during the day, the notice of the office adds.",
)


class Wordsmith:
    """Makes sentences: from which word follows which in given texts, or from made-up words of common lengths."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.follows: dict[str, list[str]] = {}
        for text in texts:
            words = text.split()
            for word, following in pairwise(words):
                self.follows.setdefault(word, []).append(following)
        self.openers = sorted(word for word in self.follows if word[:1].isupper())
        self.made = _vocabulary() if not texts else []
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.made))))

    def sentence(self, random: Random) -> str:
        """Between 7 and 28 words, opened by a capital letter and ended by a stop."""
        length = random.randint(7, 28)
        if self.made:
            words = random.choices(self.made, cum_weights=self.weights, k=length)
        else:
            words = [random.choice(self.openers)]
            draw = random.random
            while len(words) < length:
                following = self.follows.get(words[-1]) or self.openers
                words.append(following[int(draw() * len(following))])
        bare = [word.strip('"“”.!?…') or "and" for word in words]
        return " ".join([bare[0][:1].upper() + bare[0][1:], *bare[1:]]) + "."


def _vocabulary() -> list[str]:
    random = Random(1)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
    made = ("".join(random.choices(syllables, k=random.choice((1, 1, 2, 2, 3)))) for _ in range(60_000))
    return list(dict.fromkeys(made))


def read_texts(path: Path) -> list[str]:
    """The `text` of each line of a JSON-lines file, gzipped or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        return [text for line in file if line.strip() and (text := json.loads(line).get("text"))]


def make_documents(count: int, texts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """`count` documents as `{"id", "text", "cluster"}`: copies of one report have one cluster, and lie far apart."""
    smith, random = Wordsmith(texts), Random(count)
    pool = [smith.sentence(random) for _ in range(200)]
    places = list(range(count))
    random.shuffle(places)
    made: list[dict[str, Any]] = []
    cluster = 0
    while len(made) < count:
        (size,) = random.choices([n for n, _ in _SIZES], [share for _, share in _SIZES])
        report = _report(smith, random, pool)
        for copy in range(min(size, count - len(made))):
            sentences = report if not copy else _copied(report, smith, random)
            identifier = f"d{places[len(made)]:06d}"
            made.append({"id": identifier, "text": _printed(sentences, random), "cluster": cluster})
        cluster += 1
    yield from sorted(made, key=lambda row: str(row["id"]))


def _report(smith: Wordsmith, random: Random, pool: Sequence[str]) -> Sentences:
    """A report of its own; one in eight holds a long quotation that others print, one in twelve a form filled in anew."""
    length = random.randint(*_WORDS)
    sentences: Sentences = []
    while sum(len(sentence.split()) for sentence in sentences) < length:
        sentences.append(smith.sentence(random))
    place = random.randrange(len(sentences))
    if random.random() < 1 / 8:
        start = random.randrange(len(pool) - 6)
        sentences[place:place] = [f"“{' '.join(pool[start : start + random.randint(2, 6)])}”"]
    elif random.random() < 1 / 12:
        figures = [random.randint(10, 9999) for _ in range(8)]
        sentences[place:place] = [
            line.format(*figures[2 * row : 2 * row + 2]) for row, line in enumerate(_FORM)
        ]
    return sentences


def _copied(report: Sentences, smith: Wordsmith, random: Random) -> Sentences:
    """The report as another outlet prints it: one to three changes of the kinds named at the top."""
    sentences = list(report)
    for change in random.sample((_cut, _drop, _move, _add, _reword), k=random.choice((1, 2, 2, 3))):
        sentences = change(sentences, smith, random)
    return sentences


def _cut(sentences: Sentences, smith: Wordsmith, random: Random) -> Sentences:
    return sentences[: max(4, round(len(sentences) * random.uniform(0.55, 0.95)))]


def _drop(sentences: Sentences, smith: Wordsmith, random: Random) -> Sentences:
    share = random.uniform(0.05, 0.25)
    return [sentence for sentence in sentences if random.random() > share] or sentences[:4]


def _move(sentences: Sentences, smith: Wordsmith, random: Random) -> Sentences:
    start, end = sorted(random.sample(range(len(sentences) + 1), 2))
    part, rest = sentences[start:end], sentences[:start] + sentences[end:]
    place = random.randint(0, len(rest))
    return rest[:place] + part + rest[place:]


def _add(sentences: Sentences, smith: Wordsmith, random: Random) -> Sentences:
    added = list(sentences)
    for _ in range(random.randint(2, max(3, len(sentences) // 5))):
        added.insert(random.randint(0, len(added)), smith.sentence(random))
    return added


def _reword(sentences: Sentences, smith: Wordsmith, random: Random) -> Sentences:
    share = random.uniform(0.01, 0.06)
    spare = smith.sentence(random).split()
    return [
        " ".join(random.choice(spare) if random.random() < share else word for word in sentence.split())
        for sentence in sentences
    ]


def _printed(sentences: Sentences, random: Random) -> str:
    """Paragraphs of one to four sentences, under a head and over a tail that many outlets print."""
    paragraphs, place = [], 0
    while place < len(sentences):
        step = random.randint(1, 4)
        paragraphs.append(" ".join(sentences[place : place + step]))
        place += step
    tail = random.sample(_TAILS, k=random.choice((0, 0, 1, 2)))
    return random.choice(_HEADS) + "\n\n".join([*paragraphs, *tail])
