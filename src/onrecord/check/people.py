"""Finds claims about offices: who is said to hold which office of which state or body.

Only persons whom the registry knows, or offices that it says do not exist, make a claim; the same person and
office is claimed once a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.vocabulary import ActorKind, Claim, ClaimKind, JsonValue, Sentence, Span

_TITLED = r"(?:(?:H\.?[ ]?E\.?|Mr|Mrs|Ms|Dr|Prof|Sir|Sheikh|General)\.?,?[ \n]?)*"
_NAME = r"(?P<name>[A-Z][\w-]+(?:[ \n](?:[A-Z]\.|[a-z]{2}(?=[ \n][A-Z])|[A-Z](?:[’'][A-Z])?[\w-]+)){1,3})"
_ASIDE = r"(?:,[ \n][^,;.]{1,80},)?"
_NOW = r"(?:(?:currently|now|still|also|presently)[ \n])?"
_STILL = r"(?:[ \n](?:currently|now|still|also))?"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    office = load_lexicon().office
    titles = any_of(office["titles"])
    serving = any_of([*office["serving"], *office["served"]])
    return {
        "title": re.compile(titles, re.IGNORECASE),
        "other": re.compile(
            rf"(?<!\w)(?i:{any_of(office['other_office'])})(?:[ \n-]|[ \n](?:the|NAM)[ \n])\Z"
        ),
        "serving": re.compile(
            rf"{_ASIDE}[ \n]{_NOW}(?P<verb>{serving}){_STILL}[ \n](?:the[ \n])?", re.IGNORECASE
        ),
        "unknown": re.compile(rf"(?<!\w){_NAME}(?=[ \n]{_NOW}{serving}{_STILL}[ \n])"),
    }


def find_offices(scene: Scene) -> Iterator[Claim]:
    """Every person with an office beside the name, once each."""
    seen: set[tuple[str, str, str]] = set()
    for sentence in scene.sentences:
        for span, of, title, person, rule in _titled(scene, sentence):
            key = (of, title.casefold().replace("-", " "), person)
            if key in seen or (scene.date is None and _is_idle(scene, of, title, person)):
                continue
            seen.add(key)
            terms: dict[str, JsonValue] = {
                "of": of, "office": title, "person": person, "date": str(scene.date) if scene.date else None,
                "told now": rule == "said to serve",
            }  # fmt: skip
            actor = scene.registry.actor(of)
            terms["state" if actor and actor.kind is ActorKind.STATE else "body"] = of
            yield scene.claim(ClaimKind.OFFICE, span, terms, rule)


def _is_idle(scene: Scene, of: str, title: str, person: str) -> bool:
    """True where an undated text leaves nothing to check: the office exists and the person is recorded in it at some time.

    Without a date such a claim could only be "not checkable"; an office that does not exist needs no date.
    """
    office = scene.registry.find_office(of, title)
    if office is None:
        return True
    held = any(row.office == office.id for row in scene.registry.find_people(person))
    return office.exists and held


def _titled(scene: Scene, sentence: Sentence) -> Iterator[tuple[Span, str, str, str, str]]:
    """(stretch, state or body, title, person, rule) for each title that stands with a person and an owner."""
    people = [(hit.span, hit.person) for hit in scene.people_in(sentence.span)]
    for match in _patterns()["title"].finditer(scene.text, sentence.span.start, sentence.span.end):
        if _is_other_office(scene.text, sentence, match):
            continue
        title = Span(match.start(), match.end())
        owner = _owner(scene, sentence, title, people)
        if owner is None:
            continue
        owner_span, of = owner
        whole = Span(min(title.start, owner_span.start), max(title.end, owner_span.end))
        if _patterns()["other"].search(scene.text[max(sentence.span.start, whole.start - 24) : whole.start]):
            continue  # "the former UN Secretary-General"
        holder = _serving(scene, sentence, whole, people) or _beside(scene, whole, title, people)
        if holder is not None:
            person_span, person, rule = holder
            span = Span(min(whole.start, person_span.start), max(whole.end, person_span.end))
            yield span, of, " ".join(match.group().split()), person, rule


def _is_other_office(text: str, sentence: Sentence, match: re.Match[str]) -> bool:
    """Claims such as "former president", "Vice President", "president-elect": another office, or not now."""
    before = text[max(sentence.span.start, match.start() - 24) : match.start()]
    after = text[match.end() : match.end() + 8].casefold()
    return _patterns()["other"].search(before) is not None or after.startswith(
        ("-elect", " elect", "-designate", "ial", "-in-")
    )


def _owner(
    scene: Scene, sentence: Sentence, title: Span, people: list[tuple[Span, str]]
) -> tuple[Span, str] | None:
    """Whose office it is: a state or body before the title, after it, or after the person."""
    text = scene.text
    candidates: list[tuple[Span, str]] = []
    for hit in scene.hits_in(sentence.span):
        of = scene.any_actor(hit, ActorKind.STATE) or scene.any_actor(hit, ActorKind.BODY)
        if of is None:
            continue
        if hit.span.end <= title.start and re.fullmatch(
            r"(?:[’']s?)?[ \n](?:(?:new|current|incumbent)[ \n])?", text[hit.span.end : title.start]
        ):
            candidates.append((hit.span, of))
        if hit.span.start >= title.end and re.fullmatch(
            r"(?:[ \n]of|[ \n]for|,)[ \n](?:the[ \n])?", text[title.end : hit.span.start]
        ):
            candidates.insert(0, (hit.span, of))
        for person, _ in people:
            named = (
                re.fullmatch(rf"[ \n]{_TITLED}", text[title.end : person.start])
                if person.start >= title.end
                else None
            )
            if (
                named
                and hit.span.start >= person.end
                and re.fullmatch(r"[ \n]of[ \n](?:the[ \n])?", text[person.end : hit.span.start])
            ):
                candidates.insert(0, (hit.span, of))
    return candidates[0] if candidates else None


def _serving(
    scene: Scene, sentence: Sentence, whole: Span, people: list[tuple[Span, str]]
) -> tuple[Span, str, str] | None:
    """Claims such as "X currently serves as the NAM secretary-general"; an unknown person counts here too."""
    text = scene.text
    unknown = (
        (Span(match.start("name"), match.end("name")), match["name"])
        for match in _patterns()["unknown"].finditer(text, sentence.span.start, whole.start)
    )
    for span, person in (*people, *unknown):
        if span.end > whole.start:
            continue
        verb = _patterns()["serving"].fullmatch(text[span.end : whole.start])
        if verb:
            past = verb["verb"].casefold() in load_lexicon().office["served"]
            return span, person, "said to have served" if past else "said to serve"
    return None


def _beside(
    scene: Scene, whole: Span, title: Span, people: list[tuple[Span, str]]
) -> tuple[Span, str, str] | None:
    """Claims such as "President X", "X, the NATO Secretary General", "the President of Y, X"."""
    text = scene.text
    for span, person in people:
        if span.start >= title.end and re.fullmatch(
            rf"(?:[ \n]|,[ \n]){_TITLED}", text[title.end : span.start]
        ):
            return span, person, "title and name"
        if span.start >= whole.end and re.fullmatch(rf",?[ \n]{_TITLED}", text[whole.end : span.start]):
            return span, person, "title and name"
        if (
            span.end <= whole.start
            and not re.match(r"[ \n][A-Z]", text[whole.end :][:2])
            and re.fullmatch(r",[ \n](?:the[ \n])?", text[span.end : whole.start])
        ):
            return span, person, "name and title"
    return None
