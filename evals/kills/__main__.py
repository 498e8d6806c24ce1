"""`python -m evals.kills [--kills N] [--seed S] [--programs K]`: kill everything that writes at random moments, and tell what was lost.

Most of the killed processes are forks of this one, which has language model and knowledge loaded and never opens a ledger;
K of the kills are of whole programs. Ends with 1 where anything was found.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

from evals.kills import children, made
from evals.kills.children import Tell
from evals.kills.jobs import DECISIONS, LEDGER, WHOLE, Job, jobs
from evals.kills.killing import Killer, Tally
from onrecord import assembly, review
from onrecord.documents import read_document
from onrecord.ledger import Ledger


def main() -> None:
    """Kill, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--programs", type=int, default=0, help="kills of whole programs among them")
    parser.add_argument("--only", help="one kind of work, by name")
    wanted = parser.parse_args()
    began = time.monotonic()
    random = Random(wanted.seed)
    known = [job for job in jobs() if wanted.only in (None, job.name)]
    with tempfile.TemporaryDirectory(prefix="onrecord-kills-") as name:
        before = Path(name)
        _prepare(before)
        tallies = [
            *_kill(known, before, random, wanted.kills - wanted.programs, as_program=False),
            *_kill([job for job in known if job.arguments], before, random, wanted.programs, as_program=True),
        ]
    _print(tallies, time.monotonic() - began)
    sys.exit(1 if any(tally.findings for tally in tallies) else 0)


def _prepare(before: Path) -> None:
    """Load everything that forks need, and let forks make the ledger and the decisions that other work starts from."""
    made.make_documents(before / "warm", 2, 8)
    for text in sorted((before / "warm").glob("0*.txt")):  # what is made on first use is made here
        assembly.analyse(read_document(text))
    run = jobs()[0]
    for work in (
        lambda tell: run.prepare(before, before, 1),
        lambda tell: run.work(before, Random(1), tell),
        lambda tell: _make_whole(before, tell),
    ):
        ended = children.fork(work)
        assert ended.code == 0, ended.told


def _make_whole(before: Path, _: Tell) -> None:
    """A finished ledger with roll calls, and decisions about it that it does not hold."""
    importing = next(job for job in jobs() if job.name == "record import")
    importing.prepare(before, before, 1)
    importing.work(before, Random(1), _)
    ledger = before / LEDGER
    (before / WHOLE).write_bytes(ledger.read_bytes())
    with Ledger.open(ledger) as opened:
        for row in opened.positions():
            review.accept(opened, row.position.id, reviewer="Eve")
        (before / DECISIONS).write_text("".join(review.export_decisions(opened)), "utf-8")


def _kill(known: Sequence[Job], before: Path, random: Random, kills: int, *, as_program: bool) -> list[Tally]:
    """Kill each kind of work in turn until there were so many kills."""
    if kills <= 0:
        return []
    killers = [Killer(job, before, random, as_program=as_program) for job in known]
    done = 0
    with suppress(KeyboardInterrupt):  # what was seen until then is told
        while done < kills:
            for killer in killers:
                done += killer.trial()
                print(f"\r{done} of {kills}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return [killer.tally for killer in killers]


def _print(tallies: Sequence[Tally], seconds: float) -> None:
    kills, trials = sum(tally.kills for tally in tallies), sum(tally.trials for tally in tallies)
    print(f"{kills} kills in {trials} trials, {seconds:.0f} s")
    for tally in tallies:
        stages = ", ".join(f"{stage} {count}" for stage, count in tally.stages.most_common())
        print(f"{tally.name:24} {tally.kills:5} kills of {tally.seconds:5.2f} s; at: {stages}")
    for tally in tallies:
        for finding, count in tally.findings.most_common():
            print(f"FOUND {tally.name}: {count} x {finding}")
    if not any(tally.findings for tally in tallies):
        print("nothing was lost, nothing is wrong")


if __name__ == "__main__":
    main()
