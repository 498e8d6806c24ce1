"""Which format some bytes are in, told by their first bytes and structure; the name only breaks ties.

A file called `speech.txt` that is a PDF is read as a PDF. Plain text is what nothing else fits.
"""

from __future__ import annotations

import codecs
import re
import zipfile
from enum import StrEnum

from onrecord.errors import UnsupportedFormat

HEAD = 16_384
"""Bytes that are looked at."""


class Form(StrEnum):
    """The formats that are read: documents first, then what holds documents."""

    TEXT = "text/plain"
    """Text or HTML: which of them is told when it is decoded."""
    MARKDOWN = "text/markdown"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    MAIL = "message/rfc822"
    MAILBOX = "application/mbox"
    FEED = "application/rss+xml"
    WARC = "application/warc"
    ZIP = "application/zip"
    TAR = "application/x-tar"
    GZIP = "application/gzip"
    JSONL = "application/jsonl"
    JSON = "application/json"
    CSV = "text/csv"

    @property
    def holds_many(self) -> bool:
        """True for what may hold several documents."""
        return self not in (Form.TEXT, Form.MARKDOWN, Form.PDF, Form.DOCX)


_PICTURE = "read its text with an OCR program and save that"
_UNPACK = "unpack it first, or pack it as ZIP or tar.gz"
_REFUSED = (
    (b"\x89PNG", "PNG image", _PICTURE),
    (b"\xff\xd8\xff", "JPEG image", _PICTURE),
    (b"GIF8", "GIF image", _PICTURE),
    (b"RIFF", "RIFF (image or sound)", _PICTURE),
    (b"II*\x00", "TIFF image", _PICTURE),
    (b"MM\x00*", "TIFF image", _PICTURE),
    (b"BZh", "bzip2 archive", _UNPACK),
    (b"\xfd7zXZ", "xz archive", _UNPACK),
    (b"7z\xbc\xaf", "7z archive", _UNPACK),
    (b"Rar!", "RAR archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive", _UNPACK),
    (b"\xd0\xcf\x11\xe0", "old Office or Outlook file (.doc, .xls, .ppt, .msg)", "save it as DOCX, CSV, PDF or EML"),
    (b"{\\rtf", "RTF", "save it as DOCX, PDF or text"),
    (b"SQLite format 3", "SQLite database", "export its texts as CSV"),
    (b"PAR1", "Parquet table", "export its texts as CSV or JSON lines"),
    (b"ID3", "sound", "give its transcript as text"),
    (b"\x00\x00\x00\x18ftyp", "video", "give its transcript as text"),
    (b"\x00\x00\x00\x20ftyp", "video", "give its transcript as text"),
    (b"%!PS", "PostScript", "save it as PDF"),
    (b"AT&TFORM", "DjVu", "save it as PDF with its text layer"),
)  # fmt: skip
_OFFICE = (
    ("xl/", "XLSX spreadsheet", "save the sheet that holds the texts as CSV"),
    ("ppt/", "PPTX presentation", "save it as PDF"),
)
_PACKED = (
    ("application/vnd.oasis.opendocument", "OpenDocument file (ODT, ODS, ODP)", "save it as DOCX, PDF or CSV"),
    ("application/epub+zip", "EPUB book", "save its chapters as HTML or text"),
)  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FIRST_ELEMENT = re.compile(
    r"\s*(?:(?:<\?[^>]{0,500}\?>|<!--.{0,4000}?-->|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,8000}\]\s*)?>)\s*){0,20}<([A-Za-z][\w.:-]{0,60})",
    re.S,
)
_FEEDS = {"rss", "feed", "rdf:rdf", "channel"}
_HEADER = re.compile(
    r"([!-9;-~]{1,70}):[ \t]?[^\r\n]{0,2000}(?:\r?\n[ \t][^\r\n]{0,2000}){0,100}(?:\r?\n|\Z)"
)
_SENT = {"received", "message-id", "mime-version", "return-path", "delivered-to", "content-transfer-encoding", "dkim-signature", "snapshot-content-location"}  # fmt: skip
_FROM_LINE = re.compile(r"From \S[^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,40}\d{4}[^\r\n]{0,20}\r?\n")
_JSON_LINE = re.compile(r'\s*\{\s*"')
_JSON = re.compile(r"\s*[\[{]")
_FRONT_MATTER = re.compile(
    r"---\s*\r?\n(?:[A-Za-z_][\w-]*:[^\r\n]*\r?\n|[ \t-][^\r\n]*\r?\n){1,60}---\s*\r?\n"
)
_SHEETS = (".csv", ".tsv", ".tab")


