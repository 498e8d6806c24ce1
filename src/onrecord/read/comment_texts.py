"""The words of one reader comment and the name of who wrote it, without the date, buttons and answers around them.

A comment is read from its element where it has one, else from the lines between those that sign it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from lxml import etree

from onrecord.read.boxes import Box, Boxes
from onrecord.read.comment_names import Role, load_lists, role
from onrecord.read.decode import clean
from onrecord.read.paragraphs import squeeze
from onrecord.read.tags import BLOCKS

_LONGEST_AUTHOR = 60
_LONGEST_MARK = 90
"""Characters. A line with the date, the buttons or the name is no longer."""
_TIME = r"(?:\d{1,2}[:.h]\d{2}|(?:19|20)\d{2}|\d{1,2}/\d{1,2}/\d{2})"
_POSTED = re.compile(
    r"(?:comment #?\d+\W{1,3})?(?:posted|written|submitted|left|added|geschrieben|gepostet|publi[ée]|publicado|enviado|inviato|geplaatst)\b"
    r"(?: by| von| par| por| da| door)\s*:?\s+(?P<who>\S.{0,58}?)(?:\s*[|,•·(—–-]\s*|\s+(?:at|on|am|le|el|op|um)\s+|\s+(?=\S{3,10} \d{1,2},? \d{4})).{0,45}\d.{0,30}",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"(?=.{{0,{_LONGEST_MARK}}}$)(?:.*\b{_TIME}\b.*|.*\b(?:ago|vor \d+ \w+|il y a \d+ \w+|hace \d+ \w+)\b.*)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:\d{1,5}\s+)?(?:(?:reader|user|your|all|the)\s+)?(?:comments?|replies|responses|kommentare?|commentaires?|comentarios?|commenti|reacties|komentarze)"
    r"(?:\s+(?:to|on|for|zu|sur)\s.{1,120})?\s*[(\[:]?\s*\d{0,5}\s*[)\]:]?",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\s*[,|·(–—-]?\s*(?:\b(?:on|am|le|el|at)\s+)?\b(?:\d{1,2}\.? \w{3,10},? \d{4}|\w{3,10} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d)\b.*",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"[#•·|\s\d()+–-]*(?:(?:reply|quote|report|like|share|permalink|link|flag|edit|delete|vote|up|down|thumbs|recommend(?:ed)?|antworten|melden|zitieren|gefällt mir|répondre|signaler|responder|reportar|rispondi"
    r"|odpowiedz|says|said|log in to|to|this|comment|abuse|as|inappropriate|spam|website|profile|send|message|view|hide|show|more|less|link|follow|user|author|guest|member|rate|rating|votes?|points?|likes?)[\s:()|•·#\d+–-]*){1,6}",
    re.IGNORECASE,
)
_UNREAD = frozenset(
    [
        "script",
        "style",
        "form",
        "button",
        "cite",
        "time",
        "img",
        "select",
        "textarea",
        "input",
        "noscript",
        "iframe",
        "svg",
        "template",
        "label",
        "video",
        "audio",
    ]
)


@dataclass(slots=True)
class Written:
    """One comment while its thread is being read."""

    author: str | None
    text: str
    parent: int | None = None
    """Index of the comment it answers."""
    last: int = 0
    """One past its last stretch, where it has no element of its own."""


@cache
def _says() -> re.Pattern[str]:
    said = "|".join(
        re.escape(word) for word in sorted(load_lists().says, key=lambda word: (-len(word), word))
    )
    return re.compile(
        rf"(?P<who>\S.{{0,58}}?)\s*\b(?:{said})\b\s*(?::|\.\.\.|…|(?:on|at|am|le|el|um)\b.{{4,45}})\s*",
        re.IGNORECASE,
    )


def signing(text: str) -> str | None:
    """The name in a line that says who wrote ("Ana says:", "Posted by: Ana on 3 May 2011"); None for another."""
    if len(text) > _LONGEST_MARK:
        return None
    match = _says().fullmatch(text) or _POSTED.fullmatch(text)
    return _name(match.group("who")) if match is not None else None


def is_heading(text: str) -> bool:
    """True for "Comments", "12 comments", "Kommentare (3)"."""
    return len(text) < 150 and _HEADING.fullmatch(text) is not None


def signed(text: str) -> bool:
    """True for a line that says who posted something and when."""
    return len(text) <= _LONGEST_MARK + 30 and _POSTED.fullmatch(text) is not None


def read_box(page: Boxes, entry: Box, firsts: Collection[int]) -> Written:
    """Author and words of the comment in `entry`; `firsts` are the numbers of all boxes of comments."""
    inner = page.boxes[entry.number + 1 : entry.end]
    nested = {box.element for box in inner if box.number in firsts}
    author: str | None = None
    holder: etree._Element | None = None
    stack = [entry.element]
    while stack:
        element = stack.pop()
        names = _names(element)
        if names and element is not entry.element:
            what = role(names)
            if author is None and (element.tag == "cite" or (what.author and element.tag not in _UNREAD)):
                author = _name(" ".join(element.itertext()))
            if holder is None and what.text and not what.beside and not what.entry:
                holder = element
        elif author is None and element.tag == "cite":
            author = _name(" ".join(element.itertext()))
        stack.extend(
            child for child in reversed(element) if child not in nested and isinstance(child.tag, str)
        )
    source = holder if holder is not None else entry.element
    text, signed_by = _words(_gathered(source, nested), author)
    if not text and holder is not None:
        text, signed_by = _words(_gathered(entry.element, nested), author)
    return Written(author=author or signed_by or _before(entry), text=text)


def _before(entry: Box) -> str | None:
    """The name in the term before a definition: `<dt>Ana said:</dt><dd>...</dd>`."""
    if entry.element.tag != "dd":
        return None
    before = entry.element.getprevious()
    if before is None or before.tag != "dt":
        return None
    text = squeeze(clean(" ".join(before.itertext())))
    return signing(text) or _name(text)


def read_run(page: Boxes, first: int, last: int) -> list[Written]:
    """Comments of a part of the page that has no element for each, parted by the lines that sign them."""
    texts = [stretch.text for stretch in page.stretches[first:last]]
    marks = [index for index, text in enumerate(texts) if signing(text) is not None]
    if not marks:
        return []
    # A name stands above the words, or below; whichever end of the run has words without one tells.
    above = marks[0] <= _heading_lines(texts)
    written = []
    for number, mark in enumerate(marks):
        if above:
            end = marks[number + 1] if number + 1 < len(marks) else len(texts)
            lines = texts[mark + 1 : end]
        else:
            start = marks[number - 1] + 1 if number else _heading_lines(texts)
            lines = texts[start:mark]
        author = signing(texts[mark])
        text, _ = _words(lines, author)
        written.append(Written(author=author, text=text))
    return written


def _heading_lines(texts: list[str]) -> int:
    count = 0
    while count < len(texts) and is_heading(texts[count]):
        count += 1
    return count


def _name(text: str) -> str | None:
    """A cleaned name without "says"; None where it is too long to be one."""
    text = squeeze(clean(text)).strip(" :,|-–—•·…")
    match = _says().fullmatch(text + ":")
    if match is not None:
        text = match.group("who")
    text = _DAY.sub("", text)
    text = re.sub(r"^(?:posted |written |comment )?by:?\s+", "", text, flags=re.IGNORECASE).strip(" :,")
    return text if text and len(text) <= _LONGEST_AUTHOR and any(char.isalnum() for char in text) else None


def _names(element: etree._Element) -> str:
    parts = [element.get("class"), element.get("id"), element.get("itemprop")]
    return " ".join(part[:300] for part in parts if part)


def _words(lines: list[str], author: str | None) -> tuple[str, str | None]:
    """The lines that are the comment's own words, as paragraphs, and the name in a line that signs them."""
    kept: list[str] = []
    by: str | None = None
    for raw in lines:
        line = squeeze(clean(raw))
        if not line:
            continue
        if len(line) <= _LONGEST_MARK:
            name = signing(line)
            if name is not None:
                by = by or name
                continue
            if line == author or _BUTTON.fullmatch(line):
                continue
            if _DATED.fullmatch(line) and line[-1] not in ".!?…:" and len(line.split()) <= 12:
                continue
        kept.append(line)
    return "\n\n".join(kept), by


