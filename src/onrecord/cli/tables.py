"""Tables that fit the terminal, and emphasis where there is one.

Cells are plain text: nothing in a document is taken for markup.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.output import as_text
from onrecord.cli.text import one_line, visible

if TYPE_CHECKING:
    from onrecord.ledger.forms import JsonRow

_WHOLE = frozenset({"id", "date", "stance", "basis", "kind", "verdict"})
"""Columns whose short values are never broken over lines."""
_COUNTS = frozenset({"statements", "positions", "claims", "comments"})
_LONGEST = 400
"""Characters of one cell; the whole text is in the other formats."""


class _Console(Console):
    """A console that leaves a closed pipe to the program."""

    def on_broken_pipe(self) -> None:
        """Say what happened instead of ending the program here."""
        raise BrokenPipeError


def results_console() -> Console:
    """Standard output; colours only on a terminal, and not where NO_COLOR is set."""
    return _Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def talk_console() -> Console:
    """Standard error."""
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)


def print_table(rows: Sequence[JsonRow], columns: Sequence[str]) -> None:
    """Draw the columns of the rows as a table as wide as the terminal."""
    console = results_console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in columns:
        table.add_column(
            name.replace("_", " "),
            no_wrap=name in _WHOLE,
            overflow="fold",
            justify="right" if name in _COUNTS else "left",
        )
    for row in rows:
        table.add_row(*(Text(_shortened(one_line(as_text(row.get(name), name)))) for name in columns))
    console.print(table)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def print_marked(before: str, words: str, after: str) -> None:
    """The words in their context: emphasised on a terminal, between >>> and <<< anywhere else."""
    console = results_console()
    if not console.is_terminal:
        sys.stdout.write(f"{_indented(visible(f'{before}>>>{words}<<<{after}'))}\n")
        return
    text = Text.assemble(visible(before), (visible(words), "bold reverse"), visible(after))
    console.print(Padding(text, (0, 2)))


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))