def tell_form(head: bytes, *, name: str, address: str) -> Form:
    """The format of what begins with `head` (up to HEAD bytes). Raises UnsupportedFormat for one without a reader."""
    bare = head.lstrip()
    refuse_unread(bare, address=address)
    if _is_pdf(head):
        return Form.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Form.ZIP
    if head.startswith(b"\x1f\x8b"):
        return Form.GZIP
    if bare.startswith((b"WARC/1.", b"WARC/0.")):
        return Form.WARC
    if head[257:262] == b"ustar":
        return Form.TAR
    return _tell_text(_as_text(head), name.casefold(), address=address)


def _is_pdf(head: bytes) -> bool:
    """The mark at the start, or after the few odd bytes that PDF readers pass over; never in a header or in markup."""
    at = head.find(b"%PDF-", 0, 1024)
    return at >= 0 and not (b":" in head[:at] or b"<" in head[:at])


def refuse_unread(bare: bytes, *, address: str) -> None:
    """Raise UnsupportedFormat, with what to do next, for a format that has no reader."""
    binary = any(byte < 9 or 13 < byte < 27 for byte in bare[:400])
    for magic, called, remedy in _REFUSED:
        # Marks of letters alone may also open a text.
        if bare.startswith(magic) and (binary or not magic.isalnum()):
            raise UnsupportedFormat(f"{called}: there is no reader for it", where=address, remedy=remedy)


def tell_zip(archive: zipfile.ZipFile, *, address: str) -> Form:
    """DOCX or ZIP. Raises UnsupportedFormat for the other formats that are packed as ZIP."""
    names = archive.namelist()
    if "word/document.xml" in names:
        return Form.DOCX
    if "[Content_Types].xml" in names:
        for start, called, remedy in _OFFICE:
            if any(name.startswith(start) for name in names):
                raise UnsupportedFormat(f"{called}: there is no reader for it", where=address, remedy=remedy)
    if names and names[0] == "mimetype":
        try:
            with archive.open("mimetype") as stream:
                kind = stream.read(200).decode("ascii", "replace").strip()
        except (RuntimeError, OSError, NotImplementedError, zipfile.BadZipFile):
            return Form.ZIP
        for start, called, remedy in _PACKED:
            if kind.startswith(start):
                raise UnsupportedFormat(f"{called}: there is no reader for it", where=address, remedy=remedy)
    return Form.ZIP


def _tell_text(text: str, name: str, *, address: str) -> Form:
    first = _FIRST_ELEMENT.match(text)
    if first is not None and first.group(1).casefold() in _FEEDS:
        return Form.FEED
    if first is not None and text.lstrip().startswith("<?xml") and "html" not in first.group(1).casefold():
        raise UnsupportedFormat(
            "XML that is no feed: there is no reader for it",
            where=address,
            remedy="save the page as HTML or text",
        )
    if _FROM_LINE.match(text) and _header_names(text.partition("\n")[2]):
        return Form.MAILBOX
    if _is_mail(text, name):
        return Form.MAIL
    if name.endswith(_SHEETS):
        return Form.CSV
    if _JSON_LINE.match(text) and (
        name.endswith((".jsonl", ".ndjson", ".jsonlines")) or _is_json_lines(text)
    ):
        return Form.JSONL
    if name.endswith(".json") and _JSON.match(text):
        return Form.JSON
    if name.endswith((".md", ".markdown")) or _FRONT_MATTER.match(text):
        return Form.MARKDOWN
    return Form.TEXT


def _as_text(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode("latin-1")


def _is_mail(text: str, name: str) -> bool:
    """Headers as a program writes them; a text that prints "From: ..." and "Date: ..." is none unless it is called so."""
    names = _header_names(text)
    if "from" not in names:
        return False
    return bool(names & _SENT) or (name.endswith((".eml", ".mht", ".mhtml")) and len(names) > 1)


def _header_names(text: str) -> set[str]:
    """Names of the header lines that the text begins with."""
    names: set[str] = set()
    at = 0
    while (match := _HEADER.match(text, at)) is not None and len(names) < 200:
        names.add(match.group(1).casefold())
        at = match.end()
    return names


def _is_json_lines(text: str) -> bool:
    """True where the first two lines are an object each: a text that only begins with a brace is none."""
    lines = [line.strip() for line in text.split("\n", 2)[:2]]
    return len(lines) == 2 and all(line.startswith("{") for line in lines) and lines[0].endswith("}")
