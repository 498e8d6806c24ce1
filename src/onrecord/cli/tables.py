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
from onrecord.harmless import one_line, shortened, visible
from onrecord.vocabulary import JsonValue

if TYPE_CHECKING:
    from onrecord.ledger.forms import JsonRow

_WHOLE = frozenset({"id", "act", "date", "first", "stance", "basis", "kind", "verdict", "outcome"})
"""Columns whose short values are never broken over lines."""
_SHARES = {"chain": 0.25, "cue": 0.12}
"""The greatest part of the terminal's width for columns that would crowd out the words beside them."""
_NAME = 64
"""Characters of one name in a trail."""
_ENDS = 2
"""Names kept at each end of a trail that is too long."""


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


def print_table(rows: Sequence[JsonRow], columns: Sequence[str], *, longest: int) -> None:
    """Draw the columns of the rows as a table as wide as the terminal; `longest` bounds a cell's characters."""
    console = results_console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in columns:
        table.add_column(
            name.replace("_", " "),
            no_wrap=name in _WHOLE,
            overflow="fold",
            max_width=round(console.width * _SHARES[name]) if name in _SHARES else None,
            justify="right" if _numbers([row.get(name) for row in rows]) else "left",
        )
    for row in rows:
        table.add_row(*(Text(_cell(row.get(name), name, longest)) for name in columns))
    console.print(table)


def print_line(words: str, *, strong: bool = False) -> None:
    """One line between tables, emphasised on a terminal where it is a heading."""
    results_console().print(Text(one_line(words), "bold" if strong else ""))


def _numbers(values: Sequence[JsonValue]) -> bool:
    """True for a column of counts."""
    return any(isinstance(value, int) for value in values) and all(
        value is None or (isinstance(value, int | float) and not isinstance(value, bool)) for value in values
    )


def _cell(value: JsonValue, name: str, longest: int) -> str:
    if name == "chain" and isinstance(value, list):
        value = _trail([shortened(as_text(link), _NAME) for link in value])
    return shortened(one_line(as_text(value, name)), longest)


def _trail(names: list[str]) -> list[JsonValue]:
    """The names of a chain, with a sign for those in the middle of a very long one."""
    if len(names) <= 2 * _ENDS + 1:
        return [*names]
    return [*names[:_ENDS], "…", *names[-_ENDS:]]


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
