"""An origin as a user meets it: its most original copy first, its name, and in words why its documents are one report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.identity import make_id
from onrecord.origins.matching import Match, Source, names_outlet
from onrecord.vocabulary import OriginGroup

_CREDITING = 64
"""Copies whose credit lines are laid beside the outlets of all; a report that thousands print is credited soon enough."""


def describe(sources: Sequence[Source], matches: Sequence[Match], *, copies: int) -> OriginGroup:
    """The origin of these documents; `copies` are those that another of them is equal to."""
    listed = sorted(sources, key=lambda source: source.document)
    crediting = [source for source in listed if source.credit][:_CREDITING]
    ordered = sorted(listed, key=lambda source: _originality(source, crediting))
    first = ordered[0]
    credited = next((source.credit for source in ordered if source.credit), None)
    return OriginGroup(
        id=make_id("origin", first.document),
        name=credited or first.publisher,
        documents=tuple(source.document for source in ordered),
        reason=_reason(matches, copies, alone=len(ordered) == 1),
    )


def _originality(source: Source, crediting: Sequence[Source]) -> tuple[bool, date, int, str]:
    """Sorts the document of the credited outlet first, then the earliest, then the longest, then by id."""
    credited = any(other is not source and names_outlet(other, source) for other in crediting)
    return (not credited, source.first or date.max, -source.length, source.document)


def _reason(matches: Sequence[Match], copies: int, *, alone: bool) -> str:
    """The measures in words: the weakest match of the group, and how many documents are word for word equal."""
    if alone:
        return "no other document prints this report"
    parts = [f"{copies + 1} documents are the same word for word"] if copies else []
    if matches:
        weakest = min(matches, key=_strength)
        likeness = weakest.likeness
        parts.append(
            f"{likeness.share:.0%} of the shorter text's narration ({likeness.found} of {likeness.narration} words)"
            f" stands in the other, sentence by sentence, {likeness.in_order:.0%} of it in the same order;"
            f" {likeness.word_runs:.0%} of its five-word runs are shared"
        )
        if weakest.credited:
            parts.append(f"a credit line names {weakest.credited}")
        if len(matches) > 1:
            parts.append(f"weakest of {len(matches)} matching pairs")
    return "; ".join(parts)


def _strength(match: Match) -> tuple[float, float, str, str]:
    return (match.likeness.share, match.likeness.word_runs, match.one, match.other)
