"""Where a document mentions a resolution or draft, and which ones in the record it may mean.

A text cited by number is told by it; one that is described is told by body, date and matter. What the
record does not hold stays a mention with no candidates, so that a later "the resolution" is not tied to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from onrecord.check.dates import DateHit
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.vocabulary import ActorKind, Instrument, PartialDate, Sentence, Span

VOTING = ("UNGA", "UNSC")
_AROUND = 3000
"""Characters of a paragraph that are looked through for what a text is about."""
_WINDOW = 120
"""Characters before "resolution" in which its article and adjectives stand."""
_HEADING = 250
"""Characters: where the number of a resolution stands in its own text."""
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
_RESOLUTION = re.compile(r"(?<!\w)(?:[Rr]esolutions?|UNSCRs?)(?!\w)")
_WHEN = re.compile(
    r"[ \n](?:on|in|of|last)[ \n](?:\d{4}(?!\w)|(?:\d{1,2}[ \n])?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:[ \n]\d{1,2})?(?:,?[ \n]\d{4})?)(?!\w)"
)
_SINCE = re.compile(r"(?:since|after|before|until|from|between)[ \n](?:the[ \n])?\Z", re.IGNORECASE)
_END = re.compile(r"[,;:.!?]|--|–|—|[ \n](?:that|which|who|while|but|when|after|before)[ \n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMention:
    """One mention. `candidates` are ids of instruments and drafts in the record, in the record's order."""

    span: Span
    how: str
    """`number`, `description` or `elsewhere` (a text of a body whose texts the record does not hold)."""
    body: str | None
    number: str | None
    date: PartialDate | None
    matter: str | None
    candidates: tuple[str, ...]
    sure: bool
    """True where nothing outside the record can be meant either."""
    exists: bool
    """True where the text itself says that such a resolution was adopted."""


def find_texts(scene: Scene) -> tuple[TextMention, ...]:
    """Every mention, in the order of the text; anaphors ("that document") are none."""
    found: list[TextMention] = []
    for index, sentence in enumerate(scene.sentences):
        cited = list(_cited(scene, sentence))
        described = [
            mention
            for mention in _described(scene, sentence, index)
            if not any(mention.span.overlaps(other.span) for other in cited)
        ]
        found.extend(sorted((*cited, *described), key=lambda mention: mention.span.start))
    return tuple(found)


def antecedent(scene: Scene, mentions: tuple[TextMention, ...], index: int, at: int) -> TextMention | None:
    """What "the resolution" at offset `at` of sentence `index` refers to: the last mention before it.

    The sentences between must go on speaking of a text; None where none of them does for too long.
    """
    silent, allowed = 0, scene.lexicon.limits["silent_sentences"]
    for sentence in (scene.sentences[index], *scene.before(index)):
        before = [
            mention for mention in mentions if sentence.span.covers(mention.span) and mention.span.start < at
        ]
        if before:
            return before[-1]
        silent = 0 if _patterns()["anaphor"].search(sentence.span.of(scene.text)) else silent + 1
        if silent > allowed:
            return None
    return None


def own_text(scene: Scene, mentions: tuple[TextMention, ...]) -> TextMention | None:
    """The resolution that the document itself is: the number in its heading."""
    return next(
        (mention for mention in mentions if mention.how == "number" and mention.span.start < _HEADING), None
    )


# --- Cited by number --------------------------------------------------------------------------


def _cited(scene: Scene, sentence: Sentence) -> Iterator[TextMention]:
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
                year = PartialDate(int(match["year"]))
                yield _by_number(scene, span, "UNSC", number, year, sure=True)
            else:
                yield _by_number(
                    scene, span, body if body == "HRC" else "UNGA", number, None, sure=body != "HRC"
                )
    for match in _BARE.finditer(scene.text, start, end):
        for part in re.finditer(r"\d{2,4}", match["list"]):
            span = Span(match.start("list") + part.start(), match.start("list") + part.end())
            if any(span.overlaps(other) for other in taken) or not _plausible(part.group(), body):
                continue
            yield _by_number(scene, span, body or "UNSC", part.group(), None, sure=body in VOTING)


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
    mention = _mention(span, "number", body=body, number=symbol)
    return replace(mention, candidates=(held.id,) if held else (), sure=True)


def _by_number(
    scene: Scene, span: Span, body: str, number: str, year: PartialDate | None, *, sure: bool
) -> TextMention:
    held = scene.record.instruments(body, number=number, adopted=True)
    mention = _mention(span, "number", body=body, number=number, date=year)
    return replace(mention, candidates=tuple(row.id for row in held), sure=sure)


def _mention(
    span: Span,
    how: str,
    *,
    body: str | None = None,
    number: str | None = None,
    date: PartialDate | None = None,
) -> TextMention:
    return TextMention(
        span=span,
        how=how,
        body=body,
        number=number,
        date=date,
        matter=None,
        candidates=(),
        sure=False,
        exists=False,
    )


