"""A full disk and a second writer end in one clear line, and what was stored before is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_run import stages

from onrecord.errors import LedgerError
from onrecord.keeping import verify_ledger
from onrecord.ledger import Ledger
from onrecord.runs import run

HERE = Path(__file__).parent
RUN_UNTIL_FULL = """
import os, resource, signal, sys
from made_run import stages
from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.runs import run
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
texts = [f"Silva said on day {n} that {n} states voted. " + " ".join(f"{(n * 7919 + k) % 9973}w" for k in range(9_000)) for n in range(16)]
try:
    with Ledger.open(sys.argv[1]) as ledger:
        run(texts[:2], ledger=ledger, stages=stages(), tool="t")
        if sys.argv[2] == "limit":
            most = os.path.getsize(sys.argv[1]) + 100_000
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        else:
            with open(sys.argv[2], "wb") as filler:
                space = os.statvfs(sys.argv[2])
                filler.write(bytes(space.f_bavail * space.f_frsize - 500_000))
        run(texts, ledger=ledger, stages=stages(), tool="t")
except LedgerError as error:
    print(error, flush=True)
"""
WRITE = """
import sys
from made_run import stages
from onrecord.ledger import Ledger
from onrecord.runs import run
with Ledger.open(sys.argv[1]) as ledger:
    run(["Silva said so."], ledger=ledger, stages=stages(), tool="t")
    print("ready", flush=True)
    sys.stdin.read()
    run(["Silva said so.", "Souza did not."], ledger=ledger, stages=stages(), tool="t")
"""


DIE_LATE = """
import os, signal, sys
from made_run import stages
from onrecord.ledger import Ledger
from onrecord.runs import run
Ledger.store_families = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
with Ledger.open(sys.argv[1]) as ledger:
    run(["Silva said so."], ledger=ledger, stages=stages(), tool="t")
"""


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process that can import what this folder holds."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE), *sys.path))},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 megabytes, where the system lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    try:
        mounted = (
            os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
        )
    except (OSError, AttributeError):
        mounted = False
    if not mounted:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def check_after(path: Path, said: str) -> None:
    """One line was said, nothing is wrong, and the run can be finished where there is room."""
    assert "the disk is full" in said
    assert len(said.splitlines()) == 1
    verification = verify_ledger(path)
    assert verification.faults == ()
    assert 2 <= verification.documents <= 16
    roomy = path.parent.parent / "roomy.duckdb"
    roomy.write_bytes(path.read_bytes())
    log = path.with_name(path.name + ".wal")
    if log.exists():
        roomy.with_name("roomy.duckdb.wal").write_bytes(log.read_bytes())
    with Ledger.open(roomy) as ledger:
        told = run(["Silva said so."], ledger=ledger, stages=stages(), tool="t").summary
        assert told.documents == verification.documents + 1
    verification = verify_ledger(roomy)
    assert (verification.faults, verification.notes) == ((), ())


def test_a_disk_that_runs_full(small_disk: Path) -> None:
    """The line says that the disk is full; every document that was stored before is whole."""
    path = small_disk / "ledger.duckdb"
    with python(RUN_UNTIL_FULL, path, small_disk / "filler") as other:
        said, complained = other.communicate()
    assert complained == ""
    check_after(path, said)


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    """A limit on the size of files is told as a full disk is."""
    path = tmp_path / "folder" / "ledger.duckdb"
    path.parent.mkdir()
    with python(RUN_UNTIL_FULL, path, "limit") as other:
        said, complained = other.communicate()
    assert complained == ""
    check_after(path, said)


def test_a_second_writer(tmp_path: Path) -> None:
    """It is told who writes, in one line; the first one goes on, and nothing is wrong afterwards."""
    path = tmp_path / "ledger.duckdb"
    with python(WRITE, path) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "ready\n"
        with python(WRITE, path) as second:
            _, complained = second.communicate()
        assert f"in use by another program (process {first.pid})" in complained.splitlines()[-1]
        with pytest.raises(LedgerError, match="in use by another program"):
            verify_ledger(path)
        first.communicate()
    assert first.returncode == 0
    verification = verify_ledger(path)
    assert (verification.faults, verification.notes, verification.documents) == ((), (), 2)


def test_a_finished_run_leaves_one_file(tmp_path: Path) -> None:
    """Also after a killed one whose changes were all in the log: whoever copies the ledger's file has everything."""
    path = tmp_path / "ledger.duckdb"
    with python(DIE_LATE, path) as other:
        other.communicate()
    log = path.with_name("ledger.duckdb.wal")
    assert log.exists()
    with Ledger.open(path) as ledger:
        run(["Silva said so."], ledger=ledger, stages=stages(), tool="t")
    assert not log.exists()
    verification = verify_ledger(path)
    assert (verification.faults, verification.notes, verification.documents) == ((), (), 1)
