"""Feeds (RSS, Atom): each entry is a document with its title, author, day, link and outlet.

An entry that only says that there is an article, without any of its text, is told and passed over.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from onrecord.errors import UnreadableDocument
from onrecord.formats import guarded
from onrecord.read.members import Member
from onrecord.read.rows import fact, hints_of
from onrecord.read.told import Told, identity_of, web_address

_TITLE_PARTS = ("|", " - ", " – ", " — ", " » ", ": ")


def open_feed(data: bytes, address: str) -> Iterator[Member]:
    """The entries of a feed in its order. Raises UnreadableDocument."""
    told = guarded("feed", data, address=address).value
    if not told["entries"]:
        raise UnreadableDocument("is a feed without entries", where=address, remedy="fetch it again")
    for number, entry in enumerate(told["entries"], 1):
        yield _member(
            entry,
            number,
            address,
            outlet=entry["outlet"] or _outlet(told["title"]),
            language=told["language"],
        )


def _member(
    entry: Mapping[str, Any], number: int, address: str, *, outlet: str | None, language: str | None
) -> Member:
    name = f"entry-{number}"
    content = entry["content"]
    if not content:
        error = UnreadableDocument(
            "is an entry without text",
            where=f"{address}!/{name}",
            remedy=f"read the page itself: {fact(entry['link']) or 'the feed has no link'}",
        )
        return Member(name=name, error=error)
    # Without this a fragment of a few tags would be taken for plain text.
    text = f"<html><body>{content}</body></html>" if entry["html"] and "<" in content else content
    cells = {
        "title": entry["title"],
        "author": entry["author"],
        "outlet": outlet,
        "date": entry["date"] or entry["updated"],
        "language": entry["language"] or language,
        "url": entry["link"],
        "text": content,
    }
    told = Told(url=web_address(entry["link"]), hints=hints_of(cells), identity=identity_of(cells))
    return Member(
        name=name, bytes_of=partial(io.BytesIO, text.encode("utf-8", "replace")), told=told, document=True
    )


def _outlet(title: str | None) -> str | None:
    """The feed's title where it is the name of an outlet and not that of one of its sections."""
    name = fact(title)
    return None if name is None or len(name) > 60 or any(part in name for part in _TITLE_PARTS) else name