def _gathered(element: etree._Element, nested: Collection[etree._Element]) -> list[str]:
    """Lines in reading order; recursion is bounded by the depth that the page was checked for."""
    parts: list[str] = []
    _gather(element, nested, parts)
    return "".join(parts).split("\n")


def _gather(element: etree._Element, nested: Collection[etree._Element], parts: list[str]) -> None:
    block = element.tag in BLOCKS
    if block:
        parts.append("\n")
    if element.text:
        parts.append(element.text.replace("\n", " "))
    for child in element:
        tag = child.tag
        if tag == "br":
            parts.append("\n" if "\n" in parts[-1:] else " \n" if _ends(parts) else " ")
        elif isinstance(tag, str) and tag not in _UNREAD and child not in nested:
            names = _names(child)
            what = role(names) if names else None
            if what is None or not _beside(child, what):
                _gather(child, nested, parts)
        if child.tail:
            parts.append(child.tail.replace("\n", " "))
    if block:
        parts.append("\n")


def _beside(element: etree._Element, what: Role) -> bool:
    """True for the name, the date and the buttons; some themes put the words themselves into the box of the name."""
    if what.beside and not what.text:
        return len("".join(element.itertext())) <= 4 * _LONGEST_MARK
    return what.author and element.tag != "p" and len("".join(element.itertext())) <= _LONGEST_MARK


def _ends(parts: list[str]) -> bool:
    return bool(parts) and parts[-1].rstrip()[-1:] in ".!?…:"
