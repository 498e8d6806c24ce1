"""Small roll call files, made for tests: each in the layout of a publisher, with votes that the test writes down.

A roll call is written as `"AZE=Y ARM=N GEO=A FRA=X"`; symbols, days and votes are made up unless a test says otherwise.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from onrecord.ledger import Ledger
from onrecord.ledger.importing import Imported, ImportResult
from onrecord.questions.held import Held
from onrecord.record import load_record
from onrecord.registry import load_registry
from onrecord.vocabulary import ActorKind, PartialDate

GA_2025 = [
    "undl_id",
    "ms_code",
    "ms_name",
    "ms_vote",
    "date",
    "session",
    "resolution",
    "draft",
    "committee_report",
    "meeting",
    "title",
    "agenda_title",
    "subjects",
    "total_yes",
    "total_no",
    "total_abstentions",
    "total_non_voting",
    "total_ms",
    "undl_link",
]
GA_2026 = [*GA_2025[:13], "vote_note", *GA_2025[13:]]
SC = [
    "undl_id",
    "ms_code",
    "ms_name",
    "permanent_member",
    "ms_vote",
    "date",
    "resolution",
    "draft",
    "meeting",
    "description",
    "agenda",
    "subjects",
    "total_yes",
    "total_no",
    "total_abstentions",
    "total_non_voting",
    "total_ms",
    "modality",
    "undl_link",
]
VOETEN = [
    "rcid",
    "ccode",
    "vote",
    "session",
    "date",
    "unres",
    "amend",
    "para",
    "descr",
    "Country",
    "yes",
    "no",
    "abstain",
]
UNVOTES_VOTES = ("rcid", "country", "country_code", "vote")
UNVOTES_CALLS = ("rcid", "session", "date", "unres", "amend", "para", "short", "descr")
VETOES = ["date", "draft", "meeting_record", "agenda_item", "member_veto1", "member_veto2", "member_veto3"]
PLAIN = ("body", "symbol", "date", "state", "vote")

STATES = frozenset(id_ for id_, actor in load_registry().actors.items() if actor.kind is ActorKind.STATE)


@dataclass(frozen=True)
class Made:
    """A roll call of a test."""

    symbol: str
    votes: str
    """`"AZE=Y ARM=N"`: a code and a cell for each line, in this order."""
    date: str = "2008-03-14"
    id: str | None = None
    stated: Mapping[str, str] | None = None
    """Totals as the file states them: yes, no, abstentions, non_voting; without it they are counted."""
    cells: Mapping[str, str] | None = None
    """Any other columns."""

    def pairs(self) -> list[tuple[str, str]]:
        """(code, cell) of each line."""
        return [(code, cell) for code, _, cell in (part.partition("=") for part in self.votes.split())]


def undl(*calls: Made, columns: Sequence[str] = GA_2026) -> str:
    """A file of the UN Digital Library's layout; by default that of the General Assembly since 2026."""
    rows = []
    for number, call in enumerate(calls, start=1):
        votes = [cell for _, cell in call.pairs()]
        stated = call.stated or {
            "yes": votes.count("Y"),
            "no": votes.count("N"),
            "abstentions": votes.count("A"),
            "non_voting": len(votes) - sum(map(votes.count, "YNA")),
        }
        for code, cell in call.pairs():
            rows.append(
                {
                    "undl_id": call.id or str(900_000 + number),
                    "ms_code": code,
                    "ms_name": f"NAME OF {code}",
                    "ms_vote": cell,
                    "date": call.date,
                    "session": "62",
                    "resolution": call.symbol,
                    "title": f"Made title of {call.symbol}",
                    "description": f"Made title of {call.symbol}",
                    **{
                        f"total_{name}": f"{total}.0" if total != "" else "" for name, total in stated.items()
                    },
                    **(call.cells or {}),
                }
            )
    return sheet(columns, rows)


def plain(*calls: Made, body: str = "UNGA", more: Sequence[str] = ()) -> str:
    """A plain file of a body's roll calls; votes are written as Y, N, A, X."""
    rows = [
        {
            "body": body,
            "symbol": call.symbol,
            "date": call.date,
            "state": code,
            "vote": cell,
            **(call.cells or {}),
        }
        for call in calls
        for code, cell in call.pairs()
    ]
    return sheet((*PLAIN, *more), rows)


def sheet(columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, delimiter: str = ",") -> str:
    """Rows as CSV; a column that a row lacks is empty."""
    text = io.StringIO()
    writer = csv.DictWriter(
        text, columns, restval="", extrasaction="ignore", delimiter=delimiter, lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def save(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file of the test."""
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def bring(ledger: Path | None, *files: Path, read_on: str | None = None) -> ImportResult:
    """Import the files into a ledger file, by a clock that stands still."""
    with Ledger.open(ledger, reading=files, clock=lambda: datetime(2026, 1, 2, tzinfo=UTC)) as held:
        return held.import_record(
            files, states=STATES, tool="made", read_on=PartialDate.parse(read_on) if read_on else None
        )


def problems(source: Imported) -> dict[str, int]:
    """How often each reason was met."""
    return {problem.reason: problem.count for problem in source.problems}


def held_in(ledger: Ledger | None) -> Held:
    """What questions ask: the bundled registry and record, and this ledger."""
    return Held(registry=load_registry(), record=load_record(), ledger=ledger)


@contextmanager
def asked(*files: Path) -> Iterator[Held]:
    """What questions ask, with the files in a ledger in memory."""
    with Ledger.open(reading=files) as ledger:
        ledger.import_record(files, states=STATES, tool="made")
        yield held_in(ledger)


def seats_of(*bodies: str) -> list[str]:
    """Members of bodies in 2006 that had a seat in the Assembly."""
    registry, on = load_registry(), PartialDate(2006, 7, 1)
    seated = {row.member for row in registry.members("UN", on)}
    return sorted({row.member for body in bodies for row in registry.members(body, on)} & seated)


def write_roll_file(path: Path, votes: Mapping[str, tuple[str, Mapping[str, str]]]) -> None:
    """Write votes, symbol -> (day, state -> Y, N, A or X), in the Library's layout."""
    calls = (
        Made(
            symbol=symbol,
            votes=" ".join(f"{state}={cell}" for state, cell in sorted(cast.items())),
            date=day,
            id=str(number),
            cells={"ms_name": "", "session": symbol.split("/")[2], "title": f"Made question {number}"},
        )
        for number, (symbol, (day, cast)) in enumerate(votes.items(), start=1)
    )
    save(path.parent, path.name, undl(*calls))
