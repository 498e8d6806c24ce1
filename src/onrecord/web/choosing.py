"""From the filters of an address to conditions over the facts, with every value bound."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.errors import UsageError
from onrecord.record.symbols import symbol_key
from onrecord.report.phrases import SIGN_WORDS
from onrecord.vocabulary import Basis, Stance
from onrecord.web.asked import Asked
from onrecord.web.room import Room

DOCUMENT_FILTERS = ("kind", "outlet", "language", "document", "origin")
POSITION_FILTERS = (
    "holder", "toward", "stance", "direction", "basis", "matter", "column", "forum", "principle", "instrument", "vote",
    "review", "since", "until", *DOCUMENT_FILTERS,
)  # fmt: skip
CLAIM_FILTERS = ("verdict", "claim", "since", "until", *DOCUMENT_FILTERS)
NOT_COMPARED = "not compared"
_SIGNS = {word: sign for sign, word in SIGN_WORDS.items()}


@dataclass(slots=True)
class Where:
    """A condition in the making. `sql` names only columns of the facts; what people wrote is in `values`."""

    parts: list[str] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)
    documents: Where | None = None
    """What must hold of the row's document besides: a condition over `d`."""

    def add(self, sql: str, **values: object) -> None:
        """One more condition that must hold."""
        self.parts.append(sql)
        self.values.update(values)

    @property
    def is_any(self) -> bool:
        """True where nothing was asked, so that every row fits."""
        return not self.parts and self.documents is None

    @property
    def sql(self) -> str:
        """The condition over the row itself; one that always holds where nothing was asked."""
        return " AND ".join(f"({part})" for part in self.parts) or "true"


def positions_where(room: Room, asked: Asked) -> Where:
    """A condition over `p`, a row of `memory.positions`. Raises UsageError for a matter that the case does not have."""
    where = Where()
    for name in ("holder", "toward"):
        if asked.all(name):
            where.add(f"p.{name} IN ({_ACTORS.format(name=name)})", **{name: _lower(asked, name)})
    if asked.all("stance"):
        order = [stance.value for stance in Stance]
        where.add(
            "list_contains($stance::UTINYINT[], p.stance)",
            stance=[order.index(value) + 1 for value in asked.all("stance")],
        )
    if asked.all("direction"):
        where.add(
            "list_contains($direction::TINYINT[], p.sign)",
            direction=[_SIGNS[value] for value in asked.all("direction")],
        )
    if asked.all("basis"):
        where.add(
            "list_contains($basis::UTINYINT[], p.rung)",
            basis=[Basis(value).rung for value in asked.all("basis")],
        )
    _add_columns(where, room, asked)
    _add_text(where, room, asked)
    if asked.all("forum"):
        where.add(
            "p.forum IN (SELECT no FROM memory.forums WHERE list_contains($forum::VARCHAR[], id))",
            forum=list(asked.all("forum")),
        )
    if asked.all("principle"):
        where.add("list_contains($principle::VARCHAR[], p.principle)", principle=list(asked.all("principle")))
    if asked.all("review"):
        where.add("list_contains($review::VARCHAR[], p.standing)", review=list(asked.all("review")))
    since, until = asked.day("since"), asked.day("until")
    if since is not None:
        where.add("p.last >= $since::DATE", since=since.first)
    if until is not None:
        where.add("p.first <= $until::DATE", until=until.last)
    where.documents = _document_parts(asked)
    return where


_ACTORS = (
    "SELECT no FROM memory.actors WHERE list_contains(${name}::VARCHAR[], lower(id)) "
    "OR list_contains(${name}::VARCHAR[], lower(name))"
)


def _lower(asked: Asked, name: str) -> list[str]:
    return [value.lower() for value in asked.all(name)]


def _add_columns(where: Where, room: Room, asked: Asked) -> None:
    bits = {
        column.id.removeprefix("matter:"): column.bit
        for column in room.facts.columns
        if column.bit is not None
    }
    mask = 0
    for matter in asked.all("matter"):
        bit = bits.get(matter)
        if bit is None:
            told = ", ".join(sorted(bits)) or "none: open the page with --case FILE"
            raise UsageError(f"the case has no matter {matter!r}", remedy=f"it has: {told}")
        mask |= 1 << bit
    if mask:
        where.add("p.matters & $matters::UBIGINT <> 0", matters=mask)
    if asked.one("column") == "other":
        parties = [column.actor for column in room.facts.columns if column.actor is not None]
        where.add(
            "p.matters = 0 AND coalesce(NOT list_contains($parties::INTEGER[], p.toward), true)",
            parties=parties,
        )


