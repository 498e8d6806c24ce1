"""All votes that are held, one line each: the imported roll calls and the bundled ones, each by its best source.

They do not change while the room is open, so they are listed once and looked through in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.ledger import Ledger
from onrecord.ledger.roll import Counts, HeldCall
from onrecord.questions.votes import find_calls, title_of, votes_of
from onrecord.record import NamesHeld, load_record
from onrecord.record.symbols import symbol_key
from onrecord.vocabulary import PartialDate, VoteOption
from onrecord.web.room import Room

_NAMES = (NamesHeld.ALL, NamesHeld.SOME, NamesHeld.NONE)
# What `find_calls` takes for the best source of a symbol: whole texts, all names, the better publisher.
_HELD = """
WITH ranked AS (
    SELECT c.*,
        first_value(c.texts->>'title' IGNORE NULLS) OVER best AS title,
        row_number() OVER best AS place,
        count(*) OVER (PARTITION BY c.key) AS sources
    FROM record_calls AS c JOIN record_sources AS r ON r.no = c.source
    WINDOW best AS (
        PARTITION BY c.key
        ORDER BY c.kind IN ('amendment', 'paragraph'), list_position(['all', 'some', 'none'], c.names), c.rank,
            r.read_on DESC NULLS LAST, r.no DESC, c.no
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
)
SELECT key, symbol, body, date, kind, way, names, adopted, coalesce(yes, stated_yes), coalesce(against, stated_no),
    coalesce(abstain, stated_abstain), coalesce(not_voting, stated_not_voting), title, sources, rank
FROM ranked WHERE place = 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One vote in the list."""

    key: str
    symbol: str
    title: str
    body: str
    date: PartialDate
    kind: str
    way: str
    names: NamesHeld
    adopted: bool | None
    counts: Counts
    sources: int
    rank: int
    """Of the best source; 1 is the body's own record."""
    words: str
    """Symbol and title in one case, to look words up in."""

    @property
    def worth(self) -> tuple[int, int]:
        """Sorts sources: all names before some, then by rank."""
        return _NAMES.index(self.names), self.rank

    @property
    def passed(self) -> str:
        """Whether it was adopted, in a word."""
        return "not told" if self.adopted is None else "adopted" if self.adopted else "not adopted"


def all_votes(room: Room, ledger: Ledger) -> tuple[Listed, ...]:
    """Every vote, the newest first."""
    return room.once("votes", lambda: _all(ledger), lasting=True)


def _all(ledger: Ledger) -> tuple[Listed, ...]:
    found: dict[str, Listed] = {}
    for (
        key,
        symbol,
        body,
        day,
        kind,
        way,
        names,
        adopted,
        yes,
        no,
        abstain,
        absent,
        title,
        sources,
        rank,
    ) in ledger.database.rows(_HELD):
        found[key] = _listed(
            key, symbol, title or "", body, PartialDate.parse(day), kind, way, NamesHeld(names), adopted,
            Counts(yes=yes, no=no, abstain=abstain, not_voting=absent), sources, rank,
        )  # fmt: skip
    record = load_record()
    for instrument in record.instrument_rows:
        if record.roll_calls(instrument.id):
            bundled = of_calls(find_calls(None, record, instrument.id))
            held = found.get(bundled.key)
            found[bundled.key] = bundled if held is None else _joined(held, bundled)
    return tuple(sorted(found.values(), key=lambda vote: (vote.date.first, vote.key), reverse=True))


def _joined(held: Listed, bundled: Listed) -> Listed:
    """The line of the better source, an imported one before a bundled one of equal worth; see `find_calls`."""
    best, other = (held, bundled) if held.worth <= bundled.worth else (bundled, held)
    if best.body != other.body:
        return best  # two bodies share the symbol
    title = best.title or other.title
    words = f"{best.words} {title.casefold()}"
    return replace(best, title=title, sources=best.sources + other.sources, words=words)


def of_calls(calls: Sequence[HeldCall]) -> Listed:
    """The line of one vote whose sources are known, best first."""
    best = calls[0]
    return _listed(
        best.key, best.symbol, title_of(calls), best.body, best.date, best.kind, best.way, best.names, best.adopted,
        best.counts, len(calls), best.rank,
    )  # fmt: skip


def _listed(
    key: str, symbol: str, title: str, body: str, day: PartialDate, kind: str, way: str, names: NamesHeld,
    adopted: bool | None, counts: Counts, sources: int, rank: int,
) -> Listed:  # fmt: skip
    return Listed(
        key=key, symbol=symbol, title=title, body=body, date=day, kind=kind, way=way, names=names, adopted=adopted,
        counts=counts, sources=sources, rank=rank, words=f"{symbol} {key} {title}".casefold(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseVote:
    """A text of the case, and what each seat did with it where names are held."""

    listed: Listed
    options: dict[str, VoteOption]
    """By actor id; empty where no names are held."""


def case_votes(room: Room, ledger: Ledger) -> tuple[CaseVote, ...]:
    """The texts of the case of which something is held, in the order of the case."""
    return room.once("case votes", lambda: tuple(_of_case(room, ledger)), lasting=True)


def _of_case(room: Room, ledger: Ledger) -> list[CaseVote]:
    found, record = [], load_record()
    for symbol in room.case.instruments if room.case else ():
        calls = find_calls(ledger.roll, record, symbol)
        if calls:
            named = calls[0].names is NamesHeld.ALL
            held = votes_of(ledger.roll, record, calls[0]) if named else {}
            options = {seat: vote.option for seat, vote in held.items()}
            found.append(CaseVote(listed=of_calls(calls), options=options))
    return found


def without_any(room: Room, ledger: Ledger) -> list[str]:
    """Texts of the case of which no vote is held at all."""
    held = {vote.listed.key for vote in case_votes(room, ledger)}
    return [
        symbol for symbol in (room.case.instruments if room.case else ()) if symbol_key(symbol) not in held
    ]
