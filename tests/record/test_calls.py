"""One roll call of a file, read: dates in every form, totals, body, kind, and whether anybody voted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.calls import CallRow, read_call, read_count, read_day
from onrecord.record.layouts import load_layouts
from onrecord.vocabulary import PartialDate

BY_ID = {layout.id: layout for layout in load_layouts()}
GIVEN = {"call": "1", "symbol": "A/RES/62/900", "date": "2008-03-14"}


def _read(layout: str = "undl-ga", **cells: str | None) -> CallRow:
    call = read_call({**GIVEN, **cells}, BY_ID[layout])
    assert isinstance(call, CallRow), call
    return call


@given(st.dates(min_value=date(1945, 1, 1), max_value=date(2100, 1, 1)))
def test_a_day_in_every_form(day: date) -> None:
    """ISO with and without a time, run together, month/day/year with and without noughts: one day."""
    iso = day.isoformat()
    forms = (
        iso, f" {iso} ".strip(), f"{iso} 00:00:00", f"{iso}T00:00:00Z", f"{day:%Y%m%d}", f"{day:%Y%m%d}.0",
        f"{day.month}/{day.day}/{day.year}", f"{day:%m/%d/%Y}",
    )  # fmt: skip
    assert {read_day(form) for form in forms} == {PartialDate(day.year, day.month, day.day)}


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_a_month_or_a_year_stays_one(year: int, month: int) -> None:
    """What the file does not say is not made up."""
    assert read_day(f"{year}") == read_day(f"{year}.0") == PartialDate(year)
    assert read_day(f"{year}-{month:02}") == PartialDate(year, month)


@pytest.mark.parametrize(
    "cell", [None, "", "14 March", "2008-13-01", "2008-02-30", "31/12/2008", "0/0/0000", "-1", "=A1"]
)
def test_no_date_is_made_up(cell: str | None) -> None:
    """A cell that is no date is none, and its roll call is set aside with the reason."""
    assert read_day(cell) is None
    assert read_call({**GIVEN, "date": cell}, BY_ID["undl-ga"]) == "no date that can be read"


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_none(cell: str) -> None:
    """Nothing that stands in a date's place is an error."""
    found = read_day(cell)
    assert found is None or isinstance(found, PartialDate)


def test_totals_written_as_decimals() -> None:
    """`39.0` is 39."""
    call = _read(stated_yes="39.0", stated_no="7.0", stated_abstain="100.0", stated_not_voting="46.0")
    assert call.stated == (39, 7, 100, 46)


@pytest.mark.parametrize("cell", ["39.5", "-1", "many", "inf", "1e999", "99999999999", "=39"])
def test_a_total_that_is_no_count_is_told(cell: str) -> None:
    """A part of a vote, a debt, or more votes than there can be."""
    with pytest.raises(ValueError):  # noqa: PT011 (float's own words)
        read_count(cell)
    assert read_call({**GIVEN, "stated_yes": cell}, BY_ID["undl-ga"]) == "a total that is no number"


@pytest.mark.parametrize("missing", [None, "", " ", "NA", "nan"])
def test_totals_that_are_not_stated_are_unknown(missing: str | None) -> None:
    """An empty cell is no nought."""
    assert _read(stated_yes=missing).stated == (None, None, None, None)


@pytest.mark.parametrize(
    ("layout", "cells", "body"),
    [
        ("undl-ga", {}, "UNGA"),
        ("undl-pages-votes", {}, "UNGA"),
        ("undl-pages-votes", {"symbol": "S/RES/822(1993)"}, "UNSC"),
        ("plain", {"body": "COE", "symbol": "Res. 1416"}, "COE"),
    ],
)
def test_whose_vote_it_is(layout: str, cells: dict[str, str], body: str) -> None:
    """Told by the layout, by the symbol, or by the row."""
    assert _read(layout, **cells).body == body


@pytest.mark.parametrize(
    ("layout", "cells"), [("undl-pages-votes", {"symbol": "X/1"}), ("plain", {"body": ""})]
)
def test_a_vote_of_nobody_is_set_aside(layout: str, cells: dict[str, str]) -> None:
    """Where neither symbol nor row says whose it is."""
    found = read_call({**GIVEN, **cells}, BY_ID[layout])
    assert isinstance(found, str)
    assert found.startswith("no body")


@pytest.mark.parametrize(
    ("layout", "cells", "kind"),
    [
        ("undl-ga", {}, "resolution"),
        ("undl-ga", {"symbol": "A/DEC/80/506"}, "decision"),
        ("voeten", {"amendment": "1"}, "amendment"),
        ("voeten", {"paragraph": "1.0"}, "paragraph"),
        ("voeten", {"symbol": None}, "unnamed"),
        ("plain", {"body": "UNGA", "symbol": "A/63/L.74"}, "draft"),
        ("sc-vetoes", {"symbol": "S/2022/155"}, "draft"),
    ],
)
def test_what_was_voted_on(layout: str, cells: dict[str, str | None], kind: str) -> None:
    """Measures count whole texts; amendments, paragraphs, drafts and votes without a name are kept apart."""
    assert _read(layout, **cells).kind == kind


def test_nothing_to_name_it_by() -> None:
    """Neither a symbol nor the publisher's own number."""
    assert read_call({"date": "2008-03-14"}, BY_ID["undl-ga"]) == "no symbol"


@pytest.mark.parametrize(
    "note", ["Adopted without a vote", "ADOPTED WITHOUT VOTE", "by consensus", "By acclamation"]
)
@pytest.mark.parametrize("cell", ["note", "way"])
def test_adopted_without_a_vote(note: str, cell: str) -> None:
    """Said in a note or in the Council's `modality`, it is no roll call, whatever the cells hold."""
    assert _read("undl-sc", symbol="S/RES/742(1992)", **{cell: note}).way == "without a vote"
    assert _read("undl-sc", symbol="S/RES/742(1992)", **{cell: "Recorded vote"}).way == "recorded"


@pytest.mark.parametrize(
    ("cell", "way"), [("true", "recorded"), ("false", "not recorded"), (None, "recorded")]
)
def test_a_vote_without_a_list_of_names(cell: str | None, way: str) -> None:
    """The Library's pages say so for 1,660 resolutions."""
    assert _read("undl-pages-resolutions", recorded=cell).way == way


def test_a_draft_is_adopted_only_where_somebody_says_so() -> None:
    """Research data do not say; a list of vetoes says no; a plain file says what its column says."""
    assert _read("voeten").adopted is None
    assert _read("sc-vetoes").adopted is False
    assert [_read("plain", body="X", adopted=cell).adopted for cell in ("yes", "no", "", "perhaps")] == [
        True,
        False,
        None,
        None,
    ]


def test_long_cells_are_cut() -> None:
    """A cell of a million characters is kept to a few thousand."""
    assert len(_read(title="x" * 1_000_000).texts["title"]) == 4000


def test_a_row_may_rank_itself() -> None:
    """In a plain file a meeting record may say that it is one; without that it is research data."""
    assert (_read("plain", body="X", rank="1").rank, _read("plain", body="X").rank) == (1, 4)
    assert replace(_read("plain", body="X"), rank=1) == _read("plain", body="X", rank="1")
