"""One contract for every reader: the same article in every format is the same document."""

from __future__ import annotations

import gzip
from itertools import pairwise

import pytest
from opening import open_all, read_one

from evals.fuzz import files
from evals.fuzz.files import ARTICLE
from onrecord.errors import UnreadableDocument, UnsupportedFormat
from onrecord.read import read_bytes
from onrecord.vocabulary import PartialDate

URL = "https://news.example/a/1"
PAGE = files.html_file(ARTICLE)
FORMATS = {
    "a.txt": files.text_file(ARTICLE),
    "a.html": PAGE,
    "a.html.gz": gzip.compress(PAGE, mtime=0),
    "a.md": files.markdown_file(ARTICLE),
    "a.pdf": files.pdf_file(ARTICLE),
    "a.docx": files.docx_file(ARTICLE),
    "a.eml": files.mail_file(ARTICLE),
    "a.mbox": files.mailbox_file([files.mail_file(ARTICLE)]),
    "a.mhtml": files.saved_page(ARTICLE, url=URL),
    "a.rss": files.feed_file([ARTICLE]),
    "a.atom": files.atom_file([ARTICLE]),
    "a.jsonl": files.json_lines([ARTICLE]),
    "a.csv": files.sheet_file([ARTICLE]),
    "a.tsv": files.sheet_file([ARTICLE], delimiter="\t"),
    "a.warc": files.warc_file([(URL, "text/html", PAGE)], packed=False),
    "a.warc.gz": files.warc_file([(URL, "text/html", PAGE)]),
    "a.zip": files.zip_file({"in/a.html": PAGE}),
    "a.tar": files.tar_file({"in/a.html": PAGE}),
    "a.tar.gz": files.tar_file({"in/a.html": PAGE}, packed=True),
}
ENDINGS = ("txt", "html", "pdf", "docx", "eml", "zip", "bin")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_document(name: str) -> None:
    """Title, author, day and every paragraph are the same, whichever format a user brings."""
    document = read_one(name, FORMATS[name])
    assert document.text == "\n\n".join(ARTICLE.paragraphs)
    assert (document.title, document.author) == (ARTICLE.title, ARTICLE.author)
    assert document.date == PartialDate(2019, 5, 3)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_keeps_the_promises_of_reading(name: str) -> None:
    """Spans cover the text in order, and the same bytes give the same document again."""
    document = read_one(name, FORMATS[name])
    spans = [paragraph.span for paragraph in document.paragraphs]
    assert (spans[0].start, spans[-1].end) == (0, len(document.text))
    assert all(document.text[span.end : after.start] == "\n\n" for span, after in pairwise(spans))
    assert read_one(name, FORMATS[name]) == document


@pytest.mark.parametrize(
    "name", [name for name in FORMATS if name not in ("a.md", "a.csv", "a.tsv", "a.jsonl")]
)
def test_the_content_tells_the_format_and_not_the_name(name: str) -> None:
    """A file with a wrong ending, or none, is read as what it is."""
    for ending in ENDINGS:
        document = read_one(f"speech.{ending}", FORMATS[name])
        assert document.text == "\n\n".join(ARTICLE.paragraphs), ending


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_cut_anywhere_is_read_or_skipped_with_a_reason(name: str) -> None:
    """An interrupted download never ends the run: each part of a file gives documents or errors with a remedy."""
    data = FORMATS[name]
    for end in range(0, len(data), max(len(data) // 9, 1)):
        documents, errors = open_all(name, data[:end])
        assert documents or errors
        assert all(error.what and error.where and error.remedy for error in errors)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as DOCX"),
        ("a.rtf", b"{\\rtf1\\ansi text}", "save it as DOCX, PDF or text"),
        ("a.odt", files.zip_file({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "OpenDocument.*save it as DOCX"),
        ("a.epub", files.zip_file({"mimetype": b"application/epub+zip"}), "EPUB"),
        ("a.xlsx", files.zip_file({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "save the sheet that holds the texts as CSV"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG.*OCR"),
        ("a.xml", b"<?xml version='1.0'?><TEI><text>said</text></TEI>", "XML that is no feed"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\0", "unpack it first"),
    ],
)  # fmt: skip
def test_formats_without_a_reader_say_what_to_do(name: str, data: bytes, message: str) -> None:
    """What cannot be read is refused by its name, with the format to save it in."""
    documents, (error,) = open_all(name, data)
    assert not documents
    assert isinstance(error, UnsupportedFormat)
    with pytest.raises(UnsupportedFormat, match=message):
        raise error


@pytest.mark.parametrize("name", ["a.zip", "a.mbox", "a.csv", "a.warc", "a.rss", "a.tar"])
def test_one_document_is_not_read_from_many(name: str) -> None:
    """Reading a single document from an archive says how to read all of them, and never takes the first."""
    with pytest.raises(UnsupportedFormat, match="read_documents"):
        read_bytes(FORMATS[name], address=name)


def test_texts_that_only_look_like_a_format_stay_texts() -> None:
    """A communique that prints "From:" and "Date:", a text that begins with a brace or with letters of a mark, is a text."""
    body = "\n\n".join(ARTICLE.paragraphs)
    for head in ("From: The Ministry\nDate: 3 May 2019\nTo: The press\n\n", "{1} Norway\n\n", "RIFF between allies\n\n", "From Oslo\n\n"):  # fmt: skip
        document = read_bytes((head + body).encode(), address="a.txt")
        assert document.provenance.media_type == "text/plain"
        assert document.text.endswith(ARTICLE.paragraphs[-1])


def test_an_empty_archive_says_so() -> None:
    """A file that holds nothing at all is told, and not passed over in silence."""
    for name, data in (("a.zip", files.zip_file({})), ("a.tar", files.tar_file({})), ("a.warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n")):  # fmt: skip
        documents, errors = open_all(name, data)
        assert not documents
        assert len(errors) == 1, name
        assert isinstance(errors[0], UnreadableDocument)
