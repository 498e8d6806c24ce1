"""Resolutions and drafts that a sentence cites by number: "822 (1993)", "67/19", "2153 B (XXI)", "S/2014/189".

A symbol tells its text for sure, and so does a number with its year or session; a bare number does so only where the
body is named beside it. A number of another body ("UNCTAD resolution 90 (IV)") is none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.check.scene import Scene
from onrecord.check.text_mention import VOTING, TextMention, mention_at
from onrecord.record.symbols import from_roman, symbol_key, take_apart
from onrecord.vocabulary import PartialDate, Sentence, Span

_ROMAN = r"[IVXL]{1,8}"
_OPEN, _CLOSE = r"[(\[][ ]?", r"[ ]?[)\]]"
_PART = r"(?P<part>[A-Z]{1,2}|[a-f])"
_SC_YEAR = re.compile(
    rf"(?<![\w/.,-])(?P<number>\d{{1,4}})\s{{0,3}}{_OPEN}(?P<year>19[4-9]\d|20\d\d){_CLOSE}"
)
_GA_ROMAN = re.compile(
    rf"(?<![\w/.,-])(?P<number>\d{{1,4}})(?:[ ]?{_PART})?\s{{0,3}}{_OPEN}(?P<session>(?:S-|ES-)?{_ROMAN}){_CLOSE}(?:[ ]?[(\[](?P<year>(?:19|20)\d\d)[)\]])?"
)
_SYMBOL = re.compile(
    rf"(?<![\w/])(?P<symbol>S/RES/\d{{1,4}}[ ]?\(\d{{4}}\)|A/RES/(?:(?:ES-|S-)?\d{{1,2}}/\d{{1,3}}|\d{{1,4}}[ ]?\((?:S-|ES-)?{_ROMAN}\))(?:\[?[A-Z](?:-[IVX]+)?\]?)?"
    r"|S/(?:19|20)\d\d/[ ]?\d{1,4}|A/(?:ES-)?\d{1,2}/L\.\d{1,3})(?![\w/])"
)
# A part after a blank ("34/80 B and 35/150") is one only where the words go on; "46/182 A new start" has an article.
_SLASHED = re.compile(
    rf"(?<![\w/.-])(?P<number>(?:E?S-)?\d{{1,2}}/\d{{1,3}})(?:{_PART}(?!\w)|[ ](?P<part2>[B-Z](?!\w)|A(?=[,;.:)\]]|[ ](?:and|of|on|to|or|at|in|was|is|with|by|as|from|for|which|that|has|had|were)[ ])))?(?![\w/-])(?:[ ]?[(\[](?P<year>(?:19|20)\d\d)[)\]])?"
)
_WORD = r"(?<!\w)(?:[Rr]esolutions?|UNSCRs?|RES)(?!\w)"
_LISTED = re.compile(rf"{_WORD}[ \n]{{1,2}}(?:[Nn]os?\.?[ ]?)?")
_JOINT = re.compile(r"(?:[ \n]{0,2}[,(\[][ \n]{0,2}|[ \n]?(?:,[ \n])?(?:and|or)[ \n])")
_BARE = re.compile(
    r"(?<!\w)(?:[Rr]esolutions?|UNSCRs?)[ \n]{1,2}(?:No\.?[ ]?)?(?P<list>\d{2,4}(?:(?:,[ \n]|,?[ \n]and[ \n])\d{2,4})*)(?![\w/(-])(?!\s{0,3}[(\[](?:\d|[IVXLES-]+[)\]]))(?![ ][A-Za-z][ ]?[(\[])"
)
_ADJACENT = re.compile(
    r"(?:[’']s?)?[ \n](?:adopted[ \n])?(?:(?:its|in[ \n]its)[ \n])?(?:[Rr]esolutions?[ \n])?(?:No\.?[ ]?)?"
)
_OF_THE = re.compile(r"[ \n](?:of|by)[ \n](?:the[ \n])?")
_RESOLUTION = re.compile(_WORD)
_OTHER_SERIES = re.compile(r"[A-Z]{2,6}/Res\.[ ]?\Z")
"""Before a number: the series of another organisation ("AHG/Res. 104 (XIX)")."""
_ASSEMBLY = re.compile(
    r"(?<!\w)(?:(?:[Tt]h(?:e|is)|[Oo]ur)[ \n](?:General[ \n])?|General[ \n])Assembly(?!\w)"
)
_COUNCIL = re.compile(r"(?<!\w)(?:Security[ \n]Council|UNSCRs?)(?!\w)")
_COUNCILS = re.compile(
    r"(?<!\w)(?:Security[ \n]|[Tt]he[ \n])Council(?:[’']s)?(?:[ \n](?:\w+ly[ \n])?(?:adopted|passed|approved)(?:[ \n]\w+ly)?)?[ \n](?:its[ \n])?\Z"
)
_OF_YEAR = re.compile(
    r",?[ \n](?:of|dated)[ \n](?:\d{1,2}[ \n][A-Z][a-z]+[ \n]|[A-Z][a-z]+[ \n](?:\d{1,2},?[ \n])?)?(?:19|20)\d\d"
)
_LIKE_NUMBERED = re.compile(r"(?<!\w)(?:Parliamentary[ \n]Assembly|PACE|Council[ \n]of[ \n]Europe)(?!\w)")
"""The Assembly of the Council of Europe numbers its resolutions as the Security Council does: "1416 (2005)"."""
_FIRST_SLASHED, _LAST_ROMAN = 31, 30
"""The General Assembly has numbered within the session since its 31st; before it wrote the session in Roman numerals."""


def cited(scene: Scene, sentence: Sentence) -> Iterator[TextMention]:
    """Every text cited by number, symbols first."""
    taken: list[Span] = []
    for mention in symbols(scene, sentence):
        taken.append(mention.span)
        yield mention
    if not _RESOLUTION.search(scene.text, sentence.span.start, sentence.span.end):
        return
    for mention in (*with_year(scene, sentence), *_of_assembly(scene, sentence), *_bare(scene, sentence)):
        if not any(mention.span.overlaps(other) for other in taken):
            taken.append(mention.span)
            yield mention


def symbols(scene: Scene, sentence: Sentence) -> Iterator[TextMention]:
    """Texts cited by their symbol, which is the same in every language."""
    for match in _SYMBOL.finditer(scene.text, sentence.span.start, sentence.span.end):
        if _is_text(scene, match):
            span = Span(match.start(), match.end())
            yield _by_symbol(scene, span, match["symbol"].replace(" ", ""))


def with_year(scene: Scene, sentence: Sentence) -> Iterator[TextMention]:
    """Numbers of the Security Council, which come with their year."""
    for match in _SC_YEAR.finditer(scene.text, sentence.span.start, sentence.span.end):
        if _of_another(scene, sentence, match):
            continue
        adopted = PartialDate(int(match["year"]))
        named = _COUNCIL.search(scene.text, sentence.span.start, sentence.span.end)
        sure = named is not None or _LIKE_NUMBERED.search(scene.text) is None
        yield by_number(
            scene, Span(match.start("number"), match.end()), "UNSC", match["number"], adopted, sure=sure
        )


def _of_assembly(scene: Scene, sentence: Sentence) -> Iterator[TextMention]:
    """Numbers of the General Assembly: with the session in Roman numerals, or with a stroke after it."""
    for match in _GA_ROMAN.finditer(scene.text, sentence.span.start, sentence.span.end):
        special = match["session"].startswith(("S-", "ES-"))
        if _of_another(scene, sentence, match) or (
            not special and from_roman(match["session"]) > _LAST_ROMAN
        ):
            continue
        number = f"{match['number']}({match['session']})"
        part = (match["part"] or "").upper()
        year = PartialDate(int(match["year"])) if match["year"] else None
        yield by_number(
            scene, Span(match.start("number"), match.end()), "UNGA", number, year, part=part, sure=True
        )
    for listed in _LISTED.finditer(scene.text, sentence.span.start, sentence.span.end):
        at = listed.end()
        while (item := _SLASHED.match(scene.text, at, sentence.span.end)) is not None:
            own = _is_of_rights_council(scene, sentence, item)
            session = re.sub(r"\D", "", item["number"].partition("/")[0])
            if item["number"][0].isdigit() and int(session) < _FIRST_SLASHED:
                own = True  # the Human Rights Council's sessions, not the Assembly's
            part = (item["part"] or item["part2"] or "").upper()
            body = "HRC" if own else "UNGA"
            year = PartialDate(int(item["year"])) if item["year"] else None
            yield by_number(
                scene, Span(item.start(), item.end()), body, item["number"], year, part=part, sure=not own
            )
            joint = _JOINT.match(scene.text, item.end(), sentence.span.end)
            if joint is None:
                break
            at = joint.end()


def _bare(scene: Scene, sentence: Sentence) -> Iterator[TextMention]:
    """Numbers alone: of the body that is named, else of whichever body's they may be."""
    body = _named_body(scene, sentence)
    for match in _BARE.finditer(scene.text, sentence.span.start, sentence.span.end):
        for part in re.finditer(r"\d{2,4}", match["list"]):
            span = Span(match.start("list") + part.start(), match.start("list") + part.end())
            if not _plausible(part.group(), body) and not _is_no_year(scene, sentence, match):
                continue
            own = "UNSC" if match.group().startswith("UNSCR") else body
            if own is not None:
                yield by_number(scene, span, own, part.group(), None, sure=own in VOTING)
            else:
                yield _of_either(scene, span, part.group())


