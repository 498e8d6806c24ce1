"""What a brief asks of a ledger: counts, the strongest and newest rows and what changed, worked out by the database.

A ledger may hold a million positions. Those that concern the case are laid out once, narrow, in a table of the
connection; every question after that groups them, and takes no more rows than it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.vocabulary import Basis, PartialDate, Stance, VerdictValue

if TYPE_CHECKING:
    from onrecord.ledger.database import Database, Row

_LONGEST = 4000
"""Characters of evidence that are taken out of a text; a brief shows far fewer."""
_FIELD = 300
"""Characters of a title, an outlet or a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a row must name to concern the case; without any of them every row does."""

    parties: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    since: PartialDate | None = None
    """The day from which on a document counts as new, and what it tells of no earlier time; None: nothing does."""

    @property
    def everything(self) -> bool:
        """True where no case narrows the rows."""
        return not (self.parties or self.matters or self.instruments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """What the ledger holds, and how much of it concerns the case."""

    documents: int
    undated: int
    first: str | None
    last: str | None
    """Dates of the oldest and of the newest document, ISO text."""
    positions: int
    concerned: int
    concerned_reports: int
    """Independent reports that hold a position which concerns the case."""
    by_basis: Mapping[Basis, int]
    """Of the positions that concern the case."""
    new_documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """What one holder is shown to hold on one rung, once for all documents."""

    basis: Basis
    holder: str
    holder_name: str
    stance: Stance
    toward: tuple[str, ...]
    """Ids; several where the same words name several parties."""
    toward_name: str | None
    instrument: str | None
    modality: str | None
    ended: bool
    by_membership: bool
    teller: str | None
    """Who says so, where it is ascribed."""
    matters: tuple[str, ...]
    principle: str | None
    """What the words in question are about."""
    reports: int
    newest: str | None
    evidence: str
    """Id of the position whose words stand for all."""
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCount:
    """How many holders, and in how many independent reports, lean one way towards a party."""

    party: str
    declared: bool
    polarity: int
    holders: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRow:
    """A holder and a counterpart, before and since a day: which way it leaned, and on which rung."""

    holder: str
    holder_name: str
    toward: str | None
    toward_name: str | None
    before: tuple[int, ...]
    """Polarities of the positions declared before, ascending; empty where there was none."""
    since: tuple[int, ...]
    before_rung: int | None
    """The strongest rung before, ascribed ones counted; None where nothing was held."""
    since_rung: int
    ended: int
    """Independent reports since then in which a stance is said to have been given up."""
    reports: int
    newest: str
    stance: Stance
    basis: Basis
    modality: str | None
    teller: str | None
    evidence: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim with its verdict, once for all documents that make it."""

    kind: str
    value: VerdictValue
    text_says: str
    record_says: str
    steps: tuple[str, ...]
    nearest: str | None
    as_of: str | None
    sayer: str | None
    reports: int
    newest: str | None
    new: bool
    """True where no document from before the day of `Scope.since` makes it."""
    evidence: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure that no record holds and that nobody but parties of the case gives."""

    quantity: str
    value: str
    comparison: str
    givers: tuple[str, ...]
    """Actor ids of parties."""
    names: tuple[str, ...]
    reports: int
    newest: str | None
    evidence: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The words that a row rests on, with what a footnote tells of their document."""

    id: str
    document: str
    words: str
    heart: int
    """Where in `words` the deciding word begins."""
    more: bool
    """True where the words go on beyond what was taken out."""
    title: str | None
    name: str
    outlet: str | None
    issuer: str | None
    date: str | None
    address: str


# The one place in which positions are seen as they stand now.
_CURRENT = "SELECT * FROM current_positions"

_SOURCES = """
CREATE OR REPLACE TEMP TABLE brief_documents AS
SELECT d.document, d.method, d.date AS published, coalesce(o.origin, d.document) AS origin,
    coalesce(o.ord, 0) AS copy,
    coalesce(d.date || right('-01-01', 10 - len(d.date)) >= $since::VARCHAR, false) AS fresh
FROM documents AS d JOIN newest AS n ON n.document = d.document AND n.method = d.method
LEFT JOIN origin_documents AS o ON o.document = d.document
"""

