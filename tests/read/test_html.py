import gc

import pytest

from onrecord.errors import UnreadableDocument
from onrecord.read import read_bytes
from onrecord.read.reading import LONG_TAG, MOST_ATTRIBUTES, refuse_crowded_tags
from onrecord.vocabulary import PartialDate

BODY = "".join(
    f"<p>Paragraph {number}: the ministers of the coastal states said on Friday that they had agreed on zone {number}.</p>"
    for number in range(1, 6)
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Zones agreed - Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><meta name="author" content="Mira Solheim">
<meta property="article:published_time" content="2019-05-03T09:30:00Z"></head><body>
<nav><ul><li>Home</li><li>World</li></ul></nav>
<article><h1>Zones agreed</h1>{BODY}</article>
<div id="comments"><h3>2 comments</h3><ol class="comment-list">
<li class="comment"><cite class="fn">Ola</cite><div class="comment-content"><p>About time, I fished there for thirty years.</p></div></li>
<li class="comment"><cite class="fn">Kari</cite><div class="comment-content"><p>We shall see about that.</p></div></li>
</ol></div><footer>© 2019 Harbour Gazette</footer></body></html>"""


def test_article_metadata_and_comments_of_a_page() -> None:
    """The article is the text, the meta tags give its fields, and comments are kept apart."""
    document = read_bytes(PAGE.encode(), address="page.htm")
    assert document.provenance.media_type == "text/html"
    assert (document.title, document.outlet, document.author) == (
        "Zones agreed",
        "Harbour Gazette",
        "Mira Solheim",
    )
    assert document.date == PartialDate(2019, 5, 3)
    assert len(document.paragraphs) == 5
    assert document.text.startswith("Paragraph 1:")
    assert [(c.author, c.text) for c in document.comments] == [
        ("Ola", "About time, I fished there for thirty years."),
        ("Kari", "We shall see about that."),
    ]
    assert "thirty years" not in document.text
    assert "Home" not in document.text


def test_format_is_told_by_content_and_not_by_name() -> None:
    """HTML in a .txt file is read as HTML, text in a .html file as text."""
    assert read_bytes(PAGE.encode(), address="page.txt").provenance.media_type == "text/html"
    text = b"The ministers met. They said < and > are signs, and nothing more."
    assert read_bytes(text, address="page.html").provenance.media_type == "text/plain"


def test_a_page_may_begin_with_its_styles() -> None:
    """Some pages print styles or programs before the first tag of the page; they are pages all the same."""
    styles = "<style>" + ".box { color: white; margin: 0 }\n" * 800 + "</style>\n"
    document = read_bytes((styles + PAGE).encode(), address="page.txt")
    assert (document.title, document.author) == ("Zones agreed", "Mira Solheim")
    assert "color" not in document.text


def test_deeply_nested_page_is_refused_quickly() -> None:
    """A page of a hundred thousand nested elements ends in one clear error."""
    bomb = b"<html><body>" + b"<div>" * 100_000 + b"text" + b"</div>" * 100_000 + b"</body></html>"
    with pytest.raises(UnreadableDocument, match="nested"):
        read_bytes(bomb, address="bomb.html")


def test_page_of_endless_elements_is_refused_quickly() -> None:
    """A page of half a million elements ends in one clear error."""
    with pytest.raises(UnreadableDocument, match="more than 50,000 elements"):
        read_bytes(b"<html><body>" + b"<p>x" * 500_000, address="bomb.html")


@pytest.mark.parametrize(
    "page", [b"<html></html>", b"<!doctype html>", b"<html><body><script>1</script></body></html>"]
)
def test_page_without_text_is_refused(page: bytes) -> None:
    """HTML that shows no text is unreadable, with a remedy."""
    with pytest.raises(UnreadableDocument, match="check that the page was saved whole"):
        read_bytes(page, address="empty.html")


def test_declared_encoding_is_used_and_said() -> None:
    """A page in windows-1251 that declares it is read so, with a warning."""
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Paragraph", "Абзац")
    document = read_bytes(page.replace("©", "").encode("windows-1251"), address="page.html")
    assert document.text.startswith("Абзац 1")
    assert document.warnings == ("read as cp1251, as the page declares",)


@pytest.mark.parametrize(
    ("printed", "author", "credit"),
    [
        ("Mira Solheim, Associated Press", "Mira Solheim", "Associated Press"),
        ("Dawn Roe", "Dawn Roe", None),
        ("admin", None, None),
    ],
)
def test_agency_among_the_authors_is_a_credit(printed: str, author: str | None, credit: str | None) -> None:
    """A known outlet among the authors is credited; a person who bears an outlet's name stays an author."""
    page = PAGE.replace('content="Mira Solheim"', f'content="{printed}"')
    document = read_bytes(page.encode(), address="page.html")
    assert (document.author, document.credit) == (author, credit)


def test_headings_and_items_stand_alone() -> None:
    """A heading does not run into the list below it, though its items begin with small letters."""
    prose = (
        "The ministers of both countries welcomed the offer and said that they would meet again in Lisbon on Friday.",
        "Trade between the two has grown every year since the bridge was opened, according to the port authority.",
        "No date was given for the vote, which both parliaments have to hold before the treaty can enter into force.",
    )
    items = ("an immediate end to the shelling;", "the return of all prisoners;", "talks without conditions.")
    above = "".join(f"<p>{paragraph}</p>" for paragraph in prose[:2])
    listed = "".join(f"<li>{item}</li>" for item in items)
    page = f"<html><body><article><h1>Offer welcomed</h1>{above}<h2>What was asked for</h2><ul>{listed}</ul><p>{prose[2]}</p></article></body></html>"
    document = read_bytes(page.encode(), address="offer.html")
    assert document.text.split("\n\n")[2:] == ["What was asked for", *items, prose[2]]


@pytest.mark.parametrize("page", [PAGE, "<html><body></body></html>"])
def test_reading_leaves_the_search_for_cycles_as_it_was(page: str) -> None:
    """Who reads pages in a program of their own finds its memory looked after as before, also when a page cannot be read."""
    for searched in (True, False):
        (gc.enable if searched else gc.disable)()
        try:
            read_bytes(page.encode(), address="page.htm")
        except UnreadableDocument:
            pass
        finally:
            left = gc.isenabled()
            gc.enable()
        assert left is searched


@pytest.mark.parametrize("before", [0, 9_999, 10_000, 19_998, 31_234])
def test_a_tag_of_too_many_attributes_is_refused_wherever_it_stands(before: int) -> None:
    """A page is not parsed for minutes because of one tag; text without tags, however long, is none."""
    tag = "<p " + "a " * (MOST_ATTRIBUTES + LONG_TAG) + ">"
    filled = "<i>" + "x" * before
    with pytest.raises(UnreadableDocument, match="attributes"):
        refuse_crowded_tags(f"{filled}{tag}</p>", address="page.htm")
    refuse_crowded_tags(filled + "word " * LONG_TAG + "<p>", address="page.htm")


def test_what_stands_behind_a_page_that_is_closed_too_early_is_read() -> None:
    """A stray end of the page does not cost the paragraphs behind it."""
    whole = ARTICLE_PAGE.format(stray="")
    closed = ARTICLE_PAGE.format(stray="</body></html>")
    assert (
        read_bytes(closed.encode(), address="a.html").text
        == read_bytes(whole.encode(), address="a.html").text
    )
    told = read_bytes(closed.encode(), address="a.html")
    assert "talks in Lisbon" in told.text + " ".join(part.text for part in told.left_out)


ARTICLE_PAGE = (
    "<html><head><title>A summit</title></head><body><h1>A summit</h1><p>Norway agreed to hold a summit before the winter.</p>{stray}"
    "<p>The minister of Portugal said after the talks in Lisbon that it was welcome.</p><section itemprop='x'></section></body></html>"
)
