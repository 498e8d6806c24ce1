"""Claims and verdicts on the hand-annotated source documents: every core verdict right and no false alarm.

`python -m evals.claims`; exit code 1 where a pinned floor is missed; skips, and says so, where ../shared is absent.
"""

from __future__ import annotations

import re
import sys

from evals.running import claim_rows
from evals.scoring import SHARED, below, score

FLOORS = {"core claims found": 1.0, "core verdicts right": 1.0, "no false alarms": 1.0}
"""What a change may not fall below."""


def main() -> int:
    """Print the scorer's figures; 1 where one is below its floor."""
    if not (SHARED / "gold" / "seed_claims.jsonl").is_file():
        print("skipped: no annotated source documents beside the project")
        return 0
    printed = score("claims", claim_rows([str(SHARED / "seeds")]))
    print(printed)
    missed = below(claim_figures(printed), FLOORS)
    print(*missed, sep="\n")
    return 1 if missed else 0


def claim_figures(printed: str) -> dict[str, float]:
    """Shares between 0 and 1 out of the scorer's words."""
    shares = re.findall(r"(core claims found|core verdicts right) ([\d.]+)", printed)
    alarms = re.search(r"false alarms [^\d]*(\d+)", printed)
    return {name: float(share) for name, share in shares} | {
        "no false alarms": float(alarms is not None and alarms[1] == "0")
    }


if __name__ == "__main__":
    sys.exit(main())
