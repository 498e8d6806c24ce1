"""What is drawn is what was given: every figure once, nothing made up where there is none."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from chart_sample import CALLS, agreements, bars, cohesion, dots, ideal_lines, rows, votes
from hypothesis import given
from hypothesis import strategies as st

from onrecord.charts import (
    AgreementLine,
    AgreementYear,
    Bar,
    CohesionYear,
    Estimate,
    StateRow,
    StateVote,
    Tally,
    agreement_lines,
    agreement_table,
    cohesion_lines,
    cohesion_table,
    ideal_point_dots_table,
    ideal_point_lines,
    ideal_point_lines_table,
    vote_bars,
    vote_bars_table,
    vote_map,
    vote_map_table,
    vote_matrix,
    vote_matrix_table,
)
from onrecord.errors import UsageError
from onrecord.record import load_record
from onrecord.vocabulary import VoteOption


def drawn(chart: Any, *fields: str) -> list[dict[str, Any]]:
    """The rows of a chart that have these fields, once each, whichever marks share them."""
    return [row for held in chart.to_dict()["datasets"].values() for row in held if set(fields) <= row.keys()]


def _rows(spec: dict[str, Any], held: dict[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    yield from held.get(spec.get("data", {}).get("name", ""), [])
    for name in ("layer", "vconcat", "hconcat"):
        for part in spec.get(name, []):
            yield from _rows(part, held)


@given(st.lists(st.tuples(*[st.integers(0, 400)] * 5), min_size=1, max_size=5))
def test_the_rows_of_bars_add_up(counts: list[tuple[int, ...]]) -> None:
    """Each bar's four states together are its seats; who has no seat is counted apart and has no share."""
    given_bars = [
        Bar(label=f"Bloc {index}", tally=Tally(yes=y, no=n, abstain=a, not_voting=x, not_a_member=m))
        for index, (y, n, a, x, m) in enumerate(counts)
    ]
    table = vote_bars_table(given_bars).rows
    for index, (y, n, a, x, m) in enumerate(counts):
        own = table[5 * index : 5 * index + 5]
        assert [row[2] for row in own] == [y, n, a, x, m]
        assert {row[3] for row in own} == {y + n + a + x}
        assert own[4][4] is None


def test_segments_fill_the_bar() -> None:
    """The segments of a bar touch, in one order, and end at the whole; a state with nought has none."""
    segments = drawn(vote_bars(bars()), "start", "end")
    for bar in {row["bar"] for row in segments}:
        own = [row for row in segments if row["bar"] == bar]
        assert own[0]["start"] == 0
        assert own[-1]["end"] == pytest.approx(1)
        assert [row["end"] for row in own[:-1]] == [row["start"] for row in own[1:]]
    assert [row["text"] for row in segments][-3:] == ["Y 3", "A 1", "– 1"]


def test_a_thin_segment_that_stands_alone_has_its_number() -> None:
    """A picture without a table beside it hides no small number."""
    thin = [Bar(label="All", tally=Tally(yes=180, no=7, abstain=5, not_voting=1))]
    assert [row["text"] for row in drawn(vote_bars(thin), "middle")] == ["Y 180", "7", "5", ""]
    assert [row["text"] for row in drawn(vote_bars(thin, alone=False), "middle")] == ["Y 180", "", "", ""]


def test_every_cell_of_a_matrix_is_in_its_rows() -> None:
    """Blocs by name, states by name, blank cells included; none twice."""
    table = vote_matrix_table(CALLS, rows()).rows
    assert len(table) == len(set(table)) == 9
    assert [row[1] for row in table[::3]] == ["XBR", "XAR", "XCO"]
    given_cells = {
        (row.bloc, row.state, row.name, call, str(option))
        for row in rows()
        for call, option in zip(CALLS, row.options, strict=True)
    }
    assert set(table) == given_cells


