"""Who holds a stance: the subject that the text names, whoever's words they are, or those who sign a joint text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.attribution import quoted_at
from onrecord.extract.match import Match
from onrecord.extract.parties import Text, party_of
from onrecord.extract.roles import Scene
from onrecord.extract.signing import signing_parties
from onrecord.extract.together import together
from onrecord.extract.written import written_party
from onrecord.vocabulary import (
    ActorKind,
    DocumentKind,
    Party,
    Position,
)

_SHORT_NAME = 2


def find_holders(text: Text, scene: Scene, match: Match, earlier: Sequence[Position]) -> list[Party]:
    """Who holds the stance of a match; empty where the text does not say."""
    if match.frame.holder == "teller":
        return _tellers(text, scene.tree.tokens[match.trigger].start)
    adopting = text.voices.body if text.voices.instrument is not None else None
    if adopting is not None and (match.operative or _is_it(scene, match.subject)):  # "that it endorsed"
        return [Party(actor=adopting, mention=None, rule="adopted text")]
    if match.taken_up:
        return [p.holder for p in earlier if p.stance is match.frame.stance][-1:]
    found: list[Party] = []
    if text.voices.signatories and any(_is_joint(text, scene, i) for i in (*match.holders, match.subject)):
        return list(signing_parties(text.document, text.voices))
    beside = [j for i in match.holders[:1] for j in scene.companions(i, match.clause)]
    for index in (*match.holders, *beside):
        if scene.tree.children(index, "nummod") and scene.parties[index].actor.kind is ActorKind.COLLECTIVE:
            continue  # "39 states voted": how many is a claim, and who they are is not told
        party = party_of(text, scene, index)
        if party is not None and party.actor.id not in {p.actor.id for p in found}:
            found.append(party)
    found = together(text, scene, match.holders, found)
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
    if match.subject is None:
        return False
    subject = tree.tokens[match.subject]
    if subject.tag in ("WDT", "WP") and tree.tokens[subject.head].dep == "relcl":
        antecedent = tree.tokens[subject.head].head
        words = {tree.tokens[i].text.lower() for i in tree.children(antecedent, "det", "predet")}
        return bool(words & {"all", "any", "every", "those", "each"})  # "all parties that are committed"
    if subject.text.lower() != "those":
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
            return list(signing_parties(text.document, text.voices))
    if speaker is None or speaker.actor.kind not in (ActorKind.STATE, ActorKind.BODY):
        return []  # what somebody of no state or body thinks of the world is no position of the dispute's
    return [replace(speaker, mention=None, rule="first person")]


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
