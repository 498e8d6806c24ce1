"""Reading: bytes to Document, for plain text and HTML, and where the bytes come from.

`find_sources` names what there is to read, `read_bytes` reads one of them.
"""

from onrecord.read.decode import SIZE_LIMIT
from onrecord.read.document import read_bytes
from onrecord.read.outlets import Outlet, Outlets, load_outlets
from onrecord.read.sources import Source, find_sources

__all__ = ["SIZE_LIMIT", "Outlet", "Outlets", "Source", "find_sources", "load_outlets", "read_bytes"]
