"""Finds claims about votes: tallies, what a named state did, and who the voters were.

A tally is taken only where states vote; a verb of voting counts only where it stands with a text or with none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.quantities import Quantity, quantities
from onrecord.check.scene import Scene
from onrecord.check.texts import TextMention, antecedent, own_text, voted_on
from onrecord.registry import NameHit
from onrecord.vocabulary import ActorKind, Claim, ClaimKind, JsonValue, Sentence, SetAside, Span

_ADVERBS = r"(?:[ \n](?:has|have|had|also|both|all|each|alone|then|later|reportedly|again|together|simply|either|instead|actually))*"
_ASIDE = r"(?:,[ \n][^;.]{1,220}?,|[ \n]?(?:--|–|—)[^;]{1,240}?(?:--|–|—)|[ \n]\([^()]{1,200}\)|,?[ \n](?:that|which|who))?,?"
_OWN_VOTE = re.compile(r"Adopted[ \n](?:unanimously[ \n])?at[ \n](?:the|its)[ \n]\d")
"""The line under a resolution of the Security Council that tells its vote."""
_OBJECT = 110
"""Characters after the verb in which a cited number is its object."""
_NEGATION = re.compile(
    r"(?:not|never|n't|n’t|to|would|will|could|should|might|may|must|if|cannot)[ \n]\Z", re.IGNORECASE
)
_JOIN = re.compile(
    r"(?:,?[ \n](?:and|or|&)(?:[ \n](?:either|simply))?|,|/)[ \n]?(?:the[ \n])?|,[ \n]the[ \n]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that say what was done in a vote. `loose` words can agree with a vote, never contradict one."""

    span: Span
    option: str
    loose: bool


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    vote = load_lexicon().vote
    texts = any_of([*vote["texts"], *(f"{text}s" for text in vote["texts"])])
    voters = rf"(?:[ \n]{any_of(vote['voter_words'])})*[ \n]{any_of([*vote['voters'], 'others'])}"
    counted = any_of(every(vote["counted"]))
    number = r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)"
    flags = re.IGNORECASE
    return {
        "cue": re.compile(any_of(every(vote["options"])), flags),
        "loose": re.compile(any_of(every(vote["loose"])), flags),
        "voters": re.compile(rf"{voters}", flags),
        "aside": re.compile(rf"{_ASIDE}{_ADVERBS}[ \n]\Z", flags),
        "object": re.compile(
            rf"(?:[ \n](?:of[ \n](?:it|them)|at[ \n]all|on[ \n]it|it|them|this|that))?(?=[ \n]*(?:[,.;:!?)\"”’]|--|–|—|\Z|(?:while|and|or|but|as|because|with|in|on|at|when|after|during)[ \n]))"
            rf"|[ \n](?:on[ \n]|in[ \n]the[ \n]vote[ \n]on[ \n])?(?:[^,;.]{{0,60}}[ \n])?(?:{texts}|[Ss]/RES|A/RES|S/\d{{4}})",
            flags,
        ),
        "counted": re.compile(rf"[ \n](?:(?:of[ \n])?(?:the[ \n])?(?:{any_of(vote['voters'])})[ \n])?(?P<term>{counted})", flags),
        "votes to": re.compile(
            rf"(?<!\w)(?:by|vote[ \n](?:was|of)|of|,)[ \n](?:a[ \n](?:recorded[ \n])?vote[ \n]of[ \n])?(?P<yes>{number})[ \n](?:(?:votes?|in[ \n]favou?r)[ \n])?to[ \n](?P<no>{number})(?:[ \n]against)?"
            rf"(?:,?[ \n](?:with|and)[ \n](?P<abstain>{number})[ \n](?:abstentions?|abstaining|countries[ \n]abstaining|states[ \n]abstaining))?",
            flags,
        ),
        "dashed": re.compile(
            r"(?<![\w-])(?P<yes>\d{1,3})[-–](?P<no>\d{1,3})(?:[-–](?P<abstain>\d{1,3}))?(?![\w-])"
            r"(?:,?[ \n](?:with|and)[ \n](?P<abstain2>\d{1,3})[ \n](?:abstentions?|abstaining))?"
        ),
        "vote word": re.compile(r"(?<!\w)(?:vote|voted|votes|voting|adopted|passed|approved)(?!\w)", flags),
        "unanimous": re.compile(any_of(vote["unanimous"]["phrases"]), flags),
        "other voters": re.compile(any_of(vote["other_voters"])),
        "text after": re.compile(
            r"[ \n](?:(?:the|a|an|this|that)[ \n])?(?:(?!of[ \n])[\w'’.-]+[ \n]){0,3}?(?:draft[ \n])?resolutions?(?!\w)", flags
        ),
    }  # fmt: skip


