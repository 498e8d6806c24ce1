"""Adopted texts as holders: their clauses, the stances these open with, and how they were adopted."""

from onrecord.extract.instruments.adoption import (
    Adoption,
    AdoptionVote,
    FindState,
    adoption,
    adoption_votes,
)
from onrecord.extract.instruments.clauses import Clause, clauses
from onrecord.extract.instruments.openings import Openings, load_openings, read_openings
from onrecord.extract.instruments.positions import Adopted, adopted_positions
from onrecord.extract.instruments.rows import InstrumentMatch, instrument_rows

__all__ = [
    "Adopted",
    "Adoption",
    "AdoptionVote",
    "Clause",
    "FindState",
    "InstrumentMatch",
    "Openings",
    "adopted_positions",
    "adoption",
    "adoption_votes",
    "clauses",
    "instrument_rows",
    "load_openings",
    "read_openings",
]
