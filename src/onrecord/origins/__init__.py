"""Which documents are copies of one report, what they are to one another, and what each copy changed.

Two outlets that print one agency text are one origin, and every count of sources counts origins.
"""

from __future__ import annotations

from onrecord.origins.decided import Arranged, Woven, arrange, settle_first, settle_relation
from onrecord.origins.edits import edits
from onrecord.origins.family import find_families, relate
from onrecord.origins.group import Gathering, Origins, Text, find_origins, group_origins
from onrecord.origins.joining import VERSION, Holders, Joined, KeptTie, Reprinted, Shelf, join_origins
from onrecord.origins.likeness import Likeness
from onrecord.origins.matching import Match, Source
from onrecord.origins.translated import Translated, fits, join_translations, names_source_of, translated

__all__ = [
    "VERSION",
    "Arranged",
    "Gathering",
    "Holders",
    "Joined",
    "KeptTie",
    "Likeness",
    "Match",
    "Origins",
    "Reprinted",
    "Shelf",
    "Source",
    "Text",
    "Translated",
    "Woven",
    "arrange",
    "edits",
    "find_families",
    "find_origins",
    "fits",
    "group_origins",
    "join_origins",
    "join_translations",
    "names_source_of",
    "relate",
    "settle_first",
    "settle_relation",
    "translated",
]
