"""Which places are appearances of one claim, and where it stood first.

A sentence that travels across articles is one claim; what is not certainly the same stays apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.exports.checks import Checked, Checks
from onrecord.ledger.codec import dumps
from onrecord.vocabulary import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class OneClaim:
    """The places where one claim stands, in the order of the rows."""

    id: str
    """The same whichever of the documents are there."""
    places: tuple[Checked, ...]
    first: Document | None
    """Where it is known to have stood first; None where that cannot be told or there is but one document."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """Each document once."""
        return tuple({place.document.id: place.document for place in self.places}.values())


def same_claims(checks: Checks) -> tuple[OneClaim, ...]:
    """The claims, each once: the same question, decided by the same rows as of the same date, with the same answer."""
    groups: dict[str, list[Checked]] = {}
    for checked in checks.claims:
        groups.setdefault(_question(checked), []).append(checked)
    return tuple(
        OneClaim(id=id_, places=tuple(places), first=_first(places, checks.origins))
        for id_, places in groups.items()
    )


def _question(checked: Checked) -> str:
    claim, verdict = checked.claim, checked.verdict
    # Where no row ties them, two texts ask the same only if they say it in the same words.
    words = None if verdict.rows else " ".join(checked.quote.casefold().split())
    key = [claim.kind, claim.terms, verdict.value, verdict.record_says, verdict.as_of, verdict.rows, words]
    return hashlib.sha256(dumps(key).encode("utf-8", "backslashreplace")).hexdigest()[:12]


def _first(places: Sequence[Checked], origins: Sequence[tuple[str, ...]]) -> Document | None:
    documents = {place.document.id: place.document for place in places}
    if len(documents) < 2:
        return None
    found = (
        one
        for one in documents.values()
        if all(one.id == other.id or _before(one, other, origins) for other in documents.values())
    )
    return next(found, None)


def _before(one: Document, other: Document, origins: Sequence[tuple[str, ...]]) -> bool:
    """True where it is certain: by the order of the copies of one report, else by the dates."""
    for copies in origins:
        if one.id in copies and other.id in copies:
            return copies.index(one.id) < copies.index(other.id)
    return one.date is not None and other.date is not None and one.date.last < other.date.first
