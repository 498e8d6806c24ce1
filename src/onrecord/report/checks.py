"""Checks: each claim beside the record, the same claim in copies of one report shown once.

Claims made alike in other reports are counted beside it, which never confirms them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.report.excerpt import Excerpt, excerpt
from onrecord.report.lookup import Lookup, anchor
from onrecord.vocabulary import Claim, Document, JsonValue, Verdict, VerdictValue

ORDER = (
    VerdictValue.DIFFERS,
    VerdictValue.SOURCES_DISAGREE,
    VerdictValue.NOT_CHECKABLE,
    VerdictValue.NO_RECORD,
    VerdictValue.MATCHES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """One place in one document where the claim stands."""

    document: Document
    anchor: str
    claim: Claim
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One claim of one origin, with its verdict and every place where it appears."""

    anchor: str
    claim: Claim
    verdict: Verdict
    quote: Excerpt
    terms: tuple[tuple[str, str], ...]
    chain: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    appearances: tuple[Appearance, ...]
    elsewhere: int
    """In how many other independent reports the same claim is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckGroup:
    """All checks of one verdict; `claims` counts every appearance."""

    value: VerdictValue
    checks: tuple[Check, ...]
    claims: int


def build_checks(lookup: Lookup, *, most: int) -> tuple[CheckGroup, ...]:
    """Group by verdict, what a reader should look at first in front; `most` bounds each quotation in characters."""
    merged: dict[tuple[str, str, str, str], list[tuple[Claim, Verdict]]] = defaultdict(list)
    told: dict[str, set[str]] = defaultdict(set)
    for claim, verdict in _compared(lookup):
        origin, asked = lookup.origin_of[claim.document].id, _asked(claim)
        merged[origin, asked, verdict.value, verdict.record_says].append((claim, verdict))
        told[asked].add(origin)
    checks = [
        _check(lookup, held, elsewhere=len(told[asked]) - 1, most=most)
        for (_, asked, _, _), held in merged.items()
    ]
    groups = ((value, tuple(check for check in checks if check.verdict.value is value)) for value in ORDER)
    return tuple(
        CheckGroup(value=value, checks=held, claims=sum(len(check.appearances) for check in held))
        for value, held in groups
    )


def count_verdicts(lookup: Lookup) -> dict[VerdictValue, int]:
    """Claims under each verdict, every appearance counted."""
    counts = dict.fromkeys(VerdictValue, 0)
    for _, verdict in _compared(lookup):
        counts[verdict.value] += 1
    return counts


def count_uncompared(lookup: Lookup) -> int:
    """Claims that came without a verdict."""
    return sum(len(analysis.claims) for analysis in lookup.analyses) - sum(1 for _ in _compared(lookup))


def _compared(lookup: Lookup) -> Iterator[tuple[Claim, Verdict]]:
    for analysis in lookup.analyses:
        verdicts = {verdict.claim: verdict for verdict in analysis.verdicts}
        for claim in sorted(analysis.claims, key=lambda claim: (claim.span, claim.id)):
            if claim.id in verdicts:
                yield claim, verdicts[claim.id]


def _asked(claim: Claim) -> str:
    return json.dumps([claim.kind, dict(claim.terms)], sort_keys=True, ensure_ascii=False)


def _check(lookup: Lookup, held: list[tuple[Claim, Verdict]], *, elsewhere: int, most: int) -> Check:
    claim, verdict = held[0]
    appearances = tuple(
        Appearance(
            document=lookup.documents[other.document],
            anchor=anchor("doc", other.document),
            claim=other,
            chain=tuple(link.name for link in other.chain),
        )
        for other, _ in held
    )
    return Check(
        anchor=anchor("claim", claim.id),
        claim=claim,
        verdict=verdict,
        quote=excerpt(
            lookup.documents[claim.document], claim.span, [(claim.span, "claim")], most=most, around=0
        ),
        terms=shown_terms(claim),
        chain=appearances[0].chain,
        rows=lookup.row_texts(verdict.rows),
        appearances=appearances,
        elsewhere=elsewhere,
    )


def shown_terms(claim: Claim) -> tuple[tuple[str, str], ...]:
    """What the text says in the record's terms: name and value of each, by name."""
    return tuple((key, _shown(claim.terms[key])) for key in sorted(claim.terms))


def _shown(value: JsonValue) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(str(part) for part in value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
