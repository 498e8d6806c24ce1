"""Group made-up documents with ours, rensa and datasketch, each in a process of its own, on one core.

`python -m bench.origins [--documents N ...] [--texts FILE] [--tools NAME ...] [--peers PYTHON]` prints documents a
CPU-second, F1 over pairs and peak memory. Nothing here passes or fails; a peer that is not installed is left out.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from math import comb
from pathlib import Path

from bench.origins.texts import make_documents, read_texts


def main() -> int:
    """Measure every tool on every count of documents."""
    options = _options()
    if options.one:
        return _measure_one(options.one[0], Path(options.one[1]))
    texts = read_texts(options.texts) if options.texts else []
    with tempfile.TemporaryDirectory() as folder:
        for count in options.documents:
            path = Path(folder) / f"{count}.jsonl"
            with path.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(row) + "\n" for row in make_documents(count, texts))
            for tool in options.tools:
                if tool != "datasketch" or count <= options.datasketch_up_to:
                    _measure(tool, path, options.peers)
            if options.joining:
                from bench.origins.joining import measure_joining

                measure_joining(path)
            path.unlink()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.origins", description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--texts", type=Path, help="JSON lines with `text`: words follow each other as there")
    parser.add_argument("--tools", nargs="*", default=["onrecord", "rensa", "datasketch"])
    parser.add_argument("--peers", default=sys.executable, help="the Python in which the peers are installed")
    parser.add_argument("--datasketch-up-to", type=int, default=10_000, metavar="N")
    parser.add_argument("--joining", action="store_true", help="fill a ledger too, and add single documents")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(tool: str, path: Path, peers: str) -> None:
    python = sys.executable if tool == "onrecord" else peers
    subprocess.run([python, "-m", "bench.origins", "--one", tool, str(path)], check=False)  # noqa: S603 (ours)


def _measure_one(tool: str, path: Path) -> int:
    """One tool in this process: what it costs beyond reading the file, how good it is, and the most memory it held."""
    from bench.origins.tools import TOOLS

    try:
        TOOLS[tool](["one two three four five six"] * 3)  # imports, and what is made once
    except ImportError:
        print(f"{tool:11s} is not installed")
        return 0
    started = time.process_time()
    count = sum(1 for _ in _texts(path))
    reading = time.process_time() - started
    started = time.process_time()
    labels = TOOLS[tool](_texts(path))
    seconds = time.process_time() - started - reading
    memory = _most_memory()
    precision, recall, f1 = _quality(path, labels)
    print(
        f"{tool:11s} {count:7d} documents  {seconds:7.1f} s  {count / seconds:6.0f} a CPU-second  "
        f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  {memory:5.0f} MiB",
        flush=True,
    )
    return 0


def _most_memory() -> float:
    """MiB that this process held at the most; what the one that started it held does not count, where Linux tells them apart."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _texts(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]


def _quality(path: Path, labels: list[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs."""
    with path.open(encoding="utf-8") as file:
        gold = [json.loads(line)["cluster"] for line in file]
    truth, guess, both = (
        sum(comb(size, 2) for size in Counter(keys).values())
        for keys in (gold, labels, zip(gold, labels, strict=True))
    )
    return both / max(1, guess), both / max(1, truth), 2 * both / max(1, truth + guess)


if __name__ == "__main__":
    sys.exit(main())
