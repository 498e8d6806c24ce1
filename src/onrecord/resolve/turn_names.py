"""Who the label of a turn names, and for which state or body he or she acts.

A state in brackets decides; then the document's own speaker, an office printed beside the name, the registry. A name
that nothing ties to a state or body stays a person's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.registry import Registry
from onrecord.resolve.nouns import load_nouns
from onrecord.resolve.turn_labels import Label, Manner, load_label_words
from onrecord.vocabulary import Actor, ActorKind, Document, Party

_GIVEN = r"(?P<given>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ]\.)?(?: (?:de|da|del|al|bin|van|von|der|la|el))?)"
_INTERVIEWER = re.compile(
    r"\b[Ww]ith (?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'.-]+){1,2}) (?:of|from|at) (?:the )?(?P<outlet>[A-Z]\S+)"
)
_INTERVIEWEE = re.compile(
    r"\b[Ii]nterview (?:with|of) (?:[a-z ]{0,30})(?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'.-]+){1,3})"
)
_PAST = re.compile(r"\b(?:former|ex|then|late)\b", re.IGNORECASE)
_PRIVATE = re.compile(
    r"\b(?:who|ceo|founder|co-founder|company|owner|editor|correspondent|professor|vice president (?:at|and)|bank|university|institute)\b",
    re.IGNORECASE,
)
_CHAIRS = re.compile(r"chair|moderator|speaker", re.IGNORECASE)
_MOST_SOUGHT = 60
"""Speakers. For more than these the text is not searched for full names: the time would grow with their number."""
_FIRST_TURN = 1500
"""Characters of the first turn in which speakers are still introduced."""
_BESIDE = 70
"""Characters on either side of a name in which an office is looked for."""


@dataclass(frozen=True)
class Namer:
    """One transcript, its header and its labels."""

    document: Document
    registry: Registry
    speaker: Party | None
    forum: Actor | None
    publisher: Actor | None
    labels: Sequence[Label]
    _known: dict[tuple[str, str, str | None], tuple[str | None, Party | None]] = field(default_factory=dict)

    def who(self, label: Label) -> tuple[str | None, Party | None]:
        """The speaker's name, as full as the document has it, and the party; None for what is not told."""
        key = (label.key, label.titles, label.bracket)
        if key not in self._known:
            self._known[key] = self._who(label)
        return self._known[key]

    def _who(self, label: Label) -> tuple[str | None, Party | None]:
        if label.name is None:
            return self._unnamed(label)
        name = self._full_name(label)
        actor, rows, rule = self._acts_for(label, name)
        if actor is None:
            actor = Actor(id=f"person:{name}", kind=ActorKind.PERSON, name=name)
        return name, Party(actor=actor, mention=label.source, rule=rule, rows=rows, person=name)

    def _unnamed(self, label: Label) -> tuple[str | None, Party | None]:
        """The chair of a body speaks for it; a question is the interviewer's, an answer the one asked's."""
        title = self.document.title or ""
        if label.manner is Manner.TITLED and self.forum is not None:
            chair = label.titles[:1].upper() + label.titles[1:]
            party = Party(actor=self.forum, mention=label.source, rule="chair of the meeting", person=chair)
            return chair, party
        if label.manner is Manner.TITLED and self.speaker is not None and _is_office(self.document, label):
            return self.speaker.person, self.speaker
        if label.manner is Manner.TITLED and self.publisher is not None and not _CHAIRS.search(label.titles):
            party = Party(
                actor=self.publisher,
                mention=label.source,
                rule="office of the publisher",
                person=label.titles,
            )
            return label.titles, party
        if label.manner is Manner.ANSWER and self.speaker is not None:
            return self.speaker.person, self.speaker
        pattern = {Manner.QUESTION: _INTERVIEWER, Manner.ANSWER: _INTERVIEWEE}.get(label.manner)
        match = pattern.search(title) if pattern is not None else None
        if match is None:
            return (label.titles or None), None
        name = match.group("name")
        actor = Actor(id=f"person:{name}", kind=ActorKind.PERSON, name=name)
        return name, Party(actor=actor, mention=label.source, rule="named in the title", person=name)

    def _full_name(self, label: Label) -> str:
        """The label's name, or the fuller one that the header, another label or the text gives for it."""
        name = label.name or ""
        speaker = self.speaker.person if self.speaker is not None else self.document.speaker
        if speaker and speaker.split()[-1].casefold() == label.key:
            return speaker
        longest = self._longest.get(label.key, name)
        if len(longest.split()) > 1 or len(self._known) > _MOST_SOUGHT:
            return _as_written(longest)
        return self._introduced(name) or _as_written(name)

    @cached_property
    def _longest(self) -> dict[str, str]:
        """By last name, the label that says most of it."""
        found: dict[str, str] = {}
        for label in self.labels:
            if label.name and len(label.name.split()) > len(found.get(label.key, "").split()):
                found[label.key] = label.name
        return found

    def _introduced(self, last: str) -> str | None:
        """The given name that stands before a last name anywhere in the document, if it is always the same."""
        words = load_label_words()
        taken = words.courtesies | words.offices | set(load_nouns().offices) | words.no_speakers
        pattern = re.compile(
            rf"(?<![\w’'-]){_GIVEN} (?P<last>{re.escape(last)})(?![\w’'-]|\s?:)", re.IGNORECASE
        )
        counts: Counter[str] = Counter()
        for match in pattern.finditer(f"{self._header}\n{self.document.text}"):
            given = match.group("given").split()
            if (
                given[0][:1].isupper()
                and given[0].casefold() not in taken
                and match.group("last")[:1].isupper()
            ):
                counts[_as_written(" ".join([*given, match.group("last")]))] += 1
        given_names = {name.split()[0] for name in counts}
        if len(given_names) != 1:
            return None
        return min(counts, key=lambda name: (-counts[name], len(name), name))

    @cached_property
    def _header(self) -> str:
        left = [item.text for item in self.document.left_out if len(item.text) < 400]
        return "\n".join(part for part in (self.document.title, self.document.author, *left[:20]) if part)

    @cached_property
    def _introduction(self) -> str:
        """The header and what stands before and in the first turn."""
        first = self.labels[0].words if self.labels else 0
        return f"{self._header}\n{self.document.text[: first + _FIRST_TURN]}"

    def _acts_for(self, label: Label, name: str) -> tuple[Actor | None, tuple[str, ...], str]:
        if label.bracket is not None and (found := self._state_in(label.bracket)) is not None:
            return *found, "state in brackets"
        if self.speaker is not None and self.speaker.person == name:
            return self.speaker.actor, self.speaker.rows, self.speaker.rule
        if label.remark is not None and (found := self._state_in(label.remark)) is not None:
            return *found, "office beside the name"
        tenures = self.registry.find_people(name, on=self.document.date) if " " in name else ()
        owners = sorted({o.of for t in tenures if (o := self.registry.office(t.office)) is not None})
        if len(owners) == 1 and (owner := self.registry.actor(owners[0])) is not None:
            return owner, tuple(t.row for t in tenures), "office in the registry"
        return self._by_printed_office(label, name)

    def _by_printed_office(self, label: Label, name: str) -> tuple[Actor | None, tuple[str, ...], str]:
        """An office beside the full name in the header or the first paragraphs: of the body named with it, else the publisher's."""
        if " " not in name:
            return None, (), "person's name"
        text = self._introduction
        places = [(m.start(), m.end()) for m in re.finditer(re.escape(name), text, re.IGNORECASE)]
        offices = [office for place in places if (office := _beside(text, *place)) is not None]
        if any(_PAST.search(office) for office in offices):
            return None, (), "person's name"
        for office in offices:
            found = self._state_in(office)
            if found is not None:
                return *found, "office beside the name"
        if offices and self.publisher is not None and not any(_PRIVATE.search(office) for office in offices):
            return self.publisher, (), "office of the publisher"
        return None, (), "person's name"

    def _state_in(self, stretch: str) -> tuple[Actor, tuple[str, ...]] | None:
        found = []
        for hit in self.registry.mentions(stretch, on=self.document.date):
            actor = self.registry.actor(hit.actors[0]) if len(hit.actors) == 1 else None
            if actor is not None and hit.names[0].use not in ("capital", "capital-weak"):
                found.append((actor, (hit.names[0].row,)))
        states = [pair for pair in found if pair[0].kind is ActorKind.STATE]
        return (states or found)[0] if found else None


