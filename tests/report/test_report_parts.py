"""The parts of the report: excerpts, placing in columns, counting of origins, splitting of blocs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_sample import CASE, WIRE, document, sample_content, split_of, votes, wire_analysis

from onrecord.origins.marks import show_edit
from onrecord.plaintext import clip, shown_address, sort_key, visible
from onrecord.report import ReportContent
from onrecord.report.excerpt import excerpt
from onrecord.report.lookup import anchor, build_lookup
from onrecord.report.matrix import build_matrix
from onrecord.report.phrases import load_phrases
from onrecord.vocabulary import Basis, Edit, Span, Stance, VoteOption


@given(st.text(max_size=400), st.data(), st.integers(1, 80), st.integers(0, 2))
def test_excerpt_is_the_text_and_never_longer_than_asked(
    text: str, data: st.DataObject, most: int, around: int
) -> None:
    """The pieces of an excerpt joined are exactly the text under its span, within the limit."""
    held = document("t.txt", text)
    start = data.draw(st.integers(0, len(text)))
    focus = Span(start, data.draw(st.integers(start, len(text))))
    cut = excerpt(held, focus, [(focus, "evidence")], most=most, around=around)
    assert "".join(piece.text for piece in cut.pieces) == cut.span.of(text)
    assert cut.span.end - cut.span.start <= most


def test_excerpt_takes_one_sentence_on_each_side() -> None:
    """About one sentence before and after stands with the evidence, and no more."""
    text = "One came. Two spoke at length. Three voted. “Four left,” he said. Five stayed."
    held = document("t.txt", text)
    start = text.index("voted")
    focus = Span(start, start + 5)
    assert excerpt(held, focus, [], most=500).span.of(text).strip() == (
        "Two spoke at length. Three voted. “Four left,” he said."
    )
    assert excerpt(held, focus, [], most=500, around=0).span.of(text).strip() == "Three voted."


@given(st.text(max_size=200))
def test_visible_text_has_no_control_character_and_can_be_encoded(text: str) -> None:
    """Whatever comes in, what goes out can be encoded and turns no reading direction."""
    shown = visible(text)
    shown.encode()
    assert not any(c in shown for c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b\r")
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("docs/a.txt", "docs/a.txt"),
        ("https://news.example/a", "https://news.example/a"),
        ("/srv/x/a.txt", "a.txt"),
        ("D:\\x\\a.txt", "a.txt"),
        ("-", "-"),
        ("/", "root folder"),
    ],
)
def test_addresses_lose_the_machine(address: str, shown: str) -> None:
    """A relative path or a URL is shown as the user gave it, an absolute path by its last part."""
    assert shown_address(address) == shown


def test_clip_says_what_it_cut() -> None:
    """A cut text says how many characters are missing."""
    assert clip("abcdef", 4) == "abcd … [2 more characters]"
    assert clip("abcd", 4) == "abcd"


def test_names_sort_without_regard_to_accents() -> None:
    """A name with an accent stands where a reader looks for it."""
    assert sorted(["Zed", "Île-Verte", "Iberia", "ivory"], key=sort_key) == [
        "Iberia",
        "Île-Verte",
        "ivory",
        "Zed",
    ]


def test_anchors_of_odd_ids_are_digests() -> None:
    """An id with any other character than plain ones cannot reach an attribute of the page."""
    assert anchor("pos", "pos-12ab") == "pos-pos-12ab"
    assert anchor("cell", 'x" onclick="', "y").removeprefix("cell-").isalnum()


def test_every_stance_basis_and_verdict_has_a_phrase() -> None:
    """The closed lists and the report's words cover each other."""
    phrases = load_phrases()
    assert set(phrases.stances) == set(Stance)
    assert set(phrases.bases) == set(Basis)


def test_copies_count_once_in_a_cell() -> None:
    """A report and its reprint are two positions and one independent report in the cell's number."""
    content = sample_content()
    matrix = build_matrix(build_lookup(content), content.case)
    row = next(row for row in matrix.rows if row.holder == "XBR")
    cell = row.filled[0]
    assert (len(cell.positions), cell.origins, cell.chips[0].origins) == (2, 1, 1)


def test_reports_that_share_no_origin_count_apart() -> None:
    """The same two documents without an origin group count as two independent reports."""
    content = replace(sample_content(), origins=())
    matrix = build_matrix(build_lookup(content), content.case)
    row = next(row for row in matrix.rows if row.holder == "XBR")
    assert row.filled[0].origins == 2


def test_every_position_stands_in_some_cell() -> None:
    """No position is lost between the list and the matrix."""
    content = sample_content()
    lookup = build_lookup(content)
    matrix = build_matrix(lookup, content.case)
    placed = {position.id for row in matrix.rows for cell in row.filled for position in cell.positions}
    assert placed == set(lookup.positions)


@pytest.mark.parametrize(
    ("about", "instrument", "columns"),
    [
        ("the LAKE SARN question", None, ["matter:lake"]),
        ("Lake Sarnia", None, ["other"]),
        (None, "GF/2011/7", ["matter:lake"]),
        ("the shore of Lake Sarn", None, ["matter:shore", "matter:lake"]),
    ],
)
def test_matters_are_found_by_name_or_instrument(
    about: str | None, instrument: str | None, columns: list[str]
) -> None:
    """A matter's name counts in any case and only as whole words; its instrument counts by itself."""
    analysis = wire_analysis("wire.txt", WIRE, "Lakeside Wire")
    vote = replace(analysis.positions[1], about=about, instrument=instrument)
    content = ReportContent(
        analyses=(replace(analysis, positions=(vote,)),), origins=(), version="0", case=CASE
    )
    matrix = build_matrix(build_lookup(content), CASE)
    assert [cell.column.id for cell in matrix.rows[0].filled] == columns


def test_bloc_split_keeps_absent_and_seatless_apart() -> None:
    """A member that did not vote, one without a seat and one that the list lacks are never a no."""
    split = split_of("B", ("S41", "XIL", "XXX", "XME"))
    assert split.tally.not_voting == 1
    assert split.tally.not_a_member == 2
    assert split.tally.no == 1
    assert split.members[VoteOption.NOT_A_MEMBER] == ("Île-Verte", "XXX")
    assert len(votes()) == 47


def test_edit_marks_only_the_words_that_differ() -> None:
    """A changed sentence marks its changed words, and both sides can be read whole."""
    shown = show_edit(Edit(kind="changed", original="He said no, twice.", copy="He said yes, twice."))
    assert [run.text for run in shown.original if run.kind == "dropped"] == ["no"]
    assert [run.text for run in shown.copy if run.kind == "added"] == ["yes"]
    assert "".join(run.text for run in shown.copy) == "He said yes, twice."
