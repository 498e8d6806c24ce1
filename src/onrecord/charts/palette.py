"""Colours, letters, dashes and shapes: one palette for all charts, readable on light and dark paper.

The vote colours are Okabe and Ito's; no colour says anything that a letter, a dash or a shape does not say too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.vocabulary import VoteOption

INK = "currentColor"
"""Of text and of lines that belong to no series: the ink of the page, the notebook or the paper around."""
LINE = "#888888"
FAINT = "#88888855"
EDGE = "#777777"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a picture that stands alone is drawn on."""

    background: str
    ink: str


LIGHT = Paper(background="#ffffff", ink="#16202a")
DARK = Paper(background="#14181d", ink="#eceff2")

# Fill, the ink that reads on it, letter.
SEGMENTS: Mapping[VoteOption, tuple[str, str, str]] = {
    VoteOption.YES: ("#0072B2", "#ffffff", "Y"),
    VoteOption.NO: ("#D55E00", "#000000", "N"),
    VoteOption.ABSTAIN: ("#F0E442", "#000000", "A"),
    VoteOption.NOT_VOTING: ("#BBBBBB", "#000000", "–"),
}
"""The four states of a seat. Who is not a member has no mark at all."""
BLANK = ("none", INK, "")
"""The empty cell of who is not a member, as a key shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """How one line of several is drawn."""

    colour: str
    dash: tuple[int, ...]
    shape: str
    """A symbol's name in Vega."""


# Darkened from Okabe and Ito where white paper would swallow them.
STROKES = (
    Stroke(colour="#0072B2", dash=(1, 0), shape="circle"),
    Stroke(colour="#D55E00", dash=(7, 3), shape="square"),
    Stroke(colour="#00875F", dash=(2, 2), shape="triangle-up"),
    Stroke(colour="#BC5C94", dash=(9, 3, 2, 3), shape="diamond"),
    Stroke(colour="#A87000", dash=(4, 4), shape="cross"),
    Stroke(colour="#2F8FC4", dash=(12, 4), shape="triangle-down"),
    Stroke(colour="#7C7C7C", dash=(1, 3), shape="triangle-right"),
    Stroke(colour="#8A63D2", dash=(6, 2, 1, 2, 1, 2), shape="triangle-left"),
)
"""As many lines as one picture can carry."""
