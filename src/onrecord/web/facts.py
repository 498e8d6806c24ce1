"""The ledger's rows as numbers in memory, made once when the page is opened, so that a million positions are counted in a moment.

The ledger itself keeps the words: a page asks these tables which rows it wants, and the ledger for the rows themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.matters import names_matter
from onrecord.ledger import Ledger
from onrecord.ledger.database import Database
from onrecord.ledger.tables import TABLES
from onrecord.plaintext import sort_key
from onrecord.record.symbols import symbol_key
from onrecord.registry import Registry
from onrecord.registry.parties import names_beside
from onrecord.vocabulary import Basis, Case, Matter, Stance

MOST_MATTERS = 60
"""Matters of a case that get a column: one bit each of a whole number."""
_MOST_VENUES = 8
"""Columns of venues: those in which most positions were taken."""
_MOST_PARTIES = 8
"""Columns where no case names the parties: the most frequent counterparts."""

# Documents are numbered from the newest to the oldest, and positions, statements and claims with them.
_DOCUMENTS = """
CREATE TABLE memory.documents AS
WITH held AS (
    SELECT d.document AS id, d.method, d.name, d.title, d.outlet, d.kind, d.language, d.date,
        try_cast(rpad(d.date, 10, '-01-01'[length(d.date) - 3:]) AS DATE) AS starts,
        o.origin AS origin_id, coalesce(o.ord, 0) AS place
    FROM documents AS d
    JOIN newest AS n ON n.document = d.document AND n.method = d.method
    LEFT JOIN origin_documents AS o ON o.document = d.document
)
SELECT
    (row_number() OVER (ORDER BY date DESC NULLS LAST, name, id) - 1)::INTEGER AS no,
    (dense_rank() OVER (ORDER BY coalesce(origin_id, id)) - 1)::INTEGER AS origin,
    *,
    CASE length(date)
        WHEN 4 THEN starts + INTERVAL 1 YEAR - INTERVAL 1 DAY WHEN 7 THEN last_day(starts) ELSE starts
    END::DATE AS ends
FROM held
ORDER BY no
"""

# What an origin's first document is called stands for the report; the earliest day of its documents dates it.
ORIGINS = """
CREATE TABLE memory.origins AS
SELECT d.origin AS no, min(coalesce(d.origin_id, d.id)) AS id, count(*)::INTEGER AS documents,
    arg_min(coalesce(d.title, d.name), (d.place, d.id)) AS title, min(d.starts) AS starts, min(d.ends) AS ends,
    min(d.date) AS date, count(DISTINCT d.outlet)::INTEGER AS outlets, sum(d.positions)::INTEGER AS positions,
    any_value(o.name) AS name
FROM memory.documents AS d LEFT JOIN origins AS o ON o.id = d.origin_id
GROUP BY d.origin
"""

# {where}: in whose positions. Whoever is met there and has no number yet gets the next.
_ACTORS = """
INSERT INTO memory.actors
WITH met AS (
    SELECT holder AS id, holder_name AS called, holder_party AS party FROM current_positions WHERE {where}
    UNION ALL
    SELECT toward, toward_name, toward_party FROM current_positions WHERE toward IS NOT NULL AND {where}
),
grouped AS (
    SELECT id, min(called) AS called, any_value(party) AS party FROM met
    WHERE id NOT IN (SELECT id FROM memory.actors) GROUP BY id
)
SELECT
    (SELECT coalesce(max(no), -1) FROM memory.actors) + row_number() OVER (ORDER BY g.id), g.id,
    coalesce(k.name, g.called), g.party->>'$.actor.kind'
