"""Quotations are laid beside the text that they quote, and every change is shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_made import analysis, text, whole

from onrecord.across.changes import Kind, changes, pieces
from onrecord.across.quotations import Aligned, Outcome, align_quotations
from onrecord.identity import make_id
from onrecord.vocabulary import Analysis, DocumentKind, Form, Link, Span, Statement

CLAUSE = (
    "Demands the immediate, complete and unconditional withdrawal of all forces from all the occupied areas, "
    "and calls upon all States to lend support to the efforts of the Chair"
)
RESOLUTION = analysis(
    text(
        "resolution",
        f"Recalling its earlier decisions,\n\n{CLAUSE};",
        date="2008-03-14",
        kind=DocumentKind.RESOLUTION,
        title="Resolution 62/243",
    )
)


def article(quote: str, *, around: str = "resolution 62/243 says", name: str = "article") -> Analysis:
    """A report that quotes."""
    return analysis(text(name, f"The {around} “{quote}”, the paper wrote.", date="2018-06-04"))


def align(*given: Analysis, copies: list[list[str]] | None = None) -> tuple[Aligned, ...]:
    """The quotations of a small ledger."""
    return align_quotations(whole(*given, copies=copies or []))


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        (
            "immediate, complete and unconditional withdrawal of forces from all the occupied areas",
            ["dropped “all” after “unconditional withdrawal of”"],
        ),
        (
            "immediate complete, and unconditional withdrawal of all forces",
            ["moved “,” after “immediate”"],
        ),
        (
            "immediate, complete and unconditional withdrawal of all troops from all the occupied areas",
            ["“forces” became “troops” after “withdrawal of all”"],
        ),
        (
            "immediate, complete and unconditional withdrawal of all armed forces from all the occupied areas",
            ["added “armed” after “withdrawal of all”"],
        ),
    ],
)
def test_a_change_is_shown(quote: str, told: list[str]) -> None:
    """A dropped word, a moved comma, another word and an added one are told with their place."""
    (found,) = align(RESOLUTION, article(quote))
    assert found.outcome is Outcome.CHANGED
    assert [change.told() for change in found.changes] == told


@pytest.mark.parametrize(
    "quote",
    [
        "the immediate, complete and unconditional withdrawal",
        "immediate, complete and unconditional withdrawal of all forces from all the occupied areas,",
        "[T]he immediate, complete and unconditional withdrawal of all forces",
        "The Immediate, Complete and Unconditional Withdrawal of all Forces",
    ],
)
def test_word_for_word(quote: str) -> None:
    """Capitals, a bracketed capital and the comma before the closing mark are no changes."""
    (found,) = align(RESOLUTION, article(quote))
    assert found.outcome is Outcome.WORD_FOR_WORD
    assert found.changes == ()


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        (
            "the immediate, complete and unconditional withdrawal ... and calls upon all States to lend support",
            Kind.LEFT_OUT,
        ),
        (
            "the immediate, complete and unconditional withdrawal […] and calls upon all States to lend support",
            Kind.LEFT_OUT,
        ),
        (
            "the immediate, complete and unconditional withdrawal of all [foreign] forces from all the occupied areas",
            Kind.PUT_IN,
        ),
    ],
)
def test_what_is_marked_is_no_silent_change(quote: str, kind: Kind) -> None:
    """An ellipsis and brackets are shown, and the quotation stays word for word."""
    (found,) = align(RESOLUTION, article(quote))
    assert (found.outcome, [change.kind for change in found.changes]) == (Outcome.WORD_FOR_WORD, [kind])


def test_an_omission_without_a_mark_is_a_change() -> None:
    """The same cut without an ellipsis changes the quotation."""
    quote = "the immediate, complete and unconditional withdrawal and calls upon all States to lend support"
    (found,) = align(RESOLUTION, article(quote))
    assert found.outcome is Outcome.CHANGED
    assert found.changes[0].kind is Kind.DROPPED


@pytest.mark.parametrize(
    ("quote", "around"),
    [
        ("complete and unconditional withdrawal", "resolution 62/243 says"),
        ("the immediate, complete and unconditional withdrawal of all forces", "treaty says"),
        ("the immediate, complete and unconditional withdrawal of all forces", "resolution 822 says"),
        ("a wholly different sentence about the weather on the coast", "paper says"),
    ],
)
def test_what_leads_to_no_original_is_not_shown(quote: str, around: str) -> None:
    """Four words, another text, another number and other words say nothing."""
    assert align(RESOLUTION, article(quote, around=around)) == ()


def test_not_found_is_told_only_where_the_text_is_named() -> None:
    """A resolution that is held does not hold the words: that is told, and is no verdict on them."""
    (found,) = align(RESOLUTION, article("nothing of the kind was ever asked of anybody"))
    assert (found.outcome, found.original, found.changes) == (Outcome.NOT_FOUND, None, ())


def test_a_speech_is_the_original_of_what_its_speaker_is_quoted_with() -> None:
    """Own words of a speech are an original; words that it quotes itself are not."""
    speech = analysis(
        text("speech", "We shall never again close the harbour to any ship. My father said “we have always kept the door open”.",
             date="2018-06-01", kind=DocumentKind.SPEECH, speaker="Marie Lindqvist")
    )  # fmt: skip
    for quote, outcome in (
        ("never again close the harbour", Outcome.WORD_FOR_WORD),
        ("we have always kept the door open", Outcome.NOT_FOUND),
    ):
        made = article(quote, around="minister said:")
        span = Span(0, len(made.document.text))
        chain = (Link(name="The Paper", actor=None), Link(name="Ms. Lindqvist", actor=None))
        statement = Statement(
            id=make_id("statement", quote), document=made.document.id, chain=chain, source=None, cue=None,
            content=(span,), form=Form.DIRECT, rule="made",
        )  # fmt: skip
        (found,) = align(speech, replace(made, statements=(statement,)))
        assert found.outcome is outcome


def test_a_copy_and_a_later_text_are_no_originals() -> None:
    """A text is not quoted by its own reprint, nor before it was written."""
    made = article("the immediate, complete and unconditional withdrawal of all forces")
    assert align(RESOLUTION, made, copies=[["resolution", "article"]]) == ()
    early = analysis(text("early", made.document.text, date="1999"))
    assert align(RESOLUTION, early) == ()


def test_the_order_of_documents_makes_no_difference() -> None:
    """Every order gives the same answer."""
    quote = "the immediate, complete and unconditional withdrawal of forces"
    made = [RESOLUTION, article(quote), article(quote, name="other")]
    assert len({repr(align(*order)) for order in permutations(made)}) == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 18), st.integers(5, 20))
def test_every_true_quotation_is_found_word_for_word(start: int, length: int) -> None:
    """Any five words or more of a numbered resolution are found where it is named."""
    words = CLAUSE.split()[start : start + length]
    found = align(RESOLUTION, article(" ".join(words)))
    assert [one.outcome for one in found] == ([Outcome.WORD_FOR_WORD] if len(words) >= 5 else [])


@given(st.text(alphabet="ab ,.…[]\n'", max_size=60), st.text(alphabet="ab ,.…[]\n'", max_size=60))
def test_changes_never_fail_and_a_text_never_differs_from_itself(one: str, other: str) -> None:
    """Any two texts can be compared."""
    changes(one, pieces(one), other, pieces(other), part=False)
    assert changes(one, pieces(one), one, pieces(one), part=False) == ()
