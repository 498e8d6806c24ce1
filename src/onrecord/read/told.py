"""What is known of a document besides its bytes: from the archive, mailbox, feed, table or server that it came from.

Whoever names a source says it here; the reader puts it beside what the text itself tells.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from onrecord.read.page import Hints

LONGEST_ADDRESS = 2_000
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """None where nothing is told; everything of `Hints` goes before what the page's own markup says."""

    container: str | None = None
    """Address of the file that holds this one."""
    url: str | None = None
    """Where on the web it stands."""
    retrieved: str | None = None
    """When it was taken from the web, as ISO 8601 text."""
    charset: str | None = None
    """The encoding that the envelope declares; the bytes' own mark and valid UTF-8 go before it."""
    hints: Hints = field(default_factory=Hints)
    identity: bytes | None = None
    """For a row of a table or an entry of a feed: the bytes that its id is a digest of. None: those of the document."""


def identity_of(cells: Mapping[str, str | None]) -> bytes:
    """One encoding for the same row, in whichever file, order of columns or format it stands."""
    kept = {name: value for name, value in sorted(cells.items()) if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def web_address(text: str | None) -> str | None:
    """The text as an address on the web; None where it is none, or none that can be taken apart."""
    address = " ".join((text or "").split())
    if not address.casefold().startswith(("http://", "https://")) or len(address) > LONGEST_ADDRESS:
        return None
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return address if host and address.isprintable() else None
