"""Lines in which a text tells where it comes from."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.origins.anchors import anchors_of, shared_anchors
from onrecord.origins.sourcing import Says, language_in, language_name, source_lines
from onrecord.vocabulary import LeftOut
from tests.origins.families import made
from tests.origins.texts import WIRE

TABLE = tomllib.loads((files("onrecord.origins") / "sourcing.toml").read_text("utf-8"))
PHRASES = [(says, phrase) for says in Says for listed in TABLE[says.value].values() for phrase in listed]


@pytest.mark.parametrize(("says", "phrase"), PHRASES, ids=lambda value: str(value))
def test_every_phrase_is_found_at_the_end_of_a_text(says: Says, phrase: str) -> None:
    """Whatever its language, with a capital or without, followed by who is named."""
    line = f"{phrase.replace('*', 'Türkischen')} Pia Holm"
    for printed in (line, line[0].upper() + line[1:], f"({line})"):
        found = source_lines(made("t", f"{WIRE}\n\n{printed}"))
        assert [(one.says, one.words) for one in found] == [(says, printed)]


@pytest.mark.parametrize(
    "line",
    [
        "This article was originally published in the Lake Review.",
        "Photo: A. Berg. Translated from Norvian by Pia Holm",
        "This story has been corrected: the vote was on Tuesday.",
    ],
)
def test_words_of_the_frame_may_stand_before_a_phrase(line: str) -> None:
    """Notes are sentences about "this article"; the span is that of the whole line."""
    document = made("t", f"{line}\n\n{WIRE}")
    (found,) = source_lines(document)
    assert found.span is not None
    assert found.span.of(document.text) == line


@pytest.mark.parametrize(
    "line",
    [
        "The minister, translated by an interpreter, said that he would stay.",
        "“Press release after press release, and nothing is done,” she said.",
        "Translation: they have no plan, and nobody expects one.",
        "He first published the figures in 1998, in a report that nobody read.",
        "The council will update: nothing is final.",
    ],
)
def test_sentences_of_a_story_tell_nothing_of_the_text(line: str) -> None:
    """Words about other texts, quotations and remarks are no notes."""
    assert source_lines(made("t", f"{WIRE}\n\n{line}")) == ()


def test_a_note_in_the_middle_of_a_text_is_none() -> None:
    """Only a text's head and end speak of the text."""
    assert source_lines(made("t", f"{WIRE}\n\nSource: Lake Office\n\n{WIRE}")) == ()


def test_a_byline_that_was_left_out_of_the_body_still_tells() -> None:
    """Who translated often stands beside the author."""
    document = replace(
        made("t", WIRE), left_out=(LeftOut(reason="byline", text="By Jonas Brandt, translated by Pia Holm"),)
    )
    (found,) = source_lines(document)
    assert (found.says, found.span) == (Says.TRANSLATED, None)


def test_a_language_is_told_where_one_is_named() -> None:
    """The text's own language is not the one it was made from; two others are one too many."""
    assert language_in("Aus dem Russischen übersetzt", but="de") == "ru"
    assert language_in("English translation from French", but="en") == "fr"
    assert language_in("from Russian and French", but="en") is None
    assert (language_name("az"), language_name("xx")) == ("Azerbaijani", "xx")


def test_figures_are_one_however_they_are_grouped() -> None:
    """1,200 and 1.200 and 1 200 are one figure, 3.5 and 3,5 as well; the year of publication is none."""
    assert [anchors_of(text, None) for text in ("1,200", "1.200", "1 200", "1\u202f200")] == [("1200",)] * 4
    assert anchors_of("3.5", None) == anchors_of("3,5", None) == ("3.5",)


@given(st.text(max_size=300), st.text(max_size=300))
def test_anchors_of_any_two_texts_compare_alike_both_ways(one: str, other: str) -> None:
    """No text breaks the comparison, and its order makes no difference to what is found enough."""
    first, second = made("a", one), made("b", other)
    there, back = shared_anchors(first, second), shared_anchors(second, first)
    assert (there.of_figures, there.in_order) <= (1.0, 1.0)
    assert there.enough == back.enough


@given(st.text(max_size=400))
def test_no_text_breaks_the_reading_of_notes(text: str) -> None:
    """Spans are those of lines of the text."""
    document = made("t", text)
    for line in source_lines(document):
        assert line.span is None or line.span.of(text) == line.words
