"""Claims as schema.org ClaimReview in JSON-LD, with a rating in words and never a number.

Properties are those of schema.org's Claim, ClaimReview and Rating; what a publisher alone knows (the address of the
page, its date, who answers for it) is left for the publisher to add.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from onrecord.exports.addresses import PROGRAM, urn, web_address
from onrecord.exports.appearances import OneClaim, same_claims
from onrecord.exports.checks import Checked, Checks, in_short, plain_account
from onrecord.exports.exported import Exported
from onrecord.harmless import one_line, page_json
from onrecord.ledger.forms import JsonRow
from onrecord.vocabulary import Document, DocumentKind, JsonValue

ELSEWHERE = "told as a further appearance of the same claim"
_CONTEXT = "https://schema.org"


def claim_reviews(checks: Checks) -> tuple[JsonRow, ...]:
    """One ClaimReview for each claim, however often it appears; words that a terminal would obey are written out."""
    return tuple(_review(one, checks.version) for one in same_claims(checks))


def claim_review_json(checks: Checks) -> Exported:
    """The reviews as one JSON list; each of its objects may stand in a page's script by itself."""
    return _exported(checks, lambda reviews: json.dumps(reviews, ensure_ascii=False, indent=2) + "\n")


def claim_review_jsonl(checks: Checks) -> Exported:
    """One review a line."""
    return _exported(
        checks, lambda reviews: "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in reviews)
    )


def _exported(checks: Checks, encode: Callable[[Sequence[JsonRow]], str]) -> Exported:
    reviews = claim_reviews(checks)
    further = len(checks.claims) - len(reviews)
    left_out = {**checks.left_out, **({ELSEWHERE: further} if further else {})}
    return Exported(
        text=page_json(encode(reviews)), rows=len(reviews), left_out=dict(sorted(left_out.items()))
    )


# --- One review -------------------------------------------------------------------------------


def _review(one: OneClaim, version: str) -> JsonRow:
    shown = next((place for place in one.places if place.document == one.first), one.places[0])
    quote = one_line(shown.quote)
    return {
        "@context": _CONTEXT,
        "@type": "ClaimReview",
        "@id": urn("review", one.id),
        "claimReviewed": quote,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": shown.verdict.value.value,
            "ratingExplanation": in_short(shown.verdict),
        },
        "reviewBody": plain_account(shown),
        "inLanguage": "en",
        "author": {"@type": "SoftwareApplication", "name": PROGRAM, "softwareVersion": version},
        "itemReviewed": {
            "@type": "Claim",
            "@id": urn("claim", one.id),
            "identifier": [place.claim.id for place in one.places],
            "text": quote,
            **_authors(one.places),
            **({"firstAppearance": _work(one.first)} if one.first else {}),
            "appearance": [_work(document) for document in one.documents],
        },
    }


def _authors(places: Sequence[Checked]) -> JsonRow:
    """Who makes the claim, each name once; nothing where nobody is named."""
    found = {
        place.claim.chain[-1].name: _author(place.claim.chain[-1].name, place.document)
        for place in reversed(places)
        if place.claim.chain
    }
    authors: list[JsonValue] = [*reversed(found.values())]
    return {"author": authors[0] if len(authors) == 1 else authors} if authors else {}


def _author(name: str, document: Document) -> JsonRow:
    """A name with its type, where the document tells which: its speaker is a person, its outlet is none."""
    kind: JsonRow = {}
    if name == document.speaker:
        kind = {"@type": "Person"}
    elif name in (document.outlet, document.credit, document.issuer):
        kind = {"@type": "Organization"}
    return {**kind, "name": one_line(name)}


def _work(document: Document) -> JsonRow:
    publisher = document.outlet or document.issuer
    address = web_address(document)
    return {
        "@type": "NewsArticle" if document.kind is DocumentKind.REPORT else "CreativeWork",
        "@id": urn("document", document.id),
        "name": one_line(document.title or document.name),
        **({"publisher": {"@type": "Organization", "name": one_line(publisher)}} if publisher else {}),
        **({"datePublished": str(document.date)} if document.date else {}),
        **({"inLanguage": document.language} if document.language else {}),
        **({"url": address} if address else {}),
    }
