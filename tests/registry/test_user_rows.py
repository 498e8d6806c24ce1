"""A user's own rows beside the bundled ones."""

from pathlib import Path

import pytest

from onrecord.errors import DataError
from onrecord.registry import load_registry, read_registry_with
from onrecord.vocabulary import PartialDate

MEMBERS = "row,body,member,status,valid_from,valid_to,language,source,note,checked\n"
NAMES = "row,actor,name,use,valid_from,valid_to,language,source\n"


def _write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_rows_are_added(tmp_path: Path) -> None:
    """A row of a user's file is held beside the bundled ones, with its own source."""
    _write(tmp_path, "memberships.csv", f"{MEMBERS}my:1,G20,ESP,observer,2008-11-15,,en,g20.org,guest,\n")
    registry = read_registry_with(tmp_path)
    assert [row.member for row in registry.members("G20", status="observer")] == ["ESP"]
    assert len(registry.members("G20")) == len(load_registry().members("G20"))


def test_a_row_of_the_same_id_stands_in_the_place_of_the_bundled_one(tmp_path: Path) -> None:
    """A user may correct a row by giving its id: it is held once, in the user's wording."""
    row = "membership:G7:CAN:1,G7,CAN,member,1976-06-27,,en,my archive,,\n"
    assert load_registry().row("membership:G7:CAN:1") is not None
    registry = read_registry_with(_write(tmp_path, "memberships.csv", MEMBERS + row))
    held = [row for row in registry.members("G7") if row.member == "CAN"]
    assert [(str(row.valid.first), row.source) for row in held] == [("1976-06-27", "my archive")]


def test_files_build_on_each_other(tmp_path: Path) -> None:
    """A body of the user's may have the user's members, offices and holders; a mark at the head of a file is no fault."""
    _write(
        tmp_path,
        "bodies.csv",
        "\ufeffrow,id,name,kind,parent,founded,founded_place,ended,language,source,checked\n"
        "my:body,X-GROUP,Group of Friends,group,UN,2020-01-01,New York,,en,my notes,\n",
    )
    _write(tmp_path, "memberships.csv", f"{MEMBERS}my:1,X-GROUP,FRA,member,2020-01-01,,en,my notes,,\n")
    _write(tmp_path, "body_names.csv", f"{NAMES}my:n,X-GROUP,Group of Friends,official,,,en,my notes\n")
    registry = read_registry_with(tmp_path)
    assert [row.body for row in registry.memberships("FRA", PartialDate(2021)) if row.row == "my:1"]
    assert [hit.actors for hit in registry.mentions("the Group of Friends met")] == [("X-GROUP",)]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("memberships.csv", f"{MEMBERS}my:1,OIC,ZZZ,member,,,en,x,,\n", "'ZZZ'"),
        ("memberships.csv", f"{MEMBERS}my:1,OIC,FRA,guest,,,en,x,,\n", "'guest'"),
        ("memberships.csv", f"{MEMBERS}my:1,OIC,FRA,member,2020-13,,en,x,,\n", "2020-13"),
        ("memberships.csv", f"{MEMBERS}my:1,OIC,FRA,member,,,en,,,\n", "source is empty"),
        (
            "memberships.csv",
            f"{MEMBERS}my:1,OIC,FRA,member,,,en,x,,\nmy:1,OIC,DEU,member,,,en,x,,\n",
            "used twice",
        ),
        ("memberships.csv", "a,b\n1,2\n", "header"),
        ("memberships.csv", f"{MEMBERS}my:1,OIC\n", "cells"),
        ("further_names.csv", f"{NAMES}my:1,FRA,Gallia,nickname,,,la,x\n", "'nickname'"),
        ("members.csv", MEMBERS, "no file of the registry"),
    ],
)
def test_a_fault_names_the_file_and_the_row(tmp_path: Path, name: str, text: str, says: str) -> None:
    """What is wrong in a user's file is told with the path of that file and the row."""
    with pytest.raises(DataError) as caught:
        read_registry_with(_write(tmp_path, name, text))
    assert says in str(caught.value)
    assert (caught.value.where or "").startswith(str(tmp_path / name))


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    """A wrong folder is no silent nothing."""
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(DataError):
            read_registry_with(folder)
