"""A feed (RSS 0.9 to 2.0, Atom 0.3 and 1.0) to its entries, by feedparser.

Runs in the guarded child: feedparser falls back to searching by patterns where the XML is broken.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser

from onrecord.formats.child import Answer, Refused

MOST_ENTRIES = 50_000


def take_feed(data: bytes, options: Mapping[str, Any]) -> Answer:
    """`{title, language, entries: [{title, author, date, link, language, html, content}]}`; None where nothing is told."""
    told = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True)
    if not told.get("version") and not told.entries:
        raise Refused(
            "is XML, but no feed (RSS, Atom)", remedy="save the page as HTML or text, or its rows as CSV"
        )
    if len(told.entries) > MOST_ENTRIES:
        raise Refused(f"has more than {MOST_ENTRIES:,} entries", remedy="split it")
    return {
        "title": _text(told.feed.get("title")),
        "language": _text(told.feed.get("language")),
        "entries": [_entry(entry) for entry in told.entries],
    }, ()


def _entry(entry: Any) -> dict[str, Any]:
    contents = [part for part in entry.get("content", ()) if part.get("value")]
    if entry.get("summary"):
        contents.append(entry.get("summary_detail") or {"value": entry["summary"]})
    best: Any = max(contents, key=lambda part: len(part.get("value") or ""), default={})
    source = entry.get("source") or {}
    return {
        "title": _text(entry.get("title")),
        "author": _text(entry.get("author_detail", {}).get("name") or entry.get("author")),
        "date": _day(entry, "published"),
        "updated": _day(entry, "updated"),
        "link": _text(entry.get("link")),
        "outlet": _text(source.get("title")),
        "language": _text(best.get("language")),
        "html": "html" in str(best.get("type", "text/html")),
        "content": _text(best.get("value")),
    }


def _day(entry: Any, name: str) -> str | None:
    """The day as printed, where the outlet is; feedparser itself would give that of Greenwich."""
    printed = str(entry.get(name) or "").strip()
    try:
        return parsedate_to_datetime(printed).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    if printed[:10].count("-") == 2 and printed[:4].isdigit():
        return printed[:10]
    parsed = entry.get(f"{name}_parsed")
    return f"{parsed[0]:04d}-{parsed[1]:02d}-{parsed[2]:02d}" if parsed else None


def _text(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None
