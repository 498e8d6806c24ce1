"""What can be exported, and how each export is made of what a ledger holds: kinds of rows, forms, one database.

`exports` turns rows into the contents of files; here stands what is offered, and what is asked of the ledger for it.
"""

from onrecord.exporting.encoding import FileFormat
from onrecord.exporting.forms import FORMS, Form
from onrecord.exporting.kinds import COMMENTS, KINDS, RowKind
from onrecord.exporting.making import (
    LEAST_EXCERPT,
    OF_ROWS,
    SQLITE,
    Export,
    Told,
    chosen_format,
    export,
    offered,
    table,
    write_export,
)

__all__ = [
    "COMMENTS",
    "FORMS",
    "KINDS",
    "LEAST_EXCERPT",
    "OF_ROWS",
    "SQLITE",
    "Export",
    "FileFormat",
    "Form",
    "RowKind",
    "Told",
    "chosen_format",
    "export",
    "offered",
    "table",
    "write_export",
]
