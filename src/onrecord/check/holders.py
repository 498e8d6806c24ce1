"""Reads a title with its state or body and the person beside it: "X, the foreign minister of Y", "Y's president is X".

How the two stand together tells of which time the words are: outright of the time of writing ("is", "current"), by
implication ("X, the president of Y, said"), or of another ("former", "served as ... from 1997 to 2003").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.check.terms import term_of_office
from onrecord.vocabulary import ActorKind, PartialDate, Sentence, Span

_TITLED = r"(?:(?:H\.?[ ]?E\.?|Mr|Mrs|Ms|Dr|Prof|Sir|Sheikh|General|President)\.?,?[ \n]?)*"
_NAME = r"(?P<name>[A-Z][\w-]+(?:[ \n](?:[A-Z]\.|[a-z]{2}(?=[ \n][A-Z])|[A-Z](?:[’'][A-Z])?[\w-]+)){1,3})"
_ASIDE = r"(?:,[ \n][^,;.]{1,80},)?"
_ADVERB = r"(?:(?:currently|now|still|also|presently|then|first|again|reportedly|officially)[ \n])?"
_PLACES = frozenset({"capital", "capital-weak", "metonym"})


class Told(StrEnum):
    """Of which time a title is told."""

    NOW = "said to serve"
    IMPLIED = "title and name"
    OPEN = "courtesy"
    PAST = "said to have served"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A person with an office. `on`, `first` and `last` are dates told for it."""

    span: Span
    of: str
    title: str
    person: str
    told: Told
    on: PartialDate | None = None
    first: PartialDate | None = None
    last: PartialDate | None = None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    office, flags = load_lexicon().office, re.IGNORECASE
    verbs = any_of([*office["serving"], *office["served"], *office["began"]])
    time = any_of([*office["now"], *office["before_now"], *office["then"]])
    others = rf"(?:{any_of(office['epithets'])}[ \n])?"
    return {
        "title": re.compile(any_of(office["titles"]), flags),
        "other": re.compile(rf"(?<!\w)(?:{any_of(office['other_office'])})(?=[ \n-])", flags),
        "adjectives": re.compile(rf"(?<![\w-])(?P<time>{time})[ \n-](?:(?:the|NAM)[ \n])?(?P<rest>{others})\Z", flags),
        "now": re.compile(any_of(office["now"]), flags),
        "before": re.compile(any_of(office["before_now"]), flags),
        "own": re.compile(rf"(?P<own>[’']s?)?[ \n](?:(?P<time>{time})[ \n-])?(?P<rest>{others})", flags),
        "of": re.compile(r"(?:[ \n](?:of|for)|,)[ \n](?:the[ \n])?", flags),
        "then of": re.compile(r"[ \n]of[ \n](?:the[ \n])?"),
        "to name": re.compile(rf"(?P<comma>,)?[ \n]{_TITLED}"),
        "straight": re.compile(rf"[ \n]{_TITLED}"),
        "named": re.compile(rf"{_ASIDE}[ \n]{_ADVERB}(?P<verb>{any_of([*office['naming'], *office['named']])})[ \n]{_ADVERB}{_TITLED}", flags),
        "verb": re.compile(rf"{_ASIDE},?[ \n]{_ADVERB}(?P<verb>{verbs})[ \n]{_ADVERB}(?:the[ \n])?", flags),
        "comma": re.compile(r",[ \n](?:the[ \n])?", flags),
        "unknown": re.compile(rf"(?<!\w){_NAME}(?=(?:[ \n]{_ADVERB}(?i:{verbs})[ \n])|,[ \n])"),
        "unknown after": re.compile(rf",?[ \n](?:(?:{any_of(office['naming'])})[ \n])?{_TITLED}{_NAME}"),
        "beside": re.compile(rf"(?:{any_of(office['beside'])}|[ \n]and)[ \n](?:of|to|for)[ \n](?:the[ \n])?\Z", flags),
        "none": re.compile(any_of(office["none"]), flags),
        "unread": re.compile(r",?[ \n](?:until|till|since|when|while|before|after|last|at|during|from|for|between)(?!\w)"),
        "going": re.compile(r"(?<!\w)(?:in|to|from|at|near|across|into|visiting|visited|leaving|left|via|through|over|inside|outside)[ \n](?:the[ \n])?\Z", flags),
        "capital": re.compile(r"[ \n][A-Z]"),
    }  # fmt: skip


def holders_in(scene: Scene, sentence: Sentence) -> Iterator[Held]:
    """Every title with an owner in the sentence that has a person beside it, in the order of the text."""
    people = [(hit.span, hit.person) for hit in scene.people_in(sentence.span)]
    for match in _patterns()["title"].finditer(scene.text, sentence.span.start, sentence.span.end):
        after = scene.text[match.end() : match.end() + 8].casefold()
        if after.startswith(("-elect", " elect", "-designate", " designate", "ial", "-in-")):
            continue
        title = Span(match.start(), match.end())
        for whole, of, time, style in _owned(scene, sentence, title, people)[:1]:
            held = _held(scene, sentence, whole, of, title, time, style, people)
            if held is not None:
                yield held


