"""Resolutions and drafts that a sentence cites by number: "822 (1993)", "67/19", "S/2014/189".

A symbol tells its text for sure; a bare number does so only where the body is named beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.check.scene import Scene
from onrecord.check.text_mention import VOTING, TextMention, mention_at
from onrecord.vocabulary import PartialDate, Sentence, Span

_ROMAN = r"[IVXL]{1,8}"
_SC_YEAR = re.compile(r"(?<![\w/.,-])(?P<number>\d{1,4})[ \n]{0,2}\((?P<year>19[4-9]\d|20\d\d)\)")
_GA_ROMAN = re.compile(rf"(?<![\w/.,-])(?P<number>\d{{1,4}}[ \n]{{0,1}}\((?:S-|ES-)?{_ROMAN}\))")
_SYMBOL = re.compile(
    rf"(?<![\w/])(?P<symbol>S/RES/\d{{1,4}}[ ]?\(\d{{4}}\)|A/RES/(?:(?:ES-)?\d{{1,2}}/\d{{1,3}}|\d{{1,4}}[ ]?\({_ROMAN}\))"
    r"|S/(?:19|20)\d\d/[ ]?\d{1,4}|A/(?:ES-)?\d{1,2}/L\.\d{1,3})(?![\w/])"
)
_SLASHED = re.compile(
    r"(?<!\w)[Rr]esolutions?[ \n]{1,2}(?:No\.?[ ]?)?(?P<number>(?:ES-)?\d{1,2}/\d{1,3})(?![\w/-])"
)
_BARE = re.compile(
    r"(?<!\w)(?:[Rr]esolutions?|UNSCRs?)[ \n]{1,2}(?:No\.?[ ]?)?(?P<list>\d{2,4}(?:(?:,[ \n]|,?[ \n]and[ \n])\d{2,4})*)(?![\w/(-])(?![ ]?\()"
)
_ADJACENT = re.compile(r"(?:[’']s?)?[ \n](?:adopted[ \n])?(?:[Rr]esolutions?[ \n])?(?:No\.?[ ]?)?")
_OF_THE = re.compile(r"[ \n](?:of|by)[ \n](?:the[ \n])?")
_OF = re.compile(r"[ \n](?:of|from|dated|adopted[ \n](?:on|in))[ \n](?:the[ \n])?")
_RESOLUTION = re.compile(r"(?<!\w)(?:[Rr]esolutions?|UNSCRs?)(?!\w)")


def cited(scene: Scene, sentence: Sentence) -> Iterator[TextMention]:
    """Every text cited by number, symbols first."""
    start, end = sentence.span.start, sentence.span.end
    taken: list[Span] = []
    for match in _SYMBOL.finditer(scene.text, start, end):
        if not _is_text(scene, match):
            continue
        taken.append(Span(match.start(), match.end()))
        yield _by_symbol(scene, taken[-1], match["symbol"].replace(" ", ""))
    if not _RESOLUTION.search(scene.text, start, end):
        return
    body = _named_body(scene, sentence)
    for pattern in (_SC_YEAR, _GA_ROMAN, _SLASHED):
        for match in pattern.finditer(scene.text, start, end):
            span = Span(match.start("number"), match.end() if pattern is _SC_YEAR else match.end("number"))
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            number = re.sub(r"\s", "", match["number"])
            if pattern is _SC_YEAR:
                adopted = PartialDate(int(match["year"]))
                yield by_number(scene, span, "UNSC", number, adopted, sure=True)
            else:
                by_council = _is_of_rights_council(scene, sentence, match)
                adopter = "HRC" if by_council else "UNGA"
                yield by_number(scene, span, adopter, number, None, sure=not by_council)
    for match in _BARE.finditer(scene.text, start, end):
        for part in re.finditer(r"\d{2,4}", match["list"]):
            span = Span(match.start("list") + part.start(), match.start("list") + part.end())
            if any(span.overlaps(other) for other in taken) or not _plausible(part.group(), body):
                continue
            year = _year_after(scene, sentence, match.end()) if match["list"] == part.group() else None
            yield by_number(scene, span, body or "UNSC", part.group(), year, sure=body in VOTING)


def _is_of_rights_council(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    """True for "Human Rights Council resolution 46/22", whose numbers look like those of the Assembly."""
    near = Span(max(sentence.span.start, match.start() - 40), min(sentence.span.end, match.end() + 40))
    for hit, body in scene.bodies_in(near):
        before = _ADJACENT.fullmatch(scene.text, hit.span.end, match.start("number"))
        after = _OF_THE.fullmatch(scene.text, match.end("number"), hit.span.start)
        if body in ("HRC", "UNHRC") and (before or after):
            return True
    return False


def _year_after(scene: Scene, sentence: Sentence, end: int) -> PartialDate | None:
    """The date in "resolution 2254 of 18 December 2015"."""
    for hit in scene.dates_in(Span(end, min(sentence.span.end, end + 40))):
        said = _OF.fullmatch(scene.text, end, hit.span.start)
        return PartialDate(hit.first.year) if said and not hit.decade else None
    return None


def _is_text(scene: Scene, match: re.Match[str]) -> bool:
    """A symbol of a document that is no resolution is a draft only where the record or the words before say so."""
    symbol = match["symbol"].replace(" ", "")
    if "/RES/" in symbol or "/L." in symbol or scene.record.instrument(symbol):
        return True
    return "draft" in scene.text[max(0, match.start() - 50) : match.start()].casefold()


def _plausible(number: str, body: str | None) -> bool:
    """A bare number of a resolution is not a year, and needs three digits unless its body is named."""
    value = int(number)
    return (body in VOTING or len(number) >= 3) and not 1940 <= value <= 2100


def _named_body(scene: Scene, sentence: Sentence) -> str | None:
    """The one body named in the sentence that could have adopted a numbered resolution."""
    bodies = {body for _, body in scene.bodies_in(sentence.span) if body in (*VOTING, "HRC", "UNHRC")}
    return "HRC" if bodies & {"HRC", "UNHRC"} else bodies.pop() if len(bodies) == 1 else None


def _by_symbol(scene: Scene, span: Span, symbol: str) -> TextMention:
    held = scene.record.instrument(symbol)
    body = "UNGA" if symbol.startswith("A/") else "UNSC"
    mention = mention_at(span, "number", body=body, number=symbol)
    return replace(mention, candidates=(held.id,) if held else (), sure=True)


def by_number(
    scene: Scene, span: Span, body: str, number: str, year: PartialDate | None, *, sure: bool
) -> TextMention:
    """The mention of a text of `body` with this number; its candidates are those in the record."""
    held = scene.record.instruments(body, number=number, adopted=True)
    mention = mention_at(span, "number", body=body, number=number, date=year)
    return replace(mention, candidates=tuple(row.id for row in held), sure=sure)
