"""Who published a text, whom it credits, and whose words it is.

Each fact comes from a printed form: a dateline, a notice of the publisher, a speaker's line, a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.dates import find_date
from onrecord.read.givers import attributable, giver, letterhead, organ_line, outlet_line, signature
from onrecord.read.header import Header
from onrecord.read.header_forms import LONGEST_FACT, SOURCE, Lists, credited, is_person
from onrecord.read.outlets import Outlets
from onrecord.read.paragraphs import Block
from onrecord.read.people import (
    Speaker,
    bare_name,
    issuer_of,
    office_in,
    parse_who,
    speaker_turn,
    state_name,
)
from onrecord.vocabulary import DocumentKind, LeftOut, PartialDate

_NAME = r"(?P<name>[A-Z][\w./&’'-]*(?: (?:[A-Z][\w./&’'-]*|of|the|and|for)){0,5})"
_NOTICES = (
    re.compile(
        rf"^(?:The )?{_NAME} (?:has been|was|is) (?:declared|designated|labell?ed|recogni[sz]ed as|banned|blocked)\b"
    ),
    re.compile(rf"(?:^|[.!] )(?:The )?{_NAME} reserves? the right\b"),
    re.compile(rf"(?:^|[.!] )(?:The )?{_NAME} (?:is|are|will) not (?:be )?(?:responsible|liable) for\b"),
    re.compile(
        rf"(?:©|\(c\)|[Cc]opyright)\s*(?:©\s*)?(?:\d{{4}}(?:\s*[-–]\s*\d{{2,4}})?,?\s*)?(?:by )?(?:The )?{_NAME}"
    ),
)
_NO_NAMES = frozenset(
    (
        "all",
        "we",
        "comments",
        "comment",
        "the",
        "website",
        "this",
        "it",
        "our",
        "you",
        "content",
        "material",
        "users",
        "readers",
        "rights",
        "copyright",
        "editors",
        "he",
        "she",
        "they",
    )
)
_CITY = r"(?:[A-ZÀ-Þ][\w’'.-]*(?:[ ,/-]+(?:[A-ZÀ-Þ][\w’'.-]*|de|al|of|\d{1,2}(?:st|nd|rd|th)?)){0,6}[.,]? ?[-–—]? ?)?"
_DATELINES = (
    re.compile(rf"{_CITY}\((?P<name>[A-Z][\w./&’' -]{{1,40}})\)\s*(?:[-–—:]+|(?=[A-Z“\"]))"),
    re.compile(r"(?P<name>[A-Z][\w./&’'-]*(?: [A-Z][\w./&’'-]*){0,2})\s+(?:[-–—]{1,2})\s+(?=[A-Z“\"])"),
    re.compile(
        r"[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+)?, [^.–—-]{3,30}[,.]? (?P<name>[A-Z]{2,}[\w./-]*(?: [A-Z][\w.]*)?)\.?\s*[-–—]"
    ),
    re.compile(r"[A-ZÀ-Þ][\w’'.-]+(?:, [\w .]{3,20})?,? /(?P<name>[A-Z][\w.-]{1,20})/"),
)
_END_CREDIT = re.compile(r"[(\[/–—-]\s?(?P<name>[A-Z][\w./&’'-]*(?: [A-Z][\w./&’'-]*){0,2})\s?[)\]/]?\s*$")
_SPEECH_BY = re.compile(
    r"\b(?:speech|address|remarks|statement|intervention|lecture|message|toast|briefing|interview|letter|words|declaration|communication)(?:(?:\s+\w+){0,4}?\s+(?:by|of|from|delivered by|made by|with)|(?:\s+[\w’'-]+){5,9}?\s+by)\s+(?P<who>.+)",
    re.IGNORECASE,
)
_OPENERS = re.compile(
    r"(?:The )?(?P<body>(?:UN )?Security Council|General Assembly|Human Rights Council|Economic and Social Council|European Parliament|Parliamentary Assembly|Permanent Council|Ministerial Council)\s*,",
)
_UN_BODIES = ("Security Council", "General Assembly")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who is behind a text; `blocks` is the body without a speaker's printed name in front of it."""

    outlet: str | None
    credit: str | None
    speaker: str | None
    speaker_office: str | None
    issuer: str | None
    blocks: tuple[Block, ...]