# --- Described --------------------------------------------------------------------------------


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    text = load_lexicon().text
    return {
        "head": re.compile(r"(?<!\w)(?:draft[ \n]resolution|resolution)(?P<plural>s?)(?!\w)", re.IGNORECASE),
        "determiner": re.compile(
            rf"(?<!\w)(?P<word>an?|another|the|one|no|{any_of(text['definite'])})(?P<between>[^,;.()]{{0,60}})\Z", re.IGNORECASE
        ),
        "not-text-before": re.compile(rf"{any_of(text['settling_before'])}[ \n]\Z", re.IGNORECASE),
        "not-text-after": re.compile(rf"[ \n]{any_of(text['settling_after'])}", re.IGNORECASE),
        "matter": re.compile(rf"[ \n]{any_of(text['matter'])}[ \n]", re.IGNORECASE),
        "anaphor": re.compile(any_of([*load_lexicon().vote["texts"], *load_lexicon().vote["talk"]]), re.IGNORECASE),
        "adopting": re.compile(rf"{any_of(text['adopting'])}", re.IGNORECASE),
        "not adopted": re.compile(rf"{any_of(text['not_adopted'])}[^,;.]{{0,20}}\Z", re.IGNORECASE),
        "adoption": re.compile(rf"(?:(?:the|its|their)[ \n])?{any_of(text['adoption'])}[ \n](?:by|of|in)(?!\w)", re.IGNORECASE),
    }  # fmt: skip


def _described(scene: Scene, sentence: Sentence, index: int) -> Iterator[TextMention]:
    patterns = _patterns()
    text, start, end = scene.text, sentence.span.start, sentence.span.end
    for head in patterns["head"].finditer(text, start, end):
        before, after = text[max(start, head.start() - _WINDOW) : head.start()], text[head.end() : end]
        if patterns["not-text-before"].search(before) or patterns["not-text-after"].match(after):
            continue
        determiner = _determiner(before)
        phrase = _matter(text, head.end(), end)
        np_start = head.start() - len(before) + determiner[1] if determiner else head.start()
        bodies = _bodies_of(scene, sentence, np_start, head)
        when = _dates_of(scene, sentence, np_start, phrase.end if phrase else head.end())
        definite = determiner is not None and determiner[0].casefold() not in (
            "a",
            "an",
            "another",
            "one",
            "no",
        )
        if (
            definite
            and not phrase
            and not when
            and not (bodies and np_start <= bodies[0][0].start < head.end())
        ):
            continue  # "the resolution": an anaphor
        yield _describe(
            scene, sentence, index, head=head, np_start=np_start, phrase=phrase, bodies=bodies, when=when
        )


def _determiner(before: str) -> tuple[str, int] | None:
    """The determiner of the noun phrase that ends here and its offset; the nearest one."""
    found = None
    for match in re.finditer(
        r"(?<!\w)(?:an?|another|the|that|this|these|those|such|said|one|no)(?!\w)", before, re.IGNORECASE
    ):
        if len(before) - match.end() <= 60 and not re.search(r"[,;.()]", before[match.end() :]):
            found = (match.group(), match.start())
    return found


def _matter(text: str, start: int, end: int) -> Span | None:
    """The phrase that says what the resolution is about, up to the end of the clause; "on Thursday" says when."""
    opening = _patterns()["matter"].match(text, start, end)
    if (when := _WHEN.match(text, start, end)) is not None:
        opening = _patterns()["matter"].match(text, when.end(), end)
    if opening is None:
        return None
    stop = _END.search(text, opening.end(), end)
    return Span(opening.end(), stop.start() if stop else end)


def _bodies_of(
    scene: Scene, sentence: Sentence, np_start: int, head: re.Match[str]
) -> tuple[tuple[Span, str], ...]:
    """Whose resolution: the body in the noun phrase, right after it, or else the nearest one before it."""
    named = [(hit.span, body) for hit, body in scene.bodies_in(sentence.span)]
    inside = [pair for pair in named if np_start <= pair[0].start < head.end()]
    following = re.compile(r"[ \n](?:of|by|from|in|at)[ \n](?:the[ \n])?").match(scene.text, head.end())
    after = [pair for pair in named if following and pair[0].start == following.end()]
    before = [pair for pair in named if pair[0].end <= np_start]
    return tuple(inside or after or before[-1:])


def _dates_of(scene: Scene, sentence: Sentence, np_start: int, phrase_end: int) -> tuple[DateHit, ...]:
    """Dates that tell when it was adopted: near the noun phrase, not inside what it is about."""
    window = Span(max(sentence.span.start, np_start - 80), min(sentence.span.end, phrase_end + 40))
    hits = (hit for hit in scene.dates_in(window) if not hit.decade)
    return tuple(
        hit for hit in hits if not _SINCE.search(scene.text[max(0, hit.span.start - 14) : hit.span.start])
    )


