import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read import read_bytes
from onrecord.vocabulary import Document, PartialDate

BODY = "".join(
    f"<p>Paragraph {number}: the ministers of the coastal states said that they had agreed on zone {number} after long talks.</p>"
    for number in range(1, 6)
)


PRINTED = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=80)


def page(
    *, head: str = "", top: str = "", end: str = "", title: str = "Zones agreed", lang: str = "en"
) -> Document:
    """The document of a page with these pieces around one article."""
    text = (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>'
        f"<article><h1>Zones agreed</h1>{top}{BODY}</article>{end}</body></html>"
    )
    return read_bytes(text.encode(), address="page.html")


def ld(text: str) -> str:
    """A script of structured data."""
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("head", "top", "rule"),
    [
        (
            ld('{"@type":"NewsArticle","datePublished":"2019-05-03T09:30:00+02:00"}'),
            "",
            "structured data (datePublished)",
        ),
        (
            ld('{"@graph":[{"@type":["Article"],"datePublished":["2019-05-03"]}]}'),
            "",
            "structured data (datePublished)",
        ),
        (
            ld('{"@type":"NewsArticle",\n"headline":"a\nb","datePublished":"2019-05-03",}'),
            "",
            "structured data (datePublished)",
        ),
        (
            ld('{"@type":"NewsArticle", broken: "datePublished":"2019-05-03"'),
            "",
            "structured data (datePublished)",
        ),
        (
            '<meta property="article:published_time" content="2019-05-03T23:30:00-05:00">',
            "",
            "meta tag (article:published_time)",
        ),
        ('<meta name="DC.date.issued" content="3 May 2019">', "", "meta tag (dc.date.issued)"),
        ("", '<span itemprop="datePublished" content="2019-05-03">today</span>', "microdata (datePublished)"),
        ("", '<time datetime="2019-05-03">yesterday</time>', "time element"),
        ('<link rel="canonical" href="https://gazette.example/2019/05/03/zones">', "", "address"),
        ("", "<p>By Mira Solheim | May 3rd, 2019</p>", "printed under the title"),
        ("", "<p>Published: 2019-05-03 09:30</p>", "printed under the title"),
    ],
)
def test_day_of_publication_is_told_with_its_rule(head: str, top: str, rule: str) -> None:
    """Each place of a page that tells the day of publication gives it, as the page's own offset prints it."""
    document = page(head=head, top=top)
    assert (document.date, document.date_rule) == (PartialDate(2019, 5, 3), rule)


@pytest.mark.parametrize(
    ("lang", "printed", "date"),
    [
        ("de", "Veröffentlicht am 3. Mai 2019", PartialDate(2019, 5, 3)),
        ("fr", "Publié le 1er août 2019 à 10h", PartialDate(2019, 8, 1)),
        ("es", "Publicado el 3 de mayo de 2019", PartialDate(2019, 5, 3)),
        ("ru", "3 мая 2019 г.", PartialDate(2019, 5, 3)),
        ("cs", "3. května 2019", PartialDate(2019, 5, 3)),
        ("de", "Stand: 03.05.2019", PartialDate(2019, 5, 3)),
        ("de", "03.05.19, 10:30 Uhr", PartialDate(2019, 5, 3)),
        ("it", "03/05/2019", PartialDate(2019, 5, 3)),
        ("ja", "2019年5月3日", PartialDate(2019, 5, 3)),
        ("en", "05/03/2019", None),
        ("en", "05/13/2019", PartialDate(2019, 5, 13)),
    ],
)
def test_printed_days_are_read_in_the_page_s_language(
    lang: str, printed: str, date: PartialDate | None
) -> None:
    """Month names of many languages are read, and figures only where the language tells which stands first."""
    assert page(top=f"<p>{printed}</p>", lang=lang).date == date


