"""Each publisher's layout into the ledger, from small made files; sources of one vote kept, ranked and counted."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.record import NamesHeld
from tests.roll_files import (
    GA_2025,
    PLAIN,
    SC,
    UNVOTES_CALLS,
    UNVOTES_VOTES,
    VETOES,
    VOETEN,
    Made,
    bring,
    plain,
    problems,
    save,
    sheet,
    undl,
)  # fmt: skip

FIVE = Made("A/RES/62/900", "AZE=Y ARM=N GEO=A FRA=X NAM=Y")
COUNTED = {"AZE": "yes", "ARM": "no", "GEO": "abstain", "FRA": "not voting", "state:NAM": "yes"}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Where the roll calls go."""
    return tmp_path / "made.duckdb"


def _options(ledger: Path, symbol: str) -> dict[str, str]:
    """What each seat did by the best source."""
    with Ledger.open(ledger, read_only=True) as held:
        call = held.roll.calls(symbol)[0]
        return {seat: vote.option.value for seat, vote in held.roll.votes(call).items()}


def test_one_roll_call_in_every_dress(ledger: Path, tmp_path: Path) -> None:
    """Layouts of three years, byte order mark, line ends, marks between cells, gzip: the same five votes."""
    text = undl(FIVE)
    dresses: dict[str, tuple[str | bytes, str, str]] = {
        "ga25.csv": (undl(FIVE, columns=GA_2025), "undl-ga", "2025 or 2024"),
        "ga26.csv": (text, "undl-ga", "2026"),
        "bom.csv": (b"\xef\xbb\xbf" + text.encode(), "undl-ga", "2026"),
        "lines.csv": (text.replace("\n", "\r\n"), "undl-ga", "2026"),
        "old-mac.csv": (text.replace("\n", "\r"), "undl-ga", "2026"),
        "tab.tsv": (text.replace(",", "\t"), "undl-ga", "2026"),
        "semicolon.csv": (text.replace(",", ";"), "undl-ga", "2026"),
        "packed.csv.gz": (gzip.compress(text.encode()), "undl-ga", "2026"),
        "packed-unsaid.csv": (gzip.compress(text.encode(), 1) + b"", "undl-ga", "2026"),
        "plain.csv.gz": (text + "\n", "undl-ga", "2026"),
        "any.csv": (plain(FIVE), "plain", ""),
    }
    result = bring(ledger, *(save(tmp_path, name, content) for name, (content, _, _) in dresses.items()))
    assert result.skipped == ()
    for source, (name, (_, layout, edition)) in zip(result.sources, dresses.items(), strict=True):
        assert (source.name, source.layout, source.edition, source.held) == (name, layout, edition, False)
        assert (source.calls, source.votes, source.lines, source.problems) == (1, 5, 5, ()), name
    with Ledger.open(ledger, read_only=True) as held:
        for call in held.roll.calls("A/RES/62/900"):
            assert {seat: vote.option for seat, vote in held.roll.votes(call).items()} == COUNTED, call.source


@pytest.mark.parametrize(
    ("cells", "way", "drawn"),
    [({}, "recorded", 1), ({"modality": "Adopted without a vote"}, "without a vote", 0)],
)
def test_security_council_with_modality(
    ledger: Path, tmp_path: Path, cells: dict[str, str], way: str, drawn: int
) -> None:
    """Where the Council's file says that nobody voted, its fifteen Y are no votes, and nothing measures them."""
    made = Made("S/RES/9742(1992)", "CHN=Y FRA=Y GBR=Y RUS=Y USA=Y", date="1992-02-14", cells=cells)
    (source,) = bring(ledger, save(tmp_path, "sc.csv", undl(made, columns=SC))).sources
    assert (source.layout, source.calls, source.votes) == ("undl-sc", 1, 5)
    with Ledger.open(ledger, read_only=True) as held:
        (call,) = held.roll.calls("S/RES/9742")
        assert (call.body, call.way, call.adopted) == ("UNSC", way, True)
        assert len(held.roll.matrix("UNSC").calls) == drawn


def _voeten(*lines: tuple[str, str, str, str], **cells: str) -> str:
    """(rcid, COW number, vote, day) in Voeten's layout."""
    return sheet(
        VOETEN,
        [
            {"rcid": rcid, "ccode": ccode, "vote": vote, "date": day, "session": "62", "unres": f"R/62/{rcid}",
             "amend": "0", "para": "0", **cells}
            for rcid, ccode, vote, day in lines
        ],
    )  # fmt: skip


