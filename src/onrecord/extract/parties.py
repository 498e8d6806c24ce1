"""Who holds a stance and towards whom, as one document says it: "I" and "we" given to their speaker.

Asks the scenes, the sayings and the voices of the document; guesses nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.attribution import quoted_at
from onrecord.extract.match import Match
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Saying
from onrecord.vocabulary import Actor, ActorKind, Document, Link, Party, Position, Span, Statement, Voices

_SHORT_NAME = 2
_MOST_SIGNING = 8
"""More than these are one holder: eight rows a sentence can be read, forty cannot."""
_JOINT_WORDS = frozenset(
    {
        "leaders",
        "ministers",
        "sides",
        "parties",
        "countries",
        "governments",
        "presidents",
        "participants",
        "heads",
    }
)
VOTING_BODIES = frozenset({"UNGA", "UNSC", "UNHRC", "EP", "PACE", "IAEA"})
"""Bodies whose votes news reports tell without naming the text voted on."""


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

    def speaker_at(self, place: int) -> Party | None:
        """Whose "I" and "we" it is at a character: the quotation's speaker, else the document's."""
        if quoted_at(place, self.quotes):
            around = [s for s in self.sayings if s.covers(place)]
            if around:
                return min(around, key=lambda s: s.size).speaker.party
            return None
        return self.voices.speaker_at(place)

    def teller_at(self, place: int) -> Party | None:
        """The innermost speaker whose words these are, quoted or not; None for the outlet's own."""
        around = [s for s in self.sayings if s.covers(place)]
        if around:
            return min(around, key=lambda s: s.size).speaker.party
        return self.voices.speaker_at(place)


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
    houses = [p for _, p in named if p.actor.id in VOTING_BODIES]
    no_text = earlier is None or earlier.actor.kind is ActorKind.BODY
    return houses[-1] if houses and no_text else earlier


def unregistered(text: Text, scene: Scene, head: int) -> Iterator[Party]:
    """Somebody addressed whom the registry does not know: kept as the text says it."""
    tree = scene.tree
    token = tree.tokens[head]
    plural = token.tag in ("NNS", "NNPS")
    named = token.pos == "PROPN"
    if token.pos not in ("NOUN", "PROPN") or not (plural or named) or not scene.is_human(head):
        return
    words = [i for i in tree.phrase(head) if i <= head and tree.tokens[i].pos not in ("DET", "PRON", "NUM")]
    span = tree.span(tuple(words))
    name = " ".join(span.of(text.document.text).split())[:80]
    actor = Actor(id=f"group:{name}", kind=ActorKind.COLLECTIVE, name=name)
    yield Party(actor=actor, mention=span, rule="as the text says")


def find_holders(text: Text, scene: Scene, match: Match, earlier: Sequence[Position]) -> list[Party]:
    """Who holds the stance of a match; empty where the text does not say."""
    if match.frame.id == "must":
        speaker = text.teller_at(scene.tree.tokens[match.trigger[0]].start)
        body = text.voices.body if text.voices.instrument is not None else None
        if speaker is not None:
            return [
                Party(
                    actor=speaker.actor,
                    mention=None,
                    rule="first person",
                    rows=speaker.rows,
                    person=speaker.person,
                )
            ]
        return [Party(actor=body, mention=None, rule="adopted text")] if body is not None else []
    if text.voices.instrument is not None and text.voices.body is not None and match.operative:
        return [Party(actor=text.voices.body, mention=None, rule="adopted text")]
    if match.taken_up:
        return [p.holder for p in earlier if p.stance is match.frame.stance][-1:]
    found: list[Party] = []
    if text.voices.signatories and any(_is_joint(text, scene, i) for i in match.holders):
        return _signatories(text)
    for index in match.holders:
        if scene.tree.children(index, "nummod") and scene.parties[index].actor.kind is ActorKind.COLLECTIVE:
            continue  # "39 states voted": a number of unnamed ones is a claim, not a holder
        party = party_of(text, scene, index)
        if party is not None and party.actor.id not in {p.actor.id for p in found}:
            found.append(party)
    return found


def _signatories(text: Text) -> list[Party]:
    """Each signatory, or all of them as one collective where they are many."""
    signing = text.voices.signatories
    if len(signing) <= _MOST_SIGNING:
        return list(signing)
    name = f"signatories of {text.document.title or 'the joint statement'}"[:100]
    actor = Actor(id=f"group:{name}", kind=ActorKind.COLLECTIVE, name=name)
    rows = tuple(sorted({row for party in signing for row in party.rows}))
    return [Party(actor=actor, mention=None, rule="signatory", rows=rows)]


def _is_joint(text: Text, scene: Scene, index: int) -> bool:
    """Reads "we", "the leaders", "both ministers", "they" of a joint statement: those who sign it."""
    party = scene.parties.get(index)
    if party is None or quoted_at(scene.tree.tokens[index].start, text.quotes):
        return False
    if party.actor.id == "self":
        return True
    words = party.actor.name.lower().split()
    return party.actor.kind is ActorKind.COLLECTIVE and (
        (len(words) <= _SHORT_NAME and words[-1] in _JOINT_WORDS) or words[0] in _JOINT_WORDS
    )


def party_of(text: Text, scene: Scene, index: int) -> Party | None:
    """The party at a token, with "I" and "we" given to their speaker, and a text to its issuer."""
    party = scene.parties.get(index)
    if party is None:
        return None
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
    return party


def find_targets(text: Text, scene: Scene, match: Match) -> Iterator[Party]:
    """Towards whom the stance of a match is, each party once."""
    seen: set[str] = set()
    for index in match.targets:
        party = party_of(text, scene, index)
        if party is not None and party.actor.id not in seen:
            seen.add(party.actor.id)
            yield party