def _add_text(where: Where, room: Room, asked: Asked) -> None:
    """`instrument`: the text, or a matter of the case with it. `vote`: these, or a party of the case; still held."""
    about, vote = asked.one("instrument"), asked.one("vote")
    if about is not None:
        where.add(_of_text(room, about, "about", where))
    if vote is not None:
        told = _of_text(room, vote, "vote", where)
        if concern_of(room, vote).parties:
            told += " OR list_contains($vote_parties::INTEGER[], p.toward)"
            where.values["vote_parties"] = list(concern_of(room, vote).parties)
        where.add(f"NOT p.ended AND ({told})")


def _of_text(room: Room, symbol: str, name: str, where: Where) -> str:
    concern = concern_of(room, symbol)
    if not concern.texts and not concern.matters:
        return "false"
    where.values |= {f"{name}_texts": list(concern.texts), f"{name}_matters": concern.matters}
    return (
        f"coalesce(list_contains(${name}_texts::INTEGER[], p.instrument), false) "
        f"OR p.matters & ${name}_matters::UBIGINT <> 0"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What a position must name to concern a text that was voted on, in numbers of the facts."""

    texts: tuple[int, ...]
    """The text itself, in every spelling that documents give it."""
    matters: int
    """One bit each matter of the case that has this text."""
    parties: tuple[int, ...]
    """The parties of the case, where the text is one of the case's."""


def concern_of(room: Room, symbol: str) -> Concern:
    """What ties a position to a text: it names the text, a matter of it, or a party of the case."""
    key = symbol_key(symbol)
    case = room.case
    matters = [m.id for m in case.matters if key in map(symbol_key, m.instruments)] if case else []
    of_case = bool(matters) or (case is not None and key in map(symbol_key, case.instruments))
    columns = room.facts.columns
    return Concern(
        texts=room.facts.texts.get(key, ()),
        matters=sum(
            1 << c.bit for c in columns if c.bit is not None and c.id.removeprefix("matter:") in matters
        ),
        parties=tuple(c.actor for c in columns if c.actor is not None) if of_case else (),
    )


def claims_where(asked: Asked) -> Where:
    """A condition over `p`, a row of `memory.claims`. The dates are those of the document."""
    where = Where()
    if asked.all("verdict"):
        where.add(
            "list_contains($verdict::VARCHAR[], coalesce(p.value, $uncompared))",
            verdict=list(asked.all("verdict")),
            uncompared=NOT_COMPARED,
        )
    if asked.all("claim"):
        where.add("list_contains($claim::VARCHAR[], p.kind)", claim=list(asked.all("claim")))
    inner = documents_where(asked)
    if inner.parts:
        where.add(
            f"p.document IN (SELECT d.no FROM memory.documents AS d WHERE {inner.sql})",  # noqa: S608
            **inner.values,
        )
    return where


def documents_where(asked: Asked) -> Where:
    """A condition over `d`, a row of `memory.documents`."""
    where = _document_parts(asked) or Where()
    since, until = asked.day("since"), asked.day("until")
    if since is not None:
        where.add("d.ends >= $since::DATE", since=since.first)
    if until is not None:
        where.add("d.starts <= $until::DATE", until=until.last)
    return where


def _document_parts(asked: Asked) -> Where | None:
    """What is asked of the document, but for its days; None where nothing is."""
    where = Where()
    for name in ("kind", "language"):
        if asked.all(name):
            where.add(f"list_contains(${name}::VARCHAR[], d.{name})", **{name: list(asked.all(name))})
    if asked.all("outlet"):
        where.add("list_contains($outlet::VARCHAR[], lower(d.outlet))", outlet=_lower(asked, "outlet"))
    if asked.all("document"):
        where.add("list_contains($document::VARCHAR[], d.id)", document=list(asked.all("document")))
    if asked.all("origin"):
        where.add(
            "list_contains($origin::VARCHAR[], coalesce(d.origin_id, d.id))", origin=list(asked.all("origin"))
        )
    return where if where.parts else None
