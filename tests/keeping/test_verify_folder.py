"""A ledger in a folder is held against its manifest, and every way in which it can be wrong is named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from onrecord.cli import cli
from onrecord.errors import LedgerError
from onrecord.keeping import verify_ledger
from onrecord.scale import Here, Recipe, spread
from tests.scale.made import collection, write_inputs

Manifest = dict[str, Any]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen documents in three parts, copies among them."""
    root = tmp_path_factory.mktemp("many")
    inputs = write_inputs(root / "in", collection(seed=3, many=12))
    spread(inputs, into=str(root / "ledger"), workers=Here(), recipe=Recipe(at_once=5))
    return root / "ledger"


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may damage."""
    return Path(shutil.copytree(whole, tmp_path / "ledger"))


def told(folder: Path) -> set[tuple[str, str]]:
    """The table and the check of every fault."""
    return {(finding.table, finding.check) for finding in verify_ledger(folder).faults}


def change_manifest(folder: Path, change: Callable[[Manifest], object]) -> None:
    """Write the manifest anew with one thing changed."""
    path = folder / "ledger.json"
    manifest = json.loads(path.read_text("utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def rewrite(folder: Path, table: str, selected: str) -> None:
    """Other rows in the first file of a table, and a manifest that names them."""
    manifest = json.loads((folder / "ledger.json").read_text("utf-8"))
    name = next(file["name"] for file in manifest["files"] if file["table"] == table)
    other = folder.parent / "other.parquet"
    with duckdb.connect() as database:
        rows_of = selected.format(file=f"read_parquet('{folder / name}')")
        database.execute(f"COPY ({rows_of}) TO '{other}' (FORMAT parquet)")
        ((rows,),) = database.execute(f"SELECT count(*) FROM '{other}'").fetchall()
    data = other.read_bytes()
    other.replace(folder / name)

    def change(manifest: Manifest) -> None:
        (file,) = (file for file in manifest["files"] if file["name"] == name)
        file.update(rows=rows, size=len(data), digest=sha256(data).hexdigest())

    change_manifest(folder, change)


def first(folder: Path, table: str) -> Path:
    """The first file of a table."""
    return min((folder / table).glob("*.parquet"))


def flip(path: Path) -> None:
    """Change one byte in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.write_bytes(data)


def test_a_whole_folder_has_nothing_wrong(whole: Path) -> None:
    """Documents and rows are counted, nothing is said to be wrong or waiting, and nothing is written."""
    before = {path: path.read_bytes() for path in whole.rglob("*") if path.is_file()}
    verification = verify_ledger(whole)
    assert verification.is_clean
    assert not verification.notes
    assert verification.documents > 5
    assert verification.rows > 50
    assert before == {path: path.read_bytes() for path in whole.rglob("*") if path.is_file()}


FILES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "gone": (lambda folder: first(folder, "statements").unlink(), "file-missing", "statements/"),
    "cut short": (
        lambda folder: first(folder, "documents").write_bytes(first(folder, "documents").read_bytes()[:-9]),
        "file-cut",
        "documents/",
    ),
    "changed": (lambda folder: flip(first(folder, "positions")), "digest", "positions/"),
    "added": (
        lambda folder: shutil.copy(first(folder, "positions"), folder / "positions" / "more.parquet"),
        "file-besides",
        "positions/more.parquet",
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_not_as_it_was_written_is_named(folder: Path, case: str) -> None:
    """Each fault tells its file and what to do, and the command ends with 1."""
    harm, check, name = FILES[case]
    harm(folder)
    (fault,) = verify_ledger(folder).faults
    assert (fault.table, fault.check) == ("ledger.json", check)
    assert fault.examples[0].startswith(name)
    result = CliRunner().invoke(cli, ["verify", "--ledger", str(folder)])
    assert result.exit_code == 1
    assert fault.examples[0] in result.output
    assert "move them away" in result.output if case == "added" else "copy the folder again" in result.output


ROWS: dict[str, tuple[str, str, set[tuple[str, str]]]] = {
    "a span lies outside": (
        "positions",
        "SELECT * REPLACE (1000000 AS trigger_end) FROM {file}",
        {("positions", "span-outside")},
    ),
    "a text has another digest": (
        "documents",
        "SELECT * REPLACE (repeat('0', 64) AS digest) FROM {file}",
        {("documents", "digest")},
    ),
    "rows are there twice": (
        "paragraphs",
        "SELECT * FROM {file} UNION ALL SELECT * FROM {file}",
        {("paragraphs", "row-missing")},
    ),
    "sources are gone": (
        "sources",
        "SELECT * FROM {file} WHERE outcome <> 'skipped'",
        {("sources", "source-missing"), ("ledger.json", "not-reconciled")},
    ),
    "origins are of no document": (
        "origin_documents",
        "SELECT * REPLACE ('doc-000000000000' AS document) FROM {file} WHERE ord = 0",
        {("origin_documents", "not-there"), ("origin_documents", "twice"), ("origins", "lists-differ")},
    ),
}


@pytest.mark.parametrize("case", ROWS)
def test_rows_are_held_against_each_other_as_in_a_file(folder: Path, case: str) -> None:
    """Spans, digests, references and counts are those of a ledger file."""
    table, selected, expected = ROWS[case]
    rewrite(folder, table, selected)
    assert expected <= told(folder)
    assert not verify_ledger(folder).can_be_mended


def test_rows_and_sources_are_counted_against_the_manifest(folder: Path) -> None:
    """A manifest that tells of more rows or sources than there are is told of."""
    change_manifest(
        folder, lambda manifest: manifest["files"][0].update(rows=manifest["files"][0]["rows"] + 1)
    )
    change_manifest(folder, lambda manifest: manifest.update(added=manifest["added"] + 1))
    assert told(folder) == {("ledger.json", "rows"), ("ledger.json", "not-reconciled")}


def test_what_a_lost_machine_left_is_a_note(folder: Path) -> None:
    """Files that nobody reads are no fault, and are named."""
    (folder / "positions" / ".writing-abc").write_bytes(b"half")
    verification = verify_ledger(folder)
    assert verification.is_clean
    (note,) = verification.notes
    assert note.examples == ("positions/.writing-abc",)


def test_a_manifest_that_is_none_is_a_fault(folder: Path) -> None:
    """A damaged manifest is told of; a folder without one is no ledger yet, and one of another version is not audited."""
    (folder / "ledger.json").write_bytes(b'{"format":')
    assert told(folder) == {(str(folder), "unreadable")}
    (folder / "ledger.json").unlink()
    with pytest.raises(LedgerError, match="no ledger yet"):
        verify_ledger(folder)


def test_a_folder_of_another_version_is_not_audited(folder: Path) -> None:
    """One from before later tables were changed opens as today's do; an older or a newer one is refused."""
    change_manifest(folder, lambda manifest: manifest.update(schema=9))
    assert verify_ledger(folder).is_clean
    for version in (8, 99):
        change_manifest(folder, lambda manifest, version=version: manifest.update(schema=version))
        with pytest.raises(LedgerError, match="of another version"):
            verify_ledger(folder)


def test_nothing_is_made_anew_in_a_folder(folder: Path) -> None:
    """With --fix the command is refused and says what to do."""
    result = CliRunner().invoke(cli, ["verify", "--fix", "--ledger", str(folder)])
    assert result.exit_code != 0
    assert isinstance(result.exception, LedgerError) or "nothing is made anew" in result.output
