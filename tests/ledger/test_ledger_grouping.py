"""Documents that join a ledger are grouped as if all had come at once, and only what they touch is worked out anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ledger import Ledger
from onrecord.ledger.codec import dumps
from onrecord.origins import edits, find_families, group_origins, join_origins
from onrecord.runs import Stages, regroup
from onrecord.vocabulary import Analysis, Document, Edit, OriginGroup
from tests.origins.texts import OWN_STORY, REPRINT, WIRE, make_document

COMMON = [
    "Read the whole notice of the harbour office on the board beside the ticket hall before you go.",
    "Subscribers receive the tide table for the coming month with the first number of each month.",
    "The ferry to the islands leaves from the third pier at seven in the morning on working days.",
    "Letters to the newsroom are answered by hand and may be shortened before they are printed here.",
]
STORIES = [WIRE.split("\n\n"), REPRINT.split("\n\n"), OWN_STORY.split("\n\n")]


@st.composite
def reports(draw: st.DrawFn) -> list[Document]:
    """A dozen documents or so: parts of three stories under sentences that many print."""
    documents = []
    for number in range(draw(st.integers(4, 14))):
        story = draw(st.sampled_from(STORIES))
        kept = draw(st.lists(st.sampled_from(story), min_size=0, max_size=8, unique=True))
        lines = kept + draw(st.sampled_from([[], COMMON, COMMON[:2], OWN_STORY.split("\n\n")]))
        documents.append(
            make_document(
                "\n\n".join(lines),
                name=str(number),
                outlet=draw(st.sampled_from([None, "Norvik Wire", "Elin Mirror"])),
                credit=draw(st.sampled_from([None, None, "(Norvik Wire)"])),
                date=draw(st.sampled_from([None, "2020-01-02", "2020-03-05"])),
            )
        )
    return documents


class Counting:
    """Stages whose comparisons of copies are counted."""

    def __init__(self) -> None:
        self.compared: list[tuple[str, str]] = []

    def edits(self, original: Document, copy: Document) -> tuple[Edit, ...]:
        """What differs, noted."""
        self.compared.append((original.name, copy.name))
        return edits(original, copy)

    def stages(self) -> Stages[Any]:
        """Stages that group and compare, and do nothing else."""

        def never(*_: object, **__: object) -> object:
            raise AssertionError("not asked here")

        return Stages(
            find=never,  # type: ignore[arg-type]
            open=never,  # type: ignore[arg-type]
            read=never,  # type: ignore[arg-type]
            analyse=never,  # type: ignore[arg-type]
            group=join_origins,
            edits=self.edits,
            method="m1",
        )


def add(ledger: Ledger, documents: Iterable[Document], method: str = "m1") -> None:
    """Store documents as a run of that method would."""
    run = ledger.begin(tool="t", method=method)
    for document in documents:
        ledger.add(Analysis(document=document), run)


def at_once(documents: Sequence[Document]) -> tuple[OriginGroup, ...]:
    """The origins with their families that grouping everything anew would give, as a ledger lists them."""
    found = find_families(group_origins(documents), documents)
    return tuple(sorted(found, key=lambda group: dumps(group.documents)))


def groups(ledger: Ledger) -> tuple[OriginGroup, ...]:
    """The origins that the ledger holds."""
    return tuple(row.origin for row in ledger.origins())


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports(), st.randoms(use_true_random=False), st.lists(st.integers(1, 8), min_size=1, max_size=4))
def test_any_order_and_any_batches_give_the_groups_of_all_at_once(
    documents: list[Document], random: object, sizes: Sequence[int]
) -> None:
    """Names, members, reasons and edits are those that grouping everything anew would give."""
    waiting = list(documents)
    random.shuffle(waiting)  # type: ignore[attr-defined]
    with Ledger.open() as ledger:
        place = 0
        while waiting:
            size = sizes[place % len(sizes)]
            add(ledger, waiting[:size])
            regroup(ledger, Counting().stages())
            waiting, place = waiting[size:], place + 1
        assert groups(ledger) == at_once(documents)
        pairs = {
            (r.beside, r.document)
            for group in groups(ledger)
            for r in group.relations
            if r.beside is not None
        }
        by_id = {document.id: document for document in documents}
        held = {(pair.original, pair.copy): pair.edits for pair in ledger.copies()}
        assert held == {pair: edits(by_id[pair[0]], by_id[pair[1]]) for pair in pairs if by_id[pair[0]].text}


def test_only_new_pairs_of_copies_are_compared() -> None:
    """An unrelated document costs no comparison, a further copy costs one."""
    counting = Counting()
    with Ledger.open() as ledger:
        add(ledger, [make_document(WIRE, name="a"), make_document(REPRINT, name="b")])
        regroup(ledger, counting.stages())
        assert len(counting.compared) == 1
        add(ledger, [make_document("Nothing of the kind has ever been seen in this town.", name="c")])
        regroup(ledger, counting.stages())
        regroup(ledger, counting.stages())
        assert len(counting.compared) == 1
        add(ledger, [make_document(WIRE + "\n\nIt rained.", name="d", date="2020-01-02")])
        regroup(ledger, counting.stages())
        assert len(counting.compared) in {2, 3}  # the dated copy may be the most original one
        assert sorted(len(group.documents) for group in groups(ledger)) == [1, 3]


def test_a_ledger_from_before_is_grouped_once_as_a_whole() -> None:
    """Documents whose texts were never kept for comparison are laid beside each other by the next run."""
    documents = [make_document(WIRE, name="a"), make_document(REPRINT, name="b")]
    stale = OriginGroup(id="org-old", name=None, documents=(documents[0].id,), reason="alone")
    with Ledger.open() as ledger:
        add(ledger, documents)
        ledger.store_origins([stale])
        regroup(ledger, Counting().stages())
        assert groups(ledger) == at_once(documents)


def test_a_document_that_is_read_otherwise_is_grouped_otherwise() -> None:
    """Where a newer method reads another text or another outlet, the groups are those of what is read now."""
    first, second = make_document(WIRE, name="a"), make_document(REPRINT, name="b", outlet="Elin Mirror")
    with Ledger.open() as ledger:
        add(ledger, [first, second])
        regroup(ledger, Counting().stages())
        named = replace(first, outlet="Norvik Wire", date=None)
        add(ledger, [named], method="m2")
        regroup(ledger, Counting().stages())
        assert groups(ledger) == at_once([named, second])
        other = replace(first, text=OWN_STORY)
        add(ledger, [other], method="m3")
        regroup(ledger, Counting().stages())
        assert groups(ledger) == at_once([other, second])
        assert ledger.copies() == ()