FROM grouped AS g LEFT JOIN memory.known AS k ON k.id = g.id
ORDER BY g.id
"""

_FORUMS = """
CREATE TABLE memory.forums AS
SELECT (row_number() OVER (ORDER BY count(*) DESC, forum) - 1)::SMALLINT AS no, forum AS id
FROM current_positions WHERE forum IS NOT NULL GROUP BY forum ORDER BY no
"""

# {where}: as with the actors.
_INSTRUMENTS = """
INSERT INTO memory.instruments
SELECT (SELECT coalesce(max(no), -1) FROM memory.instruments) + row_number() OVER (ORDER BY instrument), instrument
FROM current_positions
WHERE instrument IS NOT NULL AND instrument NOT IN (SELECT id FROM memory.instruments) AND {where}
GROUP BY instrument ORDER BY instrument
"""

# {number}: a row's number, given by its place; {where}: whose rows.
_POSITIONS = """
SELECT
    {number} AS no, p.id, hash(p.id) AS key, d.no AS document, d.origin, h.no AS holder, t.no AS toward,
    list_position($stances, p.stance)::UTINYINT AS stance,
    ($signs::TINYINT[])[list_position($stances, p.stance)] AS sign,
    list_position($bases, p.basis)::UTINYINT AS rung,
    coalesce(m.mask, 0)::UBIGINT AS matters, p.principle,
    try_cast(p.when_first AS DATE) AS first, try_cast(p.when_last AS DATE) AS last,
    p.by_membership, p.ended, p.modality IS NOT NULL AS modal, f.no AS forum,
    p.standing, i.no AS instrument
FROM current_positions AS p
JOIN memory.documents AS d ON d.id = p.document AND d.method = p.method
JOIN memory.actors AS h ON h.id = p.holder
LEFT JOIN memory.actors AS t ON t.id = p.toward
LEFT JOIN memory.forums AS f ON f.id = p.forum
LEFT JOIN memory.instruments AS i ON i.id = p.instrument
LEFT JOIN (
    SELECT position, document, bit_or(mask) AS mask FROM memory.named GROUP BY position, document
) AS m ON m.position = p.id AND m.document = d.no
LEFT JOIN memory.numbers AS o ON o.id = p.id AND o.document = d.no
WHERE {where}
ORDER BY no
"""
_BY_PLACE = "(row_number() OVER (ORDER BY d.no, p.evidence_start, p.evidence_end, p.ord) - 1)::INTEGER"

_CLAIMS = """
CREATE TABLE memory.claims AS
SELECT
    (row_number() OVER (ORDER BY d.no, c.span_start, c.span_end, c.ord) - 1)::INTEGER AS no,
    c.id, hash(c.id) AS key, d.no AS document, d.origin, c.kind, v.value, hash(c.kind, c.terms::VARCHAR) AS question
FROM claims AS c
JOIN memory.documents AS d ON d.id = c.document AND d.method = c.method
LEFT JOIN verdicts AS v ON v.document = c.document AND v.method = c.method AND v.claim = c.id
ORDER BY no
"""

_STATEMENTS = """
SELECT
    (row_number() OVER (ORDER BY d.no, s.ord) - 1)::INTEGER AS no, s.id, hash(s.id) AS key, d.no AS document, d.origin, s.act, s.standing
FROM current_statements AS s
JOIN memory.documents AS d ON d.id = s.document AND d.method = s.method
WHERE {where}
ORDER BY no
"""

# Where the rows of each document lie in each table: they were added together, so that they lie side by side.
_PLACES = """
SELECT d.no AS document, '{table}' AS name, min(t.rowid) AS first, max(t.rowid) AS last
FROM {table} AS t JOIN memory.documents AS d ON d.id = t.document AND d.method = t.method
GROUP BY d.no HAVING max(t.rowid) - min(t.rowid) + 1 = count(*)
"""

_COUNTED = ("statements", "positions", "claims")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the matrix: a party, a matter of the case, everything else; beside them the venues."""

    id: str
    """`party:ID`, `matter:ID`, `venue:ID` or `other`."""
    group: str
    """`Towards`, `About`, `Else` or `In`."""
    label: str
    actor: int | None = None
    """Number of the party."""
    bit: int | None = None
    """Which bit of a position's matters."""
    forum: int | None = None
    """Number of the venue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMet:
    """A holder or counterpart."""

    no: int
    id: str
    name: str
    kind: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was made, and the columns of the matrix."""

    columns: tuple[Column, ...]
    names: Mapping[str, str]
    """What the registry's actors are called, by id."""
    actors: tuple[ActorMet, ...]
    """By number."""
    documents: int
    last_position: int
    """The highest number that a position has or had."""
    texts: Mapping[str, tuple[int, ...]]
    """Symbol of a text in its one form to the numbers of the instruments that documents name."""


