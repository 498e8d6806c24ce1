"""PDF: columns, running heads, page numbers, footnotes, hyphens, paragraphs over pages, and what has no text."""

from __future__ import annotations

from textwrap import wrap

import pytest
from opening import read_one

from evals.fuzz.files import ARTICLE
from evals.fuzz.hostile import HOSTILE
from evals.fuzz.pdf_files import Printed, column, pdf
from onrecord.errors import UnreadableDocument
from onrecord.read import read_bytes
from onrecord.read.pdf import mend

SENTENCES = (
    "The council met in Lisbon on Friday and heard the ministers of both countries on the state of the talks.",
    "Norway proposed that observers be sent to the border region before the winter, and Portugal agreed to it.",
    "The delegation of Iraq asked for a longer term, which the chair of the committee declined to put to a vote.",
)
LONG = " ".join(SENTENCES * 6)


def test_two_columns_are_read_one_after_the_other() -> None:
    """The left column is read to its end before the right one, under a title that runs across both."""
    left, right = wrap(LONG, 42), wrap(" ".join(reversed(SENTENCES * 6)), 42)
    lines = max(len(left), len(right))
    page = [Printed("Report of the committee on the talks in Lisbon", 72, 800, 18)]
    for number in range(min(lines, 40)):  # row by row, as some programs write them
        page += [Printed(side[number], x, 760 - 14 * number, 10) for side, x in ((left, 60), (right, 310)) if number < len(side)]  # fmt: skip
    document = read_one("a.pdf", pdf([page]))
    assert document.text == " ".join((*left[:40], *right[:40]))  # the sentence goes on in the next column


def test_running_heads_and_page_numbers_are_left_out() -> None:
    """What stands at the edge of page after page is kept apart, and the sentence goes on over the page."""
    words = wrap(LONG, 80)
    pages = []
    for number in range(3):
        body = column(words[number * 6 : number * 6 + 6], top=740)
        pages.append([Printed("A/RES/99/1", 480, 810, 9), *body, Printed(f"{number + 1}/3", 297, 40, 9)])
    document = read_one("a.pdf", pdf(pages))
    assert document.text == " ".join(words[:18])
    assert {(item.reason, item.text) for item in document.left_out} == {
        ("running head", "A/RES/99/1"), ("page number", "1/3"), ("page number", "2/3"), ("page number", "3/3"),
    }  # fmt: skip


def test_footnotes_are_left_out_of_the_sentence() -> None:
    """Small print at the end of a page is kept as a footnote, its raised number is no part of the text."""
    words = wrap(LONG, 80)
    page = column(words[:4])
    page.append(Printed("in their own words.", 72, 714))
    page.append(Printed("1", 168, 719, 6))
    page.append(Printed("1 See resolution 12 (2001) of the council.", 72, 80, 7))
    document = read_one("a.pdf", pdf([page]))
    assert document.text == " ".join((*words[:4], "in their own words."))
    assert ("footnote", "1 See resolution 12 (2001) of the council.") in {
        (i.reason, i.text) for i in document.left_out
    }


def test_hyphens_at_line_ends_are_mended() -> None:
    """A word that was broken is whole again; one that is written with a hyphen keeps it."""
    assert mend(["the inter-", "national talks"]) == "the international talks"
    assert mend(["the well-", "known and self-", "made man"]) == "the well-known and self-made man"
    assert mend(["a cease-", "fire"], frozenset({"cease-fire"})) == "a cease-fire"
    assert mend(["the Jean-", "Pierre talks of 2019-", "2020"]) == "the Jean-Pierre talks of 2019- 2020"
    lines = ["The min-", "isters agreed on Friday that the talks be held in the capi-", "tal of Portugal."]
    assert read_one("a.pdf", pdf([column(lines)])).text == "The ministers agreed on Friday that the talks be held in the capital of Portugal."  # fmt: skip


def test_numbered_paragraphs_keep_their_numbers() -> None:
    """Operative paragraphs with a number in the margin are paragraphs with that label."""
    page, top = [], 760
    for number, sentence in enumerate(SENTENCES, 1):
        page.append(Printed(f"{number}.", 90, top))
        for line in wrap(sentence, 60):
            page.append(Printed(line, 126, top))
            top -= 14
        top -= 10
    document = read_one("a.pdf", pdf([page]))
    assert [paragraph.label for paragraph in document.paragraphs] == ["1", "2", "3"]
    assert document.text == "\n\n".join(SENTENCES)


def test_cells_of_a_row_stand_on_one_line() -> None:
    """A table is read row by row."""
    rows = [("Norway", "yes", "no"), ("Portugal", "no", "yes"), ("Iraq", "yes", "yes")]
    page = column(wrap(SENTENCES[0], 80))
    for number, row in enumerate(rows):
        page += [Printed(cell, 72 + 150 * at, 700 - 20 * number) for at, cell in enumerate(row)]
    assert read_one("a.pdf", pdf([page])).text.split("\n\n")[1:] == [
        "Norway yes no",
        "Portugal no yes",
        "Iraq yes yes",
    ]


def test_properties_count_only_where_the_text_prints_them() -> None:
    """The title of a template and the typist's name are not taken; an author who is printed is."""
    lines = [*wrap(SENTENCES[0], 80), "", *wrap(SENTENCES[1], 80), "", "Ana Silva"]
    wrong = read_bytes(pdf([column(lines)], info={"Title": "untitled", "Author": "admin"}), address="a.pdf")
    assert (wrong.title, wrong.author) == (None, None)
    right = read_bytes(pdf([column(lines)], info={"Author": "Ana Silva"}), address="a.pdf")
    assert right.author == "Ana Silva"


def test_scans_say_that_they_are_scans() -> None:
    """A file of pictures is skipped with what to do; a page of pictures among others is told in a warning."""
    with pytest.raises(UnreadableDocument, match=r"is a scan: 2 of its 2 pages are pictures.*OCR"):
        read_bytes(HOSTILE["scan.pdf"](), address="a.pdf")
    mixed = read_bytes(pdf([column(list(SENTENCES)), []], pictures=True), address="a.pdf")
    assert mixed.warnings == ("pages that are pictures without text were not read: 2",)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("locked.pdf", "encrypted"),
        ("empty.pdf", "damaged"),
        ("pages.pdf", "5,000 pages, more than 2,000"),
        ("deep.pdf", "damaged|without any text"),
        ("circle.pdf", "damaged|pages|without any text"),
    ],
)
def test_files_that_cannot_be_read_say_why(name: str, message: str) -> None:
    """Locked, damaged and endless files end in one line with a remedy."""
    with pytest.raises(UnreadableDocument, match=message) as caught:
        read_bytes(HOSTILE[name](), address=name)
    assert caught.value.remedy


def test_a_mark_inside_other_files_is_no_pdf() -> None:
    """A page that speaks of "%PDF-" stays a page."""
    text = f"Reading files: %PDF-1.7 is how they begin.\n\n{ARTICLE.paragraphs[0]}"
    assert read_bytes(text.encode(), address="a.txt").provenance.media_type == "text/plain"
