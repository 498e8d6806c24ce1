import time
from contextlib import suppress

import pytest
from lxml import etree

from onrecord.errors import UnreadableDocument
from onrecord.read import read_bytes
from onrecord.read.boxes import Boxes, to_boxes, without
from onrecord.read.html import parse_html


def boxes_of(page: str) -> Boxes:
    """The boxes of a page written out in a test."""
    return to_boxes(parse_html(page, address="page.html"), address="page.html")


def test_every_word_of_a_page_stands_in_one_stretch() -> None:
    """Text before, in and behind inline and boxed elements is kept in reading order; scripts are not text."""
    page = boxes_of(
        "<body>a <b>b</b> c<p>d <a href='/'>e f</a> g</p>h<script>no</script>i<ul><li>j</li><li>k<br>l</li></ul>m</body>"
    )
    assert [stretch.text for stretch in page.stretches] == [
        "a b c",
        "d e f g",
        "h",
        "i",
        "j",
        "k l",
        "m",
    ] or [stretch.text for stretch in page.stretches] == ["a b c", "d e f g", "hi", "j", "k l", "m"]
    linked = next(stretch for stretch in page.stretches if stretch.text == "d e f g")
    assert linked.linked == len("e f")


def test_boxes_know_their_stretches() -> None:
    """The stretches of a box are those of all boxes within it, and taking some away keeps the rest in place."""
    page = boxes_of("<body><div id=a><p>one</p><p>two</p></div><div id=b><p>three</p></div></body>")
    first = next(box for box in page.boxes if box.names == "a")
    assert [stretch.text for stretch in page.stretches[first.first : first.last]] == ["one", "two"]
    rest = without(page, {0})
    first = next(box for box in rest.boxes if box.names == "a")
    assert [stretch.text for stretch in rest.stretches[first.first : first.last]] == ["two"]


def test_a_break_behind_a_sentence_parts_paragraphs() -> None:
    """Old pages part paragraphs by breaks; a break within a sentence is a space."""
    page = boxes_of(
        "<body><div>The ministers met<br>in May.<br>They will meet again.<br><br>No date is set</div></body>"
    )
    assert [stretch.text for stretch in page.stretches] == [
        "The ministers met in May.",
        "They will meet again.",
        "No date is set",
    ]


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body class='"
        + b"comment " * 400_000
        + b"'><p>"
        + b"The ministers met on Friday. " * 40
        + b"</p></body></html>",
        b"<html><body><p title='"
        + b"x" * 5_000_000
        + b"'>"
        + b"The ministers met on Friday. " * 40
        + b"</p></body></html>",
        b"<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><html><body><p>&b; "
        + b"The ministers met on Friday. " * 40
        + b"</p></body></html>",
        b"<html><body>"
        + b"<div class='comment'>" * 200
        + b"The ministers met. " * 40
        + b"</div>" * 200
        + b"</body></html>",
        b"<html><body>" + b"<p class='c'>Posted by: A on 3 May 2011</p>" * 20_000 + b"</body></html>",
        b"<html><body><div id=comments>" + b"<li class=comment>word. " * 20_000 + b"</div></body></html>",
        b"<html><body><p>" + b"<br>." * 24_000 + b"</p></body></html>",
    ],
    ids=["names", "attribute", "entities", "nested comments", "signatures", "comments", "breaks"],
)
def test_hostile_pages_end_in_bounded_time(page: bytes) -> None:
    """Endless names, attributes, entities and comments are read, or refused, in seconds."""
    started = time.process_time()
    with suppress(UnreadableDocument):
        read_bytes(page, address="bomb.html")
    assert time.process_time() - started < 12


def test_the_tree_is_walked_without_recursion() -> None:
    """A page at the limit of depth is read; one over it says so."""
    inner = "<div>" * 200 + "<p>" + "The ministers met on Friday. " * 10 + "</p>" + "</div>" * 200
    assert "ministers" in read_bytes(f"<html><body>{inner}</body></html>".encode(), address="deep.html").text
    tree = etree.Element("html")
    at = tree
    for _ in range(400):
        at = etree.SubElement(at, "div")
    with pytest.raises(UnreadableDocument, match="nested deeper than 250"):
        to_boxes(tree, address="deeper.html")