def _of_either(scene: Scene, span: Span, number: str) -> TextMention:
    """A number that no body is named for: both bodies' texts may be meant."""
    rows = [row for body in VOTING for row in scene.record.numbered(body, number) if row.adopted]
    council, assembly = _COUNCIL.search(scene.text), _ASSEMBLY.search(scene.text)
    if (council is None) != (assembly is None):
        # The document speaks of one of the two alone.
        spoken_of = "UNSC" if council is not None else "UNGA"
        rows = [row for row in rows if row.body == spoken_of] or rows
    bodies = {row.body for row in rows}
    mention = mention_at(span, "number", body=bodies.pop() if len(bodies) == 1 else None, number=number)
    return replace(mention, candidates=tuple(row.id for row in rows))


def _of_another(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    """True where another body's resolution is cited: its name, or its series, stands right before the number."""
    before = scene.text[max(sentence.span.start, match.start() - 14) : match.start()]
    if _OTHER_SERIES.search(before):
        return True
    near = Span(max(sentence.span.start, match.start() - 80), match.start())
    named = [
        (hit, body)
        for hit, body in scene.bodies_in(near)
        if _ADJACENT.fullmatch(scene.text, hit.span.end, match.start())
    ]
    return any(body not in (*VOTING, "UN") for _, body in named)


def _is_of_rights_council(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    """True for "Human Rights Council resolution 46/22", whose numbers look like those of the Assembly."""
    near = Span(max(sentence.span.start, match.start() - 40), min(sentence.span.end, match.end() + 40))
    for hit, body in scene.bodies_in(near):
        before = _ADJACENT.fullmatch(scene.text, hit.span.end, match.start("number"))
        after = _OF_THE.fullmatch(scene.text, match.end(), hit.span.start)
        if body in ("HRC", "UNHRC") and (before or after):
            return True
    return False


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


def _is_no_year(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    """True for "Security Council resolution 2077 of 2012": a number like a year, told by body or date to be none."""
    before = scene.text[max(sentence.span.start, match.start() - 40) : match.start()]
    return _COUNCILS.search(before) is not None or (
        match.group().startswith("UNSCR")
        or _OF_YEAR.match(scene.text, match.end(), sentence.span.end) is not None
    )


def _named_body(scene: Scene, sentence: Sentence) -> str | None:
    """The one body named in the sentence that could have adopted a numbered resolution."""
    bodies = {body for _, body in scene.bodies_in(sentence.span) if body in (*VOTING, "HRC", "UNHRC")}
    if bodies & {"HRC", "UNHRC"}:
        return "HRC"
    if _ASSEMBLY.search(scene.text, sentence.span.start, sentence.span.end):
        bodies.add("UNGA")
    return bodies.pop() if len(bodies) == 1 else None


def _by_symbol(scene: Scene, span: Span, symbol: str) -> TextMention:
    held = scene.record.instrument(symbol)
    body = "UNGA" if symbol.startswith("A/") else "UNSC"
    if "/RES/" in symbol:
        own = take_apart(symbol_key(symbol))
        number = own.base.partition("/RES/")[2]
        digits, _, year = number.rstrip(")").partition("(")
        if body == "UNSC":
            return replace(
                by_number(scene, span, body, digits, PartialDate(int(year)), sure=True), number=digits
            )
        mention = by_number(scene, span, body, number, None, part=own.part, sure=True)
        return replace(mention, candidates=(held.id,)) if held else mention
    mention = mention_at(span, "number", body=body, number=symbol)
    return replace(mention, candidates=(held.id,) if held else (), sure=True)


def by_number(
    scene: Scene,
    span: Span,
    body: str,
    number: str,
    year: PartialDate | None,
    *,
    part: str = "",
    sure: bool,
) -> TextMention:
    """The mention of a text of `body` with this number; its candidates are those in the record."""
    held = [row for row in scene.record.numbered(body, number, part) if row.adopted]
    mention = mention_at(span, "number", body=body, number=f"{number}{part}", date=year)
    return replace(mention, candidates=tuple(row.id for row in held), sure=sure)
