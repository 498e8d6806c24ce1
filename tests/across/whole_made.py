"""Small ledgers made by hand: texts with the claims that stand in them, and which of them are copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.across.whole import Whole, make_whole
from onrecord.identity import make_id
from onrecord.vocabulary import (
    Analysis,
    Claim,
    ClaimKind,
    Document,
    DocumentKind,
    JsonValue,
    Link,
    OriginGroup,
    Span,
    Verdict,
    VerdictValue,
)
from tests.making import make_document


def text(name: str, body: str, *, date: str | None = "2019-05-04", kind: DocumentKind = DocumentKind.REPORT, **fields: str | None) -> Document:  # fmt: skip
    """A document with an id of its own even where its words are those of another."""
    document = make_document(body, name=name, date=date, kind=kind, **fields)
    return replace(document, id=make_id("document", name))


def claim(
    document: Document,
    words: str,
    terms: dict[str, JsonValue],
    *,
    kind: ClaimKind = ClaimKind.FIGURE,
    by: Sequence[str] = (),
) -> Claim:
    """A claim on the words, told by a chain of names."""
    start = document.text.index(words)
    return Claim(
        id=make_id("claim", document.id, start, words),
        document=document.id,
        kind=kind,
        span=Span(start, start + len(words)),
        terms=terms,
        chain=tuple(Link(name=name, actor=None) for name in by),
        rule="made",
    )


def figure(document: Document, words: str, quantity: str, value: JsonValue, comparison: str = "exactly", by: Sequence[str] = ()) -> Claim:  # fmt: skip
    """A figure as the stage `check` gives it."""
    return claim(document, words, {"quantity": quantity, "value": value, "comparison": comparison}, by=by)


def verdict(of: Claim, value: VerdictValue, says: str) -> Verdict:
    """What the record says of a claim."""
    return Verdict(claim=of.id, value=value, text_says="as told", record_says=says, as_of=None)


def analysis(document: Document, *claims: Claim, verdicts: Iterable[Verdict] = ()) -> Analysis:
    """A document with its claims."""
    return Analysis(document=document, claims=claims, verdicts=tuple(verdicts))


def whole(*analyses: Analysis, copies: Iterable[Sequence[str]] = ()) -> Whole:
    """A whole ledger; `copies` are groups of names of documents that are one report."""
    ids = {one.document.name: one.document.id for one in analyses}
    groups = [
        OriginGroup(
            id=make_id("origin", *names), name=None, documents=tuple(ids[n] for n in names), reason="made"
        )
        for names in copies
    ]
    return make_whole(analyses, groups)
