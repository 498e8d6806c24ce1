"""Mail: bodies, quotations, attachments, encodings, mailboxes and saved pages."""

from __future__ import annotations

import pytest
from opening import open_all, read_one

from evals.fuzz import files
from evals.fuzz.files import ARTICLE

BODY = "The ministers of both countries welcome the offer and will meet again in Lisbon on Friday."


def quoted(text: str) -> list[str]:
    """What is left out of a message as quoted."""
    document = read_one("a.eml", files.mail_file(ARTICLE, text=text))
    assert document.text == BODY
    return [item.text for item in document.left_out if item.reason == "quoted reply"]


def test_quoted_replies_are_left_out_and_kept() -> None:
    """Whoever answers does not say what he quotes, whichever program quoted it."""
    assert quoted(f"{BODY}\r\n\r\nOn Mon, 2 May 2019 at 10:00, Rui Costa wrote:\r\n> We reject it.\r\n> All of it.\r\n") == [
        "On Mon, 2 May 2019 at 10:00, Rui Costa wrote: > We reject it. > All of it."
    ]  # fmt: skip
    (kept,) = quoted(
        f"{BODY}\r\n\r\n-----Original Message-----\r\nFrom: Rui Costa\r\nSubject: No\r\n\r\nWe reject it."
    )
    assert kept.endswith("We reject it.")
    (kept,) = quoted(f"> We reject it.\r\n\r\n{BODY}\r\n")
    assert kept == "> We reject it."


def test_a_signature_ends_where_a_quotation_begins() -> None:
    """What stands under two dashes is the sender's, and the message quoted below it somebody else's."""
    text = f"{BODY}\r\n\r\n-- \r\nRui Costa\r\nTel. 123\r\n\r\nOn Mon, 2 May 2019, Eva Lind wrote:\r\n> We reject it.\r\n"
    document = read_one("a.eml", files.mail_file(ARTICLE, text=text))
    left = {item.reason: item.text for item in document.left_out}
    assert document.text == BODY
    assert left["signature"] == "Rui Costa Tel. 123"
    assert left["quoted reply"].endswith("> We reject it.")


def test_two_dashes_between_sections_sign_nothing() -> None:
    """A press service that parts its items by dashes loses none of them."""
    items = [f"{BODY} This is item {number} of the bulletin of the day." for number in range(12)]
    document = read_one("a.eml", files.mail_file(ARTICLE, text="\r\n\r\n--\r\n\r\n".join(items)))
    assert all(f"item {number} of" in document.text for number in range(12))


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        ("Rui Costa", "Rui Costa"),
        ("Press Service", None),
        ("MFA Newsroom", None),
        ("press@example.org", None),
    ],
)
def test_a_desk_that_sends_is_no_author(sender: str, author: str | None) -> None:
    """Only the name of one person is taken for the author of a message."""
    head = f'From: "{sender}" <a@example.org>\r\nSubject: A statement\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n'
    assert read_one("a.eml", head.encode() + BODY.encode()).author == author


def test_a_forwarded_message_is_the_text() -> None:
    """What is sent on is what the reader is meant to read."""
    text = f"---------- Forwarded message ----------\r\nFrom: Rui Costa\r\nDate: 2 May 2019\r\n\r\n{BODY}"
    assert BODY in read_one("a.eml", files.mail_file(ARTICLE, text=text)).text


def test_quotations_in_html_are_left_out() -> None:
    """The same holds for messages in HTML."""
    html = f"<html><body><p>{BODY}</p><blockquote type='cite'><p>We reject it, and all of it, said the other side.</p></blockquote></body></html>"
    data = files.mail_file(ARTICLE, text=html).replace(b"text/plain", b"text/html")
    document = read_one("a.eml", data)
    assert document.text == BODY
    assert any(i.reason == "quoted reply" and i.text.startswith("We reject it") for i in document.left_out)


def test_headers_and_bodies_in_other_encodings_are_read() -> None:
    """Encoded subjects and names, quoted-printable and legacy encodings come out as they were written."""
    head = (
        "From: =?utf-8?q?Jo=C3=A3o_Gon=C3=A7alves?= <j@example.org>\r\nSubject: =?windows-1251?B?z/Do4uXy?=\r\nMIME-Version: 1.0\r\n"
        "Date: Fri, 3 May 2019 23:30:00 -0500\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    document = read_one(
        "a.eml", head.encode() + b"The caf=E9 was closed, the ministers said, and =\r\nthey met elsewhere."
    )
    assert (document.author, document.title, str(document.date)) == ("João Gonçalves", "Привет", "2019-05-03")
    assert document.text == "The café was closed, the ministers said, and they met elsewhere."


def test_attachments_are_documents_and_small_pictures_are_not_met() -> None:
    """Each attachment is read or refused by itself; a logo in the signature is no document that failed."""
    logo = "Content-Type: image/png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    data = files.mail_file(
        ARTICLE, attachments={"a.pdf": files.pdf_file(ARTICLE), "b.png": b"\x89PNG\r\n\x1a\n"}
    )
    data = data.replace(b"--edge--", b"--edge\r\n" + logo.encode() + b"--edge--")
    documents, errors = open_all("a.eml", data)
    assert [d.provenance.media_type for d in documents] == ["message/rfc822", "application/pdf"]
    assert [error.where for error in errors] == ["a.eml!/b.png"]


def test_a_message_that_only_carries_files_is_no_document_itself() -> None:
    """An empty body is not counted as a failure where there are attachments."""
    data = files.mail_file(ARTICLE, text=" ", attachments={"a.txt": files.text_file(ARTICLE)})
    documents, errors = open_all("a.eml", data)
    assert ([d.name for d in documents], errors) == (["a.txt"], [])


def test_a_saved_page_is_one_document_with_its_address() -> None:
    """A page saved with its pictures is read like the page, and knows where and when it was taken."""
    document = read_one("a.mhtml", files.saved_page(ARTICLE, url="https://news.example/x"))
    told = document.provenance
    assert (told.media_type, told.url) == ("multipart/related", "https://news.example/x")
    assert (told.retrieved or "").startswith("2019-05-04T10:00")


def test_lines_that_begin_with_from_do_not_part_messages() -> None:
    """Only a whole line of sender and time after an empty line begins a message."""
    text = "We heard it.\r\n\r\nFrom what the ministers said we conclude that the talks will go on in Lisbon."
    documents, errors = open_all("a.mbox", files.mailbox_file([files.mail_file(ARTICLE, text=text)] * 3))
    assert (len(documents), errors) == (3, [])
    assert documents[0].text.endswith(
        "From what the ministers said we conclude that the talks will go on in Lisbon."
    )


def test_a_message_in_a_declared_encoding_is_clean_text() -> None:
    """Marks that turn the direction of writing do not get into the text, whatever encoding the message declares."""
    head = (
        "From: Ana Silva <ana@example.org>\r\nDate: Fri, 3 May 2019 08:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    )
    data = f"{head}Content-Type: text/plain; charset=utf-16\r\n\r\n".encode() + f"{BODY}\u200f\u202e".encode(
        "utf-16"
    )
    assert read_one("a.eml", data).text == BODY
