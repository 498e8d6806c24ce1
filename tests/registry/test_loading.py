"""The loader refuses malformed data files and says where."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from onrecord.errors import DataError
from onrecord.registry.load import read_registry

DATA = files("onrecord.registry").joinpath("data")


def _copy(folder: Path, file: str, change: tuple[str, str]) -> Path:
    for entry in DATA.iterdir():
        text = entry.read_text(encoding="utf-8")
        if entry.name == file:
            assert change[0] in text
            text = text.replace(*change, 1)
        (folder / entry.name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "change", "says"),
    [
        ("memberships.csv", ("OIC,AZE,member", "OIC,ZZZ,member"), "ZZZ"),
        ("memberships.csv", ("1945-10-24", "1945-13-24"), "1945-13-24"),
        ("memberships.csv", ("ARG,member,", "ARG,guest,"), "guest"),
        ("memberships.csv", ("membership:UN:BRA:1", "membership:UN:ARG:1"), "used twice"),
        ("tenures.csv", ("AZE-president,Ilham", "AZE-emperor,Ilham"), "AZE-emperor"),
        (
            "offices.csv",
            ("Wikipedia: Dmitry Peskov (press secretary of the president)", ""),
            "source is empty",
        ),
        ("states.csv", ("AZE,", "Az,"), "three capital letters"),
        ("meetings.csv", ("2019-10-25,2019-10-26", "2019-10-26,2019-10-25"), "before"),
        ("bodies.csv", ("row,id,name", "row,id,title"), "header"),
        ("names.csv", ("name:AZE:1,", ","), "row id is empty"),
        ("tenures.csv", ("2026-11-21", "2026-11"), "no day"),
        ("meetings.csv", ("2026-11-21", "yes"), "not a date"),
        ("memberships.csv", ("note,checked", "note,seen"), "header"),
        ("context_words.csv", ("Accord,text or meeting", "Accord,treaty"), "treaty"),
    ],
)
def test_a_malformed_row_is_refused(tmp_path: Path, file: str, change: tuple[str, str], says: str) -> None:
    """A wrong code, date, status or header, a missing source, a doubled id: each names its file and row."""
    with pytest.raises(DataError) as caught:
        read_registry(_copy(tmp_path, file, change))
    assert says in str(caught.value)
    assert (caught.value.where or "").startswith(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """An incomplete installation is one clear line."""
    with pytest.raises(DataError):
        read_registry(tmp_path)


def test_loading_twice_gives_the_same() -> None:
    """The registry is a function of its files."""
    assert repr(read_registry(DATA)) == repr(read_registry(DATA))


CHECKED = ("bodies.csv", "meetings.csv", "memberships.csv", "offices.csv", "tenures.csv")


def test_some_rows_of_each_file_were_held_against_their_source() -> None:
    """A reader of the files can tell a row that was held against its source from one entered from knowledge."""
    for file in CHECKED:
        with DATA.joinpath(file).open(encoding="utf-8", newline="") as lines:
            days = [row["checked"] for row in csv.DictReader(lines)]
        assert any(days), file
        assert "" in days, file
