from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.origins import edits
from onrecord.origins.wording import split_sentences
from tests.origins.texts import OWN_STORY, REPRINT, WIRE, MakeDocument, make_document

LINES = st.lists(st.sampled_from([*WIRE.split("\n\n"), *REPRINT.split("\n\n")]), max_size=6).map("\n".join)


def test_a_reprint_shows_each_change_in_reading_order(make: MakeDocument) -> None:
    """A reader sees which sentences were kept, changed, cut and put in."""
    copy = REPRINT.replace(
        "Workers at the terminal gathered outside the hall in light rain.", "Shops shut early."
    )
    found = edits(make(WIRE), make(copy))
    assert [edit.kind for edit in found] == [
        "changed", "changed", "same", "same", "same", "dropped", "added", "changed", "same",
    ]  # fmt: skip
    assert found[5].original is not None
    assert found[5].original.startswith("Workers")
    assert found[6].copy == "Shops shut early."


def test_typography_is_no_change(make: MakeDocument) -> None:
    """Curly quotes, long dashes and odd spaces print the same sentence."""
    one, other = 'The plan — "the last one" - is dead.', "The plan – “the\u00a0last one” — is  dead."
    assert [edit.kind for edit in edits(make(one), make(other))] == ["same"]


def test_a_name_with_initials_and_titles_is_one_sentence() -> None:
    """A stop after a title, an initial or a state's short name ends no sentence."""
    text = "Mr. J. Brandt met H.E. Dr. Lind of the U.S. delegation at 5 p.m. on Monday. He left."
    assert [span.of(text) for span in split_sentences(text)] == [text[:-9], "He left."]


@settings(max_examples=60, deadline=None)
@given(st.one_of(LINES, st.text(max_size=80)), st.one_of(LINES, st.just(OWN_STORY), st.text(max_size=80)))
def test_the_edits_hold_every_sentence_of_both_in_order(one: str, other: str) -> None:
    """Reading one side of the edits gives back that document's sentences."""
    found = edits(make_document(one), make_document(other))
    assert [e.original for e in found if e.original is not None] == [s.of(one) for s in split_sentences(one)]
    assert [e.copy for e in found if e.copy is not None] == [s.of(other) for s in split_sentences(other)]
    assert all(edit.kind in {"same", "changed", "added", "dropped"} for edit in found)


@given(st.text(max_size=120))
def test_a_text_beside_itself_is_all_same(text: str) -> None:
    """No edit is made up."""
    assert {edit.kind for edit in edits(make_document(text), make_document(text))} <= {"same"}
