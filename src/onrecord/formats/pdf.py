"""PDF to printed lines with their places, by PDFium; how they make paragraphs is told in `read`.

Runs in the guarded child: PDFium is native code.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from onrecord.formats.child import Answer, Refused

MOST_PAGES = 2_000
MOST_CHARACTERS = 5_000_000
FEW_CHARACTERS = 600
"""A page with fewer may be a picture with a running head."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""
_WIDE_GAP = 1.6
"""Sizes of the type. A wider gap within a line parts columns or cells."""
_BREAKS = "\r\n"


@dataclass(slots=True)
class _Line:
    """The characters of a line, and the box around them."""

    text: list[str]
    left: float
    bottom: float
    right: float
    top: float
    size: float

    def row(self) -> list[Any]:
        places = (self.left, self.bottom, self.right, self.top, self.size)
        return ["".join(self.text), *(round(place, 1) for place in places)]


def take_pdf(data: bytes, options: Mapping[str, Any]) -> Answer:
    """`{title, author, pages: [{width, height, pictures, lines: [[text, left, bottom, right, top, size]]}]}`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise Refused(
                "is encrypted: it opens with a password only", remedy="save a copy without the password"
            ) from error
        raise Refused("is damaged: no PDF reader opens it", remedy="save or download it again") from error
    count = len(document)
    if count > MOST_PAGES:
        raise Refused(f"has {count:,} pages, more than {MOST_PAGES:,}", remedy="split it into documents")
    told = document.get_metadata_dict(skip_empty=True)
    pages: list[dict[str, Any]] = []
    left = MOST_CHARACTERS
    for number in range(count):
        page, used = _page(document, number)
        left -= used
        if left < 0:
            raise Refused(f"has more than {MOST_CHARACTERS:,} characters", remedy="split it into documents")
        pages.append(page)
    return {"title": told.get("Title"), "author": told.get("Author"), "pages": pages}, ()


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[dict[str, Any], int]:
    """One page; a damaged one is told as such and has no lines."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return {"width": 0, "height": 0, "pictures": 0, "lines": [], "damaged": True}, 0
    count = raw.FPDFText_CountChars(text)
    lines = [line.row() for line in _lines(text, min(count, MOST_CHARACTERS + 1))]
    pictures = _pictures(page) if count < FEW_CHARACTERS else 0
    width, height = page.get_size()
    text.close()
    page.close()
    return {"width": width, "height": height, "pictures": pictures, "lines": lines}, max(count, 0)


def _pictures(page: pypdfium2.PdfPage) -> int:
    objects = page.get_objects(max_depth=3)
    return sum(1 for thing in objects if thing.type == raw.FPDF_PAGEOBJ_IMAGE)


def _lines(text: pypdfium2.PdfTextPage, count: int) -> Iterator[_Line]:
    """The lines in the order of the file. PDFium marks where one ends by a break or by a hyphen of its own."""
    box = raw.FS_RECTF()
    line: _Line | None = None
    spaced = False
    for at in range(count):
        code = raw.FPDFText_GetUnicode(text, at)
        hyphen = raw.FPDFText_IsHyphen(text, at) == 1
        char = "-" if hyphen else chr(code) if code < 0x110000 else "\ufffd"
        if char in _BREAKS or char == "\x00":
            if line is not None:
                yield line
            line = None
            continue
        if char.isspace():
            spaced = line is not None
            continue
        if not raw.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box)):
            continue
        size = raw.FPDFText_GetFontSize(text, at)
        if line is not None and _parted(line, box):
            yield line
            line = None
        if line is None:
            line = _Line([], box.left, box.bottom, box.right, box.top, size)
        elif _raised(line, box, size, char):
            continue
        elif spaced:
            line.text.append(" ")
        spaced = False
        _extend(line, char, box, size)
        if hyphen:
            yield line
            line = None
    if line is not None:
        yield line


def _parted(line: _Line, box: Any) -> bool:
    """True where the character does not go on from the line: too far to the right, or higher or lower."""
    height = max(line.top - line.bottom, 1.0)
    apart = box.left - line.right > _WIDE_GAP * height or box.left < line.left - height
    middle = (box.top + box.bottom) / 2
    return apart or not (line.bottom - 0.2 * height <= middle <= line.top + 0.2 * height)


def _raised(line: _Line, box: Any, size: float, char: str) -> bool:
    """True for the small raised number that leads to a footnote: no part of the sentence."""
    small = size <= 0.75 * line.size or (box.top - box.bottom) <= 0.75 * (line.top - line.bottom)
    return small and char.isdigit() and box.bottom > line.bottom + 0.1 * (line.top - line.bottom)


def _extend(line: _Line, char: str, box: Any, size: float) -> None:
    line.text.append(char)
    line.right = max(line.right, box.right)
    line.left = min(line.left, box.left)
    line.bottom = min(line.bottom, box.bottom)
    line.top = max(line.top, box.top)
    line.size = max(line.size, size)
