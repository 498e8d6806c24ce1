"""Run the tool over the construction set and its mirrored variants, and print what is right and what is not.

`python -m evals.constructions [--brief] [--show ID] [--only CONSTRUCTION]`; exit code 1 where a pinned floor is missed.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from evals.chains.mirror import Swapper
from evals.constructions.entries import Entry, load_entries, make_document
from evals.constructions.judging import FoundRow, Judgement, found_rows, judge, same_polarity
from evals.constructions.mirror import mirrored, swapper
from evals.scoring import below
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse, load_knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the tool made of one entry, and of its mirrored variant where it has one."""

    entry: Entry
    judgement: Judgement
    found: tuple[FoundRow, ...]
    variant: tuple[FoundRow, ...] = ()
    """The rows of the variant with the names swapped back."""
    mirrors: bool | None = None
    """None for an entry without a variant."""

    @property
    def near(self) -> int:
        """Expected rows for which a row of the same polarity was found."""
        rows = [expected for expected, _ in self.judgement.hits] + list(self.judgement.missed)
        return sum(any(same_polarity(expected, row) for row in self.found) for expected in rows)


@dataclass(frozen=True, slots=True)
class Tool:
    """The tool as a user runs it, opened once."""

    knowledge: Knowledge
    parser: Parser

    def outcome(self, entry: Entry) -> Outcome:
        """Analyse the entry and its variant."""
        found = self._rows(entry)
        judgement = judge(entry, make_document(entry), found)
        variant, swap = mirrored(entry), swapper(entry)
        if variant is None or swap is None:
            return Outcome(entry=entry, judgement=judgement, found=found)
        other = tuple(_swapped(row, swap) for row in self._rows(variant))
        mirrors = sorted(map(astuple, found)) == sorted(map(astuple, other))
        return Outcome(entry=entry, judgement=judgement, found=found, variant=other, mirrors=mirrors)

    def _rows(self, entry: Entry) -> tuple[FoundRow, ...]:
        document = make_document(entry)
        analysis = analyse(document, knowledge=self.knowledge, parser=self.parser)
        return found_rows(document, analysis.positions)


def _swapped(row: FoundRow, swap: Swapper) -> FoundRow:
    return FoundRow(**{name: swap(getattr(row, name)) for name in row.__slots__})


