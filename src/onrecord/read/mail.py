"""One message, or one page saved by a browser (MHTML), to a Page.

What is quoted from earlier messages is not what this one says: it is left out as such, and kept.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from onrecord.read.author_names import read_names
from onrecord.read.decode import decode
from onrecord.read.outlets import load_outlets
from onrecord.read.page import Hints
from onrecord.read.paragraphs import squeeze
from onrecord.read.people import looks_like_person
from onrecord.read.rows import day_of, fact
from onrecord.vocabulary import LeftOut

QUOTED = "quoted reply"
_INTRODUCED = re.compile(
    r"\s*(?:On\b.{4,200}\bwrote:|Le\b.{4,200}\ba écrit\s?:|Am\b.{4,200}\bschrieb.{0,80}:|El\b.{4,200}\bescribió:"
    r"|Il\b.{4,200}\bha scritto:|.{4,120}\bпишет:|-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Message d'origine"
    r"|Mensaje original)\s*-{2,}|_{20,}\s*)"
)
"""The line before a quoted message, as mail programs write it in some languages."""
_FORWARDED = re.compile(
    r"\s*-{2,}\s*(?:Forwarded message|Weitergeleitete Nachricht|Message transféré)\s*-{2,}", re.I
)
_SIGNED_LINES, _SIGNED_LETTERS = 8, 500
"""No more lines, and no more letters, stand in a signature."""
_QUOTES = "//blockquote[@type='cite']|//*[contains(concat(' ', @class, ' '), ' gmail_quote ')]|//*[@id='divRplyFwdMsg']/following-sibling::*|//*[@id='divRplyFwdMsg']"


def body_of(body: Mapping[str, Any], data: bytes, *, address: str) -> tuple[str, str, tuple[str, ...]]:
    """Text, encoding and warnings of one body; its declared encoding is used where it fits. Raises SkipItem."""
    charset = str(body.get("charset") or "")
    try:
        encoding = codecs.lookup(charset).name if charset else "utf-8"
        if encoding not in ("ascii", "utf-8"):
            return data.decode(encoding), encoding, ()
    except (LookupError, UnicodeError):
        pass  # an encoding nobody knows, or one that does not fit: measure instead
    decoded = decode(data, address=address)
    return decoded.text, decoded.encoding, decoded.warnings


def take_quotes(text: str) -> tuple[str, tuple[LeftOut, ...]]:
    """A plain message without what it quotes and without the sender's signature; a forwarded message stays."""
    lines = text.replace("\r\n", "\n").split("\n")
    kept: list[str] = []
    left: list[LeftOut] = []
    quoted: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        signed = _end_of_signature(lines, at) if at > 0 else None
        if signed is not None:
            left.append(LeftOut(reason="signature", text=squeeze(" ".join(lines[at + 1 : signed]))))
            at = signed
            continue
        if line.startswith(">"):
            quoted.append(line)
        elif _FORWARDED.match(line):
            kept.extend(lines[at + 1 :])
            break
        elif line.startswith(("-", "_")) and _INTRODUCED.match(line) and kept:
            quoted.extend(lines[at:])
            break
        elif not _INTRODUCED.match(line) or not _quote_follows(lines, at + 1):
            kept.append(line)
        else:
            quoted.append(line)
        at += 1
    if any(line.strip() for line in quoted):
        left.insert(0, LeftOut(reason=QUOTED, text=squeeze(" ".join(quoted))))
    if not "".join(kept).strip():  # nothing but the quotation: then that is the text
        return "\n".join(re.sub(r"^(?:> ?)+", "", line) for line in lines), ()
    return "\n".join(kept), tuple(item for item in left if item.text)


def _end_of_signature(lines: list[str], at: int) -> int | None:
    """Where the signature that opens here ends: at a quotation or with the message; None where none opens.

    Two dashes also part the sections of a text, so that what follows must be short.
    """
    if lines[at] != "-- " and (lines[at] != "--" or "--" in lines[:at]):
        return None
    end = at + 1
    while end < len(lines) and not (
        lines[end].startswith(">") or (_INTRODUCED.match(lines[end]) and _quote_follows(lines, end + 1))
    ):
        end += 1
    told = [line for line in lines[at + 1 : end] if line.strip()]
    return end if len(told) <= _SIGNED_LINES and sum(map(len, told)) <= _SIGNED_LETTERS else None


def _quote_follows(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at : at + 4] if line.strip()), "")
    return following.startswith(">")


def take_html_quotes(text: str) -> tuple[str, tuple[LeftOut, ...]]:
    """A message in HTML without what it quotes; as it is where nothing else would be left."""
    parser = lxml_html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        found = [element for element in tree.xpath(_QUOTES) if element.getparent() is not None]
        quoted = squeeze(" ".join(" ".join(element.itertext()) for element in found))
        for element in found:
            element.drop_tree()
        if not quoted or not squeeze(" ".join(tree.itertext())):
            return text, ()
        return str(etree.tostring(tree, encoding="unicode", method="html")), (
            LeftOut(reason=QUOTED, text=quoted),
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return text, ()


def hints_of_mail(told: Mapping[str, Any]) -> Hints:
    """Subject, sender's name and day of a message. An address alone is no name, and a desk is no person."""
    sender = fact(told["sender"])
    return Hints(
        title=fact(told["subject"]),
        author=_person(sender),
        date=day_of(told["date"]),
    )


def _person(sender: str | None) -> str | None:
    """The sender, where the name is that of one person: "Press Service" and "MFA Newsroom" are desks."""
    if sender is None or any(word.isupper() and len(word) > 2 for word in sender.split()):
        return None
    people = read_names([sender], outlets=load_outlets(), site=None).people
    return people[0] if len(people) == 1 and looks_like_person(people[0]) else None
