"""The record in the report: roll calls by their best source, what sources say otherwise, and the case over time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from report_sample import over_time, sample_content

from onrecord import open_ledger
from onrecord.cli import cli
from onrecord.ledger.points import PointRow
from onrecord.questions.points import digest_of
from onrecord.registry import load_registry
from onrecord.report import render_report
from onrecord.reporting import report_page
from onrecord.vocabulary import Case
from tests.roll_files import seats_of, write_roll_file

CASE = Case(
    id="made",
    title="A made dispute",
    parties=("ARM", "AZE", "OSCE"),
    instruments=("A/RES/48/114", "A/RES/62/243", "A/RES/97/1", "A/RES/98/2", "A/RES/99/3", "S/RES/822(1993)"),
    blocs=("GUAM", "OIC", "state:nowhere"),
)


def words(html: str) -> str:
    """The page without its tags, blanks made single."""
    return " ".join(
        re.sub(r"<[^>]*>", " ", re.sub(r"<(style|script|svg)\b.*?</\1>", " ", html, flags=re.S)).split()
    )


def section(html: str, start: str) -> str:
    """From a section's id to the next section of the page."""
    return re.split(r'<section id="|<footer', html[html.index(f'<section id="{start}"') + 1 :])[0]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with three made votes of the Assembly: two before 2008, and one on A/RES/62/243 that differs."""
    folder = tmp_path_factory.mktemp("imported")
    seats = [*seats_of("OIC", "GUAM"), "USA"]
    votes: Mapping[str, tuple[str, Mapping[str, str]]] = {
        "A/RES/97/1": ("2006-03-01", dict.fromkeys(seats, "Y") | {"AZE": "Y", "ARM": "N"}),
        "A/RES/98/2": ("2007-03-01", dict.fromkeys(seats, "A") | {"AZE": "X", "ARM": "N"}),
        "A/RES/62/243": ("2008-03-14", dict.fromkeys(seats, "Y") | {"AZE": "N", "ARM": "N"}),
    }
    write_roll_file(folder / "made.csv", votes)
    done = CliRunner().invoke(
        cli, ["record", "import", str(folder / "made.csv"), "--ledger", str(folder / "l.duckdb")]
    )
    assert done.exit_code == 0, done.output
    return folder / "l.duckdb"


def page_of(ledger: Path, case: Case | None = CASE) -> str:
    """The report of a ledger that nobody writes to."""
    with open_ledger(ledger, read_only=True) as held:
        return report_page(held, case=case)


@pytest.fixture(scope="module")
def html(ledger: Path) -> str:
    """The report with imported votes."""
    return page_of(ledger)


def test_imported_roll_calls_stand_in_the_report(html: str) -> None:
    """A roll call that only the ledger holds is shown with its totals and by bloc, absences apart."""
    text = words(section(html, "votes"))
    assert "A/RES/97/1 2006-03-01" in text
    assert re.search(r"Organization for Democracy[^.]*? as of 2006-03-01 4 100 % 0 0 0 0", text)
    assert "A/RES/98/2 2007-03-01" in text
    assert "not voting (1)" in text


def test_sources_that_differ_stand_beside_totals_and_seats(html: str) -> None:
    """The better source is used; what the other says of totals and of each seat is told, and the seat is marked."""
    text = words(section(html, "votes"))
    assert "39-7-100" in text
    assert re.search(r"Azerbaijan (yes|no) (?:(?!Pakistan).)*?\) ?(yes|no) ", text)
    assert "Azerbaijan [sources differ]" in text


def test_what_has_no_roll_call_is_told_in_words(html: str) -> None:
    """Adopted without a vote, and not held at all, are two things, and neither is a table of noughts."""
    text = words(section(html, "votes"))
    assert "Adopted without a vote: no seat cast one, and none is counted." in text
    assert "A/RES/99/3 : no roll call is held" in text
    without = section(html, "votes").split("A/RES/48/114")[1].partition("</section>")[0]
    assert "<table" not in without


def test_names_are_those_of_the_day(html: str) -> None:
    """A state is called what it was called when it voted."""
    text = words(section(html, "votes"))
    assert "Turkey" in text
    assert "Türkiye" not in text


def test_the_record_over_time_follows_parties_and_blocs(html: str) -> None:
    """Matrix, map, agreement and cohesion are drawn; nothing is estimated, and the command that would is named."""
    held = section(html, "over-time")
    text = words(held)
    assert "3 recorded votes of the General Assembly that this ledger holds, 2006-03-01 to 2008-03-14" in text
    for title in ("Roll calls side by side", "Agreement of the parties", "Cohesion: "):
        assert title in text
    assert "Ideal points of the parties" not in text
    assert "onrecord align ARM AZE --ledger FILE" in text
    assert "had no seat in these roll calls" in text
    assert held.count("<svg") == held.count("<figure") == held.count("download=")
    assert all(
        re.search(r'<svg role="img" aria-label="[^"]{20,}"', part) for part in held.split("<figure")[1:]
    )
    assert "not drawn as a map" in text.casefold()


def test_a_bloc_without_a_list_is_told(html: str) -> None:
    """A bloc of which no members are held is named, and no split of it is made up."""
    assert "No list of members is held of: state:nowhere" in words(html)


def test_points_are_shown_once_they_are_kept(ledger: Path, tmp_path: Path) -> None:
    """Points that the ledger keeps for these very votes are drawn with their intervals, and no command is named."""
    copy = tmp_path / "l.duckdb"
    copy.write_bytes(ledger.read_bytes())
    with open_ledger(copy) as held:
        digest = digest_of(held.roll.matrix("UNGA"), load_registry())
        point = PointRow(seat="AZE", since=None, year=2006, point=0.5, low=0.25, high=0.75, votes=1)
        held.store_points(digest, [point, replace(point, seat="ARM", point=-0.5, low=-1.0)])
    text = words(section(page_of(copy), "over-time"))
    assert "Ideal points of the parties" in text
    assert "Azerbaijan 2006 0.500 0.250 0.750" in text
    assert "onrecord align" not in text


def test_a_ledger_without_imports_says_how_to_bring_the_record(tmp_path: Path) -> None:
    """There is no section, and one line names the command; the bundled roll calls stand as before."""
    path = tmp_path / "empty.duckdb"
    open_ledger(path).close()
    html = page_of(path)
    assert 'id="over-time"' not in html
    assert words(html).count("onrecord record import FILE...") == 1
    assert "A/RES/62/243 2008-03-14" in words(html)
    assert "38-7-101" in words(html)


def test_without_a_case_nobody_is_followed(ledger: Path) -> None:
    """A ledger with imports and no case says so, and fails nowhere."""
    assert "No case was given, so there are no parties and no blocs to follow." in words(
        page_of(ledger, None)
    )


def test_figures_can_be_saved_from_the_page() -> None:
    """Each chart has its rows as a table and as a CSV file in the page, in which nothing is a formula."""
    html = render_report(replace(sample_content(), over_time=over_time('=Corvania,"x"')))
    links = re.findall(r'<a href="data:text/csv;charset=utf-8,([^"]*)" download="([a-z0-9.-]+)">', html)
    assert [name for _, name in links] == [
        "roll-calls.csv", "map-gf-2011-7.csv", "agreement.csv", "ideal-points.csv", "cohesion-lso.csv",
    ]  # fmt: skip
    files = {name: list(csv.DictReader(io.StringIO(unquote(text)))) for text, name in links}
    assert [(row["year"], row["agreement"], row["common_votes"]) for row in files["agreement.csv"]] == [
        ("2009", "0.25", "40"), ("2010", "", "0"), ("2011", "0.75", "4"),
    ]  # fmt: skip
    assert all(row["first"] == '\'=Corvania,"x"' for row in files["agreement.csv"])
    assert len(files["roll-calls.csv"]) == 4
    assert {row["vote"] for row in files["roll-calls.csv"]} == {"yes", "no", "not voting", "not a member"}


def test_pairs_without_a_common_vote_and_what_had_no_room_are_told() -> None:
    """A pair with nothing in common is no line at nought, and what is not drawn is counted."""
    held = replace(over_time(), left_out=("XTA",), estimated=False, points=())
    text = words(render_report(replace(sample_content(), over_time=held)))
    assert "Corvania and Tarsa share no vote." in text
    assert "3 earlier ones are not drawn." in text
    assert "Not followed here for want of room: XTA" in text
    assert "onrecord align XCO XME --ledger FILE" in text


def test_own_words_that_part_from_the_vote_come_first() -> None:
    """Ascribed words beside an abstention part from it; a vote cast as the words lean does not; a body's stay its own."""
    (view,) = re.findall(r'<section class="rollcall".*?</section>', render_report(sample_content()), re.S)
    table = view[view.index("<caption>States") :].partition("</table>")[0]
    rows = [words(row) for row in table.split("<tr>")[2:]]
    parted = [row for row in rows if row.endswith(("own words", "ascribed to it", "words of its body"))]
    assert parted == rows[: len(parted)]
    assert any(row.startswith("Brennland abstain") and row.endswith("ascribed to it") for row in parted)
    assert not any(row.startswith("Meldavia") for row in parted)
    assert not any(
        row.startswith("Delmar Islands") and "own words" in row.rpartition(" 20")[2] for row in rows
    )