def make_facts(ledger: Ledger, registry: Registry, case: Case | None) -> Facts:
    """Make the tables in memory from the newest rows of the ledger. Raises LedgerError."""
    database = ledger.database
    database.script("CREATE TABLE memory.known (id VARCHAR, name VARCHAR)")
    known = names_beside(registry, case.parties if case else ())
    database.rows(
        "INSERT INTO memory.known SELECT unnest($ids::VARCHAR[]), unnest($names::VARCHAR[])",
        {"ids": list(known), "names": list(known.values())},
    )
    database.script(_DOCUMENTS)
    database.script("CREATE TABLE memory.actors (no INTEGER, id VARCHAR, name VARCHAR, kind VARCHAR)")
    database.script(_ACTORS.format(where="true"))
    database.script(_FORUMS)
    database.script("CREATE TABLE memory.instruments (no INTEGER, id VARCHAR)")
    database.script(_INSTRUMENTS.format(where="true"))
    matters = () if case is None else case.matters[:MOST_MATTERS]
    database.script("CREATE TABLE memory.named (position VARCHAR, document INTEGER, mask UBIGINT)")
    database.script("CREATE TABLE memory.numbers (id VARCHAR, document INTEGER, no INTEGER)")
    ((documents,),) = database.rows("SELECT count(*) FROM memory.documents")
    _name_matters(database, matters, range(documents))
    _fill_positions(database, documents)
    database.script(_CLAIMS)
    database.script(f"CREATE TABLE memory.statements AS {_STATEMENTS.format(where='true')}")
    for name in _COUNTED:
        database.script(f"ALTER TABLE memory.documents ADD COLUMN {name} INTEGER DEFAULT 0")
        database.script(
            f"UPDATE memory.documents SET {name} = c.n FROM "  # noqa: S608 (fixed names)
            f"(SELECT document, count(*) AS n FROM memory.{name} GROUP BY document) AS c WHERE no = c.document"
        )
    database.script(ORIGINS)
    places = " UNION ALL ".join(_PLACES.format(table=table.name) for table in TABLES)
    database.script(f"CREATE TABLE memory.places AS SELECT * FROM ({places}) ORDER BY document")  # noqa: S608 (fixed names)
    return _facts(database, _columns(database, known, case, matters), known)


def _fill_positions(database: Database, documents: int) -> None:
    """Make the table of positions, so many documents at a time: to sort all at once takes much memory."""
    none = _POSITIONS.format(number=_BY_PLACE, where="false")
    database.rows(f"CREATE TABLE memory.positions AS {none}", _CODES)
    for first in range(0, documents, _FILLED_AT_ONCE):
        ((held,),) = database.rows("SELECT count(*) FROM memory.positions")
        some = _POSITIONS.format(
            number=f"({held:d} + {_BY_PLACE})::INTEGER",
            where=f"d.no >= {first:d} AND d.no < {first + _FILLED_AT_ONCE:d}",
        )
        database.rows(f"INSERT INTO memory.positions {some}", _CODES)