def find_votes(scene: Scene, mentions: tuple[TextMention, ...]) -> Iterator[Claim | SetAside]:
    """Every claim about votes, sentence by sentence."""
    for index, sentence in enumerate(scene.sentences):
        text = sentence.span.of(scene.text)
        if not re.search(
            r"vot|abst|unanim|veto|reject|oppos|back|support|endors|against|favou?r|absent",
            text,
            re.IGNORECASE,
        ):
            continue
        if _patterns()["other voters"].search(text):
            if _patterns()["cue"].search(text):
                yield _aside(scene, sentence, "the voters named here are not states")
            continue
        yield from _find_in(scene, mentions, index, sentence)


def _find_in(
    scene: Scene, mentions: tuple[TextMention, ...], index: int, sentence: Sentence
) -> Iterator[Claim | SetAside]:
    tallies = [*_counted_voters(scene, sentence), *_totals(scene, sentence), *_unanimity(scene, sentence)]
    taken: list[Span] = []
    for span, terms, rule in tallies:
        if any(span.overlaps(other) for other in taken):
            continue
        taken.append(span)
        voted = _subject(scene, mentions, index, span.end)
        if voted is None:
            yield _aside(scene, sentence, "no body or text that the tally could belong to")
            continue
        yield scene.claim(ClaimKind.VOTE_TALLY, span, {**voted, **terms}, rule)
        if rule == "counted voters":
            yield from _composition(scene, sentence, voted, terms, span)
    for cue in _cues(scene, sentence):
        states = _voters(scene, sentence, cue)
        if states is None:
            continue
        span, ids = states
        voted = _subject(scene, mentions, index, cue.span.end)
        if voted is None or (cue.loose and not _speaks_of_text(scene, sentence, cue)):
            continue
        for state in ids:
            cast: dict[str, JsonValue] = {"state": state, "vote": cue.option, "loose": cue.loose}
            yield scene.claim(ClaimKind.VOTE_CAST, span, {**voted, **cast}, "named voters")


def _aside(scene: Scene, sentence: Sentence, reason: str) -> SetAside:
    return SetAside(stage="check", reason=reason, document=scene.document.id, span=sentence.span)


# --- What was voted on ------------------------------------------------------------------------


def _subject(
    scene: Scene, mentions: tuple[TextMention, ...], index: int, at: int
) -> dict[str, JsonValue] | None:
    """The text voted on, as terms: in the same sentence, else the last one mentioned; None where there is none."""
    sentence = scene.sentences[index]
    here = [mention for mention in mentions if sentence.span.covers(mention.span)]
    found: TextMention | None
    if _OWN_VOTE.search(sentence.span.of(scene.text)):
        found = own_text(scene, mentions)
        if found is None:
            return None
    else:
        found = _object(here, at) or antecedent(scene, mentions, index, at)
    bodies = [body for _, body in scene.bodies_in(sentence.span) if body in ("UNGA", "UNSC", "UN")]
    if found is None:
        return {"body": bodies[0], "instruments": [], "sure": False} if bodies else None
    candidates = voted_on(scene, found) or found.candidates
    if bodies and bodies[-1] in ("UNGA", "UNSC") and found not in here:
        held = [id_ for id_ in candidates if (row := scene.record.instrument(id_)) and row.body == bodies[-1]]
        candidates = tuple(held) if candidates else ()
    terms: dict[str, JsonValue] = {"body": found.body, "instruments": list(candidates), "sure": found.sure}
    if found.how == "elsewhere" and not found.candidates:
        terms["elsewhere"] = True
    if len(candidates) == 1 and (row := scene.record.instrument(candidates[0])):
        terms |= {"body": row.body, "instrument": row.id, "year": row.date.year}
    elif found.date is not None:
        terms["year"] = found.date.year
    return terms


def _object(here: list[TextMention], at: int) -> TextMention | None:
    """Which text of the same sentence: one cited right after the verb, the next one after it, the last before it."""
    after = [mention for mention in here if mention.span.start >= at - 1]
    numbered = [mention for mention in after if mention.how == "number" and mention.span.start < at + _OBJECT]
    before = [mention for mention in here if mention.span.start < at]
    chosen = numbered[:1] or after[:1] or before[-1:]
    return chosen[0] if chosen else None


# --- Tallies ----------------------------------------------------------------------------------

Tally = tuple[Span, dict[str, JsonValue], str]


