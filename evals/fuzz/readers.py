"""Small files of every format that is read, with hostile words in them and damage done to them, held against what reading promises."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from random import Random

from evals.fuzz import files
from evals.fuzz.checking import look_at_file
from evals.fuzz.files import Article
from evals.fuzz.hostile import HOSTILE
from evals.fuzz.kinds import Kind, Looked
from evals.fuzz.mutating import damage, make_file
from evals.fuzz.wording import ACTORS, DAYS, ODD, make_text, make_words

File = tuple[str, bytes]
_TAGS = (
    "p", "div", "article", "h1", "h2", "time", "a", "span", "blockquote", "li", "ul", "table", "tr", "td", "script", "style", "svg", "math", "template", "title", "meta", "br", "main",
    "figure", "figcaption", "noscript", "body", "html", "head", "section", "aside", "nav", "footer", "header", "b", "i", "textarea", "select", "iframe", "object", "pre", "xmp", "plaintext",
)  # fmt: skip
_KEYS = (
    "class",
    "id",
    "itemprop",
    "property",
    "content",
    "name",
    "datetime",
    "href",
    "rel",
    "lang",
    "style",
    "hidden",
    "type",
    "src",
    "charset",
    "http-equiv",
)
_VALUES = (
    "comment", "comments-list", "article-body", "author", "byline", "datePublished", "article:published_time", "nav", "share", "en", "2019-05-03", "application/ld+json", "0",
    "javascript:alert(1)", "https://news.example/a", "utf-16", "display:none", "headline", "h-entry", "og:title", "refresh", "//", "http://[", "99999999", "\u202e", "",
)  # fmt: skip
_DOCX = (
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:ins",
    "w:del",
    "w:br",
    "w:tab",
    "w:pPr",
    "w:numPr",
    "w:hyperlink",
    "w:sdt",
    "w:footnoteReference",
    "w:fldChar",
    "w:pict",
)
_FEED = (
    "rss",
    "channel",
    "item",
    "title",
    "link",
    "description",
    "pubDate",
    "guid",
    "content:encoded",
    "entry",
    "summary",
    "author",
    "name",
    "updated",
    "dc:date",
    "feed",
)


def make_article(chance: Random) -> Article:
    """An article of hostile words."""
    return Article(
        title=make_words(chance, 6)[:300] or "Title",
        author=chance.choice((chance.choice(ACTORS), make_words(chance, 3)[:60], "")),
        date=chance.choice(("2019-05-03", "2019-02-28", "0001-01-01", "9999-12-31")),
        paragraphs=tuple(make_text(chance).split("\n\n")),
    )


def _soup(chance: Random, tags: tuple[str, ...], most: int = 30) -> str:
    """Marks that open, close and do neither, with words between them."""
    parts = []
    for _ in range(chance.randint(1, most)):
        tag = chance.choice(tags)
        roll = chance.randrange(6)
        if roll < 2:
            told = "".join(
                f" {chance.choice(_KEYS)}={chance.choice(('', chr(34)))}{chance.choice(_VALUES)}{chance.choice((chr(34), ''))}"
                for _ in range(chance.randrange(3))
            )
            parts.append(f"<{tag}{told}>")
        elif roll == 2:
            parts.append(f"</{tag}>")
        elif roll == 3:
            parts.append(
                chance.choice(
                    (
                        "<!--",
                        "-->",
                        "<![CDATA[",
                        "]]>",
                        "<",
                        ">",
                        "&",
                        "&#x110000;",
                        "&nbsp;",
                        "<?xml?>",
                        "<!DOCTYPE a [",
                        "&a;",
                        *ODD,
                    )
                )
            )
        else:
            parts.append(escape(make_words(chance, 6)) if chance.random() < 0.7 else make_words(chance, 6))
    return "".join(parts)


def _html(chance: Random) -> bytes:
    if chance.random() < 0.4:
        return files.html_file(make_article(chance))
    if chance.random() < 0.3:
        data = chance.choice(
            ('{"@type":"NewsArticle","headline":', "[", '{"@graph":[', '{"datePublished":"')
        ) + _quoted(chance)
        return f"<html><head><script type='application/ld+json'>{data}</script></head><body>{_soup(chance, _TAGS)}</body></html>".encode(
            "utf-8", "replace"
        )
    return (
        chance.choice(("<!doctype html><html>", "<html lang=en><body>", "", "<p>")) + _soup(chance, _TAGS)
    ).encode("utf-8", "replace")


def _quoted(chance: Random) -> str:
    return (
        '"'
        + make_words(chance, 6).replace("<", "")
        + chance.choice(('"}', "", '"]}', '","datePublished":"2019-99-99"}'))
    )


def _plain(chance: Random) -> bytes:
    text = chance.choice(
        ("", "By Ana Silva\n", f"{chance.choice(DAYS)}\n\n", "LISBON, 3 May (Courier) - ", "MS. SILVA: ")
    ) + make_text(chance)
    return text.encode(
        chance.choice(("utf-8", "utf-8", "utf-16", "cp1252", "utf-8-sig", "koi8-r", "shift_jis")), "replace"
    )


def _markdown(chance: Random) -> bytes:
    if chance.random() < 0.3:
        return files.markdown_file(make_article(chance))
    marks = (
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "```\n",
        "|",
        "|-|-|\n",
        "![a](",
        "[b](http://x)",
        "***",
        "---\n",
        "    ",
        "<div>",
        "\n\n",
        "[^1]: ",
        "title: ",
        "`",
        "~~~",
        "\\",
    )
    return "".join(
        chance.choice((chance.choice(marks), make_words(chance, 4), "\n"))
        for _ in range(chance.randint(2, 40))
    ).encode("utf-8", "replace")


def _mail(chance: Random) -> bytes:
    data = files.mail_file(
        make_article(chance),
        attachments=chance.choice(
            (None, None, {"a.txt": _plain(chance)}, {"a.html": _html(chance), "b/../c": b"x"})
        ),
    )
    if chance.random() < 0.4:
        heads = (
            "Subject",
            "From",
            "Date",
            "Content-Type",
            "Content-Transfer-Encoding",
            "X-A",
            "Received",
            "Message-ID",
            "MIME-Version",
            "Content-Disposition",
            "Reply-To",
        )
        told = (
            "=?utf-8?q?=00?=",
            'multipart/mixed; boundary=""',
            'text/plain; charset="\\u0000"',
            "text/html; charset=utf-7",
            "base64",
            "8bit",
            "quoted-printable",
            "Fri, 99 Foo 0000 99:99:99 +9999",
            "a@b, (((<c",
            "\x00",
            make_words(chance, 4).replace("\n", " "),
        )
        data = f"{chance.choice(heads)}: {chance.choice(told)}\r\n".encode("utf-8", "replace") + data
    return data


def _docx(chance: Random) -> bytes:
    if chance.random() < 0.5:
        return files.docx_file(make_article(chance))
    return files.docx_file(make_article(chance), body=_soup(chance, _DOCX))


def _feed(chance: Random) -> bytes:
    if chance.random() < 0.6:
        return chance.choice((files.feed_file, files.atom_file))(
            [make_article(chance) for _ in range(chance.randint(1, 2))]
        )
    return ("<rss><channel>" + _soup(chance, _FEED)).encode("utf-8", "replace")


def _articles(chance: Random) -> list[Article]:
    return [make_article(chance) for _ in range(chance.randint(1, 3))]


_FORMS: tuple[tuple[str, str, int, Callable[[Random], bytes]], ...] = (
    ("html", "a.html", 50, _html),
    ("plain text", "a.txt", 60, _plain),
    ("markdown", "a.md", 15, _markdown),
    ("mail", "a.eml", 12, _mail),
    ("mailbox", "a.mbox", 2, lambda c: files.mailbox_file([_mail(c) for _ in range(2)])),
    ("saved page", "a.mhtml", 4, lambda c: files.saved_page(make_article(c))),
    ("feed", "a.rss", 15, _feed),
    ("json lines", "a.jsonl", 15, lambda c: files.json_lines(_articles(c))),
    ("sheet", "a.csv", 15, lambda c: files.sheet_file(_articles(c))),
    ("docx", "a.docx", 12, _docx),
    ("pdf", "a.pdf", 5, lambda c: files.pdf_file(make_article(c))),
    ("warc", "a.warc", 8, lambda c: files.warc_file([("https://a.example/1", "text/html", _html(c))], packed=c.random() < 0.3)),
    ("archives", "a.zip", 8, lambda c: _packed(c)),
)  # fmt: skip


def _packed(chance: Random) -> bytes:
    held = {
        "a.txt": _plain(chance),
        chance.choice(("b.html", "../b.html", "/etc/b.html", "x" * 300, "\u202eb", "")): _html(chance),
    }
    return (
        files.zip_file(held) if chance.random() < 0.6 else files.tar_file(held, packed=chance.random() < 0.5)
    )


def _damaged(name: str, make: Callable[[Random], bytes]) -> Callable[[Random], File]:
    def made(chance: Random) -> File:
        data = make(chance)
        for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 4))):
            data = damage(data, chance)
        return (
            name
            if chance.random() < 0.95
            else chance.choice(("a.txt", "a.eml", "a.csv", "a.json", "a", "a.html"))
        ), data

    return made


def _look(file: File) -> Looked:
    outcome, ids = look_at_file(*file)
    return Looked(outcome=outcome, rows=ids, documents=max(1, sum(outcome.values())))


def _large(chance: Random) -> File:
    return make_file(chance.randrange(1 << 30), 0, hostile=False)


def _hostile(name: str) -> File:
    return name, HOSTILE[name]()


READERS = (
    *(
        Kind(name=name, family="readers", share=share, make=_damaged(file, make), look=_look, seconds=5.0)
        for name, file, share, make in _FORMS
    ),
    Kind(
        name="large files", family="readers", share=1, make=_large, look=_look, seconds=30.0,
        first=tuple(partial(_hostile, name) for name in sorted(HOSTILE)),
    ),
)  # fmt: skip
