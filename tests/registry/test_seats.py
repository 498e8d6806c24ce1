"""Seats at the United Nations in time: renamed, handed over, merged; and what came after what."""

from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from onrecord.registry import load_registry
from onrecord.vocabulary import PartialDate

REGISTRY = load_registry()
SHARED = Path(__file__).parents[2] / "../shared/data"
NEEDS_SHARED = pytest.mark.skipif(
    not (SHARED / "un_ga_votes.parquet").exists(), reason="the shared reference data are not here"
)


def _holder(seat: str, on: str) -> tuple[str, int | None, str]:
    held = REGISTRY.seat_holder(seat, PartialDate.parse(on))
    assert held is not None
    return held.holder, held.cow, held.how


def test_a_state_renamed() -> None:
    """One seat, one state, two names: the name is that of the day, and nobody came after anybody."""
    assert _holder("TUR", "2022-05-31") == ("Turkey", 640, "admitted")
    assert _holder("TUR", "2022-06-01") == ("Türkiye", 640, "renamed")
    assert _holder("MKD", "2018") == ("the former Yugoslav Republic of Macedonia", 343, "admitted")
    assert REGISTRY.predecessors("TUR") == REGISTRY.successors("TUR") == ()


def test_a_seat_handed_over() -> None:
    """One seat, two holders: China's changed hands with A/RES/2758(XXVI), the Soviet Union's went on as Russia's."""
    assert _holder("CHN", "1971-10-24") == ("Republic of China", 713, "admitted")
    assert _holder("CHN", "1971-10-25") == ("People's Republic of China", 710, "replaced")
    assert _holder("RUS", "1991-12-23")[0] == "Union of Soviet Socialist Republics"
    assert _holder("RUS", "1991-12-24") == ("Russian Federation", 365, "continued")


@pytest.mark.parametrize(
    ("seat", "on", "holder"),
    [
        ("EGY", "1960", "United Arab Republic"),
        ("EGY", "1972", "Egypt"),
        ("YEM", "1991", "Yemen"),
        ("YMD", "1969", "Southern Yemen"),
        ("DEU", "1980", "Federal Republic of Germany"),
        ("DEU", "1991", "Germany"),
        ("TZA", "1963", "Tanganyika"),
        ("TZA", "1964-06", "United Republic of Tanganyika and Zanzibar"),
        ("MYS", "1960", "Federation of Malaya"),
        ("COD", "1990", "Zaire"),
        ("BFA", "1980", "Upper Volta"),
        ("YUG", "2001", "Yugoslavia"),
        ("SCG", "2004", "Serbia and Montenegro"),
    ],
)
def test_holder_in_time(seat: str, on: str, holder: str) -> None:
    """Unions, partitions and new names are told by the day."""
    assert _holder(seat, on)[0] == holder


@pytest.mark.parametrize(("seat", "on"), [("SYR", "1960"), ("DDR", "1991"), ("CSK", "1995"), ("FRA", "1960")])
def test_no_holder(seat: str, on: str) -> None:
    """A seat that was not there has no holder, and neither has one that no row tells of."""
    assert REGISTRY.seat_holder(seat, PartialDate.parse(on)) is None


def test_what_came_after_what() -> None:
    """Successors and predecessors of states and bodies, each with its day."""
    assert [row.successor for row in REGISTRY.successors("CSK")] == ["CZE", "SVK"]
    assert {row.predecessor for row in REGISTRY.predecessors("YEM")} == {"YMD"}
    assert {row.successor for row in REGISTRY.successors("YUG")} == {"BIH", "HRV", "MKD", "SCG", "SVN"}
    assert [(row.successor, str(row.on)) for row in REGISTRY.successors("OAU")] == [("AU", "2002-07-09")]
    assert REGISTRY.successors("FRA") == ()


def test_holders_of_one_seat_follow_each_other() -> None:
    """No two holders had a seat on one day, and the rows stand in the order of time."""
    for seat, rows in REGISTRY.seat_rows.items():
        for one, other in pairwise(rows):
            assert one.valid.last is not None, seat
            assert other.valid.first is not None, seat
            assert one.valid.last.last < other.valid.first.first, seat


@NEEDS_SHARED
@pytest.mark.parametrize("votes", ["un_ga_votes", "un_sc_votes"])
def test_holders_are_those_of_the_roll_calls(votes: str) -> None:
    """Wherever a seat of the table voted, its holder that day is the state that an independent list numbers."""
    rows = duckdb.execute(
        "select distinct ms_code, cow, date from read_parquet(?)", [str(SHARED / f"{votes}.parquet")]
    ).fetchall()
    differ = set()
    for code, cow, day in rows:
        if REGISTRY.seat_holders(code):
            held = REGISTRY.seat_holder(code, PartialDate(day.year, day.month, day.day))
            if held is None or held.cow != cow:
                differ.add((code, str(day)))
    # The Library's page lists Samoa two weeks before its admission.
    assert differ <= {("WSM", "1976-12-01")}