def _counted_voters(scene: Scene, sentence: Sentence) -> Iterator[Tally]:
    """Claims such as "over 150 other countries abstained or did not vote", "35 abstentions", "nine votes against"."""
    patterns, text, end = _patterns(), scene.text, sentence.span.end
    numbers = quantities(text, sentence.span)
    for number, following in pairwise((*numbers, None)):
        assert number is not None
        limit = min(end, following.span.start) if following else end
        noun = patterns["voters"].match(text, number.span.end, end)
        after = noun.end() if noun else number.span.end
        options = _options_after(text, after, end)
        if options and (noun or options[0].start == after + 1):
            direct = options[0].start - after <= 20
            last = options[0].end if direct else after
            yield Span(number.span.start, last), _count(number, options[1]), "counted voters"
            continue
        counted = patterns["counted"].match(text, number.span.end, limit)
        if counted and _is_vote_sentence(text, sentence):
            option = term_of(load_lexicon().vote["counted"], counted["term"])
            if option and not (
                option in ("yes", "no")
                and counted["term"].casefold() in ("for", "against")
                and not noun_is_vote(text, sentence)
            ):
                yield Span(number.span.start, counted.end()), _count(number, [option]), "counted votes"


def noun_is_vote(text: str, sentence: Sentence) -> bool:
    """True where the sentence tells a tally, so that a bare "for" or "against" after a number is a vote."""
    return (
        len(
            re.findall(
                r"(?<!\w)(?:votes?|abstentions?|abstaining|in[ \n]favou?r|against)(?!\w)",
                sentence.span.of(text),
            )
        )
        >= 2
    )


def _is_vote_sentence(text: str, sentence: Sentence) -> bool:
    return (
        re.search(
            r"(?<!\w)(?:vot(?:e|es|ed|ing)|abstentions?|abstain(?:ed|ing))(?!\w)", sentence.span.of(text)
        )
        is not None
    )


def _options_after(text: str, start: int, end: int) -> tuple[Span, list[str]] | None:
    """The verbs of voting whose subject ends at `start`: their stretch, and one or more options."""
    patterns, options = _patterns(), load_lexicon().vote["options"]
    first = patterns["cue"].search(text, start, min(end, start + 260))
    if first is None or not patterns["aside"].fullmatch(f"{text[start : first.start()]}"):
        return None
    found = [term_of(options, first.group())]
    last = first.end()
    while join := re.compile(r"[ \n](?:or|and)[ \n](?:simply[ \n])?").match(text, last, end):
        more = patterns["cue"].match(text, join.end(), end)
        if more is None:
            break
        found.append(term_of(options, more.group()))
        last = more.end()
    if not patterns["object"].match(text, last, end):
        return None
    tail = re.compile(r"[ \n]at[ \n]all").match(text, last, end)
    return Span(first.start(), tail.end() if tail else last), [option for option in found if option]


def _count(number: Quantity, options: list[str]) -> dict[str, JsonValue]:
    option: JsonValue = options[0] if len(options) == 1 else list(options)
    return {"option": option, "count": int(number.value), "comparison": number.comparison}


def _totals(scene: Scene, sentence: Sentence) -> Iterator[Tally]:
    """Claims such as "by 39 votes to 7 with 100 abstentions", "a vote of 128-9, with 35 abstentions"."""
    patterns, text = _patterns(), scene.text
    if not patterns["vote word"].search(sentence.span.of(text)):
        return
    on = scene.dates_in(sentence.span)
    for name in ("votes to", "dashed"):
        for match in patterns[name].finditer(text, sentence.span.start, sentence.span.end):
            for group in ("yes", "no", "abstain", "abstain2"):
                given = match.groupdict().get(group)
                numbers = quantities(text, Span(*match.span(group))) if given else ()
                if numbers and not any(hit.span.overlaps(numbers[0].span) for hit in on):
                    option = group.rstrip("2")
                    yield numbers[0].span, _count(numbers[0], [option]), "printed totals"


def _unanimity(scene: Scene, sentence: Sentence) -> Iterator[Tally]:
    for match in _patterns()["unanimous"].finditer(scene.text, sentence.span.start, sentence.span.end):
        yield Span(match.start(), match.end()), {"option": "yes", "comparison": "unanimously"}, "unanimity"


# --- What named states did --------------------------------------------------------------------


def _cues(scene: Scene, sentence: Sentence) -> Iterator[Cue]:
    patterns, vote = _patterns(), load_lexicon().vote
    for name, table in (("cue", vote["options"]), ("loose", vote["loose"])):
        for match in patterns[name].finditer(scene.text, sentence.span.start, sentence.span.end):
            before = scene.text[max(sentence.span.start, match.start() - 12) : match.start()]
            option = term_of(table, match.group())
            if option is None or _NEGATION.search(before):
                continue
            yield Cue(span=Span(match.start(), match.end()), option=option, loose=name == "loose")


