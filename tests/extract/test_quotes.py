"""Quotations by their marks: every style, marks that are missing, and marks inside others."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.quotes import quotations, with_inner
from tests.making import make_document

TABLE = [
    ('She said "no" and "never".', ['"no"', '"never"']),
    ("She said “no”.", ["“no”"]),
    ("She said «no».", ["«no»"]),
    ("She said „no“.", ["„no“"]),
    ("She said „no”.", ["„no”"]),
    ("She said ‹no›.", ["‹no›"]),
    ("She said ``no''.", ["``no''"]),
    ("‘We go,’ she said.", ["‘We go,’"]),
    ("'We go,' she said.", ["'We go,'"]),
    ('She said “no".', ['“no"']),
    ("She said ”no”.", ["”no”"]),
    ("She said »no«.", ["»no«"]),
    ("The boats' owners didn't see the dogs' bowls.", []),
    ("It was 5' wide and the '90s were over.", []),
    ("She said “the ‘old’ boat” sank.", ["“the ‘old’ boat”"]),
    ("She said “the boat sank.", ["“the boat sank."]),
    ('She said "the boat sank.\n\nThen she left.', ['"the boat sank.']),
    ("“We go.\n\n“We stay.”", ["“We go.", "“We stay.”"]),
    ("She left”.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_quotations(text: str, expected: list[str]) -> None:
    """The quotations of a text, with their marks, none beyond its paragraph."""
    assert [span.of(text) for span in quotations(make_document(text))] == expected


def test_a_quotation_in_a_quotation() -> None:
    """The inner one follows the outer one that it stands in."""
    text = "She said “he told me, ‘Go away,’ and I went”."
    document = make_document(text)
    found = [span.of(text) for span in with_inner(document, quotations(document))]
    assert found == ["“he told me, ‘Go away,’ and I went”", "‘Go away,’"]


def test_a_mark_that_never_closes_is_given_up() -> None:
    """Hundreds of other marks before the closing one: the opening one is not held to be closed so far away."""
    text = "‘a " + '"b" ' * 400 + "c.’"
    found = quotations(make_document(text))
    assert len(found) == 400
    assert {span.of(text) for span in found} == {'"b"'}


PIECES = st.lists(
    st.sampled_from(
        [*"\"“”„«»‟‹›‘’'", "``", "''", " ", "Boat", "sank", ".", ",", "\n\n", "\u00a0", "🚢", "שלום"]
    ),
    max_size=40,
)


@given(pieces=PIECES)
def test_quotations_are_in_order_and_inside_one_paragraph(pieces: list[str]) -> None:
    """Whatever marks a text has: quotations are not empty, do not overlap, and do not cross a paragraph's end."""
    document = make_document("".join(pieces))
    found = quotations(document)
    for one, two in pairwise(found):
        assert one.end <= two.start
    for span in found:
        assert span.start < span.end
        assert any(paragraph.span.covers(span) for paragraph in document.paragraphs)


@given(pieces=PIECES)
def test_inner_quotations_lie_in_an_outer_one(pieces: list[str]) -> None:
    """Nothing is added but what stands inside a quotation, and an outer one comes before its inner ones."""
    document = make_document("".join(pieces))
    outer = quotations(document)
    found = with_inner(document, outer)
    assert list(found) == sorted(found, key=lambda span: (span.start, -span.end))
    assert set(outer) <= set(found)
    assert all(any(o.covers(span) for o in outer) for span in found)
