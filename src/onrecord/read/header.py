"""The lines above the body: site, section, title, date, bylines and the line of speaker and office.

A date is taken from these lines only; a line that fits no role stays in the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.read.body_start import ABBREVIATED, LONGEST_TITLE, boundary, first_body_line
from onrecord.read.dates import FoundDate, find_date
from onrecord.read.furniture import reason_of
from onrecord.read.header_forms import (
    DOMAIN,
    LONGEST_FACT,
    SOURCE,
    YEAR,
    Lists,
    byline,
    credited,
    date_line,
    is_fact,
    is_person,
    same,
    site_name,
)
from onrecord.read.outlets import Outlet
from onrecord.read.page import Hints, Line
from onrecord.read.paragraphs import squeeze, stopped
from onrecord.read.people import office_in, state_name
from onrecord.vocabulary import LeftOut, PartialDate

_TAIL_DATE = re.compile(r"\s*(?:[-–—|(]\s*)$")
_CHANGED = re.compile(r"(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_OF_CHANGE = "day of the last change, the only one that is printed"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"\s*\([^)]*\)$")


@dataclass(slots=True, kw_only=True)
class Header:
    """What the header lines say. Filled line by line while they are read, and not changed after."""

    title: str | None = None
    outlet: str | None = None
    credit: str | None = None
    author: str | None = None
    date: PartialDate | None = None
    """The day of publication."""
    date_rule: str | None = None
    """What told it, in words."""
    updated: PartialDate | None = None
    who: str | None = None
    """The line under the title that names a speaker, an office, a state or an outlet."""
    published_by: Outlet | None = None
    """The known news outlet that the who-line names, if it names one."""
    left_out: list[LeftOut] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)

    def tell_date(self, date: PartialDate | None, rule: str) -> None:
        """Take a date where none was told before."""
        if self.date is None and date is not None:
            self.date, self.date_rule = date, rule


def read_header(lines: Sequence[Line], *, hints: Hints, lists: Lists) -> Header:
    """Header facts, and in `body` every line that is none."""
    header = Header(
        title=hints.title,
        outlet=hints.outlet,
        credit=hints.credit,
        author=hints.author,
        date=hints.date,
        date_rule=hints.date_rule,
        updated=hints.updated,
    )
    first = first_body_line(lines, lists)
    limit = boundary(lines, first, lists)
    at = 0
    while at < min(limit, len(lines)):
        line = lines[at]
        if at >= first and not is_fact(line, lists):
            header.body.append(line)
        elif not _take(header, lines, at, lists, hinted=hints.title is not None):
            break
        at += 1
    header.body.extend(lines[at:])
    _split_title_date(header)
    return header


def return_title(header: Header) -> None:
    """Make the title the body where nothing stands below it: a text of one line has no title."""
    if header.title is None:
        return
    title = next(item for item in header.left_out if item.reason == "title")
    header.left_out.remove(title)
    header.body.append(Line(text=title.text))
    header.title = None


def _take(header: Header, lines: Sequence[Line], at: int, lists: Lists, *, hinted: bool) -> bool:
    """Give one header line its role; False where it is the first line of the body after all."""
    text = lines[at].text
    if len(text) <= LONGEST_FACT and _take_fact(header, text, lists):
        return True
    titled = header.title is not None
    if titled and not hinted and header.who is None and _who_line(lines, at, lists):
        header.who = text
        plain = _BRACKETS.sub("", text)
        outlet = lists.outlets.find(plain) or lists.outlets.find(plain.split(" - ")[0])
        if outlet is not None and outlet.kind not in ("body", "government"):
            header.published_by = outlet
        _leave_out(header, "speaker or outlet", text)
        return True
    reason = reason_of(text, lists.furniture.edges)
    if reason is not None and not (reason == "place" and not titled):
        if reason != "place":  # "United Nations Headquarters" is where, not by whom
            _take_outlets(header, text, lists)
        _leave_out(header, reason, text)
        return True
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    if titled and lists.outlets.find(after) is not None and is_person(text, lists):
        header.author = header.author or text
        _leave_out(header, "byline", text)
        return True
    outlet = lists.outlets.find(text)
    if outlet is not None and len(lines) > at + 1:
        header.outlet = header.outlet or outlet.name
        _leave_out(header, "outlet", text)
        return True
    if not titled:
        header.title = text
        _leave_out(header, "title", text)
        return True
    if same(text, header.title or ""):
        _leave_out(header, "title", text)
        return True
    return _take_rest(header, lines, at, lists)


def _take_fact(header: Header, text: str, lists: Lists) -> bool:
    site = site_name(text, lists)
    if site is not None:
        header.outlet = header.outlet or site
        _leave_out(header, "section", text)
        return True
    dated = date_line(text, lists)
    if dated is not None or (YEAR.fullmatch(text) and header.title is not None):
        _take_date(header, text, dated)
        if dated is not None:
            _take_outlets(header, text[: dated.start] + " " + text[dated.end :], lists)
        _leave_out(header, "date", text)
        return True
    named = byline(text, lists)
    if named is not None:
        author, credit, date = named
        header.author = header.author or author
        header.credit = header.credit or credit
        header.tell_date(date, "printed in the byline")
        _leave_out(header, "byline", text)
        return True
    source = SOURCE.fullmatch(text)
    if source is not None:
        header.credit = header.credit or credited(source.group("who"), lists.outlets)
        _leave_out(header, "credit", text)
        return True
    return False


def _take_date(header: Header, text: str, dated: FoundDate | None) -> None:
    """The date of a date line; that of a change is told apart, and is the document's only where no other is printed."""
    if dated is None:
        header.tell_date(PartialDate(int(text)), "printed above the text")
    elif _CHANGED.match(text):
        header.updated = header.updated or dated.date
        header.tell_date(dated.date, _OF_CHANGE)
    elif header.date_rule == _OF_CHANGE:
        header.date, header.date_rule = dated.date, "printed above the text"
    else:
        header.tell_date(dated.date, "printed above the text")


