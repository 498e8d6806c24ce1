"""Who holds a stance and towards whom, as one document says it: "I" and "we" given to their speaker.

Asks the scenes, the sayings and the voices of the document; guesses nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from onrecord.extract.attribution import quoted_at
from onrecord.extract.match import Match
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Saying
from onrecord.extract.written import collective_as_written, is_chair_addressed, written_party
from onrecord.vocabulary import (
    Actor,
    ActorKind,
    Case,
    Document,
    DocumentKind,
    Link,
    Party,
    Position,
    Span,
    Statement,
    Voices,
)

Remembered: TypeAlias = Callable[[Scene, int], "Party | None"]
"""Whose the act that a bare noun names was said to be before."""

_SHORT_NAME = 2
_IN_WORDS = frozenset({"collective", "as the text says"})
_LONGEST_TOGETHER = 90
_MOST_SIGNING = 8
"""More than these are one holder: eight rows a sentence can be read, forty cannot."""


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

    def asserter_at(self, place: int) -> Party | None:
        """Like `teller_at`, but "as B has asked" beside the speaker's own words leaves them the speaker's."""
        own = self.voices.speaker_at(place)
        around = [s for s in self.sayings if s.covers(place)]
        quoted = quoted_at(place, self.quotes)
        if quoted and not around:
            return None  # a title, or words that are nobody's here
        if own is not None and not quoted:
            text = self.document.text
            around = [s for s in around if not _is_in_passing(text, s)]
        if around:
            return min(around, key=lambda s: s.size).speaker.party
        return own


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


def find_holders(text: Text, scene: Scene, match: Match, earlier: Sequence[Position]) -> list[Party]:
    """Who holds the stance of a match; empty where the text does not say."""
    if match.frame.holder == "teller":
        return _tellers(text, scene.tree.tokens[match.trigger[0]].start)
    if text.voices.instrument is not None and text.voices.body is not None and match.operative:
        return [Party(actor=text.voices.body, mention=None, rule="adopted text")]
    if text.voices.instrument is not None and text.voices.body is not None and _is_it(scene, match.subject):
        return [
            Party(actor=text.voices.body, mention=None, rule="adopted text")
        ]  # "Recalling that it endorsed"
    if match.taken_up:
        return [p.holder for p in earlier if p.stance is match.frame.stance][-1:]
    found: list[Party] = []
    if text.voices.signatories and any(_is_joint(text, scene, i) for i in (*match.holders, match.subject)):
        return _signatories(text)
    beside = [j for i in match.holders[:1] for j in scene.companions(i, match.clause)]
    for index in (*match.holders, *beside):
        if scene.tree.children(index, "nummod") and scene.parties[index].actor.kind is ActorKind.COLLECTIVE:
            continue  # "39 states voted": how many is a claim, and who they are is not told
        party = party_of(text, scene, index)
        if party is not None and party.actor.id not in {p.actor.id for p in found}:
            found.append(party)
    found = _together(text, scene, match.holders, found)
    body = text.voices.body
    if body is not None and text.document.kind is DocumentKind.COMMUNIQUE and len(found) == 1:
        name = found[0].actor.name.lower()
        if found[0].actor.kind is ActorKind.COLLECTIVE and name in scene.lexicon.joint_words:
            return [Party(actor=body, mention=found[0].mention, rule="the document's own body")]
    if match.subject is not None and _are_those_who(scene, match):
        return []
    if not found and not match.holders and match.subject is not None:
        written = written_party(text.document, scene, match.subject)
        if written is not None and not scene.tree.children(match.subject, "nummod"):
            return [written]
    return found


def _is_it(scene: Scene, index: int | None) -> bool:
    return index is not None and scene.tree.tokens[index].text.lower() == "it"


def _are_those_who(scene: Scene, match: Match) -> bool:
    """True for "those calling on B": who they are is said by nothing else."""
    tree = scene.tree
    if match.subject is None or tree.tokens[match.subject].text.lower() != "those":
        return False
    return tree.tokens[match.clause].dep == "acl" and tree.tokens[match.clause].head == match.subject


def _tellers(text: Text, place: int) -> list[Party]:
    """Whoever's words they are at a character: the body of an adopted text, the signatories, or the speaker."""
    body = text.voices.body
    if body is not None and text.voices.instrument is not None and not quoted_at(place, text.quotes):
        return [Party(actor=body, mention=None, rule="adopted text")]
    speaker = text.asserter_at(place)
    if text.voices.signatories and not quoted_at(place, text.quotes):
        own = {party.actor.id for party in text.voices.signatories}
        if speaker is None or speaker.actor.kind is ActorKind.COLLECTIVE or speaker.actor.id in own:
            return _signatories(text)
    if speaker is None or speaker.actor.kind not in (ActorKind.STATE, ActorKind.BODY):
        return []  # what somebody of no state or body thinks of the world is no position of the dispute's
    return [replace(speaker, mention=None, rule="first person")]


def _signatories(text: Text) -> list[Party]:
    """Each signatory, or all of them as one collective where they are many."""
    signing = text.voices.signatories
    if len(signing) <= _MOST_SIGNING:
        return list(signing)
    name = f"signatories of {text.document.title or 'the joint statement'}"[:100]
    actor = Actor(id=f"group:{name}", kind=ActorKind.COLLECTIVE, name=name)
    rows = tuple(sorted({row for party in signing for row in party.rows}))
    return [Party(actor=actor, mention=None, rule="signatory", rows=rows)]