def _owned(
    scene: Scene, sentence: Sentence, title: Span, people: list[tuple[Span, str]]
) -> list[tuple[Span, str, str, str]]:
    """(title with its owner, owner, word of time, how they stand), the surest first; nothing for another office."""
    text, patterns = scene.text, _patterns()
    found: list[tuple[Span, str, str, str]] = []
    for hit in scene.hits_in(sentence.span):
        of = scene.any_actor(hit, ActorKind.STATE) or scene.any_actor(hit, ActorKind.BODY)
        if of is None:
            continue
        if hit.span.end <= title.start and (
            own := patterns["own"].fullmatch(text, hit.span.end, title.start)
        ):
            if not own["own"] and all(name.use in _PLACES for name in hit.names):
                continue  # "in Ankara President Putin said"
            lead = _lead(scene, sentence, hit.span.start)
            if lead is None:
                return []
            start, time = lead
            style = (
                "around" if patterns["going"].search(text[sentence.span.start : hit.span.start]) else "plain"
            )
            found.append((Span(start, title.end), of, own["time"] or time, "own" if own["own"] else style))
        if hit.span.start >= title.end and patterns["of"].fullmatch(text, title.end, hit.span.start):
            lead = _lead(scene, sentence, title.start)
            if lead is None:
                return []
            found.insert(
                0, (Span(lead[0], hit.span.end), of, lead[1], "of" if text[title.end] != "," else "comma")
            )
        for person, _ in people:
            if (
                title.end <= person.start <= person.end <= hit.span.start
                and patterns["straight"].fullmatch(text, title.end, person.start)
                and patterns["then of"].fullmatch(text, person.end, hit.span.start)
            ):
                lead = _lead(scene, sentence, title.start)
                if lead is None:
                    return []
                found.insert(0, (Span(lead[0], title.end), of, lead[1], "around"))
    return found


def _lead(scene: Scene, sentence: Sentence, start: int) -> tuple[int, str] | None:
    """Where the words begin with the adjectives before them, and the word of time; None for another office."""
    before = scene.text[max(sentence.span.start, start - 40) : start]
    match = _patterns()["adjectives"].search(before)
    words = re.search(r"(?:[\w-]+[ \n-]){0,2}\Z", before)
    if words and _patterns()["other"].search(words.group()):
        return None
    return (start - len(before) + match.start(), match["time"]) if match else (start, "")


def _held(
    scene: Scene, sentence: Sentence, whole: Span, of: str, title: Span, time: str, style: str, people: list[tuple[Span, str]]
) -> Held | None:  # fmt: skip
    office = scene.registry.find_office(of, title.of(scene.text))
    absent = office is not None and not office.exists
    found = _beside(scene, sentence, whole, title, style, people, of, absent)
    title_said = " ".join(title.of(scene.text).split())
    if found is None or (absent and _patterns()["none"].search(sentence.span.of(scene.text))):
        return None
    span, person, told = found
    if time and _patterns()["before"].fullmatch(time) and not absent:
        return None  # who held an office once is no claim about who holds it
    if time and told in (Told.IMPLIED, Told.NOW):
        told = Told.NOW if _patterns()["now"].fullmatch(time) else Told.OPEN
    stretch = Span(min(span.start, whole.start), max(span.end, whole.end))
    on = first = last = None
    if told in (Told.PAST, Told.NOW):
        on, first, last, stretch = term_of_office(scene, sentence, stretch)
    if (
        told is Told.PAST
        and not (on or first or last)
        and _patterns()["unread"].match(scene.text, stretch.end)
    ):
        told = Told.OPEN
    return Held(
        span=stretch, of=of, title=title_said, person=person, told=told, on=on, first=first, last=last
    )


def _beside(
    scene: Scene, sentence: Sentence, whole: Span, title: Span, style: str, people: list[tuple[Span, str]], of: str, absent: bool
) -> tuple[Span, str, Told] | None:  # fmt: skip
    """The person, where the name stands, and of which time that tells."""
    text, patterns, start = scene.text, _patterns(), sentence.span.start
    related = patterns["beside"].search(text[max(start, whole.start - 40) : whole.start]) is not None
    strangers: list[tuple[Span, str]] = []
    if absent:
        strangers = [
            (Span(match.start("name"), match.end("name")), match["name"])
            for match in patterns["unknown"].finditer(text, start, whole.start)
        ]
        if match := patterns["unknown after"].match(text, whole.end, sentence.span.end):
            strangers.append((Span(match.start("name"), match.end("name")), match["name"]))
    before: tuple[Span, str, Told] | None = None
    after: tuple[Span, str, Told] | None = None
    for span, person in (*people, *strangers):
        if span.end <= whole.start:
            if verb := patterns["verb"].fullmatch(text, span.end, whole.start):
                return span, person, _tense(verb["verb"])
            if patterns["comma"].fullmatch(text, span.end, whole.start) and not patterns["capital"].match(
                text, whole.end
            ):
                before = before or (span, person, Told.IMPLIED)
        elif span.start >= whole.end and after is None:
            if named := patterns["named"].fullmatch(text, whole.end, span.start):
                past = named["verb"].casefold() in load_lexicon().office["named"]
                return None if related else (span, person, Told.PAST if past else Told.NOW)
            if match := patterns["to name"].fullmatch(text, whole.end, span.start):
                told = (
                    Told.OPEN
                    if style == "around" or (style == "own" and not match["comma"])
                    else Told.IMPLIED
                )
                after = (span, person, told)
            elif style == "comma" and patterns["to name"].fullmatch(text, title.end, span.start):
                after = (span, person, Told.OPEN)
    if before and after:  # "A, the foreign minister of Y, B": whoever has held it at some time
        office = scene.registry.find_office(of, title.of(text))
        fitting = [
            one for one in (before, after)
            if office and any(row.office == office.id for row in scene.registry.find_people(one[1]))
        ]  # fmt: skip
        return (*(fitting or [before])[0][:2], Told.OPEN)
    if related and after:
        return None
    return before or after


def _tense(verb: str) -> Told:
    return Told.NOW if " ".join(verb.casefold().split()) in load_lexicon().office["serving"] else Told.PAST
