"""Who is who in time: states, bodies, memberships, offices, office holders and meetings, each row with its source.

The facts are CSV files in `data/`; `load_registry` checks them once and returns one immutable value.
"""

from onrecord.registry.load import load_registry, read_registry_with
from onrecord.registry.names import NameHit
from onrecord.registry.people import PersonHit
from onrecord.registry.registry import Coverage, Registry
from onrecord.registry.seats import SeatHolder, Succession

__all__ = [
    "Coverage",
    "NameHit",
    "PersonHit",
    "Registry",
    "SeatHolder",
    "Succession",
    "load_registry",
    "read_registry_with",
]
