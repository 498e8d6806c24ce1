"""Files that are damaged or meant to harm: skipped with the reason, counted, never fatal; nothing held is lost."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import duckdb
import pytest

from onrecord.ledger import Ledger
from tests.roll_files import Made, bring, problems, save, undl

GOOD = undl(Made("A/RES/62/900", "AZE=Y ARM=N GEO=A FRA=X NAM=Y"))
HELD = undl(Made("A/RES/62/800", "AZE=Y ARM=N"))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger that holds one source."""
    path = tmp_path / "made.duckdb"
    bring(path, save(tmp_path, "held.csv", HELD))
    return path


def _rows(ledger: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything of the record that is held."""
    with Ledger.open(ledger, read_only=True) as held:
        return {
            table: held._database.rows(f"SELECT * FROM {table} ORDER BY ALL")
            for table in ("record_sources", "record_calls", "record_votes", "record_seats")
        }


def _with_column(name: str, cell: str = "x") -> str:
    header, *lines = GOOD.splitlines()
    return "\n".join([f"{header},{name}", *(f"{line},{cell}" for line in lines)]) + "\n"


def _parquet(folder: Path) -> bytes:
    path = folder / "good.parquet"
    duckdb.sql(
        "COPY (SELECT i::INTEGER AS undl_id, 'A/RES/62/' || i AS resolution, DATE '2008-03-14' AS date, 'AZE' AS ms_code, "
        f"373 AS cow, 'AZERBAIJAN ' || i AS ms_name, 'Y' AS ms_vote, false AS repaired FROM range(20000) t(i)) TO '{path}'"
    )
    return path.read_bytes()


UNUSABLE = {
    "empty.csv": ("", "no roll calls that are known by their columns (found: none)"),
    "wrong.csv": ("a,b,c\n1,2,3\n", "found: a, b, c"),
    "header.csv": (GOOD.splitlines()[0] + "\n", "holds no roll call that can be read (no lines)"),
    "undated.csv": (GOOD.replace("2008-03-14", "one day"), "5 x no date that can be read"),
    "counts.csv": (GOOD.replace("2.0", "inf"), "5 x a total that is no number"),
    "large.csv": (GOOD.replace("2.0", "99999999999"), "5 x a total that is no number"),
    "utf16.csv": (GOOD.encode("utf-16"), "no roll calls that are known by their columns"),
    "cut.csv.gz": (gzip.compress(GOOD.encode() * 300)[:-40], "is damaged"),
    "bad.csv.gz": (b"\x1f\x8b" + b"\x00" * 300, "no roll calls that are known by their columns"),
    "tiny.parquet": (b"PAR1", "is a damaged Parquet file"),
    "picture.png": (
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "no roll calls that are known by their columns",
    ),
}


def test_files_that_cannot_be_used(ledger: Path, tmp_path: Path) -> None:
    """Each is skipped with its reason and leaves no row; a good file among them is read all the same."""
    before = _rows(ledger)
    bad = [save(tmp_path, name, content) for name, (content, _) in UNUSABLE.items()]
    result = bring(ledger, *bad)
    assert result.sources == ()
    assert _rows(ledger) == before
    told = dict(result.skipped)
    assert sorted(told) == sorted(map(str, bad))
    for path, (_, reason) in zip(bad, UNUSABLE.values(), strict=True):
        assert reason in told[str(path)]
    among = bring(ledger, *bad[:6], save(tmp_path, "good.csv", GOOD), *bad[6:])
    assert [(source.calls, source.votes, source.problems) for source in among.sources] == [(1, 5, ())]
    assert len(among.skipped) == len(bad)


def test_a_parquet_file_cut_short(ledger: Path, tmp_path: Path) -> None:
    """However little is missing."""
    whole = _parquet(tmp_path)
    before = _rows(ledger)
    cut = [save(tmp_path, f"{kept}.parquet", whole[: int(len(whole) * kept)]) for kept in (0.5, 0.9, 0.999)]
    result = bring(ledger, *cut)
    assert len(result.skipped) == 3
    assert all("damaged" in reason for _, reason in result.skipped)
    assert _rows(ledger) == before


def test_a_parquet_file_damaged_inside(ledger: Path, tmp_path: Path) -> None:
    """Its columns can be read, its rows cannot: the half that was read is not kept, alone or beside its roll calls."""
    whole = _parquet(tmp_path)
    bad = save(tmp_path, "bad.parquet", whole[:100] + b"\xff" * (len(whole) - 5000) + whole[-4900:])
    calls = tmp_path / "calls.parquet"
    duckdb.sql(
        "COPY (SELECT 1 AS undl_id, 'A/RES/62/900' AS resolution, DATE '2008-03-14' AS date, 't' AS title, 'm' AS meeting, "
        f"true AS recorded, NULL::INTEGER AS published_yes) TO '{calls}'"
    )
    before = _rows(ledger)
    assert "damaged" in bring(ledger, bad).skipped[0][1]
    assert _rows(ledger) == before
    assert "damaged" in bring(ledger, bad, calls).skipped[0][1]


def test_places_that_are_no_files(ledger: Path, tmp_path: Path) -> None:
    """A folder, nothing at all, a pipe that never ends, a path that would be read as a pattern."""
    os.mkfifo(tmp_path / "pipe")
    save(tmp_path, "v1.csv", GOOD)
    places = {
        tmp_path: "is a folder",
        tmp_path / "none.csv": "No such file",
        tmp_path / "pipe": "is no file",
        save(tmp_path, "v[1].csv", GOOD): "pattern",
        save(tmp_path, "v*.csv", GOOD): "pattern",
    }
    result = bring(ledger, *places)
    assert result.sources == ()
    for (path, reason), (place, told) in zip(result.skipped, places.items(), strict=True):
        assert path == str(place)
        assert told in reason


def test_paths_with_signs_of_sql(ledger: Path, tmp_path: Path) -> None:
    """Quotes, blanks and line ends in a name are a name."""
    folder = tmp_path / "it's a folder"
    folder.mkdir()
    names = [
        'it\'s "mine".csv',
        "a b  c.csv",
        "ünï, códe;.csv",
        "'; DROP TABLE documents; --.csv",
        "a\nb.csv",
    ]
    files = [save(folder, name, GOOD.replace("62/900", f"62/90{at}")) for at, name in enumerate(names)]
    assert [(source.name, source.votes) for source in bring(ledger, *files).sources] == [
        (name, 5) for name in names
    ]


COLUMNS = [
    "", "x'; DROP TABLE documents; --", 'x"} ; DROP TABLE documents; --', "call_id", "date", "DATE", "ms_vote", "$path",
    '"a, b"', '"two\nlines"', "__proto__", "no", "=cmd()", "x" * 5000, "unread 3",
]  # fmt: skip


def test_columns_of_any_name(ledger: Path, tmp_path: Path) -> None:
    """Nameless (a row number), named twice, or a statement: it is not read, and the others are."""
    files = [save(tmp_path, f"odd{at}.csv", _with_column(column)) for at, column in enumerate(COLUMNS)]
    result = bring(ledger, *files)
    assert [(s.name, s.calls, s.votes, s.problems) for s in result.sources] == [
        (f.name, 1, 5, ()) for f in files
    ]
    with Ledger.open(ledger, read_only=True) as held:
        assert {str(call.date) for call in held.roll.calls("A/RES/62/900")} == {"2008-03-14"}
        assert held.documents() == ()


def test_a_damaged_line_is_left_out_and_counted(ledger: Path, tmp_path: Path) -> None:
    """Invalid UTF-8, a quote that never ends, a line beyond measure, a missing cell: the other lines are used."""
    damage = {
        "utf8": ("NAME OF GEO", "NAME \udcff OF GEO", 4),
        "quote": ("NAME OF GEO", '"NAME OF GEO', 2),
        "long": ("NAME OF GEO", "x" * 3_000_000, 4),
        "short": ("900001,GEO", "900001", 4),
    }
    for name, (old, new, votes) in damage.items():
        damaged = GOOD.replace(old, new).encode("utf-8", "surrogateescape")
        bad = save(tmp_path, f"{name}.csv", damaged)
        whole = save(tmp_path, f"after-{name}.csv", GOOD.replace("Made title", name))
        source, after = bring(ledger, bad, whole).sources
        assert (source.votes, problems(source)["line that is no CSV row"]) == (votes, 1), name
        assert after.problems == (), name


def test_damaged_lines_are_told_of_their_own_file(ledger: Path, tmp_path: Path) -> None:
    """Of two files in one import, the whole one is not blamed for the other's lines."""
    bad, good = (
        save(tmp_path, "bad.csv", GOOD + "900001,USA\n"),
        save(tmp_path, "good.csv", HELD.replace("800", "801")),
    )
    first, second = bring(ledger, bad, good).sources
    assert (problems(first), problems(second)) == ({"line that is no CSV row": 1}, {})


def test_a_million_characters_in_a_cell(ledger: Path, tmp_path: Path) -> None:
    """A name or a title of that length is cut; the vote counts."""
    text = GOOD.replace("NAME OF GEO", "n" * 400_000).replace("Made title of A/RES/62/900", "t" * 1_000_000)
    (source,) = bring(ledger, save(tmp_path, "long.csv", text)).sources
    assert source.votes == 5
    with Ledger.open(ledger, read_only=True) as held:
        (call,) = held.roll.calls("A/RES/62/900")
        assert len(call.texts["title"]) == 4000
        assert len(held.roll.votes(call)["GEO"].name or "") == 200


HOSTILE = [
    "=HYPERLINK(1)",
    "'; DROP TABLE record_votes; --",
    "<script>alert(1)</script>",
    "\x1b[2J",
    "a\0b",
    "{{7*7}}",
    "-1+1",
]


def test_hostile_cells_are_data(ledger: Path, tmp_path: Path) -> None:
    """A formula, a statement, a script, a terminal's command: kept as it is written, or set aside, never obeyed."""
    before = _rows(ledger)
    places = {
        "name": (",NAME OF GEO,", ",{},", 5, None),
        "vote": (",NAME OF GEO,A,", ",NAME OF GEO,{},", 4, "vote that cannot be read"),
        "code": (",GEO,", ",{},", 4, "seat that is not known"),
        "symbol": ("A/RES/62/900,", "{},", 5, None),
    }
    files, told = [], []
    for at, cell in enumerate(HOSTILE):
        for place, (old, new, votes, reason) in places.items():
            files.append(save(tmp_path, f"{place}{at}.csv", GOOD.replace(old, new.format(cell))))
            told.append((files[-1].name, votes, 1 if reason else None))
    found = []
    for source in bring(ledger, *files).sources:
        reason = places[source.name.rstrip("0123456789.csv")][3]
        found.append((source.name, source.votes, problems(source).get(reason) if reason else None))
    assert found == told
    after = _rows(ledger)
    assert all(row in after["record_votes"] for row in before["record_votes"])
    assert "=HYPERLINK(1)" in {row[3] for row in after["record_votes"]}


def test_other_files_of_the_machine_stay_closed(ledger: Path, tmp_path: Path) -> None:
    """A ledger opened for one file reads no other, whatever a query asks."""
    from onrecord.errors import LedgerError

    allowed, other = save(tmp_path, "one.csv", GOOD), save(tmp_path, "two.csv", HELD)
    with Ledger.open(ledger, reading=[allowed]) as held:
        assert held._database.rows("SELECT count(*) FROM read_csv(?)", (str(allowed),)) == [(5,)]
        with pytest.raises(LedgerError):
            held._database.rows("SELECT count(*) FROM read_csv(?)", (str(other),))
