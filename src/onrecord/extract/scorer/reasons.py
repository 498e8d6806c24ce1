"""Why a score came out as it did: the features that spoke loudest for it, in words.

A reason names what was seen and how much it weighed; it is an account of the sum, not of the truth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_MOST = 4

_SEEN: Mapping[str, str] = {
    "between": "between them",
    "between<": "between them",
    "between>": "between them",
    "beside<": "side by side between them",
    "beside>": "side by side between them",
    "sentence": "in the sentence",
    "path": "the way from one to the other",
    "top": "the word over both",
    "top s": "the word over both",
    "top o": "the word over both",
    "up": "over the holder",
    "down": "over the counterpart",
    "on path": "on the way between them",
    "edge": "on the way between them",
    "with": "beside the way between them",
    "with top": "beside the word over both",
    "with up": "beside the word over the holder",
    "with down": "beside the word over the counterpart",
    "same": "one word over both",
    "roles": "their roles",
    "negations": "negations",
    "quotes": "quotation marks",
    "valence": "valence of words",
    "A": "holder",
    "B": "counterpart",
    "far": "distance",
    "order": "order",
    "steps": "steps between them",
    "g": "words of the group",
    "subject": "the party as subject, with words of the group",
    "owned": "the party's, of the group",
    "object": "the party as object, with words of the group",
    "valence of": "valence of words",
    "context": "in what was said before",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing seen, and how much it added to the score (in logits; negative: took away)."""

    seen: str
    weight: float

    def __str__(self) -> str:
        return f"{self.seen} ({self.weight:+.2f})"


def strongest(shares: Mapping[str, float], most: int = _MOST) -> tuple[Reason, ...]:
    """The features with the largest shares in favour, largest first; constants are no reason."""
    told = [(share, feature) for feature, share in shares.items() if share > 0 and feature != "*"]
    told.sort(key=lambda pair: (-pair[0], pair[1]))
    return tuple(Reason(in_words(feature), round(share, 2)) for share, feature in told[:most])


def in_words(feature: str) -> str:
    """A feature's name as a reader can take it: `up|accuse` as "over the holder: accuse"."""
    family, _, rest = feature.partition("|")
    first, _, more = family.partition(" ")
    said = _SEEN.get(family) or f"{_SEEN.get(first, first)} {more}".strip()
    shown = rest.replace("|", ", ").replace("_", " ")
    return f"{said}: {shown}" if shown else said