def test_voeten_codes_and_votes(ledger: Path, tmp_path: Path) -> None:
    """1 yes, 2 abstain, 3 no, 8 absent, 9 not a member, who has no seat and no row."""
    votes = {"373": "1", "372": "2", "371": "3", "220": "8", "626": "9"}
    text = _voeten(*(("900", code, vote, "2008-03-14") for code, vote in votes.items()))
    (source,) = bring(ledger, save(tmp_path, "UNVotes.csv", text)).sources
    assert (source.layout, source.calls, source.votes, source.lines) == ("voeten", 1, 4, 5)
    assert _options(ledger, "A/RES/62/900") == {
        "AZE": "yes", "GEO": "abstain", "ARM": "no", "FRA": "not voting"
    }  # fmt: skip


def test_voeten_code_345_in_three_periods(ledger: Path, tmp_path: Path) -> None:
    """One number for Yugoslavia, Serbia and Montenegro, and Serbia: the day of the vote tells whose seat it was."""
    days = {"901": "1991-10-01", "902": "2005-10-01", "903": "2010-10-01"}
    text = _voeten(*((rcid, "345", "1", day) for rcid, day in days.items()))
    bring(ledger, save(tmp_path, "UNVotes.csv", text))
    seats = [list(_options(ledger, f"A/RES/62/{rcid}")) for rcid in days]
    assert seats == [["YUG"], ["SCG"], ["SRB"]]


def test_voeten_amendments_and_votes_without_a_symbol_are_not_measured(ledger: Path, tmp_path: Path) -> None:
    """They are kept, but an index of agreement counts votes on whole texts."""
    text = _voeten(("900", "373", "1", "2008-03-14"))
    for rcid, more in (("901", {"amend": "1"}), ("902", {"para": "1"}), ("903", {"unres": "NA"})):
        text += _voeten((rcid, "373", "1", "2008-03-14"), **more).split("\n", 1)[1]
    (source,) = bring(ledger, save(tmp_path, "UNVotes.csv", text)).sources
    assert source.calls == 4
    with Ledger.open(ledger, read_only=True) as held:
        assert held.roll.matrix("UNGA").calls == ("R/62/900",)


def _unvotes(folder: Path) -> tuple[Path, Path]:
    """Unvotes' two files, with Namibia's code as it is written, and as programs lose it."""
    votes = [
        ("900", "Azerbaijan", "AZ", "yes"),
        ("900", "Namibia", "NA", "no"),
        ("901", "Namibia", "", "abstain"),
    ]
    calls = [
        ("900", "62", "2008-03-14", "R/62/900", "0", "0", "", "Made"),
        ("901", "62", "2008-03-15", "R/62/901", "0", "0", "", "Made"),
    ]
    return (
        save(folder, "un_votes.csv", sheet(UNVOTES_VOTES, [dict(zip(UNVOTES_VOTES, row, strict=True)) for row in votes])),
        save(folder, "un_roll_calls.csv", sheet(UNVOTES_CALLS, [dict(zip(UNVOTES_CALLS, row, strict=True)) for row in calls])),
    )  # fmt: skip


def test_unvotes_two_files_are_one_source(ledger: Path, tmp_path: Path) -> None:
    """In either order; NA is Namibia and no missing value."""
    votes, calls = _unvotes(tmp_path)
    (source,) = bring(ledger, calls, votes).sources
    assert (source.name, source.calls, source.votes) == ("un_votes.csv + un_roll_calls.csv", 2, 3)
    assert _options(ledger, "A/RES/62/900") == {"AZE": "yes", "state:NAM": "no"}
    assert _options(ledger, "A/RES/62/901") == {"state:NAM": "abstain"}


def test_unvotes_votes_without_their_roll_calls_are_skipped(ledger: Path, tmp_path: Path) -> None:
    """The reason says which file is missing."""
    votes, _ = _unvotes(tmp_path)
    result = bring(ledger, votes)
    assert result.sources == ()
    ((path, reason),) = result.skipped
    assert (path, "roll calls" in reason) == (str(votes), True)


def _vetoes(*rows: str) -> str:
    return ",".join(VETOES) + "\n" + "".join(f"{row}\n" for row in rows)


def test_vetoes_tell_of_some_seats_only(ledger: Path, tmp_path: Path) -> None:
    """A list of vetoes is no count of the vote: who is not named is unknown, and the draft failed."""
    text = _vetoes(
        "2/25/2022,S/2022/9155,S/PV.8979,Made item,Russia,,",
        '5/22/2014,S/2014/9348,S/PV.7180,"Two\nlines",Russia,China,',
    )
    (source,) = bring(ledger, save(tmp_path, "vetoes.csv", text)).sources
    assert (source.layout, source.calls, source.votes) == ("sc-vetoes", 2, 3)
    with Ledger.open(ledger, read_only=True) as held:
        (call,) = held.roll.calls("S/2014/9348")
        assert (call.names, call.adopted, call.kind, str(call.date)) == (
            NamesHeld.SOME,
            False,
            "draft",
            "2014-05-22",
        )
        assert not call.counts.known
        assert {seat: vote.option.value for seat, vote in held.roll.votes(call).items()} == {
            "CHN": "no",
            "RUS": "no",
        }
        assert held.roll.matrix("UNSC").calls == ()


