"""`onrecord actor`: who somebody is, at a date."""

import csv
import io
import json
from pathlib import Path

import pytest
from made_ledger import Call


@pytest.mark.parametrize("name", ["AZE", "Azerbaijan", "Азербайджан", "أذربيجان", "Azərbaycan"])
def test_found_by_any_name(call: Call, name: str) -> None:
    """The same actor is shown whatever it is asked for by."""
    shown = call("actor", name, "--as-of", "2012-06-01")
    assert shown.exit_code == 0, shown.stderr
    assert shown.stdout.startswith("Azerbaijan [AZE], state, as of 2012-06-01\n")
    assert "elected member" in shown.stdout
    assert "Ilham Aliyev" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Turkey", "--as-of", "2010"), ("Turkey [TUR]", "Ahmet Davutoğlu")),
        (("OIC", "--as-of", "2010"), ("Organisation of the Islamic Conference [OIC]", "57", "Ekmeleddin")),
        (
            ("NAM", "--as-of", "2020"),
            ("does not exist", "standing", "summit 18", "observer: "),
        ),
        (("CHN", "--as-of", "1970"), ("Republic of China", "713", "today's name")),
        (("Gambia", "--as-of", "2016"), ("Islamic Republic of The Gambia", "Yahya Jammeh")),
        (("Zanzibar",), ("Became, or gave rise to", "United Republic of Tanganyika and Zanzibar")),
        (("Syria", "--as-of", "2015"), ("suspended", "2012-08-15")),
    ],
)
def test_what_a_page_tells(call: Call, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    """Names, seats, suspensions, offices that do not exist and meetings stand on the page."""
    shown = call("actor", *arguments)
    assert shown.exit_code == 0, shown.stderr
    for word in words:
        assert word in shown.stdout, word


def test_rows_for_machines_have_their_source(call: Call) -> None:
    """JSON, JSON lines and CSV hold the same facts, each with its row and source."""
    rows = json.loads(call("actor", "OIC", "--as-of", "2015", "--format", "json").stdout)
    lines = call("actor", "OIC", "--as-of", "2015", "--format", "jsonl").stdout.splitlines()
    cells = list(
        csv.DictReader(io.StringIO(call("actor", "OIC", "--as-of", "2015", "--format", "csv").stdout))
    )
    assert rows == [json.loads(line) for line in lines]
    assert len(rows) == len(cells)
    assert [row for row in rows if not (row["source"] and row["row"])] == []
    spells = {(row["id"], row["kind"]): row["from"] for row in rows if row["section"] == "member"}
    assert spells["SYR", "suspended"] == "2012-08-15"
    assert spells["SYR", "member"] == "1970"


def test_an_ambiguous_name_lists_the_candidates(call: Call) -> None:
    """Where two are so called, both ids are given and nothing is guessed."""
    shown = call("actor", "Congo")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "COD (Democratic Republic of the Congo), COG (Congo)" in shown.stderr


def test_an_unknown_name_suggests_others(call: Call) -> None:
    """A name that nobody has is wrong usage, with names that look alike; hostile signs are written out."""
    shown = call("actor", "Azerbaijn")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "did you mean Azerbaijan" in shown.stderr
    assert "\x1b" not in call("actor", "\x1b[31mred").stderr


def test_a_wrong_date_is_wrong_usage(call: Call) -> None:
    """Only a day, a month or a year is a date."""
    assert call("actor", "AZE", "--as-of", "yesterday").exit_code == 2


def test_rows_of_a_users_folder(call: Call, tmp_path: Path) -> None:
    """`--data` adds a user's rows, and a fault in them is one line that names the file."""
    folder = tmp_path / "mine"
    folder.mkdir()
    head = "row,body,member,status,valid_from,valid_to,language,source,note,checked\n"
    (folder / "memberships.csv").write_text(f"{head}my:1,G20,ESP,observer,2008,,en,my notes,\x1b[2Jguest,\n")
    shown = call("actor", "Spain", "--data", folder)
    assert shown.exit_code == 0, shown.stderr
    assert "G20" in shown.stdout
    assert "\x1b[2J" not in shown.stdout
    (folder / "memberships.csv").write_text(f"{head}my:1,G20,ESP,guest,2008,,en,my notes,,\n")
    shown = call("actor", "Spain", "--data", folder)
    assert shown.exit_code == 1
    assert "memberships.csv:2 (my:1): status 'guest'" in shown.stderr
