"""`python -m evals.fuzz [--seconds N] [--seed S]`: read broken and hostile files under guard, and tell what became of them.

Ends with 1 where a file crashed or hung the reader, took too much memory, or was neither read nor skipped with a reason.
"""

from __future__ import annotations

import argparse
import json
import selectors
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

LONGEST = 180.0
"""Seconds without a word from the child."""
SLOW = 30.0
"""Seconds of processor time that one document may take; files of many documents may take more."""


@dataclass(slots=True)
class Tally:
    """What was seen so far."""

    files: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, Any]] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    memory: int = 0

    def add(self, began: dict[str, Any], ended: dict[str, Any]) -> None:
        """Count one file."""
        self.files += 1
        self.outcomes.update(ended.get("outcome", {}))
        self.memory = max(self.memory, ended.get("memory", 0))
        self.slowest = sorted([*self.slowest, (ended["cpu"], began["name"])], reverse=True)[:8]
        documents = sum(ended.get("outcome", {}).values()) or 1
        if "failure" in ended or ended["cpu"] > SLOW * documents:
            self.failures.append({**began, **ended})


def main() -> None:
    """Run, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    wanted = parser.parse_args()
    tally = Tally()
    until, number = time.monotonic() + wanted.seconds, wanted.first
    while time.monotonic() < until:
        number = _child(wanted.seed, number, until, tally)
    _print(tally)
    sys.exit(1 if tally.failures else 0)


def _child(seed: int, number: int, until: float, tally: Tally) -> int:
    """Let one child read from `number` on; the number of the next file."""
    command = [sys.executable, "-m", "evals.fuzz.child", str(seed), str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603 (our own module)
        assert child.stdout is not None
        watch = selectors.DefaultSelector()
        watch.register(child.stdout, selectors.EVENT_READ)
        began: dict[str, Any] = {}
        try:
            while time.monotonic() < until:
                line = child.stdout.readline() if watch.select(LONGEST) else ""
                if not line:
                    what = "fell over" if child.poll() is not None else "hung"
                    tally.failures.append({**began, "failure": f"{what} ({child.poll()})"})
                    tally.files += 1
                    return int(began.get("number", number)) + 1
                said = json.loads(line)
                if "name" in said:
                    began = said
                elif "beat" not in said:
                    tally.add(began, said)
                    number = int(said["number"]) + 1
        finally:
            child.kill()
    return number


def _print(tally: Tally) -> None:
    print(
        f"{tally.files} files: {tally.outcomes['read']} documents read, {tally.outcomes['skipped']} skipped with a reason"
    )
    print(
        f"most memory {tally.memory} MB; slowest: {', '.join(f'{name} {seconds:.1f} s' for seconds, name in tally.slowest)}"
    )
    for failure in tally.failures[:40]:
        print(
            f"FAILED {failure.get('number')} {failure.get('name')}: {failure.get('failure') or 'slow'} {failure.get('cpu')}"
        )
        print(failure.get("trace", ""))


if __name__ == "__main__":
    main()