def test_plain_file_of_any_body(ledger: Path, tmp_path: Path) -> None:
    """Body, symbol, date, state and vote are needed; the others are taken where they are given."""
    text = sheet(
        (*PLAIN, "name", "title", "roll_call", "adopted", "rank", "source", "yes", "no", "abstain", "not_voting", "note"),
        [
            {"body": "COE", "symbol": "Res. 9416", "date": "2005-01", "state": state, "vote": vote, "name": name, "title": "Made",
             "adopted": "yes", "rank": "1", "source": "Made minutes", "yes": 1, "no": 0, "abstain": 1, "not_voting": 1}
            for state, vote, name in (("AZE", "for", "Azerbaidjan"), ("ARM", "absent", "Arménie"), ("GEO", "Abstained", "Géorgie"))
        ],
    )  # fmt: skip
    (source,) = bring(ledger, save(tmp_path, "coe.csv", text)).sources
    assert source.problems == ()
    with Ledger.open(ledger, read_only=True) as held:
        (call,) = held.roll.calls("res. 9416")
        assert (call.body, str(call.date), call.rank, call.publisher) == ("COE", "2005-01", 1, "Made minutes")
        assert str(call.counted) == str(call.stated) == "1-0-1, 1 not voting"
        assert held.roll.votes(call)["ARM"].name == "Arménie"
        assert len(held.roll.matrix("COE").calls) == 1
        assert held.roll.matrix("UNGA").calls == ()


def test_two_bodies_that_share_a_symbol_are_two_votes(ledger: Path, tmp_path: Path) -> None:
    """Another assembly's 62/900 is no source of the General Assembly's."""
    from onrecord.questions.votes import find_calls
    from onrecord.record import load_record

    other = save(tmp_path, "other.csv", plain(Made("62/900", "AZE=N ARM=Y"), body="OSCE-PA"))
    bring(ledger, other, save(tmp_path, "ga.csv", undl(FIVE)))
    with Ledger.open(ledger, read_only=True) as held:
        assert [call.body for call in find_calls(held.roll, load_record(), "62/900")] == ["UNGA"]


# --- Sources of one vote ------------------------------------------------------------------------


def test_the_same_file_twice_adds_nothing(ledger: Path, tmp_path: Path) -> None:
    """In one import or in two, under whatever name."""
    one, copy = (save(tmp_path, name, undl(FIVE)) for name in ("one.csv", "copy.csv"))
    first = bring(ledger, one, copy)
    again = bring(ledger, copy)
    assert [source.held for source in first.sources + again.sources] == [False, True, True]
    with Ledger.open(ledger, read_only=True) as held:
        assert [(source.name, source.votes) for source in held.roll.sources()] == [("one.csv", 5)]


@pytest.mark.parametrize("later_first", [True, False])
def test_two_editions_are_ranked_by_the_day_they_were_read(
    ledger: Path, tmp_path: Path, later_first: bool
) -> None:
    """Publishers correct their records: the edition read last speaks, in whatever order they were imported."""
    editions = [
        (save(tmp_path, "2022.csv", undl(FIVE)), "2022-01"),
        (
            save(tmp_path, "2024.csv", undl(Made("A/RES/62/900", "AZE=Y ARM=A GEO=A FRA=X NAM=Y"))),
            "2024-03-12",
        ),
    ]
    for path, day in reversed(editions) if later_first else editions:
        bring(ledger, path, read_on=day)
    with Ledger.open(ledger, read_only=True) as held:
        calls = held.roll.calls("A/RES/62/900")
        assert [str(call.read_on) for call in calls] == ["2024-03-12", "2022-01"]
        matrix = held.roll.matrix("UNGA")
        assert len(matrix.calls) == 1
        assert matrix.codes[0, matrix.seats.index("ARM")] == 2


def test_research_data_never_speak_before_the_library(ledger: Path, tmp_path: Path) -> None:
    """However late they were read."""
    bring(ledger, save(tmp_path, "ga.csv", undl(FIVE)), read_on="2020-01-01")
    bring(ledger, save(tmp_path, "v.csv", _voeten(("900", "373", "3", "2008-03-14"))), read_on="2026-01-01")
    with Ledger.open(ledger, read_only=True) as held:
        assert [call.rank for call in held.roll.calls("R/62/900")] == [2, 4]
    assert _options(ledger, "A/RES/62/900")["AZE"] == "yes"


