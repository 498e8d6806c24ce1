"""Draw positions to read, or count the judgements of the two sheets: positions, and claims with their verdicts.

`python -m evals.audit --draw FOLDER` writes one text file a genre to read (outside the project: it holds words of the
corpus) and `sheet.csv` without judgements. Without it the sheet beside this file is counted; exit code 1 below a floor.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tomllib
from collections import Counter
from pathlib import Path

from evals.audit.draw import Drawn, draw
from onrecord.parse import Parser
from onrecord.pipeline import load_knowledge

_HERE = Path(__file__).parent
_SEED = 2027
COLUMNS = [
    "number",
    "genre",
    "document",
    "start",
    "end",
    "holder",
    "stance",
    "toward",
    "basis",
    "rule",
    "trigger_start",
    "trigger_end",
    "right",
    "reason",
]


def main() -> int:
    """0, or 1 where the share of right rows is below its floor."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--draw", type=Path, metavar="FOLDER")
    arguments.add_argument("--seed", type=int, default=_SEED)
    given = arguments.parse_args()
    if given.draw is not None:
        _write(given.draw, given.seed)
        return 0
    return _count()


def _write(folder: Path, seed: int) -> None:
    drawn = list(draw(seed=seed, knowledge=load_knowledge(), parser=Parser.open()))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "sheet.csv").open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerow(COLUMNS)
        for number, row in enumerate(drawn, start=1):
            sheet.writerow(_cells(number, row))
    for genre in sorted({row.genre for row in drawn}):
        texts = [_reading(n, row) for n, row in enumerate(drawn, start=1) if row.genre == genre]
        (folder / f"{genre}.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    print(f"{len(drawn)} positions to read in {folder}")


def _cells(number: int, row: Drawn) -> list[object]:
    p = row.position
    return [
        number,
        row.genre,
        row.source,
        p.evidence.start,
        p.evidence.end,
        p.holder.actor.id,
        p.stance,
        p.toward.actor.id if p.toward else "",
        p.basis,
        p.rule,
        p.trigger.start,
        p.trigger.end,
        "",
        "",
    ]


def _reading(number: int, row: Drawn) -> str:
    """A position with the words around it."""
    p, text = row.position, row.document.text
    before = text[max(0, p.evidence.start - 500) : p.evidence.start]
    after = text[p.evidence.end : p.evidence.end + 200]
    toward = p.toward.actor.id if p.toward else None
    head = (
        f"## {number} | {row.document.title} | {row.document.date} | {row.document.kind}\n"
        f"{p.holder.actor.id} | {p.stance} | {toward} | basis {p.basis} ({p.basis_reason}) | rule {p.rule}"
        f" | trigger {p.trigger.of(text)!r}\n"
        f"about: {p.about} | chain: {' > '.join(link.name for link in p.chain)} | ended: {p.ended} | modality: {p.modality}"
    )
    return f"{head}\n... {before} >>>{p.evidence.of(text)}<<< {after} ..."


def _count() -> int:
    floors = tomllib.loads((_HERE / "floors.toml").read_text("utf-8"))
    print("positions, by genre")
    positions = _share("sheet.csv", "genre", floors["audit"]["right"])
    print("claims, by kind")
    claims = _share("claims.csv", "kind", floors["claims"]["right"])
    with (_HERE / "claims.csv").open(encoding="utf-8", newline="") as file:
        wrong = [row for row in csv.DictReader(file) if (row["verdict"], row["right"]) == ("differs", "no")]
    print(f"said to differ, wrongly: {len(wrong)}")
    return int(not (positions and claims) or bool(wrong))


def _share(sheet: str, by: str, floor: float) -> bool:
    """Print the shares judged right; True where the whole is at its floor."""
    with (_HERE / sheet).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = Counter(row[by] for row in rows if row["right"] == "yes")
    for group, number in sorted(Counter(row[by] for row in rows).items()):
        print(f"  {group:17} {right[group]}/{number} right, {right[group] / number:.2f}")
    share = sum(right.values()) / len(rows)
    print(f"  {'all':17} {sum(right.values())}/{len(rows)} right, {share:.3f}; floor {floor}")
    return share >= floor


if __name__ == "__main__":
    sys.exit(main())
