"""What every position has, however it was read: its id, and the registry rows that its parties rest on."""

from __future__ import annotations

from onrecord.identity import make_id
from onrecord.vocabulary import Document, Party, Span, Stance


def position_id(
    document: Document, holder: Party, stance: Stance, toward: Party | None, evidence: Span
) -> str:
    """The id of a position: the same parties, stance and words give the same one in every run."""
    counterpart = toward.actor.id if toward is not None else None
    return make_id(
        "position", document.id, holder.actor.id, stance, counterpart, evidence.start, evidence.end
    )


def rows_behind(*parties: Party | None) -> tuple[str, ...]:
    """Ids of the registry rows of some parties, each once, in order."""
    return tuple(sorted({row for party in parties if party is not None for row in party.rows}))
