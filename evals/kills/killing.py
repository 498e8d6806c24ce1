"""Kills one kind of work again and again, and holds every ledger that is left against what must hold.

A trial starts from a fresh folder, is killed once or several times in a row, and is then let end.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from evals.kills import children
from evals.kills.children import Ended, Tell
from evals.kills.jobs import LEDGER, Job, watched
from evals.kills.state import differences, faults, state
from onrecord.errors import LedgerError

_SEEDS = 4
"""As many different folders are worked in; each is worked in undisturbed first, which measures the length of the work."""
_AGAIN = 0.5
"""How often the work that is done again is killed too."""
_MOST_IN_A_ROW = 6
_ON_ITS_WAY = ("no such ledger", "holds nothing yet", "is of an older version")
"""How a ledger may be that was killed while it was made or brought up to date."""


@dataclass(slots=True)
class Tally:
    """What became of one kind of work."""

    name: str
    seconds: float = 0.0
    """Its length, undisturbed."""
    kills: int = 0
    trials: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)


class Killer:
    """One kind of work in one way (forks or whole programs), with what it comes to undisturbed."""

    def __init__(self, job: Job, before: Path, random: Random, *, as_program: bool) -> None:
        self.job, self.before, self.random = job, before, random
        self.as_program = as_program
        self.tally = Tally(f"{job.name} (program)" if as_program else job.name)
        self._expected: list[dict[str, str]] = []
        """What each seed comes to undisturbed."""
        self.tally.seconds = statistics.median(
            [self._undisturbed(seed) for seed in range(1 if as_program else _SEEDS)]
        )

    def trial(self) -> int:
        """One trial; how many kills it took."""
        seed = self.random.randrange(len(self._expected))
        kills, tries, acknowledged = 0, 0, list[str]()
        with self._folder(seed) as name:
            folder = Path(name)
            while tries < _MOST_IN_A_ROW and (not kills or self.random.random() < _AGAIN):
                after = self.random.uniform(0, self.tally.seconds)
                ended = self._work(folder, self.random.randrange(1 << 16), kill_after=after)
                kills += ended.killed
                tries += 1
                acknowledged += ended.acknowledged
                self.tally.stages[ended.stage] += 1
                if not ended.killed:
                    self._note(ended, "before it was killed")
                self._check(folder, acknowledged, "after the kill")
            ended = self._work(folder, self.random.randrange(1 << 16))
            acknowledged += ended.acknowledged
            self._note(ended, "done again")
            self._check(folder, acknowledged, "done again", expected=self._expected[seed])
        self.tally.kills += kills
        self.tally.trials += 1
        return kills

    # --- Parts ------------------------------------------------------------------------------

    def _folder(self, seed: int) -> tempfile.TemporaryDirectory[str]:
        held = tempfile.TemporaryDirectory(prefix="onrecord-kills-")
        done = children.fork(lambda _: self.job.prepare(Path(held.name), self.before, seed))
        assert done.code == 0, done.told
        return held

    def _work(self, folder: Path, seed: int, *, kill_after: float | None = None) -> Ended:
        if self.as_program:
            assert self.job.arguments is not None
            return children.start(self.job.arguments(folder), kill_after=kill_after)

        def work(tell: Tell) -> None:
            tell("opening")
            watched(self.job.work, tell)(folder, Random(seed))

        return children.fork(work, kill_after=kill_after)

    def _undisturbed(self, seed: int) -> float:
        """Work to the end, and keep what it comes to; how long it took."""
        with self._folder(seed) as name:
            folder = Path(name)
            ended = self._work(folder, seed)
            self._note(ended, "undisturbed")
            answer = self._asked(lambda tell: tell(json.dumps(state(folder / LEDGER))))
            self._expected.append(answer if self.job.repeats else {})
        return ended.seconds

    def _asked(self, question: children.Work) -> dict[str, str]:
        """The answer of a fork: this process never opens a ledger, so that it can be forked."""
        ended = children.fork(question)
        answer: dict[str, str] = json.loads(ended.told[-1]) if ended.code == 0 else {}
        self._note(ended, "asking")
        return answer

    def _check(
        self,
        folder: Path,
        acknowledged: Sequence[str],
        when: str,
        *,
        expected: dict[str, str] | None = None,
    ) -> None:
        """Open the ledger as a user would, and note everything that is not as it must be."""

        def check(tell: Tell) -> None:
            for finding in _findings(self.job, folder, acknowledged, expected):
                tell(f"finding {finding}")

        ended = children.fork(check)
        self._note(ended, f"checked {when}")
        for line in ended.told:
            if line.startswith("finding "):
                self.tally.findings[
                    f"{when}: {line.removeprefix('finding ')}"[:300].replace(str(folder), "")
                ] += 1

    def _note(self, ended: Ended, when: str) -> None:
        """What the process itself says went wrong."""
        for line in ended.told:
            if line.startswith("error "):
                self.tally.findings[f"{when}: {line[-400:]}"] += 1
        if ended.killed or ended.code not in (0, 3):  # 3: the empty text is skipped
            last = ended.told[-1] if ended.told else ""
            self.tally.findings[f"{when}: ended with {ended.code}: {last[-300:]}"] += 1
        if ended.orphans:
            self.tally.findings[f"{when}: helpers lived on"] += 1


def _findings(
    job: Job, folder: Path, acknowledged: Sequence[str], expected: dict[str, str] | None
) -> Iterator[str]:
    """What is wrong in a folder; `expected` is the state that the ledger must have, None where it may be on its way."""
    ledger = folder / LEDGER
    try:
        yield from faults(ledger)
    except LedgerError as error:
        if expected is not None or acknowledged or not any(sign in error.what for sign in _ON_ITS_WAY):
            yield str(error)
        return
    yield from job.lost(folder, acknowledged)
    if expected is not None:
        yield from differences(state(ledger), expected)
        yield from _left_over(folder)


def _left_over(folder: Path) -> Iterator[str]:
    """Files that nobody needs: logs and parts."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".wal", ".part"):
            yield f"{path.suffix} is left over"
