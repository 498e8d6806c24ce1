"""Sentences that travel: one background sentence printed by independent reports, with every appearance.

What the record says of the claims in it is told once, by the time at which it was printed: a claim that was right
when it was written and has changed since says both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.across.changes import Change, changes, pieces
from onrecord.across.sentences import Printed, all_sentences, same_sentences, sentences
from onrecord.across.whole import Place, Whole, by_date, count_origins
from onrecord.identity import make_id
from onrecord.origins.credit import publisher
from onrecord.vocabulary import Analysis, Claim, DocumentKind, PartialDate, Span, Verdict, VerdictValue

_LOOK_FIRST = (
    VerdictValue.DIFFERS, VerdictValue.SOURCES_DISAGREE, VerdictValue.MATCHES, VerdictValue.NOT_CHECKABLE, VerdictValue.NO_RECORD,
)  # fmt: skip
_OF_ITS_TIME = frozenset({"date", "year"})
"""Terms that a claim may take from its document's date."""


class SharedKind(StrEnum):
    """Why independent documents have one sentence in common. None of them makes one a copy of another."""

    BACKGROUND = "background"
    """Printed by different publishers as their own words."""
    TEMPLATE = "template"
    """Printed by one publisher in report after report: its frame for such news, or its own background."""
    OFFICIAL_WORDS = "official words"
    """Words of an official text that others print without quotation marks."""
    QUOTATION = "quotation"
    """Words of somebody whom the documents quote."""
    AGREED_LANGUAGE = "agreed language"
    """Repeated from one adopted text or communique to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """The sentence in one document."""

    place: Place
    span: Span
    text: str
    changes: tuple[Change, ...]
    """How its words differ from the earliest appearance's; none where they are the same."""
    quoted: bool = False
    """True where most of it stands inside quotation marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim of the sentence with what the record says of it, as of each time at which it was printed."""

    kind: str
    text_says: str
    verdict: VerdictValue
    record_says: str
    first: PartialDate | None
    """Date of the earliest document with this verdict."""
    last: PartialDate | None
    claims: tuple[str, ...]
    """Ids of the claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recycled:
    """One sentence and its appearances in at least two reports, the earliest first."""

    id: str
    kind: SharedKind
    appearances: tuple[Appearance, ...]
    origins: int
    """Independent reports that print it; a reprint of one of them adds none."""
    outlets: int
    """Different publishers: outlets, issuers or speakers."""
    told: tuple[Told, ...]
    """What calls for a look first; several of one kind and text where the record's answer changed with time."""

    @property
    def first(self) -> Appearance:
        """The earliest appearance."""
        return self.appearances[0]

    @property
    def last_date(self) -> PartialDate | None:
        """Date of the latest appearance whose date is known."""
        return max((a.place.document.date for a in self.appearances if a.place.document.date), default=None)


def recycled(whole: Whole) -> tuple[Recycled, ...]:
    """Every sentence of narration that independent reports share: those with claims first, then by publishers and reports."""
    return _shared(whole, sentences(whole))


def shared_sentences(whole: Whole) -> tuple[Recycled, ...]:
    """The same with quotations and the clauses of adopted texts, which are told apart by their kind."""
    return _shared(whole, all_sentences(whole))


def _shared(whole: Whole, printed: Sequence[Printed]) -> tuple[Recycled, ...]:
    found = [
        _recycled(whole, group)
        for group in same_sentences(printed)
        if len({whole.origin(whole.analyses[s.document].document.id) for s in group}) > 1
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                not one.told,
                -one.outlets,
                -one.origins,
                by_date(one.first.place.document),
                one.first.span,
            ),
        )
    )


def kind_of(appearances: Sequence[Appearance]) -> SharedKind:
    """Why these appearances share their sentence, told by the documents' kinds, quotation marks and publishers."""
    official = [appearance for appearance in appearances if appearance.place.document.kind.official]
    others = [appearance for appearance in appearances if not appearance.place.document.kind.official]
    if not others:
        agreed = all(appearance.place.document.kind is not DocumentKind.SPEECH for appearance in official)
        return SharedKind.AGREED_LANGUAGE if agreed else SharedKind.OFFICIAL_WORDS
    if 2 * sum(appearance.quoted for appearance in others) >= len(others):
        return SharedKind.QUOTATION
    if official:
        return SharedKind.OFFICIAL_WORDS
    publishers = {publisher(appearance.place.document) for appearance in others}
    return SharedKind.TEMPLATE if len(publishers) == 1 and None not in publishers else SharedKind.BACKGROUND


def _recycled(whole: Whole, group: Sequence[Printed]) -> Recycled:
    first = group[0]
    original = whole.analyses[first.document].document.text
    ours = pieces(original, first.span.start, first.span.end)
    appearances = []
    for sentence in group:
        document = whole.analyses[sentence.document].document
        theirs = pieces(document.text, sentence.span.start, sentence.span.end)
        appearances.append(
            Appearance(
                place=whole.place(document),
                span=sentence.span,
                text=" ".join(sentence.span.of(document.text).split()),
                changes=changes(original, ours, document.text, theirs, part=False),
                quoted=sentence.quoted,
            )
        )
    return Recycled(
        id=make_id("sentence", whole.analyses[first.document].document.id, first.span.start),
        kind=kind_of(appearances),
        appearances=tuple(appearances),
        origins=count_origins(appearance.place for appearance in appearances),
        outlets=len(
            {publisher(appearance.place.document) or appearance.place.origin for appearance in appearances}
        ),
        told=tuple(sorted(_told(whole, group), key=lambda told: _LOOK_FIRST.index(told.verdict))),
    )


def _told(whole: Whole, group: Sequence[Printed]) -> Iterator[Told]:
    """The claims of all appearances, those that ask the same and are answered the same told once."""
    merged: dict[tuple[str, VerdictValue, str], list[tuple[Analysis, Claim, Verdict]]] = {}
    for sentence in group:
        analysis = whole.analyses[sentence.document]
        verdicts = {verdict.claim: verdict for verdict in analysis.verdicts}
        for claim in analysis.claims:
            if sentence.span.covers(claim.span) and claim.id in verdicts:
                verdict = verdicts[claim.id]
                key = (_asked(claim), verdict.value, verdict.record_says)
                merged.setdefault(key, []).append((analysis, claim, verdict))
    for (_, value, record_says), held in merged.items():
        dates = [analysis.document.date for analysis, _, _ in held if analysis.document.date]
        yield Told(
            kind=held[0][1].kind.value,
            text_says=held[0][2].text_says,
            verdict=value,
            record_says=record_says,
            first=min(dates, default=None),
            last=max(dates, default=None),
            claims=tuple(claim.id for _, claim, _ in held),
        )


def _asked(claim: Claim) -> str:
    terms: Mapping[str, object] = {k: v for k, v in claim.terms.items() if k not in _OF_ITS_TIME}
    return json.dumps([claim.kind.value, terms], sort_keys=True, ensure_ascii=False)