_CONCERNED = f"""
CREATE OR REPLACE TEMP TABLE brief_rows AS
WITH current AS ({_CURRENT}),
fitting AS (
    SELECT p.id, p.document, s.origin, s.published, s.copy,
        s.fresh AND coalesce(p.when_last >= $since::VARCHAR, true) AS fresh, p.basis, list_position($bases::VARCHAR[], p.basis) AS rung,
        p.holder, p.holder_name, p.stance,
        CASE WHEN list_contains($friendly::VARCHAR[], p.stance) THEN 1
            WHEN list_contains($unfriendly::VARCHAR[], p.stance) THEN -1 ELSE 0 END AS polarity,
        p.toward, p.toward_name, coalesce(list_contains($parties::VARCHAR[], p.toward), false) AS to_party,
        p.instrument, p.modality, p.ended, p.by_membership, p.matters::VARCHAR AS matters, p.principle, p.evidence_start,
        p.evidence_end,
        CASE WHEN p.basis = $ascribed THEN p.chain->>'$[#-1].name' END AS teller
    FROM current AS p JOIN brief_documents AS s ON s.document = p.document AND s.method = p.method
    WHERE $everything
        OR list_contains($parties::VARCHAR[], p.toward)
        OR list_contains($instruments::VARCHAR[], p.instrument)
        OR (p.matters::VARCHAR <> '[]' AND list_has_any(from_json(p.matters, '["VARCHAR"]'), $matters::VARCHAR[]))
),
crowded AS (
    SELECT document, holder, stance, basis, evidence_start, evidence_end
    FROM fitting WHERE to_party GROUP BY ALL HAVING min(toward) <> max(toward)
),
several AS (
    SELECT document, holder, stance, basis, evidence_start, evidence_end,
        string_agg(DISTINCT toward, chr(31) ORDER BY toward) AS counterparts
    FROM fitting JOIN crowded USING (document, holder, stance, basis, evidence_start, evidence_end)
    WHERE to_party GROUP BY ALL
)
SELECT f.*, coalesce(s.counterparts, f.toward, '') AS counterpart, f.to_party AND s.counterparts IS NULL AS to_one_party
FROM fitting AS f LEFT JOIN several AS s
    ON f.to_party AND s.document = f.document AND s.holder = f.holder AND s.stance = f.stance AND s.basis = f.basis
    AND s.evidence_start = f.evidence_start AND s.evidence_end = f.evidence_end
"""  # noqa: S608 (a fixed text)

_EXTENT = f"""
SELECT
    (SELECT count(*) FROM brief_documents),
    (SELECT count(*) FROM brief_documents WHERE published IS NULL),
    (SELECT min(published) FROM brief_documents),
    (SELECT max(published) FROM brief_documents),
    (SELECT count(*) FROM ({_CURRENT})),
    (SELECT count(*) FROM brief_rows),
    (SELECT count(DISTINCT origin) FROM brief_rows),
    (SELECT count(*) FROM brief_documents WHERE fresh)
"""  # noqa: S608 (a fixed text)

# Each group is shown by the words of its newest document; of the copies of one report the most original one is cited.
_BEST = "max({'published': coalesce(published, ''), 'copy': -copy, 'document': document, 'id': id})"

_GROUPED = """
CREATE OR REPLACE TEMP TABLE brief_standings AS
SELECT basis, holder, min(holder_name) AS holder_name, stance, counterpart, min(toward_name) AS toward_name,
    CASE WHEN to_party THEN NULL ELSE instrument END AS text, modality, ended, by_membership, teller,
    count(DISTINCT origin) AS reports, max(published) AS newest,
    max({'published': coalesce(published, ''), 'copy': -copy, 'document': document, 'id': id, 'matters': matters,
        'principle': principle}) AS best
FROM brief_rows
GROUP BY basis, holder, stance, counterpart, text, modality, ended, by_membership, teller
"""

_STANDINGS = """
WITH laned AS (
    SELECT *, count(*) OVER (PARTITION BY basis) AS all_rows,
        CASE WHEN list_contains($parties::VARCHAR[], counterpart) THEN 'toward ' || counterpart
            WHEN list_contains($parties::VARCHAR[], holder) THEN 'by ' || holder ELSE '' END AS lane
    FROM brief_standings WHERE $holders::VARCHAR[] IS NULL OR list_contains($holders::VARCHAR[], holder)
),
of_holder AS (
    SELECT *, row_number() OVER (PARTITION BY basis, lane, holder
        ORDER BY reports DESC, newest DESC NULLS LAST, modality NULLS FIRST, ended, stance, text, counterpart, by_membership,
            teller, best) AS turn
    FROM laned
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY basis, lane
        ORDER BY turn, reports DESC, newest DESC NULLS LAST, modality NULLS FIRST, ended, holder_name, holder) AS place
    FROM of_holder
)
SELECT basis, holder, holder_name, stance, counterpart, toward_name, text, modality, ended, by_membership, teller,
    best.matters, best.principle, reports, newest, best.id, best.document, all_rows
FROM placed WHERE place <= $most ORDER BY list_position($bases::VARCHAR[], basis), place, holder_name, holder, best.id
"""

