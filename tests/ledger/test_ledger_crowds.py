"""Runs that many texts hold are kept in one piece each, and nobody can tell from the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onrecord.ledger import Ledger
from onrecord.ledger.codec import dumps
from onrecord.ledger.shelf import Reading
from onrecord.origins import group_origins, join_origins
from onrecord.origins.joining import CROWD, PIECES
from onrecord.vocabulary import Document
from tests.ledger.test_ledger_grouping import COMMON, STORIES
from tests.origins.texts import make_document

SENTENCES = [*COMMON, *STORIES[0][:6], *STORIES[2][:6]]
TIES = """
SELECT a.digest, b.digest, t.* EXCLUDE (print, other) FROM print_ties AS t
JOIN prints AS a ON a.no = t.print JOIN prints AS b ON b.no = t.other ORDER BY ALL
"""
HOLDERS = "SELECT run, digest FROM print_holders JOIN prints ON no = print ORDER BY ALL"


def crowds(random: Random) -> list[Document]:
    """Some thirty documents that share sentences with most others."""
    return [
        make_document("\n\n".join(random.sample(SENTENCES, random.randint(2, 9))), name=str(number))
        for number in range(random.randint(18, 36))
    ]


def join(ledger: Ledger, batch: Sequence[Document], place: int) -> None:
    """What a run does with documents that it has read."""
    if not ledger.kept_texts.is_current():
        ledger.forget_grouping()
    read = [Reading(document.id, "m1", place) for document in batch]
    ledger.store_joined(join_origins(batch, ledger.kept_texts), read)


def kept(ledger: Ledger) -> list[Any]:
    """All that is kept of the texts, whatever their numbers, and the origins."""
    origins = ledger.database.rows("SELECT id, documents, reason FROM origins ORDER BY id")
    return [ledger.database.rows(TIES), ledger.database.rows(HOLDERS), origins]


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate]
)
@given(st.integers(0, 10**6), st.lists(st.integers(1, 6), min_size=1, max_size=4))
def test_crowds_change_nothing(seed: int, sizes: Sequence[int]) -> None:
    """Ties, runs and origins are those of a ledger that keeps every run row by row, and of grouping all at once."""
    documents = crowds(Random(seed))
    outcomes = []
    for crowd in (3, 10**9):
        with pytest.MonkeyPatch.context() as patch, Ledger.open() as ledger:
            patch.setattr("onrecord.origins.joining.CROWD", crowd)
            patch.setattr("onrecord.origins.joining.PIECES", crowd)
            place = turn = 0
            while batch := documents[place : place + sizes[turn % len(sizes)]]:
                place, turn = place + len(batch), turn + 1
                join(ledger, batch, place)
            outcomes.append(kept(ledger))
            ((packed,),) = ledger.database.rows("SELECT count(*) FROM print_crowds")
            assert (packed > 0) == (crowd == 3)
            held = ledger.database.rows("SELECT documents FROM origins ORDER BY documents")
            assert held == sorted((dumps(group.documents),) for group in group_origins(documents))
    assert outcomes[0] == outcomes[1]


def test_no_more_rows_of_a_run_are_kept_than_an_index_answers() -> None:
    """A run that more texts hold is kept in one piece as soon as it is."""
    with Ledger.open() as ledger:
        for place in range(CROWD + PIECES + 9):
            document = make_document(
                COMMON[0] + f"\n\nNumber {place} says {place * 7919} of it.", name=str(place)
            )
            join(ledger, [document], place + 1)
        ((most,),) = ledger.database.rows(
            "SELECT max(c) FROM (SELECT count(*) AS c FROM print_runs GROUP BY run)"
        )
        assert most <= CROWD
        ((most,),) = ledger.database.rows(
            "SELECT max(c) FROM (SELECT count(*) AS c FROM print_crowds GROUP BY run)"
        )
        assert most <= PIECES
        ((held,),) = ledger.database.rows("SELECT max(octet_length(holders)) // 24 FROM print_crowds")
        assert held > PIECES
