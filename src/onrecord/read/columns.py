"""Which column of a table of texts holds the text, the title, the date ...: as the user says, else by its name.

The names that are understood stand in `columns.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.errors import UnreadableDocument, UsageError
from onrecord.read.knowledge import read_toml, words

FIELDS = ("text", "title", "author", "outlet", "date", "url", "language")
"""What a row can tell of its document."""


@cache
def load_columns() -> Mapping[str, tuple[str, ...]]:
    """Names of columns by field, as `columns.toml` gives them. Raises DataError."""
    data = read_toml("columns.toml")
    return {name: words("columns.toml", data, name) for name in FIELDS}


def parse_columns(text: str) -> dict[str, str]:
    """Read `text=body,title=headline`: field to column. Raises UsageError."""
    found: dict[str, str] = {}
    for part in text.split(","):
        name, equals, column = part.partition("=")
        name, column = name.strip().casefold(), column.strip()
        if not equals or not column or name not in FIELDS or name in found:
            raise UsageError(
                f"{part.strip()!r} does not say which column holds what",
                where="--columns",
                remedy=f"write FIELD=COLUMN,... with the fields {', '.join(FIELDS)}, each once",
            )
        found[name] = column
    return found


def choose_columns(header: Sequence[str], wanted: Mapping[str, str], *, address: str) -> dict[str, str]:
    """Field to column of this table; raises UnreadableDocument where the text's column cannot be told."""
    by_name = {name.strip().casefold(): name for name in reversed(header)}
    chosen: dict[str, str] = {}
    for name in FIELDS:
        candidates = [wanted[name].casefold()] if name in wanted else load_columns()[name]
        column = next((by_name[c] for c in candidates if c in by_name), None)
        if column is None and name in wanted:
            raise UnreadableDocument(
                f"has no column {wanted[name]!r}; its columns are {_listed(header)}",
                where=address,
                remedy="correct --columns",
            )
        if column is not None and column not in chosen.values():
            chosen[name] = column
    if "text" not in chosen:
        raise UnreadableDocument(
            f"has no column that is known to hold texts; its columns are {_listed(header)}",
            where=address,
            remedy="say which one does: --columns text=COLUMN",
        )
    return chosen


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(" ".join(name.split())[:40] for name in header[:12])
    return shown + (" ..." if len(header) > 12 else "")
