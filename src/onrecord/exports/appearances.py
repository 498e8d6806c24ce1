"""Which places are appearances of one claim, and where it stood first.

A sentence that travels across articles is one claim; what is not certainly the same stays apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from onrecord.exports.checks import Checked, Checks
from onrecord.ledger.codec import dumps
from onrecord.vocabulary import Document

Copies: TypeAlias = Mapping[str, tuple[str, int]]
"""Document id to the id of the most original copy of its report, and its own rank among the copies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneClaim:
    """The places where one claim stands, in the order of the rows."""

    id: str
    """A digest of question and answer: where rows decide it, the same whichever of the documents are there."""
    places: tuple[Checked, ...]
    first: Document | None
    """Where it is known to have stood first; None where that cannot be told or there is but one document."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """Each document once."""
        return tuple({place.document.id: place.document for place in self.places}.values())


def same_claims(checks: Checks) -> tuple[OneClaim, ...]:
    """The claims, each once: the same question, decided by the same rows as of the same date, with the same answer.

    Where no row decides it, only the same words in copies of one report are the same claim.
    """
    copies = {id_: (group[0], rank) for group in checks.origins for rank, id_ in enumerate(group)}
    groups: dict[str, list[Checked]] = {}
    for checked in checks.claims:
        groups.setdefault(_question(checked, copies), []).append(checked)
    return tuple(
        OneClaim(id=id_, places=tuple(places), first=_first(places, copies)) for id_, places in groups.items()
    )


def _question(checked: Checked, copies: Copies) -> str:
    claim, verdict = checked.claim, checked.verdict
    words: tuple[str, str] | None = None
    if not verdict.rows:
        # "killed more than 80 people" is of something else in another report: no row says of what.
        report, _ = copies.get(claim.document, (claim.document, 0))
        words = report, " ".join(checked.words.casefold().split())
    terms = sorted(claim.terms.items())
    key = [claim.kind, terms, verdict.value, verdict.record_says, verdict.as_of, verdict.rows, words]
    return hashlib.sha256(dumps(key).encode("utf-8", "backslashreplace")).hexdigest()[:12]


def _first(places: Sequence[Checked], copies: Copies) -> Document | None:
    documents = list({place.document.id: place.document for place in places}.values())
    first = documents[0]
    for other in documents[1:]:
        if not _before(first, other, copies):
            first = other
    others = [other for other in documents if other is not first]
    return first if others and all(_before(first, other, copies) for other in others) else None


def _before(one: Document, other: Document, copies: Copies) -> bool:
    """True where it is certain: by the order of the copies of one report, else by the dates."""
    (report, rank), (other_report, other_rank) = (
        copies.get(one.id, (one.id, 0)),
        copies.get(other.id, (other.id, 0)),
    )
    if report == other_report:
        return rank < other_rank
    return one.date is not None and other.date is not None and one.date.last < other.date.first