def test_no_seat_is_blank_and_absence_is_never_no() -> None:
    """A cell of a state that was no member has neither colour nor letter; who did not vote has a dash."""
    only = [
        StateRow(
            state="XCO", name="Corvania", bloc="", options=(VoteOption.NOT_A_MEMBER, VoteOption.NOT_VOTING)
        )
    ]
    chart = vote_matrix(CALLS[:2], only)
    boxes = [row for row in drawn(chart, "fill") if "Corvania" in row["about"]]
    assert [row["about"] for row in boxes] == ["Corvania, A/2, 2002-01-01: not voting"]
    letters = [row["text"] for row in drawn(chart, "text") if row["text"] in ("Y", "N", "A", "–")]
    assert Counter(letters) == Counter({"Y": 1, "N": 1, "A": 1, "–": 2})  # the key and one cell


def test_a_matrix_of_all_members_is_folded_and_loses_none() -> None:
    """193 states by 20 roll calls: every cell inside the picture, no two on one place, a cut bloc headed again."""
    calls = [f"A/RES/{number}, 2001-01-01" for number in range(20)]
    many = [
        StateRow(
            state=f"S{n}",
            name=f"State {n}",
            bloc=f"Bloc {n % 3}" if n % 4 else "",
            options=(VoteOption.YES,) * 20,
        )
        for n in range(193)
    ]
    chart = vote_matrix(calls, many)
    spec = chart.to_dict()
    boxes = [row for row in drawn(chart, "fill") if row["about"].endswith(": yes")]
    assert len(boxes) == len({(row["x"], row["y"]) for row in boxes}) == 193 * 20
    assert all(row["x"] >= 0 and row["x2"] <= spec["width"] and row["y2"] <= spec["height"] for row in boxes)
    assert spec["height"] < 1500
    assert spec["width"] < 2200
    headings = [
        row["text"] for row in drawn(chart, "text") if "Bloc" in row["text"] or "Other" in row["text"]
    ]
    assert sum("continued" not in heading for heading in headings) == 4
    assert sum("continued" in heading for heading in headings) == 2


def test_a_matrix_says_what_does_not_fit() -> None:
    """A row of another length, or more roll calls than a page holds, is the caller's error."""
    with pytest.raises(UsageError, match="XBR has 3 votes for 2"):
        vote_matrix(CALLS[:2], rows()[1:])
    with pytest.raises(UsageError, match="61 roll calls"):
        vote_matrix(["A"] * 61, [StateRow(state="X", name="X", bloc="", options=(VoteOption.YES,) * 61)])


def test_a_year_without_a_common_vote_is_a_gap() -> None:
    """1964 has a row in the CSV and no point in the picture, and no line leads across it."""
    points = drawn(agreement_lines(agreements()), "run")
    pair = [row for row in points if "Corvania" in row["about"]]
    assert {row["year"] for row in pair} == {1962, 1963, 1965, 1966, 1967}
    runs = {row["year"]: row["run"] for row in pair}
    assert runs[1962] == runs[1963] != runs[1965] == runs[1967]
    assert ("Corvania", "Meldavia", 1964, None, 0) in agreement_table(agreements()).rows
    assert "Corvania,Meldavia,1964,,0" in agreement_table(agreements()).csv().splitlines()


def test_full_disagreement_is_no_gap() -> None:
    """A nought that was measured is drawn at nought, with the number of common votes."""
    points = [row for row in drawn(agreement_lines(agreements()), "run") if "Tarsa" in row["about"]]
    assert {row["value"] for row in points} == {0}
    assert points[0]["about"] == "Tarsa – Meldavia, 1963: 0.00, n = 3 common votes"


def test_figures_that_cannot_be_are_refused() -> None:
    """An agreement without votes, votes without an agreement, a share above one, an interval beside its point."""
    for agreement, common in ((0.0, 0), (None, 3), (1.5, 3), (float("nan"), 3)):
        with pytest.raises(ValueError, match="1964"):
            AgreementYear(year=1964, agreement=agreement, common=common)
    for low, point, high in ((1, 0, 2), (0, 3, 2), (0, float("nan"), 1), (float("-inf"), 0, 1)):
        with pytest.raises(ValueError, match="interval"):
            Estimate(point=point, low=low, high=high)
    with pytest.raises(ValueError, match="1964"):
        CohesionYear(year=1964, roll_calls=1, rice=2, lijphart=None, hix_noury_roland=None, turnout=None)


