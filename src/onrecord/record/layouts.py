"""The layouts of roll call files: which columns tell them, who publishes them, and what their cells say.

The knowledge is `layouts.toml` and `data/seat_codes.csv`; the functions here are pure and ask them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pycountry

from onrecord.errors import DataError
from onrecord.toml_text import parse_toml
from onrecord.vocabulary import PartialDate, VoteOption

_FILE = "layouts.toml"
FIELDS = frozenset(
    [
        "call",
        "symbol",
        "date",
        "session",
        "title",
        "agenda",
        "subjects",
        "draft",
        "report",
        "meeting",
        "note",
        "way",
        "link",
        "amendment",
        "paragraph",
        "recorded",
        "body",
        "adopted",
        "rank",
        "source",
        "stated_yes",
        "stated_no",
        "stated_abstain",
        "stated_not_voting",
    ]
)
"""What a layout may tell of a roll call; `seat`, `name`, `vote` and `mended` are told of a vote."""
OF_VOTES = frozenset({"seat", "name", "vote", "mended"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One kind of file. `columns` leads from our fields to the file's columns."""

    id: str
    family: str
    """Files of one family that are given together are one source."""
    role: str
    """`votes`, `calls` or `both`."""
    title: str
    publisher: str
    address: str
    terms: str
    rank: int
    body: str
    """An actor id, or `of symbol` or `of row`."""
    codes: str
    needs: tuple[str, ...]
    columns: Mapping[str, str]
    versions: Mapping[str, str]
    against: tuple[str, ...]
    """Columns that each name one seat that voted no, where a line is a whole roll call."""
    adopted: bool | None
    """What a roll call of this file says of the text that was put to the vote; None: it does not say."""
    partial: bool
    """True where only some seats' votes are held."""

    def edition(self, columns: Collection[str]) -> str:
        """Which edition of the layout a file with these columns is; empty where there is but one."""
        return next((name for name, sign in self.versions.items() if not sign or sign in columns), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What cells say, by their words in lower case."""

    votes: Mapping[str, VoteOption]
    mended: Mapping[str, VoteOption]
    without_a_vote: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatCode:
    """A code that stood for a seat in a period, in one scheme of codes."""

    seat: str
    first: PartialDate | None
    last: PartialDate | None


@cache
def load_layouts() -> tuple[Layout, ...]:
    """The layouts, the one that needs most columns first; a file with votes is never a mere list of roll calls."""
    tables = _read()["layout"]
    return tuple(
        sorted(
            (_layout(table) for table in tables),
            key=lambda layout: (layout.role == "calls", -len(layout.needs), layout.id),
        )
    )


@cache
def load_words() -> Words:
    """What cells say."""
    tables = _read()
    return Words(
        votes={word: VoteOption(option) for option, words in tables["votes"].items() for word in words},
        mended={word: VoteOption(option) for word, option in tables["mended"].items()},
        without_a_vote=tuple(tables["without_a_vote"]["words"]),
    )


@cache
def load_seat_codes() -> Mapping[tuple[str, str], tuple[SeatCode, ...]]:
    """Seats by scheme and code, the code in lower case; a code may have stood for several in turn."""
    found: dict[tuple[str, str], tuple[SeatCode, ...]] = {}
    text = (files("onrecord.record") / "data" / "seat_codes.csv").read_text("utf-8")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        key = row["scheme"], row["code"].casefold()
        found[key] = (
            *found.get(key, ()),
            SeatCode(seat=row["seat"], first=_day(row["valid_from"]), last=_day(row["valid_to"])),
        )
    return found


def recognise(columns: Collection[str]) -> Layout | None:
    """The layout of a file with these columns; None where none is known."""
    held = set(columns)
    return next((layout for layout in load_layouts() if held.issuperset(layout.needs)), None)


def read_vote(cell: str | None, layout: Layout) -> tuple[VoteOption | None, bool]:
    """What a cell says, and whether it had to be mended; None where it says nothing that is known."""
    words = load_words()
    plain = (cell or "").strip().removesuffix(".0")
    folded = plain.casefold()
    if folded in words.votes:
        # The Library writes capitals; its few small letters are slips of its own pages.
        return words.votes[folded], layout.codes == "undl" and plain != plain.upper()
    return words.mended.get(folded), True


def seats_of(code: str | None, name: str | None, scheme: str, known: Collection[str]) -> tuple[SeatCode, ...]:
    """The seats that a code stands for, each with its period; by name where the code says nothing. Empty: unknown."""
    codes = load_seat_codes()
    plain = (code or "").strip().removesuffix(".0")
    if held := codes.get((scheme, plain.casefold())):
        return held
    upper = plain.upper()
    state = "state:NAM" if upper == "NAM" else upper
    if scheme in ("undl", "iso3") and state in known:
        return (SeatCode(seat=state, first=None, last=None),)
    if scheme == "iso2" and len(upper) == 2:
        country = pycountry.countries.get(alpha_2=upper)
        if country is not None:
            return (SeatCode(seat=str(country.alpha_3), first=None, last=None),)
    return codes.get(("name", (name or "").strip().casefold()), ())


def _day(cell: str) -> PartialDate | None:
    return PartialDate.parse(cell) if cell else None


def _read() -> dict[str, Any]:
    text = (files("onrecord.record") / _FILE).read_text("utf-8")
    return parse_toml(text, where=_FILE)


def _layout(table: dict[str, Any]) -> Layout:
    wrong = set(table["columns"]) - FIELDS - OF_VOTES
    if wrong:
        raise DataError(f"layout {table['id']}: unknown fields {', '.join(sorted(wrong))}", where=_FILE)
    return Layout(
        id=table["id"],
        family=table["family"],
        role=table["role"],
        title=table["title"],
        publisher=table["publisher"],
        address=table["address"],
        terms=table["terms"],
        rank=table["rank"],
        body=table["body"],
        codes=table["codes"],
        needs=tuple(table["needs"]),
        columns=table["columns"],
        versions=table.get("versions", {}),
        against=tuple(table.get("against", ())),
        adopted=table.get("adopted"),
        partial=table.get("partial", False),
    )
