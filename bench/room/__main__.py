"""The evidence room with 8 visitors for a minute: what each kind of page took, and the most memory the server held.

`python -m bench.room [--ledger FILE] [--seconds N]` starts `onrecord serve` in a process of its own; server and visitors share the
machine's cores. Exit code 1 where a kind's 95th percentile is over 300 ms, a page failed, or the server held over 1 GiB.
With `--clients 1` the server's processor time is told for each kind of page; what it prepares meanwhile counts, so warm it long enough.
Whole tables are fetched as files only with `--files`, once in thirty turns; they grow with the ledger, so their times are told and not bound.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from threading import Thread

import duckdb

from bench.room.visiting import Cost, Visit, costs, visit
from bench.room.walker import is_file

SLOWEST = 300.0
"""Milliseconds that the 95th percentile of a kind of page may take."""
MOST_MEMORY = 1024.0
"""MiB that the server may hold."""
_DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
_ADDRESS = re.compile(r"http://[^\s/]+:\d+")
_SAMPLED = 1_000
"""Rows of a kind that are opened by their ids, from anywhere in the ledger."""
_ROWS = {"document": "documents", "position": "positions", "statement": "statements", "claim": "claims"}


def main() -> int:
    """Measure; the exit code."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        ledger = options.ledger or _made(Path(folder) / "room.duckdb", options.documents, options.record)
        start = ["/", *_sampled(ledger)]
        with _serving(ledger, options.case, options.patience) as (address, process, seconds):
            print(
                f"{os.cpu_count()} cores for server and visitors; {ledger.stat().st_size / 1e6:,.0f} MB of ledger"
            )
            print(
                f"the server answered after {seconds:.1f} s, with {_memory(process.pid, 'VmRSS'):.0f} MiB",
                flush=True,
            )
            visit(address, clients=options.clients, seconds=options.warm, seed=options.seed + 1, start=start)
            used, busy, begun = _used(process.pid), _busy(), time.perf_counter()
            visits = visit(
                address,
                clients=options.clients,
                seconds=options.seconds,
                seed=options.seed,
                start=start,
                pause=options.pause,
                files=options.files,
                used=(lambda: _used_exactly(process.pid)) if options.clients == 1 else None,
            )
            used, busy = _used(process.pid) - used, _busy() - busy
            took, memory = time.perf_counter() - begun, _memory(process.pid, "VmHWM")
    found = costs(visits)
    _print(found, visits)
    print(
        f"{len(visits)} pages in {took:.0f} s by {options.clients} visitors (after {options.warm:.0f} s that do not count); "
        f"server {1000 * used / max(1, len(visits)):.0f} ms of CPU a page; most memory {memory:.0f} MiB; "
        f"of the machine's CPU the server took {used / took / (os.cpu_count() or 1):.0%}, "
        f"all together {busy / took / (os.cpu_count() or 1):.0%}"
    )
    return int(_tell(found, memory))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.room", description=__doc__)
    parser.add_argument(
        "--ledger", type=Path, help="a ledger of bench.room.making; one is made where none is given"
    )
    parser.add_argument("--documents", type=int, default=100_000, help="of the ledger that is made")
    parser.add_argument(
        "--record",
        type=Path,
        default=_DATA if _DATA.is_dir() else None,
        help="the folder with the full record as Parquet, for the ledger that is made",
    )
    parser.add_argument(
        "--case", type=Path, default=Path(str(files("onrecord.examples") / "karabakh" / "case.toml"))
    )
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--files", action="store_true", help="fetch whole tables as files too, now and then")
    parser.add_argument("--warm", type=float, default=30, help="seconds before it counts")
    parser.add_argument("--pause", type=float, default=0, help="seconds that a visitor reads a page")
    parser.add_argument("--patience", type=float, default=300, help="seconds until the server must answer")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _made(path: Path, documents: int, record: Path | None) -> Path:
    from bench.room.making import import_record, make_ledger

    make_ledger(path, documents=documents)
    if record:
        import_record(path, record)
    return path