def test_totals_stated_otherwise_are_noted(ledger: Path, tmp_path: Path) -> None:
    """The names are counted; what the source states stands beside them."""
    stated = {"yes": "3", "no": "1", "abstentions": "1", "non_voting": "0"}
    made = Made(FIVE.symbol, FIVE.votes, stated=stated)
    (source,) = bring(ledger, save(tmp_path, "ga.csv", undl(made))).sources
    (problem,) = source.problems
    assert (problem.reason, problem.count) == ("totals stated differ from the names", 1)
    assert problem.examples == ("A/RES/62/900: names 2-1-1-1, stated 3-1-1-0",)
    with Ledger.open(ledger, read_only=True) as held:
        (call,) = held.roll.calls(FIVE.symbol)
        assert (str(call.counts), str(call.stated)) == ("2-1-1, 1 not voting", "3-1-1, 0 not voting")


# --- Wholes and parts ---------------------------------------------------------------------------

WHOLE = Made("A/RES/61/9128A-B", "AZE=Y ARM=N GEO=A")
SAME = Made("A/RES/61/9128[B-VI]", "GEO=A ARM=N AZE=Y")
OTHER = Made("A/RES/61/9128[B-VI]", "AZE=Y ARM=Y GEO=A")


@pytest.mark.parametrize(("part", "counted"), [(SAME, 1), (OTHER, 2)])
@pytest.mark.parametrize("part_first", [True, False])
def test_an_omnibus_resolution_and_its_parts(
    ledger: Path, tmp_path: Path, part: Made, counted: int, part_first: bool
) -> None:
    """A part with the whole's roll call is one vote under two symbols; with another it is a vote of its own."""
    calls = (part, WHOLE) if part_first else (WHOLE, part)
    bring(ledger, save(tmp_path, "ga.csv", undl(*calls)))
    with Ledger.open(ledger, read_only=True) as held:
        assert len(held.roll.matrix("UNGA").calls) == counted
        (call,) = held.roll.calls(part.symbol)
        assert call.same_as == (WHOLE.symbol if counted == 1 else None)
        assert len(held.roll.votes(call)) == 3
        assert [found.symbol for found in held.roll.parts("A/RES/61/9128")] == [WHOLE.symbol, part.symbol]


def test_a_part_counts_once_whichever_source_holds_its_whole(ledger: Path, tmp_path: Path) -> None:
    """A second file with the part alone does not bring the vote in again."""
    bring(ledger, save(tmp_path, "both.csv", undl(WHOLE, SAME)), read_on="2024-01-01")
    bring(ledger, save(tmp_path, "part.csv", undl(SAME)), read_on="2026-01-01")
    with Ledger.open(ledger, read_only=True) as held:
        assert held.roll.matrix("UNGA").calls == (WHOLE.symbol,)


# --- Nothing by chance --------------------------------------------------------------------------


def test_same_files_same_rows(tmp_path: Path) -> None:
    """Two ledgers of the same files hold the same rows and ids, whatever the order of the lines in a file."""
    text = undl(FIVE, WHOLE, OTHER)
    header, *lines = text.splitlines()
    files = [save(tmp_path, "ga.csv", text), *_unvotes(tmp_path)]
    tables = ("record_sources", "record_seats", "record_calls", "record_votes")
    held = []
    for name in ("one.duckdb", "two.duckdb"):
        bring(tmp_path / name, *files)
        with Ledger.open(tmp_path / name, read_only=True) as ledger:
            held.append([ledger._database.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables])
    assert held[0] == held[1]
    bring(
        tmp_path / "three.duckdb",
        save(tmp_path, "turned.csv", "\n".join([header, *reversed(lines)]) + "\n"),
        *files[1:],
    )
    with Ledger.open(tmp_path / "three.duckdb", read_only=True) as ledger:
        turned = [ledger._database.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables[1:]]
    assert turned == held[0][1:]


def test_no_path_of_this_machine_is_kept(ledger: Path, tmp_path: Path) -> None:
    """A row names the file, not where it lay."""
    bring(ledger, save(tmp_path, "ga.csv", undl(FIVE, Made("A/RES/62/901", "XXX=Y", stated={"yes": "2"}))))
    with Ledger.open(ledger, read_only=True) as held:
        rows = held._database.rows("SELECT * EXCLUDE (imported) FROM record_sources")
    assert str(tmp_path) not in str(rows)


def test_problems_are_counted_by_line(ledger: Path, tmp_path: Path) -> None:
    """Lines read are votes stored and lines set aside, none lost in silence."""
    made = Made("A/RES/62/900", "AZE=Y XXX=N ARM=? GEO=A GEO=A FRA=Y FRA=N =Y", stated={"yes": "", "no": ""})
    (source,) = bring(ledger, save(tmp_path, "ga.csv", undl(made))).sources
    found = problems(source)
    assert found == {
        "vote that cannot be read": 1,
        "seat that is not known": 2,
        "seat listed twice with one vote": 1,
        "seat listed twice with different votes, left out": 2,
    }
    assert source.lines == source.votes + sum(found.values())