_PARTIES = """
SELECT toward, basis <> $ascribed AS declared, polarity, count(DISTINCT holder), count(DISTINCT origin)
FROM brief_rows WHERE to_one_party AND NOT ended AND NOT list_contains($parties::VARCHAR[], holder)
GROUP BY ALL ORDER BY ALL
"""

_TURNS = """
WITH told AS (
    SELECT holder, min(holder_name) AS holder_name, toward, min(toward_name) AS toward_name,
        list_sort(list(DISTINCT polarity) FILTER (
            WHERE NOT fresh AND published IS NOT NULL AND basis <> $ascribed AND NOT ended)) AS before,
        list_sort(list(DISTINCT polarity) FILTER (WHERE fresh AND basis <> $ascribed AND NOT ended)) AS since,
        min(rung) FILTER (WHERE NOT fresh AND published IS NOT NULL) AS before_rung,
        min(rung) FILTER (WHERE fresh) AS since_rung,
        count(DISTINCT origin) FILTER (WHERE fresh AND ended) AS given_up,
        count(DISTINCT origin) FILTER (WHERE fresh) AS reports,
        max({'ended': ended, 'rung': -rung, 'published': coalesce(published, ''), 'copy': -copy, 'document': document,
            'id': id, 'stance': stance, 'basis': basis, 'modality': modality, 'teller': teller}) FILTER (WHERE fresh) AS best
    FROM brief_rows WHERE $everything OR to_one_party GROUP BY holder, toward
),
changed AS (
    SELECT *, CASE
        WHEN given_up > 0 THEN 'ended'
        WHEN (before = [1] AND since = [-1]) OR (before = [-1] AND since = [1]) THEN 'turned'
        WHEN before_rung IS NULL THEN 'new'
        WHEN since_rung < before_rung THEN 'stepped up'
        WHEN since_rung > before_rung THEN 'stepped down' END AS change
    FROM told WHERE since_rung IS NOT NULL
)
SELECT change, count(*) OVER (PARTITION BY change), holder, holder_name, toward, toward_name, before, since, before_rung,
    since_rung, given_up, reports, best.published, best.stance, best.basis, best.modality, best.teller,
    best.id, best.document
FROM changed WHERE change IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY change, toward ORDER BY reports DESC, since_rung, best.published DESC, holder_name, holder) <= $most
ORDER BY list_position(['ended', 'turned', 'stepped up', 'stepped down', 'new'], change), since_rung, reports DESC,
    holder_name, holder, toward_name, toward
"""

_CLAIM_ROWS = """
told AS (
    SELECT c.id, c.document, c.kind, c.terms, c.chain, v.value, v.text_says, v.record_says, v.steps, v.nearest, v.as_of,
        s.origin, s.published, s.copy, s.fresh,
        coalesce(list_contains($instruments::VARCHAR[], c.terms->>'$.instrument'), false) AS of_case
    FROM claims AS c JOIN brief_documents AS s ON s.document = c.document AND s.method = c.method
    JOIN verdicts AS v ON v.document = c.document AND v.method = c.method AND v.claim = c.id
    WHERE $everything OR list_contains($instruments::VARCHAR[], c.terms->>'$.instrument')
        OR c.document IN (SELECT document FROM brief_rows)
)
"""

_CLAIMS = f"""
WITH {_CLAIM_ROWS},
grouped AS (
    SELECT kind, value, text_says, record_says, min(steps::VARCHAR) AS steps, min(nearest) AS nearest, max(as_of) AS as_of,
        min(chain->>'$[#-1].name') AS sayer, count(DISTINCT origin) AS reports, max(published) AS newest,
        bool_and(fresh) AS fresh, bool_or(of_case) AS of_case, {_BEST} AS best
    FROM told WHERE list_contains($values::VARCHAR[], value) GROUP BY kind, value, text_says, record_says
)
SELECT kind, value, text_says, record_says, steps, nearest, as_of, sayer, reports, newest, fresh, best.id, best.document,
    count(*) OVER (), count(*) FILTER (WHERE fresh) OVER ()
FROM grouped ORDER BY of_case DESC, list_position($values::VARCHAR[], value), reports DESC, newest DESC NULLS LAST, kind, text_says,
    record_says LIMIT $most
"""  # noqa: S608 (a fixed text)

