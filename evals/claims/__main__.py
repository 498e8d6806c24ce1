"""Lay the checker beside texts whose answers are known: the annotated documents, texts written by hand, generated ones.

`python -m evals.claims [--half dev|test] [--count N] [--only FAMILY] [--show] [--record LEDGER]`; exit code 1 where a pinned
floor is missed. Where ../shared is absent there is no full record, nothing is measured, and it says so.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

from evals.claims.generate import generate
from evals.claims.handmade import load_texts
from evals.claims.judging import Outcome, run
from evals.claims.printing import shown, table, worst
from evals.claims.seeds import seed_figures
from evals.claims.templates import HALVES, HERE
from evals.claims.votes import make_world
from evals.scoring import SHARED, below
from onrecord.ledger import Ledger
from onrecord.parse import Parser
from onrecord.pipeline import load_knowledge
from onrecord.record import Record, load_record
from onrecord.registry import load_registry
from onrecord.vocabulary import ActorKind

_SEED = 6
_COUNT = 750
"""Documents of each half in a run with floors."""


def main() -> int:
    """Print the figures; 1 where one is below its floor."""
    options = argparse.ArgumentParser(prog="python -m evals.claims", description=__doc__)
    options.add_argument("--half", choices=HALVES, help="only generated claims of this half, without floors")
    options.add_argument(
        "--count", type=int, default=_COUNT, help="documents of a half (default %(default)s)"
    )
    options.add_argument("--only", metavar="FAMILY", help="one family of generated claims, without floors")
    options.add_argument("--hand", action="store_true", help="only the texts written by hand, without floors")
    options.add_argument("--show", action="store_true", help="print what was missed, with the text")
    options.add_argument(
        "--worst",
        type=int,
        default=0,
        metavar="N",
        help="the N templates that fail most often, with an example",
    )
    options.add_argument("--seed", type=int, default=_SEED, help="another draw (default %(default)s)")
    options.add_argument("--record", type=Path, help="a ledger with the full record (default: made anew)")
    chosen = options.parse_args()
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
    is_part = bool(chosen.half or chosen.only or chosen.hand)
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
    if chosen.hand or not is_part:
        written = tuple(run(load_texts(), knowledge=knowledge, parser=parser))
        missed += report("written by hand", written, chosen, {} if is_part else floors["handmade"])
    if chosen.hand:
        return 0
    world = make_world(knowledge.registry, record)
    for half in HALVES if chosen.half is None else (chosen.half,):
        items = generate(world, half=half, count=chosen.count, seed=chosen.seed, only=chosen.only)
        outcomes = tuple(run(items, knowledge=knowledge, parser=parser))
        missed += report(f"generated, {half} half", outcomes, chosen, {} if is_part else floors[half])
    print(*missed, sep="\n")
    return 1 if missed else 0


def report(
    name: str, outcomes: Sequence[Outcome], chosen: argparse.Namespace, floors: dict[str, float]
) -> list[str]:
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
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "record.duckdb", reading=paths) as held,
    ):
        result = held.import_record(paths, states=states, tool="onrecord evals")
        if result.skipped:
            raise RuntimeError(f"not measured: {result.skipped[0]}")
        return held.roll.record(load_record())


if __name__ == "__main__":
    sys.exit(main())
