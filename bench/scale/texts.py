"""Short made-up news texts, any number of them: about one in three is a copy of an earlier one, one in fifty a double.

The texts are cheap to read and still say something: each has sentences in which a state takes a stance, and some in
which somebody says so. The same number always gives the same texts.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

_STATES = ("Portugal", "Norway", "Ghana", "Chile", "Japan", "Kenya", "Peru", "Latvia", "Fiji", "Oman")
_STANCES = ("condemned", "welcomed", "supported", "rejected", "criticized", "opposed")
_THINGS = (
    "the closure of the border", "the new trade agreement", "the grain shipments", "the fishing quotas",
    "the treaty on the river", "the visa rules", "the blockade of the port", "the ceasefire proposal",
)  # fmt: skip
_WORDS = (
    "harbour", "winter", "railway", "village", "engineer", "market", "river", "school", "festival", "bridge",
    "council", "hospital", "station", "factory", "museum", "library", "forest", "valley", "orchard", "ferry",
    "bakery", "garden", "theatre", "airport", "quarry", "tunnel", "lantern", "meadow", "canal", "tower",
)  # fmt: skip
_LATEST = 500
"""Copies are of one of so many texts that came before: news is reprinted soon or never."""


def texts(many: int, *, seed: int = 1) -> Iterator[dict[str, str]]:
    """Rows with title, outlet, date and text, of which about half are reports of their own."""
    made = random.Random(seed)
    latest: list[dict[str, str]] = []
    for number in range(many):
        chance = made.random()
        if latest and chance < 0.02:
            yield made.choice(latest)
            continue
        day = f"20{made.randint(10, 23)}-{made.randint(1, 12):02}-{made.randint(1, 28):02}"
        row = {"title": f"Report {number}", "outlet": f"Gazette {made.randint(1, 40)}", "date": day}
        if latest and chance < 0.35:
            source = made.choice(latest)
            sentences = source["text"].split("\n\n")
            sentences[made.randrange(len(sentences))] = _plain(made)
            row |= {"text": "\n\n".join(sentences), "date": source["date"]}
        else:
            row["text"] = "\n\n".join(_report(made))
        latest.append(row)
        del latest[:-_LATEST]
        yield row


def write_texts(path: Path, many: int) -> Path:
    """The rows as JSON lines, in a file that is not written again where it is there."""
    if not path.exists():
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row) + "\n" for row in texts(many))
    return path


def _report(made: random.Random) -> list[str]:
    first, second = made.sample(_STATES, 2)
    thing = made.choice(_THINGS)
    return [
        f"{first} {made.choice(_STANCES)} {thing} by {second} on Monday, the foreign ministry of {first} said.",
        _plain(made),
        f'"We support {second}," the president of {first} told reporters.'
        if made.random() < 0.5
        else _plain(made),
        *(_plain(made) for _ in range(made.randint(2, 5))),
    ]


def _plain(made: random.Random) -> str:
    words = made.choices(_WORDS, k=made.randint(10, 18))
    return f"The {words[0]} near the {' and the '.join(words[1:6])} has {made.randint(2, 999)} visitors, {' '.join(words[6:])}."
