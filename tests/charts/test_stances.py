"""Charts of positions: ascribed never looks like declared, copies count once, and drawings show themselves offline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onrecord
from onrecord.charts import (
    Drawing,
    StanceCount,
    stance_matrix,
    stance_matrix_table,
    stance_years,
    stance_years_table,
    svg,
    vote_map_chart,
)
from onrecord.errors import UsageError


def count(**changes: object) -> StanceCount:
    """Arcadia is friendly to Borduria in two reports, declared."""
    made: dict[str, object] = {
        "holder": "Arcadia", "toward": "Borduria", "polarity": 1, "declared": True, "year": 2019, "reports": 2,
    }  # fmt: skip
    return StanceCount(**(made | changes))  # type: ignore[arg-type]


def test_ascribed_is_hollow_and_in_brackets() -> None:
    """The same number, told apart without colour."""
    picture = svg(stance_matrix([count(), count(declared=False, polarity=-1, reports=3)]))
    assert ">+2<" in picture
    assert ">(–3)<" in picture
    assert "#0072B2" in picture
    assert not re.search(r'fill="#D55E00"', picture)


def test_the_figures_are_those_of_the_picture() -> None:
    """One row a mark, holders and counterparts by name."""
    table = stance_matrix_table([count(holder="Zed"), count(), count(toward="")])
    assert table.rows == (
        ("Arcadia", "Borduria", "friendly", "yes", 2),
        ("Zed", "Borduria", "friendly", "yes", 2),
    )


def test_years_without_a_position_are_shown_and_what_has_no_date_stands_apart() -> None:
    """A gap is a gap; nothing is put into a year that nothing tells."""
    counts = [count(), count(year=2021, declared=False), count(year=None, toward="")]
    picture = svg(stance_years(counts))
    assert all(f">{year}<" in picture for year in (2019, 2020, 2021, "no date"))
    assert stance_years_table(counts).rows == (
        (2019, "friendly", "yes", 2), (2021, "friendly", "no", 2), ("no date", "friendly", "yes", 2),
    )  # fmt: skip


@pytest.mark.parametrize(
    "draw",
    [
        lambda: stance_matrix([]),
        lambda: stance_matrix([count(toward="")]),
        lambda: stance_matrix([count(holder=str(number)) for number in range(41)]),
        lambda: stance_years([]),
        lambda: stance_years([count(year=1900), count(year=1999)]),
    ],
)
def test_what_cannot_be_drawn_is_said(draw: object) -> None:
    """No empty picture, and none that nobody could read."""
    with pytest.raises(UsageError):
        draw()  # type: ignore[operator]


def test_hostile_names_stay_text() -> None:
    """A name is never markup, and never turns the reading order."""
    picture = svg(stance_matrix([count(holder="<script>alert(1)</script>", toward="\u202egnp")]))
    assert "<script" not in picture
    assert "\u202e" not in picture


def test_a_drawing_shows_itself_without_network(tmp_path: Path) -> None:
    """A notebook gets a picture made here; a file gets its figures beside it."""
    with onrecord.open_held(tmp_path / "none.duckdb") as held:
        drawing = vote_map_chart(held, "A/RES/62/243")
    shown = drawing._repr_mimebundle_()
    assert set(shown) == {"image/svg+xml", "text/plain"}
    assert "<script" not in shown["image/svg+xml"]
    drawing.write(tmp_path / "map.svg")
    assert (tmp_path / "map.svg").read_text(encoding="utf-8") == drawing.svg()
    assert (tmp_path / "map.csv").read_text(encoding="utf-8").startswith("state,name,vote")
    with pytest.raises(UsageError, match="no picture"):
        drawing.write(tmp_path / "map.pdf")
    assert isinstance(drawing, Drawing)


def test_copies_count_once(tmp_path: Path) -> None:
    """Two prints of one report are one in the picture of a ledger."""
    text = "OSLO (AFP) - Norway condemned the attacks by Iraq on Kuwait in the strait on Monday, officials of the ministry said.\n"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Wire {name}\n\n{text}", encoding="utf-8")
    with onrecord.open_ledger() as ledger:
        onrecord.run([tmp_path / "a.txt", tmp_path / "b.txt"], ledger=ledger)
        table = onrecord.stance_matrix_chart(ledger).figures
        assert ledger.summary().origins == 1
        assert ("Norway", "Iraq", "unfriendly", "yes", 1) in table.rows
