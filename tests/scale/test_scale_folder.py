"""A ledger in a folder: the rows of one core, opened like a file, never written, and put into a file without doubles."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord import open_ledger, run
from onrecord.cli.app import cli
from onrecord.errors import LedgerError, UsageError
from onrecord.exporting import export
from onrecord.ledger import Ledger
from onrecord.ledger.folder import TableFile, read_manifest, write_manifest
from onrecord.scale import Here, Recipe, Step, merge_folder, spread
from onrecord.scale.packing import pack, unpack
from onrecord.scale.store import open_store
from onrecord.vocabulary import Analysis
from onrecord.web.room import Room
from onrecord.web.rows import analysis_of

from .made import collection, told, write_inputs

Rows = dict[str, list[tuple[object, ...]]]
RECIPE = Recipe(at_once=5)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Texts in a folder and in JSON lines, copies and doubles among them, and two that cannot be read."""
    return write_inputs(tmp_path_factory.mktemp("inputs") / "in", collection(seed=11, many=18))


@pytest.fixture(scope="module")
def file(inputs: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of one core."""
    path = tmp_path_factory.mktemp("one") / "one.duckdb"
    with open_ledger(path) as ledger:
        run(inputs, ledger=ledger)
    return path


@pytest.fixture(scope="module")
def folder(inputs: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same documents in parts of five."""
    into = tmp_path_factory.mktemp("many") / "ledger"
    spread(inputs, into=str(into), workers=Here(), recipe=RECIPE)
    return into


def _rows(path: Path) -> Rows:
    with Ledger.open(path, read_only=True) as ledger:
        return told(ledger)


def test_the_rows_are_those_of_one_core(file: Path, folder: Path) -> None:
    """A document that two parts met is held once, what cannot be read keeps its reason, and all counts add up."""
    assert _rows(folder) == _rows(file)
    manifest = read_manifest((folder / "ledger.json").read_bytes(), where="")
    assert manifest.met == manifest.added + manifest.held + manifest.skipped
    assert manifest.held
    assert manifest.skipped
    held = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert held == {"ledger.json", *(one.name for one in manifest.files)}


@pytest.mark.parametrize("kind", ["documents", "positions", "statements", "claims", "origins"])
def test_exports_of_a_folder_have_the_bytes_of_those_of_a_file(file: Path, folder: Path, kind: str) -> None:
    """Whoever reads an export cannot tell on how many machines it was made."""
    written = []
    for path in (file, folder):
        with Ledger.open(path, read_only=True) as ledger:
            written.append(export(ledger, kind, form="jsonl"))
    assert written[0] == written[1]


def test_a_folder_is_read_and_not_written(folder: Path) -> None:
    """Whoever tries is told in one line what to do."""
    with pytest.raises(LedgerError, match=r"read and not written; put it into a file first: onrecord merge"):
        Ledger.open(folder)
    result = CliRunner().invoke(cli, ["run", "x.txt", "--ledger", str(folder)])
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert "read and not written" in result.output


def test_a_folder_answers_the_commands_that_read(folder: Path) -> None:
    """Queries, evidence, report and search take a folder where they take a file."""
    with Ledger.open(folder, read_only=True) as ledger:
        some = ledger.positions()[0].position.id
    for arguments in (["documents"], ["statements"], ["origins"], ["evidence", some], ["search", "Portugal"]):
        result = CliRunner().invoke(cli, [*arguments, "--ledger", str(folder)])
        assert result.exception is None or result.exit_code == 0, (arguments, result.output)


def _shown(room: Room) -> list[Analysis]:
    """Every document with what was found in it, as its page asks for it."""
    with room.open() as ledger:
        ids = [id_ for (id_,) in ledger.database.rows("SELECT id FROM memory.documents ORDER BY id")]
        return [analysis_of(room, ledger, id_) for id_ in ids]


def test_the_evidence_room_opens_a_folder(file: Path, folder: Path) -> None:
    """Its figures are those of the file, and nobody can review there."""
    seen = []
    for path in (file, folder):
        room = Room.enter(path)
        seen.append((room.facts.documents, room.facts.last_position, _shown(room)))
        room.close()
    assert seen[0] == seen[1]
    with pytest.raises(LedgerError, match="read and not written"):
        Room.enter(folder, review=True)


def test_a_folder_is_not_compared(file: Path, folder: Path) -> None:
    """Comparing wants files, and says so."""
    for pair in ((file, folder), (folder, file)):
        result = CliRunner().invoke(cli, ["diff", *map(str, pair)])
        assert result.exit_code == 1
        assert "files are compared; put it into a file first" in result.output


def test_what_was_merged_is_what_one_core_makes(file: Path, folder: Path, tmp_path: Path) -> None:
    """The merged file has the same rows in the same order; merging again adds nothing."""
    into = tmp_path / "merged.duckdb"
    first = merge_folder(str(folder), into=into)
    assert first.new == first.summary.sources
    assert _rows(into) == _rows(file)
    with Ledger.open(into, read_only=True) as merged, Ledger.open(file, read_only=True) as one:
        in_order = "SELECT document FROM documents"
        assert merged.database.rows(in_order) == one.database.rows(in_order)
    assert merge_folder(str(folder), into=into).new == 0
    assert _rows(into) == _rows(file)


def test_an_object_store_serves_as_a_folder_does(
    inputs: list[str], file: Path, folder: Path, tmp_path: Path
) -> None:
    """Through Arrow's file systems the run writes the same files, and they are merged from there."""
    pytest.importorskip("pyarrow")
    address = f"file://{tmp_path}/store"
    store = open_store(address)
    assert unpack(pack(store)).where == address  # it travels to other machines
    spread(inputs, into=address, workers=Here(), recipe=RECIPE)
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {
        str(path.relative_to(tmp_path / "store"))
        for path in (tmp_path / "store").rglob("*")
        if path.is_file()
    } == names
    merge_folder(address, into=tmp_path / "merged.duckdb")
    assert _rows(tmp_path / "merged.duckdb") == _rows(file)


def test_a_merge_that_was_cut_short_goes_on(file: Path, folder: Path, tmp_path: Path) -> None:
    """Nothing is put in twice, wherever it was cut."""
    into = tmp_path / "merged.duckdb"

    def cut(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge_folder(str(folder), into=into, progress=cut)
    assert merge_folder(str(folder), into=into).new > 0
    assert _rows(into) == _rows(file)


def test_a_folder_joins_what_a_file_holds_already(file: Path, folder: Path, tmp_path: Path) -> None:
    """Documents that both have are held by the file, and keep the rows that they have."""
    into = tmp_path / "joined.duckdb"
    shutil.copy(file, into)
    merged = merge_folder(str(folder), into=into)
    assert merged.summary.added == 0
    before, after = _rows(file), _rows(into)
    assert all(before[table] == after[table] for table in before if table != "sources")


def test_a_run_that_was_cut_short_goes_on_from_its_parts(
    inputs: list[str], folder: Path, tmp_path: Path
) -> None:
    """The same command takes the parts that are there; the outcome is that of an undisturbed run."""
    into = tmp_path / "ledger"

    def cut(step: Step) -> None:
        if step.parts == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        spread(inputs, into=str(into), workers=Here(), recipe=RECIPE, progress=cut)
    with pytest.raises(LedgerError, match="folder"):
        Ledger.open(into, read_only=True)
    with pytest.raises(UsageError, match="unfinished run over other inputs"):
        spread(inputs[:1], into=str(into), workers=Here(), recipe=RECIPE)
    kept = {path: path.stat().st_mtime_ns for path in (into / "unfinished" / "sources").iterdir()}
    spread(inputs, into=str(into), workers=Here(), recipe=RECIPE)
    assert len(kept) == 2
    assert _rows(into) == _rows(folder)
    with pytest.raises(UsageError, match="whole ledger already"):
        spread(inputs, into=str(into), workers=Here(), recipe=RECIPE)


def _drop(folder: Path, manifest: dict[str, Any]) -> None:
    (folder / manifest["files"][0]["name"]).unlink()


def _climb(folder: Path, manifest: dict[str, Any]) -> None:
    manifest["files"][0]["name"] = "documents/../../x.parquet"


def _age(folder: Path, manifest: dict[str, Any]) -> None:
    manifest["schema"] = 1


def _strip(folder: Path, manifest: dict[str, Any]) -> None:
    del manifest["method"]


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (_drop, "is missing"),
        (_climb, "is no manifest"),
        (_age, "is of another version"),
        (_strip, "is no manifest"),
    ],
)
def test_a_folder_that_is_not_whole_is_refused(
    folder: Path, tmp_path: Path, harm: Callable[[Path, dict[str, Any]], None], says: str
) -> None:
    """A lost file, a path out of the folder, another version: each is told, and nothing is read."""
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    manifest = json.loads((copy / "ledger.json").read_text())
    harm(copy, manifest)
    (copy / "ledger.json").write_text(json.dumps(manifest))
    with pytest.raises(LedgerError, match=says):
        Ledger.open(copy, read_only=True)


