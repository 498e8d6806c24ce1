"""Reading: bytes to Document, for every format that is read, and where the bytes come from.

`find_sources` names the files that there are, `documents_in` opens what holds several documents, `read_source` reads one.
"""

from onrecord.read.columns import parse_columns
from onrecord.read.decode import SIZE_LIMIT
from onrecord.read.document import read_bytes, read_source
from onrecord.read.holding import documents_in
from onrecord.read.outlets import Outlet, Outlets, load_outlets
from onrecord.read.sources import Source, find_sources
from onrecord.read.told import Told

__all__ = [
    "SIZE_LIMIT",
    "Outlet",
    "Outlets",
    "Source",
    "Told",
    "documents_in",
    "find_sources",
    "load_outlets",
    "parse_columns",
    "read_bytes",
    "read_source",
]