def _sampled(ledger: Path) -> list[str]:
    """Addresses of rows from anywhere in the ledger, beside those that pages link to."""
    paths: list[str] = []
    with duckdb.connect(str(ledger), read_only=True) as connection:
        for place, table in _ROWS.items():
            name = "document" if table == "documents" else "id"
            rows = connection.execute(
                f"SELECT {name} FROM {table} ORDER BY hash({name}) LIMIT {_SAMPLED}"  # noqa: S608 (fixed names)
            ).fetchall()
            paths += [f"/{place}/{id_}" for (id_,) in rows]
        rows = connection.execute(f"SELECT id FROM origins ORDER BY hash(id) LIMIT {_SAMPLED}").fetchall()  # noqa: S608 (a number)
    return paths + [f"/origin/{id_}" for (id_,) in rows]


@contextmanager
def _serving(ledger: Path, case: Path, patience: float) -> Iterator[tuple[str, subprocess.Popen[str], float]]:
    """The server's address, its process, and how long it took to answer."""
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "serve",
        "--ledger",
        str(ledger),
        "--case",
        str(case),
        "--port",
        "0",
    ]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603 (ours)
    lines: list[str] = []
    found: list[str] = []
    Thread(target=_listen, args=(process, lines, found), daemon=True).start()
    try:
        while not found:
            if process.poll() is not None or time.perf_counter() - started > patience:
                raise SystemExit("the server did not answer:\n" + "".join(lines[-20:]))
            time.sleep(0.1)
        yield found[0], process, time.perf_counter() - started
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _listen(process: subprocess.Popen[str], lines: list[str], found: list[str]) -> None:
    """Read what the server says to the end, so that it never waits for a reader."""
    for line in process.stdout or ():
        lines.append(line)
        address = _ADDRESS.search(line)
        if address and not found:
            found.append(address[0])


def _memory(process: int, name: str) -> float:
    """MiB of a process and its children."""
    total = 0.0
    for one in _family(process):
        with Path(f"/proc/{one}/status").open(encoding="utf-8") as file:
            total += sum(int(line.split()[1]) / 1024 for line in file if line.startswith(f"{name}:"))
    return total


def _used(process: int) -> float:
    """Seconds of CPU that a process and its children used."""
    ticks = 0
    for one in _family(process):
        fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _used_exactly(process: int) -> float:
    """Seconds of CPU that the threads of a process used, to the microsecond."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(one.read_text(encoding="utf-8").split()[0]) for one in threads) / 1e9


def _busy() -> float:
    """Seconds of CPU that everything on the machine used."""
    with Path("/proc/stat").open(encoding="utf-8") as file:
        user, nice, system, _idle, _waiting, *others = map(int, file.readline().split()[1:])
    return (user + nice + system + sum(others[:3])) / os.sysconf("SC_CLK_TCK")


def _family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children")
    listed = children.read_text(encoding="utf-8").split() if children.exists() else []
    return [process, *map(int, listed)]


def _print(found: Sequence[Cost], visits: Sequence[Visit]) -> None:
    print(
        f"{'kind':28s} {'count':>6s} {'p50':>7s} {'p95':>7s} {'max':>7s} {'failed':>6s} {'kB':>7s} {'again':>6s} {'cpu':>5s}  slowest"
    )
    for cost in found:
        print(
            f"{cost.kind:28s} {cost.count:6d} {cost.p50:7.0f} {cost.p95:7.0f} {cost.most:7.0f} {cost.failed:6d} "
            f"{cost.bytes / 1000:7.1f} {cost.again:6.0%} {_milliseconds(cost.cpu)}  {cost.slowest[:80]}{' <-- slow' if cost.p95 > SLOWEST else ''}"
        )
    for one in [one for one in visits if one.failed][:10]:
        print(f"failed with {one.status}: {one.path}")


def _milliseconds(cpu: float | None) -> str:
    """The server's processor time, which can be told apart where one visitor came alone."""
    return "    -" if cpu is None else f"{cpu:5.0f}"


def _tell(found: Sequence[Cost], memory: float) -> bool:
    """True where a bound is broken, after saying which."""
    slow = [cost.kind for cost in found if cost.p95 > SLOWEST and not is_file(cost.kind)]
    failed = [cost.kind for cost in found if cost.failed]
    if slow:
        print(f"over {SLOWEST:.0f} ms at the 95th percentile: {', '.join(slow)}")
    if failed:
        print(f"failed: {', '.join(failed)}")
    if memory > MOST_MEMORY:
        print(f"over {MOST_MEMORY:.0f} MiB of memory")
    return bool(slow or failed or memory > MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
