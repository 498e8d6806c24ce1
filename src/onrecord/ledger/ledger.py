"""The user's database: documents with all that was found in them, added whole and never silently changed.

A document read by a newer method gets new rows beside the old ones, and the newest speak for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from onrecord.errors import UsageError
from onrecord.ledger import counts, decisions, families, grouping, overlay, queries, reviewed, store, tables
from onrecord.ledger.answers import (
    EVERYTHING,
    CheckRow,
    CopyEdits,
    DocumentRow,
    Filters,
    Found,
    OriginRow,
    Outcome,
    PositionRow,
    Reviewable,
    ReviewRow,
    Run,
    SetAsideRow,
    Skipped,
    StatementRow,
    Summary,
)
from onrecord.ledger.briefing import Briefing, Scope
from onrecord.ledger.database import Database, Desk
from onrecord.ledger.deciding import finish_decision
from onrecord.ledger.families import Imprint
from onrecord.ledger.folder import open_folder
from onrecord.ledger.joining import Joining
from onrecord.ledger.migrate import load_migrations, migrate
from onrecord.ledger.points import PointRow, read_points, write_points
from onrecord.ledger.roll import Roll
from onrecord.ledger.storing import Taken, store_taken
from onrecord.ledger.streams import Streams
from onrecord.ledger.weighing import Unit, weigh
from onrecord.ledger.wordings import Wordings
from onrecord.record import Record, load_record
from onrecord.vocabulary import (
    Analysis,
    Comment,
    Decision,
    DecisionAbout,
    DecisionVerb,
    Document,
    JsonValue,
    OriginGroup,
    PartialDate,
    Position,
    Selector,
    Span,
    Standing,
    Statement,
)

if TYPE_CHECKING:
    from onrecord.ledger.importing import ImportResult
    from onrecord.ledger.shelf import KeptTexts, Reading
    from onrecord.origins import Joined

_MOST_LISTED = 8
"""How many ids an ambiguous prefix is answered with."""


def _now() -> datetime:
    return datetime.now(UTC)


class Ledger:
    """An open ledger; use it in a `with` block. Every method raises LedgerError where the file fails."""

    def __init__(self, database: Database, *, clock: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._clock = clock

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime] = _now,
        reading: Sequence[Path] = (),
        desk: Desk | None = None,
        folders: Sequence[Path] = (),
    ) -> Self:
        """Open a ledger file, made if missing unless `read_only`; None is a ledger in memory.

        `reading` names the roll call files that `import_record` may read; the database can open no others.
        With a `desk` tables can be made in memory beside the ledger, for whoever answers many questions at once.
        A folder that `onrecord spread` wrote is opened for reading alone; `folders` may hold Parquet files to read and write.
        """
        file = None if path is None else Path(path)
        database = Database(file, read_only=read_only, reading=reading, desk=desk, folders=folders)
        try:
            if database.is_folder:
                open_folder(database, into_memory=desk is not None)
            migrate(database, load_migrations())
        except BaseException:
            database.close()
            raise
        return cls(database, clock=clock)

    @property
    def path(self) -> Path | None:
        """The file; None for a ledger in memory."""
        return self._database.path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; everything that was added is kept."""
        self._database.close()

    def share(self) -> Self:
        """The same open ledger for another thread; close it by itself, and before this one."""
        return type(self)(self._database.share(), clock=self._clock)

    @property
    def database(self) -> Database:
        """The connection, for questions of other modules; they bind their values and name no other table."""
        return self._database

    # --- Writing --------------------------------------------------------------------------

    def begin(self, *, tool: str, method: str) -> Run:
        """Note that a run starts now."""
        started = self._clock().astimezone(UTC).replace(tzinfo=None)
        with self._database.transaction():
            ((last,),) = self._database.rows("SELECT coalesce(max(id), 0) FROM runs")
            self._database.rows(
                "INSERT INTO runs (id, started, tool, method) VALUES (?, ?, ?, ?)",
                (last + 1, started, tool, method),
            )
        return Run(id=last + 1, started=started, finished=None, tool=tool, method=method)

    def finish(self, run: Run) -> None:
        """Note that the run ended now."""
        finished = self._clock().astimezone(UTC).replace(tzinfo=None)
        self._database.rows("UPDATE runs SET finished = ? WHERE id = ?", (finished, run.id))

    def keep(self, taken: Sequence[Taken], run: Run) -> list[Outcome | None]:
        """Store what became of some sources, in their order and in one transaction; what was done with each.

        The rows are those of `add`, `hold` and `skip` one after the other; None stands where `hold` says False.
        """
        with self._database.transaction():
            return store_taken(self._database, taken, run)

    def add(self, analysis: Analysis, run: Run, *, address: str | None = None) -> bool:
        """Store a document with everything found in it, in one transaction.

        False, and nothing is added, where this method's rows of the document are held already.
        `address` is where this run met the document, if that is not the address in its provenance.
        """
        document = analysis.document
        address = address or document.provenance.address
        return self.keep([Taken(address=address, document=document, analysis=analysis)], run) == [
            Outcome.ADDED
        ]

    def hold(self, document: Document, run: Run, *, address: str | None = None) -> bool:
        """Note that the run met a document; False where this method's rows of it are still to be added.

        Where they are held they speak for the document from now on, even if another method read it since.
        """
        address = address or document.provenance.address
        return self.keep([Taken(address=address, document=document)], run) == [Outcome.HELD]

    def skip(self, address: str, reason: str, run: Run) -> None:
        """Note a source that could not be used."""
        self.keep([Taken(address=address, reason=reason)], run)

    def store_origins(self, groups: Iterable[OriginGroup], edits: Iterable[CopyEdits] = ()) -> None:
        """Replace the origins, which are derived from all documents together, in one transaction."""
        listed = tuple(groups)
        with self._database.transaction():
            grouping.clear_origins(self._database)
            grouping.write_origins(self._database, listed, range(len(listed)))
            grouping.write_edits(self._database, edits)
            families.write_families(self._database, listed)

    def forget_grouping(self) -> None:
        """Let the next grouping look at every document anew, whatever was grouped before."""
        with self._database.transaction():
            grouping.clear_origins(self._database)
            self.kept_texts.clear()

    def store_joined(self, joined: Joined, read: Sequence[Reading]) -> None:
        """Keep what new documents (`read`) changed, in one transaction; families are to be worked out after it."""
        with self._database.transaction():
            self.kept_texts.keep(joined, read)
            new = {reading.document for reading in read} - joined.anew
            grouping.exchange_origins(self._database, joined.groups, new=new)

    def store_families(self, groups: Sequence[OriginGroup], edits: Iterable[CopyEdits]) -> None:
        """Keep the relations of origins that are held, in one transaction.

        `edits` are those of the relatives that were not compared before; those of documents that are relatives no more go.
        """
        wanted = {(r.beside, r.document) for group in groups for r in group.relations if r.beside is not None}
        with self._database.transaction():
            families.write_families(self._database, groups)
            held = self.compared_pairs([document for group in groups for document in group.documents])
            families.delete_edits(self._database, held - wanted)
            grouping.write_edits(self._database, edits)

    def store_reasons(self, groups: Sequence[OriginGroup]) -> None:
        """Keep the relations of origins whose documents and edits stay as they are, in one transaction."""
        with self._database.transaction():
            families.write_families(self._database, groups)

    def bring_together(self, groups: Sequence[OriginGroup], parts: Sequence[Sequence[OriginGroup]]) -> None:
        """Put each origin in the place of those that a translation showed to be one, in one transaction."""
        with self._database.transaction():
            families.bring_together(self._database, groups, parts)

    def part_translations(self) -> None:
        """Let translations be origins of their own until families are worked out again: grouping goes by wording."""
        with self._database.transaction():
            families.part_again(self._database)

    def decide(
        self,
        *,
        about: DecisionAbout,
        verb: DecisionVerb,
        document: str,
        reviewer: str,
        tool: str,
        row: str | None = None,
        selector: Selector | None = None,
        seen: Mapping[str, JsonValue] | None = None,
        values: Mapping[str, JsonValue] | None = None,
        undoes: str | None = None,
        reason: str = "",
    ) -> Decision:
        """Append what a person decided now; the rows of its document stand accordingly at once.

        Origins do so once `onrecord.joins.take_in_decisions` was called. `onrecord.review` makes decisions of ids and plain values. Raises UsageError where the decision cannot be kept.
        """
        with self._database.transaction():
            decision = finish_decision(
                Decision(
                    id="",
                    about=about,
                    verb=verb,
                    document=document,
                    row=row,
                    selector=selector,
                    seen=seen or {},
                    values=values or {},
                    undoes=undoes,
                    reason=reason,
                    reviewer=reviewer,
                    decided=decisions.next_time(
                        self._database, reviewer, document, self._clock().astimezone(UTC)
                    ),
                    tool=tool,
                )
            )
            decisions.append_decisions(self._database, [decision])
            overlay.rebuild(self._database, document)
        return decision

    def keep_decisions(self, made: Iterable[Decision]) -> tuple[Decision, ...]:
        """Append decisions that were made elsewhere; those of them that are new. They must have been checked."""
        with self._database.transaction():
            new = decisions.append_decisions(self._database, made)
            for document in sorted({decision.document for decision in new}):
                overlay.rebuild(self._database, document)
        return tuple(new)

    def import_record(
        self,
        paths: Sequence[Path],
        *,
        states: Collection[str],
        tool: str,
        read_on: PartialDate | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> ImportResult:
        """Add roll call files as sources of the record; `states` are the actor ids that a code may name.

        The ledger must have been opened with these files as `reading`. A source that is held is not added again.
        Files that cannot be used are skipped with the reason.
        """
        from onrecord.ledger.importing import import_files  # numpy, which other commands need not load

        now = self._clock().astimezone(UTC).replace(tzinfo=None)
        return import_files(
            self._database, paths, states=states, tool=tool, now=now, read_on=read_on, progress=progress
        )

    # --- Reading --------------------------------------------------------------------------

    @property
    def roll(self) -> Roll:
        """The roll calls that were imported."""
        return Roll(self._database)

    def briefing(self, scope: Scope) -> Briefing:
        """Questions about the rows that concern a case, for a brief."""
        return Briefing(self._database, scope)

    @property
    def wordings(self) -> Wordings:
        """The words of the documents, in the order of their readings."""
        return Wordings(self._database)

    @property
    def streams(self) -> Streams:
        """What exports read row by row."""
        return Streams(self._database)

    @property
    def kept_texts(self) -> KeptTexts:
        """What is kept of the texts for finding copies, and which documents are still to be grouped."""
        from onrecord.ledger.shelf import KeptTexts  # numpy, which other commands need not load

        return KeptTexts(self._database)

    @property
    def joining(self) -> Joining:
        """People's decisions about origins, and the origins as they were found."""
        return Joining(self._database)

    def record(self) -> Record:
        """The bundled record, joined with the roll calls that were imported, if any. Raises DataError."""
        bundled = load_record()
        return self.roll.record(bundled) if self.roll.source_ids() else bundled

    def points(self, digest: str) -> tuple[PointRow, ...]:
        """The ideal points that were estimated from the votes with this digest; none where none were."""
        return read_points(self._database, digest)

    def store_points(self, digest: str, rows: Sequence[PointRow]) -> None:
        """Keep ideal points, unless the ledger is open for reading alone."""
        if not self._database.read_only:
            write_points(self._database, digest, rows)

    def has(self, document: str, method: str) -> bool:
        """True where the document's rows by this method are stored."""
        found = self._database.rows(
            "SELECT 1 FROM documents WHERE document = ? AND method = ?", (document, method)
        )
        return bool(found)

    def held(self, method: str) -> set[str]:
        """The ids of all documents whose rows by this method are stored."""
        rows = self._database.rows("SELECT document FROM documents WHERE method = ?", (method,))
        return {document for (document,) in rows}

    def documents(self, filters: Filters = EVERYTHING) -> tuple[DocumentRow, ...]:
        """The documents with their counts, by name."""
        return queries.documents(self._database, filters)

    def statements(self, filters: Filters = EVERYTHING) -> tuple[StatementRow, ...]:
        """The statements, by document and place."""
        return queries.statements(self._database, filters)

    def positions(self, filters: Filters = EVERYTHING) -> tuple[PositionRow, ...]:
        """The positions, by document and place."""
        return queries.positions(self._database, filters)

    def checks(self, filters: Filters = EVERYTHING) -> tuple[CheckRow, ...]:
        """The claims with their verdicts, by document and place."""
        return queries.checks(self._database, filters)

    def decisions(self, *, document: str | None = None, row: str | None = None) -> tuple[Decision, ...]:
        """What people decided (about one document and its rows, or one row, by id), taken back or not, by time."""
        if row is not None:
            origin = families.read_documents(self._database, row)
            return self.joining.history(origin) if origin else reviewed.read_history(self._database, row)
        return decisions.read_decisions(self._database, documents=None if document is None else (document,))

    def decision(self, id_: str) -> Decision | None:
        """The decision with this id."""
        return next(iter(decisions.read_decisions(self._database, ids=(id_,))), None)

    def reviewed(self, document: str | None = None) -> tuple[ReviewRow, ...]:
        """The rows that people decided about, in one document (id) or in all, by document and place."""
        return reviewed.read_reviewed(self._database, document)

    def standings(self) -> Mapping[str, Standing]:
        """How each shown row stands that people decided about, by id; the others stand as found."""
        return reviewed.read_standings(self._database)

    def reviewable(self, prefix: str) -> Reviewable:
        """What a person can decide about by this id, or the only id that starts like this. Raises UsageError."""
        id_, kind = self._only_id(prefix)
        if kind == "claim":
            raise UsageError(
                f"{id_} is a {kind}: there is nothing to decide",
                remedy="decide about positions, statements, documents and origins",
            )
        return overlay.read_reviewable(self._database, id_, kind, self._place(id_, kind)[0])

    def weigh(self, document: str, made: Iterable[Decision]) -> tuple[Unit, ...]:
        """What these decisions would come to in a document (id) as the rules read it now; nothing is kept."""
        _, text, found = overlay.read_found(self._database, document)
        return weigh(made, text, found)

    def found_rows(self, document: str) -> tuple[Position | Statement, ...]:
        """The positions and statements that the rules found in a document (id), whatever people decided."""
        return overlay.read_found(self._database, document)[2]

    def set_aside(self) -> tuple[SetAsideRow, ...]:
        """What the stages saw and did not use, by document."""
        return queries.set_aside(self._database)

    def origins(self) -> tuple[OriginRow, ...]:
        """The reports, in the order in which they were grouped."""
        return queries.origins(self._database)

    def copies(self) -> tuple[CopyEdits, ...]:
        """What each document of a report changed against its parent or nearest relative, sentence by sentence."""
        return queries.copies(self._database)

    def compared_pairs(self, documents: Collection[str]) -> set[tuple[str, str]]:
        """The pairs of relatives, of these documents (ids) the later ones, whose edits are held."""
        return families.read_pairs(self._database, documents)

    def unrelated(self) -> tuple[OriginGroup, ...]:
        """The origins whose families are still to be worked out, by id."""
        return families.read_unrelated(self._database)

    def origins_of(self, documents: Collection[str]) -> tuple[OriginGroup, ...]:
        """The origins that hold these documents (ids), with their relations, by id."""
        return families.read_groups(self._database, documents)

    def translations(self) -> tuple[str, ...]:
        """Ids of the documents that say that they are translations and whose originals are not known."""
        return families.read_translations(self._database)

    def imprints(self) -> tuple[Imprint, ...]:
        """Who stands for each document, its language and date, by id."""
        return families.read_imprints(self._database)

    def comments(self, document: str) -> tuple[Comment, ...]:
        """The readers' comments of one document (id), in their order."""
        return tuple(comment for held in self.texts((document,)) for comment in held.comments)

    def texts(self, documents: Sequence[str] | None = None) -> tuple[Document, ...]:
        """Whole documents as they were read, by name; `documents` are ids, None means all."""
        return store.read_documents(self._database, documents)

    def analyses(self, documents: Sequence[str] | None = None) -> tuple[Analysis, ...]:
        """Everything found in each document, as people left it, by name; `documents` are ids, None means all."""
        return store.read_analyses(self._database, documents)

    def runs(self) -> tuple[Run, ...]:
        """The runs, the first one first."""
        found = self._database.rows("SELECT id, started, finished, tool, method FROM runs ORDER BY id")
        return tuple(
            Run(id=id_, started=started, finished=finished, tool=tool, method=method)
            for id_, started, finished, tool, method in found
        )

    def skipped(self) -> tuple[Skipped, ...]:
        """The sources that could not be used when they were last met."""
        return self.summary().skipped

    def summary(self, run: Run | None = None) -> Summary:
        """Counts that reconcile: the sources of one run (None: of all runs) and the totals of the ledger."""
        return counts.summarise(self._database, None if run is None else run.id)

    def find(self, prefix: str) -> Found:
        """What an id, or the only id that starts like this, stands for. Raises UsageError."""
        id_, kind = self._only_id(prefix)
        document, span = self._place(id_, kind)
        (analysis,) = self.analyses((document,))
        origin = queries.origin_of(self._database, document)
        if kind not in ("position", "statement"):
            return Found(id=id_, kind=kind, analysis=analysis, span=span, origin=origin)
        return Found(
            id=id_,
            kind=kind,
            analysis=self._with_rejected(analysis, id_),
            span=span,
            origin=origin,
            standing=reviewed.read_standing(self._database, id_, kind),
            decisions=reviewed.read_history(self._database, id_),
        )

    # --- Parts ----------------------------------------------------------------------------

    def _only_id(self, prefix: str) -> tuple[str, str]:
        found = queries.ids_that_start(self._database, prefix, limit=_MOST_LISTED + 1) if prefix else ()
        moved = reviewed.row_now(self._database, prefix) if prefix and not found else None
        if moved is not None:
            return moved
        exact = [pair for pair in found if pair[0] == prefix]
        if exact or len(found) == 1:
            return (exact or list(found))[0]
        if not found:
            raise UsageError(
                f"nothing has the id {prefix!r}",
                remedy="ids stand in the first column of: onrecord positions, check, statements, documents, origins",
            )
        listed = ", ".join(id_ for id_, _ in found[:_MOST_LISTED])
        more = " ..." if len(found) > _MOST_LISTED else ""
        raise UsageError(
            f"several ids start with {prefix!r}: {listed}{more}",
            remedy="give more characters of the one you mean",
        )

    def _place(self, id_: str, kind: str) -> tuple[str, Span | None]:
        """The document and the words that an id leads back to."""
        if kind == "document":
            return id_, None
        if kind == "origin":
            return queries.first_document(self._database, id_), None
        table = {"statement": tables.STATEMENTS, "position": tables.POSITIONS, "claim": tables.CLAIMS}[kind]
        found = queries.evidence_span(self._database, table, id_)
        assert found is not None, "the id was read from this table"
        return found

    def _with_rejected(self, analysis: Analysis, id_: str) -> Analysis:
        """The analysis with the row of this id, though people left it out."""
        if any(p.id == id_ for p in analysis.positions) or any(s.id == id_ for s in analysis.statements):
            return analysis
        rejected = [row for row in self.found_rows(analysis.document.id) if row.id == id_]
        return replace(
            analysis,
            positions=(*analysis.positions, *(row for row in rejected if isinstance(row, Position))),
            statements=(*analysis.statements, *(row for row in rejected if isinstance(row, Statement))),
        )
