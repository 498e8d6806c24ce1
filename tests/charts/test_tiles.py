"""The tile map has a square for every seat, no two on one, and reads as the world."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from evals.tiles.__main__ import draft, states_of_today
from onrecord.charts import tiles
from onrecord.charts.tiles import load_tiles, placed
from onrecord.errors import DataError
from onrecord.registry import load_registry
from onrecord.vocabulary import PartialDate

NEIGHBOURS = """
    USA CAN, USA MEX, MEX GTM, COL PAN, COL VEN, BRA ARG, BRA GUY, CHL ARG, PER BOL, HTI DOM, TTO GRD,
    ESP PRT, ESP FRA, FRA BEL, FRA CHE, DEU POL, DEU NLD, DEU DNK, DEU CZE, AUT HUN, ITA SMR, ITA CHE, NOR SWE, SWE FIN,
    FIN EST, EST LVA, LVA LTU, LTU POL, BLR RUS, UKR RUS, UKR MDA, ROU HUN, SRB BGR, SRB MKD, GRC ALB, BGR TUR,
    TUR GEO, TUR ARM, ARM AZE, ARM GEO, AZE IRN, TUR SYR, SYR IRQ, IRQ IRN, IRQ KWT, SAU JOR, SAU YEM, OMN YEM, ISR EGY,
    ISR PSE, MAR DZA, DZA TUN, TUN LBY, LBY EGY, EGY SDN, SDN SSD, ETH ERI, ETH KEN, KEN UGA, KEN TZA, NGA CMR, NGA NER,
    GHA TGO, GHA CIV, SEN GMB, COD COG, COD ZMB, ZAF LSO, ZAF BWA, MOZ ZWE, KAZ UZB, UZB AFG, AFG PAK, PAK IND, IND NPL,
    CHN MNG, THA LAO, THA MYS, MYS SGP, PRK KOR, TLS PNG
"""


def places() -> dict[str, tuple[int, int]]:
    """Column and row of every state of today, by three letters."""
    return {tile.code: tile.place for tile in load_tiles() if not tile.former}


def test_every_member_and_observer_has_one_tile() -> None:
    """The 193 members that the registry knows and the two observer states, and nobody else."""
    text = (files("onrecord.registry") / "data" / "states.csv").read_text(encoding="utf-8")
    seats = {
        row["id"]
        for row in csv.DictReader(text.splitlines())
        if row["kind"] in ("member state", "observer state")
    }
    members = {row.member for row in load_registry().members("UN", PartialDate(2024))}
    today = [tile.state for tile in load_tiles() if not tile.former]
    assert len(today) == len(set(today)) == 195
    assert set(today) == seats
    assert members <= seats
    assert len(members) == 193


def test_no_two_states_share_a_square() -> None:
    """Of states of today, none lies on another."""
    assert len(set(places().values())) == 195


@pytest.mark.parametrize("two", [each.strip() for each in NEIGHBOURS.split(",")])
def test_neighbours_lie_near_each_other(two: str) -> None:
    """States that touch on the ground are at most two squares apart."""
    (column, row), (other_column, other_row) = (places()[code] for code in two.split())
    assert max(abs(column - other_column), abs(row - other_row)) <= 2


def test_north_is_up_and_east_is_right() -> None:
    """Within a region nobody lies on the wrong side of somebody who is far off."""
    rows = states_of_today()
    for one in rows:
        for two in rows:
            if one["region"] != two["region"]:
                continue
            if float(one["latitude"]) - float(two["latitude"]) > 9:
                assert int(one["row"]) <= int(two["row"]), (one["state"], two["state"])
            if float(one["longitude"]) - float(two["longitude"]) > 13:
                assert int(one["column"]) >= int(two["column"]), (one["state"], two["state"])


def test_the_draft_is_what_the_procedure_gives() -> None:
    """Anybody can make the draft again, and the drawn map stays within three squares of it."""
    rows = states_of_today()
    drafted = {row["state"]: (int(row["drafted_column"]), int(row["drafted_row"])) for row in rows}
    assert draft(rows) == drafted
    for row in rows:
        column, line = drafted[row["state"]]
        assert abs(int(row["column"]) - column) + abs(int(row["row"]) - line) <= 3, row["state"]


@pytest.mark.parametrize("former", ["CSK", "DDR", "EAZ", "SCG", "YMD", "YUG"])
def test_a_former_state_has_its_square_when_it_has_a_seat(former: str) -> None:
    """It takes the place of one that has no seat then; without a seat it is not on the map."""
    found, lost = placed([former, "FRA", "TZA", "YEM", "DEU"])
    assert former in found
    assert not lost
    assert len(set(found.values())) == len(found)
    assert former not in placed(["FRA"])[0]


def test_two_seats_on_one_square_are_both_kept() -> None:
    """Czechia and Czechoslovakia never sat together; if somebody says so, one of them is shown apart."""
    found, lost = placed(["CSK", "CZE"])
    assert "CZE" in found
    assert lost == ("CSK",)


def test_a_layout_with_two_states_on_one_square_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Whoever moves a tile onto another is told which row is wrong."""
    row = "{},1,1,1,1,Europe,Town,1.0,1.0,,,an atlas"
    (tmp_path / "tiles.csv").write_text(
        "\n".join([",".join(tiles.COLUMNS), row.format("AAA"), row.format("BBB")]), encoding="utf-8"
    )
    monkeypatch.setattr(tiles, "files", lambda _: tmp_path)
    with pytest.raises(DataError, match="two states"):
        load_tiles.__wrapped__()