def _beside(text: str, start: int, end: int) -> str | None:
    """The office that stands right before or after a name on its line; None where there is none."""
    offices = set(load_nouns().offices) | load_label_words().offices
    line = text.rfind("\n", 0, start) + 1
    before = text[max(line, start - _BESIDE) : start].split(", ")[-1]
    stop = text.find("\n", end)
    after = re.match(r",? ((?!who\b)[^,.\n;]{3,70})", text[end : stop if stop >= 0 else len(text)])
    for stretch in (before, after.group(1) if after and text[end : end + 1] == "," else ""):
        folded = stretch.casefold()
        if any(re.search(rf"\b{re.escape(office)}\b", folded) for office in offices):
            return stretch
    return None


def _is_office(document: Document, label: Label) -> bool:
    """True for "THE PRESIDENT" where the document's speaker is a president."""
    office = (document.speaker_office or "").casefold()
    return label.titles.casefold().removeprefix("the ") in office


def _as_written(name: str) -> str:
    """A name in capitals as it is written in running text; other names unchanged."""
    return " ".join(_word(word) for word in name.split())


def _word(word: str) -> str:
    """Makes "SILVA" "Silva", "AL-SAADI" "Al-Saadi", "JO" "Jo"; "JD", "J." and "LaHood" stay."""
    initials = len(word) < 3 and not re.search(r"[AEIOUY]", word)
    if not word.isupper() or "." in word or initials:
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
