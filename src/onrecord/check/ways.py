"""Finds in what way a text was adopted: unanimously, by consensus, with nobody against, overwhelmingly, or not at all.

Only a text that the same words name, or an "it" that stands for one, is meant: much else is adopted unanimously.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.check.alternatives import screen
from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.scene import Scene
from onrecord.check.text_mention import TextMention
from onrecord.check.voted_text import OWN_VOTE
from onrecord.vocabulary import DocumentKind, Sentence, Span

_AFTER = 90
"""Characters between the words and the text named after them."""
_BEFORE = 140
"""The same for a text named before them."""
_LINKS = re.compile(
    r"(?:\A|.*?[ \n,(\])])(?:(?:which|that|was|were|had[ \n]been|has[ \n]been|have[ \n]been|been|and|also|itself|later|then|finally|duly|already|subsequently|recently|initially|just)[ \n]|[,(][ \n]?|[ \n])*\Z",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A stretch that says in what way; `texts` are those meant, empty where an "it" is."""

    span: Span
    way: str
    texts: tuple[TextMention, ...]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    ways, text, flags = load_lexicon().vote["ways"], load_lexicon().text, re.IGNORECASE
    verb = any_of(ways["verbs"])
    way = any_of(every(ways["how"]))
    failed = any_of(ways["failing"]["words"])
    noun = any_of([*load_lexicon().vote["texts"], "resolutions"])
    return {
        "way first": re.compile(rf"(?P<way>{way})[ \n](?:and[ \n][a-z]+[ \n])?(?P<verb>{verb})", flags),
        "verb first": re.compile(rf"(?P<verb>{verb})(?P<between>[^.;:]{{0,150}}?)[ \n,(—-]{{1,2}}(?P<way>{way})", flags),
        "noun": re.compile(
            rf"(?P<way>{any_of(ways['nominal'])})[ \n](?:{any_of(text['adoption'])}|vote[ \n]on)(?:[ \n](?:by|in)[ \n][^.;:,]{{2,60}}?)?[ \n]?(?:of|on)?(?=[ \n])", flags
        ),
        "adjective": re.compile(
            rf"(?P<way>{any_of(ways['nominal'])})[ \n](?:(?:UN|U\.N\.|United|Nations|Security|Council|General|Assembly)[ \n])*(?:draft[ \n])?resolutions?(?=[ \n])", flags
        ),
        "opening": re.compile(
            rf"(?:acting[ \n])?(?P<way>{way})(?:[ \n]on[ \n][^,;.]{{3,30}})?,[ \n][^,;.]{{3,60}}?[ \n](?P<verb>{verb})", flags
        ),
        "was": re.compile(
            r"(?:vote|voting|decision|adoption|Council|Assembly|members)(?:[ \n](?:on|of)[ \n][^;,]{0,80}?)?[ \n](?:was|were)[ \n](?P<way>unanimous)(?:[ \n]in[ \n](?:adopting|approving|passing|backing|its[ \n]adoption[ \n]of))?(?!\w)", flags
        ),
        "support": re.compile(
            r"(?:received|won|enjoyed|got|secured|gained|found)[ \n](?:the[ \n])?(?P<way>unanimous)[ \n](?:support|backing|approval|endorsement)", flags
        ),
        "no vote": re.compile(r"(?P<way>no[ \n]vote[ \n]was[ \n](?:taken|held))[ \n]on", flags),
        "noun, way after": re.compile(rf"{any_of(text['adoption'])}(?P<between>[^.;:]{{0,120}}?)[ \n](?P<way>{way})", flags),
        "failed": re.compile(rf"(?P<way>{failed})(?![ \n](?:{way}|until|through|under|by[ \n]a[ \n]recorded))", flags),
        "object": re.compile(rf"[ \n](?:it|(?:the|this|that)[ \n](?:draft[ \n])?{noun})", flags),
        "general": re.compile(rf"{any_of(ways['general']['words'])}[ \n,]{{1,2}}(?:[a-z]+ly[ \n])?\Z", flags),
        "hardly": re.compile(rf"{any_of(ways['hardly']['words'])}[ \n-]\Z", flags),
        "it": re.compile(rf"(?:(?:\A|[,;][ \n](?:and[ \n]|but[ \n])?)it|(?:the|this|that)[ \n](?:draft[ \n])?{noun})[ \n](?:(?:itself|also|then)[ \n])?(?:(?:was|were|has[ \n]been|had[ \n]been)[ \n])?(?:(?:also|then|later|finally)[ \n])?\Z", flags),
        "it after": re.compile(rf"[ \n](?:it|(?:the|this|that)[ \n](?:draft[ \n])?{noun})(?!\w)(?![ \n]\d)", flags),
        "other on": re.compile(
            rf"{any_of(ways['other_texts']['words'])}[ \n](?:on|to|of|for|under|concerning)[ \n](?:[\w.]+[ \n]){{0,4}}\Z", flags
        ),
        "other": re.compile(rf"{any_of(ways['other_texts']['words'])}", flags),
    }  # fmt: skip


