"""What a page says of itself: title, author, credit, outlet, dates, address, language.

The tree is read once, before anything is cut from it; what stands in comments, teasers and footers never counts.
"""

from __future__ import annotations

import re
from functools import cache, partial
from urllib.parse import urljoin, urlsplit

from lxml import etree

from onrecord.read.outlets import Outlets
from onrecord.read.page import Hints
from onrecord.read.page_authors import tell_authors
from onrecord.read.page_dates import tell_dates
from onrecord.read.page_marks import Marks, gather
from onrecord.read.page_titles import tell_title
from onrecord.read.page_words import load_page_words
from onrecord.read.printed_lines import printed_lines
from onrecord.read.structured import Item, read_items
from onrecord.read.told import web_address

LONGEST_SITE = 60
"""Characters."""
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2,4})?(?:[-_].*)?")


def page_facts(tree: etree._Element, *, address: str, outlets: Outlets) -> Hints:
    """The facts of a page; `address` is where its bytes were found."""
    marks = gather(tree)
    items = read_items(marks.scripts)
    url = _canonical(marks, items, address)
    language = _language(tree, marks)
    site = _site(marks, items)
    addresses = tuple(dict.fromkeys(filter(None, map(web_address, (address, url, marks.meta("og:url"))))))
    host = next((urlsplit(found).hostname for found in addresses), None) or ""
    known = (outlets.find(site) if site else None) or (outlets.at(host) if host else None)
    title, heading = tell_title(marks, items, site=site)
    marks.settle(heading)
    lines = cache(partial(printed_lines, marks, heading))
    dates = tell_dates(marks, items, heading, lines, addresses=addresses, language=language)
    author, credit = tell_authors(marks, items, heading, lines, outlets=outlets, site=site)
    return Hints(
        title=title,
        author=author,
        credit=credit,
        outlet=known.name if known is not None else site,
        date=dates.published,
        date_rule=dates.rule,
        updated=dates.updated,
        url=url,
        language=language,
    )


def _canonical(marks: Marks, items: tuple[Item, ...], address: str) -> str | None:
    """The address that the page gives as its own: absolute, of the web, without credentials."""
    base = address if address.startswith("http") else ""
    for found in (
        marks.canonical,
        marks.meta("og:url"),
        next((item.url for item in items if item.article), None),
    ):
        try:
            whole = web_address(urljoin(base, found.strip())) if found else None
        except ValueError:
            continue
        if whole is not None and " " not in whole:
            parts = urlsplit(whole)
            if parts.username is None and parts.password is None and "." in (parts.hostname or ""):
                return whole
    return None


def _language(tree: etree._Element, marks: Marks) -> str | None:
    for value in (
        tree.get("lang"),
        tree.get("xml:lang"),
        marks.meta("og:locale", "content-language", "language"),
    ):
        match = _LANGUAGE.fullmatch(value.strip()) if value else None
        if match is not None:
            return match.group(1).lower()
    return None


def _site(marks: Marks, items: tuple[Item, ...]) -> str | None:
    """The site's name as the page itself gives it."""
    known = load_page_words().lists
    publisher = next((item.publisher for item in items if item.publisher), None)
    for name in (
        marks.meta("og:site_name"),
        publisher,
        marks.meta(*known["sites"]),
    ):
        plain = _host_of(name.strip()) if name else None
        if (
            plain
            and len(plain) <= LONGEST_SITE
            and "@" not in plain
            and plain.casefold() not in known["no_outlets"]
        ):
            return plain
    return None


def _host_of(name: str) -> str:
    """The host where a page gives an address for its name; any other name as it stands."""
    if not re.match(r"(?:https?://|www\.)\S+$", name):
        return name.rstrip("/") if " " not in name else name
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", name).split("/")[0]
