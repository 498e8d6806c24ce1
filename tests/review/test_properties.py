"""Whatever people decide, in whichever order it arrives: nothing is lost, and the same decisions give the same rows."""

from __future__ import annotations

import random
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st
from made_readings import DOCUMENT, HOLDERS, open_ledger, position_of, read, statement_of

from onrecord import review
from onrecord.ledger import Ledger, PositionRow, ReviewRow, StatementRow, Summary
from onrecord.ledger.placing import Text, move, place, select
from onrecord.vocabulary import Span, Standing

Step: TypeAlias = tuple[str, str, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("accept", "reject", "correct", "speaker", "add", "undo", "through")),
        st.sampled_from(("Ana", "Ben", "=cmd()")),
        st.integers(0, len(HOLDERS) - 1),
    ),
    max_size=12,
)
FOUND = st.sets(st.integers(0, len(HOLDERS) - 1))


def take(ledger: Ledger, step: Step) -> None:
    """Decide as a step says, where there is something to decide."""
    verb, reviewer, number = step
    if verb == "undo":
        own = [d for d in ledger.decisions() if d.reviewer == reviewer and d.verb != "undo"]
        undone = {d.undoes for d in ledger.decisions()}
        open_ = [d for d in own if d.id not in undone]
        if open_:
            review.undo(ledger, open_[number % len(open_)].id, reviewer=reviewer, reason="no")
    elif verb == "add":
        values = {"holder": HOLDERS[number], "stance": "supports", "basis": "ascribed"}
        words = f"crossing number {number}"
        review.add_position(ledger, DOCUMENT, {**values}, words=words, reviewer=reviewer, reason="missed")
    elif verb == "through":
        review.accept(ledger, DOCUMENT, reviewer=reviewer)
    elif verb == "correct":
        values = {"stance": ("demands", "rejects")[number % 2]}
        review.correct(ledger, position_of(ledger, number), {**values}, reviewer=reviewer, reason="other")
    elif verb == "speaker":
        row = statement_of(ledger, number)
        review.correct(ledger, row, {"speaker": "an aide"}, reviewer=reviewer, reason="other")
    else:
        review.decide(ledger, position_of(ledger, number), verb, reviewer=reviewer, reason="so")


State: TypeAlias = tuple[tuple[PositionRow, ...], tuple[StatementRow, ...], tuple[ReviewRow, ...], Summary]


def state(ledger: Ledger) -> State:
    """What every reader of a ledger sees."""
    return ledger.positions(), ledger.statements(), ledger.reviewed(), ledger.summary()


def reconciles(summary: Summary) -> bool:
    """True where counts of found and shown rows add up."""
    return all(
        counts.found + counts.unfound == counts.shown + counts.rejected
        and counts.shown == sum(counts.by_standing.values())
        for counts in (summary.reviewed_positions, summary.reviewed_statements)
    )


@given(STEPS)
@settings(max_examples=8, deadline=None)
def test_decisions_are_only_ever_appended(steps: list[Step]) -> None:
    """After every step all decisions from before are there as they were, in their order, and counts add up."""
    with open_ledger() as ledger:
        for step in steps:
            before = ledger.decisions()
            take(ledger, step)
            assert ledger.decisions()[: len(before)] == before
            assert len(ledger.decisions()) <= len(before) + 1
        assert reconciles(ledger.summary())
        assert len(ledger.positions()) == len({row.position.id for row in ledger.positions()})


@given(STEPS, st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_exported_decisions_leave_the_same_rows_in_another_ledger(
    steps: list[Step], shuffled: random.Random
) -> None:
    """Imported in any order, once or twice, before the document or after it, they leave the same rows."""
    with open_ledger() as ledger, Ledger.open() as empty, open_ledger() as other:
        for step in steps:
            take(ledger, step)
        lines = list(review.export_decisions(ledger))
        expected = state(ledger)
        mixed = [*lines]
        shuffled.shuffle(mixed)
        for line in mixed:
            assert review.import_decisions(other, [line]).added == 1
        assert review.import_decisions(other, lines).held == len(lines)
        assert state(other) == expected
        assert list(review.export_decisions(other)) == lines
        review.import_decisions(empty, mixed)
        assert empty.summary().not_placed == len({(r.about, r.unit) for r in empty.reviewed()})
        read(empty)
        assert state(empty) == expected


@given(STEPS, FOUND, st.sampled_from(("", "A line above.\n")), st.sampled_from((" ", "\n")))
@settings(max_examples=10, deadline=None)
def test_a_new_reading_keeps_every_decision(
    steps: list[Step], found: set[int], before: str, between: str
) -> None:
    """Whatever newer rules find, and wherever the words stand now: each row decided about stands as it stood."""
    with open_ledger() as ledger:
        for step in steps:
            take(ledger, step)
        decided, made = ledger.reviewed(), ledger.decisions()
        read(ledger, method="m2", before=before, between=between, found=found)
        assert ledger.decisions() == made
        again = {(row.about, row.unit): row for row in ledger.reviewed()}
        for row in decided:
            now = again[row.about, row.unit]
            assert (now.standing, now.decisions, now.problem) == (row.standing, row.decisions, None)
            assert (now.row is None) == (row.row is None)
        shown = {row.position.id: row for row in ledger.positions()}
        for row in again.values():
            if row.about == "position" and row.standing is not Standing.REJECTED:
                assert shown[row.row or ""].standing is row.standing
        assert reconciles(ledger.summary())


WORDS = st.lists(
    st.sampled_from(("border", "closing", "of", "the", "condemned", "élan", "مرز")), min_size=1, max_size=30
)
BLANKS = st.sampled_from((" ", "\n", "  ", "\u00a0", "\t\n "))


@given(WORDS, st.data())
@settings(max_examples=150, deadline=None)
def test_words_are_found_again_or_said_to_be_lost(words: list[str], data: st.DataObject) -> None:
    """In a text with other blanks and more before it, a placed selector covers the same words, and spans in it move along."""
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    text = " ".join(words)
    start = len(" ".join([*words[:first], ""]))
    selector = select(text, Span(start, start + len(" ".join(words[first:last]))))
    other = "".join(part for word in ["Before", *words] for part in (word, data.draw(BLANKS)))
    found = place(selector, Text(other))
    if found.span is None:
        assert found.problem is not None
        return
    assert found.span.of(other).split() == words[first:last]
    inner = Span(start, start + len(words[first]))
    moved = move(inner, selector, found.span, Text(other))
    assert moved is not None
    assert moved.of(other) == words[first]
    assert place(selector, Text(text)).span == selector.span
