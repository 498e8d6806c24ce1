"""One export made: rows of one kind or several, or a form that another program reads, as bytes or as a file.

The command line is thin over these functions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.exporting.encoding import BOM, ENDINGS, FileFormat, csv_text, json_lines, json_list
from onrecord.exporting.forms import FORMS, Wanted
from onrecord.exporting.kinds import COMMENTS, KINDS, bounded
from onrecord.writing import fill_file, write_file

if TYPE_CHECKING:
    from onrecord.exports import Table
    from onrecord.exports.sqlite import Database
    from onrecord.ledger import DocumentRow, Filters, Ledger

SQLITE = "sqlite"
"""What is asked for to get everything in one database."""
OF_ROWS = (FileFormat.JSONL, FileFormat.CSV, FileFormat.JSON, FileFormat.PARQUET, FileFormat.XLSX)
"""The formats of every kind of rows; the first is the one that is made unasked."""
LEAST_EXCERPT = 20
"""Characters below which an excerpt says nothing."""
_BATCH = 1_000
"""Documents that are in memory at once while a database is filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of the rows: those given = `rows` + the sum of `left_out`."""

    rows: int
    of: str
    """What the rows are, in the plural."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """What else somebody who gets the file should know, a line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The contents of a file, and what became of the rows."""

    content: bytes
    told: Told


def offered(what: str) -> tuple[FileFormat, ...]:
    """The formats of a kind or form, the one that is made unasked first. Raises UsageError for what there is none of."""
    if what == SQLITE:
        return (FileFormat.SQLITE,)
    if what in FORMS:
        return tuple(FORMS[what].write)
    if what in KINDS:
        return OF_ROWS
    names = ", ".join((*KINDS, *FORMS, SQLITE))
    raise UsageError(f"there is no export {what!r}", remedy=f"choose one of: {names}")


def chosen_format(what: str | Sequence[str], form: str | None, path: Path | None = None) -> FileFormat:
    """The format asked for, else that of the file's name, else the kind's own. Raises UsageError where there is none such."""
    names = _names(what)
    formats = offered(names[0])
    for name in names:
        offered(name)
    if form is None:
        told = ENDINGS.get(path.suffix.casefold()) if path else None
        found = told if told in formats else FileFormat.XLSX if len(names) > 1 else formats[0]
    else:
        known = {value.value: value for value in FileFormat}
        if known.get(form.lower()) not in formats:
            listed = " or ".join(value.value for value in formats)
            raise UsageError(f"there is no {form.lower()} of {names[0]}", remedy=f"choose {listed}")
        found = known[form.lower()]
    if len(names) > 1 and (found is not FileFormat.XLSX or any(name not in KINDS for name in names)):
        raise UsageError(
            "only an Excel file holds several kinds, and only kinds of rows",
            remedy="choose --format xlsx, or export them one by one",
        )
    return found


def export(
    ledger: Ledger,
    what: str | Sequence[str],
    *,
    form: str | None = None,
    filters: Filters | None = None,
    excerpt_chars: int | None = None,
    bom: bool = False,
    comments: bool = False,
) -> Export:
    """The contents of an export: a kind of rows (several for xlsx) or a form, in the format `form`.

    `excerpt_chars` bounds every quotation and leaves whole texts out; `bom` puts a byte order mark before CSV, for Excel;
    `comments` adds a sheet of readers' comments. Raises UsageError for what there is not; `sqlite` is written by
    `write_export` alone.
    """
    found = chosen_format(what, form)
    _check(found, excerpt_chars, bom, comments)
    if found is FileFormat.SQLITE:
        raise UsageError("a SQLite database is a file", remedy="write it with write_export, or --out FILE")
    wanted = _wanted(ledger, filters, excerpt_chars)
    names = tuple(dict.fromkeys((*_names(what), COMMENTS))) if comments else _names(what)
    made = _form(names[0], found, wanted) if names[0] in FORMS else _rows(names, found, wanted)
    content = BOM.encode() + made.content if bom else made.content
    return Export(content=content, told=_with_notes(made.told, excerpt_chars))


def write_export(
    ledger: Ledger,
    path: str | Path,
    what: str | Sequence[str],
    *,
    form: str | None = None,
    filters: Filters | None = None,
    excerpt_chars: int | None = None,
    bom: bool = False,
    comments: bool = False,
) -> Told:
    """Write an export to a file, whole or not at all; its name tells the format where `form` does not.

    `comments` puts readers' comments into a SQLite database or a sheet of their own. Raises OnRecordError.
    """
    place = Path(path)
    found = chosen_format(what, form, place)
    _check(found, excerpt_chars, bom, comments)
    if found is not FileFormat.SQLITE:
        made = export(
            ledger,
            what,
            form=found.value,
            filters=filters,
            excerpt_chars=excerpt_chars,
            bom=bom,
            comments=comments,
        )
        write_file(place, made.content)
        return made.told
    wanted = _wanted(ledger, filters, excerpt_chars)
    documents = ledger.documents(wanted.filters)
    fill_file(place, partial(_fill, wanted, documents, comments))
    return _with_notes(_of_database(documents, comments), excerpt_chars)


def table(
    ledger: Ledger, kind: str, *, filters: Filters | None = None, excerpt_chars: int | None = None
) -> Table:
    """Rows of one kind as a table that pandas and Polars take over: `polars.DataFrame(table)`.

    Raises UsageError for a kind that there is not.
    """
    from onrecord.exports import Table  # loads duckdb

    if kind not in KINDS:
        raise UsageError(f"there is no kind of rows {kind!r}", remedy=f"choose one of: {', '.join(KINDS)}")
    wanted = _wanted(ledger, filters, excerpt_chars)
    rows = bounded(KINDS[kind], KINDS[kind].rows(ledger, wanted.filters), excerpt_chars)
    return Table(rows, KINDS[kind].fields)


# --- Parts ------------------------------------------------------------------------------------


def _names(what: str | Sequence[str]) -> tuple[str, ...]:
    names = (what,) if isinstance(what, str) else tuple(dict.fromkeys(what))
    if not names:
        raise UsageError("nothing to export", remedy="name a kind of rows or a form")
    return names


def _check(form: FileFormat, excerpt_chars: int | None, bom: bool, comments: bool) -> None:
    if excerpt_chars is not None and excerpt_chars < LEAST_EXCERPT:
        raise UsageError(
            f"an excerpt of {excerpt_chars} characters says nothing", remedy=f"give {LEAST_EXCERPT} or more"
        )
    if bom and form is not FileFormat.CSV:
        raise UsageError(f"{form} has no byte order mark", remedy="leave out --bom, or choose csv")
    if comments and form not in (FileFormat.SQLITE, FileFormat.XLSX):
        raise UsageError(
            f"readers' comments have no place beside other rows in {form}",
            remedy=f"export them as a kind of their own ({COMMENTS}), or choose xlsx or sqlite",
        )


def _wanted(ledger: Ledger, filters: Filters | None, excerpt_chars: int | None) -> Wanted:
    from onrecord.ledger import Filters

    return Wanted(ledger=ledger, filters=filters or Filters(), excerpt_chars=excerpt_chars)


def _form(what: str, form: FileFormat, wanted: Wanted) -> Export:
    made = FORMS[what].write[form](wanted)
    told = Told(rows=made.rows, of=FORMS[what].rows, left_out=made.left_out, notes=made.notes)
    return Export(content=made.text.encode(), told=told)


def _rows(names: Sequence[str], form: FileFormat, wanted: Wanted) -> Export:
    from onrecord.exports import Sheet, parquet, workbook

    found = {
        name: bounded(KINDS[name], KINDS[name].rows(wanted.ledger, wanted.filters), wanted.excerpt_chars)
        for name in names
    }
    told = Told(rows=sum(map(len, found.values())), of=names[0] if len(names) == 1 else "rows")
    rows, fields = found[names[0]], KINDS[names[0]].fields
    if form is FileFormat.XLSX:
        sheets = [Sheet(name=name, columns=KINDS[name].fields, rows=held) for name, held in found.items()]
        content, cut = workbook(sheets)
        if cut:
            told = replace(told, notes=(f"{cut} cells cut to 32,767 characters, the most that Excel holds",))
        return Export(content=content, told=told)
    if form is FileFormat.PARQUET:
        return Export(content=parquet(rows, fields), told=told)
    if form is FileFormat.CSV:
        text = csv_text(rows, fields)
    else:
        text = json_lines(rows) if form is FileFormat.JSONL else json_list(rows)
    return Export(content=text.encode(), told=told)


def _with_notes(told: Told, excerpt_chars: int | None) -> Told:
    if excerpt_chars is None:
        return told
    said = f"quotations have at most {excerpt_chars} characters, and whole texts are left out"
    return replace(told, notes=(*told.notes, said))


# --- A database -------------------------------------------------------------------------------


def _of_database(documents: Sequence[DocumentRow], comments: bool) -> Told:
    held = sum(row.comments for row in documents)
    if comments or not held:
        notes: tuple[str, ...] = ()
    else:
        notes = (f"{held} reader comments left out; --comments includes them",)
    return Told(rows=len(documents), of="documents with their rows", notes=notes)


def _fill(wanted: Wanted, documents: Sequence[DocumentRow], comments: bool, path: Path) -> None:
    from onrecord.exports import new_database

    ids = [row.id for row in documents]
    origins = {row.id: row.origin for row in documents if row.origin}
    about = {
        "program": f"onrecord {version('onrecord')}",
        "quotations": "whole"
        if wanted.excerpt_chars is None
        else f"at most {wanted.excerpt_chars} characters",
        "comments": "included" if comments else "left out",
    }
    with new_database(path, excerpt_chars=wanted.excerpt_chars, comments=comments) as database:
        database.add_about(about)
        _add_origins(database, wanted.ledger, set(ids))
        for start in range(0, len(ids), _BATCH):
            _add_documents(database, wanted, ids[start : start + _BATCH], origins)
        streams = wanted.ledger.streams
        database.add_record(wanted.ledger.roll.sources(), streams.calls(), streams.votes())


def _add_origins(database: Database, ledger: Ledger, held: set[str]) -> None:
    origins = [row for row in ledger.origins() if held.intersection(row.origin.documents)]
    resting = [one.document for row in origins for one in row.origin.relations if one.evidence is not None]
    texts = {one.id: one.text for one in ledger.texts(resting)} if resting else {}
    database.add_origins(origins, (pair for pair in ledger.copies() if pair.copy in held), texts)


def _add_documents(
    database: Database, wanted: Wanted, ids: Sequence[str], origins: Mapping[str, str]
) -> None:
    """A batch of documents with all rows that fit; each row once, whatever else a filter's id may name."""
    ledger, batch, within = wanted.ledger, set(ids), replace(wanted.filters, document=tuple(ids))
    database.add_documents(ledger.texts(ids), origins)
    database.add_statements([row for row in ledger.statements(within) if row.statement.document in batch])
    positions = [row for row in ledger.positions(within) if row.position.document in batch]
    database.add_positions(positions, origins)
    database.add_claims([row for row in ledger.checks(within) if row.claim.document in batch], origins)
