"""A backup holds everything, is refused where it is not whole, and never costs what stood in its place."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from evals.kills.older import write_version
from onrecord.cli import cli
from onrecord.errors import LedgerError, OnRecordError, UsageError
from onrecord.keeping import backup_ledger, restore_ledger, verify_ledger
from onrecord.keeping.structure import fingerprint, tables_of
from onrecord.ledger import Ledger
from onrecord.ledger.database import Database
from onrecord.ledger.migrate import held_version, load_migrations

HOLD = """
import sys
from onrecord.ledger import Ledger
with Ledger.open(sys.argv[1], read_only=sys.argv[2] == "read") as ledger:
    print(len(ledger.documents()), flush=True)
    sys.stdin.read()
"""
KILLED = """
import os, signal, sys
from onrecord.ledger import Ledger
ledger = Ledger.open(sys.argv[1])
run = ledger.begin(tool="t", method="m")
ledger.skip("nowhere.txt", "gone", run)
os.kill(os.getpid(), signal.SIGKILL)
"""
FULL = """
import resource, signal, sys
from onrecord.errors import OnRecordError
from onrecord.keeping import backup_ledger, restore_ledger
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
for call in (backup_ledger, restore_ledger):
    try:
        call(sys.argv[1], sys.argv[2], replace=True)
    except OnRecordError as error:
        print(error)
