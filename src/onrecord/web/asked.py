"""What an address asks for: every filter of every page stands in it, and every address can be sent to somebody else.

A page refuses what it does not know, so that no filter is ever silently ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode

from onrecord.errors import UsageError
from onrecord.vocabulary import (
    ActorKind,
    Basis,
    ClaimKind,
    DocumentKind,
    PartialDate,
    Stance,
    Standing,
    VerdictValue,
)

LONGEST_ADDRESS = 4000
"""Characters of an address's query."""
_MOST_VALUES = 50
_LONGEST_VALUE = 300
_LAST_PAGE = 1_000_000
PER_PAGE = 50


class Kind(Enum):
    """What the values of a filter are."""

    CHOICE = "choice"
    ACTOR = "actor"
    DATE = "date"
    WORDS = "words"
    ID = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One filter that a page has."""

    name: str
    label: str
    kind: Kind
    choices: tuple[str, ...] = ()
    """Of a choice; empty where the case or the ledger gives them."""
    many: bool = True
    """Several values are alternatives."""


def _choice(name: str, label: str, values: Iterable[str]) -> Filter:
    return Filter(name=name, label=label, kind=Kind.CHOICE, choices=tuple(values))


_ALL = (
    Filter(name="holder", label="Holder", kind=Kind.ACTOR),
    Filter(name="toward", label="Towards", kind=Kind.ACTOR),
    _choice("stance", "Stance", [stance.value for stance in Stance]),
    _choice("direction", "Direction", ["friendly", "neither", "unfriendly"]),
    _choice("basis", "Basis", [basis.value for basis in Basis]),
    Filter(name="matter", label="Matter", kind=Kind.ID),
    _choice("column", "Column of the matrix", ["other"]),
    Filter(name="forum", label="Venue", kind=Kind.ID),
    Filter(name="principle", label="Principle", kind=Kind.ID),
    Filter(name="instrument", label="About the text", kind=Kind.WORDS, many=False),
    Filter(name="vote", label="Concerns the vote on", kind=Kind.WORDS, many=False),
    _choice("claim", "Sort of claim", [kind.value for kind in ClaimKind]),
    _choice("verdict", "Verdict", [*(value.value for value in VerdictValue), "not compared"]),
    _choice("kind", "Kind of document", [kind.value for kind in DocumentKind]),
    Filter(name="outlet", label="Outlet", kind=Kind.WORDS),
    Filter(name="language", label="Language", kind=Kind.ID),
    Filter(name="document", label="Document", kind=Kind.ID),
    Filter(name="origin", label="Independent report", kind=Kind.ID),
    Filter(name="since", label="Since", kind=Kind.DATE, many=False),
    Filter(name="until", label="Until", kind=Kind.DATE, many=False),
    Filter(name="on", label="As of", kind=Kind.DATE, many=False),
    Filter(name="words", label="Words", kind=Kind.WORDS, many=False),
    Filter(name="symbol", label="Symbol", kind=Kind.WORDS, many=False),
    Filter(name="body", label="Body", kind=Kind.ID),
    Filter(name="bloc", label="Bloc", kind=Kind.ID),
    _choice("actor", "Kind of actor", [kind.value for kind in ActorKind]),
    _choice("by", "By", ["year", "month"]),
    _choice("group", "Group holders by", ["kind", "bloc"]),
    _choice("across", "Columns", ["parties", "matters", "venues"]),
    _choice("show", "Show", ["all", "copied"]),
    _choice("review", "Review", [standing.value for standing in Standing]),
)
FILTERS: Mapping[str, Filter] = {known.name: known for known in _ALL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page's path and the filters of its address."""

    path: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1

    @classmethod
    def read(cls, path: str, query: str, known: Sequence[str]) -> Asked:
        """Read the query of an address; `known` names the page's filters. Raises UsageError."""
        if len(query) > LONGEST_ADDRESS:
            raise UsageError("the address is too long", where=path, remedy="ask for fewer values")
        values: dict[str, list[str]] = {}
        page = 1
        for name, value in _pairs(query):
            if not value.strip():
                continue  # a form sends its empty fields too
            if name == "page":
                page = _page(value)
            elif name in known:
                values.setdefault(name, []).append(_checked(FILTERS[name], value.strip()))
            else:
                raise UsageError(
                    f"there is no filter {name[:40]!r} here",
                    where=path,
                    remedy=f"this page has: {', '.join(known)}" if known else "this page has none",
                )
        for name, held in values.items():
            if len(held) > (_MOST_VALUES if FILTERS[name].many else 1):
                raise UsageError(f"too many values of {name}", where=path, remedy="ask for fewer")
        return cls(
            path=path, values={name: tuple(dict.fromkeys(held)) for name, held in values.items()}, page=page
        )

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a filter; none where it is not set."""
        return self.values.get(name, ())

    def one(self, name: str) -> str | None:
        """The value of a filter that takes one."""
        return next(iter(self.all(name)), None)

    def day(self, name: str) -> PartialDate | None:
        """The value of a filter that is a date."""
        value = self.one(name)
        return None if value is None else PartialDate.parse(value)

    @property
    def filtered(self) -> bool:
        """True where some filter is set."""
        return bool(self.values)

    @property
    def address(self) -> str:
        """The address again, in one fixed order."""
        return address(self.path, self.values, page=self.page)

    def changed(
        self,
        values: Mapping[str, str | Sequence[str] | None] | None = None,
        *,
        path: str | None = None,
        page: int = 1,
    ) -> str:
        """The address with some filters set otherwise (None: not at all), from the first page on."""
        held = dict(self.values)
        for name, value in (values or {}).items():
            held.pop(name, None)
            if value is not None:
                held[name] = (value,) if isinstance(value, str) else tuple(value)
        return address(path or self.path, held, page=page)

    def without(self, name: str, value: str) -> str:
        """The address without one value of a filter."""
        return self.changed({name: tuple(held for held in self.all(name) if held != value) or None})


def address(path: str, values: Mapping[str, Sequence[str]] | None = None, *, page: int = 1) -> str:
    """A path with filters, in the order in which they are known."""
    held = values or {}
    pairs = [
        _pair(name, value)
        for name in sorted(held.keys() & _ORDER.keys(), key=_ORDER.__getitem__)
        for value in held[name]
    ]
    if page > 1:
        pairs.append(_pair("page", str(page)))
    return f"{path}?{'&'.join(pairs)}" if pairs else path


_ORDER: Mapping[str, int] = {name: place for place, name in enumerate(FILTERS)}


@lru_cache(maxsize=4096)
def _pair(name: str, value: str) -> str:
    """One filter as it stands in an address; a page may have a thousand addresses made of the same few."""
    return urlencode([(name, value)])


def row_address(kind: str, id_: str) -> str:
    """The permanent address of a row: `/position/pos-...`."""
    return f"/{kind}/{quote(id_, safe='')}"


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=200, errors="strict")
    except (UnicodeDecodeError, ValueError) as error:
        raise UsageError(
            "the address cannot be read", remedy="check the part after the question mark"
        ) from error


def _page(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 8 and 1 <= int(value) <= _LAST_PAGE):
        raise UsageError(f"{value[:40]!r} is no page", remedy="ask for page=1 and go on from there")
    return int(value)


def _checked(known: Filter, value: str) -> str:
    if len(value) > _LONGEST_VALUE or not value.isprintable():
        raise UsageError(f"the value of {known.name} cannot be used", remedy="shorten it")
    if known.kind is Kind.CHOICE and known.choices and value not in known.choices:
        raise UsageError(
            f"there is no {known.name} {value!r}", remedy=f"choose of: {', '.join(known.choices)}"
        )
    if known.kind is Kind.DATE:
        try:
            PartialDate.parse(value)
        except ValueError as error:
            raise UsageError(
                f"{value!r} is not a date", where=known.name, remedy="write 2020, 2020-10 or 2020-10-28"
            ) from error
    return value
