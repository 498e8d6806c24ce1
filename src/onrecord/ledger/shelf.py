"""What a ledger keeps of its texts for finding copies: the shelf on which new documents are laid beside the old ones.

Every question is answered by an index or by a few columns, so that it costs little in a ledger of many documents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from onrecord.ledger import holders, tables
from onrecord.ledger.adding import add_rows
from onrecord.ledger.among import among, portions
from onrecord.ledger.database import Database
from onrecord.ledger.rows import document_value
from onrecord.origins import VERSION, Holders, Joined, KeptTie, Likeness, Source, Text
from onrecord.origins.digests import Numbers
from onrecord.vocabulary import Document

_TABLES = ("prints", "print_runs", "print_crowds", "print_documents", "print_ties", "print_state")
_MEASURES = ("found", "narration", "wider", "in_order", "word_runs", "same")
_KINDS = ("INTEGER", "INTEGER", "INTEGER", "DOUBLE", "DOUBLE", "BOOLEAN")
_TOLD = ("document", "outlet", "credit", "publisher", "date_first", "date_last", "length")


class Reading(NamedTuple):
    """A document, the method that speaks for it, and the place of that reading in the order of all."""

    document: str
    method: str
    place: int


class KeptTexts:
    """The shelf of a ledger, as `onrecord.origins.join_origins` asks for it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next_number(self) -> int:
        """The first number that is free."""
        ((number,),) = self._database.rows("SELECT coalesce(max(no), -1) + 1 FROM prints")
        return int(number)

    def numbers(self, digests: Collection[bytes]) -> Mapping[bytes, int]:
        """The numbers of those of these texts that are kept."""
        return dict(self._where("digest, no FROM prints", "digest", "BLOB", digests))

    def printed(self, documents: Collection[str]) -> Mapping[str, int]:
        """The numbers of the texts that those of these documents print that are kept."""
        return dict(self._where("document, print FROM print_documents", "document", "VARCHAR", documents))

    def holders(self, texts: Collection[Text]) -> Holders:
        """The texts that hold any run of these; of a crowd those that stand between these, or next to one of them."""
        return holders.read_holders(self._database, texts)

    def ties(self, numbers: Collection[int]) -> Sequence[KeptTie]:
        """The ties that have one of these texts at an end."""
        told = f"print, other, runs, {', '.join(_MEASURES)} FROM print_ties"
        found = [
            row for some in portions(sorted(numbers)) for row in self._where(told, "print", "INTEGER", some)
        ]
        rows = {(min(one, other), max(one, other)): (runs, told) for one, other, runs, *told in found}
        return [
            KeptTie(
                one=one, other=other, runs=runs, likeness=Likeness(**dict(zip(_MEASURES, told, strict=True)))
            )
            for (one, other), (runs, told) in sorted(rows.items())
        ]

    def words(self, numbers: Collection[int]) -> Mapping[int, Numbers]:
        """The prints of these texts."""
        rows = self._where("no, words FROM prints", "no", "INTEGER", numbers)
        return {number: np.frombuffer(words, "<u4") for number, words in rows}

    def texts(self, numbers: Collection[int]) -> Mapping[int, Text]:
        """These texts with the documents that print them, without words and sample."""
        texts = {
            number: _text(digest, size)
            for number, size, digest in self._where("no, size, digest FROM prints", "no", "INTEGER", numbers)
        }
        told = f"print, {', '.join(_TOLD)} FROM print_documents"
        for number, *cells in self._where(told, "print", "INTEGER", numbers):
            texts[number].sources.append(_source(*cells))
        for text in texts.values():
            text.sources.sort(key=lambda source: source.document)
        return {number: text for number, text in texts.items() if text.sources}

    # --- Which documents are still to be laid beside the others --------------------------------

    def waiting(self, most: int) -> tuple[Reading, ...]:
        """The next documents that no grouping has seen as they are read now, at most so many."""
        rows = self._database.rows(
            "SELECT document, arg_max(method, ord), max(ord) AS last FROM readings "
            "WHERE ord > (SELECT coalesce(max(readings), 0) FROM print_state WHERE version = ?) "
            "GROUP BY document ORDER BY last LIMIT ?",
            (VERSION, most),
        )
        return tuple(Reading(document, method, place) for document, method, place in rows)

    def is_current(self) -> bool:
        """False where what is kept was made by another version of this program, or nothing is kept yet."""
        return self._database.rows("SELECT version FROM print_state") == [(VERSION,)]

    def clear(self) -> None:
        """Forget everything that is kept; expects to stand inside a transaction."""
        for table in _TABLES:
            self._database.rows(f"DELETE FROM {table}")  # noqa: S608 (fixed names)
        self._database.rows("INSERT INTO print_state (version, readings) VALUES (?, 0)", (VERSION,))

    def documents(self, read: Sequence[Reading]) -> list[Document]:
        """Documents by id and method, with what finding copies needs: no paragraphs, comments or furniture."""
        names = ", ".join(f"d.{name}" for name in tables.DOCUMENTS.columns)
        rows = self._database.rows(
            f"SELECT d.document, {names} FROM (SELECT unnest(?::VARCHAR[]) AS document, unnest(?::VARCHAR[]) AS method) "  # noqa: S608 (fixed names)
            "AS q JOIN documents AS d ON d.document = q.document AND d.method = q.method ORDER BY d.document",
            ([reading.document for reading in read], [reading.method for reading in read]),
        )
        return [
            document_value(
                document,
                dict(zip(tables.DOCUMENTS.columns, cells, strict=True)),
                paragraphs=(),
                comments=(),
                left_out=(),
            )
            for document, *cells in rows
        ]

    def readings(self, documents: Collection[str]) -> tuple[Reading, ...]:
        """How documents that were grouped before were read then."""
        kept = self._where("document, method FROM print_documents", "document", "VARCHAR", documents)
        rows = sorted(kept)
        return tuple(Reading(document, method, 0) for document, method in rows)

    # --- Keeping ------------------------------------------------------------------------------

    def keep(self, joined: Joined, read: Sequence[Reading]) -> None:
        """Keep what new documents changed, which were `read` so; expects to stand inside a transaction."""
        methods = {reading.document: reading.method for reading in read}
        fresh = [(number, joined.texts[number]) for number in sorted(joined.fresh)]
        add_rows(
            self._database,
            "prints (no, digest, size, words)",
            ("INTEGER", "BLOB", "INTEGER", "BLOB"),
            [(no, text.digest, text.size, text.numbers.astype("<u4").tobytes()) for no, text in fresh],
        )
        holders.keep_holders(self._database, joined)
        sources = [(number, source) for number, text in joined.texts.items() for source in text.sources]
        if joined.anew:
            condition, values = among("document", "VARCHAR", sorted(joined.anew))
            self._database.rows(f"DELETE FROM print_documents WHERE {condition}", values)  # noqa: S608 (fixed names)
        add_rows(
            self._database,
            "print_documents (method, print, document, outlet, credit, publisher, date_first, date_last, length)",
            ("VARCHAR", "INTEGER", *["VARCHAR"] * 4, "DATE", "DATE", "BIGINT"),
            [(methods[source.document], number, *_told(source)) for number, source in sources],
        )
        if joined.untied:
            self._untie([*joined.untied, *((other, one) for one, other in joined.untied)])
        add_rows(
            self._database,
            f"print_ties (print, other, runs, {', '.join(_MEASURES)})",
            ("INTEGER", "INTEGER", "INTEGER", *_KINDS),
            [
                (*ends, tied.runs, *(getattr(tied.likeness, name) for name in _MEASURES))
                for tied in joined.ties
                for ends in ((tied.one, tied.other), (tied.other, tied.one))
            ],
        )
        self._database.rows("UPDATE print_state SET readings = ?", (max(reading.place for reading in read),))

    def _untie(self, ends: Sequence[tuple[int, int]]) -> None:
        """Forget ties; the texts are named twice, so that their rows are found by the index."""
        for some in portions(ends):
            ones, others = (list(column) for column in zip(*some, strict=True))
            self._database.rows(
                "DELETE FROM print_ties WHERE print IN (SELECT unnest(?::INTEGER[])) "
                "AND (print, other) IN (SELECT unnest(?::INTEGER[]), unnest(?::INTEGER[]))",
                (sorted(set(ones)), ones, others),
            )

    def _where(
        self, selected: str, column: str, kind: str, values: Collection[object]
    ) -> list[tuple[Any, ...]]:
        condition, bound = among(column, kind, values)
        return self._database.rows(f"SELECT {selected} WHERE {condition}", bound)


def _text(digest: bytes, size: int) -> Text:
    empty = np.zeros(0, np.uint32)
    return Text(digest=digest, numbers=empty, sample=empty.astype(np.uint64), size=size, sources=[])


def _source(
    document: str,
    outlet: str | None,
    credit: str | None,
    publisher: str | None,
    first: date | None,
    last: date | None,
    length: int,
) -> Source:
    return Source(
        document=document,
        outlet=outlet,
        credit=credit,
        publisher=publisher,
        first=first,
        last=last,
        length=length,
    )


def _told(source: Source) -> Iterable[object]:
    return (
        source.document,
        source.outlet,
        source.credit,
        source.publisher,
        source.first,
        source.last,
        source.length,
    )
