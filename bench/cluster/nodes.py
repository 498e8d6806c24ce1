"""Two nodes of Ray on loopback, each with processes of its own, and the sudden end of one of them."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from onrecord.settings import prepare_ray

_STORE = 150_000_000
"""Bytes of shared memory of a node."""
_HEAD, _WORKER = "127.0.0.2", "127.0.0.3"
"""Ray takes 127.0.0.1 for a name of this machine, and the machine's own address in its place; these it leaves alone."""


@dataclass(frozen=True, slots=True)
class TwoNodes:
    """A head that the driver stands beside, and a worker; each was started by `ray start --block`."""

    address: str
    head: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes]

    def kill_worker(self) -> list[int]:
        """End the worker node as a power cut would: SIGKILL to all of its processes; their ids."""
        pids = processes_of(self.worker.pid)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return pids

    def workers(self) -> list[int]:
        """The processes of both nodes that open or analyse documents."""
        found = {pid for node in (self.head, self.worker) for pid in processes_of(node.pid)}
        return sorted(pid for pid in found if _command(pid).startswith("ray::"))


@contextmanager
def two_nodes(folder: Path, *, cores: int = 1) -> Iterator[TwoNodes]:
    """Start both, each with so many cores; end both. What they write lies in `folder`, whose path must be short."""
    os.environ.setdefault("RAY_worker_niceness", "0")  # it would give way to every other program
    prepare_ray(token=secrets.token_hex(32))  # one for all clusters of this process: Ray reads it once
    port = _free_ports()
    quick = json.dumps({"health_check_period_ms": 500, "health_check_failure_threshold": 8})
    head = _start(
        _HEAD, port, cores, port + 100,
        "--head", f"--port={port}", "--include-dashboard=false", f"--system-config={quick}", f"--temp-dir={folder}",
    )  # fmt: skip
    worker = None
    try:
        _wait(head, _HEAD, port)
        worker = _start(_WORKER, port, cores, port + 300, f"--address={_HEAD}:{port}")
        yield TwoNodes(f"{_HEAD}:{port}", head, worker)
    finally:
        for node in filter(None, (worker, head)):
            _end(node)


def _start(address: str, port: int, cores: int, ports: int, *options: str) -> subprocess.Popen[bytes]:
    program = Path(sys.executable).parent / "ray"
    return subprocess.Popen(  # noqa: S603 (Ray's own program, beside this Python)
        [
            str(program), "start", "--block", "--disable-usage-stats", f"--num-cpus={cores}",
            f"--node-ip-address={address}", f"--object-store-memory={_STORE}",
            f"--min-worker-port={ports}", f"--max-worker-port={ports + 199}", *options,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _free_ports() -> int:
    """The first of some hundred ports, told by this process, so that two benchmarks do not meet."""
    return 20_000 + os.getpid() % 70 * 500


def _wait(node: subprocess.Popen[bytes], address: str, port: int, seconds: float = 120) -> None:
    """Until the head answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and node.poll() is None:
        with suppress(OSError), socket.create_connection((address, port), timeout=1):
            return
        time.sleep(0.2)
    raise RuntimeError(f"no cluster came up at {address}:{port}")


def _end(node: subprocess.Popen[bytes]) -> None:
    """Every process below a node, at once: there is nothing left to save."""
    for pid in processes_of(node.pid):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    node.wait(timeout=30)


def processes_of(pid: int) -> list[int]:
    """A process and all processes below it."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                below.setdefault(parent, []).append(int(entry.name))
    found: list[int] = []
    left = [pid]
    while left:
        found.append(left.pop())
        left.extend(below.get(found[-1], ()))
    return found


def peak(pid: int) -> int:
    """Bytes of memory that a process had at most; 0 where it is gone."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
    except OSError:
        return ""
