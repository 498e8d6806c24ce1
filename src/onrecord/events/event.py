"""An event as event data knows it: a source does something to a target, with a PLOVER type and a CAMEO code.

Events go beyond stances: visits, talks, aid, protests, sanctions, force. They are told by verbs and nouns of
the sentence, and both ends are phrases of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from onrecord.vocabulary import Party, Span


class Root(StrEnum):
    """The event types of PLOVER 0.5, with CONCEDE and RETREAT as one."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    YIELD = "YIELD"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"

    @property
    def quad(self) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        return _QUAD[self]

    @property
    def polarity(self) -> int:
        """1 for cooperation and -1 for conflict, to which PLOVER counts requests too."""
        return 1 if _QUAD[self] in (1, 2) else -1


_QUAD: Mapping[Root, int] = {
    **dict.fromkeys((Root.AGREE, Root.CONSULT, Root.SUPPORT), 1),
    **dict.fromkeys((Root.COOPERATE, Root.AID, Root.YIELD), 2),
    **dict.fromkeys((Root.REQUEST, Root.ACCUSE, Root.REJECT, Root.THREATEN), 3),
    **dict.fromkeys((Root.PROTEST, Root.SANCTION, Root.MOBILIZE, Root.COERCE, Root.ASSAULT), 4),
}


class How(StrEnum):
    """By which road the ends of an event were found, the surest first."""

    PLACE_OF_FRAME = "place"
    """The target stands where the frame says."""
    EACH_OTHER = "each other"
    """They do it together, and so to each other; told once, true both ways."""
    RECEIVED = "received"
    """The target is said to receive it ("B faced criticism from A")."""
    THIRD = "third party"
    """The source asks others to do it to the target."""
    PLACE_OF_DEED = "scene"
    """Nobody is named as doer: the source is the place where it was done."""
    NEAR = "near"
    """The target stands below the trigger, in no place that the frame names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The source or target of an event: a phrase of the text, and the actor it names where that is known."""

    span: Span
    """The noun phrase, or the adjective ("Norwegian") that names the actor."""
    party: Party | None = None
    role: str = ""
    """CAMEO role codes of the phrase ("GOV", "MIL"), as far as its nouns show them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event told in a sentence. All spans are characters of `Document.text`."""

    source: End
    target: End
    root: Root
    cameo: str
    """CAMEO code: two to four digits."""
    act: str
    """CAMEO code of the act itself, where the event is that it is intended, asked for or refused; else `cameo`."""
    intended: bool = False
    """The act is said to come, and not to have happened."""
    trigger: Span
    """The words that tell the event."""
    evidence: Span
    """The clause around them, with both ends."""
    rule: str
    """The frame, and what the words around it made of it ("visit", "agree>visit", "visit/will")."""
    how: How = How.PLACE_OF_FRAME

    @property
    def quad(self) -> int:
        """The quad class of the type."""
        return self.root.quad

    @property
    def polarity(self) -> int:
        """1 or -1, as the type has it."""
        return self.root.polarity
