"""Collections of short made-up texts with copies among them, and what is compared between two ledgers."""

from __future__ import annotations

import json
import random
from pathlib import Path

from onrecord.ledger import Ledger

COUNTRIES = ("Portugal", "Norway", "Ghana", "Chile", "Japan", "Kenya", "Peru", "Latvia")
VERBS = ("condemned", "welcomed", "supported", "rejected")
THINGS = (
    "the border closure", "the new agreement", "the grain shipments", "the fishing quotas",
    "the river treaty", "the visa rules", "the port blockade", "the ceasefire proposal",
)  # fmt: skip
WORDS = (
    "harbour", "minister", "winter", "railway", "meeting", "village", "engineer", "market", "river", "school",
    "festival", "bridge", "council", "hospital", "station", "factory", "museum", "library", "forest", "valley",
)  # fmt: skip
TABLES = (
    "documents", "paragraphs", "comments", "left_out", "statements", "positions", "claims", "verdicts", "set_aside",
    "sources", "readings", "origins", "origin_documents", "relations", "brought_together", "edits",
)  # fmt: skip


def report(random_: random.Random, *, sentences: int = 7) -> str:
    """A short report of its own."""
    first, second = random_.sample(COUNTRIES, 2)
    lines = [f"{first} {random_.choice(VERBS)} {random_.choice(THINGS)} of {second} on Monday."]
    for _ in range(sentences):
        words = random_.choices(WORDS, k=random_.randint(9, 16))
        lines.append(f"The {' '.join(words)} {random_.randint(2, 900)}.")
    return " ".join(lines)


def collection(seed: int, many: int) -> list[dict[str, str]]:
    """Rows of texts: reports, copies with a changed sentence, word for word copies, and doubles of whole rows."""
    random_ = random.Random(seed)
    rows: list[dict[str, str]] = []
    for number in range(many):
        day = f"2021-0{random_.randint(1, 9)}-{random_.randint(10, 28)}"
        row = {"title": f"Report {number}", "outlet": f"Paper {random_.randint(1, 5)}", "date": day}
        chance = random_.random()
        if rows and chance < 0.1:
            rows.append(dict(random_.choice(rows)))
            continue
        if rows and chance < 0.35:
            sentences = random_.choice(rows)["text"].split(". ")
            sentences[random_.randrange(len(sentences))] = "A spokesman confirmed this later in the week"
            row["text"] = ". ".join(sentences)
        else:
            row["text"] = report(random_)
        rows.append(row)
    return rows


def write_inputs(folder: Path, rows: list[dict[str, str]]) -> list[str]:
    """The rows as inputs of several forms, one of them damaged; their paths."""
    third = len(rows) // 3
    (folder / "texts").mkdir(parents=True)
    for number, row in enumerate(rows[:third]):
        (folder / "texts" / f"{number:04}.txt").write_text(f"{row['title']}\n\n{row['text']}\n")
    (folder / "texts" / "broken.pdf").write_bytes(b"%PDF-1.4 nothing follows")
    lines = [json.dumps(row) for row in rows[third:]]
    lines.insert(2, "{no json")
    (folder / "rows.jsonl").write_text("\n".join(lines) + "\n")
    return [str(folder / "texts"), str(folder / "rows.jsonl"), str(folder / "absent.txt")]


def told(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that a run fills, without its times; sorted, since tables have no order."""
    return {table: sorted(ledger.database.rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}
