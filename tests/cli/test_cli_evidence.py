"""What `onrecord evidence` shows: the words in their place, the chain, the rule and every row used."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from made_ledger import Call

from onrecord.vocabulary import ActorName, PartialDate, Period


@dataclass(frozen=True)
class MadeRows:
    """A registry or record that holds one row."""

    held: ActorName

    def row(self, id_: str) -> ActorName | None:
        """The row, if that is its id."""
        return self.held if id_ == self.held.row else None


@pytest.fixture(autouse=True)
def _made_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = MadeRows(
        ActorName(
            row="name:RUR-C:1",
            actor="RUR-C",
            name="Council of Ruritania",
            use="official",
            valid=Period(first=PartialDate(2001)),
            language="en",
            source="the Council's founding act",
        )
    )
    monkeypatch.setattr("onrecord.registry.load_registry", lambda: rows)
    monkeypatch.setattr("onrecord.record.load_record", lambda: rows)


def test_a_position_with_all_it_rests_on(call: Call, ledger_path: Path) -> None:
    """The words are marked in their paragraph, and offsets, chain, rule, basis and rows are written out."""
    result = call("evidence", "pos-000000000001", "--ledger", ledger_path)
    assert (result.exit_code, result.stderr) == (0, "")
    for shown in (
        "characters 0 to 53:",
        "  >>>The Council of Ruritania condemned the border closure<<<. Only 12 members voted for it.",
        "“condemned” (characters 25 to 34)",
        "4 of 5",
        "“the border closure” (characters 35 to 53)",
        "first       2031-05-01",
        "last        2031-05-03",
        "told by     “condemned” (characters 25 to 34)",
        "worked out  made for a test",
        "open-borders",
        "paragraph 2",
        "told by the outlet",
        "1. name  The Ruritanian",
        "source  “Council” (characters 4 to 11)",
        "frame condemn",
        "row       name:RUR-C:1",
        "2001 to ...",
        "the Council's founding act",
        "1. 001.txt",
    ):
        assert shown in result.stdout
    assert "Graustark" not in result.stdout, "the next paragraph is not the context"


def test_a_claim_shows_the_arithmetic_and_rows_that_are_gone(call: Call, ledger_path: Path) -> None:
    """A claim shows what text and record say with each step; a row that this version lacks is said to be missing."""
    shown = call("evidence", "clm-000000000001", "--ledger", ledger_path).stdout
    assert ">>>Only 12 members voted for it.<<<" in shown
    for part in ("differs", "11 in favour", "rollcall:R/1:book", "no such row in this version"):
        assert part in shown


def test_a_statement_says_whether_it_is_speech(call: Call, ledger_path: Path) -> None:
    """The page of a statement has its act, its form, and the construction that it was found by."""
    shown = call("evidence", "stm-000000000001", "--ledger", ledger_path).stdout
    for line in ("act     speech", "form    indirect", "rule    verb of speech"):
        assert f"\n{line}\n" in shown


@pytest.mark.parametrize(
    ("id_", "kind"),
    [
        ("doc-000000000001", "document"),
        ("stm-000000000001", "statement"),
        ("pos-000000000001", "position"),
        ("clm-000000000001", "claim"),
        ("org-", "origin"),
    ],
)
def test_every_kind_of_id_has_its_evidence_in_every_format(
    call: Call, ledger_path: Path, id_: str, kind: str
) -> None:
    """Any id, or the beginning of only one, leads to the same object in JSON, JSON lines and CSV."""
    written = {
        form: call("evidence", id_, "--ledger", ledger_path, "--format", form).stdout
        for form in ("json", "jsonl", "csv")
    }
    (value,) = json.loads(written["json"])
    assert json.loads(written["jsonl"]) == value
    assert (value["kind"], value["document"]) == (kind, "001.txt")
    assert f"\nkind,{kind}\n" in written["csv"]
    assert call("evidence", id_, "--ledger", ledger_path).exit_code == 0


@pytest.mark.parametrize(
    ("id_", "said"), [("pos-", "pos-000000000001, pos-000000000002"), ("pos-x", "nothing has the id")]
)
def test_an_id_that_is_not_one(call: Call, ledger_path: Path, id_: str, said: str) -> None:
    """An ambiguous or unknown id is a usage error that says what to give instead."""
    result = call("evidence", id_, "--ledger", ledger_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
