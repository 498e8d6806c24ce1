"""Measures a run over two nodes on this machine beside one core, and kills a node halfway where asked.

    python -m bench.cluster --documents 5000 --kill

Both ledgers are compared row by row. The two nodes share this machine's cores: what is measured is that nothing is lost
or doubled, what it costs in processor time, and how much memory a worker takes, not how much quicker two machines are.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from bench.cluster.nodes import peak, processes_of, two_nodes
from bench.scale.texts import write_texts
from onrecord import open_ledger, run
from onrecord.ledger import Ledger
from onrecord.scale import Recipe, Step, spread

TABLES = (
    "documents", "paragraphs", "comments", "left_out", "statements", "positions", "claims", "verdicts", "set_aside",
    "sources", "readings", "origins", "origin_documents", "relations", "brought_together", "edits",
)  # fmt: skip


def digests(path: Path) -> dict[str, tuple[int, int]]:
    """Rows of each table, and a digest of them that does not depend on their order."""
    with Ledger.open(path, read_only=True) as ledger:
        return {table: _digest(ledger, table) for table in TABLES}


def _digest(ledger: Ledger, table: str) -> tuple[int, int]:
    sql = f"SELECT count(*), coalesce(bit_xor(md5_number_lower(t::VARCHAR)), 0) FROM {table} AS t"  # noqa: S608
    ((rows, digest),) = ledger.database.rows(sql)
    return rows, digest


def main() -> None:
    """Run both and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=50, help="documents in one part")
    parser.add_argument("--kill", action="store_true", help="kill one of the two nodes halfway")
    parser.add_argument("--one", type=Path, help="keep the ledger of one core here, or take it from here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        root = Path(folder)
        texts = write_texts(root / "texts.jsonl", options.documents)
        one = options.one or root / "one.duckdb"
        if not one.exists():
            started, cpu = time.perf_counter(), time.process_time()
            with open_ledger(one) as ledger:
                run([str(texts)], ledger=ledger)
            print(f"one core: {time.perf_counter() - started:.0f} s, {time.process_time() - cpu:.0f} CPU-s")
        _spread(root, texts, options.at_once, options.documents, kill=options.kill)
        ours, theirs = digests(root / "many"), digests(one)
        unlike = [table for table in TABLES if ours[table] != theirs[table]]
        print(f"rows: {sum(rows for rows, _ in ours.values()):,} in {len(TABLES)} tables")
        print(f"equal to one core: {'no, unlike: ' + ', '.join(unlike) if unlike else 'yes, every table'}")


def _spread(root: Path, texts: Path, at_once: int, documents: int, *, kill: bool) -> None:
    peaks: dict[int, int] = {}
    killed: list[int] = []
    with tempfile.TemporaryDirectory(prefix="nodes-", dir="/tmp") as short, two_nodes(Path(short)) as nodes:
        from onrecord.scale.cluster import open_cluster

        started, stage, times = time.perf_counter(), "", {}

        def watch(step: Step) -> None:
            nonlocal stage
            if step.stage != stage:
                stage = step.stage
                times[stage] = time.perf_counter()
            for pid in nodes.workers():
                peaks[pid] = max(peaks.get(pid, 0), peak(pid))
            if kill and not killed and step.documents * 2 >= documents:
                killed.extend(nodes.kill_worker())
                print(f"killed {len(killed)} processes of one node after {step.documents:,} documents")

        with open_cluster(nodes.address) as workers:
            result = spread(
                [str(texts)],
                into=str(root / "many"),
                workers=workers,
                recipe=Recipe(at_once=at_once),
                progress=watch,
            )
            for pid in nodes.workers():
                peaks[pid] = max(peaks.get(pid, 0), peak(pid))
            cpu = sum(_cpu(pid) for pid in processes_of(nodes.head.pid))
        done = time.perf_counter()
    manifest = result.manifest
    print(
        f"two nodes: {done - started:.0f} s ({_stages(times, done)}), {cpu:.0f} CPU-s of the processes that were left"
    )
    print(
        f"met {manifest.met:,} = {manifest.added:,} read + {manifest.held:,} held + {manifest.skipped:,} skipped"
    )
    print(f"peak memory of a worker: {max(peaks.values()) / 2**20:.0f} MiB (of {len(peaks)} that were seen)")
    size = sum(path.stat().st_size for path in (root / "many").rglob("*") if path.is_file())
    print(f"size: {size / 2**20:.1f} MiB in {len(manifest.files)} files; as a file {_size(root)}")


def _stages(times: dict[str, float], done: float) -> str:
    ends = [*list(times.values())[1:], done]
    return ", ".join(
        f"{stage} {end - begin:.0f} s" for (stage, begin), end in zip(times.items(), ends, strict=True)
    )


def _size(root: Path) -> str:
    one = root / "one.duckdb"
    return f"{one.stat().st_size / 2**20:.1f} MiB" if one.exists() else "not measured here"


def _cpu(pid: int) -> float:
    """Seconds of processor time of a process and of those below it that ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / 100


if __name__ == "__main__":
    main()
