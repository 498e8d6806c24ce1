"""`python -m evals.fuzz [--inputs N | --seconds N] [--seed S] [--first N] [--only KIND]`: hostile inputs for readers, extractors and importers.

Ends with 1 where one of them crashed or hung, took too much time or memory, tried to escape, or was neither taken in nor
refused with a reason. A failure is printed with its kind and number, and is made again by `--only KIND --first NUMBER --inputs 1`.
"""

from __future__ import annotations

import argparse
import json
import selectors
import signal
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from evals.fuzz.kinds import kind_at, kinds
from evals.fuzz.tally import Tally

_STILL = 300.0
"""Seconds at one input after which a child is ended."""
_LOOK = 5.0
"""Seconds between two looks at a child that says nothing."""
_TELL = 60.0
"""Seconds between two words on progress."""
_A_CHILD = 100_000
"""Inputs after which a new child is started."""
_NO_END = 1 << 40


@dataclass(slots=True)
class Run:
    """What is to be tried, and how far it is."""

    seed: int
    next: int
    until: int
    only: str | None
    ends: float
    """On the clock."""
    folder: Path
    tally: Tally = field(default_factory=Tally)
    without: list[int] = field(default_factory=list)
    """Inputs that ended a child, which are not tried again."""
    began: float = field(default_factory=time.monotonic)
    told: float = field(default_factory=time.monotonic)
    shown: int = 0
    """Failures that were printed."""

    @property
    def done(self) -> bool:
        """True where nothing is left to try, or no time."""
        return self.next >= self.until or time.monotonic() >= self.ends

    def tell(self, *, now: bool = False) -> None:
        """Print new failures, and progress from time to time."""
        for failure in self.tally.failures[self.shown :]:
            again = f"--seed {self.seed} --only {failure['kind']!r} --first {failure['number']} --inputs 1"
            print(
                f"FAILED {failure['kind']} {failure['number']}: {failure['failure']}\n  {again}\n{failure['trace']}",
                flush=True,
            )
        self.shown = len(self.tally.failures)
        if now or time.monotonic() - self.told > _TELL:
            self.told = time.monotonic()
            rate = self.tally.inputs / max(1.0, self.told - self.began)
            print(
                f"{self.tally.inputs:,} inputs, {self.tally.failed} failed, {rate:.0f} a second; next is {self.next}",
                file=sys.stderr,
                flush=True,
            )


def main() -> None:
    """Run, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, help="stop after so many seconds")
    parser.add_argument("--inputs", type=int, help="stop after so many inputs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--first", type=int, default=0, help="number of the first input: go on where a run was stopped"
    )
    parser.add_argument(
        "--only", choices=sorted(kinds()), help="one kind alone; numbers are then those of the kind"
    )
    wanted = parser.parse_args()
    seconds = (
        wanted.seconds if wanted.seconds is not None else (120.0 if wanted.inputs is None else float("inf"))
    )
    signal.signal(signal.SIGTERM, _interrupt)
    with tempfile.TemporaryDirectory(prefix="onrecord-fuzz-") as folder:
        run = Run(
            seed=wanted.seed, next=wanted.first, until=wanted.first + (wanted.inputs or _NO_END), only=wanted.only,
            ends=time.monotonic() + seconds, folder=Path(folder),
        )  # fmt: skip
        try:
            while not run.done:
                _let_child_run(run)
        except KeyboardInterrupt:
            print(f"interrupted; go on with --first {run.next}", file=sys.stderr)
        run.tell(now=True)
    print("\n".join(run.tally.lines()))
    sys.exit(1 if run.tally.failed else 0)


def _let_child_run(run: Run) -> None:
    """One child, until it has done its share, falls over or hangs."""
    place = run.folder / "place"
    place.write_bytes(struct.pack("<q", run.next))
    settings = {
        "seed": run.seed, "first": run.next, "until": min(run.until, run.next + _A_CHILD), "only": run.only,
        "without": run.without, "place": str(place), "folder": str(run.folder),
    }  # fmt: skip
    command = [sys.executable, "-m", "evals.fuzz.child", json.dumps(settings)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603 (our own module)
        try:
            while not run.done and _hear(run, child, place):
                pass
        finally:
            child.kill()


def _hear(run: Run, child: subprocess.Popen[str], place: Path) -> bool:
    """Take one line in; False where the child has ended, or was ended."""
    assert child.stdout is not None
    with selectors.DefaultSelector() as watch:
        watch.register(child.stdout, selectors.EVENT_READ)
        still, at = 0, -1
        while not watch.select(_LOOK):
            (now,) = struct.unpack("<q", place.read_bytes())
            # Looks are counted, and not the clock: a run that was paused has not hung.
            still, at = (still + 1 if now == at else 0), now
            if time.monotonic() >= run.ends:
                return False
            if still * _LOOK > _STILL:
                _note(run, place, "hung, and was ended")
                return False
    line = child.stdout.readline()
    if not line:
        if child.wait() != 0:
            _note(run, place, f"the process fell over ({child.returncode})")
        return False
    said: dict[str, Any] = json.loads(line)
    run.next = said["next"]
    run.tally.join(said["tally"])
    run.tell()
    return True


def _note(run: Run, place: Path, failure: str) -> None:
    """The input at which a child ended fails, and is left out from now on."""
    (number,) = struct.unpack("<q", place.read_bytes())
    if number in run.without:
        sys.exit(f"no child gets past its start: {failure}")
    kind, within = kind_at(number, only=run.only)
    run.without.append(number)
    run.tally.fail(kind, within, failure)
    run.tally.kinds[kind.name].inputs += 1
    run.tell()


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
