"""What the killed programs work on: documents, roll calls and rows that are made here, the same for a seed."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

_STATES = ("Brazil", "Chile", "Finland", "Ghana", "Kenya", "Nepal", "Norway", "Peru", "Portugal", "Senegal")
_CODES = ("BRA", "CHL", "FIN", "GHA", "KEN", "NPL", "NOR", "PER", "PRT", "SEN")
_OUTLETS = ("The Harbour Courier", "Northern Herald", "The Ruritanian")
_SENTENCES = (
    "{a} condemned the closing of the border by {b} on Monday.",
    "{a} said that it supports the territorial integrity of {b}.",
    'The foreign minister of {a} said: "We thank {b} for its help in the harbour talks."',
    "According to the ministry of {a}, {b} rejected the proposal of the council.",
    "{a} called on {b} to withdraw its ships from the strait.",
    "In the General Assembly {n} states voted for the resolution and {m} voted against it.",
    "The talks between {a} and {b} had begun in spring and lasted {n} days.",
    "Reporters were told that {a} would send {n} observers to {b}.",
)


def make_documents(folder: Path, seed: int, many: int) -> None:
    """Texts, every third one a reprint of the one before it with a change, one that holds nothing."""
    folder.mkdir(parents=True)
    text = ""
    for number in range(many):
        random = Random(f"{seed} {number}")
        if number % 3 == 2:
            text = text.replace("Monday", "Tuesday", 1)
        else:
            text = "\n\n".join(_sentence(random) for _ in range(random.randint(4, 8)))
        head = f"{_OUTLETS[number % 3]}\n{1 + number % 28} May 2021\n\n"
        (folder / f"{number:03d}.txt").write_text(head + text + "\n", "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")


def make_roll_calls(path: Path, seed: int, many: int) -> None:
    """Roll calls in the plain layout."""
    random = Random(f"{seed} calls")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("body", "symbol", "date", "state", "vote"))
        for number in range(many):
            for code in _CODES:
                date = f"2021-{1 + number % 12:02d}-{1 + number % 28:02d}"
                writer.writerow(("UNGA", f"A/RES/75/{number + 1}", date, code, random.choice("YNA")))


def _sentence(random: Random) -> str:
    a, b = random.sample(_STATES, 2)
    return random.choice(_SENTENCES).format(a=a, b=b, n=random.randint(3, 120), m=random.randint(2, 40))
