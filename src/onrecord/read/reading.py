"""The bytes of one document to its Page: which reader takes them is told by their form.

What holds many documents is opened elsewhere; here it is refused with the way to read it.
"""

from __future__ import annotations

import codecs
import gc
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace

from onrecord.errors import UnreadableDocument, UnsupportedFormat
from onrecord.formats import guarded
from onrecord.read.archives import open_zip_file
from onrecord.read.decode import clean, decode
from onrecord.read.docx import read_docx
from onrecord.read.forms import HEAD, Form, tell_form, tell_zip
from onrecord.read.header_forms import Lists
from onrecord.read.html import read_html
from onrecord.read.mail import body_of, hints_of_mail, take_html_quotes, take_quotes
from onrecord.read.markdown import read_markdown
from onrecord.read.page import Decoded, Hints, Page
from onrecord.read.pdf import read_pdf
from onrecord.read.plain import read_plain
from onrecord.read.told import Told, web_address
from onrecord.vocabulary import LeftOut

NO_TEXT = "binary"
"""What stands for the encoding of a format that is not text."""
WITH_IT = "what came with the text: a message's head, a feed's entry, a table's row"
"""The rule of a date that no text printed."""
LONG_TAG = 20_000
"""Characters; only tags that are longer are looked into."""
MOST_ATTRIBUTES = 10_000
MOST_LINES = 150_000
"""Of a plain text: each is held against many patterns, which takes ten seconds for so many."""
_ATTRIBUTE = re.compile(r"""[\w:.-]{1,100}=(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page, and how its bytes were read."""

    page: Page
    media_type: str
    encoding: str
    warnings: tuple[str, ...] = ()
    url: str | None = None
    """Where on the web the bytes say that they stand, as a saved page does."""
    retrieved: str | None = None


def read_page(data: bytes, *, address: str, told: Told, limit: int, lists: Lists) -> Reading:
    """The page of a document in any form. Raises UnreadableDocument or UnsupportedFormat."""
    # What a table or a feed hands out is a text, whatever it begins with.
    form = Form.TEXT if told.identity is not None else _form_of(data, address)
    if len(data) > limit:
        raise UnreadableDocument(
            f"is larger than the limit of {limit:,} bytes", where=address, remedy="split it into documents"
        )
    if form is Form.PDF:
        page = read_pdf(data, address=address, furniture=lists.furniture)
        return Reading(page=page, media_type=form, encoding=NO_TEXT)
    if form is Form.DOCX:
        page = read_docx(data, address=address, furniture=lists.furniture)
        return Reading(page=page, media_type=form, encoding=NO_TEXT)
    if form is Form.MAIL:
        return _read_mail(data, address=address, lists=lists)
    decoded = _with_charset(decode(data, address=address, limit=limit), data, told)
    if form is Form.MARKDOWN and decoded.media_type == "text/plain":
        page = read_markdown(decoded.text, address=address, furniture=lists.furniture)
        return Reading(page=page, media_type=form, encoding=decoded.encoding, warnings=decoded.warnings)
    return Reading(
        page=_read_text(decoded, address=address, told=told, lists=lists),
        media_type=decoded.media_type,
        encoding=decoded.encoding,
        warnings=decoded.warnings,
    )


def _form_of(data: bytes, address: str) -> Form:
    """The form of one document; UnsupportedFormat for what holds several."""
    form = tell_form(data[:HEAD], name=address, address=address)
    if form is Form.ZIP:
        with open_zip_file(io.BytesIO(data), address) as archive:
            form = tell_zip(archive, address=address)
    if form.holds_many and form is not Form.MAIL:
        raise UnsupportedFormat(
            f"holds documents and is none itself ({form.value})",
            where=address,
            remedy="read it with `onrecord run`, or with `onrecord.read_documents`",
        )
    return form


def _read_text(decoded: Decoded, *, address: str, told: Told, lists: Lists) -> Page:
    if decoded.media_type != "text/html":
        if decoded.text.count("\n") > MOST_LINES:
            raise UnreadableDocument(
                f"has more than {MOST_LINES:,} lines", where=address, remedy="split it into documents"
            )
        return read_plain(decoded.text, furniture=lists.furniture)
    refuse_crowded_tags(decoded.text, address=address)
    # A page that was archived tells its site by the address on the web.
    try:
        with _undisturbed():
            return read_html(
                decoded.text, address=told.url or address, furniture=lists.furniture, outlets=lists.outlets
            )
    except ValueError as error:  # an address or a figure in the markup that a library cannot take apart
        raise UnreadableDocument(
            f"is HTML that cannot be taken apart ({error})"[:200],
            where=address,
            remedy="save its text instead",
        ) from error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Python's search for cycles: a page makes thousands of objects, none in a cycle, and lets go of them together."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def refuse_crowded_tags(text: str, *, address: str) -> None:
    """Raise UnreadableDocument for a tag of more attributes than any page has: parsing takes their number squared."""
    if text.find("<") <= LONG_TAG and not _has_long_piece(text):
        return
    for piece in text.split("<"):
        if len(piece) > LONG_TAG:
            tag = piece[: piece.find(">")] if ">" in piece else piece
            bare, pairs = _ATTRIBUTE.subn(" ", tag)
            if pairs + len(re.split(r"[\s/]+", bare[: 10 * MOST_ATTRIBUTES])) > MOST_ATTRIBUTES:
                raise UnreadableDocument(
                    f"has a tag with more than {MOST_ATTRIBUTES:,} attributes",
                    where=address,
                    remedy="save the page's text instead",
                )


def _has_long_piece(text: str) -> bool:
    """True where a "<" is followed by more than LONG_TAG characters without another one."""
    step = LONG_TAG // 2
    for at in range(0, len(text), step):
        if text.find("<", at, at + step) < 0:
            before, after = text.rfind("<", 0, at), text.find("<", at)
            if before >= 0 and (after if after >= 0 else len(text)) - before - 1 > LONG_TAG:
                return True
    return False


def _with_charset(decoded: Decoded, data: bytes, told: Told) -> Decoded:
    """The text by the encoding that the envelope declares, where it was only guessed."""
    if told.charset is None or not any("guessed" in warning for warning in decoded.warnings):
        return decoded
    try:
        encoding = codecs.lookup(told.charset).name
        declared = data.decode(encoding)
    except (LookupError, UnicodeError):
        return decoded
    again = decode(declared.encode("utf-8", "replace"), address="-")
    return replace(again, encoding=encoding, warnings=(f"read as {encoding}, as its server declared",))


def _read_mail(data: bytes, *, address: str, lists: Lists) -> Reading:
    """One message, or a saved page, whose HTML is read as any page is."""
    parts = guarded("mail", data, address=address)
    value = parts.value
    if not value["bodies"]:
        raise UnreadableDocument(
            "is a message without a text of its own", where=address, remedy="read its attachments"
        )
    bodies = value["bodies"][:1] if value["saved_page"] else value["bodies"]
    html = any(body["type"] == "html" for body in bodies)
    texts = [
        body_of(body, parts.blobs[body["blob"]], address=address)
        for body in bodies
        if body["type"] == "html" or not html
    ]
    text = "\n\n".join(text for text, _, _ in texts)
    if not html and not text.replace("\n", "").isprintable():
        # A text in the encoding that its message declares, or one that looks like markup, is not clean yet.
        text = clean(text)
    kind = "text/html" if html else "text/plain"
    quoted: tuple[LeftOut, ...] = ()
    if not value["saved_page"]:
        text, quoted = take_html_quotes(text) if html else take_quotes(text)
    decoded = Decoded(text=text, encoding=texts[0][1], media_type=kind)
    # A page that was saved from a disk tells a path, which is no address on the web.
    url = web_address(value["url"]) if value["saved_page"] else None
    page = _read_text(decoded, address=address, told=Told(url=url), lists=lists)
    if not value["saved_page"]:
        page = replace(
            page, hints=merge(hints_of_mail(value), page.hints), left_out=(*quoted, *page.left_out)
        )
    return Reading(
        page=page,
        media_type="multipart/related" if value["saved_page"] else Form.MAIL.value,
        encoding=texts[0][1],
        warnings=tuple(warning for _, _, warnings in texts for warning in warnings),
        url=url,
        retrieved=value["date"] if value["saved_page"] else None,
    )


def merge(first: Hints, second: Hints) -> Hints:
    """What the first tells, and what the second tells besides."""
    nothing = Hints()
    told = {field.name: getattr(first, field.name) for field in fields(Hints)}
    if first.date is not None:
        # The rule of one date is none of another.
        second = replace(second, date_rule=WITH_IT)
    return replace(second, **{name: value for name, value in told.items() if value != getattr(nothing, name)})
