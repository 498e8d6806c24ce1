"""A run tells what it tried by kind, and names what failed so that it can be made again."""

from __future__ import annotations

import json
import subprocess
import sys
from random import Random

from evals.fuzz.kinds import Kind, Looked
from evals.fuzz.tally import Tally
from evals.fuzz.trying import Tried


def test_a_run_of_one_kind_tells_a_table() -> None:
    """The command tries as many inputs as it is told, in a process of their own."""
    command = [sys.executable, "-m", "evals.fuzz", "--only", "dates", "--inputs", "450"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    table = done.stdout.splitlines()
    assert table[1].split()[:3] == ["dates", "450", "0"]
    assert table[-1].startswith("450 inputs, 0 failed")


def test_what_processes_count_is_counted_together() -> None:
    """Sums are sums, the slowest is the slowest of all, and failures keep their number."""
    kind = Kind(name="made", family="readers", share=1, make=Random.random, look=lambda _: Looked(outcome={}))
    one, other, all_ = Tally(), Tally(), Tally()
    one.add(kind, 3, Tried(outcome={"read": 1}, seconds=0.5))
    other.add(kind, 9, Tried(outcome={"read": 2}, seconds=1.5, failure="took 1.5 s"))
    for tally in (one, other):
        all_.join(json.loads(json.dumps(tally.as_json())))
    held = all_.kinds["made"]
    assert (all_.inputs, all_.failed, held.outcome["read"], held.slowest_number) == (2, 1, 3, 9)
    assert [(failure["kind"], failure["number"]) for failure in all_.failures] == [("made", 9)]
    assert "made" in "\n".join(all_.lines())