def _describe(
    scene: Scene,
    sentence: Sentence,
    index: int,
    *,
    head: re.Match[str],
    np_start: int,
    phrase: Span | None,
    bodies: tuple[tuple[Span, str], ...],
    when: tuple[DateHit, ...],
) -> TextMention:
    text = scene.text
    adoption = _adoption(text, sentence.span.start, np_start)
    body = bodies[-1][1] if bodies else None
    date = when[0].first if len({hit.first.year for hit in when}) == 1 else None
    starts = [np_start, *(span.start for span, _ in bodies), *([adoption.start] if adoption else [])]
    span = Span(_with_article(text, min(starts), sentence.span.start), phrase.end if phrase else head.end())
    matter = phrase.of(text) if phrase else None
    mention = _mention(span, "description", body=body, date=date)
    if body is not None and body not in (*VOTING, "UN"):
        return replace(mention, how="elsewhere", matter=matter)
    fitting, told_by = _fitting(scene, sentence, body=body, date=date, matter=matter)
    return replace(
        mention,
        matter=matter if told_by == "phrase" else told_by,
        candidates=tuple(row.id for row in fitting),
        sure=_is_sure(scene, fitting, date, matter if told_by == "phrase" else None),
        exists=adoption is not None
        or (head["plural"] == "s" and body is not None and _dated(when, np_start, head)),
    )


def _dated(when: tuple[DateHit, ...], np_start: int, head: re.Match[str]) -> bool:
    """True where the noun phrase itself has the date: "the 1993 resolutions", "the resolutions of 1993"."""
    return any(np_start <= hit.span.start <= head.end() + 8 for hit in when)


def _adoption(text: str, start: int, np_start: int) -> Span | None:
    """Words before the noun phrase that say it was adopted: "has adopted", "the passage by ... of"."""
    patterns = _patterns()
    for name in ("adoption", "adopting"):
        matches = list(patterns[name].finditer(text, start, np_start))
        if not matches:
            continue
        last = matches[-1]
        between = text[last.end() : np_start]
        by_whom = (
            name == "adoption"
            and not last.group().endswith("of")
            and re.fullmatch(r"[^;.]{0,80}[ \n]of[ \n]", between)
        )
        if (by_whom or not between.strip() or _WHEN.fullmatch(between.rstrip())) and not patterns[
            "not adopted"
        ].search(text[max(start, last.start() - 40) : last.start()]):
            return Span(last.start(), last.end())
    return None


def _with_article(text: str, start: int, least: int) -> int:
    article = re.search(r"(?<!\w)[Tt]he[ \n]\Z", text[max(least, start - 5) : start])
    return start - (article.end() - article.start()) if article else start


def _fitting(
    scene: Scene, sentence: Sentence, *, body: str | None, date: PartialDate | None, matter: str | None
) -> tuple[tuple[Instrument, ...], str | None]:
    """The instruments that fit body and date, told by the phrase, else by the sentence, else by what stands around."""
    rows = [
        row
        for row in scene.record.instrument_rows
        if row.body in ((body,) if body in VOTING else VOTING)
        and (date is None or row.date.may_be(date))
        and (scene.date is None or row.date.first <= scene.date.last)
    ]
    paragraph = (
        scene.document.paragraphs[sentence.paragraph].span if scene.document.paragraphs else sentence.span
    )
    around = f"{scene.document.title or ''} {paragraph.of(scene.text)[:_AROUND]}"
    for told_by, phrase in (
        ("phrase", matter),
        ("sentence", sentence.span.of(scene.text)),
        ("around", around),
    ):
        if phrase is None:
            continue
        about = {row.id for row in scene.record.instruments(matter=phrase)} | _case_instruments(scene, phrase)
        fitting = tuple(row for row in rows if row.id in about)
        if fitting or (told_by == "phrase" and _is_telling(scene, phrase)):
            return fitting, told_by
    return (), None


def _is_telling(scene: Scene, phrase: str) -> bool:
    """True where the phrase names a state or has a name in it: it then says what the text is about."""
    return any(word[:1].isupper() for word in phrase.split()) or bool(scene.registry.mentions(phrase, None))


def _case_instruments(scene: Scene, phrase: str) -> set[str]:
    """Instruments that the user's case ties to a matter named in the phrase."""
    matters = scene.case.matters if scene.case else ()
    lowered = phrase.casefold()
    return {
        id_
        for matter in matters
        for name in matter.names
        if name.casefold() in lowered
        for id_ in matter.instruments
    }


def _is_sure(
    scene: Scene, fitting: tuple[Instrument, ...], date: PartialDate | None, matter: str | None
) -> bool:
    """One fits, and the record promises that it holds all of that body on that matter at that time.

    A day is as good as a promise: a body seldom adopts two texts on one matter on one day.
    """
    if len(fitting) != 1 or date is None:
        return False
    if date.day is not None:
        return True
    return matter is not None and scene.record.covering(fitting[0].body, matter, date) is not None


def voted_on(scene: Scene, mention: TextMention) -> tuple[str, ...]:
    """The candidates on which a vote was recorded; the others cannot be meant where votes are told."""
    return tuple(id_ for id_ in mention.candidates if scene.record.roll_calls(id_))


def states_in(scene: Scene, span: Span) -> tuple[str, ...]:
    """Ids of the states named in a stretch, in the order of the text."""
    named = (scene.actor_of(hit, ActorKind.STATE) for hit in scene.hits_in(span))
    return tuple(dict.fromkeys(state for state in named if state is not None))