def find_names(
    kind: DocumentKind, blocks: Sequence[Block], header: Header, left_out: Sequence[LeftOut], *, lists: Lists
) -> Names:
    """Everything that the page says of its outlet, its source and its speaker."""
    outlet = header.outlet or _from_notices(left_out, lists.outlets)
    credit = header.credit or _from_dateline(kind, blocks, lists.outlets)
    credit = credit or _from_source_line(kind, blocks, left_out, lists.outlets)
    speaker: Speaker | None = None
    issuer: str | None = None
    if kind is DocumentKind.SPEECH:
        speaker = _speaker(blocks, header, lists)
        issuer = issuer_of(speaker) if speaker is not None else None
        if header.who is not None and outlet is None:
            own = speaker is not None and _is_of(speaker, header.who)
            outlet = organ_line(header.who) if own else outlet_line(header.who, lists)
    elif header.who is not None:
        known = header.published_by or lists.outlets.find(header.who)
        if kind is DocumentKind.REPORT:
            outlet = known.name if known is not None else outlet or header.who
        else:
            issuer = known.name if known is not None else giver(header.who)
            speaker = _signed_by(header.who, lists) if kind is DocumentKind.COMMUNIQUE else None
    if kind not in (DocumentKind.REPORT, DocumentKind.RESOLUTION) and (
        speaker is None or speaker.name is None
    ):
        speaker = _with_name(speaker, attributable(blocks, lists) or signature(blocks, lists))
        issuer = issuer or (issuer_of(speaker) if speaker is not None else None)
    if issuer is None:
        issuer = _issuer(kind, outlet, credit, blocks) or letterhead(header.title)
    return Names(
        outlet=outlet,
        credit=credit,
        speaker=speaker.name if speaker else None,
        speaker_office=speaker.office if speaker else None,
        issuer=issuer,
        blocks=tuple(blocks),
    )


def _is_of(speaker: Speaker, who: str) -> bool:
    """True where the line below the title is the speaker's own."""
    return any(part is not None and part in who for part in (speaker.name, speaker.state))


def _with_name(speaker: Speaker | None, named: Speaker | None) -> Speaker | None:
    """A speaker known by office only, with the name that another place gives."""
    if speaker is None or named is None:
        return speaker or named
    return Speaker(name=named.name, office=named.office or speaker.office, state=named.state or speaker.state)


def _from_notices(left_out: Sequence[LeftOut], outlets: Outlets) -> str | None:
    """The publisher as its own legal notices name it."""
    for item in left_out:
        for pattern in _NOTICES:
            match = pattern.search(item.text[:1500])
            if match is None:
                continue
            name = re.sub(r"\s+(?:All|of|the|and|for)(?:\s+Rights.*)?$", "", match.group("name")).strip(" .")
            if name.split()[0].casefold() not in _NO_NAMES:
                outlet = outlets.find(name)
                return outlet.name if outlet is not None else name
    return None


def _from_dateline(kind: DocumentKind, blocks: Sequence[Block], outlets: Outlets) -> str | None:
    """The agency in "CITY (Agency) -" at the start, or in brackets at the very end."""
    if kind is not DocumentKind.REPORT or not blocks:
        return None
    start = blocks[0].text[:160]
    for number, pattern in enumerate(_DATELINES):
        match = pattern.match(start)
        if match is None:
            continue
        name = match.group("name").strip()
        known = outlets.find(name)
        if known is not None and known.kind not in ("body", "government"):
            return known.name
        if number == 0 and "-" in start[: match.end()].replace("–", "-").replace("—", "-"):
            return credited(name, outlets)
    end = _END_CREDIT.search(blocks[-1].text[-60:])
    known = outlets.find(end.group("name")) if end is not None else None
    return known.name if known is not None and known.kind not in ("body", "government") else None


