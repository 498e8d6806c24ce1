"""The child that reads the files: one line of JSON for each, before it and after it, so that the parent knows which one it was.

`python -m evals.fuzz.child SEED FIRST` goes on until it is ended.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import traceback

from evals.fuzz.checking import check_file
from evals.fuzz.mutating import make_file

MEMORY = 4_000_000_000


def main() -> None:
    """Read files from FIRST on."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    seed, number = int(sys.argv[1]), int(sys.argv[2])
    while True:
        name, data = make_file(seed, number)
        _say(number=number, name=name, size=len(data))
        started, used = time.monotonic(), time.process_time()
        said: dict[str, object] = {}
        try:
            said["outcome"] = dict(check_file(name, data, beat=_beat))
        except Exception as error:
            said["failure"] = f"{type(error).__name__}: {error}"[:500]
            said["trace"] = traceback.format_exc()[-2_000:]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        _say(
            number=number,
            seconds=round(time.monotonic() - started, 2),
            cpu=round(time.process_time() - used, 2),
            memory=memory,
            **said,
        )
        number += 1


def _beat() -> None:
    _say(beat=True)


def _say(**what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
