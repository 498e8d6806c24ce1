"""Who gives a text out and in whose name, as single lines of it say: letterheads, signatures, "attributable to".

Each function reads one line, or the first or last paragraphs, and says whom they name, or None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.read.header_forms import Lists
from onrecord.read.paragraphs import Block, squeeze
from onrecord.read.people import Speaker, office_in, parse_who, state_name

_ATTRIBUTABLE = re.compile(
    r"(?:the )?(?:following|below)(?: \w+){0,2} (?:is|can be|may be) attribut(?:able|ed) to (?:the )?(?P<who>[^:]{3,120}):?\s*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\(?(?:Signed|signed|SIGNED)\)?:?\s+(?P<name>[A-ZÀ-Þ][^,\n]{2,60})(?:,\s+(?P<office>.{3,160}))?$"
)
_PUBLISHED = re.compile(
    r"\((?:as )?(?:published|issued|released|distributed) by (?P<who>[^()]{2,60})\)$", re.IGNORECASE
)
_BRACKETED_END = re.compile(r"\s*\([^()]*\)$")
_OFFICE_NAME = re.compile(
    r"(?:The )?(?:[A-Z][\w-]+ ){0,2}(?:Ministry|Embassy|Permanent Mission|Government|Office|Department|Press Service|Secretariat|Presidency|Chancellery) (?:of|for|to)\b[^.:;]{2,120}"
)
_LONGEST_OUTLET = 6
"""Words."""
_LONGEST_OFFICE = 160
"""Characters."""


def organ_line(who: str) -> str | None:
    """The state whose organ publishes its own minister's words: "Ann Example, State (Department)"."""
    given_by = giver(who)
    return given_by if _BRACKETED_END.search(who) and state_name(given_by) else None


def outlet_line(who: str, lists: Lists) -> str | None:
    """The outlet that the line below the title names by a newspaper's sort of name, known or not."""
    known = lists.outlets.find(who)
    if known is not None:
        return known.name
    words = {word.casefold() for word in who.split()}
    return who if words & lists.furniture.not_people and len(words) <= _LONGEST_OUTLET else None


def letterhead(title: str | None) -> str | None:
    """A title that is nothing but the name of the ministry or office whose paper it is."""
    return title if title and len(title) < _LONGEST_OFFICE and _OFFICE_NAME.fullmatch(title) else None


def giver(who: str) -> str:
    """Who gives a text out, as the line below the title ends: "(published by X)" is X, "State (Department)" the state."""
    last = who.split(", ")[-1]
    published = _PUBLISHED.search(who)
    if published is not None:
        return squeeze(published.group("who")).removeprefix("the ").strip()
    plain = _BRACKETED_END.sub("", last).strip()
    return plain if state_name(plain) else last


def attributable(blocks: Sequence[Block], lists: Lists) -> Speaker | None:
    """Reads "The following is attributable to Spokesperson Ann Example:" at the top."""
    for block in blocks[:2]:
        match = _ATTRIBUTABLE.match(block.text)
        if match is not None:
            speaker = parse_who(match.group("who"), lists.kinds)
            return speaker if speaker.name is not None else None
    return None


def signature(blocks: Sequence[Block], lists: Lists) -> Speaker | None:
    """Reads "(Signed) Ann Example" at the end of a letter, with the office printed under it."""
    for at in range(max(0, len(blocks) - 6), len(blocks)):
        match = _SIGNED.match(blocks[at].text)
        if match is None:
            continue
        under = match.group("office") or (blocks[at + 1].text if at + 1 < len(blocks) else "")
        office = under if len(under) < _LONGEST_OFFICE and office_in(under, lists.kinds) else ""
        speaker = parse_who(", ".join(part for part in (match.group("name"), office) if part), lists.kinds)
        if speaker.name is not None:
            return speaker
    return None
