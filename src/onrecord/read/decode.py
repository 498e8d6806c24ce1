"""Bytes to clean text: format told by content, characters by `encodings`, garbled passages by `mojibake`.

Whatever cannot be text is refused in one line; whatever had to be repaired is said in a warning.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from onrecord.errors import UnreadableDocument, UnsupportedFormat
from onrecord.read.encodings import to_text
from onrecord.read.mojibake import repair
from onrecord.read.page import Decoded
from onrecord.settings import DEFAULT_MAX_BYTES

SIZE_LIMIT = DEFAULT_MAX_BYTES
"""Bytes. A longer text is not a document of the kind we read."""

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|style|script|meta|link)\b[^<>]{0,2000}>)",
    re.I | re.S,
)
_TAG = re.compile(
    r"</?(?:html|head|body|div|p|a|span|br|table|tr|td|article|section|ul|li|h[1-6]|meta|script)\b", re.I
)
_XML_START = re.compile(r"\s*<(?:\?xml|rss|feed|tei)\b", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_DROPPED = re.compile(
    r"[\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]"
)
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v]")


def decode(data: bytes, *, address: str, limit: int = SIZE_LIMIT) -> Decoded:
    """Text of `data`; raises UnsupportedFormat or UnreadableDocument with the place and a remedy."""
    _refuse_unusable(data, address=address, limit=limit)
    text, encoding, warnings = to_text(data, address=address)
    media_type = _media_type(text)
    text, repairs = repair(text, markup=media_type == "text/html")
    if media_type == "application/xml":
        raise UnsupportedFormat(
            "XML that is no feed: there is no reader for it",
            where=address,
            remedy="save the page as HTML or text",
        )
    cleaned = text if media_type == "text/html" else clean(text)
    if not cleaned.strip():
        raise UnreadableDocument("holds only white space", where=address, remedy="check how it was saved")
    return Decoded(text=cleaned, encoding=encoding, media_type=media_type, warnings=(*warnings, *repairs))


def clean(text: str) -> str:
    """Entities decoded, newlines and spaces made plain, every other unprintable character removed."""
    if text.isprintable() and "&" not in text and "\ufffc" not in text:
        return unicodedata.normalize("NFC", text)  # nothing of the below stands in it
    text = _ENTITY.sub(lambda match: unescape(match.group()), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\f", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\x85", "\n")
    text = _DROPPED.sub("", _SPACES.sub(" ", text))
    if not text.replace("\n", "").isprintable():
        text = "".join(char for char in text if char == "\n" or char.isprintable())
    return unicodedata.normalize("NFC", text)


def _refuse_unusable(data: bytes, *, address: str, limit: int) -> None:
    if not data:
        raise UnreadableDocument("is empty", where=address, remedy="check how it was saved")
    if len(data) > limit:
        raise UnreadableDocument(
            f"is larger than the limit of {limit:,} bytes",
            where=address,
            remedy="split it into documents",
        )


def _media_type(text: str) -> str:
    head = text[:20_000].lstrip("\ufeff")
    if _HTML_START.match(head):
        return "text/html"
    tags = len(_TAG.findall(head))
    if tags >= 6 and tags * 400 > len(head):
        return "text/html"
    return "application/xml" if _XML_START.match(head) else "text/plain"
