"""Several processes read and analyse; what comes out is what one would have brought, in the same order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from onrecord.assembly import open_ledger, run
from onrecord.errors import ModelMissing, UnreadableDocument, UsageError
from onrecord.extract.frames import extend_lexicon, load_lexicon
from onrecord.forking import copies
from onrecord.jobs import Bounds, Pool, Work
from onrecord.ledger import Taken
from onrecord.limits import TookTooLong, seconds_at_most
from onrecord.pipeline import load_knowledge
from onrecord.runs import take_all
from onrecord.vocabulary import Analysis, Document
from onrecord.workers import BUNDLED, Own
from tests.making import make_document

BOUNDS = Bounds(seconds=20, memory=8_000_000_000)


@dataclass(frozen=True)
class Made:
    """A source whose document is its address, and whose address says what happens to it."""

    address: str
    packed: bool = False


def read(source: Made) -> Document:
    """What cannot be read says so."""
    assert source.packed
    if source.address.startswith("noise"):
        raise UnreadableDocument("is not text", where=source.address, remedy="leave it out")
    return replace(make_document(source.address), id=source.address)


def analyse(document: Document) -> Analysis:
    """Documents that end their process, never end, want too much, or find a fault in the program."""
    words = document.id.split("-")[0]
    if words == "killing":
        os.kill(os.getpid(), signal.SIGKILL)
    elif words == "endless":
        while True:
            pass
    elif words == "large":
        bytearray(2_000_000_000)
    elif words == "fault":
        raise KeyError("of ours")
    elif words == "stop":
        raise ModelMissing("is not there", where="model", remedy="install it")
    elif words == "slow":
        time.sleep(0.2)
    return Analysis(document=document)


def pack(source: Made) -> Made:
    """Bytes that cannot be brought are told like any other reason."""
    if source.address == "gone":
        raise UnreadableDocument("does not exist", where="gone", remedy="check the path")
    return replace(source, packed=True)


def open_work() -> Work[Made]:
    """Nothing to load."""
    return Work(read=read, analyse=analyse)


def pool(jobs: int = 2, bounds: Bounds = BOUNDS) -> Pool[Made, Made]:
    """Processes for made sources."""
    return Pool(jobs=jobs, open=open_work, pack=pack, bounds=bounds)


def taken(addresses: Iterable[str], held: Collection[str] = (), bounds: Bounds = BOUNDS) -> list[Taken]:
    """By two processes."""
    with pool(bounds=bounds) as processes:
        return list(processes([Made(address) for address in addresses], held))


def alone(addresses: Iterable[str], held: Collection[str] = ()) -> list[Taken]:
    """By none but this one."""
    return list(take_all(read, analyse, [Made(address, packed=True) for address in addresses], held))


def test_the_outcome_is_that_of_one_process_in_the_same_order() -> None:
    """Quick documents do not overtake slow ones; reasons and held documents are told at their place."""
    addresses = ["slow-1", "2", "noise-3", "fault-4", "slow-5", "held-6", *(str(n) for n in range(7, 30))]
    assert taken(addresses, {"held-6"}) == alone(addresses, {"held-6"})
    assert [t.address for t in taken(["1", "gone", "2"])] == ["1", "gone", "2"]
    assert taken(["gone"])[0].reason == "does not exist; check the path"


def test_a_document_that_ends_its_process_costs_nobody_else_anything() -> None:
    """It is tried twice, skipped with the reason, and all others are taken, before and after."""
    addresses = ["1", "2", "killing-3", "slow-4", "5", "killing-6", "7", "8", "9"]
    found = taken(addresses)
    assert [t.address for t in found] == addresses
    assert [t.address for t in found if t.reason is not None] == ["killing-3", "killing-6"]
    assert "ended the process that read it" in str(found[2].reason)
    assert all(t.analysis is not None for t in found if t.reason is None)


def test_a_document_has_its_time_and_its_memory() -> None:
    """What takes more is skipped with a reason that says what to raise."""
    found = taken(["1", "endless-2", "large-3", "4"], bounds=Bounds(seconds=1, memory=1_500_000_000))
    late, large = found[1].reason, found[2].reason
    assert late == "was not done in 1 seconds; split the file, or raise ONRECORD_MAX_SECONDS"
    assert large is not None
    assert "MemoryError" in large
    assert found[0].analysis is not None
    assert found[3].analysis is not None


def test_time_is_kept_in_one_process_too() -> None:
    """And what was set for the alarm before is there again."""
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(TookTooLong, match="was not done"), seconds_at_most(0.05):
        time.sleep(5)
    assert signal.getsignal(signal.SIGALRM) is before
    with seconds_at_most(5):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_trouble_for_all_stops_the_run() -> None:
    """A missing model is no reason to skip one document after the other."""
    with pytest.raises(ModelMissing, match="is not there"):
        taken(["1", "stop-2", "3"])


def test_only_a_few_sources_are_under_way() -> None:
    """Memory is bounded: sources are asked for as others are done."""
    asked: list[str] = []

    def sources() -> Iterable[Made]:
        for number in range(100):
            asked.append(str(number))
            yield Made(str(number))

    with pool() as processes:
        outcome = iter(processes(sources(), ()))
        next(outcome)
        assert len(asked) <= 6
    assert multiprocessing.active_children() == []


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Also where that one is killed: nothing is left running."""
    script = (
        "import os, signal, sys\n"
        "from tests.test_jobs import Made, pool\n"
        "if __name__ == '__main__':\n"
        "    with pool() as processes:\n"
        "        outcome = iter(processes([Made('1'), *(Made('endless-2') for _ in range(9))], ()))\n"
        "        next(outcome)\n"
        "        print(*processes._executor._processes, flush=True)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    file = tmp_path / "killed.py"
    file.write_text(script)
    started = subprocess.run(
        [sys.executable, str(file)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(["src", ".", os.environ.get("PYTHONPATH", "")])},
    )
    numbers = [int(word) for word in started.stdout.split()]
    assert numbers, started.stderr
    patience = time.monotonic() + 20
    while any(_runs(number) for number in numbers):
        assert time.monotonic() < patience
        time.sleep(0.1)


def _runs(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


def test_two_jobs_store_the_same_rows(tmp_path: Path) -> None:
    """Real documents by real stages: every table of both ledgers is the same, also after a run over more."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for number, (one, other) in enumerate([("Norway", "Chile"), ("Peru", "Kenya"), ("Japan", "Ghana")]):
        (texts / f"{number}.txt").write_text(
            f"{one} thanks {other}\n\n3 May 2021\n\nThe minister of {one} said that {other} had voted well.\n\n"
            f"{other} condemned the attack on {one}.\n"
        )
    (texts / "same.txt").write_bytes((texts / "0.txt").read_bytes())
    (texts / "empty.txt").write_text("")
    shown = []
    for jobs in (1, 2):
        with open_ledger(tmp_path / f"{jobs}.duckdb") as ledger:
            run([texts / "0.txt"], ledger=ledger, jobs=jobs)
            result = run([texts], ledger=ledger, jobs=jobs)
            shown.append((ledger.analyses(), ledger.origins(), result.summary))
    (analyses, _, summary), _ = shown
    assert shown[0][:2] == shown[1][:2]
    assert replace(summary, skipped=()) == replace(shown[1][2], skipped=())
    assert [(s.address, s.reason) for s in summary.skipped] == [
        (s.address, s.reason) for s in shown[1][2].skipped
    ]
    assert (len(analyses), summary.added, summary.held, len(summary.skipped)) == (3, 2, 2, 1)
    assert any(analysis.statements for analysis in analyses)


@pytest.mark.skipif(not copies(), reason="processes are copies on Linux alone")
def test_processes_are_copies_of_one_that_is_ready(tmp_path: Path) -> None:
    """None of them loads the model again; a module in the user's folder is not taken for one of ours; nothing is left."""
    (tmp_path / "onrecord.py").write_text('raise SystemExit("the user\'s own file was run")')
    (tmp_path / "started.py").write_text(
        "from concurrent.futures import ProcessPoolExecutor\n"
        "from onrecord.forking import start_context\n"
        "if __name__ == '__main__':\n"
        "    with ProcessPoolExecutor(1, mp_context=start_context()) as pool:\n"
        "        print(pool.submit(eval, '__import__(\"onrecord.workers\").workers.open_parser.cache_info().currsize').result())\n"
    )
    started = subprocess.run(
        [sys.executable, "-P", "started.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)},
    )
    assert (started.stdout, started.stderr) == ("1\n", "")


def test_what_is_bundled_is_not_sent() -> None:
    """A process has the bundled facts and words; only the user's own travel."""
    assert Own.of(load_knowledge()) == BUNDLED
    own = extend_lexicon(load_lexicon(), "", where="own")
    assert Own.of(load_knowledge(lexicon=own)) == Own(lexicon=own)


def test_no_jobs_is_a_wrong_call() -> None:
    """It says what to ask for."""
    with open_ledger() as ledger, pytest.raises(UsageError, match="ask for 1 or more"):
        run(["x"], ledger=ledger, jobs=0)
