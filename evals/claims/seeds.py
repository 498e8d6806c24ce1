"""Claims and verdicts on the hand-annotated source documents: every core verdict right and no false alarm."""

from __future__ import annotations

import re

from evals.running import claim_rows
from evals.scoring import SHARED, score


def seed_figures() -> dict[str, float] | None:
    """Shares between 0 and 1, after printing the scorer's words; None where the documents are absent."""
    if not (SHARED / "gold" / "seed_claims.jsonl").is_file():
        return None
    printed = score("claims", claim_rows([str(SHARED / "seeds")]))
    print(printed)
    return claim_figures(printed)


def claim_figures(printed: str) -> dict[str, float]:
    """Shares between 0 and 1 out of the scorer's words."""
    shares = re.findall(r"(core claims found|core verdicts right) ([\d.]+)", printed)
    alarms = re.search(r"false alarms [^\d]*(\d+)", printed)
    return {name: float(share) for name, share in shares} | {
        "no false alarms": float(alarms is not None and alarms[1] == "0")
    }
