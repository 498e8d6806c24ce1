"""One roll call of a file, read: its symbol, day, body, kind, and what its source states of the count.

A pure function from cells to a value, or to the reason why there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from onrecord.record.layouts import Layout, load_words
from onrecord.record.symbols import symbol_key
from onrecord.vocabulary import PartialDate

Cells = Mapping[str, str | None]
_BODIES = {"A": "UNGA", "S": "UNSC"}
_DAY_FIRST_PART = re.compile(r"(\d{4}-\d{2}-\d{2})[T ].*")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_TRUE = frozenset({"1", "1.0", "true", "yes"})
_FALSE = frozenset({"0", "0.0", "false", "no"})
_STATED = ("stated_yes", "stated_no", "stated_abstain", "stated_not_voting")
_TEXTS = ("title", "agenda", "subjects", "session", "draft", "report", "meeting", "note", "link", "source")
_MOST = 100_000
"""No vote has more seats, and no source a lower rank."""
_LONGEST = 4_000
"""Characters of one cell that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """A roll call as its file gives it. `call` is the publisher's own id, else the symbol."""

    call: str
    symbol: str
    key: str
    """The symbol in one form, so that several sources of one vote meet."""
    body: str
    date: PartialDate
    kind: str
    """`resolution`, `decision`, `amendment`, `paragraph`, `draft`, or `unnamed` where the file gives no symbol."""
    way: str
    """`recorded`, `not recorded` (a vote was taken, and no list of names is held), or `without a vote`."""
    adopted: bool | None
    stated: tuple[int | None, ...]
    """Yes, no, abstain, not voting as the source states them; None where it does not."""
    rank: int
    texts: Mapping[str, str]
    """title, agenda, subjects, session, draft, report, meeting, note, link, source; those that are given."""


def read_call(cells: Cells, layout: Layout) -> CallRow | str:
    """The roll call of a line, or what is wrong with it."""
    call, symbol = _text(cells, "call"), _text(cells, "symbol")
    if symbol is None and call is None:
        return "no symbol"
    named = symbol is not None
    symbol = symbol or f"{layout.family} {call}"
    day = read_day(_text(cells, "date"))
    if day is None:
        return "no date that can be read"
    key = symbol_key(symbol)
    body = _body(cells, layout, key)
    if body is None:
        return "no body: the symbol is neither the General Assembly's nor the Security Council's"
    try:
        stated = tuple(read_count(_text(cells, name)) for name in _STATED)
        rank = read_count(_text(cells, "rank")) or layout.rank
    except ValueError:
        return "a total that is no number"
    return CallRow(
        call=call or symbol,
        symbol=symbol,
        key=key,
        body=body,
        date=day,
        kind=_kind(cells, layout, key) if named else "unnamed",
        way=_way(cells),
        adopted=_flag(_text(cells, "adopted"), layout.adopted),
        stated=stated,
        rank=rank,
        texts={name: value for name in _TEXTS if (value := _text(cells, name)) is not None},
    )


def read_day(cell: str | None) -> PartialDate | None:
    """A date in any form that the files use: ISO with or without a time, 20080314, 3/14/2008, a month or a year."""
    if cell is None:
        return None
    forms: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (_DAY_FIRST_PART, lambda m: m[1]),
        (_RUN_TOGETHER, lambda m: f"{m[1]}-{m[2]}-{m[3]}"),
        (_AMERICAN, lambda m: f"{m[3]}-{int(m[1]):02}-{int(m[2]):02}"),
    )
    plain = cell.removesuffix(".0")
    for form, write in forms:
        if match := form.fullmatch(plain):
            plain = write(match)
            break
    try:
        return PartialDate.parse(plain)
    except ValueError:
        return None


def read_count(cell: str | None) -> int | None:
    """A count, which the Library writes as a decimal (`39.0`); None where there is none, ValueError where it is no count."""
    if cell is None:
        return None
    value = float(cell)
    if not 0 <= value <= _MOST or value != int(value):
        raise ValueError(f"not a count: {cell!r}")
    return int(value)


def _text(cells: Cells, name: str) -> str | None:
    value = cells.get(name)
    plain = value.strip()[:_LONGEST] if value is not None else ""
    return plain if plain and plain.casefold() not in ("na", "nan", "null") else None


def _body(cells: Cells, layout: Layout, key: str) -> str | None:
    if layout.body == "of row":
        return _text(cells, "body")
    if layout.body == "of symbol":
        return _BODIES.get(key.partition("/")[0])
    return layout.body


def _way(cells: Cells) -> str:
    note = " ".join(filter(None, (_text(cells, "note"), _text(cells, "way")))).casefold()
    if any(word in note for word in load_words().without_a_vote):
        return "without a vote"
    return "recorded" if _flag(_text(cells, "recorded"), True) else "not recorded"


def _kind(cells: Cells, layout: Layout, key: str) -> str:
    if _flag(_text(cells, "amendment"), False):
        return "amendment"
    if _flag(_text(cells, "paragraph"), False):
        return "paragraph"
    if layout.adopted is False or "/L." in key:
        return "draft"
    return "decision" if "/DEC/" in key else "resolution"


def _flag(cell: str | None, otherwise: bool | None) -> bool | None:
    plain = (cell or "").casefold()
    if plain in _TRUE:
        return True
    return False if plain in _FALSE else otherwise
