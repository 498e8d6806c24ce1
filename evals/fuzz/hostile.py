"""Files that are made to break readers: each by its name, small to keep, large or endless once it is opened."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping

from evals.fuzz.files import (
    ARTICLE,
    docx_file,
    html_file,
    mail_file,
    mailbox_file,
    tar_file,
    text_file,
    warc_file,
    zip_file,
)
from evals.fuzz.pdf_files import column, pdf

_ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
_BOMB = f'<!DOCTYPE x [<!ENTITY a0 "lol">{_ENTITIES}]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "http://127.0.0.1:9/x.dtd"> %b;]>'
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WARC = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nWARC-Date: 2019-05-04T10:00:00Z\r\n"


def _zeros(size: int) -> bytes:
    return gzip.compress(b"\0" * size, mtime=0)


def _nested_zips(depth: int, each: int) -> bytes:
    data = zip_file({"a.txt": b"A" * 100_000})
    for _ in range(depth):
        data = zip_file({f"{n}.zip": data for n in range(each)})
    return data


def _zip_of_zeros(size: int) -> bytes:
    return zip_file({f"{n}.txt": b"\0" * size for n in range(20)})


def _overlapping_zip() -> bytes:
    """Many entries of the list of files share one packed file."""
    data = zip_file({"0.txt": b"a" * 5_000_000})
    start = data.index(b"PK\x01\x02")
    entry = data[start : data.index(b"PK\x05\x06")]
    listed = entry * 3_000
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 3_000, 3_000, len(listed), start, 0)
    return data[:start] + listed + end


def _locked_zip() -> bytes:
    data = bytearray(zip_file({"a.txt": b"secret"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _many_members() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(30_000):
            archive.writestr(zipfile.ZipInfo(f"{number}.json"), b"")
    return held.getvalue()


def _false_sizes() -> bytes:
    data = bytearray(zip_file({"a.txt": text_file(ARTICLE)}))
    at = data.index(b"PK\x01\x02")
    data[at + 20 : at + 28] = struct.pack("<II", 0x7FFFFFFF, 0x7FFFFFFF)
    return bytes(data)


def _tar_pax(length: int) -> bytes:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, length
    return info.tobuf(tarfile.USTAR_FORMAT) + b"30 path=aaaaaaaaaaaaaaaaaaaa\n" * 100


def _tar_links() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, kind, to in (
            ("a", tarfile.SYMTYPE, "/etc/passwd"),
            ("b", tarfile.LNKTYPE, "b"),
            ("c", tarfile.CHRTYPE, ""),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, to
            archive.addfile(info)
        for name in (
            "/etc/cron.d/x",
            "../../../x.txt",
            "C:\\windows\\x.txt",
            "a\x00b.txt",
            "\x1b[2J.txt",
            "\u202etxt.exe",
            "." * 3000 + ".txt",
        ):
            info = tarfile.TarInfo(name)
            data = text_file(ARTICLE)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def _pdf(objects: Mapping[int, bytes], root: int = 1) -> bytes:
    """A PDF with these objects and without a table of their places: readers build it anew."""
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % pair for pair in objects.items())
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root %d 0 R /Size 99999999 >>\n%%%%EOF" % root


def _pdf_stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return _pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            4: b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed),
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        }
    )


def _deep_mail(depth: int) -> bytes:
    head = b"From: a@example.org\r\nMIME-Version: 1.0\r\n"
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth)
    )
    return head + parts + b"Content-Type: text/plain\r\n\r\nhello there\r\n" * 2_000


def _cells(count: int) -> str:
    deep = "".join("<w:tbl><w:tr><w:tc>" for _ in range(count))
    return deep + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * count


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "deep.html": lambda: b"<html><body>" + b"<div>" * 200_000 + b"x",
    "deep-inline.html": lambda: b"<html><body>" + b"<b><i>" * 100_000 + b"x",
    "unclosed.html": lambda: b"<html><body>" + b"<p <a <table <!--" * 200_000,
    "attribute.html": lambda: b"<html><body><p title='" + b"a" * 19_000_000 + b"'>x</p>",
    "attributes.html": lambda: (
        b"<html><body><p " + b"".join(b"a%d=1 " % n for n in range(300_000)) + b">x</p>"
    ),
    "siblings.html": lambda: b"<html><body>" + b"<p>said the minister" * 40_000,
    "tables.html": lambda: b"<html><body>" + b"<table><tr><td>" * 5_000 + b"x",
    "addresses.html": lambda: html_file(ARTICLE).replace(
        b"<title>",
        b"<link rel='canonical' href='http://[x'><meta property='og:url' content='https://[::'><title>",
    ),
    "hundred-megabytes.html.gz": lambda: gzip.compress(
        b"<html><body><p title='" + b"a" * 100_000_000 + b"'>x"
    ),
    "entities.xml": lambda: (
        f"<?xml version='1.0'?>{_BOMB}<rss><channel><title>&a11;</title><item><title>&a11;</title><description>&a11;</description></item></channel></rss>".encode()
    ),
    "outside.xml": lambda: (
        f"<?xml version='1.0'?>{_OUTSIDE}<rss><channel><item><title>t</title><description>&a; text of it</description></item></channel></rss>".encode()
    ),
    "deep.xml": lambda: b"<?xml version='1.0'?><rss><channel>" + b"<item>" * 100_000,
    "many.rss": lambda: (
        b"<rss><channel>" + b"<item><title>t</title><description>some words</description></item>" * 60_000
    ),
    "broken.rss": lambda: b"<rss><channel><item><description>" + b"<![CDATA[ <a href='" * 100_000,
    "zeros.gz": lambda: _zeros(3_000_000_000 // 10),
    "zeros.zip": lambda: _zip_of_zeros(30_000_000),
    "nested.zip": lambda: _nested_zips(12, 1),
    "forty-two.zip": lambda: _nested_zips(3, 14),
    "overlapping.zip": _overlapping_zip,
    "locked.zip": _locked_zip,
    "members.zip": _many_members,
    "sizes.zip": _false_sizes,
    "matryoshka.gz": lambda: gzip.compress(
        gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"text of a page")))))
    ),
    "pax.tar": lambda: _tar_pax(8_000_000_000),
    "pax.tar.gz": lambda: gzip.compress(_tar_pax(300_000_000) + b"\0" * 300_000_000),
    "links.tar": _tar_links,
    "entities.docx": lambda: docx_file(
        ARTICLE,
        parts={
            "word/document.xml": f"<?xml version='1.0'?>{_BOMB}<w:document {_WORD}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
        },
    ),
    "outside.docx": lambda: docx_file(
        ARTICLE,
        parts={
            "word/document.xml": f"<?xml version='1.0'?>{_OUTSIDE}<w:document {_WORD}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
        },
    ),
    "zeros.docx": lambda: docx_file(ARTICLE, parts={"word/document.xml": " " * 70_000_000}),
    "paragraphs.docx": lambda: docx_file(ARTICLE, body="<w:p/>" * 3_000_000),
    "words.docx": lambda: docx_file(ARTICLE, body="<w:p><w:r><w:t>said</w:t></w:r></w:p>" * 300_000),
    "cells.docx": lambda: docx_file(ARTICLE, body=_cells(80)),
    "deep-cells.docx": lambda: docx_file(ARTICLE, body=_cells(20_000)),
    "numbers.docx": lambda: docx_file(
        ARTICLE,
        parts={
            "word/numbering.xml": f"<w:numbering {_WORD}>"
            + "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='99999'/></w:abstractNum>" * 10_000
            + "</w:numbering>"
        },
    ),
    "empty.pdf": lambda: b"%PDF-1.7\n%%EOF",
    "deep.pdf": lambda: _pdf({1: b"<< /Type /Catalog /Pages " + b"[" * 500_000 + b" >>"}),
    "circle.pdf": lambda: _pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000 >>",
        }
    ),
    "objects.pdf": lambda: _pdf({n: b"<< /A %d 0 R >>" % (n + 1) for n in range(1, 400_000)}),
    "pages.pdf": lambda: pdf([[]] * 5_000),
    "packed.pdf": lambda: _pdf_stream(b"BT /F1 11 Tf 72 700 Td (a) Tj ET\n" * 10_000_000),
    "spaces.pdf": lambda: _pdf_stream(b" " * 500_000_000),
    "words.pdf": lambda: _pdf_stream(
        b"BT /F1 11 Tf 72 700 Td (" + b"said the minister " * 300_000 + b") Tj ET"
    ),
    "places.pdf": lambda: _pdf_stream(
        b"".join(b"BT /F1 9 Tf %d %d Td (word) Tj ET\n" % (n * 7 % 590, n * 13 % 840) for n in range(60_000))
    ),
    "operators.pdf": lambda: _pdf_stream(b"q " * 5_000_000),
    "scan.pdf": lambda: pdf([[], []], pictures=True),
    "locked.pdf": lambda: pdf(
        [column(["secret"])],
        trailer=f" /Encrypt << /Filter /Standard /V 1 /R 2 /O ({'o' * 32}) /U ({'u' * 32}) /P -44 >> /ID [(a) (b)]",
    ),
    "deep.eml": lambda: _deep_mail(5_000),
    "deep-enough.eml": lambda: _deep_mail(400),
    "headers.eml": lambda: (
        b"From: a@example.org\r\nMIME-Version: 1.0\r\n" + b"X-A: b\r\n" * 300_000 + b"\r\ntext"
    ),
    "header.eml": lambda: (
        b"From: a@example.org\r\nMIME-Version: 1.0\r\nSubject: " + b"=?utf-8?q?" * 1_000_000 + b"\r\n\r\ntext"
    ),
    "addresses.eml": lambda: b"MIME-Version: 1.0\r\nFrom: " + b"((((<a@" * 1_000_000 + b"\r\n\r\ntext",
    "parts.eml": lambda: mail_file(ARTICLE, attachments={f"{n}.txt": b"x" for n in range(3_000)}),
    "parameters.eml": lambda: (
        b"From: a@b.c\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
        + b"boundary*0=a; " * 200_000
        + b"\r\n\r\n--a\r\n\r\nx"
    ),
    "quotes.eml": lambda: mail_file(ARTICLE, text="On Monday " * 100_000 + "\n" + "> a\n" * 200_000),
    "froms.mbox": lambda: b"From a@b.c Fri May  3 08:00:00 2019\nFrom: a\nTo: b\n\n" * 20_000,
    "one-line.mbox": lambda: b"From a@b.c Fri May  3 08:00:00 2019\nFrom: a\nTo: b\n\n" + b"x" * 30_000_000,
    "deep.jsonl": lambda: (
        b'{"text": "a"}\n{"text": ' + b"[" * 2_000_000 + b"\n" + b'{"text": "said the minister of it"}\n'
    ),
    "one-line.jsonl": lambda: b'{"text": "a"}\n{"text": "' + b"a" * 30_000_000,
    "numbers.jsonl": lambda: b'{"text": "a"}\n{"text": ' + b"9" * 1_000_000 + b"}\n",
    "columns.csv": lambda: (",".join(f"c{n}" for n in range(200_000)) + "\n" + "x," * 200_000).encode(),
    "open-quote.csv": lambda: b'text,title\n"' + b"a\n" * 12_000_000,
    "one-line.csv": lambda: b"text\n" + b"a" * 30_000_000,
    "quotes.csv": lambda: b"text,title\n" + b'"' * 3_000_001,
    "length.warc": lambda: (
        _WARC
        + b"Content-Length: 99999999999999\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>text"
    ),
    "negative.warc": lambda: _WARC + b"Content-Length: -5\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n" * 3,
    "no-end.warc.gz": lambda: gzip.compress(b"WARC/1.0\r\nX: " + b"a" * 60_000_000),
    "headers.warc.gz": lambda: gzip.compress(_WARC + b"X: a\r\n" * 10_000_000),
    "packed-body.warc": lambda: warc_file(
        [("http://a.example/", "text/html\r\nContent-Encoding: gzip", _zeros(200_000_000))], packed=False
    ),
    "chunks.warc": lambda: warc_file(
        [
            (
                "http://a.example/",
                "text/html\r\nTransfer-Encoding: chunked",
                b"FFFFFFFFFFFFFFFF\r\n<p>" + b"x" * 1000,
            )
        ]
    ),
    "brackets.md": lambda: b"# Title\n\n" + b"[" * 200_000,
    "stars.md": lambda: b"# Title\n\n" + b"*a **b " * 100_000,
    "quotations.md": lambda: b"# Title\n\n" + b">" * 50_000 + b" a",
    "lists.md": lambda: b"# Title\n\n" + b"".join(b" " * n + b"- a\n" for n in range(3_000)),
    "table.md": lambda: b"|a" * 5_000 + b"\n" + b"|-" * 5_000 + b"\n" + b"|x\n" * 5_000,
    "links.md": lambda: b"# T\n\n" + b"[a](<b" * 50_000 + b"![a](" * 50_000,
    "front.md": lambda: b"---\n" + b"title: a\n" * 500_000,
    "ticks.md": lambda: b"# T\n\n" + b"".join(b"`" * n + b"a" for n in range(1, 1_500)),
    "nuls.txt": lambda: b"a\0b" * 1_000_000,
    "turned.txt": lambda: (
        "\u202eThe minister said\u202c \u2066that\u2069 it \u200fwas agreed. " * 20_000
    ).encode(),
    "marks.txt": lambda: ("Z" + "\u0301" * 3_000_000).encode(),
    "one-line.txt": lambda: b"word " * 3_900_000,
    "long-word.txt": lambda: b"a" * 19_000_000,
    "lines.txt": lambda: b"a\n" * 3_000_000,
    "blanks.txt": lambda: b"Title\n" + b"\n" * 15_000_000 + b"end of it",
    "mail-in-mail.mbox": lambda: mailbox_file(
        [
            mail_file(
                ARTICLE,
                attachments={
                    "a.zip": zip_file(
                        {"b.eml": mail_file(ARTICLE, attachments={"c.zip": _nested_zips(3, 2)})}
                    )
                },
            )
        ]
    ),
    "mixed.tar.gz": lambda: tar_file(
        {"a.html": html_file(ARTICLE), "b.gz": _zeros(50_000_000), "c.json": json.dumps([1]).encode()},
        packed=True,
    ),
}