def main() -> int:
    """Print the figures; 1 where one is below its floor."""
    options = argparse.ArgumentParser(prog="python -m evals.constructions", description=__doc__)
    options.add_argument("--brief", action="store_true", help="figures only, no failures")
    options.add_argument(
        "--show", metavar="ID", help="expected and found rows of the entries whose id begins so"
    )
    options.add_argument("--only", metavar="CONSTRUCTION", help="one construction, without floors")
    chosen = options.parse_args()
    entries = [
        entry
        for entry in load_entries()
        if chosen.only in (None, entry.construction) and entry.id.startswith(chosen.show or "")
    ]
    if not entries:
        options.error("no such entry")
    tool = Tool(load_knowledge(), Parser.open())
    outcomes = [tool.outcome(entry) for entry in entries]
    if chosen.show:
        print(*(line for outcome in outcomes for line in _shown(outcome)), sep="\n")
        return 0
    found = figures(outcomes)
    _print_figures(outcomes, found)
    if not chosen.brief:
        print(*(line for outcome in outcomes for line in _failure(outcome)), sep="\n")
    if chosen.only:
        return 0
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
    missed = below(found, floors["constructions"])
    print(*missed, sep="\n")
    return 1 if missed else 0


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares between 0 and 1 by name."""
    judged = [o.judgement for o in outcomes]
    hits, wanted, extra, traps, sprung = _counts(outcomes)
    pairs = [o.mirrors for o in outcomes if o.mirrors is not None]
    precision, recall = _ratio(hits, hits + extra), _ratio(hits, wanted)
    return {
        "entries right": _ratio(sum(j.right for j in judged), len(judged)),
        "row precision": precision,
        "row recall": recall,
        "row f1": _ratio(2 * precision * recall, precision + recall),
        "recall by polarity": _ratio(sum(o.near for o in outcomes), wanted),
        "basis right": 1 - _ratio(sum(len(j.wrong_basis) for j in judged), hits),
        "speaker right": 1 - _ratio(sum(len(j.wrong_speaker) for j in judged), hits),
        "traps kept": 1 - _ratio(sprung, traps),
        "pairs that mirror": _ratio(sum(map(bool, pairs)), len(pairs)),
    }


def _counts(outcomes: Iterable[Outcome]) -> tuple[int, int, int, int, int]:
    """Rows found, wanted and found too much; traps, and those fallen for."""
    judged = [o.judgement for o in outcomes]
    return (
        sum(len(j.hits) for j in judged),
        sum(j.wanted for j in judged),
        sum(len(j.extra) for j in judged),
        sum(j.traps for j in judged),
        sum(len(j.sprung) for j in judged),
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _print_figures(outcomes: Sequence[Outcome], found: dict[str, float]) -> None:
    hits, wanted, extra, traps, sprung = _counts(outcomes)
    pairs = [o for o in outcomes if o.mirrors is not None]
    print(f"entries {len(outcomes)}  rows {wanted}, found {hits}, too much {extra}")
    print(
        f"traps {traps}, fallen for {sprung}  pairs {len(pairs)}, mirror {sum(bool(o.mirrors) for o in pairs)}"
    )
    for name, value in found.items():
        print(f"  {name:20} {value:.3f}")
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.entry.construction].append(outcome)
    print("by construction: entries right, rows found/wanted, too much, traps kept")
    for group, members in sorted(groups.items()):
        hits, wanted, extra, traps, sprung = _counts(members)
        right = sum(o.judgement.right for o in members)
        print(
            f"  {group:20} {right:3}/{len(members):<3} {right / len(members):.2f}"
            f"   rows {hits:3}/{wanted:<3} P {_ratio(hits, hits + extra):.2f} R {_ratio(hits, wanted):.2f}"
            f"   too much {extra:<3} traps {traps - sprung}/{traps}"
        )


def _shown(outcome: Outcome) -> list[str]:
    """An entry with everything that was expected and found."""
    entry = outcome.entry
    lines = [f"{entry.id} [{entry.construction}] {entry.raw['as']}", entry.text]
    for number, reading in enumerate(entry.readings):
        lines += [f"  {'or' if number else 'expected'}  {row.written}" for row in reading]
    lines += [f"  optional  {row.written}" for row in entry.optional]
    lines += [f"  never     {row.written}" for row in entry.none]
    lines += [f"  found     {row}\n            {row.evidence!r}" for row in outcome.found]
    if outcome.mirrors is False:
        lines += [f"  mirrored  {row}" for row in outcome.variant]
    return [*lines, "  right" if outcome.judgement.right else "  WRONG", ""]


def _failure(outcome: Outcome) -> list[str]:
    """What is wrong with an entry, line by line; nothing for a right one."""
    judgement = outcome.judgement
    lines = [f"  missed   {row.written}" for row in judgement.missed]
    lines += [f"  too much {row}" for row in judgement.extra]
    lines += [f"  basis    {expected.written}: {row}" for expected, row in judgement.wrong_basis]
    lines += [f"  speaker  {expected.written}: {row}" for expected, row in judgement.wrong_speaker]
    lines += [f"  trap     {trap}" for trap in judgement.sprung]
    if outcome.mirrors is False:
        lines.append("  the variant does not mirror")
    return (
        [f"{outcome.entry.id} [{outcome.entry.construction}] {outcome.entry.text[:160]!r}", *lines]
        if lines
        else []
    )


if __name__ == "__main__":
    sys.exit(main())
