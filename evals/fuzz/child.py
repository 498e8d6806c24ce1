"""The child that tries the inputs: a line of JSON for every few of them, and a place in shared memory that says which one it is at.

`python -m evals.fuzz.child` is started by `python -m evals.fuzz`, and goes on until it is done or ended.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from evals.fuzz.fence import Fence
from evals.fuzz.kinds import kind_at, kinds
from evals.fuzz.tally import Tally
from evals.fuzz.trying import try_input

_A_LINE = 200
"""Inputs that a line tells of, at most."""
_PATIENCE = 2.0
"""Seconds after which a line is written in any case."""
_PLACE = struct.Struct("<q")


def main() -> None:
    """Try inputs: the settings are one argument of JSON."""
    wanted: dict[str, Any] = json.loads(sys.argv[1])
    with Path(wanted["place"]).open("r+b") as file:
        place = mmap.mmap(file.fileno(), _PLACE.size)
    folder = Path(tempfile.mkdtemp(dir=wanted["folder"]))
    tempfile.tempdir = str(folder)
    os.environ["TMPDIR"] = str(folder)
    _warm(wanted["only"], wanted["seed"])
    fence = Fence(folder)
    tally, told, first = Tally(), time.monotonic(), wanted["first"]
    until = wanted["until"]
    for number in range(first, until):
        _PLACE.pack_into(place, 0, number)
        if number not in wanted["without"]:
            kind, within = kind_at(number, only=wanted["only"])
            tally.add(kind, within, try_input(kind, wanted["seed"], within, fence))
        if number + 1 == until or number - first >= _A_LINE or time.monotonic() - told > _PATIENCE:
            _say(number + 1, tally)
            tally, told, first = Tally(), time.monotonic(), number + 1


def _warm(only: str | None, seed: int) -> None:
    """Look at something of every kind before anything is watched: models, word lists and modules are loaded now."""
    from evals.fuzz.warming import warm

    warm([kinds()[only]] if only else list(kinds().values()), seed)


def _say(number: int, tally: Tally) -> None:
    print(json.dumps({"next": number, "tally": tally.as_json()}), flush=True)


if __name__ == "__main__":
    main()
