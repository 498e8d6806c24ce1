"""Text from documents made harmless for a page: control characters visible, lengths bounded.

Escaping for HTML is Jinja's work; this is for what escaping leaves alone, such as a right-to-left override.
"""

from __future__ import annotations

import re
import unicodedata

# Joiners and single-character marks that honest Arabic, Hebrew, Persian and Indic text needs; none reaches
# beyond the isolate that every quotation stands in.
_KEPT = frozenset("\t\n\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060")
_UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_ADDRESS = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


def visible(text: str) -> str:
    """The text with control, override and unpaired characters written out as `⟦U+202E⟧`."""
    text = text.replace("\r\n", "\n")
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in _KEPT:
        return character
    noncharacter = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    if noncharacter or unicodedata.category(character) in _UNSAFE:
        return f"⟦U+{ord(character):04X}⟧"
    return character


def clip(text: str, most: int) -> str:
    """At most `most` characters of the text, and how many more there are."""
    if len(text) <= most:
        return text
    return f"{text[:most].rstrip()} … [{len(text) - most} more characters]"


def sort_key(name: str) -> tuple[str, str]:
    """Alphabetical order that files "Côte d'Ivoire" under "cote"."""
    plain = unicodedata.normalize("NFKD", name[:200])
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold(), name


def shown_address(address: str) -> str:
    """A URL or relative path as given; of an absolute path the last part, for the rest is the machine's."""
    if _ADDRESS.match(address):
        return address
    if address.startswith(("/", "\\", "~")) or re.match(r"[A-Za-z]:[\\/]", address):
        return re.split(r"[\\/]", address.rstrip("\\/"))[-1] or "root folder"
    return address
