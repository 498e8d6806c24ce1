"""Bytes to clean text: format told by content, encoding by mark, declaration or measure.

Whatever cannot be text is refused in one line; whatever had to be repaired is said in a warning.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from html import unescape

from charset_normalizer import from_bytes

from onrecord.errors import UnreadableDocument, UnsupportedFormat
from onrecord.read.page import Decoded
from onrecord.settings import DEFAULT_MAX_BYTES

SIZE_LIMIT = DEFAULT_MAX_BYTES
"""Bytes. A longer text is not a document of the kind we read."""

_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (also DOCX, ODT, EPUB)"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"RIFF", "RIFF (image or sound)"),
    (b"II*\x00", "TIFF image"),
    (b"MM\x00*", "TIFF image"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ", "xz archive"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"Rar!", "RAR archive"),
    (b"\xd0\xcf\x11\xe0", "old Office file"),
    (b"{\\rtf", "RTF"),
    (b"WARC/", "web archive (WARC)"),
    (b"SQLite format 3", "SQLite database"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html\b)", re.I | re.S
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
    text, encoding, warnings = _to_text(data, address=address)
    media_type = _media_type(text)
    if media_type == "application/xml":
        raise UnsupportedFormat(
            "XML has no reader yet", where=address, remedy="save the page as HTML or text"
        )
    cleaned = text if media_type == "text/html" else clean(text)
    if not cleaned.strip():
        raise UnreadableDocument("holds only white space", where=address, remedy="check how it was saved")
    return Decoded(text=cleaned, encoding=encoding, media_type=media_type, warnings=warnings)


def clean(text: str) -> str:
    """Entities decoded, newlines and spaces made plain, every other unprintable character removed."""
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
    head = data[:64].lstrip()
    for magic, name in _MAGIC:
        if head.startswith(magic):
            raise UnsupportedFormat(
                f"{name}: there is no reader for it yet", where=address, remedy="save it as text or HTML"
            )
    if len(data) > limit:
        raise UnreadableDocument(
            f"is larger than the limit of {limit:,} bytes",
            where=address,
            remedy="split it into documents",
        )


def _to_text(data: bytes, *, address: str) -> tuple[str, str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly_or_repaired(data, encoding)
    wide = _wide_encoding(data)
    if wide is not None:
        text, encoding, warnings = _strictly_or_repaired(data, wide)
        return text, encoding, (f"read as {wide}: guessed, it has no byte order mark", *warnings)
    if b"\x00" in data:
        raise UnreadableDocument(
            "is binary, not text", where=address, remedy="give the text or HTML file itself"
        )
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        return _by_measure(data, error, address=address)


def _strictly_or_repaired(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    try:
        return data.decode(encoding), encoding, ()
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return text, encoding, (f"encoding repaired: some bytes are not valid {encoding}",)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark shows as a NUL in every second byte of mostly Latin text."""
    head = data[:4096]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None


def _by_measure(data: bytes, error: UnicodeDecodeError, *, address: str) -> tuple[str, str, tuple[str, ...]]:
    """Not UTF-8: a declared encoding, else a few damaged bytes, else the likeliest legacy encoding."""
    declared = _DECLARED.search(data[:4096])
    if declared is not None:
        try:
            encoding = codecs.lookup(declared.group(1).decode("ascii")).name
            if encoding != "utf-8":
                text = data.decode(encoding, errors="replace")
                return text, encoding, (f"read as {encoding}, as the page declares",)
        except (LookupError, UnicodeError):
            pass  # an encoding nobody knows, or one that is no text encoding: measure instead
    repaired = data.decode("utf-8", errors="replace")
    damaged = repaired.count("\ufffd")
    multibyte = sum(1 for char in repaired[:200_000] if ord(char) > 127 and char != "\ufffd")
    if error.start >= len(data) - 4 or damaged <= 3 or damaged * 20 < multibyte:
        return repaired, "utf-8", (f"encoding repaired: {damaged} places are not valid UTF-8",)
    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise UnreadableDocument(
            "is binary, or in no encoding that can be told", where=address, remedy="save it as UTF-8"
        )
    text = data.decode(best.encoding, errors="replace")
    return text, best.encoding, (f"encoding guessed: read as {best.encoding}",)


def _media_type(text: str) -> str:
    head = text[:20_000].lstrip("\ufeff")
    if _HTML_START.match(head):
        return "text/html"
    tags = len(_TAG.findall(head))
    if tags >= 6 and tags * 400 > len(head):
        return "text/html"
    return "application/xml" if _XML_START.match(head) else "text/plain"
