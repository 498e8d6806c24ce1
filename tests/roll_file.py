"""A small file of made votes in the layout of the UN Library, to be imported by tests."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from onrecord.registry import load_registry
from onrecord.vocabulary import PartialDate

_COLUMNS = (
    "undl_id", "ms_code", "ms_name", "ms_vote", "date", "session", "resolution", "draft", "committee_report",
    "meeting", "title", "agenda_title", "subjects", "total_yes", "total_no", "total_abstentions",
    "total_non_voting", "total_ms", "undl_link",
)  # fmt: skip
_TOTALS = {"total_yes": "Y", "total_no": "N", "total_abstentions": "A", "total_non_voting": "X"}


def seats_of(*bodies: str) -> list[str]:
    """Members of bodies in 2006 that had a seat in the Assembly."""
    registry, on = load_registry(), PartialDate(2006, 7, 1)
    seated = {row.member for row in registry.members("UN", on)}
    return sorted({row.member for body in bodies for row in registry.members(body, on)} & seated)


def write_roll_file(path: Path, votes: Mapping[str, tuple[str, Mapping[str, str]]]) -> None:
    """Write votes, symbol -> (day, state -> Y, N, A or X), in the layout of 2025."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS, restval="")
        writer.writeheader()
        for number, (symbol, (day, cast)) in enumerate(votes.items(), start=1):
            totals = {name: list(cast.values()).count(letter) for name, letter in _TOTALS.items()}
            for state, letter in sorted(cast.items()):
                writer.writerow(
                    {
                        "undl_id": number, "ms_code": state, "ms_name": state, "ms_vote": letter, "date": day,
                        "session": symbol.split("/")[2], "resolution": symbol, "title": f"Made question {number}",
                        "total_ms": len(cast), **totals,
                    }
                )  # fmt: skip