@pytest.mark.parametrize(
    ("host", "date"),
    [
        ("gazette.example.uk", PartialDate(2019, 5, 3)),
        ("gazette.gov", PartialDate(2019, 3, 5)),
        ("gazette.com", None),
    ],
)
def test_country_of_the_site_tells_the_order_of_day_and_month(host: str, date: PartialDate | None) -> None:
    """03/05/2019 is May on a British page, March on an American one, and unknown on a page of no country."""
    head = f'<link rel="canonical" href="https://{host}/zones">'
    assert page(head=head, top="<p>03/05/2019</p>").date == date


def test_change_is_kept_apart_from_publication() -> None:
    """The day of the last change stands beside the day of publication and never in its place."""
    told = '{"@type":"NewsArticle","datePublished":"2019-05-03","dateModified":"2020-01-02"}'
    document = page(head=ld(told))
    assert (document.date, document.updated) == (PartialDate(2019, 5, 3), PartialDate(2020, 1, 2))
    assert page(head='<meta property="article:modified_time" content="2020-01-02">').date is None


@pytest.mark.parametrize(
    "end",
    [
        '<div class="comments"><div class="comment"><time datetime="2021-01-01">1 January 2021</time><p>I fished there.</p></div></div>',
        '<aside class="related"><a href="/b">Other</a> <span class="date">1 January 2021</span></aside>',
        "<footer>© 1 January 2021 Gazette</footer>",
    ],
)
def test_days_of_comments_teasers_and_footers_do_not_count(end: str) -> None:
    """What readers wrote, other pages and legal notices never date a page."""
    assert page(end=end).date is None


def test_universal_time_gives_way_to_the_day_that_the_page_prints() -> None:
    """A report of the evening that is stamped in universal time keeps the day of its own place."""
    head = ld('{"@type":"NewsArticle","datePublished":"2019-05-04T02:10:00Z"}')
    assert page(head=head, top="<p>Published May 3, 2019</p>").date == PartialDate(2019, 5, 3)
    assert page(head=head).date == PartialDate(2019, 5, 4)


def test_a_bare_date_behind_another_day_is_that_of_a_change() -> None:
    """A tag that says no more than "date" and gives a later day than the page prints tells the last change."""
    head = '<meta name="date" content="2019-06-01">'
    changed = page(head=head, top="<p>Published May 3, 2019</p>")
    assert (changed.date, changed.updated) == (PartialDate(2019, 5, 3), PartialDate(2019, 6, 1))
    assert page(head=head).date == PartialDate(2019, 6, 1)


@pytest.mark.parametrize("told", ["http://[", "http://a:b:c/", "https://exa mple.test/x", "ftp://x.test/"])
def test_an_address_that_cannot_be_taken_apart_is_none(told: str) -> None:
    """A page whose own address is broken is read, without it."""
    head = f'<link rel="canonical" href="{told}"><meta property="og:url" content="{told}">'
    assert page(head=head, top="<p>Published 03/05/2019</p>").provenance.url is None


def test_many_equal_days_are_no_date() -> None:
    """A page that lists others, each with its day, has no day of its own."""
    items = "".join(f'<div class="post-date">{number} May 2019</div>' for number in range(3, 9))
    assert page(top="<p>Zones, old and new.</p>", end=f"<div>{BODY}{BODY}{items}</div>").date is None


