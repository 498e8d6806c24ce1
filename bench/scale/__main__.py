"""Measures a whole run on made-up texts of growing number, each in a process of its own.

    python -m bench.scale --out build/scale          # 10^2 to 10^4
    python -m bench.scale --out build/scale --large  # and 10^5

What was measured stands in `measured.jsonl` and is not measured again: delete the line, or the file, to do so. Prints a
table in Markdown and draws `scale.svg` and `scale.png`.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

import altair as alt
import vl_convert as vlc

from bench.scale.texts import write_texts
from onrecord import open_ledger
from onrecord.assembly import open_setup
from onrecord.runs import run

SIZES = (100, 300, 1_000, 3_000, 10_000)
LARGE = 100_000
STAGES = ("read", "analyse", "store", "group and relate")
Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One run of so many documents."""

    documents: int
    stage: str
    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processor time."""
    peak: float
    """MiB of memory that the process had at most until the stage ended."""
    size: float
    """MiB of the ledger file when all is done."""


def measure(documents: int, folder: Path) -> list[Measured]:
    """Run in this process, on one core; what is left of the time before grouping is storing."""
    path = folder / f"{documents}.duckdb"
    path.unlink(missing_ok=True)
    texts = write_texts(folder / f"{documents}.jsonl", documents)
    with open_ledger(path) as ledger:
        setup = open_setup(ledger=ledger)
        reading, analysing, grouping = Clock(), Clock(), Clock()
        stages = replace(
            setup.stages,
            read=reading.around(setup.stages.read),
            analyse=analysing.around(setup.stages.analyse),
            group=grouping.around(setup.stages.group),
        )
        begun = now()
        run([str(texts)], ledger=ledger, stages=stages, tool=setup.tool)
        ended = now()
    size = path.stat().st_size / 2**20
    path.unlink()
    before = grouping.first or ended
    storing = [
        until - since - read - found
        for until, since, read, found in zip(before, begun, reading.spent, analysing.spent, strict=True)
    ]
    whole = [until - since for until, since in zip(ended, before, strict=True)]
    costs = zip(STAGES, (reading.spent, analysing.spent, storing, whole), strict=True)
    peaks = {STAGES[-1]: _peak()}
    return [
        Measured(
            documents=documents,
            stage=stage,
            wall=wall,
            cpu=cpu,
            peak=peaks.get(stage, grouping.peak),
            size=size,
        )
        for stage, (wall, cpu) in costs
    ]


def now() -> tuple[float, float]:
    """Seconds that went by, and those of processor time."""
    return time.perf_counter(), time.process_time()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


@dataclass(slots=True)
class Clock:
    """The time that calls of one stage take together."""

    spent: tuple[float, float] = (0.0, 0.0)
    first: tuple[float, float] | None = None
    peak: float = 0.0
    """MiB at the first call."""

    def around(self, stage: Callable[Given, Result]) -> Callable[Given, Result]:
        """The stage, timed."""

        def timed(*given: Given.args, **named: Given.kwargs) -> Result:
            begun = now()
            if self.first is None:
                self.first, self.peak = begun, _peak()
            try:
                return stage(*given, **named)
            finally:
                ended = now()
                self.spent = (self.spent[0] + ended[0] - begun[0], self.spent[1] + ended[1] - begun[1])

        return timed


def main() -> None:
    """Measure what is not measured yet, print the table, draw the chart."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path("build/scale"))
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} documents")
    parser.add_argument("--most", type=int, help="no size beyond this one")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.one is not None:
        print(json.dumps([asdict(row) for row in measure(options.one, options.out)]))
        return
    kept = options.out / "measured.jsonl"
    rows = [Measured(**json.loads(line)) for line in kept.read_text().splitlines()] if kept.exists() else []
    for size in (*SIZES, *((LARGE,) if options.large else ())):
        if size <= (options.most or LARGE) and not any(row.documents == size for row in rows):
            new = _apart(size, options.out)
            rows += new
            with kept.open("a") as stream:
                stream.writelines(json.dumps(asdict(row)) + "\n" for row in new)
    rows.sort(key=lambda row: (row.documents, STAGES.index(row.stage)))
    print(table(rows))
    draw(rows, options.out)


def _apart(size: int, folder: Path) -> list[Measured]:
    """Measured in a process of its own, so that memory is that of one run."""
    command = [sys.executable, "-m", "bench.scale", "--one", str(size), "--out", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 (this program)
    return [Measured(**row) for row in json.loads(done.stdout.splitlines()[-1])]


def table(rows: list[Measured]) -> str:
    """The rows in Markdown."""
    lines = [
        "| documents | stage | CPU-seconds | seconds | documents a CPU-second | peak memory | ledger |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {row.documents:,} | {row.stage} | {row.cpu:,.1f} | {row.wall:,.1f} | {row.documents / max(row.cpu, 1e-9):,.1f} "
        f"| {row.peak:,.0f} MiB | {row.size:,.1f} MiB |"
        for row in rows
    ]
    return "\n".join(lines)


def draw(rows: list[Measured], folder: Path) -> None:
    """Processor time of each stage over the number of documents, both on scales of powers."""
    data = alt.InlineData(values=[asdict(row) for row in rows])
    axis = alt.Scale(type="log")
    chart = (
        alt.Chart(data, width=520, height=320)
        .mark_line(point=True)
        .encode(
            x=alt.X("documents:Q", scale=axis, title="documents"),
            y=alt.Y("cpu:Q", scale=axis, title="seconds of processor time"),
            color=alt.Color("stage:N", title=None, sort=list(STAGES)),
        )
    )
    specification = chart.to_json()
    (folder / "scale.svg").write_text(vlc.vegalite_to_svg(specification))
    (folder / "scale.png").write_bytes(vlc.vegalite_to_png(specification, scale=2))


if __name__ == "__main__":
    main()