def refresh_document(ledger: Ledger, case: Case | None, facts: Facts, document: str) -> Facts:
    """Take the rows of one document (id) into the tables anew, after people decided about them.

    A row that was there keeps its number; a new one gets the next. Columns of the matrix stay as they are.
    """
    database = ledger.database
    with database.transaction():
        ((number,),) = database.rows("SELECT no FROM memory.documents WHERE id = $id", {"id": document})
        own = {"document": number}
        for sql in (_ACTORS, _INSTRUMENTS):
            database.rows(sql.format(where="document = $id"), {"id": document})
        database.rows("DELETE FROM memory.named WHERE document = $document", own)
        matters = () if case is None else case.matters[:MOST_MATTERS]
        _name_matters(database, matters, range(number, number + 1))
        database.script("DELETE FROM memory.numbers")
        database.rows(
            "INSERT INTO memory.numbers SELECT id, document, no FROM memory.positions WHERE document = $document",
            own,
        )
        database.rows("DELETE FROM memory.positions WHERE document = $document", own)
        after = facts.last_position
        numbered = (
            f"coalesce(o.no, ({after:d} + row_number() OVER (ORDER BY p.evidence_start, p.ord))::INTEGER)"
        )
        positions_sql = _POSITIONS.format(number=numbered, where=f"d.no = {number:d}")
        database.rows(f"INSERT INTO memory.positions {positions_sql}", _CODES)
        database.rows("DELETE FROM memory.statements WHERE document = $document", own)
        database.script(f"INSERT INTO memory.statements {_STATEMENTS.format(where=f'd.no = {number:d}')}")
        for name in ("positions", "statements"):
            database.rows(
                f"UPDATE memory.documents SET {name} = (SELECT count(*) FROM memory.{name} "  # noqa: S608 (fixed names)
                "WHERE document = $document) WHERE no = $document",
                own,
            )
    return _facts(database, facts.columns, facts.names, at_least=facts.last_position)


_CODES: Mapping[str, object] = {
    "stances": [stance.value for stance in Stance],
    "signs": [stance.polarity for stance in Stance],
    "bases": [basis.value for basis in Basis],
}


def _facts(
    database: Database, columns: tuple[Column, ...], names: Mapping[str, str], *, at_least: int = -1
) -> Facts:
    ((documents, last),) = database.rows(
        "SELECT (SELECT count(*) FROM memory.documents), coalesce(max(no), -1) FROM memory.positions"
    )
    actors = tuple(
        ActorMet(no=no, id=id_, name=name, kind=kind)
        for no, id_, name, kind in database.rows("SELECT no, id, name, kind FROM memory.actors ORDER BY no")
    )
    return Facts(
        columns=columns,
        names=names,
        actors=actors,
        documents=documents,
        last_position=max(last, at_least),
        texts=_texts(database),
    )


def _texts(database: Database) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, id_ in database.rows("SELECT no, id FROM memory.instruments ORDER BY no"):
        found.setdefault(symbol_key(id_), []).append(number)
    return {key: tuple(numbers) for key, numbers in found.items()}


# --- Matters ----------------------------------------------------------------------------------


def _name_matters(database: Database, matters: Sequence[Matter], documents: range) -> None:
    """Which positions of these documents concern which matters, as one bit each.

    The extraction told it, or the position's instrument tells it. A position of which the extraction told nothing (the
    ledger may have been filled without this case) is asked by its words: the database finds where the first word of a
    name stands, and whether the name itself does is asked of those alone.
    """
    if not matters:
        return
    database.rows(
        _TOLD,
        {
            "ids": [matter.id for matter in matters],
            "instruments": [id_ for matter in matters for id_ in matter.instruments],
            "bits": [bit for bit, matter in enumerate(matters) for _ in matter.instruments],
            "first": documents.start,
            "after": documents.stop,
        },
    )
    for first in range(documents.start, documents.stop, _DOCUMENTS_AT_ONCE):
        after = min(first + _DOCUMENTS_AT_ONCE, documents.stop)
        rows = database.rows(_UNTOLD, {"words": _first_words(matters), "first": first, "after": after})
        masks = [
            (
                id_,
                document,
                sum(1 << bit for bit, matter in enumerate(matters) if _names(matter, about, evidence)),
            )
            for id_, document, about, evidence in rows
        ]
        database.rows(
            "INSERT INTO memory.named "
            "SELECT unnest($ids::VARCHAR[]), unnest($documents::INTEGER[]), unnest($masks::UBIGINT[])",
            {
                "ids": [id_ for id_, _, mask in masks if mask],
                "documents": [document for _, document, mask in masks if mask],
                "masks": [mask for _, _, mask in masks if mask],
            },
        )