@pytest.mark.parametrize(
    ("head", "top", "author"),
    [
        (
            ld('{"@type":"Article","author":[{"@type":"Person","name":"Mira Solheim"},{"name":"Ola Roe"}]}'),
            "",
            "Mira Solheim, Ola Roe",
        ),
        (ld('{"@type":"Article","author":{"@type":"Organization","name":"Harbour Gazette"}}'), "", None),
        ('<meta name="author" content="By Mira Solheim and Ola Roe">', "", "Mira Solheim and Ola Roe"),
        ('<meta name="author" content="Newsroom Staff">', "", None),
        ('<meta name="author" content="mira@gazette.example">', "", None),
        ("", '<a rel="author" href="/x">Mira Solheim</a>', "Mira Solheim"),
        (
            ld('{"@type":"Article","author":"Mira Solheim","creator":["Mira Solheim","Ola Roe"]}'),
            "",
            "Mira Solheim, Ola Roe",
        ),
        (
            '<meta name="author" content="Mira Solheim">',
            '<div class="vcard author">by Mira Solheim, Ola Roe</div>',
            "Mira Solheim, Ola Roe",
        ),
        ("", f'<p>{"The boats stayed in. " * 15}<a href="/profile/ola-roe">Ola Roe</a> agreed.</p>', None),
        (
            "",
            '<p class="byline">Von <a href="/autor/solheim">Mira Solheim</a>, Redakteurin</p>',
            "Mira Solheim",
        ),
        ("", "<p>By Mira Solheim, senior correspondent</p>", "Mira Solheim"),
        ("", "<p>3 May 2019 - Mira Solheim</p>", "Mira Solheim"),
        ("", "<p>Photo by Mira Solheim</p>", None),
        ("", "<p>Par Mira Solheim (@msolheim)</p>", "Mira Solheim"),
        (
            "",
            '<div class="comment"><span class="author">Ola Roe</span><p>I fished there for years.</p></div>',
            None,
        ),
    ],
)
def test_authors_are_people(head: str, top: str, author: str | None) -> None:
    """Names come without cue, office, address and handle; desks, outlets, photographers and readers are no authors."""
    assert page(head=head, top=top).author == author


@pytest.mark.parametrize(
    ("title", "head", "heading", "told"),
    [
        ("Zones agreed - Harbour Gazette", "", "<h1>Zones agreed</h1>", "Zones agreed"),
        (
            "Harbour Gazette | Zones agreed at last",
            '<meta property="og:site_name" content="Harbour Gazette">',
            "",
            "Zones agreed at last",
        ),
        ("Zones agreed at last | Harbour Gazette", "", "", "Zones agreed at last"),
        (
            "Zones agreed",
            "",
            '<h1><span class="kicker">Politics</span> Zones agreed at last</h1>',
            "Zones agreed at last",
        ),
        (
            "Gazette",
            '<meta property="og:title" content="Zones agreed"><meta property="og:site_name" content="Gazette">',
            "<h1>Gazette</h1><h2>Zones agreed</h2>",
            "Zones agreed",
        ),
    ],
)
def test_title_is_without_site_and_section(title: str, head: str, heading: str, told: str) -> None:
    """The title is the heading that the page's own tags confirm, else the tag without the site's name."""
    text = f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><article>{heading}{BODY}</article></body></html>"
    assert read_bytes(text.encode(), address="page.html").title == told


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://gazette.example/zones", "https://gazette.example/zones"),
        ("javascript:alert(1)", None),
        ("https://user:secret@gazette.example/zones", None),
        ("/zones", None),
        ("https://gazette.example/" + "a" * 3000, None),
        ("http://[broken", None),
    ],
)
def test_own_address_is_an_address_of_the_web(href: str, url: str | None) -> None:
    """Only a whole address of the web without credentials and of bounded length is kept."""
    assert page(head=f'<link rel="canonical" href="{href}">').provenance.url == url


def test_relative_address_is_made_whole() -> None:
    """A canonical path is joined to the address where the page was found."""
    text = f'<!DOCTYPE html><html><head><link rel="canonical" href="/zones"></head><body><h1>Zones agreed</h1>{BODY}</body></html>'
    document = read_bytes(text.encode(), address="https://gazette.example/old?id=1")
    assert document.provenance.url == "https://gazette.example/zones"


def test_social_network_is_no_outlet() -> None:
    """A page saved from a social network is not published by it."""
    assert page(head='<meta property="og:site_name" content="Facebook">').outlet is None


@settings(max_examples=40, deadline=None)
@given(PRINTED, PRINTED)
def test_hostile_markup_never_breaks_reading(value: str, script: str) -> None:
    """Whatever stands in tags and scripts, the page is read, and the same way twice."""
    escaped = value.replace('"', "").replace("<", "")
    head = f'<meta name="author" content="{escaped}"><meta name="date" content="{escaped}">{ld(script)}'
    assert page(head=head) == page(head=head)