"""


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def content(path: Path) -> dict[str, tuple[int, str]]:
    """A digest of every table."""
    database = Database(path, read_only=True)
    try:
        return {table: fingerprint(database, table) for table in tables_of(database)}
    finally:
        database.close()


def read_more(path: Path) -> None:
    """Let the ledger hold what no earlier copy of it holds."""
    with Ledger.open(path) as ledger:
        ledger.skip("later.txt", "gone", ledger.begin(tool="t", method="m"))


def test_a_backup_holds_everything(whole: Path, tmp_path: Path) -> None:
    """Every table comes out equal, the digest is that of the file, only its owner may read it, and nothing else is left behind."""
    backup = tmp_path / "there" / "b.duckdb"
    backup.parent.mkdir()
    whole.chmod(0o600)
    before = whole.read_bytes()
    copied = backup_ledger(whole, backup)
    assert content(backup) == content(whole)
    assert hashlib.sha256(backup.read_bytes()).hexdigest() == copied.digest
    assert (backup.parent / "b.duckdb.sha256").read_text() == f"{copied.digest}  b.duckdb\n"
    assert sorted(entry.name for entry in backup.parent.iterdir()) == ["b.duckdb", "b.duckdb.sha256"]
    assert backup.stat().st_mode & 0o777 == 0o600
    assert whole.read_bytes() == before
    assert verify_ledger(backup).is_clean


def test_what_a_killed_program_left_in_the_log_is_in_the_backup(whole: Path, tmp_path: Path) -> None:
    """A ledger with a log beside it is copied with what the log holds, as one file; the ledger stays as it is."""
    with python(KILLED, whole) as other:
        other.wait()
    log = whole.with_name(whole.name + ".wal")
    assert log.exists()
    backup = tmp_path / "b.duckdb"
    backup_ledger(whole, backup)
    assert log.exists()
    assert content(backup) == content(whole)
    with Ledger.open(backup, read_only=True) as ledger:
        assert ("nowhere.txt", "gone") in [(skipped.address, skipped.reason) for skipped in ledger.skipped()]


def test_a_backup_while_others_read_and_none_while_one_writes(whole: Path, tmp_path: Path) -> None:
    """Readers are no hindrance; a writer is told of by its process, and no file is left."""
    for how in ("read", "write"):
        with python(HOLD, whole, how) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "5\n"
            if how == "read":
                backup_ledger(whole, tmp_path / "read.duckdb")
                restore_ledger(tmp_path / "read.duckdb", whole)
            else:
                with pytest.raises(LedgerError, match=rf"in use by another program \(process {other.pid}\)"):
                    backup_ledger(whole, tmp_path / "write.duckdb")
                with pytest.raises(LedgerError, match="in use"):
                    restore_ledger(tmp_path / "read.duckdb", whole, replace=True)
            other.communicate()
    assert not list(tmp_path.glob("write*"))
    assert verify_ledger(tmp_path / "read.duckdb").is_clean


def test_the_source_stays_locked_until_the_copy_is_compared(whole: Path, tmp_path: Path) -> None:
    """To read the file's bytes does not give up the database's lock: nobody can write while it is copied."""
    from onrecord.keeping import copying

    tried: list[int] = []
    original = copying._compare

    def compare(held: Database, part: Path) -> int:
        with python(HOLD, whole, "write") as other:
            tried.append(other.wait())
        return original(held, part)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copying, "_compare", compare)
        backup_ledger(whole, tmp_path / "b.duckdb")
    assert tried == [1]


def test_what_the_copy_does_not_hold_is_not_written_over(whole: Path, tmp_path: Path) -> None:
    """A ledger that was read into since the backup is kept, unless told otherwise: then it is kept aside."""
    backup = tmp_path / "b.duckdb"
    backup_ledger(whole, backup)
    read_more(whole)
    newer = content(whole)
    with pytest.raises(LedgerError, match=r"1 runs.*--replace"):
        restore_ledger(backup, whole)
    assert content(whole) == newer
    backup_ledger(whole, backup)  # an earlier backup of the same ledger
    restore_ledger(backup, whole)  # the same again
    other = tmp_path / "other.duckdb"
    with Ledger.open(other) as ledger:
        ledger.begin(tool="t", method="another ledger")
    with pytest.raises(LedgerError, match="1 runs"):
        backup_ledger(whole, other)
    copied = backup_ledger(whole, other, replace=True)
    assert copied.aside == tmp_path / "other.duckdb.before-1"
    with Ledger.open(copied.aside, read_only=True) as ledger:
        assert [run.method for run in ledger.runs()] == ["another ledger"]
    assert content(other) == newer


def test_no_log_of_another_ledger_is_laid_over_a_restored_one(whole: Path, tmp_path: Path) -> None:
    """What a killed program left beside the replaced ledger goes with it."""
    backup = tmp_path / "b.duckdb"
    backup_ledger(whole, backup)
    with python(KILLED, whole) as other:
        other.wait()
    copied = restore_ledger(backup, whole, replace=True)
    assert content(whole) == content(backup)
    assert copied.aside is not None
    with Ledger.open(copied.aside, read_only=True) as ledger:
        assert "nowhere.txt" in [skipped.address for skipped in ledger.skipped()]


@pytest.mark.parametrize("part", [0.0, 0.001, 0.4, 0.8, 0.99999])
@pytest.mark.parametrize("digest", [True, False])
def test_a_backup_that_was_cut_short_is_refused(
    whole: Path, tmp_path: Path, part: float, digest: bool
) -> None:
    """Wherever it was cut: one clear line, and the ledger stays as it was."""
    backup = tmp_path / "b.duckdb"
    backup_ledger(whole, backup)
    if not digest:
        (tmp_path / "b.duckdb.sha256").unlink()
    data = backup.read_bytes()
    backup.write_bytes(data[: int(len(data) * part)])
    before = whole.read_bytes()
    told = CliRunner().invoke(cli, ["restore", str(backup), "--ledger", str(whole), "--replace"])
    assert told.exit_code == 1
    assert len(told.stderr.splitlines()) == 1
    assert whole.read_bytes() == before
    assert not list(tmp_path.glob("*before*"))


def test_a_damaged_ledger_is_restored(whole: Path, tmp_path: Path) -> None:
    """The way back from a broken file: it is kept aside, and the backup stands in its place."""
    backup = tmp_path / "b.duckdb"
    backup_ledger(whole, backup)
    whole.write_bytes(whole.read_bytes()[:300_000])
    with pytest.raises(LedgerError, match="--replace"):
        restore_ledger(backup, whole)
    restore_ledger(backup, whole, replace=True)
    verification = verify_ledger(whole)
    assert (verification.faults, verification.notes) == ((), ())


@pytest.mark.parametrize("version", [1, 5, 7])
def test_a_backup_of_an_older_version_is_migrated_when_it_is_opened(
    whole_once: Path, tmp_path: Path, version: int
) -> None:
    """Restoring copies it as it is; the first command that writes brings it up to date."""
    old, backup, back = tmp_path / "old.duckdb", tmp_path / "b.duckdb", tmp_path / "back.duckdb"
    write_version(old, version, like=whole_once)
    assert backup_ledger(old, backup).version == version
    assert restore_ledger(backup, back).version == version
    database = Database(back, read_only=True)
    assert held_version(database) == version
    database.close()
    with Ledger.open(back) as ledger:
        assert len(ledger.documents()) == 5
    assert restore_ledger(backup, back).version == version


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
def test_a_full_disk_leaves_no_half_backup(whole: Path, tmp_path: Path) -> None:
    """One clear line, and neither a part of a file nor a change of what stood there."""
    backup = tmp_path / "b.duckdb"
    with python(FULL, whole, backup) as other:
        said, _ = other.communicate()
    assert said.count("the disk is full") == 2
    assert len(said.splitlines()) == 2
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["whole.duckdb", "whole.duckdb.search"]
    assert verify_ledger(whole).is_clean


@pytest.mark.parametrize("call", [backup_ledger, restore_ledger])
def test_what_cannot_be_copied(tmp_path: Path, call: object) -> None:
    """No ledger, an empty one, itself, a folder, no folder: each is told, and nothing is written."""
    assert callable(call)
    empty, other = tmp_path / "empty.duckdb", tmp_path / "other.duckdb"
    duckdb.connect(str(empty)).close()
    text = tmp_path / "a.txt"
    text.write_text("hello")
    with Ledger.open(other):
        pass
    for source, target, kind in (
        (tmp_path / "none.duckdb", tmp_path / "x", LedgerError),
        (empty, tmp_path / "x", LedgerError),
        (text, tmp_path / "x", LedgerError),
        (other, other, UsageError),
        (other, text, LedgerError),
        (other, tmp_path, OnRecordError),
        (other, tmp_path / "no" / "x", OnRecordError),
    ):
        with pytest.raises(kind) as caught:
            call(source, target)
        assert caught.value.remedy
    assert text.read_text() == "hello"
    assert not (tmp_path / "x").exists()


def test_the_commands(whole: Path, tmp_path: Path) -> None:
    """Copying, losing and restoring a ledger, as a user types it."""
    backup = str(tmp_path / "b.duckdb")

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(cli, [*arguments, "--ledger", str(whole)])

    assert "rows compared" in call("backup", backup).stderr
    whole.unlink()
    assert call("restore", backup).exit_code == 0
    assert call("verify").exit_code == 0
    read_more(whole)
    assert (call("restore", backup).exit_code, call("restore", backup, "--replace").exit_code) == (1, 0)
    assert (tmp_path / "whole.duckdb.before-1").exists()


def test_what_a_killed_backup_left_is_cleared_away(whole: Path, tmp_path: Path) -> None:
    """The parts of a copy that was cut short go with the next one; another file's are left alone."""
    left = [tmp_path / name for name in (".b.duckdb.abc.part", ".b.duckdb.abc.part.wal")]
    other = tmp_path / ".other.duckdb.abc.part"
    for path in (*left, other):
        path.write_bytes(b"half")
    backup_ledger(whole, tmp_path / "b.duckdb")
    assert [path.exists() for path in (*left, other)] == [False, False, True]


def test_every_version_is_known() -> None:
    """The versions of these tests are among those that there are."""
    assert [step.version for step in load_migrations()][:8] == list(range(1, 9))
