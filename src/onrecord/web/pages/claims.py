"""Claims as a list with their verdicts, and one claim with the arithmetic and the rows of the record that decide it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.ledger import Ledger
from onrecord.ledger.forms import in_words
from onrecord.ledger.tables import CLAIMS, DOCUMENTS, PARAGRAPHS, VERDICTS
from onrecord.report.checks import shown_terms
from onrecord.report.excerpt import excerpt
from onrecord.reporting import find_row
from onrecord.sheet import Cell
from onrecord.vocabulary import Claim, Verdict
from onrecord.web.asked import PER_PAGE, Asked
from onrecord.web.choosing import CLAIM_FILTERS, NOT_COMPARED, Where, claims_where
from onrecord.web.page import Page, Paging, Sheet
from onrecord.web.refusals import NotHeld
from onrecord.web.room import Room
from onrecord.web.rows import analysis_of, count_of, held_at, numbers_of
from onrecord.web.shelf import ShownClaim

FILTERS = CLAIM_FILTERS
_QUOTED = 1500
_MOST_ALIKE = 8
"""Other claims of the same question that its page lists."""
_FIELDS = (
    "id", "document_id", "title", "outlet", "date", "kind", "quote", "verdict", "text_says", "record_says", "as_of",
    "steps", "nearest", "chain", "rule",
)  # fmt: skip


def claims(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The claims that fit, the newest documents first."""
    where = claims_where(asked)
    total, origins = count_of(ledger, where)
    paging = Paging.over(asked, total)
    numbers = numbers_of(ledger, where, first=paging.offset, most=PER_PAGE)
    return Page(
        template="claims.html.j2",
        title="Claims beside the record",
        values={
            "shown": room.shelf.claims(numbers),
            "paging": paging,
            "origins": origins,
            "counts": _counts(ledger, where),
            "kinds": room.once("kinds of claims", lambda: _kinds(ledger), lasting=True),
        },
    )


def _counts(ledger: Ledger, where: Where) -> list[tuple[str, int]]:
    """How many of those that fit have which verdict."""
    return [
        (value, number)
        for value, number in ledger.database.rows(
            f"SELECT coalesce(p.value, '{NOT_COMPARED}'), count(*) FROM memory.claims AS p "  # noqa: S608
            f"WHERE {where.sql} GROUP BY ALL ORDER BY 2 DESC, 1",
            where.values,
        )
    ]


def _kinds(ledger: Ledger) -> list[tuple[str, str]]:
    """The sorts of claims that the ledger holds."""
    rows = ledger.database.rows("SELECT DISTINCT kind FROM memory.claims ORDER BY kind")
    return [(kind, kind.replace("-", " ")) for (kind,) in rows]


def claims_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The claims that fit, as CSV."""
    return Sheet(columns=_FIELDS, rows=_lines(room, numbers_of(ledger, claims_where(asked))))


def _lines(room: Room, numbers: Sequence[int]) -> Iterator[Sequence[Cell]]:
    for c in room.shelf.each_claim(numbers):
        yield (
            c.id, c.document, c.title, c.outlet, c.date, c.kind, c.quote, c.verdict_value or NOT_COMPARED, c.text_says,
            c.record_says, c.as_of, "; ".join(c.steps or ()), c.nearest, " > ".join(c.chain), c.rule,
        )  # fmt: skip


# --- One claim --------------------------------------------------------------------------------


def claim(room: Room, ledger: Ledger, asked: Asked, id_: str) -> Page:
    """One claim: the sentence, the verdict, the steps, the rows of the record."""
    found = held_at(ledger, "claims", id_)
    if found is None:
        raise NotHeld(f"no claim has the id {id_[:60]!r}", remedy="look for it among the claims")
    analysis = analysis_of(room, ledger, found.document, (DOCUMENTS, PARAGRAPHS, CLAIMS, VERDICTS))
    held = next(one for one in analysis.claims if one.id == id_)
    verdict = next((one for one in analysis.verdicts if one.claim == id_), None)
    others, origins, documents = _alike(room, ledger, held)
    return Page(
        template="claim.html.j2",
        title=f"{held.kind.value.replace('-', ' ').capitalize()}: {verdict.value.value if verdict else NOT_COMPARED}",
        values={
            "claim": held,
            "verdict": verdict,
            "document": analysis.document,
            "quote": excerpt(analysis.document, held.span, [(held.span, "claim")], most=_QUOTED, around=1),
            "terms": shown_terms(held),
            "rows_used": _rows(room, verdict),
            "others": others,
            "origins": origins,
            "documents": documents,
        },
    )


def _rows(room: Room, verdict: Verdict | None) -> list[tuple[str, str]]:
    """The rows of the record that decide it, in words."""
    return [
        (id_, in_words(row))
        for id_ in (verdict.rows if verdict else ())
        if (row := find_row(room.registry, room.record, id_)) is not None
    ]


def _alike(room: Room, ledger: Ledger, held: Claim) -> tuple[list[ShownClaim], int, int]:
    """Claims that ask the same in other documents, one an independent report; of how many reports and documents."""
    rows = ledger.database.rows(
        "WITH one AS (SELECT question, document, origin FROM memory.claims "
        "WHERE key = hash($id::VARCHAR) AND id = $id ORDER BY no LIMIT 1) "
        "SELECT min(c.no), bool_or(c.origin = one.origin), count(DISTINCT c.document) "
        "FROM memory.claims AS c, one WHERE c.question = one.question AND c.document <> one.document "
        "GROUP BY c.origin ORDER BY 1",
        {"id": held.id},
    )
    shown = room.shelf.claims(no for no, _, _ in rows[:_MOST_ALIKE])
    return shown, sum(not same for _, same, _ in rows), sum(number for _, _, number in rows)
