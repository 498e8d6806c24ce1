"""Primary sources that are quoted: reports that quote an official text of another origin.

To quote a text is not to print it: the report stays a source of its own, with a link to whose words it gives.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from onrecord.across.quotations import Aligned, Outcome, align_quotations
from onrecord.across.whole import Whole, by_date
from onrecord.vocabulary import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoting:
    """One document and an official text of another origin that it quotes."""

    document: Document
    original: Document
    quotations: tuple[Aligned, ...]
    """At least one, in reading order."""

    @property
    def words(self) -> int:
        """Words of all these quotations."""
        return sum(len(one.quoted.keys) for one in self.quotations)

    @property
    def changed(self) -> int:
        """How many of them differ from the original's words."""
        return sum(one.outcome is Outcome.CHANGED for one in self.quotations)


def quoted_sources(whole: Whole, *, among: Collection[str] | None = None) -> tuple[Quoting, ...]:
    """Which documents (`among` their ids; None: all) quote which official texts that are no relatives of theirs."""
    found: dict[tuple[str, str], list[Aligned]] = {}
    for one in align_quotations(whole):
        document, original = one.quoted.place, one.original
        wanted = among is None or document.document.id in among
        if wanted and original is not None and original.origin != document.origin:
            found.setdefault((document.document.id, original.document.id), []).append(one)
    documents = {analysis.document.id: analysis.document for analysis in whole.analyses}
    linked = [
        Quoting(
            document=documents[quoting],
            original=documents[original],
            quotations=tuple(sorted(ones, key=lambda one: one.quoted.span)),
        )
        for (quoting, original), ones in found.items()
    ]
    return tuple(sorted(linked, key=lambda one: (by_date(one.document), by_date(one.original))))
