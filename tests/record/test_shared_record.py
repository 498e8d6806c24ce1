"""The whole record of the reference data, imported: every count of its README, reproduced from the rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from onrecord.ledger import Ledger
from onrecord.ledger.importing import ImportResult
from onrecord.ledger.roll import RecordSource
from onrecord.questions.blocs import find_bloc
from onrecord.questions.held import Held
from onrecord.questions.votes import VoteAnswer, votes
from onrecord.record import NamesHeld
from onrecord.vocabulary import VoteOption
from tests.roll_files import UNVOTES_CALLS, UNVOTES_VOTES, bring, held_in, problems, save, sheet

DATA = Path(__file__).parents[2] / "../shared/data"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the shared reference data are not here")
FILES = (
    "un_ga_votes.parquet", "un_ga_resolutions.parquet", "un_sc_votes.parquet", "un_sc_resolutions.parquet",
    "ga_voting_sample.csv", "sc_voting_sample.csv", "sc_vetoes_1946_2022.csv",
)  # fmt: skip
CAST = (VoteOption.YES, VoteOption.NO, VoteOption.ABSTAIN, VoteOption.NOT_VOTING)
# Stated in January 2022 otherwise than the names of 2024 give; the last of them is the Security Council's.
DIFFERING = (
    "A/RES/1605(XV)", "A/RES/2554(XXIV)", "A/RES/2828(XXVI)[A]", "A/RES/3018(XXVII)", "A/RES/3535(XXX)", "A/RES/33/91[F]",
    "A/RES/34/113", "A/RES/36/146B", "A/RES/37/86E", "A/RES/37/99I", "A/RES/37/100C", "A/RES/41/209[IX]", "A/RES/45/11",
    "A/RES/45/62C", "A/RES/ES-10/6", "A/RES/58/160", "A/RES/63/49", "A/RES/63/93", "A/RES/65/199", "S/RES/1287(2000)",
)  # fmt: skip
# Roll calls on Azerbaijan and Georgia since 1990: symbol, day, yes, no, abstain, not voting.
TABLE = """
A/RES/62/243 2008-03-14 39 7 100 46
A/RES/62/249 2008-04-15 14 11 105 62
A/RES/63/307 2009-09-09 48 19 78 47
A/RES/64/296 2010-09-07 50 17 86 39
A/RES/65/287 2011-06-29 57 13 74 48
A/RES/66/283 2012-07-03 60 15 82 36
A/RES/67/268 2013-06-13 62 16 84 31
A/RES/68/274 2014-06-05 69 13 79 32
A/RES/69/286 2015-06-03 75 16 78 24
A/RES/70/265 2016-06-07 76 15 64 38
A/RES/71/290 2017-06-01 80 14 61 38
A/RES/72/280 2018-06-12 81 16 62 34
A/RES/72/282 2018-06-22 64 15 83 31
A/RES/73/298 2019-06-04 79 15 57 42
A/RES/74/300 2020-09-03 84 13 78 18
A/RES/75/285 2021-06-16 80 14 70 29
A/RES/76/267 2022-06-08 95 12 56 30
A/RES/77/293 2023-06-07 100 9 59 25
A/RES/78/283 2024-06-04 103 9 53 28
A/RES/79/292 2025-06-03 107 9 49 28
"""


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportResult]:
    """A ledger with all of it, imported once, with a made second source of one vote as unvotes lays it out."""
    folder = tmp_path_factory.mktemp("record")
    second = {"900001": ("AZ", "yes"), "900002": ("PK", "abstain"), "900003": ("NA", "abstain")}
    rows = [
        {"rcid": "9", "country": "", "country_code": code, "vote": vote} for code, vote in second.values()
    ]
    call = {
        "rcid": "9",
        "session": "62",
        "date": "2008-03-14",
        "unres": "R/62/243",
        "amend": "0",
        "para": "0",
        "descr": "",
    }
    files = [
        *(DATA / name for name in FILES),
        save(folder, "second_votes.csv", sheet(UNVOTES_VOTES, rows)),
        save(folder, "second_calls.csv", sheet(UNVOTES_CALLS, [call])),
    ]
    return folder / "full.duckdb", bring(folder / "full.duckdb", *files)


@pytest.fixture(scope="module")
def held(brought: tuple[Path, ImportResult]) -> Iterator[Held]:
    """What questions ask."""
    with Ledger.open(brought[0], read_only=True) as ledger:
        yield held_in(ledger)


@pytest.fixture(scope="module")
def sources(held: Held) -> dict[str, RecordSource]:
    """The sources by the name of their first file."""
    assert held.roll is not None
    return {source.name.split(" + ")[0]: source for source in held.roll.sources()}


def _ask(held: Held, symbol: str, *blocs: str) -> VoteAnswer:
    found = [find_bloc(held.registry, name) for name in blocs]
    return votes(symbol, roll=held.roll, registry=held.registry, record=held.record, blocs=found)


def _numbers(held: Held, sql: str) -> tuple[object, ...]:
    assert held.ledger is not None
    return held.ledger._database.rows(sql)[0]


def test_nothing_is_skipped(brought: tuple[Path, ImportResult]) -> None:
    """All nine files are used, in six sources."""
    assert brought[1].skipped == ()
    assert len(brought[1].sources) == 6


@pytest.mark.parametrize(
    ("name", "calls", "lines", "held_votes", "first", "last"),
    [
        ("un_ga_votes.parquet", 7199, 917_380, 917_380, "1946-01-24", "2025-10-29"),
        ("un_sc_votes.parquet", 2797, 41_079, 41_079, "1946-01-25", "2025-10-31"),
        ("ga_voting_sample.csv", 56, 10_002, 10_002, None, None),
        ("sc_voting_sample.csv", 57, 827, 827, None, None),
    ],
)
def test_every_row_is_held(
    sources: dict[str, RecordSource],
    name: str,
    calls: int,
    lines: int,
    held_votes: int,
    first: str | None,
    last: str | None,
) -> None:
    """Roll calls, lines and votes of each file; none set aside."""
    source = sources[name]
    assert (source.calls, source.lines, source.votes) == (calls, lines, held_votes)
    if first is not None:
        assert (str(source.first), str(source.last)) == (first, last)
    left_out = {problem.reason for problem in source.problems} - {
        "vote mended",
        "totals stated differ from the names",
    }
    assert left_out == set()


def test_resolutions_with_and_without_a_roll_call(held: Held) -> None:
    """5,539 have names and 1,660 have none; three of the first list every seat as not voting, and so hold no vote.

    A/RES/39/28A, 39/28B and 43/62 were adopted by roll calls whose names the Library's pages do not give.
    """
    listed, unlisted, unknown = _numbers(
        held,
        "SELECT count(*) FILTER (n.call IS NOT NULL), count(*) FILTER (n.call IS NULL), "
        "count(*) FILTER (n.call IS NOT NULL AND c.way = 'not recorded') FROM record_calls c "
        "LEFT JOIN (SELECT DISTINCT call FROM record_votes) n ON n.call = c.no "
        "WHERE source = (SELECT no FROM record_sources WHERE name LIKE 'un_ga_votes%')",
    )
    assert (listed, unlisted, unknown) == (5539, 1660, 3)
    for symbol in ("A/RES/39/28A", "A/RES/39/28B", "A/RES/43/62"):
        answer = _ask(held, symbol)
        assert (answer.way, answer.call.names, answer.counts.known) == ("not recorded", NamesHeld.NONE, False)


def test_49_cells_were_mended(sources: dict[str, RecordSource]) -> None:
    """As the file itself marks them: 48 of the Assembly's and one of the Council's."""
    mended = [
        problems(sources[name])["vote mended"] for name in ("un_ga_votes.parquet", "un_sc_votes.parquet")
    ]  # type: ignore[arg-type]
    assert mended == [48, 1]


def test_totals_of_2022_that_the_names_do_not_give(held: Held) -> None:
    """Twenty roll calls, the Assembly's nineteen and one of the Council's, each named."""
    assert held.ledger is not None
    rows = held.ledger._database.rows(
        "SELECT c.symbol FROM record_calls c JOIN record_sources r ON r.no = c.source WHERE r.name LIKE 'un_%' "
        "AND (c.yes <> c.stated_yes OR c.against <> c.stated_no OR c.abstain <> c.stated_abstain "
        "OR c.not_voting <> c.stated_not_voting)"
    )
    assert sorted(row[0] for row in rows) == sorted(DIFFERING)


@pytest.mark.parametrize(
    ("symbol", "now", "then"),
    [
        ("A/RES/ES-10/6", "115-2-5", "172-2-5"),
        ("A/RES/58/160", "174-2-2", "171-5-2"),
        ("A/RES/63/49", "127-30-23", "118-50-14"),
    ],
)
def test_corrections_of_the_library(held: Held, symbol: str, now: str, then: str) -> None:
    """The names of 2024 are counted; the total of 2022 is told beside them."""
    answer = _ask(held, symbol)
    assert str(answer.counts).startswith(f"{now},")
    (totals,) = [difference for difference in answer.differences if difference.what == "totals"]
    assert [what for what, _ in totals.says] == [now, then]


def test_42_council_resolutions_adopted_without_a_vote(held: Held) -> None:
    """All members are listed and none voted; nothing is measured from them."""
    (count,) = _numbers(
        held,
        "SELECT count(*) FROM record_calls WHERE way = 'without a vote' AND body = 'UNSC' "
        "AND source = (SELECT no FROM record_sources WHERE name LIKE 'un_sc_votes%')",
    )
    assert count == 42
    answer = _ask(held, "S/RES/742")
    assert (answer.symbol, answer.way, answer.adopted) == ("S/RES/742(1992)", "without a vote", True)


def test_votes_on_azerbaijan_and_georgia(held: Held) -> None:
    """Every line of the table, recounted from the names."""
    for line in TABLE.split("\n")[1:-1]:
        symbol, day, *numbers = line.split()
        answer = _ask(held, symbol)
        counted = answer.splits[0]
        assert [counted.count(option) for option in CAST] == [int(number) for number in numbers], symbol
        assert str(answer.date) == day
        assert answer.adopted is True


def test_splits_of_62_243(held: Held) -> None:
    """The Islamic Conference's 56 members with a seat and the Non-Aligned Movement's 117, each named."""
    _, oic, nam = _ask(held, "A/RES/62/243", "OIC", "NAM").splits
    assert ([oic.count(option) for option in CAST], oic.eligible) == ([31, 0, 9, 16], 56)
    assert ([nam.count(option) for option in CAST], nam.eligible) == ([32, 3, 46, 36], 117)
    for split in (oic, nam):
        assert sum(split.count(option) for option in CAST) == split.eligible
        assert split.members == split.eligible + split.count(VoteOption.NOT_A_MEMBER)


def test_the_conflict_on_pakistan(held: Held) -> None:
    """The Library has yes; a source laid out like the research data has abstain. Both are shown, the record stands."""
    answer = _ask(held, "A/RES/62/243")
    (pakistan,) = [difference for difference in answer.differences if difference.what == "PAK"]
    says = dict(pakistan.says)
    assert set(says) == {"yes", "abstain"}
    assert any("unvotes" in source for source in says["abstain"])
    assert not any("unvotes" in source for source in says["yes"])
    assert next(seat.option for seat in answer.seats if seat.id == "PAK") == "yes"


def test_the_list_of_vetoes_counts_its_lines_and_its_rows(
    held: Held, sources: dict[str, RecordSource]
) -> None:
    """The README counts 216 rows: those are the file's line ends without the header's.

    Three quoted cells hold a line end (two meeting records in one cell), and the last line has none: read as CSV there are a
    header and 214 rows, all of which are held.
    """
    path = DATA / "sc_vetoes_1946_2022.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    inside = [cell for row in rows for cell in row if "\n" in cell]
    assert (path.read_bytes().count(b"\n"), len(rows), len(inside)) == (216 + 1, 214 + 1, 3)
    assert sources["sc_vetoes_1946_2022.csv"].calls == 214
    assert sources["sc_vetoes_1946_2022.csv"].problems == ()


def test_the_samples_agree_with_the_pages(held: Held) -> None:
    """Rebuilt from the same record, they add no roll call and change no cell of the matrix."""
    assert held.roll is not None
    matrix = held.roll.matrix("UNGA")
    codes, numbers = np.unique(matrix.codes, return_counts=True)
    counted = dict(zip(codes.tolist(), numbers.tolist(), strict=True))
    rows = _numbers(
        held,
        "SELECT count(*) FROM record_votes v JOIN record_calls c ON c.no = v.call "
        "WHERE c.source = (SELECT no FROM record_sources WHERE name LIKE 'un_ga_votes%') "
        "AND c.way = 'recorded' AND c.same_as IS NULL",
    )
    assert sum(counted[code] for code in (1, 2, 3, 4)) == rows[0]
    assert len(matrix.calls) == 5536 - 33  # 33 parts have their whole's roll call
    assert len(set(matrix.seats)) == len(matrix.seats)
