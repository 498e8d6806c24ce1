"""What people decided: every row that somebody decided about, where they disagree, and how far they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.ledger import Ledger
from onrecord.ledger.answers import ReviewRow
from onrecord.review import agreement
from onrecord.sheet import Cell
from onrecord.vocabulary import Standing
from onrecord.web.asked import PER_PAGE, Asked
from onrecord.web.page import Page, Paging, Sheet
from onrecord.web.room import Room

FILTERS = ("review", "document")
_FIELDS = ("about", "row", "document_id", "document", "standing", "quote", "reviewer", "verb", "values", "reason", "decided", "problem")  # fmt: skip


def review(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The decided rows."""
    every = room.once("reviewed", lambda: ledger.reviewed())
    rows = _fitting(every, asked)
    paging = Paging.over(asked, len(rows))
    return Page(
        template="review.html.j2",
        title="Review",
        values={
            "rows": rows[paging.offset : paging.offset + PER_PAGE],
            "paging": paging,
            "counts": [
                (standing, sum(row.standing is standing for row in every))
                for standing in Standing
                if standing is not Standing.FOUND
            ],
            "unplaced": sum(not row.is_placed for row in every),
            "reviewers": sorted(Counter(d.reviewer for row in every for d in row.decisions).items()),
            "agreement": room.once("agreement", lambda: agreement(ledger)),
        },
    )


def review_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The decided rows as CSV, one line a reviewer."""
    return Sheet(columns=_FIELDS, rows=_lines(_fitting(ledger.reviewed(), asked)))


def _fitting(rows: Sequence[ReviewRow], asked: Asked) -> list[ReviewRow]:
    return [
        row
        for row in rows
        if (not asked.all("review") or row.standing.value in asked.all("review"))
        and (not asked.all("document") or row.document in asked.all("document"))
    ]


def _lines(rows: Sequence[ReviewRow]) -> Iterator[Sequence[Cell]]:
    for row in rows:
        for decision in row.decisions:
            yield (
                row.about.value, row.row or row.unit, row.document, row.name, row.standing.value, row.quote,
                decision.reviewer, decision.verb.value, _values(decision.values), decision.reason,
                decision.decided.isoformat(sep=" ", timespec="seconds"), row.problem,
            )  # fmt: skip


def _values(values: object) -> str:
    import json

    return json.dumps(values, ensure_ascii=False, sort_keys=True) if values else ""
