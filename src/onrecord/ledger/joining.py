"""Decisions about origins in the ledger: documents found again, found groups put aside and back, what the decisions come to.

The origins that were found are kept whole where decisions stand over them, so that they can be put back as they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger import families, grouping
from onrecord.ledger.answers import CopyEdits
from onrecord.ledger.codec import dumps, loads
from onrecord.ledger.database import Database
from onrecord.ledger.decisions import read_on_origins
from onrecord.ledger.placing import Text
from onrecord.ledger.together import Pair, Unplaced, documents_of, weigh_pairs
from onrecord.vocabulary import Decision, DecisionAbout, JsonValue, OriginGroup, Standing

_ABOUT = DecisionAbout.ORIGIN.value
_LONGEST = 160
"""Characters that a decision keeps of what a document is called: it may be about many documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedPairs:
    """Pairs that the same decisions are about and that stand alike: one row of review."""

    unit: str
    document: str
    """The first of their documents."""
    decisions: tuple[Decision, ...]
    standing: Standing
    origin: str | None
    """The report in which that document stands now."""
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedOrigin:
    """A report that people decided about, as it stands now."""

    origin: str
    standing: Standing
    decisions: tuple[str, ...]
    """Ids of the decisions that hold, by time."""


class Joining:
    """What a ledger keeps of people's decisions about origins."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- Decisions and their documents ------------------------------------------------------

    def decisions(self) -> tuple[Decision, ...]:
        """All that were made, taken back or not, by time."""
        return read_on_origins(self._database)

    def weigh(self, decisions: Sequence[Decision]) -> tuple[tuple[Pair, ...], tuple[Unplaced, ...]]:
        """The pairs of held documents that decisions speak of, and the decisions of which a document is not held."""
        return weigh_pairs(decisions, self._finder(decisions))

    def documents(self, made: Collection[str]) -> set[str]:
        """The held documents that decisions (ids) are about, those that they take back among them."""
        decisions = self.decisions()
        wanted = {d.id for d in decisions if d.id in made} | {d.undoes for d in decisions if d.id in made}
        about = [decision for decision in decisions if decision.id in wanted]
        find = self._finder(about)
        found = (find(form) for decision in about for form in documents_of(decision))
        return {id_ for id_ in found if id_ is not None}

    def history(self, documents: Collection[str]) -> tuple[Decision, ...]:
        """All decisions that were ever made about these documents being one report or several, by time."""
        decisions = self.decisions()
        find = self._finder(decisions)
        wanted = set(documents)
        about = {
            decision.id
            for decision in decisions
            if wanted.intersection(id_ for form in documents_of(decision) if (id_ := find(form)) is not None)
        }
        return tuple(d for d in decisions if d.id in about or d.undoes in about)

    def seen(self, documents: Sequence[str]) -> list[JsonValue]:
        """What a decision keeps of documents (ids), to find them again where their ids have changed."""
        rows = {
            id_: {
                "id": id_, "words": Text(text).digest, "name": name, "title": title, "address": url or address,
                "outlet": outlet, "date": date,
            }
            for id_, text, name, title, url, address, outlet, date in self._database.rows(
                f"SELECT d.document, d.text, {_cut('name')}, {_cut('title')}, {_cut('url')}, {_cut('address')}, {_cut('outlet')}, "  # noqa: S608
                "d.date FROM documents AS d "
                "JOIN newest AS n ON n.document = d.document AND n.method = d.method "
                "WHERE d.document IN (SELECT unnest(?::VARCHAR[]))",
                (list(documents),),
            )
        }  # fmt: skip
        return [rows[document] for document in documents]

    def _finder(self, decisions: Iterable[Decision]) -> Callable[[Mapping[str, JsonValue]], str | None]:
        """The id under which a document is held: its own; else of the only text with its words, or its address and title."""
        forms = {str(form["id"]): form for decision in decisions for form in documents_of(decision)}
        held = {
            id_
            for (id_,) in self._database.rows(
                "SELECT DISTINCT document FROM readings WHERE document IN (SELECT unnest(?::VARCHAR[]))",
                (sorted(forms),),
            )
        }
        lost = {id_: form for id_, form in forms.items() if id_ not in held}
        found = self._found_again(lost) if lost else {}
        return lambda form: str(form["id"]) if form["id"] in held else found.get(str(form["id"]))

    def _found_again(self, lost: Mapping[str, Mapping[str, JsonValue]]) -> dict[str, str]:
        """Documents that are held under another id: fetched anew, say."""
        known: list[Mapping[str, JsonValue]] = list(lost.values())
        titles = sorted({str(form["title"]) for form in known if form.get("title")})
        addresses = sorted({str(form["address"]) for form in known if form.get("address")})
        rows = self._database.rows(
            f"SELECT d.document, {_cut('title')}, {_cut('url')}, {_cut('address')}, d.text FROM documents AS d "  # noqa: S608
            "JOIN newest AS n ON n.document = d.document AND n.method = d.method "
            f"WHERE {_cut('title')} IN (SELECT unnest($titles::VARCHAR[])) "
            f"OR {_cut('url')} IN (SELECT unnest($addresses::VARCHAR[])) OR {_cut('address')} IN (SELECT unnest($addresses::VARCHAR[])) ORDER BY d.document",
            {"titles": titles, "addresses": addresses},
        )
        by_words: defaultdict[str, list[str]] = defaultdict(list)
        by_place: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for id_, title, url, address, text in rows:
            by_words[Text(text).digest].append(id_)
            if title:
                by_place[url or address, title].append(id_)
        found: dict[str, str] = {}
        for id_, form in lost.items():
            same = by_words.get(str(form.get("words"))) or by_place.get(
                (str(form.get("address")), str(form.get("title"))), []
            )
            if len(same) == 1:
                found[id_] = same[0]
        return found

    # --- Found groups -----------------------------------------------------------------------

    def parts(self) -> dict[str, tuple[OriginGroup, ...]]:
        """Id of each origin that people made to the found origins that its documents are of, with their relations."""
        found: defaultdict[str, list[OriginGroup]] = defaultdict(list)
        for origin, part in self._database.rows(
            "SELECT origin, part FROM found_origins ORDER BY origin, ord"
        ):
            found[origin].append(loads(OriginGroup, part))
        return {origin: tuple(parts) for origin, parts in found.items()}

    def put_back(self) -> None:
        """Let the found origins stand again, their relations to be worked out: grouping goes by the texts."""
        held = self.parts()
        if not held:
            return
        groups = {
            part.id: replace(part, relations=(), primary=None) for parts in held.values() for part in parts
        }
        with self._database.transaction():
            grouping.delete_origins(self._database, sorted({*held, *groups}))
            families.forget_relations(
                self._database, [d for group in groups.values() for d in group.documents]
            )
            grouping.write_origins(self._database, list(groups.values()), [0] * len(groups))
            self._database.rows("DELETE FROM found_origins")

    def exchange(
        self,
        groups: Sequence[OriginGroup],
        *,
        parts: Mapping[str, Sequence[OriginGroup]],
        gone: Collection[str],
        edits: Iterable[CopyEdits],
    ) -> None:
        """Put origins with relations in the place of those that are gone (ids), in one transaction.

        `parts` are the found origins of those that people made; `edits` those of relatives that were not compared before.
        """
        wanted = {(r.beside, r.document) for group in groups for r in group.relations if r.beside is not None}
        documents = [document for group in groups for document in group.documents]
        kept = [
            (origin, order, dumps(part)) for origin, held in parts.items() for order, part in enumerate(held)
        ]
        with self._database.transaction():
            grouping.delete_origins(self._database, sorted(gone))
            self._database.rows(
                "DELETE FROM found_origins WHERE origin IN (SELECT unnest(?::VARCHAR[]))", (sorted(gone),)
            )
            grouping.write_origins(self._database, groups, [0] * len(groups))
            families.write_families(self._database, groups)
            families.delete_edits(self._database, families.read_pairs(self._database, documents) - wanted)
            grouping.write_edits(self._database, edits)
            if kept:
                self._database.rows(
                    "INSERT INTO found_origins (origin, ord, part) "
                    "SELECT unnest(?::VARCHAR[]), unnest(?::INTEGER[]), unnest(?::JSON[])",
                    [list(column) for column in zip(*kept, strict=True)],
                )

    # --- How origins stand ------------------------------------------------------------------

    def write_reviewed(self, units: Sequence[ReviewedPairs], origins: Sequence[ReviewedOrigin]) -> None:
        """Keep how pairs and origins stand, in the place of what was kept."""
        told = [
            (
                unit.document,
                _ABOUT,
                unit.unit,
                made.id,
                made.reviewer,
                unit.standing.value,
                unit.origin,
                unit.problem,
            )
            for unit in units
            for made in unit.decisions
        ]
        rows = [
            (row.origin, row.standing.value, order, decision)
            for row in origins
            for order, decision in enumerate(row.decisions)
        ]
        with self._database.transaction():
            self._database.rows("DELETE FROM review_units WHERE about = ?", (_ABOUT,))
            self._database.rows("DELETE FROM reviewed_origins")
            self._insert(
                "review_units (document, about, unit, decision, reviewer, standing, shown, problem)",
                "VARCHAR",
                told,
            )
            self._insert("reviewed_origins (origin, standing, ord, decision)", "VARCHAR", rows)

    def _insert(self, into: str, kind: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            columns = [list(column) for column in zip(*rows, strict=True)]
            lists = ", ".join(f"unnest(?::{kind}[])" for _ in columns)
            self._database.rows(f"INSERT INTO {into} SELECT {lists}", columns)


def _cut(column: str) -> str:
    return f"left(d.{column}, {_LONGEST})"


def read_reviewed_origins(database: Database) -> dict[str, tuple[Standing, tuple[str, ...]]]:
    """How each origin stands that people decided about, with the ids of their decisions."""
    found: dict[str, tuple[Standing, tuple[str, ...]]] = {}
    for origin, standing, decision in database.rows(
        "SELECT origin, standing, decision FROM reviewed_origins ORDER BY origin, ord"
    ):
        found[origin] = Standing(standing), (*found.get(origin, (None, ()))[1], decision)
    return found
