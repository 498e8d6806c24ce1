"""Resolving: which actor each noun phrase and pronoun of a document names, as of its date."""

from onrecord.resolve.references import parties_by_token, resolve
from onrecord.resolve.voices import find_voices

__all__ = ["find_voices", "parties_by_token", "resolve"]