_FIGURES = f"""
WITH {_CLAIM_ROWS},
grouped AS (
    SELECT coalesce(terms->>'$.quantity', '') AS quantity, text_says, coalesce(terms->>'$.comparison', '') AS comparison,
        list_sort(list(DISTINCT chain->>'$[#-1].actor')) AS givers,
        list_sort(list(DISTINCT coalesce(chain->>'$[#-1].name', ''))) AS names,
        bool_and(coalesce(list_contains($parties::VARCHAR[], chain->>'$[#-1].actor'), false)) AS parties_alone,
        count(DISTINCT origin) AS reports, max(published) AS newest, {_BEST} AS best
    FROM told WHERE kind = 'figure' AND value = $unheld GROUP BY 1, 2, 3
)
SELECT quantity, text_says, comparison, givers, names, reports, newest, best.id, best.document, count(*) OVER ()
FROM grouped WHERE parties_alone
ORDER BY reports DESC, newest DESC NULLS LAST, quantity, text_says, comparison LIMIT $most
"""  # noqa: S608 (a fixed text)

_COUNT_CLAIMS = f"""
WITH {_CLAIM_ROWS} SELECT value, count(*) FROM told GROUP BY value ORDER BY value
"""  # noqa: S608 (a fixed text)

_QUOTE = f"""
SELECT t.id, t.document, substring(d.text, t.first + 1, least(t.last - t.first, {_LONGEST})), t.heart - t.first,
    t.last - t.first > {_LONGEST}, left(d.title, {_FIELD}), left(d.name, {_FIELD}), left(d.outlet, {_FIELD}),
    left(d.issuer, {_FIELD}), d.date, left(coalesce(d.url, d.address), {_FIELD * 2})
FROM (
    SELECT id, document, method, evidence_start AS first, evidence_end AS last, trigger_start AS heart
    FROM ({_CURRENT})
    UNION ALL SELECT c.id, c.document, c.method, c.span_start, c.span_end, c.span_start
    FROM claims AS c JOIN newest AS n ON n.document = c.document AND n.method = c.method
) AS t
JOIN documents AS d ON d.document = t.document AND d.method = t.method
WHERE list_contains($documents::VARCHAR[], t.document) AND list_contains($ids::VARCHAR[], t.id) ORDER BY t.id
"""  # noqa: S608 (a fixed text)


