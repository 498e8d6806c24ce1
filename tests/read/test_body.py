import pytest

from onrecord.errors import DataError
from onrecord.read import read_bytes
from onrecord.read.body_weights import load_weights, to_weights

TEXT = "".join(
    f"<p>Paragraph {number}: the ministers of the coastal states said on Friday that they had agreed on zone {number}, and that more would follow.</p>"
    for number in range(1, 7)
)


def paragraphs(body: str) -> list[str]:
    """What is read as the text of a page."""
    page = f"<html><head><title>Zones agreed - Harbour Gazette</title></head><body>{body}</body></html>"
    return read_bytes(page.encode(), address="page.html").text.split("\n\n")


def test_what_stands_around_an_article_is_left_out_with_its_reason() -> None:
    """Menu, sidebar, links below and footer are no text, and each is kept with the reason that its place gives."""
    page = f"""<html><head><title>Zones agreed - Harbour Gazette</title></head><body>
      <nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
      <div class="sidebar"><h3>Weather</h3><p><a href="/x">Storms along the coast</a></p></div>
      <main><article><h1>Zones agreed</h1>{TEXT}</article></main>
      <div class="related"><h3>You may also like</h3><ul><li><a href="/1">Harbour closed for the winter</a></li></ul></div>
      <footer><p>Harbour Gazette, published daily</p></footer></body></html>"""
    document = read_bytes(page.encode(), address="page.html")
    assert len(document.paragraphs) == 6
    reasons = {item.reason for item in document.left_out}
    assert {"navigation", "sidebar", "related", "footer"} <= reasons


def test_text_shown_twice_is_read_once() -> None:
    """A second copy of the article for machines or small screens is not a second text."""
    plain = TEXT.replace("</p>", " ").replace("<p>", "")
    found = paragraphs(f"<article><h1>Zones agreed</h1>{TEXT}</article><div class='hidden'>{plain}</div>")
    assert sum(text.count("Paragraph 3:") for text in found) == 1


def test_other_articles_below_a_heading_are_not_read() -> None:
    """Whole teasers below "You may also like" belong to other articles."""
    teaser = "<p>The harbour was closed for the winter, the port's director said on Monday, as the ice had come early.</p>"
    found = paragraphs(
        f"<article><h1>Zones agreed</h1>{TEXT}<div><h3>You may also like</h3>{teaser}</div></article>"
    )
    assert not any("winter" in text for text in found)


def test_a_page_that_is_no_article_is_read_whole_and_says_so() -> None:
    """Where no article can be told, all text is kept with a warning."""
    document = read_bytes(
        b"<html><body><div>Harbour office</div><div>Open on Mondays</div></body></html>", address="page.html"
    )
    assert "Open on Mondays" in document.text
    assert any("no article" in warning for warning in document.warnings)


def test_weights_are_numbers_of_known_form() -> None:
    """The table that is shipped can be read, and a row that is none is named."""
    assert load_weights().numbers
    with pytest.raises(DataError, match="row 3"):
        to_weights([["always", "", "0.1"], ["words x links", "many", "0.2"]])