def _from_source_line(
    kind: DocumentKind, blocks: Sequence[Block], left_out: Sequence[LeftOut], outlets: Outlets
) -> str | None:
    """The agency in a line of its own, "Source: Agency", that closes a report or was left out with its captions."""
    if kind is not DocumentKind.REPORT:
        return None
    for text in (*(block.text for block in blocks[-3:]), *(item.text for item in left_out)):
        match = SOURCE.fullmatch(text) if len(text) <= LONGEST_FACT else None
        known = outlets.find(match.group("who").strip(" .")) if match is not None else None
        if known is not None and known.kind not in ("body", "government"):
            return known.name
    return None


def _speaker(blocks: Sequence[Block], header: Header, lists: Lists) -> Speaker | None:
    """From the verbatim record's own opening, else the line under the title, else the title, else a transcript."""
    turn = speaker_turn(blocks[0].text) if blocks else None
    who = parse_who(header.who, lists.kinds) if header.who else None
    titled = _from_title(header.title or "", lists)
    if who is not None and who.name and not (who.office or who.state or is_person(who.name, lists)):
        who = None  # the name of an outlet, not of a person
    if who is not None and (who.name or not titled):
        return who
    if turn is not None:
        speaker, _ = turn
        return Speaker(
            name=bare_name(speaker.name or "", lists.kinds), office=speaker.office, state=speaker.state
        )
    if titled is not None:
        own = titled.state is not None and state_name(titled.state) is not None
        given = who.state if who is not None and not own else None
        return Speaker(name=titled.name, office=titled.office, state=given or titled.state)
    return None


def _from_title(title: str, lists: Lists) -> Speaker | None:
    match = _SPEECH_BY.search(title[:400])
    text = match.group("who") if match is not None else title
    cut = _cut_occasion(text, lists)
    if match is None and not (office_in(cut, lists.kinds) and cut != text):
        return None
    found = parse_who(cut, lists.kinds)
    if match is None and found.name is None:
        return None
    if found.name is None and found.office is None:
        return None
    return found


def _cut_occasion(text: str, lists: Lists) -> str:
    """What stands before "at the ... meeting", "to the nation", a dash and the like."""
    text = re.split(r"\s+(?:--|–|—)\s+", text, maxsplit=1)[0]
    words = "|".join(lists.kinds.occasions)
    match = re.search(rf"[,;:]?\s+(?:{words})\s+", text, re.IGNORECASE)
    return text[: match.start()] if match is not None else text


def _signed_by(who: str, lists: Lists) -> Speaker | None:
    """The person in whose name a ministry's statement goes out."""
    speaker = parse_who(who, lists.kinds)
    return speaker if speaker.name is not None and speaker.office is not None else None


def _issuer(
    kind: DocumentKind, outlet: str | None, credit: str | None, blocks: Sequence[Block]
) -> str | None:
    if kind is DocumentKind.RESOLUTION:
        for block in blocks[:6]:
            match = _OPENERS.match(block.text)
            if match is not None:
                body = match.group("body").removeprefix("UN ")
                return f"UN {body}" if body in _UN_BODIES else body
    return credit or outlet


def masthead_end(blocks: Sequence[Block]) -> tuple[int, PartialDate | None]:
    """Index of the block that opens a resolution, and the day on which it was adopted as printed above it."""
    for at, block in enumerate(blocks[:30]):
        if len(block.text) < 80 and _OPENERS.fullmatch(block.text.strip()):
            return at, _adopted(blocks[:at])
        if len(block.text) > 400:
            break
    return 0, None


def _adopted(blocks: Sequence[Block]) -> PartialDate | None:
    for block in blocks:
        match = re.search(r"\bon (\d.{8,30})$|^of (\d.{8,30})$", block.text[:300])
        found = find_date(match.group(1) or match.group(2)) if match is not None else None
        if found is not None and found.date.day is not None:
            return found.date
    return None
