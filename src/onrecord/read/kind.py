"""The kind of a document, weighed from its title, its header lines and its wording.

Each piece of evidence carries its words, so that the reason can be shown to a user.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.read.header import Header
from onrecord.read.knowledge import Kinds, Rule
from onrecord.read.paragraphs import Block
from onrecord.read.people import parse_who, speaker_turn
from onrecord.vocabulary import DocumentKind

SAMPLE = 40_000
"""Characters of the body that are counted."""
# A quotation that runs over several paragraphs is closed in the last one only.
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|«[^»\n]*(?:»|$)", re.MULTILINE)
_ORDER = tuple(DocumentKind)
_LEAST = 1.0
"""Weight. Less is no evidence of a kind."""
_DOUBT = 0.5
"""Weight of what was not seen: with it a single weak sign gives no certainty."""


@dataclass(slots=True)
class _Scale:
    weights: dict[str, float] = field(default_factory=dict)
    reasons: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, weight: float, reason: str) -> None:
        self.weights[kind] = self.weights.get(kind, 0.0) + weight
        self.reasons.setdefault(kind, []).append(reason)

    def add_rule(self, rule: Rule) -> None:
        kind, _, reason = rule.reason.partition(": ")
        self.add(kind, rule.weight, reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldKind:
    """A kind with the evidence for it in words, and how far that outweighs the evidence for the next kind."""

    kind: DocumentKind
    reason: str
    confidence: float


def tell_kind(blocks: Sequence[Block], header: Header, kinds: Kinds) -> ToldKind:
    """The kind with the most evidence; `other` where there is next to none."""
    scale = _Scale()
    _weigh_header(scale, header, kinds)
    _weigh_opening(scale, blocks, kinds)
    _weigh_body(scale, blocks, kinds)
    ranked = sorted(
        (kind for kind in _ORDER if kind.value in scale.weights),
        key=lambda kind: (-scale.weights[kind.value], _ORDER.index(kind)),
    )
    weights = [*(scale.weights[kind.value] for kind in ranked), 0.0, 0.0]
    if weights[0] < _LEAST:
        return ToldKind(kind=DocumentKind.OTHER, reason="no evidence of a kind", confidence=0.0)
    return ToldKind(
        kind=ranked[0],
        reason="; ".join(dict.fromkeys(scale.reasons[ranked[0].value])),
        confidence=_confidence(weights[0], weights[1]),
    )


def _confidence(best: float, second: float) -> float:
    """The share of the best kind in the evidence for the two best and a doubt of fixed weight, to two places."""
    return round(best / (best + second + _DOUBT), 2)


def _weigh_header(scale: _Scale, header: Header, kinds: Kinds) -> None:
    title = (header.title or "")[:400]
    for rule in kinds.title:
        if rule.pattern.search(title):
            scale.add_rule(rule)
    if header.who is not None:
        found = [rule for rule in kinds.who if rule.pattern.search(header.who)]
        for rule in found:
            scale.add_rule(rule)
        if header.published_by is not None:
            scale.add("report", 2.5, "an outlet is named as the source")
        elif not found and parse_who(header.who, kinds).name is not None:
            scale.add("speech", 1.5, "a person is named as the source")
    if header.author is not None:
        scale.add("report", 2.0, "a byline")
    if header.credit is not None:
        scale.add("report", 1.5, "a credited outlet")


def _weigh_opening(scale: _Scale, blocks: Sequence[Block], kinds: Kinds) -> None:
    seen: set[str] = set()
    for place, block in enumerate(blocks[:6]):
        text = block.text[:600]
        for rule in kinds.opening:
            if rule.reason not in seen and _may_stand(rule, place) and rule.pattern.match(text):
                seen.add(rule.reason)
                scale.add_rule(rule)
        if place == 0 and speaker_turn(text) is not None:
            scale.add("speech", 3.0, "a speaker's name and state open the text")


def _may_stand(rule: Rule, place: int) -> bool:
    """Datelines count in the first paragraph, salutations in the first four, organs and transcripts in six."""
    if place == 0 or rule.reason.startswith("resolution") or "transcript" in rule.reason:
        return True
    return place < 4 and rule.weight <= 2


def _weigh_body(scale: _Scale, blocks: Sequence[Block], kinds: Kinds) -> None:
    text = "\n".join(block.text for block in blocks)[:SAMPLE]
    plain = _QUOTED.sub(" ", text)
    words = max(len(plain.split()), 1)
    # Short texts are counted as if they had 150 words, or one "we" would decide.
    counts = {rule.reason: 1000 * len(rule.pattern.findall(plain)) / max(words, 150) for rule in kinds.body}
    numbered = sum(1 for block in blocks if block.label is not None)
    _weigh_persons(scale, counts)
    _weigh_bodies(scale, counts, numbered)
    told = counts.get("report: words told by somebody", 0.0)
    quotes = 1000 * len(_QUOTED.findall(text)) / max(len(text.split()), 150)
    if told >= 4 and counts.get("plural: first person plural", 0.0) < 12:
        scale.add("report", min(told / 4, 3.0) + min(quotes / 6, 1.5), "words told in the third person")


def _weigh_persons(scale: _Scale, counts: Mapping[str, float]) -> None:
    singular = counts.get("speech: first person singular", 0.0)
    plural = counts.get("plural: first person plural", 0.0)
    address = counts.get("speech: address to the meeting", 0.0)
    if singular >= 1.5:
        scale.add("speech", min(singular / 3, 3.0), "first person singular")
    if address >= 1.0:
        scale.add("speech", min(address / 2, 2.0), "the meeting is addressed")
    if plural >= 6:
        scale.add("speech", min(plural / 15, 1.2), "first person plural")
        scale.add("communique", min(plural / 15, 1.5), "first person plural")


def _weigh_bodies(scale: _Scale, counts: Mapping[str, float], numbered: int) -> None:
    verbs = counts.get("resolution: operative and preambular verbs", 0.0)
    if verbs >= 8:
        scale.add("resolution", min(verbs / 6, 3.0), "paragraphs begin with operative verbs")
    acting = counts.get("communique: a meeting or its members act in the third person", 0.0)
    acting += counts.get("communique: several states speak as we", 0.0)
    if acting >= 1.0:
        scale.add("communique", min(acting, 3.0), "a meeting or several states speak")
    if numbered >= 3 and counts.get("speech: first person singular", 0.0) < 1.0:
        scale.add("communique", 1.5, "numbered paragraphs")
