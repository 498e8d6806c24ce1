"""Writing a chart and, beside it, the figures it shows as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.output import say
from onrecord.errors import UsageError
from onrecord.writing import write_file

if TYPE_CHECKING:
    from onrecord.charts import Table
    from onrecord.charts.frame import Chart


def write_chart(path: Path, chart: Chart, table: Table) -> None:
    """Write the chart as SVG or PNG, as the file's name ends, and its rows as CSV beside it. Raises UsageError."""
    from onrecord.charts import png, svg

    kind = path.suffix.casefold()
    if kind == ".svg":
        write_file(path, svg(chart).encode())
    elif kind == ".png":
        write_file(path, png(chart))
    else:
        raise UsageError(
            "is no picture that can be written", where=str(path), remedy="name a file .svg or .png"
        )
    rows = path.with_suffix(".csv")
    write_file(rows, table.csv().encode())
    say(f"wrote {path} and {rows}")
