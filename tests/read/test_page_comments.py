import pytest

from onrecord.read import read_bytes
from onrecord.vocabulary import Comment, Document

ARTICLE = "".join(
    f"<p>Paragraph {number}: the ministers of the coastal states said on Friday that they had agreed on zone {number}.</p>"
    for number in range(1, 6)
)


def read_page(comments: str) -> Document:
    """An article with something below it."""
    page = f"<html><head><title>Zones agreed</title></head><body><div class='entry'><h1>Zones agreed</h1>{ARTICLE}</div>{comments}</body></html>"
    return read_bytes(page.encode(), address="page.html")


def told(document: Document) -> list[tuple[str | None, str, int | None]]:
    """Author, text and parent of each comment."""
    return [(comment.author, comment.text, comment.parent) for comment in document.comments]


FORMS = {
    "wordpress": """<ol class="commentlist"><li class="comment even thread-even depth-1" id="comment-11"><div class="comment-body">
        <div class="comment-author vcard"><cite class="fn">Ola</cite> <span class="says">says:</span></div>
        <div class="comment-meta"><a href="#">3 May 2019 at 10:15</a></div><p>I fished there for thirty years.</p><div class="reply">Reply</div></div>
        <ul class="children"><li class="comment odd depth-2" id="comment-12"><div class="comment-body"><cite class="fn">Kari</cite>
        <p>And caught nothing, I hear.</p></div></li></ul></li></ol>""",
    "definition list": """<dl id="comments-block"><dt class="comment-author">Ola said...</dt><dd class="comment-body"><p>I fished there for thirty years.</p></dd>
        <dd class="comment-footer">3 May 2019 10:15</dd><dt class="comment-author">Kari said...</dt>
        <dd class="comment-body"><p>And caught nothing, I hear.</p></dd></dl>""",
    "signed below": """<h2>Comments</h2><div id="c1001"><p>I fished there for thirty years.</p><p class="posted">Posted by: Ola at May 3, 2019 10:15 AM</p></div>
        <div id="c1002"><p>And caught nothing, I hear.</p><p class="posted">Posted by: Kari at May 3, 2019 11:20 AM</p></div>
        <div id="c1003"><p>Enough of that.</p><p class="posted">Posted by: Tor at May 3, 2019 11:21 AM</p></div>""",
    "german": """<section id="kommentare"><div class="kommentar"><span class="autor">Ola</span><div class="kommentartext">I fished there for thirty years.</div></div>
        <div class="kommentar"><span class="autor">Kari</span><div class="kommentartext">And caught nothing, I hear.</div></div></section>""",
}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_comments_of_common_systems_are_read(form: str) -> None:
    """Author and words of each comment are told apart, and none of them gets into the article."""
    document = read_page(FORMS[form])
    assert [(author, text) for author, text, _ in told(document)][:2] == [
        ("Ola", "I fished there for thirty years."),
        ("Kari", "And caught nothing, I hear."),
    ]
    assert "fished" not in document.text
    assert len(document.paragraphs) == 5


def test_an_answer_names_the_comment_that_it_answers() -> None:
    """In a nested thread each answer carries the order of the comment above it."""
    assert [parent for _, _, parent in told(read_page(FORMS["wordpress"]))] == [None, 1]


def test_depth_in_the_names_shows_who_answers_whom() -> None:
    """Where comments stand side by side, the depth in their names gives the thread."""
    rows = "".join(
        f"<li class='comment depth-{depth}' id='comment-{at}'><p>Words of comment number {at}.</p></li>"
        for at, depth in enumerate((1, 2, 3, 2, 1), 1)
    )
    document = read_page(f"<ol class='comment-list'>{rows}</ol>")
    assert [comment.parent for comment in document.comments] == [None, 1, 2, 1, None]


def test_same_words_of_two_readers_are_two_comments() -> None:
    """Two readers may say the same."""
    row = "<li class='comment'><cite>{}</cite><p>Congratulations!</p></li>"
    document = read_page(f"<ol class='comments'>{row.format('Ola')}{row.format('Kari')}</ol>")
    assert document.comments == (
        Comment(order=1, author="Ola", text="Congratulations!"),
        Comment(order=2, author="Kari", text="Congratulations!"),
    )


@pytest.mark.parametrize(
    "beside",
    [
        "<div id='respond' class='comment-respond'><h3>Leave a reply</h3><p>Your address will not be published.</p></div>",
        "<div class='widget recent-comments'><ul><li>Ola on <a href='#'>The harbour is closed again</a></li></ul></div>",
        "<div class='comment-count'>12 comments</div>",
    ],
    ids=["form", "newest comments of the site", "counter"],
)
def test_what_only_speaks_of_comments_is_none(beside: str) -> None:
    """Forms, lists of the site's newest comments and counters are neither comments nor text."""
    document = read_page(beside)
    assert document.comments == ()
    assert len(document.paragraphs) == 5


def test_an_article_in_a_box_named_for_comments_stays_the_article() -> None:
    """A wrapper that says that comments are open holds the article."""
    page = f"<html><body><div class='post comments-open'><h1>Zones agreed</h1>{ARTICLE}</div></body></html>"
    document = read_bytes(page.encode(), address="page.html")
    assert document.comments == ()
    assert "Paragraph 5" in document.text
