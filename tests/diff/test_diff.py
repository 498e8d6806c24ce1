"""What is told to differ between two ledgers, or between two dates of one."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

# The reports are those that briefs are made of.
sys.path.insert(0, str(Path(__file__).parents[1] / "brief"))

from brief_made import Counts, Report, Says, fill

from onrecord.cli import cli
from onrecord.diff import LedgerDiff, diff_ledgers
from onrecord.errors import LedgerError, UsageError
from onrecord.ledger import Ledger
from onrecord.ledger.differing import Count
from onrecord.vocabulary import Basis, Stance, VerdictValue

FIRST = Says("FRA", Stance.CONDEMNS, "NOR", words="France condemned Norway.")
SECOND = Says("BRA", Stance.SUPPORTS, "PRT", words="Brazil supported Portugal.")


def write(path: Path, reports: Sequence[Report]) -> Path:
    """A ledger file of these reports."""
    with Ledger.open(path) as ledger:
        fill(ledger, reports)
    return path


def compare(folder: Path, first: Sequence[Report], second: Sequence[Report]) -> LedgerDiff:
    """The difference of two ledgers."""
    return diff_ledgers(write(folder / "first.duckdb", first), write(folder / "second.duckdb", second))


def count(answer: LedgerDiff, what: str) -> Count:
    """The counts of one kind."""
    return next(count for count in answer.counts if count.what == what)


def reconciles(answer: LedgerDiff) -> bool:
    """Every total is the sum of what became of its parts, and every change has its row."""
    for each in answer.counts:
        first = each.same + each.changed + each.gone + each.merged_first + each.parted_first
        second = each.same + each.changed + each.added + each.merged_second + each.parted_second
        rows = [one for one in answer.differences if f"{one.what}s" == each.what]
        listed = each.changed + each.gone + each.added + each.merged_second + each.parted_first
        if (first, second, len(rows)) != (each.first, each.second, listed):
            return False
    return True


def test_a_ledger_is_the_same_as_its_like(tmp_path: Path) -> None:
    """Ledgers that were made of the same documents do not differ, in whatever order they were read."""
    reports = [Report(1, [FIRST]), Report(2, [SECOND])]
    answer = compare(tmp_path, reports, reports[::-1])
    assert answer.same
    assert reconciles(answer)


def test_documents_and_their_rows_come_and_go(tmp_path: Path) -> None:
    """A document that one ledger lacks is told, with everything found in it."""
    answer = compare(tmp_path, [Report(1, [FIRST])], [Report(2, [SECOND])])
    told = {
        (one.what, one.change, one.document, one.quote) for one in answer.differences if one.what != "origin"
    }
    assert told == {
        ("document", "gone", "001.txt", None), ("document", "added", "002.txt", None),
        ("position", "gone", "001.txt", "France condemned Norway."), ("position", "added", "002.txt", "Brazil supported Portugal."),
    }  # fmt: skip
    assert reconciles(answer)


def test_another_stance_in_the_same_words_is_a_change(tmp_path: Path) -> None:
    """Newer rules that read the same words otherwise change a position; they do not add one and lose one."""
    other = replace(FIRST, stance=Stance.CRITICIZES, basis=Basis.OWN_WORDS)
    answer = compare(tmp_path, [Report(1, [FIRST])], [Report(1, [other])])
    (row,) = answer.differences
    assert (row.what, row.change, row.holder, row.toward) == ("position", "changed", "FRA", "NOR")
    assert (row.before, row.after) == ("condemns, reported", "criticizes, own-words")
    assert reconciles(answer)


def test_a_verdict_that_changed_is_told_with_both_answers(tmp_path: Path) -> None:
    """Another record answers otherwise: the claim is the same, its verdict is not."""
    claim = Counts("Over 150 did not vote.")
    other = replace(claim, value=VerdictValue.MATCHES, record_says="151")
    answer = compare(tmp_path, [Report(1, [claim])], [Report(1, [other])])
    (row,) = answer.differences
    assert (row.change, row.before, row.after) == ("changed", "differs: 146", "matches: 151")
    assert reconciles(answer)


def test_origins_that_merged_or_parted_are_told(tmp_path: Path) -> None:
    """Two reports that turn out to be one, and one that turns out to be two."""
    apart = [Report(1, [FIRST], origin="a"), Report(2, [FIRST], origin="b")]
    together = [Report(1, [FIRST], origin="a"), Report(2, [FIRST], origin="a")]
    (tmp_path / "there").mkdir()
    merged, parted = compare(tmp_path, apart, together), compare(tmp_path / "there", together, apart)
    assert [(one.what, one.change, one.before, one.after) for one in merged.differences] == [("origin", "merged", "org-a; org-b", "org-a")]  # fmt: skip
    assert [(one.what, one.change, one.before, one.after) for one in parted.differences] == [("origin", "parted", "org-a", "org-a; org-b")]  # fmt: skip
    assert reconciles(merged)
    assert reconciles(parted)


def test_one_ledger_differs_between_two_dates(tmp_path: Path) -> None:
    """At a date stands what is dated then or before; what has no date stands at none."""
    reports = [
        Report(1, [FIRST], date="2019-05-06"),
        Report(2, [SECOND], date="2020-05"),
        Report(3, [SECOND], date=None),
    ]
    answer = diff_ledgers(write(tmp_path / "one.duckdb", reports), at=("2019", "2020-12-31"))
    documents = count(answer, "documents")
    assert (documents.first, documents.second, documents.added) == (1, 2, 1)
    assert reconciles(answer)


_ROWS = st.lists(
    st.builds(
        Says,
        st.sampled_from(["FRA", "BRA"]),
        st.sampled_from(list(Stance)),
        st.sampled_from(["NOR", None]),
        st.sampled_from(list(Basis)),
        words=st.sampled_from(["One sentence.", "Another sentence."]),
    ),
    max_size=5,
)
_REPORTS = st.lists(
    st.builds(Report, st.integers(1, 4), _ROWS, origin=st.sampled_from(["a", "b", None])),
    max_size=4,
    unique_by=lambda report: report.number,
)


@settings(max_examples=15, deadline=None)
@given(_REPORTS, _REPORTS)
def test_counts_reconcile_whatever_differs(
    tmp_path_factory: pytest.TempPathFactory, first: list[Report], second: list[Report]
) -> None:
    """Every document, origin, position and claim of either side is accounted for, once."""
    assert reconciles(compare(tmp_path_factory.mktemp("diff"), first, second))


def test_neither_ledger_is_touched(tmp_path: Path) -> None:
    """Comparing reads, and leaves both files as they were; a quotation mark in a name is no code."""
    first = write(tmp_path / "first.duckdb", [Report(1, [FIRST])])
    second = write(tmp_path / "it's; DROP TABLE documents; --.duckdb", [Report(2, [SECOND])])
    before = first.read_bytes(), second.read_bytes()
    diff_ledgers(first, second)
    assert (first.read_bytes(), second.read_bytes()) == before


def test_what_cannot_be_compared_is_refused(tmp_path: Path) -> None:
    """A missing file, and one ledger at one time, are errors that say what to do."""
    path = write(tmp_path / "one.duckdb", [Report(1, [FIRST])])
    with pytest.raises(LedgerError, match="no such ledger"):
        diff_ledgers(path, tmp_path / "none.duckdb")
    with pytest.raises(UsageError, match="two dates"):
        diff_ledgers(path)


def _call(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["diff", *(str(one) for one in arguments)])


def test_the_command_writes_rows_and_counts(tmp_path: Path) -> None:
    """Rows on standard output in every format; the counts by themselves where they are asked for."""
    first = write(tmp_path / "first.duckdb", [Report(1, [FIRST])])
    second = write(tmp_path / "second.duckdb", [Report(1, [FIRST]), Report(2, [SECOND])])
    rows = json.loads(_call(first, second, "--format", "json").stdout)
    assert [(row["what"], row["change"]) for row in rows] == [("document", "added"), ("origin", "added"), ("position", "added")]  # fmt: skip
    assert len(_call(first, second, "--format", "jsonl").stdout.splitlines()) == len(rows)
    assert _call(first, second, "--format", "csv").stdout.startswith("what,change,id,document,")
    counts = json.loads(_call(first, second, "--counts", "--format", "json").stdout)
    assert {row["what"]: (row["first"], row["second"]) for row in counts}["positions"] == (1, 2)
    assert "002.txt" in _call(first, second).stdout


def test_exit_codes_tell_whether_something_differs(tmp_path: Path) -> None:
    """0 where nothing was asked to fail, 4 where a difference was, 2 where there is nothing to compare."""
    first = write(tmp_path / "first.duckdb", [Report(1, [FIRST])])
    second = write(tmp_path / "second.duckdb", [Report(2, [SECOND])])
    codes = [
        _call(*arguments).exit_code
        for arguments in (
            (first, second),
            (first, second, "--fail-on-change"),
            (first, first, "--fail-on-change"),
        )
    ]
    assert codes == [0, 4, 0]
    assert _call(first).exit_code == 2
