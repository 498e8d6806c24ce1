"""Families in a ledger: worked out after each run for what is new or changed, as if for everything at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from onrecord.families import work_out_families
from onrecord.ledger import Ledger
from onrecord.origins import edits, join_origins
from onrecord.runs import Stages, regroup
from onrecord.vocabulary import Analysis, Document, RelationKind
from tests.origins.families import ENGLISH, EXTENDED, GERMAN, made
from tests.origins.texts import OWN_STORY, REPRINT, WIRE

WIRED = made("wire", WIRE, outlet="Norvik Wire", date="2019-05-07")
MIRROR = made("mirror", REPRINT, outlet="Elin Mirror", credit="PORT ELIN (Norvik Wire)", date="2019-05-07")
POST = made("post", EXTENDED, outlet="Elin Post", credit="Norvik Wire", date="2019-05-09")
OTHER = made("other", OWN_STORY, outlet="Elin Post", date="2019-05-07")
ENGLISH_ONE = made("english", ENGLISH, outlet="Norvik Wire", date="2019-05-28")
GERMAN_ONE = made("german", GERMAN, outlet="Hafenzeitung", date="2019-05-30", language="de")
EVERY = (WIRED, MIRROR, POST, OTHER, ENGLISH_ONE, GERMAN_ONE)
STAGES = cast("Stages", SimpleNamespace(group=join_origins, edits=edits))


def take(ledger: Ledger, documents: Sequence[Document], *, method: str = "m") -> None:
    """One run that reads these documents."""
    run = ledger.begin(tool="t", method=method)
    for document in documents:
        ledger.add(Analysis(document=document), run)
    regroup(ledger, STAGES)


def held(ledger: Ledger) -> tuple[Any, ...]:
    """Everything about origins that a user meets."""
    return ledger.origins(), sorted(ledger.copies(), key=lambda pair: pair.copy), ledger.summary().origins


@pytest.mark.parametrize(
    "runs",
    [
        [[WIRED, MIRROR, POST], [OTHER, ENGLISH_ONE], [GERMAN_ONE]],
        [[GERMAN_ONE, POST], [ENGLISH_ONE], [WIRED], [MIRROR, OTHER]],
        [[GERMAN_ONE, ENGLISH_ONE], [OTHER, POST, MIRROR, WIRED]],
    ],
)
def test_runs_one_after_another_end_where_one_run_ends(runs: list[list[Document]]) -> None:
    """Parents that come later take their children in, and translations find originals that come later."""
    with Ledger.open() as whole, Ledger.open() as grown:
        take(whole, EVERY)
        for documents in runs:
            take(grown, documents)
        assert held(grown) == held(whole)
        relations = {r.document: r for row in whole.origins() for r in row.origin.relations}
    assert relations[POST.id].parent == relations[MIRROR.id].parent == WIRED.id
    assert (relations[GERMAN_ONE.id].kind, relations[GERMAN_ONE.id].parent) == (
        RelationKind.TRANSLATION,
        ENGLISH_ONE.id,
    )


def test_edits_are_told_between_relatives() -> None:
    """Each document beside its parent, and a translation beside nothing."""
    with Ledger.open() as ledger:
        take(ledger, EVERY)
        pairs = {(pair.original, pair.copy) for pair in ledger.copies()}
    assert pairs == {(WIRED.id, MIRROR.id), (WIRED.id, POST.id)}


def test_nothing_is_left_to_do_until_a_document_is_read_anew() -> None:
    """Another reading of a document may credit somebody else: the family of its report is worked out again."""
    with Ledger.open() as ledger:
        take(ledger, (WIRED, MIRROR, OTHER))
        assert ledger.unrelated() == ()
        run = ledger.begin(tool="t", method="newer")
        ledger.add(Analysis(document=replace(MIRROR, credit=None, date=WIRED.date)), run)
        (origin,) = ledger.unrelated()
        assert set(origin.documents) == {WIRED.id, MIRROR.id}
        work_out_families(ledger, edits)
        assert ledger.unrelated() == ()
        kinds = {r.kind for row in ledger.origins() for r in row.origin.relations if len(row.documents) > 1}
    assert kinds == {RelationKind.SIBLING}


def test_a_translation_stands_alone_while_reports_are_grouped() -> None:
    """Grouping goes by wording; joined origins are parted before it and are one again after it."""
    with Ledger.open() as ledger:
        take(ledger, (ENGLISH_ONE, GERMAN_ONE))
        before = held(ledger)
        assert ledger.summary().origins == 1
        ledger.part_translations()
        assert ledger.summary().origins == 2
        work_out_families(ledger, edits)
        assert held(ledger) == before
