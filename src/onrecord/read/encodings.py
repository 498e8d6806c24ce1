"""Bytes to characters: by mark, by escapes, as UTF-8, as the page declares, else by measure.

A declaration is believed as browsers believe it, and not where the text that it gives can be no text.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

import chardet

from onrecord.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPES = (
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"\x1b(?:\$[@B]|\([JI])"), "iso2022_jp_ext"),
)
"""Encodings in seven bits, which would pass for UTF-8."""
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I
)
_LABELS = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "x-x-big5": "big5hkscs",
    "windows-949": "cp949",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-mac-cyrillic": "mac_cyrillic",
    "dos-874": "cp874",
}
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What pages mean that declare the former: each is the larger of two (WHATWG Encoding Standard, labels)."""
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_LATIN = ("cp1250", "cp1252", "cp1254", "cp1257", "iso8859-2", "iso8859-15")
_SAMPLE = 200_000
_LOST = "\ufffd"
_STRAY = re.compile("[\udc80-\udcff]+")
_TYPOGRAPHIC = re.compile("[\udc85\udc91-\udc97]")
"""Bytes that stand for an ellipsis, quotation marks, a bullet and dashes in all Windows encodings."""

Told = tuple[str, str, tuple[str, ...]]
"""Text, the encoding's name, and warnings."""


def to_text(data: bytes, *, address: str) -> Told:
    """The characters of `data`; UnreadableDocument where it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly_or_repaired(data, encoding)
    wide = _wide_encoding(data)
    if wide is not None:
        text, encoding, warnings = _strictly_or_repaired(data, wide)
        return text, encoding, (f"read as {wide}: guessed, it has no byte order mark", *warnings)
    data, warnings = _without_nul(data, address=address)
    escaped = next((encoding for escape, encoding in _ESCAPES if escape.search(data[:_SAMPLE])), None)
    if escaped is not None and data.isascii():
        text, encoding, more = _strictly_or_repaired(data, escaped)
        return text, encoding, (*warnings, f"read as {escaped}, by its escapes", *more)
    try:
        return data.decode("utf-8"), "utf-8", warnings
    except UnicodeDecodeError as error:
        text, encoding, more = _by_measure(data, error, address=address)
        return text, encoding, (*warnings, *more)


def _without_nul(data: bytes, *, address: str) -> tuple[bytes, tuple[str, ...]]:
    """A few NUL in a long text are a slip of whoever saved it; many, or other control bytes beside them, are no text."""
    count = data.count(0)
    if not count:
        return data, ()
    controls = sum(data.count(byte) for byte in (*range(1, 8), *range(14, 27)))
    if count * 500 > len(data) or controls:
        raise UnreadableDocument(
            "is binary, not text", where=address, remedy="give the text or HTML file itself"
        )
    return data.replace(b"\0", b""), (f"{count} NUL characters removed",)


def _strictly_or_repaired(data: bytes, encoding: str) -> Told:
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


def _by_measure(data: bytes, error: UnicodeDecodeError, *, address: str) -> Told:
    """Not UTF-8: a declared encoding, else a few damaged bytes, else the likeliest legacy encoding."""
    declared = _as_declared(data)
    if declared is not None:
        return declared
    utf8 = _damaged_utf8(data)
    if error.start >= len(data) - 4 or (utf8.whole and utf8.lost <= 3) or utf8.lost * 20 < utf8.whole:
        return utf8.text, "utf-8", (f"encoding repaired: {utf8.damaged} places are not valid UTF-8",)
    encoding = _measured(data)
    if encoding is None:
        raise UnreadableDocument(
            "is binary, or in no encoding that can be told", where=address, remedy="save it as UTF-8"
        )
    return data.decode(encoding, errors="replace"), encoding, (f"encoding guessed: read as {encoding}",)


class _Damaged(NamedTuple):
    """UTF-8 with damage: how many signs beyond ASCII are whole, how many places are not, how many of them are lost."""

    text: str
    whole: int
    damaged: int
    lost: int


def _damaged_utf8(data: bytes) -> _Damaged:
    """The text with marks of Windows encodings as what they are, and a sign of loss for all other damage."""
    text = data.decode("utf-8", errors="surrogateescape")
    damaged = len(_STRAY.findall(text))
    whole = sum(1 for char in text[:_SAMPLE] if ord(char) > 127 and not "\udc80" <= char <= "\udcff")
    text = _TYPOGRAPHIC.sub(lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252"), text)
    text, lost = _STRAY.subn(_LOST, text)
    return _Damaged(text, whole, damaged, lost)


def _as_declared(data: bytes) -> Told | None:
    """The text as the page declares it; None where it declares nothing, or what cannot be."""
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    label = found.group(1).decode("ascii", errors="replace").lower()
    try:
        encoding = codecs.lookup(_LABELS.get(label, label)).name
        encoding = _MEANT.get(encoding, encoding)
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError):
        return None  # an encoding nobody knows, or one that is no text encoding: measure instead
    if encoding == "utf-8" or text.count(_LOST) * 100 > len(text):
        return None
    if encoding in _LATIN and _cannot_be_latin(text):
        measured = _measured(data)
        if measured is not None and measured not in _LATIN:
            warning = f"encoding guessed: read as {measured}, though the page declares {label}"
            return data.decode(measured, errors="replace"), measured, (warning,)
    return text, encoding, (f"read as {encoding}, as the page declares",)


def _cannot_be_latin(text: str) -> bool:
    """No language in Latin letters has more letters with marks than without; other alphabets misread have."""
    letters = [char for char in re.sub(r"<[^<>]{0,2000}>", " ", text[:_SAMPLE]) if char.isalpha()]
    marked = sum(1 for char in letters if ord(char) > 127)
    return marked > 20 and marked * 2 > len(letters)


def _measured(data: bytes) -> str | None:
    """The likeliest encoding by the frequency of letters, whatever the markup declares; None for what is no text."""
    told = chardet.detect(_TAG.sub(b" ", data[:_SAMPLE]))["encoding"]
    if told is None:
        return None
    name = codecs.lookup(told).name
    return _MEANT.get(name, name)