def _voters(scene: Scene, sentence: Sentence, cue: Cue) -> tuple[Span, tuple[str, ...]] | None:
    """The named states that did it, before the verb or after its "by"; None where they are not states."""
    passive = re.compile(r"[ \n]by[ \n](?:the[ \n])?").match(scene.text, cue.span.end, sentence.span.end)
    if passive:
        runs = [run for run in _runs(scene, sentence) if run[0].start == passive.end()]
        opening = re.search(
            r"(?:(?:that|which)[ \n])?(?:(?:was|were|is|been|being)[ \n])?\Z",
            scene.text[sentence.span.start : cue.span.start],
        )
        start = sentence.span.start + opening.start() if opening else cue.span.start
        return (Span(start, runs[0][0].end), runs[0][1]) if runs else None
    if not _patterns()["object"].match(scene.text, cue.span.end, sentence.span.end):
        return None
    for span, ids in _runs(scene, sentence):
        between = scene.text[span.end : cue.span.start]
        if span.end <= cue.span.start and _patterns()["aside"].fullmatch(between):
            return Span(_article(scene.text, span.start, sentence.span.start), span.end), ids
    return _first_person(scene, sentence, cue)


def _runs(scene: Scene, sentence: Sentence) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Names of states that a comma or "and" joins, as one stretch each."""
    run: list[tuple[NameHit, str]] = []
    for hit in scene.hits_in(sentence.span):
        state = scene.actor_of(hit, ActorKind.STATE)
        if run and (state is None or not _JOIN.fullmatch(scene.text[run[-1][0].span.end : hit.span.start])):
            yield _run(run)
            run = []
        if state is not None:
            run.append((hit, state))
    if run:
        yield _run(run)


def _run(run: list[tuple[NameHit, str]]) -> tuple[Span, tuple[str, ...]]:
    return Span(run[0][0].span.start, run[-1][0].span.end), tuple(dict.fromkeys(state for _, state in run))


def _article(text: str, start: int, least: int) -> int:
    before = text[max(least, start - 4) : start]
    return start - 4 if before.casefold() == "the " else start


_SELF = re.compile(r"(?<!\w)(?:we|(?:my|our)[ \n](?:delegation|country|government))", re.IGNORECASE)


def _first_person(scene: Scene, sentence: Sentence, cue: Cue) -> tuple[Span, tuple[str, ...]] | None:
    """Claims such as "My delegation voted in favour": the state whose office the speaker holds."""
    for match in _SELF.finditer(scene.text, sentence.span.start, cue.span.start):
        if not _patterns()["aside"].fullmatch(scene.text[match.end() : cue.span.start]):
            continue
        told = " ; ".join(part for part in (scene.document.speaker_office, scene.document.issuer) if part)
        states = {
            name.actor
            for hit in scene.registry.mentions(told, scene.date)
            for name in hit.names
            if (actor := scene.registry.actor(name.actor)) and actor.kind is ActorKind.STATE
        }
        if len(states) == 1 and scene.document.speaker:
            return Span(match.start(), cue.span.end), tuple(states)
    return None


def _speaks_of_text(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """A loose verb is about a vote only where its object, or what was rejected, is a text."""
    text = scene.text
    if _patterns()["text after"].match(text, cue.span.end, sentence.span.end):
        return True
    before = text[sentence.span.start : cue.span.start]
    relative = re.search(r"resolution[^;.]{0,160}(?:that|which)[ \n](?:was|were)[ \n]\Z", before)
    return (relative or re.search(r"resolution[ \n](?:was|were|has[ \n]been)[ \n]\Z", before)) is not None


# --- Who the voters were ----------------------------------------------------------------------


@cache
def _shares() -> re.Pattern[str]:
    shares = load_lexicon().composition["shares"]
    return re.compile(
        rf"(?P<share>{any_of(every(shares))})[ \n](?:of[ \n])(?:them|these|those|which|whom)(?P<what>[^,;.–—]{{1,120}})",
        re.IGNORECASE,
    )


def _composition(
    scene: Scene, sentence: Sentence, voted: dict[str, JsonValue], terms: dict[str, JsonValue], tally: Span
) -> Iterator[Claim]:
    """Claims such as "most of them members of NATO": who the counted voters were, told right after them."""
    match = _shares().search(scene.text, tally.end, min(sentence.span.end, tally.end + 12 + 120))
    if match is None or match.start() - tally.end > 12:
        return
    what = Span(match.start("what"), match.end("what"))
    bodies = [body for _, body in scene.bodies_in(what)]
    share = term_of(load_lexicon().composition["shares"], match["share"])
    composed: dict[str, JsonValue] = {
        "option": terms["option"],
        "share": share,
        "of": what.of(scene.text).strip(),
    }
    if len(bodies) == 1:
        composed["members of"] = bodies[0]
    yield scene.claim(
        ClaimKind.VOTE_COMPOSITION,
        Span(match.start(), match.end()),
        {**voted, **composed},
        "share of the voters",
    )
