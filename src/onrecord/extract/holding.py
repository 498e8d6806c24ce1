"""From a frame that fired to rows: its holders, its counterparts, and why it gives none, if it gives none.

One row for each holder and counterpart; somebody who is thanked for support gets a row of his own, ascribed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extract.holders import find_holders
from onrecord.extract.match import Match
from onrecord.extract.parties import Text, party_of
from onrecord.extract.roles import Scene
from onrecord.extract.stating import state_position
from onrecord.extract.targets import Remembered, find_targets
from onrecord.vocabulary import (
    ActorKind,
    DocumentKind,
    Party,
    Position,
    SetAside,
    Stance,
)

_STAGE = "positions"
_TOWARDS_SOMEBODY = frozenset({Stance.THANKS, Stance.AIDS, Stance.THREATENS})
_PRONOUNS = frozenset({"them", "him", "her", "they", "he", "she", "you"})
_MOST_HOLDERS = 30


def positions_of(
    text: Text,
    scene: Scene,
    match: Match,
    earlier: Sequence[Position],
    voted_on: Party | None,
    remembered: Remembered,
) -> tuple[list[Position], list[SetAside]]:
    """The rows of a match, or why it gives none."""
    reason = match.refusal
    holders = find_holders(text, scene, match, earlier)
    if reason is None and not holders:
        reason = "no holder that the text names"
    targets: list[Party | None] = list(find_targets(text, scene, match, remembered))
    if not targets and voted_on is not None and (match.frame.act == "vote" or _is_the_text(scene, match)):
        targets = [voted_on]
    if (
        reason is None
        and match.frame.act == "vote"
        and (_is_something_else(scene, match, targets) or any(_is_elected(t) for t in targets))
    ):
        reason = "an election, not a roll call"
    if reason is None and text.voices.instrument is not None and not match.operative:
        holders = [h for h in holders if h.actor.kind is not ActorKind.COLLECTIVE]
        reason = None if holders else "no actor of its own in an adopted text"
    if reason is None and match.frame.holder == "teller" and text.document.kind is DocumentKind.REPORT:
        targets = [t for t in targets if t is not None and t.actor.kind in (ActorKind.STATE, ActorKind.BODY)]
        reason = None if targets else "told of nobody whom the registry knows"
    if reason is None:
        holders = [h for h in holders if h.rows or h.actor.kind is not ActorKind.PERSON]
        reason = None if holders else "nobody knows for whom the holder acts"
    if reason is None and not targets and _needs_somebody(text, scene, match):
        reason = "no counterpart that the text names"
    if reason is None and not targets and _names_somebody(scene, match, holders):
        reason = "somebody is named there, and it is not clear in which role"
    if reason is None and not targets and match.frame.needs_target:
        reason = "no counterpart that the text names"
    if reason is not None:
        return [], [_aside(text, scene, match, reason)]
    rows = []
    for holder in holders[:_MOST_HOLDERS]:
        others = [t for t in targets if t is None or t.actor.id != holder.actor.id]
        if not others and targets and (match.frame.needs_target or match.content in match.targets):
            continue
        for target in (others or [None])[:4]:
            rows.append(state_position(text, scene, match, holder, target))
            rows.extend(_thanked(text, scene, match, holder, target))
    if not rows:
        return [], [_aside(text, scene, match, "holder and counterpart are one")]
    return rows, []


def _needs_somebody(text: Text, scene: Scene, match: Match) -> bool:
    """True where a row towards nobody would say too little: thanks, praise, aid, threats, what a report says was asked.

    Also where a pronoun stands in the counterpart's place that is tied to nobody.
    """
    asked = match.stance is Stance.CALLS_FOR and text.document.kind is DocumentKind.REPORT
    if asked or match.stance in _TOWARDS_SOMEBODY:
        return True
    return match.content is not None and scene.tree.tokens[match.content].text.lower() in _PRONOUNS


def _names_somebody(scene: Scene, match: Match, holders: Sequence[Party]) -> bool:
    """True where the words of the matter name a state or body that found no place in the row."""
    own = {party.actor.id for party in holders}
    return any(
        party.actor.kind in (ActorKind.STATE, ActorKind.BODY) and party.actor.id not in own
        for i in match.matter()
        if (party := scene.parties.get(i)) is not None
    )


def _is_something_else(scene: Scene, match: Match, targets: list[Party | None]) -> bool:
    """True for "voted for the Government of their choice": something is voted on, and it is no text we know of."""
    if targets or match.content is None:
        return False
    token = scene.tree.tokens[match.content]
    return token.pos in ("NOUN", "PROPN") and token.lemma not in scene.lexicon.texts | scene.lexicon.voted_on


def _is_the_text(scene: Scene, match: Match) -> bool:
    """Reads "criticized the resolution": the text spoken of before."""
    if match.content is None or scene.tree.lemma(match.content) not in scene.lexicon.texts:
        return False
    if scene.tree.preps(match.content, "of"):
        return False  # "the resolution of the conflict"
    articles = {scene.tree.tokens[i].text.lower() for i in scene.tree.children(match.content, "det")}
    return bool(articles & {"the", "this"})


def _is_elected(target: Party | None) -> bool:
    return target is not None and target.actor.kind not in (ActorKind.INSTRUMENT, ActorKind.BODY)


def _aside(text: Text, scene: Scene, match: Match, reason: str) -> SetAside:
    span = scene.tree.span((match.trigger,))
    return SetAside(stage=_STAGE, reason=reason, document=text.document.id, span=span, detail=match.frame.id)


def _thanked(
    text: Text, scene: Scene, match: Match, holder: Party, target: Party | None
) -> Iterator[Position]:
    """Reads "thanked X for supporting us": the support of the thanked one is ascribed by the one who thanks."""
    if (
        match.frame.stance not in (Stance.THANKS, Stance.WELCOMES)
        or target is None
        or match.thanked_for is None
    ):
        return
    if target.actor.kind is ActorKind.INSTRUMENT:
        return
    beneficiary = holder
    for index in match.thanked_targets:
        named = party_of(text, scene, index)
        if named is None or named.actor.kind is ActorKind.INSTRUMENT:
            return
        beneficiary = named
        break
    if beneficiary.actor.id == target.actor.id:
        return
    yield state_position(text, scene, match, target, beneficiary, ascribed=True)
