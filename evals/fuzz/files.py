"""The same text as a file of every format that is read, made in code: what tests and the fuzz run start from.

Each maker writes as little of its format as its readers need.
"""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import tarfile
import zipfile
from calendar import month_name
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from evals.fuzz.pdf_files import Printed, column, pdf

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What the files print."""

    title: str
    author: str
    date: str
    """As ISO 8601."""
    paragraphs: tuple[str, ...]


ARTICLE = Article(
    title="Ministers agree on a summit in Lisbon",
    author="Ana Silva",
    date="2019-05-03",
    paragraphs=(
        "The foreign ministers of Norway and Portugal agreed on Friday to hold a summit in Lisbon, and said that they would invite every member of the council to it.",
        "“We welcome the decision,” the minister of Norway said after the meeting, and thanked the government of Portugal for its support of the process.",
        "Portugal rejected the demand that the talks be moved to another city, because hotels had been booked for two hundred delegates since the winter.",
    ),
)


def text_file(article: Article) -> bytes:
    """Plain text with a header."""
    return "\n\n".join(
        (article.title, f"By {article.author}", _printed_day(article), *article.paragraphs)
    ).encode()


def html_file(article: Article) -> bytes:
    """A page as a news site publishes it."""
    body = "".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{escape(article.title)}</title>"
        f"<meta name='author' content='{escape(article.author)}'>"
        f"<meta property='article:published_time' content='{article.date}T08:00:00Z'></head><body>"
        f"<nav><a href='/'>Home</a> <a href='/world'>World</a></nav><article><h1>{escape(article.title)}</h1>{body}</article>"
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def markdown_file(article: Article) -> bytes:
    """Markdown as a static site keeps it."""
    front = f"---\ntitle: {article.title}\nauthor: {article.author}\ndate: {article.date}\n---\n"
    return (front + f"# {article.title}\n\n" + "\n\n".join(article.paragraphs) + "\n").encode()


def pdf_file(article: Article, *, size: float = 11) -> bytes:
    """A page of set text: a title, a byline, a day, paragraphs, a page number."""
    lines = [article.title, "", f"By {article.author}", "", _printed_day(article), ""]
    for text in article.paragraphs:
        lines += [*wrap(text, 80), ""]
    page = [*column(lines, size=size), Printed("1", 297, 40, 9)]
    return pdf([page], info={"Title": "Microsoft Word - draft7.docx", "Author": "admin"})


def docx_file(article: Article, *, parts: Mapping[str, str] | None = None, body: str | None = None) -> bytes:
    """A word processor's file; `body` replaces the paragraphs, `parts` adds files to the archive."""
    paragraphs = (f"By {article.author}", _printed_day(article), *article.paragraphs)
    shown = body or (
        f'<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>{escape(article.title)}</w:t></w:r></w:p>'
        + "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<?xml version='1.0'?><w:document {_W}><w:body>{shown}</w:body></w:document>",
        "word/styles.xml": f'<w:styles {_W}><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>',
        "docProps/core.xml": '<c:coreProperties xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>admin</dc:creator></c:coreProperties>',
        **(parts or {}),
    }
    return zip_file({name: content.encode() for name, content in files.items()})


def mail_file(
    article: Article, *, attachments: Mapping[str, bytes] | None = None, text: str | None = None
) -> bytes:
    """A message with its body in plain text."""
    head = (
        f"From: {article.author} <ana@example.org>\r\nTo: desk@example.org\r\nSubject: {article.title}\r\n"
        f"Date: {_mail_day(article)}\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n"
    )
    shown = (
        text if text is not None else "\r\n\r\n".join("\r\n".join(wrap(p, 72)) for p in article.paragraphs)
    )
    plain = f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{shown}\r\n"
    if not attachments:
        return (head + plain).encode()
    parts = [plain.encode()]
    for name, data in attachments.items():
        parts.append(
            f'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="{name}"\r\n'
            "Content-Transfer-Encoding: base64\r\n\r\n".encode()
            + _base64(data)
        )
    joined = b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts)
    return head.encode() + b"Content-Type: multipart/mixed; boundary=edge\r\n\r\n" + joined + b"--edge--\r\n"