_DOCUMENTS_AT_ONCE = 5000
_FILLED_AT_ONCE = 25_000

_TOLD = """
INSERT INTO memory.named
SELECT id, no, bit_or(1::UBIGINT << bit)
FROM (
    SELECT p.id, d.no, list_position($ids, unnest(from_json(p.matters, '["VARCHAR"]'))) - 1 AS bit
    FROM current_positions AS p JOIN memory.documents AS d ON d.id = p.document AND d.method = p.method
    WHERE p.matters::VARCHAR <> '[]'
    UNION ALL
    SELECT p.id, d.no, i.bit
    FROM current_positions AS p JOIN memory.documents AS d ON d.id = p.document AND d.method = p.method
    JOIN (SELECT unnest($instruments::VARCHAR[]) AS id, unnest($bits::INTEGER[]) AS bit) AS i ON i.id = p.instrument
)
WHERE bit IS NOT NULL AND no >= $first AND no < $after
GROUP BY id, no
"""

_UNTOLD = """
SELECT p.id, d.no, coalesce(p.about, ''), substring(t.text, p.evidence_start + 1, p.evidence_end - p.evidence_start)
FROM current_positions AS p
JOIN memory.documents AS d ON d.id = p.document AND d.method = p.method
JOIN documents AS t ON t.document = p.document AND t.method = p.method
WHERE d.no >= $first AND d.no < $after AND p.matters::VARCHAR = '[]'
    AND (regexp_matches(lower(p.about), $words) OR regexp_matches(
        lower(substring(t.text, p.evidence_start + 1, p.evidence_end - p.evidence_start)), $words))
"""


def _names(matter: Matter, about: str, evidence: str) -> bool:
    return names_matter(about, matter) or names_matter(evidence, matter)


def _first_words(matters: Sequence[Matter]) -> str:
    """A pattern that fits wherever one of the names may stand: its first word, letter by letter where it is ASCII."""
    firsts = {name.split()[0].casefold() for matter in matters for name in matter.names if name.split()}
    escaped = sorted({"".join(c if c.isascii() and c.isalnum() else "." for c in word) for word in firsts})
    return "|".join(escaped) or "[^\\s\\S]"


# --- The matrix -------------------------------------------------------------------------------


def _columns(
    database: Database, names: Mapping[str, str], case: Case | None, matters: Sequence[Matter]
) -> tuple[Column, ...]:
    parties = _parties(database, names, case)
    about = [
        Column(id=f"matter:{matter.id}", group="About", label=matter.label, bit=bit)
        for bit, matter in enumerate(matters)
    ]
    about.sort(key=lambda column: sort_key(column.label))
    venues = [
        Column(id=f"venue:{id_}", group="In", label=names.get(id_, id_), forum=no)
        for no, id_ in database.rows(
            "SELECT no, id FROM memory.forums ORDER BY no LIMIT $most", {"most": _MOST_VENUES}
        )
    ]
    venues.sort(key=lambda column: sort_key(column.label))
    return (*parties, *about, Column(id="other", group="Else", label="Other"), *venues)


def _parties(database: Database, names: Mapping[str, str], case: Case | None) -> list[Column]:
    if case is None:
        rows = database.rows(
            "SELECT a.no, a.id, a.name FROM memory.positions AS p JOIN memory.actors AS a ON a.no = p.toward "
            "GROUP BY ALL ORDER BY count(DISTINCT p.origin) DESC, count(*) DESC, a.id LIMIT $most",
            {"most": _MOST_PARTIES},
        )
        found = [(no, id_, name) for no, id_, name in rows]
    else:
        numbers = {
            id_: no
            for no, id_ in database.rows(
                "SELECT no, id FROM memory.actors WHERE list_contains($ids::VARCHAR[], id)",
                {"ids": list(case.parties)},
            )
        }
        found = [(numbers.get(id_, -1), id_, names.get(id_, id_)) for id_ in case.parties]
    columns = [Column(id=f"party:{id_}", group="Towards", label=name, actor=no) for no, id_, name in found]
    return sorted(columns, key=lambda column: sort_key(column.label))
