"""One mention of a resolution or draft in a document, with what in the record it may mean.

Where the record holds nothing that fits, the mention stays without candidates, so that a later "the resolution" is not
tied to another text.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.vocabulary import PartialDate, Span

VOTING = ("UNGA", "UNSC")
"""Bodies whose texts the record holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMention:
    """One mention. `candidates` are ids of instruments and drafts in the record, in the record's order."""

    span: Span
    how: str
    """`number`, `description` or `elsewhere` (a text of a body whose texts the record does not hold)."""
    body: str | None
    number: str | None
    date: PartialDate | None
    matter: str | None
    candidates: tuple[str, ...]
    sure: bool
    """True where nothing outside the record can be meant either."""
    exists: bool
    """True where the text itself says that such a resolution was adopted."""


def mention_at(
    span: Span,
    how: str,
    *,
    body: str | None = None,
    number: str | None = None,
    date: PartialDate | None = None,
) -> TextMention:
    """A mention that nothing else is known of yet."""
    return TextMention(
        span=span,
        how=how,
        body=body,
        number=number,
        date=date,
        matter=None,
        candidates=(),
        sure=False,
        exists=False,
    )
