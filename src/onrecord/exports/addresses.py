"""The names that documents, rows and the program itself have in linked data.

Ids are URNs made of the ledger's own ids, so that each leads back to `onrecord evidence`.
"""

from __future__ import annotations

import re

from onrecord.vocabulary import Document

PROGRAM = "OnRecord"
# Signs that RFC 3987 has in no address would let it end early in a page or in Markdown.
_OF_THE_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f<>\"\\^`{|}]+", re.IGNORECASE)


def urn(what: str, id_: str) -> str:
    """`urn:onrecord:claim:clm-...`; the name space is the program's own and not registered."""
    return f"urn:onrecord:{what}:{id_}"


def web_address(document: Document) -> str | None:
    """The document's address, where it is one of the web: a path is the machine's own."""
    address = document.provenance.address
    return address if _OF_THE_WEB.fullmatch(address) else None


def page_address(document: Document) -> str | None:
    """Where the text stands on the web: where it was taken from, else where its bytes say so themselves."""
    url = document.provenance.url or ""
    return web_address(document) or (url if _OF_THE_WEB.fullmatch(url) else None)
