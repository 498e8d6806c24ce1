"""How a resolution was adopted, as its own last or first line says: meeting, tally, and the states that it names.

A state that the line does not name gets no row: "14 votes to none" says nothing about anybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.instruments.phrases import words_of
from onrecord.extract.roles import Scene
from onrecord.vocabulary import Actor, ActorKind, Document, DocumentKind, Party, Span, Stance, Voices

FindState = Callable[[str], Actor | None]
"""A printed name, on one line, to the state that it names; None where it names none or several."""

_LONGEST = 900
_ADOPTED = re.compile(
    r"Adopted\s+(?:(?P<how>unanimously|by\s+consensus|without\s+a\s+vote)\s+)?"
    r"(?:by\s+the\s+(?P<body>[A-Z][\w ]{3,60}?)\s+)?at\s+(?:the|its)\s+(?P<meeting>\d{1,5})(?:st|nd|rd|th)\s+"
    r"(?:plenary\s+)?meeting"
)
_NUMBER = r"(?:\d{1,3}|none|I|l|one|two|three|four|five|six|seven)"
_TALLY = re.compile(
    rf"by\s+(?:a\s+recorded\s+vote\s+of\s+)?(?P<yes>\d{{1,3}})(?P<votes>\s+votes?)?(?:\s+in\s+favou?r)?\s+to\s+(?P<no>{_NUMBER})\b\s*"
    rf"(?:\((?P<against>[^()]{{2,600}})\))?\s*,?\s*(?:with\s+(?P<abstained>{_NUMBER})\s+abstentions?\b\s*(?:\((?P<abstaining>[^()]{{2,800}})\))?)?"
)
_FIGURES = {
    "none": 0, "i": 1, "l": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What the adoption line says; counts are None where it gives none."""

    span: Span | None
    """The line in the document; None where it stands in its masthead, which is no part of the text."""
    body: str | None
    """As printed: "Security Council"."""
    meeting: int
    unanimous: bool
    """Also for "by consensus" and "without a vote"."""
    manner: str | None
    """"unanimously", "by consensus" or "without a vote", as printed."""
    yes: int | None = None
    no: int | None = None
    abstained: int | None = None
    votes: Span | None = None
    """The words for those in favour: "14 votes"."""
    against: tuple[Span, ...] = ()
    """Printed names of those who voted against."""
    abstaining: tuple[Span, ...] = ()
    """Printed names of those who abstained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionVote:
    """A vote that the adoption line tells: towards the body whose instrument it is."""

    holder: Party
    stance: Stance
    toward: Party
    trigger: Span
    evidence: Span
    rule: str


def adoption(document: Document) -> Adoption | None:
    """How a resolution was adopted; None for other texts and where no line says it."""
    if document.kind is not DocumentKind.RESOLUTION:
        return None
    text = document.text
    for found in reversed(list(_ADOPTED.finditer(text))):
        return _read(found, text, tally_at=found.end())
    for left_out in document.left_out:
        found_outside = _ADOPTED.search(left_out.text)
        if found_outside is not None:
            return _read(found_outside, left_out.text, tally_at=None)
    return None


def _read(found: re.Match[str], text: str, *, tally_at: int | None) -> Adoption:
    manner = " ".join(found.group("how").split()) if found.group("how") else None
    plain = Adoption(
        span=Span(*found.span()) if tally_at is not None else None,
        body=found.group("body"),
        meeting=int(found.group("meeting")),
        unanimous=manner is not None,
        manner=manner,
    )
    if tally_at is None:
        return plain
    tally = _TALLY.search(text, tally_at, tally_at + _LONGEST)
    if tally is None or text[tally_at : tally.start()].strip(" ,\n") or manner is not None:
        return plain
    return Adoption(
        span=Span(found.start(), tally.end()),
        body=plain.body,
        meeting=plain.meeting,
        unanimous=False,
        manner=None,
        yes=int(tally.group("yes")),
        no=_figure(tally.group("no")),
        abstained=_figure(tally.group("abstained")),
        votes=Span(tally.start("yes"), tally.end("votes") if tally.group("votes") else tally.end("yes")),
        against=tuple(_names(tally, "against", text)),
        abstaining=tuple(_names(tally, "abstaining", text)),
    )


def _figure(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else _FIGURES[word.lower()]


def _names(tally: re.Match[str], group: str, text: str) -> Iterator[Span]:
    if tally.group(group) is None:
        return
    start = tally.start(group)
    for part in re.finditer(r"[^,;]+", tally.group(group)):
        words = part.group()
        left = len(words) - len(words.lstrip())
        if words.strip():
            yield Span(start + part.start() + left, start + part.start() + left + len(words.strip()))


def adoption_votes(
    document: Document, scenes: Sequence[Scene], voices: Voices, *, find_state: FindState | None = None
) -> tuple[AdoptionVote, ...]:
    """Votes of the states that the line names, and of those it counts, who stay unnamed."""
    told = adoption(document)
    if told is None or told.span is None or told.votes is None or voices.body is None:
        return ()
    body = Party(actor=voices.body, mention=None, rule="adopted text")
    counted = " ".join(told.votes.of(document.text).split())
    unnamed = Actor.collective(counted)
    yes = Party(actor=unnamed, mention=told.votes, rule="as the text says")
    line = Span(told.span.start, _head_end(document.text, told))
    votes = [
        AdoptionVote(
            holder=yes,
            stance=Stance.VOTES_FOR,
            toward=body,
            trigger=told.votes,
            evidence=line,
            rule="adoption/for",
        )
    ]
    for stance, names, rule in (
        (Stance.VOTES_AGAINST, told.against, "adoption/against"),
        (Stance.ABSTAINS, told.abstaining, "adoption/abstained"),
    ):
        for span in names:
            for holder in _states(document, scenes, span, find_state):
                evidence = _evidence(document.text, told.span, span, stance)
                votes.append(
                    AdoptionVote(
                        holder=holder,
                        stance=stance,
                        toward=body,
                        trigger=evidence,
                        evidence=evidence,
                        rule=rule,
                    )
                )
    return tuple(votes)


def _head_end(text: str, told: Adoption) -> int:
    """The line up to its first list of names."""
    assert told.span is not None
    bracket = text.find("(", told.span.start, told.span.end)
    with_ = text.find("with", told.span.start, told.span.end)
    ends = [place for place in (bracket, with_) if place > 0]
    end = min(ends, default=told.span.end)
    return told.span.start + len(text[told.span.start : end].rstrip(" ,\n"))


def _evidence(text: str, line: Span, name: Span, stance: Stance) -> Span:
    """From the count to the name: "1 abstention (Norland"."""
    word = r"\S+\s+abstention" if stance is Stance.ABSTAINS else r"to\s+\S+\s*\("
    places = [m.start() for m in re.finditer(word, text[line.start : name.start])]
    return Span(line.start + places[-1] if places else name.start, name.end)


def _states(
    document: Document, scenes: Sequence[Scene], span: Span, find_state: FindState | None
) -> Iterator[Party]:
    """The state that a printed name means, or the two of "A and B"."""
    name = " ".join(span.of(document.text).split())
    name = re.sub(r"^(?:and\s+)?(?:the\s+)?", "", name)
    actor = find_state(name) if find_state is not None else None
    if actor is not None and actor.kind is ActorKind.STATE:
        yield Party(actor=actor, mention=span, rule="name")
        return
    joint = re.search(r"\s+and\s+", span.of(document.text))
    halves = (
        [Span(span.start, span.start + joint.start()), Span(span.start + joint.end(), span.end)]
        if joint
        else []
    )
    found = [party for half in halves for party in _states(document, scenes, half, find_state)]
    if len(found) == 2:
        yield from found
        return
    for word in words_of(scenes, span):
        party = word.party
        if party is not None and party.actor.kind is ActorKind.STATE and party.rule == "name":
            yield party
            return
