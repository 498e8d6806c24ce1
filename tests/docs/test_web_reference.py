"""The page of addresses is held against the room: no path, filter or value of it is told wrongly or left out."""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.web.asked import FILTERS
from onrecord.web.places import PLACES, ROW_PLACES

PAGE = (Path(__file__).parents[2] / "docs/reference/web.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| `")
]


def test_every_page_is_told_with_its_filters() -> None:
    """Each path stands in the table with the filters that it takes and whether it is to be had as CSV."""
    told = {
        row[0].strip("`"): (re.findall(r"`(\w+)`", row[2]), row[3]) for row in ROWS if row[0].startswith("`/")
    }
    expected = {
        place.path: (list(place.filters), f"`{place.path}.csv`" if place.table else "") for place in PLACES
    }
    expected |= {
        f"/{place.kind}/ID": (list(place.filters), f"`/{place.kind}/ID.csv`" if place.table else "")
        for place in ROW_PLACES
    }
    assert told.pop("/decisions.jsonl")
    assert told == expected


def test_every_filter_is_told_with_its_values() -> None:
    """Each filter stands in the table with what can be asked for, and some page has it."""
    told = {row[0].strip("`"): row[2] for row in ROWS if not row[0].startswith("`/")}
    assert told == {
        known.name: ", ".join(known.choices) if known.choices else known.kind.value
        for known in FILTERS.values()
    }
    used = {name for place in (*PLACES, *ROW_PLACES) for name in place.filters}
    assert used == set(FILTERS)
