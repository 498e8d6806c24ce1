"""One claim with everything that a rule may look at, and the shapes of its answer.

Terms are read with a type, so that a claim made by hand cannot break a rule.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import Record
from onrecord.registry import Registry
from onrecord.vocabulary import Claim, ClaimKind, Document, PartialDate, Verdict, VerdictValue

_OF_THEIR_TIME = frozenset({ClaimKind.MEMBERSHIP, ClaimKind.MEMBERSHIP_COUNT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A claim, its document, and what is known."""

    claim: Claim
    document: Document
    registry: Registry
    record: Record

    @property
    def quote(self) -> str:
        """The claim's own words, blanks levelled."""
        return " ".join(self.claim.span.of(self.document.text).split())

    @property
    def date(self) -> PartialDate | None:
        """The date that the claim speaks of; None where neither it nor the document tells.

        Members and their number are told for a time of their own: the document's date does not stand in for it.
        """
        said = self.text("date")
        if said is not None:
            return PartialDate.parse(said)
        return None if self.claim.kind in _OF_THEIR_TIME else self.document.date

    def text(self, term: str) -> str | None:
        """A term that is text."""
        value = self.claim.terms.get(term)
        return value if isinstance(value, str) else None

    def number(self, term: str) -> float | None:
        """A term that is a number."""
        value = self.claim.terms.get(term)
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    def flag(self, term: str) -> bool:
        """A term that is true or false."""
        return self.claim.terms.get(term) is True

    def texts(self, term: str) -> tuple[str, ...]:
        """A term that is a list of texts, or one text."""
        value = self.claim.terms.get(term)
        if isinstance(value, str):
            return (value,)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    def answer(
        self,
        value: VerdictValue,
        record_says: str,
        *,
        text_says: str | None = None,
        as_of: PartialDate | None = None,
        steps: tuple[str, ...] = (),
        nearest: str | None = None,
        rows: tuple[str, ...] = (),
        searched: tuple[str, ...] = (),
    ) -> Verdict:
        """A verdict on this claim; the text's side is its quotation where nothing shorter is given."""
        return Verdict(
            claim=self.claim.id,
            value=value,
            text_says=text_says or self.quote,
            record_says=record_says,
            as_of=as_of,
            steps=steps,
            nearest=nearest,
            rows=rows,
            searched=searched,
        )

    def no_record(self, searched: str, *, record_says: str = "nothing held") -> Verdict:
        """Nothing is held that could answer."""
        return self.answer(VerdictValue.NO_RECORD, record_says, searched=(searched,), as_of=self.date)
