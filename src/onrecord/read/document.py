"""Bytes to Document: the whole reading, format by format, then the same for all.

Raises UnreadableDocument or UnsupportedFormat, and nothing else, whatever the bytes are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from onrecord.errors import UnreadableDocument
from onrecord.identity import make_id
from onrecord.read.attribution import find_names, masthead_end
from onrecord.read.dateline import find_dateline
from onrecord.read.decode import SIZE_LIMIT, decode
from onrecord.read.event_dates import find_event_date
from onrecord.read.furniture import drop_tail
from onrecord.read.header import Header, read_header, return_title
from onrecord.read.header_forms import Lists
from onrecord.read.html import read_html
from onrecord.read.kind import tell_kind
from onrecord.read.knowledge import load_furniture, load_kinds
from onrecord.read.language import main_language, tell_languages
from onrecord.read.outlets import Outlets, load_outlets
from onrecord.read.page import Decoded, Page
from onrecord.read.paragraphs import Block, to_blocks
from onrecord.read.plain import read_plain
from onrecord.vocabulary import Document, LeftOut, Paragraph, PartialDate, Provenance, Span


def read_bytes(
    data: bytes, *, address: str, outlets: Outlets | None = None, limit: int = SIZE_LIMIT
) -> Document:
    """Read one document; `limit` is in bytes. Raises UnreadableDocument or UnsupportedFormat."""
    decoded = decode(data, address=address, limit=limit)
    lists = Lists(outlets=outlets or load_outlets(), furniture=load_furniture(), kinds=load_kinds())
    page = _read_page(decoded, address=address, lists=lists)
    header = read_header(page.lines, hints=page.hints, lists=lists)
    if not header.body and page.hints.title is None:
        return_title(header)
    blocks, tail = drop_tail(to_blocks(header.body), lists.furniture)
    blocks, head, adopted = _drop_masthead(blocks, header)
    if not blocks:
        raise UnreadableDocument(
            "holds no text besides page furniture",
            where=address,
            remedy="check that the page was saved whole",
        )
    left_out = (*header.left_out, *head, *page.left_out, *tail)
    return _assemble(
        decoded, page, header, blocks, left_out, adopted, lists=lists, data=data, address=address
    )


def _read_page(decoded: Decoded, *, address: str, lists: Lists) -> Page:
    if decoded.media_type == "text/html":
        return read_html(decoded.text, address=address, furniture=lists.furniture, outlets=lists.outlets)
    return read_plain(decoded.text, furniture=lists.furniture)


def _drop_masthead(
    blocks: Sequence[Block], header: Header
) -> tuple[tuple[Block, ...], tuple[LeftOut, ...], PartialDate | None]:
    """Take off what stands above the opening of a resolution, and read its date from there."""
    end, date = masthead_end(blocks)
    if date is not None and (header.date is None or header.date.day is None):
        header.date, header.date_rule = date, "printed above the text"
    head = tuple(LeftOut(reason="masthead", text=block.text) for block in blocks[:end])
    return tuple(blocks[end:]), head, date


def _assemble(
    decoded: Decoded,
    page: Page,
    header: Header,
    blocks: Sequence[Block],
    left_out: Sequence[LeftOut],
    adopted: PartialDate | None,
    *,
    lists: Lists,
    data: bytes,
    address: str,
) -> Document:
    told = tell_kind(blocks, header, lists.kinds)
    names = find_names(told.kind, blocks, header, left_out, lists=lists)
    blocks = names.blocks
    text, paragraphs = _lay_out(blocks)
    paragraphs = tell_languages(text, paragraphs)
    language = main_language(text, paragraphs) or page.hints.language
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        id=make_id("document", digest),
        name=_name(address),
        provenance=Provenance(
            address=address,
            digest=digest,
            media_type=decoded.media_type,
            encoding=decoded.encoding,
            size=len(data),
            url=page.hints.url,
        ),
        kind=told.kind,
        kind_reason=told.reason,
        kind_confidence=told.confidence,
        title=header.title,
        outlet=names.outlet,
        credit=names.credit,
        author=header.author,
        speaker=names.speaker,
        speaker_office=names.speaker_office,
        issuer=names.issuer,
        date=header.date,
        date_rule=header.date_rule,
        updated=header.updated,
        dateline=find_dateline(told.kind, blocks, published=header.date, language=language),
        event_date=find_event_date(told.kind, header.title, left_out, blocks, adopted=adopted),
        language=language,
        text=text,
        paragraphs=paragraphs,
        comments=page.comments,
        left_out=tuple(left_out),
        warnings=(*decoded.warnings, *page.warnings, *_notes(left_out)),
    )


def _lay_out(blocks: Sequence[Block]) -> tuple[str, tuple[Paragraph, ...]]:
    """The text with paragraphs two newlines apart, and their spans in it."""
    paragraphs = []
    at = 0
    for block in blocks:
        paragraphs.append(Paragraph(span=Span(at, at + len(block.text)), label=block.label))
        at += len(block.text) + 2
    return "\n\n".join(block.text for block in blocks), tuple(paragraphs)


def _notes(left_out: Sequence[LeftOut]) -> tuple[str, ...]:
    """What the document itself says of how it was made, such as that it is retold."""
    return tuple(dict.fromkeys(item.text for item in left_out if item.reason == "editor's note"))


def _name(address: str) -> str:
    """The last part of a path or URL."""
    path = urlsplit(address).path if re.match(r"https?://", address) else address.replace("\\", "/")
    return "standard-input" if address == "-" else PurePosixPath(path).name or address