def test_a_changed_file_is_not_merged(folder: Path, tmp_path: Path) -> None:
    """Bytes that are not those that were written stay out of a file, even where their number is the same."""
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    harmed = next((copy / "documents").iterdir())
    data = bytearray(harmed.read_bytes())
    data[len(data) // 2] ^= 1
    harmed.write_bytes(data)
    with pytest.raises(LedgerError, match="was changed after it was written"):
        merge_folder(str(copy), into=tmp_path / "merged.duckdb")


def test_a_manifest_round_trips(folder: Path) -> None:
    """What is written is what is read, and rows and sizes are those of the files."""
    data = (folder / "ledger.json").read_bytes()
    manifest = read_manifest(data, where="")
    assert write_manifest(manifest) == data
    held: list[TableFile] = [file for file in manifest.files if file.table == "documents"]
    assert sum(file.rows for file in held) == manifest.added


@pytest.mark.parametrize("name", ["schema", "met", "rows", "size"])
def test_a_manifest_with_a_count_that_is_no_number_is_refused(folder: Path, name: str) -> None:
    """A manifest that somebody changed is an error that says what to do, before anything is read."""
    data = re.sub(
        rb'"%b": \d+' % name.encode(), b'"%b": "1"' % name.encode(), (folder / "ledger.json").read_bytes()
    )
    with pytest.raises(LedgerError, match="no manifest that this program can read"):
        read_manifest(data, where="")


def test_the_commands_spread_and_merge(
    inputs: list[str], file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a user types, from texts to one file; skipped documents give exit code 3, as in `run`."""

    @contextmanager
    def here(address: str | None, *, cores: int | None) -> Any:
        yield Here()

    monkeypatch.setattr("onrecord.scale.cluster.open_cluster", here)
    into, merged = tmp_path / "ledger", tmp_path / "merged.duckdb"
    result = CliRunner().invoke(cli, ["spread", *inputs, "--into", str(into)], standalone_mode=False)
    assert result.return_value == 3
    assert "skipped " in result.output
    assert f"onrecord merge {into} --into FILE.duckdb" in result.output
    again = CliRunner().invoke(cli, ["merge", str(into), "--into", str(merged)])
    assert again.exit_code == 0
    assert _rows(merged) == _rows(file)