def _take_rest(header: Header, lines: Sequence[Line], at: int, lists: Lists) -> bool:
    """A short line below the title: the rest of the title, a subheading, or the body's own first line."""
    text = lines[at].text
    if header.date is not None or header.who is not None or stopped(text) or len(text.split()) > 15:
        # Header lines may still follow; without them this is where the text begins.
        if any(is_fact(line, lists) for line in lines[at + 1 : at + 4]):
            header.body.append(lines[at])
            return True
        return False
    if at + 1 < len(lines) and (lines[at + 1].gap > 0 or lines[at + 1].indent != lines[at].indent):
        _leave_out(header, "heading", text)
        return True
    return False


def _who_line(lines: Sequence[Line], at: int, lists: Lists) -> bool:
    """The line right below the title that names a speaker, an office, a state or an outlet."""
    text = lines[at].text
    if (
        at > 3
        or same(text, lines[0].text)
        or (stopped(text) and not ABBREVIATED.search(text))
        or len(text.split()) > 40
    ):
        return False
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    if (date_line(after, lists) or YEAR.fullmatch(after)) and lines[at + 1].gap == 0:
        return True
    parts = text.split(", ")
    if lists.outlets.find(text) or lists.outlets.find(_BRACKETS.sub("", text)):
        return at > 0
    if state_name(parts[-1]) or lists.outlets.find(parts[-1]):
        # "Paris, France" is a place; a name has a title of respect, an office or a second word.
        return len(parts) != 2 or len(parts[0].split()) > 1 or office_in(text, lists.kinds)
    return ", " in text and office_in(text, lists.kinds) and len(text.split()) <= 25


def _take_outlets(header: Header, text: str, lists: Lists) -> None:
    """An outlet that a line of navigation or a date line names, if it names just one."""
    if header.outlet is not None:
        return
    named = lists.outlets.named_in(_CAMEL.sub(" ", text))
    if len(named) == 1:
        header.outlet = named[0].name
    elif not named:
        domain = DOMAIN.search(text)
        header.outlet = domain.group() if domain is not None and "." in domain.group() else None


def _leave_out(header: Header, reason: str, text: str) -> None:
    header.left_out.append(LeftOut(reason=reason, text=text))


def _split_title_date(header: Header) -> None:
    """Take a numeric date off a title ("... - 2017-09-19"); a date in words is part of the title and stays."""
    title = header.title
    if title is None or len(title) > LONGEST_TITLE:
        return
    found = find_date(title)
    if found is None or title[found.end :].strip(" )].") or found.date.month is None:
        return
    before = title[: found.start]
    if _TAIL_DATE.search(before) is not None:
        if header.date is None or header.date.day is None:
            header.date, header.date_rule = found.date, "printed in the title"
        if title[found.start : found.end].replace("-", "").replace(".", "").replace("/", "").isdigit():
            header.title = squeeze(_TAIL_DATE.sub("", before)) or title
    elif before.rstrip().endswith((",", " on", " of")):
        header.tell_date(found.date, "printed in the title")
