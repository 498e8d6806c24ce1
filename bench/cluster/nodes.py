"""Two nodes of Ray on loopback, each with processes of its own, and the sudden end of one of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_STORE = 150_000_000
"""Bytes of shared memory of a node; Ray takes no less than half of it."""


@dataclass(frozen=True, slots=True)
class TwoNodes:
    """A head that the driver stands beside, and a worker."""

    address: str
    head: Any
    worker: Any

    def kill_worker(self) -> list[int]:
        """End the worker node as a power cut would: SIGKILL to its raylet and to all below it; their ids."""
        pids = [pid for pid in processes_of(self.worker) if pid != os.getpid()]
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return pids

    def workers(self) -> list[int]:
        """The processes of both nodes that read or analyse."""
        found = {pid for node in (self.head, self.worker) for pid in processes_of(node)}
        return sorted(pid for pid in found if _command(pid).startswith("ray::"))


@contextmanager
def two_nodes(*, cores: int = 1) -> Iterator[TwoNodes]:
    """Start both, each with so many cores; end both."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    from ray.cluster_utils import Cluster

    quick: dict[str, Any] = {"health_check_period_ms": 500, "health_check_failure_threshold": 6}
    node: dict[str, Any] = {
        "num_cpus": cores,
        "object_store_memory": _STORE,
        "include_dashboard": False,
        "node_ip_address": "127.0.0.1",
    }
    cluster = Cluster(initialize_head=True, head_node_args={**node, "_system_config": quick})
    try:
        worker = cluster.add_node(**node)
        yield TwoNodes(cluster.address, cluster.head_node, worker)
    finally:
        with suppress(Exception):  # a node that was killed cannot be ended again
            cluster.shutdown()


def processes_of(node: Any) -> list[int]:
    """The raylet of a node and all processes below it."""
    raylets = [info.process.pid for info in node.all_processes.get("raylet", ())]
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                below.setdefault(parent, []).append(int(entry.name))
    found: list[int] = []
    while raylets:
        pid = raylets.pop()
        found.append(pid)
        raylets.extend(below.get(pid, ()))
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
