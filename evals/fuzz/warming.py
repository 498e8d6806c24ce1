"""Everything that is loaded when it is first needed, needed once: so that what is opened later is opened by an input."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from evals.fuzz.kinds import Kind, make_input

_INPUTS = 40
"""Of each kind, of other numbers than those that are tried."""


def warm(chosen: Sequence[Kind], seed: int) -> None:
    """Look at some inputs of each kind, whatever becomes of them."""
    for kind in chosen:
        for number in range(_INPUTS if not kind.first else 0):
            with suppress(Exception):
                kind.look(make_input(kind, seed, -1 - number))
