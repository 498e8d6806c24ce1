"""Asking the index: count, rank, and cut snippets for the documents of one page.

Ranking is BM25 with a title's words weighing more. Where very many fit, those read last are ranked alone: a word that stands
nearly everywhere tells little of any document, and ranking all of them would take ten times as long.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence

from onrecord.search.answers import Hit, Part, Piece, Results, Where
from onrecord.search.query import JOINT, plain, spaced
from onrecord.search.store import Connections

MOST_RANKED = 5_000
"""Where more documents fit, those that were read last are counted and ranked."""
MOST_ON_A_PAGE = 200
_SNIPPET_WORDS = 40
_OPENING = 2_000
"""Characters from which the opening of a text is taken where no snippet is."""
_SNIPPET_FROM = 200_000
"""Characters of a text in which a snippet is looked for."""
_BEGIN, _END = "\x01", "\x02"
_MARKS = re.compile(f"({_BEGIN}|{_END})")
_BLANKS = re.compile(r"\s+")

_CONDITIONS = {
    "kinds": "facts.kind IN (SELECT value FROM json_each(:kinds))",
    "outlets": "facts.outlet IN (SELECT value FROM json_each(:outlets))",
    "ids": "facts.document IN (SELECT value FROM json_each(:ids))",
    "since": "facts.last >= :since",
    "until": "facts.first <= :until",
}
# A cross join keeps SQLite from asking the words once for each document that fits the conditions.
_RANKED = """
SELECT no, score FROM (
    SELECT facts.no, bm25({part}, {weights}) AS score
    FROM {part} CROSS JOIN facts ON facts.no = {part}.rowid
    WHERE {part} MATCH :query {conditions} ORDER BY {part}.rowid DESC LIMIT :most)
ORDER BY score, no DESC
"""
_WEIGHTS = {Part.DOCUMENTS: "6.0, 1.0", Part.COMMENTS: "1.0"}
"""A word in the title says more than one in the text."""


def packed(text: str) -> bytes:
    """The text as it is kept."""
    return zlib.compress(text.encode("utf-8"), 1)


def find(
    connections: Connections, query: str, where: Where, part: Part, *, limit: int, offset: int
) -> Results:
    """The documents that fit an FTS5 query. Raises sqlite3.Error."""
    values = _values(where)
    conditions = " ".join(f"AND {_CONDITIONS[name]}" for name in values)
    ranked = _RANKED.format(part=part.value, weights=_WEIGHTS[part], conditions=conditions)
    fitting = (
        connections.reading().execute(ranked, {"query": query, "most": MOST_RANKED + 1, **values}).fetchall()
    )
    total, first = min(len(fitting), MOST_RANKED), max(0, offset)
    page = fitting[:total][first : first + max(0, min(limit, MOST_ON_A_PAGE))]
    hits = tuple(_hits(connections, part, query, page)) if page else ()
    return Results(hits=hits, total=total, is_more=len(fitting) > total)


def _values(where: Where) -> dict[str, str]:
    """The values of the conditions that are set, by their names."""
    values = {
        "kinds": json.dumps([kind.value for kind in where.kinds]) if where.kinds else None,
        "outlets": json.dumps([plain(name).casefold() for name in where.outlets]) if where.outlets else None,
        "ids": None if where.documents is None else json.dumps(list(where.documents)),
        "since": str(where.since.first) if where.since else None,
        "until": str(where.until.last) if where.until else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _hits(
    connections: Connections, part: Part, query: str, page: Sequence[tuple[int, float]]
) -> Iterator[Hit]:
    """The documents of a page, with snippets that the same tokenizer cuts from their texts alone."""
    body = "comments" if part is Part.COMMENTS else "body"
    kept = {
        no: (document, title, zlib.decompress(packed_text).decode("utf-8")[:_SNIPPET_FROM])
        for no, document, title, packed_text in connections.reading().execute(
            f"SELECT no, document, title, {body} FROM texts JOIN facts USING (no) "  # noqa: S608 (fixed names)
            "WHERE no IN (SELECT value FROM json_each(?))",
            (json.dumps([no for no, _ in page]),),
        )
    }
    cut = _cut(connections.scratch(), query, {no: (title, text) for no, (_, title, text) in kept.items()})
    for no, score in page:
        if no in kept:  # an index that grows meanwhile may have dropped it
            document, title, text = kept[no]
            opening = " ".join(text[:_OPENING].split()[:_SNIPPET_WORDS])
            titled, snippet = cut.get(no, (title, opening))
            yield Hit(document=document, score=-score, title=_pieces(titled), snippet=_pieces(snippet))


def _cut(
    scratch: sqlite3.Connection, query: str, texts: Mapping[int, tuple[str, str]]
) -> dict[int, tuple[str, str]]:
    """Title and snippet of each text with the words found marked; none where they stand too far back."""
    scratch.execute("DELETE FROM page")
    scratch.executemany(
        "INSERT INTO page (rowid, title, body) VALUES (?, ?, ?)",
        [(no, spaced(title), spaced(text)) for no, (title, text) in texts.items()],
    )
    marked = scratch.execute(
        "SELECT rowid, highlight(page, 0, ?1, ?2), snippet(page, 1, ?1, ?2, '…', ?3) FROM page WHERE page MATCH ?4",
        (_BEGIN, _END, _SNIPPET_WORDS, query),
    )
    return {no: (title, snippet) for no, title, snippet in marked}


def _pieces(marked: str) -> tuple[Piece, ...]:
    """Marked text as pieces; neighbours of one kind are one piece, and white space is a blank."""
    pieces: list[Piece] = []
    is_hit = False
    for part in _MARKS.split(marked.replace(JOINT, "")):
        if part in (_BEGIN, _END):
            is_hit = part == _BEGIN
        elif part:
            text = _BLANKS.sub(" ", part)
            if pieces and pieces[-1].is_hit == is_hit:
                text = pieces.pop().text + text
            pieces.append(Piece(text, is_hit))
    return tuple(pieces)
