"""A small learned scorer beside the rules: praise and blame between two entities, and criticism in a speech.

Linear models over words without names; every score comes with its strongest reasons and its evidence.
"""

from onrecord.extract.scorer.criticism import Scored, criticism, criticisms
from onrecord.extract.scorer.pairs import PairScore, score_pair
from onrecord.extract.scorer.party_features import Heard
from onrecord.extract.scorer.reasons import Reason
from onrecord.extract.scorer.tables import Tables, load_tables

__all__ = [
    "Heard",
    "PairScore",
    "Reason",
    "Scored",
    "Tables",
    "criticism",
    "criticisms",
    "load_tables",
    "score_pair",
]
