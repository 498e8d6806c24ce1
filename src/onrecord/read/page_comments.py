"""Reader comments in HTML, told by the names that comment systems give to their containers.

What is found is cut out of the tree, so that the article is sought in what remains.
"""

from __future__ import annotations

import re

from lxml import etree

from onrecord.read.decode import clean
from onrecord.read.paragraphs import squeeze
from onrecord.vocabulary import Comment

_SECTION = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment[_-]?(?:list|area|section|wrap\w*|container|thread|holder|box|block)|commentlist|commentsblock"
    r"|disqus_thread|dsq-\w+|fb-comments|respond|reader[_-]?comments?|user[_-]?comments?|kommentare?|commentaires|comentarios|discussion)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"(?:^|[\s_-])(?:comment|comment[_-]?(?:item|entry|body|wrap\w*|\d+)|dsq-comment|kommentar|commentaire|reply|depth-\d|hentry-comment)(?:$|[\s_-]|\d)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:fn|comment[_-]?author|author(?:[_-]?name)?|username|user[_-]?name|commenter|nickname|nick|cite|dsq-commenter-name)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"(?:^|[\s_-])(?:comment[_-]?(?:text|content|body|message|copy)|commenttext|dsq-comment-text|entry-content|message|text)(?:$|[\s_-])",
    re.IGNORECASE,
)
_META = re.compile(
    r"(?:^|[\s_-])(?:reply|comment[_-]?(?:meta\w*|date|time|footer|actions?|tools|links?|head\w*|info)|metadata|commentmetadata|date|time|timestamp|permalink|avatar|vote\w*|rating|report|says)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\s*\b(?:says|said|wrote|schrieb|sagt|a écrit|dijo)\b\s*:?\s*$", re.IGNORECASE)
_LONGEST_AUTHOR = 60
_MOST = 5000
"""Comments. A page has fewer; more are not read."""
_ARTICLE_TAGS = ("html", "body", "head", "main", "article")


def cut_comments(tree: etree._Element) -> tuple[Comment, ...]:
    """The comments in order; their sections are removed from `tree`."""
    sections = _sections(tree)
    found: list[Comment] = []
    seen: set[str] = set()
    for section in sections:
        for entry in _entries(section):
            author, text = _read_entry(entry)
            if text and text not in seen and len(found) < _MOST:
                seen.add(text)
                found.append(Comment(order=len(found) + 1, author=author, text=text))
    for section in sections:
        parent = section.getparent()
        if parent is not None:
            _remove(parent, section)
    return tuple(found)


def _names(element: etree._Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _sections(tree: etree._Element) -> list[etree._Element]:
    """Outermost elements that hold comments and no article."""
    total = _length(tree)
    found: list[etree._Element] = []
    inside: set[etree._Element] = set()
    for element in tree.iter("div", "section", "ol", "ul", "dl", "table", "li", "article", "aside"):
        if element.getparent() in inside:
            inside.add(element)
            continue
        if not _is_section(element) or (element.tag in _ARTICLE_TAGS and not _ENTRY.search(_names(element))):
            # Descendants are looked at in turn; only children of a section are known to be inside.
            continue
        if _holds_article(element, total):
            continue
        inside.add(element)
        found.append(element)
    return found


def _is_section(element: etree._Element) -> bool:
    names = _names(element)
    return element.get("itemprop") == "comment" or _SECTION.search(names) is not None


def _holds_article(element: etree._Element, total: int) -> bool:
    """A wrapper named for comments may hold the whole page; then it is no section."""
    if element.find(".//article") is not None and not _ENTRY.search(_names(element.find(".//article"))):
        return True
    if element.find(".//h1") is not None:
        return True
    return total > 0 and _length(element) > 0.95 * total


def _length(element: etree._Element) -> int:
    return sum(len(text) for text in element.itertext())


def _entries(section: etree._Element) -> list[etree._Element]:
    """Single comments in a section: elements named so, else list items, else none."""
    named = [
        element
        for element in section.iter("li", "div", "article", "dd", "tr", "section")
        if element is not section and (_ENTRY.search(_names(element)) or element.get("itemprop") == "comment")
    ]
    if named:
        return named
    items = [element for element in section.iter("li", "dd") if _length(element) > 20]
    if items:
        return items
    return [section] if section.tag in ("li", "article") or _ENTRY.search(_names(section)) else []


def _read_entry(entry: etree._Element) -> tuple[str | None, str]:
    """Author and text of one comment, without the comments that answer it."""
    author = None
    nested = {
        element
        for element in entry.iter("li", "div", "article", "dd", "tr", "section", "ul", "ol")
        if element is not entry and _ENTRY.search(_names(element)) and _has_author(element)
    }
    text_element = None
    for element in _own(entry, nested):
        names = _names(element)
        if author is None and (
            element.tag == "cite" or element.get("itemprop") in ("author", "creator") or _AUTHOR.search(names)
        ):
            author = _author(element)
        if (
            text_element is None
            and element is not entry
            and (_TEXT.search(names) or element.get("itemprop") in ("text", "commentText"))
        ):
            text_element = element
    source = text_element if text_element is not None else entry
    return author, _comment_text(source, nested)


def _has_author(element: etree._Element) -> bool:
    return any(
        child.tag == "cite" or _AUTHOR.search(_names(child))
        for child in element.iter("cite", "span", "div", "a", "b", "strong", "p")
    )


def _own(entry: etree._Element, nested: set[etree._Element]) -> list[etree._Element]:
    found = []
    stack = [entry]
    while stack:
        element = stack.pop()
        found.append(element)
        stack.extend(
            child for child in reversed(element) if child not in nested and isinstance(child.tag, str)
        )
    return found


def _author(element: etree._Element) -> str | None:
    name = _SAYS.sub("", squeeze(clean(" ".join(element.itertext())))).strip(" :,")
    return name if name and len(name) <= _LONGEST_AUTHOR else None


def _comment_text(element: etree._Element, nested: set[etree._Element]) -> str:
    parts: list[str] = []
    _gather(element, nested, parts)
    paragraphs = [squeeze(part) for part in clean("".join(parts)).split("\n\n")]
    return "\n\n".join(part for part in paragraphs if part)


def _gather(element: etree._Element, nested: set[etree._Element], parts: list[str]) -> None:
    """Text in reading order; recursion is bounded by the depth that the page was checked for."""
    block = element.tag in ("p", "div", "li", "blockquote", "br")
    if block:
        parts.append("\n\n" if element.tag != "br" else "\n")
    parts.append((element.text or "").replace("\n", " "))
    for child in element:
        names = _names(child) if isinstance(child.tag, str) else ""
        skipped = (
            child in nested
            or child.tag in ("script", "style", "form", "button", "cite", "time", "ul", "ol", "img")
            or (child.tag not in ("p",) and (_META.search(names) or _AUTHOR.search(names)))
        )
        if not skipped and isinstance(child.tag, str):
            _gather(child, nested, parts)
        parts.append((child.tail or "").replace("\n", " "))
    if block:
        parts.append("\n\n" if element.tag != "br" else "")


def _remove(parent: etree._Element, child: etree._Element) -> None:
    """Remove an element and keep the text behind it."""
    tail = child.tail or ""
    before = child.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(child)
