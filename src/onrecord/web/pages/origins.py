"""Independent reports: which documents print each, who made theirs from whose, and what they changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.ledger.decisions import read_decisions
from onrecord.ledger.forms import family_in_words
from onrecord.ledger.joining import read_reviewed_origins
from onrecord.ledger.together import documents_of
from onrecord.report.content import ReportContent
from onrecord.report.family import Branch, build_tree
from onrecord.report.lookup import build_lookup
from onrecord.sheet import Cell
from onrecord.vocabulary import Analysis, Decision, Edit, OriginGroup, RelationKind, Standing
from onrecord.web.asked import PER_PAGE, Asked
from onrecord.web.choosing import Where
from onrecord.web.page import Page, Paging, Sheet
from onrecord.web.refusals import NotHeld
from onrecord.web.room import Room
from onrecord.web.rows import texts_of

FILTERS = ("show", "since", "until")
_FIELDS = ("id", "name", "title", "date", "documents", "outlets", "positions")
_MOST_DOCUMENTS = 60
"""Of one report, laid out with their edits."""
_MOST_EDITS = 400
"""Differing sentences shown of one pair of documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A report in the list."""

    id: str
    name: str | None
    title: str
    date: str | None
    documents: int
    outlets: int
    positions: int


def _where(asked: Asked) -> Where:
    where = Where()
    if asked.one("show") == "copied":
        where.add("o.documents > 1")
    since, until = asked.day("since"), asked.day("until")
    if since is not None:
        where.add("o.ends >= $since::DATE", since=since.first)
    if until is not None:
        where.add("o.starts <= $until::DATE", until=until.last)
    return where


def _listed(ledger: Ledger, where: Where, limit: str = "") -> Iterator[Listed]:
    for row in ledger.database.rows(
        "SELECT id, name, title, date, documents, outlets, positions FROM memory.origins AS o "  # noqa: S608
        f"WHERE {where.sql} ORDER BY documents DESC, date DESC NULLS LAST, id{limit}",
        where.values,
    ):
        yield Listed(**dict(zip(Listed.__slots__, row, strict=True)))


def origins(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The reports, those that most documents print first."""
    where = _where(asked)
    ((total, documents),) = ledger.database.rows(
        f"SELECT count(*), coalesce(sum(documents), 0)::BIGINT FROM memory.origins AS o WHERE {where.sql}",  # noqa: S608
        where.values,
    )
    paging = Paging.over(asked, total)
    return Page(
        template="origins.html.j2",
        title="Independent reports",
        values={
            "origins": list(_listed(ledger, where, f" LIMIT {PER_PAGE} OFFSET {paging.offset:d}")),
            "paging": paging,
            "documents": documents,
        },
    )


def origins_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The reports that fit, as CSV."""
    return Sheet(columns=_FIELDS, rows=_lines(_listed(ledger, _where(asked))))


def _lines(listed: Iterator[Listed]) -> Iterator[Sequence[Cell]]:
    for row in listed:
        yield row.id, row.name, row.title, row.date, row.documents, row.outlets, row.positions


# --- One report -------------------------------------------------------------------------------


def origin(room: Room, ledger: Ledger, asked: Asked, id_: str) -> Page:
    """One report with its family tree, and the edits between relatives sentence by sentence."""
    held = [
        document
        for (document,) in ledger.database.rows(
            "SELECT id FROM memory.documents WHERE coalesce(origin_id, id) = $id ORDER BY place, id",
            {"id": id_},
        )
    ]
    if not held:
        raise NotHeld(
            f"no report has the id {id_[:60]!r}", remedy="look for it among the independent reports"
        )
    found = ledger.origins_of(held[:1])
    group = found[0] if found else OriginGroup(id=id_, name=None, documents=tuple(held), reason="not grouped")
    shown = group.documents[:_MOST_DOCUMENTS]
    texts = texts_of(room, ledger, shown)
    whole = len(shown) == len(group.documents)
    content = ReportContent(
        analyses=tuple(Analysis(document=text) for text in texts),
        origins=(group,),
        version=room.version,
        edits={group.id: _edits(ledger, shown)},
    )
    lookup = build_lookup(content)
    tree: tuple[Branch, ...] = build_tree(content, lookup, group) if whole else ()
    return Page(
        template="origin.html.j2",
        title=group.name or lookup.documents[shown[0]].title or lookup.documents[shown[0]].name,
        values={
            "group": group,
            "tree": tree,
            "family": family_in_words(group.relations) if len(group.documents) > 1 else "",
            "documents": [lookup.documents[document] for document in shown],
            "more": len(group.documents) - len(shown),
            "primary": lookup.documents.get(group.primary or ""),
            "decisions": _history(ledger, group),
            **_decided(ledger, group),
            "most_edits": _MOST_EDITS,
            "kinds": [kind.value for kind in RelationKind if kind is not RelationKind.ORIGINAL],
        },
    )


def _history(ledger: Ledger, group: OriginGroup) -> tuple[Decision, ...]:
    """All decisions about its documents, by time; in a ledger that nobody reviewed nothing is looked for."""
    if not ledger.database.rows("SELECT 1 FROM decisions WHERE about = 'origin' LIMIT 1"):
        return ()
    return ledger.joining.history(group.documents)


def _decided(ledger: Ledger, group: OriginGroup) -> dict[str, object]:
    """How the report stands in review; which of its documents stand here because people joined or ordered them, and who."""
    standing, ids = read_reviewed_origins(ledger.database).get(group.id, (Standing.FOUND, ()))
    changed = ledger.database.rows(
        "SELECT DISTINCT decision FROM review_units WHERE about = 'origin' AND problem IS NULL "
        "AND standing IN ('added', 'corrected') AND decision IN (SELECT unnest($ids::VARCHAR[]))",
        {"ids": list(ids)},
    )
    by: dict[str, str] = {}
    for decision in read_decisions(ledger.database, ids=[id_ for (id_,) in changed]):
        named = [str(form["id"]) for form in documents_of(decision)]
        told = named[:1] if decision.values else named  # a kind is told of the first document alone
        by.update(dict.fromkeys(told, decision.reviewer))
    return {"row_standing": standing.value, "joined_by": by}


def _edits(ledger: Ledger, documents: Sequence[str]) -> tuple[tuple[str, str, tuple[Edit, ...]], ...]:
    """(original, copy, edits) of the documents that were compared with a relative."""
    pairs: dict[tuple[str, str], list[Edit]] = {}
    for original, copy, kind, before, after in ledger.database.rows(
        "SELECT original_document, copy_document, kind, original, copy FROM edits "
        "WHERE copy_document IN (SELECT unnest($documents::VARCHAR[])) ORDER BY original_document, copy_document, ord",
        {"documents": list(documents)},
    ):
        pairs.setdefault((original, copy), []).append(Edit(kind=kind, original=before, copy=after))
    return tuple((original, copy, tuple(edits)) for (original, copy), edits in pairs.items())