class Briefing:
    """Questions about the rows that concern a case. Made anew for each brief; raises LedgerError."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Lay out the documents and the positions that concern the case, in tables of this connection."""
        self._database = database
        since = str(scope.since.first) if scope.since is not None else None
        self._scope: dict[str, object] = {
            "parties": list(scope.parties),
            "matters": list(scope.matters),
            "instruments": list(scope.instruments),
            "everything": scope.everything,
            "bases": [basis.value for basis in Basis],
            "ascribed": Basis.ASCRIBED.value,
            "friendly": [stance.value for stance in Stance if stance.polarity > 0],
            "unfriendly": [stance.value for stance in Stance if stance.polarity < 0],
        }
        database.rows(_SOURCES, {"since": since})
        database.rows(_CONCERNED, self._scope | {"since": since})
        database.rows(_GROUPED)

    def extent(self) -> Extent:
        """How much is held, and how much of it concerns the case."""
        ((documents, undated, first, last, positions, concerned, reports, new),) = self._database.rows(
            _EXTENT
        )
        counted: dict[str, int] = dict(
            self._database.rows("SELECT basis, count(*) FROM brief_rows GROUP BY basis ORDER BY basis")
        )
        return Extent(
            documents=documents, undated=undated, first=first, last=last, positions=positions, concerned=concerned,
            concerned_reports=reports, by_basis={basis: counted.get(basis.value, 0) for basis in Basis},
            new_documents=new,
        )  # fmt: skip

    def standings(
        self, *, most: int, holders: Collection[str] | None = None
    ) -> tuple[tuple[StandingRow, ...], Mapping[Basis, int]]:
        """Who stands where: the most told and newest row of each holder first; and how many rows each rung has in all.

        `most` bounds the rows of each rung towards each party, by each party, and of all others together. `holders` are actor ids.
        """
        wanted = None if holders is None else sorted(holders)
        found = self._ask(_STANDINGS, "parties bases", most=most, holders=wanted)
        return tuple(_standing(row) for row in found), {Basis(row[0]): row[-1] for row in found}

    def party_counts(self) -> tuple[PartyCount, ...]:
        """Holders and reports by party, declared or ascribed, and polarity; parties' own positions are not counted."""
        return tuple(
            PartyCount(party=party, declared=declared, polarity=polarity, holders=holders, reports=reports)
            for party, declared, polarity, holders, reports in self._ask(_PARTIES, "parties ascribed")
        )

    def turns(self, *, most: int) -> tuple[tuple[tuple[str, TurnRow], ...], Mapping[str, int]]:
        """What changed since the day: (change, row), and how many changes of each kind there are.

        A change is `ended`, `turned`, `stepped up`, `stepped down` or `new`; `most` bounds each towards each counterpart.
        """
        found = self._ask(_TURNS, "everything ascribed", most=most)
        return tuple((row[0], _turn(row)) for row in found), {row[0]: row[1] for row in found}

    def claims(self, values: Sequence[VerdictValue], *, most: int) -> tuple[tuple[ClaimRow, ...], int, int]:
        """Claims with these verdicts, each once, those on the case's instruments first; how many there are in all, and how many are new."""
        listed = [value.value for value in values]
        found = self._ask(_CLAIMS, "everything instruments", values=listed, most=most)
        return tuple(_claim(row) for row in found), *((found[0][-2], found[0][-1]) if found else (0, 0))

    def claim_counts(self) -> Mapping[VerdictValue, int]:
        """How many claims of the documents in question have each verdict."""
        counted: dict[str, int] = dict(self._ask(_COUNT_CLAIMS, "everything instruments"))
        return {value: counted.get(value.value, 0) for value in VerdictValue}

    def figures(self, *, most: int) -> tuple[tuple[FigureRow, ...], int]:
        """Figures that no record holds and that only parties give, and how many there are in all."""
        unheld = VerdictValue.NO_RECORD.value
        found = self._ask(_FIGURES, "everything instruments parties", unheld=unheld, most=most)
        rows = tuple(
            FigureRow(
                quantity=row[0], value=row[1], comparison=row[2], givers=tuple(row[3]), names=tuple(row[4]),
                reports=row[5], newest=row[6], evidence=row[7], document=row[8],
            )
            for row in found
        )  # fmt: skip
        return rows, found[0][-1] if found else 0

    def quote(self, places: Collection[tuple[str, str]]) -> Mapping[str, Quoted]:
        """The words of positions and claims, by id. `places` are (document id, id)."""
        if not places:
            return {}
        values = {
            "documents": sorted({document for document, _ in places}),
            "ids": sorted({id_ for _, id_ in places}),
        }
        return {
            row[0]: Quoted(
                id=row[0], document=row[1], words=row[2], heart=max(row[3], 0), more=row[4], title=row[5], name=row[6],
                outlet=row[7], issuer=row[8], date=row[9], address=row[10],
            )
            for row in self._database.rows(_QUOTE, values)
        }  # fmt: skip

    def _ask(self, sql: str, scope: str, **values: object) -> list[Row]:
        """Run a question with the parts of the scope that it names."""
        return self._database.rows(sql, {name: self._scope[name] for name in scope.split()} | values)


def _standing(row: Row) -> StandingRow:
    return StandingRow(
        basis=Basis(row[0]), holder=row[1], holder_name=row[2], stance=Stance(row[3]), toward=tuple(filter(None, row[4].split("\x1f"))), toward_name=row[5], instrument=row[6], modality=row[7], ended=row[8],
        by_membership=row[9], teller=row[10], matters=tuple(json.loads(row[11])), principle=row[12], reports=row[13],
        newest=row[14], evidence=row[15], document=row[16],
    )  # fmt: skip


def _turn(row: Row) -> TurnRow:
    return TurnRow(
        holder=row[2], holder_name=row[3], toward=row[4], toward_name=row[5], before=tuple(row[6] or ()),
        since=tuple(row[7] or ()), before_rung=row[8], since_rung=row[9], ended=row[10], reports=row[11],
        newest=row[12], stance=Stance(row[13]), basis=Basis(row[14]), modality=row[15], teller=row[16], evidence=row[17],
        document=row[18],
    )  # fmt: skip


def _claim(row: Row) -> ClaimRow:
    return ClaimRow(
        kind=row[0], value=VerdictValue(row[1]), text_says=row[2], record_says=row[3], steps=tuple(json.loads(row[4])),
        nearest=row[5], as_of=row[6], sayer=row[7], reports=row[8], newest=row[9], new=row[10], evidence=row[11],
        document=row[12],
    )  # fmt: skip
