"""Lay the checker beside texts whose answers are known: the annotated documents, texts written by hand, generated ones.

`python -m evals.claims [--half dev|test] [--count N] [--only FAMILY] [--show] [--record LEDGER]`; exit code 1 where a pinned
floor is missed. Where ../shared is absent there is no full record: then only the texts written by hand are measured whose
answer is in the bundled record, and it says so.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.claims.expected import DIFFERS
from evals.claims.generate import generate
from evals.claims.handmade import load_texts
from evals.claims.judging import Outcome, run
from evals.claims.seeds import seed_figures
from evals.claims.templates import HALVES, HERE
from evals.claims.votes import make_world
from evals.scoring import SHARED, below
from onrecord.ledger import Ledger
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, load_knowledge
from onrecord.record import Record, load_record
from onrecord.registry import load_registry
from onrecord.vocabulary import ActorKind

_SEED = 6
_COUNT = 750
"""Documents of each half in a run with floors."""


@dataclass(slots=True)
class Count:
    """Figures of one family."""

    documents: int = 0
    expected: int = 0
    found: int = 0
    right: int = 0
    alarms: int = 0
    wrong_said: int = field(default=0)
    """Expected claims that are wrong."""

    def take(self, outcome: Outcome) -> None:
        """Add one document."""
        self.documents += 1
        self.alarms += bool(outcome.alarms)
        for wanted, found, right in outcome.judged():
            self.expected += 1
            self.wrong_said += DIFFERS in wanted.verdicts
            self.found += found
            self.right += right

    def figures(self) -> dict[str, float]:
        """Shares between 0 and 1; alarms as the share of documents without one."""
        return {
            "found": self.found / max(1, self.expected),
            "verdict right": self.right / max(1, self.found),
            "no false alarm": 1 - self.alarms / max(1, self.documents),
        }


def main() -> int:
    """Print the figures; 1 where one is below its floor."""
    options = argparse.ArgumentParser(prog="python -m evals.claims", description=__doc__)
    options.add_argument("--half", choices=HALVES, help="only generated claims of this half, without floors")
    options.add_argument("--count", type=int, default=_COUNT, help="documents of a half (default %(default)s)")
    options.add_argument("--only", metavar="FAMILY", help="one family of generated claims, without floors")
    options.add_argument("--show", action="store_true", help="print what was missed, with the text")
    options.add_argument("--worst", type=int, default=0, metavar="N", help="the N templates that fail most often, with an example")
    options.add_argument("--seed", type=int, default=_SEED, help="another draw (default %(default)s)")
    options.add_argument("--record", type=Path, help="a ledger with the full record (default: made anew)")
    chosen = options.parse_args()
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
    is_part = bool(chosen.half or chosen.only)
    missed: list[str] = []
    if not is_part:
        seeds = seed_figures()
        print("skipped: no annotated source documents beside the project" if seeds is None else "")
        missed += below(seeds, floors["seeds"]) if seeds is not None else []
    record = full_record(chosen.record)
    if record is None:
        print("skipped: no votes of the full record beside the project")
        return 1 if missed else 0
    knowledge, parser = load_knowledge(record=record), Parser.open()
    if not is_part:
        written = tuple(run(load_texts(), knowledge=knowledge, parser=parser))
        missed += report("written by hand", written, chosen, floors["handmade"])
    world = make_world(knowledge.registry, record)
    for half in HALVES if chosen.half is None else (chosen.half,):
        items = generate(world, half=half, count=chosen.count, seed=chosen.seed, only=chosen.only)
        outcomes = tuple(run(items, knowledge=knowledge, parser=parser))
        missed += report(f"generated, {half} half", outcomes, chosen, {} if is_part else floors[half])
    print(*missed, sep="\n")
    return 1 if missed else 0


def report(name: str, outcomes: Sequence[Outcome], chosen: argparse.Namespace, floors: dict[str, float]) -> list[str]:
    """Print the table and what was asked for besides; the figures below their floors."""
    print(f"{name}: {len(outcomes)} documents")
    total = table(outcomes)
    if chosen.show:
        print(*(line for outcome in outcomes for line in shown(outcome)), sep="\n")
    print(*worst(outcomes, chosen.worst), sep="\n")
    return [f"{name}: {line}" for line in below(total.figures(), floors)]


def full_record(ledger: Path | None) -> Record | None:
    """The bundled record joined with the votes beside the project; None where these are absent."""
    if ledger is not None:
        with Ledger.open(ledger, read_only=True) as held:
            return held.roll.record(load_record())
    paths = sorted((SHARED / "data").glob("un_*.parquet"))
    if not paths:
        return None
    registry = load_registry()
    states = {id_ for id_, actor in registry.actors.items() if actor.kind is ActorKind.STATE}
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "record.duckdb") as held:
        held.import_record(paths, states=states, tool="onrecord evals")
        return held.roll.record(load_record())


def table(outcomes: Iterable[Outcome]) -> Count:
    """Print the figures of each family and of all, which are handed back."""
    families: dict[str, Count] = defaultdict(Count)
    total = Count()
    for outcome in outcomes:
        families[outcome.item.family].take(outcome)
        total.take(outcome)
    print(f"{'family':14} {'documents':>9} {'claims':>6} {'wrong':>6} {'found':>7} {'verdict right':>14} {'false alarms':>13}")
    for name, count in [*sorted(families.items()), ("all", total)]:
        shares = count.figures()
        found = f"{shares['found']:7.3f} {shares['verdict right']:14.3f}" if count.expected else f"{'-':>7} {'-':>14}"
        print(f"{name:14} {count.documents:9} {count.expected:6} {count.wrong_said:6} {found} {count.alarms:13}")
    per = 10_000 * total.alarms / max(1, total.documents)
    print(f"documents with a false alarm: {per:.0f} in 10,000")
    return total


def shown(outcome: Outcome) -> Sequence[str]:
    """What is amiss in a document, line by line; nothing for a right one."""
    text, lines = outcome.item.document.text, []
    for (wanted, hits), (_, found, right) in zip(outcome.hits, outcome.judged(), strict=True):
        if not found:
            lines.append(f"  missed   {wanted.span.of(text)!r} {wanted.kinds} {dict(wanted.terms)}")
        elif not right:
            lines += [
                f"  verdict  {claim.span.of(text)!r} {claim.kind} is {verdict.value}, not {wanted.verdict}: {verdict.record_says[:120]} {verdict.searched}"
                for claim, verdict in hits
            ]
    lines += [
        f"  alarm    {claim.span.of(text)!r} {claim.kind} {dict(claim.terms)}: {verdict.record_says[:120]}"
        for claim, verdict in outcome.alarms
    ]
    document = outcome.item.document
    return [f"{outcome.item.id} [{document.date}, {document.outlet}: {document.title}] {text!r}", *lines] if lines else []


def worst(outcomes: Iterable[Outcome], number: int) -> list[str]:
    """The templates with the most failures of one sort; each with how often it was tried, and an example."""
    tried: Counter[str] = Counter()
    failed: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        pattern = outcome.item.pattern
        tried[pattern] += 1
        for sort in sorted(set(_failures(outcome))):
            failed[pattern, sort].append(outcome)
    lines = []
    ranked = sorted(failed.items(), key=lambda row: (-len(row[1]) / tried[row[0][0]], -len(row[1]), row[0]))
    for (pattern, sort), rows in ranked[:number]:
        lines += [f"## {sort}: {len(rows)} of {tried[pattern]}, {pattern}", *shown(rows[0]), ""]
    return lines


def _failures(outcome: Outcome) -> Iterator[str]:
    for (wanted, hits), (_, found, right) in zip(outcome.hits, outcome.judged(), strict=True):
        if not found:
            yield "missed"
        elif not right:
            yield f"{'/'.join(sorted({verdict.value for _, verdict in hits}))} for {wanted.verdict}"
    if outcome.alarms:
        yield "false alarm"


if __name__ == "__main__":
    sys.exit(main())