@cache
def _way_words() -> re.Pattern[str]:
    words = load_lexicon().vote["ways"]
    return screen(
        [*every(words["how"]), *words["nominal"], *words["failing"]["words"], "unanimous", "no vote"]
    )


def ways(scene: Scene, sentence: Sentence, mentions: tuple[TextMention, ...]) -> Iterator[Way]:
    """Every way of adoption that a sentence tells of a text."""
    if not _way_words().search(sentence.span.of(scene.text).casefold()):
        return
    here = tuple(mention for mention in mentions if sentence.span.covers(mention.span))
    taken: list[Span] = []
    for name in (
        "way first",
        "verb first",
        "noun",
        "adjective",
        "noun, way after",
        "opening",
        "was",
        "support",
        "no vote",
        "failed",
    ):
        for match in _patterns()[name].finditer(scene.text, sentence.span.start, sentence.span.end):
            span = Span(match.start(), match.end())
            if any(span.overlaps(other) for other in taken) or _is_no_news(scene, sentence, match):
                continue
            texts = _texts(scene, sentence, match, here)
            if texts is None:
                continue
            taken.append(span)
            yield Way(span=_shown(match), way=_term(match["way"]), texts=texts)


def _term(words: str) -> str:
    vote = load_lexicon().vote["ways"]
    if " ".join(words.split()).casefold() in vote["failing"]["words"]:
        return "not adopted"
    return term_of(vote["how"], words) or "unanimously"


def _shown(match: re.Match[str]) -> Span:
    """The verb and the way where they stand together, else the way alone."""
    if match.end() - match.start() <= 60:
        return Span(match.start(), match.end())
    return Span(*match.span("way"))


def _is_no_news(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    """True for a rule, a wish, a plan, and for "almost unanimously"."""
    patterns = _patterns()
    before = scene.text[max(sentence.span.start, match.start() - 24) : match.start()]
    near = scene.text[max(sentence.span.start, match.start("way") - 16) : match.start("way")]
    failed = match.re is patterns["failed"]
    return (not failed and patterns["general"].search(before) is not None) or patterns["hardly"].search(
        near
    ) is not None


def _texts(
    scene: Scene, sentence: Sentence, match: re.Match[str], here: tuple[TextMention, ...]
) -> tuple[TextMention, ...] | None:
    """The texts that are the object or the subject; empty where an "it" is; None where something else is."""
    patterns, text = _patterns(), scene.text
    if OWN_VOTE.search(sentence.span.of(text)) or (
        scene.document.kind is DocumentKind.RESOLUTION and not here
    ):
        return ()
    inside = tuple(m for m in here if match.start() <= m.span.start < match.end())
    if inside:
        return (
            inside[:1]
            if patterns["other"].search(text, match.start(), inside[0].span.start) is None
            else None
        )
    after = [m for m in here if match.end() <= m.span.start <= match.end() + _AFTER]
    if after and _leads_to(text[match.end() : after[0].span.start]):
        return _listed(text, after)
    if match.groupdict().get("between") and patterns["object"].fullmatch(match["between"]):
        return ()
    if patterns["it after"].match(text, match.end(), sentence.span.end):
        return ()
    before = text[sentence.span.start : match.start()]
    if patterns["it"].search(before):
        return ()
    subjects = [m for m in here if m.span.end <= match.start() <= m.span.end + _BEFORE]
    if subjects:
        between = text[subjects[-1].span.end : match.start()]
        if patterns["other on"].search(text[sentence.span.start : subjects[-1].span.start]):
            return None
        if _LINKS.fullmatch(between) and not patterns["other"].search(between) and ";" not in between:
            return (subjects[-1],)
    return None


def _leads_to(between: str) -> bool:
    """True where nothing between the words and the text named after them is another object."""
    return re.search(r"[.;:()]", between) is None and _patterns()["other"].search(between) is None


def _listed(text: str, mentions: list[TextMention]) -> tuple[TextMention, ...]:
    """The texts of a list such as "resolutions 2427 (2018) and 2225 (2015)"."""
    found = mentions[:1]
    for mention in mentions[1:]:
        if not re.fullmatch(
            r"\)?,?[ \n](?:and[ \n])?(?:resolution[ \n])?", text[found[-1].span.end : mention.span.start]
        ):
            break
        found.append(mention)
    return tuple(found)
