"""What a reader expects of a stretch of a text: which claim it makes and how it stands to the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.vocabulary import Document, Span, VerdictValue

MATCHES, DIFFERS = VerdictValue.MATCHES, VerdictValue.DIFFERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One expected claim."""

    family: str
    span: Span
    kinds: tuple[str, ...]
    """Claim kinds that answer it; one that ends with `*` stands for all that begin so."""
    verdict: VerdictValue
    also: tuple[VerdictValue, ...] = ()
    """Verdicts that are as good."""
    terms: Mapping[str, object] = field(default_factory=dict)
    """Terms that the claim must have where it has a term of that name."""

    @property
    def verdicts(self) -> frozenset[VerdictValue]:
        """Every verdict that is right."""
        return frozenset((self.verdict, *self.also))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A document with everything that is expected of it."""

    id: str
    pattern: str
    """The template, or what else it is an example of."""
    family: str
    document: Document
    expected: tuple[Expected, ...]
