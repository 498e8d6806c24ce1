"""What people decide about origins: groups, families and counts follow at once, last through new readings, and go back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import review
from onrecord.errors import UsageError
from onrecord.joins import regroup
from onrecord.ledger import CopyEdits, Ledger, OriginRow, ReviewRow
from onrecord.vocabulary import Analysis, Document, RelationKind, Standing
from tests.origins.texts import OWN_STORY, REPRINT, WIRE, make_document

NOON = datetime(2021, 5, 4, 12, tzinfo=UTC)
ANA, BEN = "Ana", "Ben"


def clock() -> Any:
    """A clock that goes on by a second each time it is looked at."""
    ticks = count()
    return lambda: NOON + timedelta(seconds=next(ticks))


def add(ledger: Ledger, documents: Sequence[Document], method: str = "m1") -> None:
    """Read documents, and group them."""
    run = ledger.begin(tool="t", method=method)
    for document in documents:
        ledger.add(Analysis(document=document), run)
    regroup(ledger)


def made(name: str, text: str, **more: Any) -> Document:
    """A document whose id is told by its name, in order."""
    return replace(make_document(text, name=name, **more), id=f"doc-{name * 4}")


def four() -> list[Document]:
    """A wire report, a close reprint, a longer one, and a report of its own."""
    return [
        made("a", WIRE, outlet="Norvik Wire", date="2020-01-02"),
        made("b", REPRINT, outlet="Elin Mirror", date="2020-01-03"),
        made("c", REPRINT + "\n\nIt rained all day in the harbour town of Elin.", date="2020-01-06"),
        made("d", OWN_STORY, outlet="Coast Herald", date="2020-01-03"),
    ]


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """A ledger with the four."""
    with Ledger.open(clock=clock()) as held:
        add(held, four())
        yield held


def names(ledger: Ledger) -> list[str]:
    """Which documents stand together: `abc`, `d`."""
    return sorted("".join(sorted(d[-1] for d in row.origin.documents)) for row in ledger.origins())


def join(ledger: Ledger, one: str, other: str, by: str = ANA, **more: Any) -> str:
    """Decide; the id of the decision."""
    return review.join_documents(
        ledger, f"doc-{one * 4}", f"doc-{other * 4}", reviewer=by, reason="seen", **more
    ).id


def part(ledger: Ledger, one: str, other: str, by: str = ANA) -> str:
    """Decide; the id of the decision."""
    return review.part_documents(ledger, f"doc-{one * 4}", f"doc-{other * 4}", reviewer=by, reason="seen").id


def state(ledger: Ledger) -> tuple[tuple[OriginRow, ...], tuple[CopyEdits, ...], tuple[ReviewRow, ...]]:
    """What every reader sees of origins."""
    return ledger.origins(), ledger.copies(), ledger.reviewed()


def test_joined_documents_bring_their_reports_together(ledger: Ledger) -> None:
    """One report, counted once, that says who decided so; taking it back gives the groups from before, edits and all."""
    assert names(ledger) == ["abc", "d"]
    before = state(ledger)
    made = join(ledger, "c", "d")
    assert names(ledger) == ["abcd"]
    assert ledger.summary().origins == 1
    (row,) = ledger.origins()
    assert row.standing is Standing.CORRECTED
    assert "Ana decided that" in row.origin.reason
    assert len(row.origin.relations) == 4
    review.undo(ledger, made, reviewer=ANA, reason="no")
    assert state(ledger) == before


def test_parted_documents_stand_apart_and_a_third_goes_with_the_one_it_is_made_from(ledger: Ledger) -> None:
    """The rule for what two parted documents both had: its own parent first, else the text it is most alike."""
    before = state(ledger)
    (group,) = (row.origin for row in ledger.origins() if len(row.origin.documents) == 3)
    parent = {relation.document[-1]: relation.parent and relation.parent[-1] for relation in group.relations}
    made = part(ledger, "a", "b")
    expected = ["ac", "b", "d"] if parent["c"] == "a" else ["a", "bc", "d"]
    assert names(ledger) == expected
    assert {row.standing for row in ledger.origins()} == {Standing.CORRECTED, Standing.FOUND}
    review.undo(ledger, made, reviewer=ANA, reason="no")
    assert state(ledger) == before


def test_parting_from_an_origin_leaves_a_document_alone(ledger: Ledger) -> None:
    """The id of an origin stands for all of its other documents."""
    (group,) = (row.origin for row in ledger.origins() if len(row.origin.documents) == 3)
    review.part_documents(ledger, "doc-bbbb", group.id, reviewer=ANA, reason="seen")
    assert names(ledger) == ["ac", "b", "d"]


def test_documents_in_the_same_words_can_be_parted() -> None:
    """A form that is filled in alike every week is a new report each time, if people say so."""
    with Ledger.open(clock=clock()) as ledger:
        add(ledger, [made("a", WIRE, outlet="Norvik Wire"), made("b", WIRE, outlet="Elin Mirror")])
        assert names(ledger) == ["ab"]
        part(ledger, "a", "b")
        assert names(ledger) == ["a", "b"]


def test_a_part_stands_over_joins_that_lead_around_it(ledger: Ledger) -> None:
    """Of the joins that would bring parted documents together the latest is carried out, the other listed with the reason."""
    part(ledger, "a", "d")
    join(ledger, "b", "d")
    groups = names(ledger)
    assert not any({"a", "d"} <= set(group) for group in groups)
    assert any({"b", "d"} <= set(group) for group in groups)
    join(ledger, "a", "b")
    assert any({"a", "b"} <= set(group) for group in names(ledger))
    (open_,) = (row for row in ledger.reviewed() if not row.is_placed)
    assert "not carried out" in (open_.problem or "")


def test_two_who_differ_leave_what_was_found(ledger: Ledger) -> None:
    """The groups are those that were found, the pair is listed as disputed, and alpha tells of it."""
    before = ledger.origins()
    join(ledger, "c", "d")
    part(ledger, "c", "d", by=BEN)
    assert [row.origin for row in ledger.origins()] == [row.origin for row in before]
    assert {row.standing for row in ledger.reviewed()} == {Standing.DISPUTED}
    part(ledger, "a", "d")
    part(ledger, "a", "d", by=BEN)
    (joined,) = (row for row in review.agreement(ledger) if row.field == "joined")
    assert joined.alpha.units == 2
    assert joined.alpha.value is not None
    assert joined.alpha.value < 1


def test_a_person_tells_what_a_document_is_to_another(ledger: Ledger) -> None:
    """The kind and parent stand in the tree with who said so; a parent that descended from it takes its place."""
    made = join(ledger, "a", "c", kind="translation")
    (group,) = (row.origin for row in ledger.origins() if len(row.origin.documents) == 3)
    told = {relation.document: relation for relation in group.relations}
    assert told["doc-aaaa"].kind is RelationKind.TRANSLATION
    assert told["doc-aaaa"].parent == "doc-cccc"
    assert "Ana decided" in told["doc-aaaa"].reason
    assert told["doc-cccc"].parent != "doc-aaaa"
    assert Standing.CORRECTED in {row.standing for row in ledger.reviewed()}
    review.undo(ledger, made, reviewer=ANA, reason="no")
    assert names(ledger) == ["abc", "d"]
    with pytest.raises(UsageError, match="nothing that a document can be"):
        join(ledger, "a", "c", kind="original")


def test_an_origin_can_be_accepted(ledger: Ledger) -> None:
    """It stands as found, and goes on standing where another decision would not touch it."""
    (group,) = (row.origin for row in ledger.origins() if len(row.origin.documents) == 3)
    review.accept(ledger, group.id, reviewer=ANA)
    row = next(row for row in ledger.origins() if row.origin.id == group.id)
    assert row.origin == group
    assert row.standing is Standing.ACCEPTED
    assert len(ledger.decisions(row=group.id)) == 1
    (evaluated,) = (s for s in review.evaluate(ledger).scores if s.about == "origin" and s.group == "all")
    assert (evaluated.precision.part, evaluated.precision.whole) == (3, 3)


def test_pairs_are_scored(ledger: Ledger) -> None:
    """Precision over found pairs that were judged, recall over pairs that people joined."""
    part(ledger, "a", "b")
    join(ledger, "b", "c")
    join(ledger, "c", "d")
    (score,) = (s for s in review.evaluate(ledger).scores if s.about == "origin" and s.group == "all")
    assert (score.precision.part, score.precision.whole) == (1, 2)
    assert (score.recall.part, score.recall.whole) == (1, 2)


def test_decisions_go_from_one_ledger_into_another(ledger: Ledger) -> None:
    """The same lines give the same groups; a decision waits until its documents are there."""
    part(ledger, "a", "b")
    join(ledger, "c", "d")
    lines = list(review.export_decisions(ledger))
    with Ledger.open() as other:
        add(other, four()[:2])
        assert review.import_decisions(other, lines).added == 2
        assert names(other) == ["a", "b"]
        assert any("not held" in (row.problem or "") for row in other.reviewed())
        add(other, four()[2:])
        assert state(other) == state(ledger)
        assert review.import_decisions(other, lines).held == 2


def test_a_document_that_was_fetched_anew_is_found_again(ledger: Ledger) -> None:
    """Other bytes, another id: the same words or the same address and title tell it, and nothing else."""
    join(ledger, "c", "d")
    lines = list(review.export_decisions(ledger))
    anew = [*four()[:3], replace(four()[3], id="doc-d2d2")]
    with Ledger.open() as other:
        add(other, anew)
        review.import_decisions(other, lines)
        assert len(other.origins()) == 1


@pytest.mark.parametrize("method", ["m1", "m2"])
def test_decisions_last_when_documents_are_read_anew(ledger: Ledger, method: str) -> None:
    """Newer rules, new documents: what people decided is laid over whatever is found then."""
    part(ledger, "a", "b")
    join(ledger, "c", "d")
    before = names(ledger)
    add(ledger, four(), method=method)
    assert names(ledger) == before
    add(ledger, [made("e", OWN_STORY + "\n\nNo more is known.", date="2020-01-09")], method=method)
    assert any({"c", "d", "e"} <= set(group) for group in names(ledger))


def test_nothing_that_is_no_pair_is_decided(ledger: Ledger) -> None:
    """One document, a document twice, a position: refused in words."""
    with pytest.raises(UsageError, match="two documents or more"):
        join(ledger, "a", "a")
    with pytest.raises(UsageError, match="an origin is not rejected"):
        review.reject(ledger, ledger.origins()[0].origin.id, reviewer=ANA, reason="no")
    assert ledger.decisions() == ()


LETTERS = "abcdefg"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("join", "part", "kind", "undo", "accept")),
        st.sampled_from((ANA, BEN)),
        st.sampled_from(LETTERS),
        st.sampled_from(LETTERS),
    ),
    min_size=1,
    max_size=6,
)


def seven() -> list[Document]:
    """Two stories in several cuts."""
    wire, own = WIRE.split("\n\n"), OWN_STORY.split("\n\n")
    texts = [
        WIRE,
        REPRINT,
        "\n\n".join(wire[:-1]),
        "\n\n".join(wire[1:]),
        OWN_STORY,
        "\n\n".join(own[:-1]),
        WIRE,
    ]
    days = ["2020-01-02", "2020-01-03", None, "2020-01-06", None, "2020-01-04", "2020-01-09"]
    return [
        made(name, text, date=day, outlet=f"Paper {name}" if name in "abd" else None)
        for name, text, day in zip(LETTERS, texts, days, strict=True)
    ]


def take(ledger: Ledger, step: tuple[str, str, str, str]) -> None:
    """Decide as a step says, where there is something to decide."""
    verb, by, one, other = step
    if verb == "undo":
        undone = {decision.undoes for decision in ledger.decisions()}
        own = [d for d in ledger.decisions() if d.reviewer == by and d.verb != "undo" and d.id not in undone]
        if own:
            review.undo(ledger, own[LETTERS.index(one) % len(own)].id, reviewer=by, reason="no")
    elif verb == "accept":
        groups = [row.origin for row in ledger.origins() if len(row.origin.documents) > 1]
        if groups:
            review.accept(ledger, groups[LETTERS.index(one) % len(groups)].id, reviewer=by)
    elif one != other and all(ledger.origins_of([f"doc-{name * 4}"]) for name in (one, other)):
        if verb == "part":
            part(ledger, one, other, by)
        else:
            kind = ("excerpt", "sibling")[LETTERS.index(one) % 2] if verb == "kind" else None
            join(ledger, one, other, by, kind=kind)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, st.randoms(use_true_random=False), st.integers(0, 6))
def test_any_way_there_gives_what_grouping_anew_gives(
    steps: list[tuple[str, str, str, str]], random: Any, first: int
) -> None:
    """Documents and decisions in any order and any batches end where all documents at once and then all decisions end."""
    documents = seven()
    random.shuffle(documents)
    with Ledger.open(clock=clock()) as ledger, Ledger.open() as anew:
        add(ledger, documents[:first])
        for place, step in enumerate(steps):
            take(ledger, step)
            if place == len(steps) // 2:
                add(ledger, documents[first:])
        add(anew, seven())
        found = anew.origins(), anew.copies()
        review.import_decisions(anew, list(review.export_decisions(ledger)))
        assert state(anew) == state(ledger)
        for one in ledger.origins():
            assert sorted(r.document for r in one.origin.relations) == sorted(one.origin.documents)
        undone = {decision.undoes for decision in ledger.decisions()}
        for decision in ledger.decisions():
            if decision.verb != "undo" and decision.id not in undone:
                review.undo(ledger, decision.id, reviewer=decision.reviewer, reason="all of it")
        assert (ledger.origins(), ledger.copies()) == found
