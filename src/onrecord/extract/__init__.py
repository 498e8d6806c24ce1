"""Extraction: what each document says that somebody said (statements), and who stands where (positions)."""

from onrecord.extract.attribution import attribute
from onrecord.extract.chains import base_chain, chain_at
from onrecord.extract.frames import Frame, Lexicon, load_lexicon, read_lexicon
from onrecord.extract.positions import find_positions
from onrecord.extract.sayings import Saying

__all__ = [
    "Frame",
    "Lexicon",
    "Saying",
    "attribute",
    "base_chain",
    "chain_at",
    "find_positions",
    "load_lexicon",
    "read_lexicon",
]