def mailbox_file(messages: Sequence[bytes]) -> bytes:
    """A mailbox of these messages."""
    shown = (message.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ") for message in messages)
    return b"".join(
        b"From ana@example.org Fri May  3 08:00:00 2019\n" + message + b"\n\n" for message in shown
    )


def saved_page(article: Article, *, url: str = "https://news.example/a/1") -> bytes:
    """A page as a browser saves it with its pictures (MHTML)."""
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: {article.title}\r\n"
        "Date: Sat, 4 May 2019 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="edge"\r\n\r\n--edge\r\n'
        f"Content-Type: text/html\r\nContent-Location: {url}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    ).encode() + (
        _base64(html_file(article))
        + b"\r\n--edge\r\nContent-Type: image/png\r\nContent-Location: https://news.example/a.png\r\n\r\n\x89PNG\r\n--edge--\r\n"
    )


def feed_file(articles: Sequence[Article], *, title: str = "The Lisbon Courier") -> bytes:
    """An RSS feed with the whole text of each article."""
    items = "".join(
        f"<item><title>{escape(a.title)}</title><author>{escape(a.author)}</author><link>https://news.example/a/{n}</link>"
        f"<pubDate>{_mail_day(a)}</pubDate><description>{escape(''.join(f'<p>{escape(p)}</p>' for p in a.paragraphs))}</description></item>"
        for n, a in enumerate(articles, 1)
    )
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


def atom_file(articles: Sequence[Article]) -> bytes:
    """An Atom feed."""
    items = "".join(
        f"<entry><title>{escape(a.title)}</title><author><name>{escape(a.author)}</name></author>"
        f"<link href='https://news.example/a/{n}'/><published>{a.date}T08:00:00Z</published>"
        f"<content type='html'>{escape(''.join(f'<p>{escape(p)}</p>' for p in a.paragraphs))}</content></entry>"
        for n, a in enumerate(articles, 1)
    )
    return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>The Lisbon Courier</title>{items}</feed>".encode()


def json_lines(articles: Sequence[Article]) -> bytes:
    """One object a line."""
    rows = (
        {"text": "\n\n".join(a.paragraphs), "title": a.title, "author": a.author, "date": a.date}
        for a in articles
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def sheet_file(articles: Sequence[Article], *, delimiter: str = ",") -> bytes:
    """A table whose columns have other names and another order."""
    shown = io.StringIO()
    writer = csv.writer(shown, delimiter=delimiter)
    writer.writerow(("id", "published", "headline", "byline", "body"))
    for number, a in enumerate(articles, 1):
        writer.writerow((number, a.date, a.title, a.author, "\n\n".join(a.paragraphs)))
    return shown.getvalue().encode()


def warc_file(
    records: Sequence[tuple[str, str, bytes]], *, packed: bool = True, status: str = "200 OK"
) -> bytes:
    """A web archive of responses: address, media type and body of each."""
    parts = []
    for url, kind, body in records:
        http = (
            f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-05-04T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        parts.append(gzip.compress(record, mtime=0) if packed else record)
    return b"".join(parts)


def zip_file(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def tar_file(files: Mapping[str, bytes], *, packed: bool = False) -> bytes:
    """A tar of these files."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(held.getvalue(), mtime=0) if packed else held.getvalue()


def _printed_day(article: Article) -> str:
    year, month, day = article.date.split("-")
    return f"{int(day)} {month_name[int(month)]} {year}"


def _mail_day(article: Article) -> str:
    day, month, year = _printed_day(article).split()
    return f"{day} {month[:3]} {year} 08:00:00 +0000"


def _base64(data: bytes) -> bytes:
    return base64.encodebytes(data)
