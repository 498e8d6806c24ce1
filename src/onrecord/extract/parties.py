"""One document as the position reader sees it, and the party at a token: "I" and "we" given to their speaker.

Asks the scenes, the sayings and the voices of the document; guesses nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.attribution import quoted_at
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Saying
from onrecord.extract.written import collective_as_written, is_chair_addressed
from onrecord.vocabulary import (
    ActorKind,
    Case,
    Document,
    Link,
    Party,
    Span,
    Statement,
    Voices,
)


@dataclass(frozen=True)
class Text:
    """One document as the position reader sees it."""

    document: Document
    scenes: Sequence[Scene]
    voices: Voices
    sayings: Sequence[Saying]
    statements: Sequence[Statement]
    quotes: Sequence[Span]
    own_words: Sequence[Span]
    """The quotations long enough to be somebody's own words."""
    base: tuple[Link, ...]
    on_behalf: frozenset[str]
    """Names of those who are said to speak on behalf of others."""
    case: Case | None = None

    def speaker_at(self, place: int) -> Party | None:
        """Whose "I" and "we" it is at a character: the quotation's speaker, else the document's."""
        if quoted_at(place, self.quotes):
            around = self._around(place)
            return around[0].speaker.party if around else None
        return self.voices.speaker_at(place)

    def teller_at(self, place: int) -> Party | None:
        """The innermost speaker whose words these are, quoted or not; None for the outlet's own."""
        around = self._around(place)
        return around[0].speaker.party if around else self.voices.speaker_at(place)

    def asserter_at(self, place: int) -> Party | None:
        """Like `teller_at`, but "as B has asked" beside the speaker's own words leaves them the speaker's."""
        own = self.voices.speaker_at(place)
        around = self._around(place)
        quoted = quoted_at(place, self.quotes)
        if quoted and not around:
            return None  # a title, or words that are nobody's here
        if own is not None and not quoted:
            text = self.document.text
            around = [s for s in around if not _is_in_passing(text, s)]
        return around[0].speaker.party if around else own

    def _around(self, place: int) -> list[Saying]:
        """The sayings around a character, the innermost first."""
        return sorted((s for s in self.sayings if s.covers(place)), key=lambda s: s.size)


def _is_in_passing(text: str, saying: Saying) -> bool:
    """True for a cue in a clause that opens with "as"."""
    start = min([saying.cue.start, *([saying.source_span.start] if saying.source_span is not None else [])])
    return text[max(0, start - 4) : start].strip().lower().endswith("as")


def speakers_on_behalf(scenes: Sequence[Scene]) -> frozenset[str]:
    """Names of the people who "spoke on behalf of ..." anywhere in the document."""
    names = set()
    for scene in scenes:
        for token in scene.tree.tokens:
            if token.lemma == "behalf":
                people = [p.person for p in scene.parties.values() if p.person and p.rule != "first person"]
                names.update(people)
    return frozenset(n for n in names if n)


def governing_speaker(text: Text, scene: Scene, place: int) -> tuple[Party, Span] | None:
    """The person whose verb of saying stands over a word: "X reiterated its demand", "recalling ..., X said"."""
    tree = scene.tree
    for above in tree.ancestors(place):
        token = tree.tokens[above]
        if token.pos != "VERB" or tree.lemma(above) not in scene.lexicon.carrying | scene.lexicon.pointing:
            continue
        subject = scene.subject(above)
        party = party_of(text, scene, subject) if subject is not None else None
        if party is not None and party.person and party.rule != "first person":
            return party, tree.span((above,))
    return None


def last_instrument(scene: Scene, before: int, earlier: Party | None) -> Party | None:
    """The adopted text named last before a token: what "voted against" with nothing after it is about."""
    named = sorted(scene.parties.items())
    texts = [p for i, p in named if p.actor.kind is ActorKind.INSTRUMENT and i < before]
    if texts:
        return texts[-1]
    houses = [
        p
        for i, p in named
        if p.actor.id in scene.lexicon.voting_bodies
        or (
            p.actor.kind is ActorKind.BODY
            and scene.tree.lemma(scene.tree.tokens[i].head) in scene.lexicon.texts
        )
    ]
    no_text = earlier is None or earlier.actor.kind is ActorKind.BODY
    return houses[-1] if houses and no_text else earlier


def party_of(text: Text, scene: Scene, index: int) -> Party | None:
    """The party at a token, with "I" and "we" given to their speaker, and a text to its issuer."""
    party = scene.parties.get(index)
    if party is None:
        return _chair(text, scene, index)
    if party.actor.id == "self":
        named = [scene.parties[i] for i in scene.tree.children(index, "appos") if i in scene.parties]
        if named:
            return named[0]
        speaker = text.speaker_at(scene.tree.tokens[index].start)
        if speaker is not None and speaker.named_only:
            return None
        if speaker is None:
            body = text.voices.body
            if body is None or quoted_at(scene.tree.tokens[index].start, text.quotes):
                return None
            return Party(actor=body, mention=party.mention, rule="first person of the document's body")
        return Party(
            actor=speaker.actor,
            mention=party.mention,
            rule="first person",
            rows=speaker.rows,
            person=speaker.person,
        )
    return collective_as_written(text.document, scene, index, party)


def _chair(text: Text, scene: Scene, index: int) -> Party | None:
    """Reads "you, Mr. President" said before a body: whoever presides acts for it."""
    token = scene.tree.tokens[index]
    forum = text.voices.forum
    if forum is None or quoted_at(token.start, text.quotes):
        return None
    word = token.text.lower()
    yours = word == "your" and is_chair_addressed(scene.tree.sentence.span.of(text.document.text))
    if word != "you" and not yours and not _is_the_president(scene, index):
        return None
    mention = Span(token.start, token.end)
    return Party(actor=forum, mention=mention, rule="whoever presides", person="the President")


def _is_the_president(scene: Scene, index: int) -> bool:
    """True for "the President" with nothing else: in a speech before a body, whoever presides."""
    tree = scene.tree
    if tree.tokens[index].text != "President" or tree.children(
        index, "compound", "poss", "prep", "appos", "amod"
    ):
        return False
    return [tree.tokens[i].text.lower() for i in tree.children(index, "det")] == ["the"]