def _is_joint(text: Text, scene: Scene, index: int | None) -> bool:
    """Reads "we", "the leaders", "both ministers", "both" of a joint statement: those who sign it."""
    if index is None:
        return False
    party = scene.parties.get(index)
    if party is None and scene.tree.tokens[index].text.lower() == "both":
        return not quoted_at(scene.tree.tokens[index].start, text.quotes)
    if party is None or quoted_at(scene.tree.tokens[index].start, text.quotes):
        return False
    if party.actor.id == "self":
        return True
    words = party.actor.name.lower().split()
    return party.actor.kind is ActorKind.COLLECTIVE and (
        (len(words) <= _SHORT_NAME and words[-1] in scene.lexicon.joint_words)
        or words[0] in scene.lexicon.joint_words
    )


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
    if forum is not None and _is_the_president(scene, index) and not quoted_at(token.start, text.quotes):
        mention = Span(token.start, token.end)
        return Party(actor=forum, mention=mention, rule="whoever presides", person="the President")
    if token.text.lower() not in ("you", "your") or forum is None:
        return None
    if quoted_at(token.start, text.quotes) or not is_chair_addressed(
        scene.tree.sentence.span.of(text.document.text)
    ):
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


def find_targets(text: Text, scene: Scene, match: Match, remembered: Remembered) -> list[Party]:
    """Towards whom the stance of a match is, each party once, at most four."""
    found: dict[str, Party] = {}
    for index in match.targets:
        party = party_of(text, scene, index)
        if party is not None and not _is_far_off(scene, index, party, match):
            found.setdefault(party.actor.id, party)
    if not found:
        if match.content is not None and (owner := remembered(scene, match.content)) is not None:
            return [replace(owner, mention=None, rule="the same act named before")]
        for head in (match.addressee, match.content):
            party = _in_words(text, scene, head) if head is not None else None
            if party is not None:
                return [party]
        text_named = _instrument_in(scene, match.content) if match.content is not None else None
        if text_named is not None:
            return [text_named]
    return _together(text, scene, match.targets, list(found.values())[:4])


def _is_far_off(scene: Scene, index: int, party: Party, match: Match) -> bool:
    """True for "they" of some group, where the stance is hostile: which group that is, is too often misread."""
    they = scene.tree.tokens[index].text.lower() in ("they", "them", "their", "those", "these")
    return they and match.stance.polarity < 0 and party.actor.kind is ActorKind.COLLECTIVE


def _instrument_in(scene: Scene, head: int) -> Party | None:
    """Reads "welcomed the adoption of resolution 822": a text that the matter is about."""
    below = scene.tree.subtree(head, frozenset({"relcl", "advcl"}))
    named = [scene.parties[i] for i in below if i in scene.parties]
    texts = [p for p in named if p.actor.kind is ActorKind.INSTRUMENT]
    return texts[0] if texts else None


def _together(text: Text, scene: Scene, indexes: Sequence[int], parties: list[Party]) -> list[Party]:
    """Coordinated groups that only the text names are one: "our Allies and partners", "countries and institutions"."""
    if not parties or any(p.actor.kind is not ActorKind.COLLECTIVE or p.mention is None for p in parties):
        return parties
    tree = scene.tree
    first = min(indexes, default=None)
    if first is None or any(p.rule not in _IN_WORDS for p in parties):
        return parties
    while tree.tokens[first].dep == "conj" and tree.tokens[tree.tokens[first].head].pos in ("NOUN", "PROPN"):
        first = tree.tokens[first].head
    joined = tree.conjuncts(first)
    plain = all(tree.tokens[i].tag in ("NNS", "NNPS") for i in joined)
    own = any(tree.children(i, "det", "poss", "nummod") for i in joined if i != first)
    if len(joined) < 2 or not plain or own or set(indexes) - set(joined):
        return parties  # "the north and its allies" are two
    if any(scene.parties[i].actor.kind is not ActorKind.COLLECTIVE for i in joined if i in scene.parties):
        return parties
    words = [written_party(text.document, scene, i) for i in joined]
    spans = [p.mention for p in words if p is not None and p.mention is not None]
    if len(spans) < len(joined):
        return parties
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    name = " ".join(span.of(text.document.text).split())
    if len(name) > _LONGEST_TOGETHER:
        return parties
    actor = Actor(id=f"group:{name}", kind=ActorKind.COLLECTIVE, name=name)
    return [Party(actor=actor, mention=span, rule="as the text says")]


def _in_words(text: Text, scene: Scene, head: int) -> Party | None:
    """Whoever stands at a phrase, or does or has what it names, under the text's own words."""
    found = party_of(text, scene, head) or written_party(text.document, scene, head)
    if found is not None:
        return found
    tree = scene.tree
    if tree.tokens[head].pos != "NOUN":
        return None
    known = [scene.parties[i] for i in scene.counterpart(head, hostile=False)]
    if any(p.actor.kind in (ActorKind.STATE, ActorKind.BODY) for p in known):
        return None  # somebody known stands there in another role
    suffered = tree.lemma(head) in scene.lexicon.suffered
    ways = ("by",) if suffered else ("by", "of", "among")
    for inner in (*tree.children(head, "poss"), *tree.preps(head, *ways)):
        found = written_party(text.document, scene, inner)
        if found is not None:
            return found
    return None
