"""Origins over parts are those of one core, however the documents are cut."""

from __future__ import annotations

import random
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger import Ledger
from onrecord.origins import edits, join_origins
from onrecord.read import Source, read_source
from onrecord.runs import Stages, run
from onrecord.scale import candidates
from onrecord.scale.grouping import group_parts
from onrecord.scale.inputs import Batch, Loaded
from onrecord.scale.parts import UNFINISHED, Part, make_part, without
from onrecord.scale.relating import relate_parts
from onrecord.scale.running import _lay_out, _open_desk
from onrecord.scale.settling import settle
from onrecord.scale.store import open_store
from onrecord.scale.workers import Here
from onrecord.vocabulary import Analysis, Document

from .made import WORDS

GROUPED = ("origins", "origin_documents", "relations", "brought_together", "edits")


def _nothing_found(document: Document) -> Analysis:
    return Analysis(document=document, statements=(), positions=(), claims=(), verdicts=(), set_aside=())


def _stages(sources: list[Source]) -> Stages[Source]:
    return Stages(
        find=lambda _: sources,
        open=lambda source: (source,),
        read=read_source,
        analyse=_nothing_found,
        group=join_origins,
        edits=edits,
        method="made",
    )


def _texts(seed: int, many: int) -> list[str]:
    """Reports, copies with changed or dropped sentences, digests of two reports, and equal texts."""
    random_ = random.Random(seed)
    texts: list[list[str]] = []
    for _ in range(many):
        own = [f"The {' '.join(random_.choices(WORDS, k=12))} {random_.randint(1, 99)}." for _ in range(6)]
        chance = random_.random()
        if texts and chance < 0.45:
            own = list(random_.choice(texts))
            for _ in range(random_.randint(0, 4)):
                own[random_.randrange(len(own))] = f"The {' '.join(random_.choices(WORDS, k=9))}."
        elif texts and chance < 0.6:
            own = random_.choice(texts) + random_.choice(texts)
        elif texts and chance < 0.7:
            own = random_.choice(texts)[: random_.randint(1, 6)]
        texts.append(own)
    return [" ".join(text) for text in texts]


def _grouped(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(ledger.database.rows(f"SELECT * FROM {table}"), key=repr) for table in GROUPED}


def _over_parts(
    documents: list[Loaded], cuts: list[int], folder: Path
) -> dict[str, list[tuple[object, ...]]]:
    store = open_store(str(folder))
    bounds = sorted({0, *(cut for cut in cuts if cut < len(documents)), len(documents)})
    parts: list[Part] = [
        make_part(
            Batch(portion=0, number=number, documents=tuple(documents[first:last])),
            store=store,
            stages=_stages([]),
            tool="made",
            limit=10_000,
        )
        for number, (first, last) in enumerate(pairwise(bounds))
    ]
    desk = folder / "desk"
    desk.mkdir()
    with _open_desk(desk, store) as ledger:
        settled = settle(ledger, parts, store=store, method="made")
        parts = [
            without(part, settled.doubles[part.place], store=store) if part.place in settled.doubles else part
            for part in parts
        ]
        _lay_out(ledger, parts, store)
        group_parts(ledger, parts, store=store, workers=Here())
        relate_parts(ledger, parts, store=store, workers=Here(), edits=edits)
        return _grouped(ledger)


@pytest.mark.parametrize("runs_at_once", [4_000_000, 20])
@settings(max_examples=4, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    many=st.integers(1, 18),
    cuts=st.lists(st.integers(1, 23), max_size=4),
)
def test_origins_over_parts_are_those_of_one_core(
    runs_at_once: int, seed: int, many: int, cuts: list[int]
) -> None:
    """Groups, names, reasons, relations and edits do not depend on how documents and runs are parted."""
    before = candidates.RUNS_AT_ONCE
    candidates.RUNS_AT_ONCE = runs_at_once
    folder = Path(tempfile.mkdtemp(prefix="onrecord-test-"))
    try:
        documents = [
            Loaded(address=f"{number}.txt", data=text.encode())
            for number, text in enumerate(_texts(seed, many))
        ]
        with Ledger.open(None) as ledger:
            sources = [loaded.source(limit=10_000) for loaded in documents]
            run([], ledger=ledger, stages=_stages(sources), tool="made")
            expected = _grouped(ledger)
        assert _over_parts(documents, cuts, folder) == expected
        assert (folder / UNFINISHED).is_dir()
    finally:
        candidates.RUNS_AT_ONCE = before
        shutil.rmtree(folder)
