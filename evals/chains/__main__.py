"""Run the tool over the chain set and its mirrored variants, and print what is right and what is not.

`python -m evals.chains [--brief]`; exit code 1 where a pinned floor is missed; `--brief` leaves the failures out.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.chains.entries import Entry, load_entries, make_document
from evals.chains.judging import LEVELS, Judgement, judge, names, sprung
from evals.chains.mirror import Swapper, mirrored, swapper
from evals.scoring import below
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse, load_knowledge
from onrecord.vocabulary import Document, Statement

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the tool made of one entry, and of its mirrored variant where it has one."""

    entry: Entry
    judgements: tuple[Judgement, ...]
    sprung: tuple[str, ...]
    mirrors: bool | None
    """None for an entry without a variant."""
    mirrored: tuple[Judgement, ...] = ()


def main() -> int:
    """Print the figures; 1 where one is below its floor."""
    options = argparse.ArgumentParser(prog="python -m evals.chains", description=__doc__)
    options.add_argument("--brief", action="store_true", help="figures only, no failures")
    brief: bool = options.parse_args().brief
    tool = Tool(load_knowledge(), Parser.open())
    outcomes = [tool.outcome(entry) for entry in load_entries()]
    found = figures(outcomes)
    _print_figures(outcomes, found)
    if not brief:
        _print_failures(outcomes)
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
    missed = below(found, floors["chains"])
    print(*missed, sep="\n")
    return 1 if missed else 0


@dataclass(frozen=True, slots=True)
class Tool:
    """The tool as a user runs it, opened once."""

    knowledge: Knowledge
    parser: Parser

    def outcome(self, entry: Entry) -> Outcome:
        """Analyse the entry and its variant."""
        document, statements = self._statements(entry)
        variant = mirrored(entry) if entry.swap else None
        mirrors: bool | None = None
        judged: tuple[Judgement, ...] = ()
        if variant is not None:
            other, found = self._statements(variant)
            judged = judge(variant, other.text, found)
            mirrors = _rows(document, statements, swapper(entry)) == _rows(other, found, None)
        return Outcome(
            entry=entry,
            judgements=judge(entry, document.text, statements),
            sprung=sprung(entry, document.text, statements),
            mirrors=mirrors,
            mirrored=judged,
        )

    def _statements(self, entry: Entry) -> tuple[Document, tuple[Statement, ...]]:
        document = make_document(entry)
        return document, analyse(document, knowledge=self.knowledge, parser=self.parser).statements


def _rows(document: Document, statements: Iterable[Statement], swap: Swapper | None) -> list[Row]:
    """Everything that was found, in words, with the names swapped where a swap is given."""

    def told(value: str | None) -> str:
        return swap(value) if swap and value else value or ""

    rows = []
    for statement in statements:
        chain = tuple(
            (
                told(link.name),
                told(link.actor),
                *(told(span.of(document.text)) if span else "" for span in (link.source, link.cue)),
            )
            for link in statement.chain
        )
        rows.append((chain, tuple(told(span.of(document.text)) for span in statement.content)))
    return sorted(rows)


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares between 0 and 1 by name."""
    judged = [j for o in outcomes for j in o.judgements]
    traps = sum(len(o.entry.none) for o in outcomes)
    pairs = [o for o in outcomes if o.mirrors is not None]
    variants = [j for o in pairs for j in o.mirrored]
    found = {f"{level} right": _share(j.level > i for j in judged) for i, level in enumerate(LEVELS)}
    found["statements right"] = found.pop(f"{LEVELS[-1]} right")
    found["traps respected"] = 1 - sum(len(o.sprung) for o in outcomes) / traps
    found["pairs that mirror"] = _share(bool(o.mirrors) for o in pairs)
    found["mirrored statements right"] = _share(j.right for j in variants)
    return found


def _share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else 0.0


def _print_figures(outcomes: Sequence[Outcome], found: dict[str, float]) -> None:
    judged = [(o, j) for o in outcomes for j in o.judgements]
    pairs = [o for o in outcomes if o.mirrors is not None]
    print(f"entries {len(outcomes)}  statements {len(judged)}  right {sum(j.right for _, j in judged)}")
    print(
        f"traps {sum(len(o.entry.none) for o in outcomes)}  symmetrical pairs {len(pairs)}, mirror {sum(bool(o.mirrors) for o in pairs)}"
    )
    for name, value in found.items():
        print(f"  {name:26} {value:.3f}")
    _print_groups("by construction", [(o.entry.construction, j) for o, j in judged])
    _print_groups(
        "by number of links", [(str(sum(not w.optional for w in j.expected.chain)), j) for _, j in judged]
    )


def _print_groups(title: str, judged: Iterable[tuple[str, Judgement]]) -> None:
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for group, judgement in judged:
        groups[group].append(judgement)
    print(f"{title}: right/all, share")
    for group, members in sorted(groups.items()):
        right = sum(j.right for j in members)
        print(f"  {group:26} {right:3}/{len(members):<3} {right / len(members):.2f}")


def _print_failures(outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        entry = outcome.entry
        lines = [line for j in outcome.judgements if not j.right for line in _failure(j)]
        lines += [f"  trap: {fragment!r}" for fragment in outcome.sprung]
        if outcome.mirrors is False:
            lines.append(f"  the variant does not mirror: {entry.swap}")
        if lines:
            print(f"{entry.id} [{entry.construction}]", *lines, sep="\n")


def _failure(judgement: Judgement) -> list[str]:
    """Three lines: the fragment with the reason, the expected chain, the found one."""
    wanted = " > ".join(
        f"({link.names[0]})" if link.optional else link.names[0] for link in judgement.expected.chain
    )
    found = names(judgement.found) if judgement.found is not None else "-"
    return [
        f"  {judgement.expected.content[:60]!r}: {judgement.reason}",
        f"    expected {wanted}",
        f"    found    {found}",
    ]


if __name__ == "__main__":
    sys.exit(main())
