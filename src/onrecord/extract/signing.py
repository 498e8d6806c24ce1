"""Those who sign a joint text, as the holders of what it says."""

from __future__ import annotations

from onrecord.extract.keys import rows_behind
from onrecord.vocabulary import Actor, Document, Party, Voices

_MOST_SIGNING = 8
"""More than these are one holder: eight rows a sentence can be read, forty cannot."""


def signing_parties(document: Document, voices: Voices) -> tuple[Party, ...]:
    """Each signatory, or all of them as one collective where they are many; empty where nobody signs."""
    signing = voices.signatories
    if len(signing) <= _MOST_SIGNING:
        return signing
    name = f"signatories of {document.title or 'the joint statement'}"[:100]
    return (Party(actor=Actor.collective(name), mention=None, rule="signatory", rows=rows_behind(*signing)),)
