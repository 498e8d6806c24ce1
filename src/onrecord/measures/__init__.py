"""Arithmetic: cohesion, agreement and ideal points of roll calls, as pure functions of a `VoteMatrix`; agreement of reviewers."""

from onrecord.measures.agreement import (
    ABSOLUTE,
    SQUARED,
    Agreement,
    agreement_by_year,
    agreement_in_all,
    agreement_of_all,
)
from onrecord.measures.cohesion import Cohesion, CohesionByYear, cohesion_by_year, cohesion_of
from onrecord.measures.ideal import LEAST_CALLS, LEAST_VOTES, IdealPoints, ideal_points
from onrecord.measures.matrix import (
    ABSTAIN,
    CODES,
    NO,
    NOT_A_MEMBER,
    NOT_VOTING,
    YES,
    Codes,
    Mask,
    VoteMatrix,
)
from onrecord.measures.reliability import Alpha, Share, nominal_alpha

__all__ = [
    "ABSOLUTE",
    "ABSTAIN",
    "CODES",
    "LEAST_CALLS",
    "LEAST_VOTES",
    "NO",
    "NOT_A_MEMBER",
    "NOT_VOTING",
    "SQUARED",
    "YES",
    "Agreement",
    "Alpha",
    "Codes",
    "Cohesion",
    "CohesionByYear",
    "IdealPoints",
    "Mask",
    "Share",
    "VoteMatrix",
    "agreement_by_year",
    "agreement_in_all",
    "agreement_of_all",
    "cohesion_by_year",
    "cohesion_of",
    "ideal_points",
    "nominal_alpha",
]