def test_more_lines_than_can_be_told_apart_are_refused() -> None:
    """Nine lines are two pictures."""
    line = AgreementLine(first="A", second="B", years=(AgreementYear(year=2001, agreement=1, common=1),))
    agreement_lines([line] * 8)
    with pytest.raises(UsageError, match="9 lines"):
        agreement_lines([line] * 9)


def test_ideal_points_keep_their_intervals() -> None:
    """Every estimate is in the rows with both ends, and the band and the axis reach them."""
    assert ideal_point_lines_table(ideal_lines()).rows == (
        ("Corvania", 1963, 0.25, -0.5, 1.0),
        ("Corvania", 1964, None, None, None),
        ("Corvania", 1965, 0.25, -0.5, 1.0),
        ("Tarsa", 1963, -2, -2.5, -1),
    )
    bands = {(row["low"], row["high"]) for row in drawn(ideal_point_lines(ideal_lines()), "low")}
    assert bands == {(-0.5, 1.0), (-2.5, -1)}
    assert ideal_point_dots_table(dots()).rows == (
        ("XTA", "Tarsa", -1, -1, -1),
        ("XCO", "Corvania", 1, 0.5, 1.5),
    )


def test_cohesion_always_has_its_turnout() -> None:
    """Turnout is a panel of its own; an index that could not be formed is an empty cell and no point."""
    spec = cohesion_lines("Lake", cohesion()).to_dict()
    upper, lower = spec["vconcat"]
    held = spec["datasets"]
    assert {row["about"] for row in _rows(lower, held) if "about" in row} == {
        "turnout, 1963: 0.75, 4 roll calls",
        "turnout, 1965: 0.12, 2 roll calls",
    }
    assert {row["year"] for row in _rows(upper, held) if row.get("about", "").startswith("Rice")} == {1963}
    table = list(csv.DictReader(cohesion_table("Lake", cohesion()).csv().splitlines()))
    assert [row["rice"] for row in table] == ["0.5", "", ""]
    assert [row["roll_calls"] for row in table] == ["4", "0", "2"]


def test_the_map_of_a_real_roll_call_adds_up() -> None:
    """A/RES/62/243 as bundled: 39 yes, 7 no, 100 abstentions, 46 not voting, each on a tile of its own."""
    record = load_record()
    call = next(call for call in record.roll_call_rows if call.id == "A/RES/62/243:undl")
    cast = [
        StateVote(state=vote.state, name=vote.state, option=vote.option)
        for vote in record.vote_rows
        if vote.roll_call == call.id
    ]
    table = vote_map_table(cast).rows
    assert Counter(row[2] for row in table) == {"yes": 39, "no": 7, "abstain": 100, "not voting": 46}
    assert len({row[3:] for row in table}) == 192
    letters = Counter(row["text"] for row in drawn(vote_map(cast), "text") if len(row["text"]) == 1)
    assert letters == {"Y": 40, "N": 8, "A": 101, "–": 47}  # one each in the key


def test_a_map_shows_a_seat_of_the_past_and_one_it_does_not_know() -> None:
    """A former state has its tile when it voted; an id without a tile is shown beneath, and nobody is lost."""
    chart = vote_map(votes())
    told = {row["about"] for row in drawn(chart, "fill")}
    assert "German Democratic Republic: not voting" in told
    assert "South Sudan: not a member" in told
    codes = [row["text"] for row in drawn(chart, "text")]
    assert {"DDR", "XQQ", "NAM", "No place on the map:"} <= set(codes)
    assert "CSK" not in codes
    assert len(vote_map_table(votes()).rows) == len(votes())
    below = next(row for row in vote_map_table(votes()).rows if row[0] == "XQQ")
    assert isinstance(below[4], int)
    assert below[4] > 18


def test_two_votes_of_one_state_are_refused() -> None:
    """Two sources of one roll call are never mixed in one picture."""
    with pytest.raises(UsageError, match="AZE votes twice"):
        vote_map([*votes(), votes()[0]])
