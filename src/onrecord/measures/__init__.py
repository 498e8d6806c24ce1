"""Arithmetic on roll calls: cohesion, agreement and ideal points, as pure functions of a `VoteMatrix`."""

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

__all__ = [
    "ABSTAIN",
    "CODES",
    "NO",
    "NOT_A_MEMBER",
    "NOT_VOTING",
    "YES",
    "Codes",
    "Mask",
    "VoteMatrix",
]
