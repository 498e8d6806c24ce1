"""Official texts and press releases: whose words they are, and whether a document prints somebody else's.

A reprint of a release is one source, its issuer, however many outlets print it.
"""

from __future__ import annotations

from functools import lru_cache

from onrecord.origins.credit import listed_names, publisher, same_outlet, words_of_name
from onrecord.origins.sourcing import Says, SourceLine
from onrecord.vocabulary import Document


@lru_cache(maxsize=1)
def distributors() -> frozenset[tuple[str, ...]]:
    """Words of the names of services that spread releases for their issuers; DataError where a row is malformed."""
    return frozenset(words_of_name(name) for _, _, name in listed_names("distributors.csv"))


def is_distributed(document: Document) -> bool:
    """True where the credit line names a service that spreads releases."""
    return bool(document.credit) and words_of_name(document.credit or "") in distributors()


def is_official(document: Document, lines: tuple[SourceLine, ...]) -> bool:
    """True for a speech, communique or resolution whose issuer is named, and for a release as its issuer gives it out."""
    if document.kind.official:
        return bool(document.issuer or document.speaker)
    released = any(line.says is Says.RELEASED for line in lines)
    return released and document.issuer is not None and is_own(document)


def is_own(document: Document) -> bool:
    """True where nobody but the issuer is known to publish this copy."""
    if document.outlet is None:
        return True
    issuers = [name for name in (document.issuer, document.speaker) if name]
    return not issuers or any(same_outlet(document.outlet, name) for name in issuers)


def issued_by(document: Document) -> str | None:
    """Whose text it is: the issuer, the speaker, or who publishes it."""
    return document.issuer or document.speaker or publisher(document)
