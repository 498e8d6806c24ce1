"""Sessions of the General Assembly in time, beside the days of its resolutions."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from onrecord.record.symbols import session_of, symbol_key, take_apart
from onrecord.registry import load_registry
from onrecord.vocabulary import PartialDate

RESOLUTIONS = Path(__file__).parents[2] / ".." / "shared" / "data" / "un_ga_resolutions.parquet"
MISDATED = {("A/RES/37/84", "1982-02-21")}
"""Resolutions that the Library's record dates before their session began."""


def test_sessions_follow_each_other() -> None:
    """Every regular session is held, and none begins before the one before it."""
    registry = load_registry()
    starts = []
    for number in range(1, 81):
        (meeting,) = registry.meetings("UNGA", "session", number)
        assert meeting.held.first is not None
        starts.append(meeting.held.first.first)
    assert starts == sorted(starts)


@pytest.mark.skipif(not RESOLUTIONS.is_file(), reason="no roll calls beside the project")
def test_resolutions_were_adopted_within_their_session() -> None:
    """The session in a resolution's number is that of its day, and the one its publisher names."""
    registry = load_registry()
    rows = duckdb.execute(
        "SELECT resolution, date::VARCHAR, session FROM read_parquet(?)", [str(RESOLUTIONS)]
    )
    outside, others = set(), set()
    for symbol, day, session in rows.fetchall():
        own = session_of(take_apart(symbol_key(symbol).partition("/RES/")[2]).base)
        if own != session:
            others.add(symbol)
        elif own is not None and own.isdigit():
            (meeting,) = registry.meetings("UNGA", "session", int(own))
            if not meeting.held.may_hold(PartialDate.parse(day)):
                outside.add((symbol, day))
    assert outside == MISDATED
    assert others == {"A/RES/996(ES-IandII)", "A/RES/79/XX", "A/DEC/80/506"}
