"""A ledger with two copies of one report and everything found in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from click.testing import Result
from made_values import made_analysis, made_document

from onrecord.ledger import CopyEdits, Ledger
from onrecord.vocabulary import Edit, OriginGroup

Call: TypeAlias = Callable[..., Result]


def make_ledger(path: Path) -> None:
    """Fill a ledger in a new run; documents go in against the order of their names."""
    with Ledger.open(path) as ledger:
        run = ledger.begin(tool="t", method="m")
        for number in (2, 1):
            ledger.add(made_analysis(number), run)
        ids = tuple(made_document(number).id for number in (1, 2))
        edits = (Edit(kind="same", original="a", copy="a"), Edit(kind="dropped", original="b", copy=None))
        ledger.store_origins(
            [OriginGroup(id="org-00000000000a", name="The Ruritanian", documents=ids, reason="0.9 shared")],
            [CopyEdits(original=ids[0], copy=ids[1], edits=edits)],
        )
