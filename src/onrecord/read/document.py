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
from onrecord.read.decode import SIZE_LIMIT
from onrecord.read.event_dates import find_event_date
from onrecord.read.furniture import drop_tail
from onrecord.read.header import Header, read_header, return_title
from onrecord.read.header_forms import Lists, same
from onrecord.read.kind import tell_kind
from onrecord.read.knowledge import load_furniture, load_kinds
from onrecord.read.language import main_language, tell_languages
from onrecord.read.outlets import Outlets, load_outlets
from onrecord.read.page import Hints
from onrecord.read.paragraphs import Block, squeeze, to_blocks, whole_blocks
from onrecord.read.reading import Reading, merge, read_page
from onrecord.read.sources import Source
from onrecord.read.told import Told
from onrecord.vocabulary import Document, LeftOut, Paragraph, PartialDate, Provenance, Span

_NUMBERED = re.compile(r"(?:line|item|entry|message)-\d+(?:\.eml)?")
PRINTED_WITHIN = 8
"""Paragraphs at the beginning in which a title or an author of the properties must stand."""


def read_source(source: Source, *, outlets: Outlets | None = None, limit: int = SIZE_LIMIT) -> Document:
    """Read the document of one source, with what is told of it. Raises UnreadableDocument or UnsupportedFormat."""
    return read_bytes(source.load(), address=source.address, told=source.told, outlets=outlets, limit=limit)


def read_bytes(
    data: bytes,
    *,
    address: str,
    told: Told | None = None,
    outlets: Outlets | None = None,
    limit: int = SIZE_LIMIT,
) -> Document:
    """Read one document; `limit` is in bytes, `told` what is known besides them. Raises UnreadableDocument or UnsupportedFormat."""
    told = told or Told()
    lists = Lists(outlets=outlets or load_outlets(), furniture=load_furniture(), kinds=load_kinds())
    reading = read_page(data, address=address, told=told, limit=limit, lists=lists)
    page = reading.page
    hints = merge(told.hints, page.hints)
    header = read_header(page.lines, hints=hints, lists=lists)
    if not header.body and hints.title is None:
        return_title(header)
    confirm(header, page.properties)
    whole = whole_blocks if page.whole else to_blocks
    blocks, tail = drop_tail(whole(header.body), lists.furniture)
    blocks, head, adopted = _drop_masthead(blocks, header)
    if not blocks:
        raise UnreadableDocument(
            "holds no text besides page furniture",
            where=address,
            remedy="check that the page was saved whole",
        )
    left_out = (*header.left_out, *head, *page.left_out, *tail)
    return _assemble(
        reading, header, blocks, left_out, adopted, lists=lists, data=data, address=address, told=told
    )


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
    reading: Reading,
    header: Header,
    blocks: Sequence[Block],
    left_out: Sequence[LeftOut],
    adopted: PartialDate | None,
    *,
    lists: Lists,
    data: bytes,
    address: str,
    told: Told,
) -> Document:
    page = reading.page
    weighed = tell_kind(blocks, header, lists.kinds)
    names = find_names(weighed.kind, blocks, header, left_out, lists=lists)
    blocks = names.blocks
    text, paragraphs = _lay_out(blocks)
    paragraphs = tell_languages(text, paragraphs)
    language = main_language(text, paragraphs) or told.hints.language or page.hints.language
    identity = data if told.identity is None else told.identity
    digest = hashlib.sha256(identity).hexdigest()
    return Document(
        id=make_id("document", digest),
        name=_name(address),
        provenance=Provenance(
            address=address,
            digest=digest,
            media_type=reading.media_type,
            encoding=reading.encoding,
            size=len(identity),
            container=told.container,
            url=told.url or reading.url or page.hints.url,
            retrieved=told.retrieved or reading.retrieved,
        ),
        kind=weighed.kind,
        kind_reason=weighed.reason,
        kind_confidence=weighed.confidence,
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
        dateline=find_dateline(weighed.kind, blocks, published=header.date, language=language),
        event_date=find_event_date(weighed.kind, header.title, left_out, blocks, adopted=adopted),
        language=language,
        text=text,
        paragraphs=paragraphs,
        comments=page.comments,
        left_out=tuple(left_out),
        warnings=(*reading.warnings, *page.warnings, *_notes(left_out)),
    )


def confirm(header: Header, properties: Hints) -> None:
    """Take title and author from the file's properties where the text prints them near its beginning, and nowhere else.

    Properties are often those of the template, the typist or the program that saved the file.
    """
    if header.title is None and properties.title is not None:
        for line in header.body[:PRINTED_WITHIN]:
            if same(line.text, properties.title):
                header.body.remove(line)
                header.title = line.text
                header.left_out.append(LeftOut(reason="title", text=line.text))
                break
    if header.author is None and properties.author is not None:
        printed = [item.text for item in header.left_out] + [
            line.text for line in header.body[:PRINTED_WITHIN]
        ]
        if any(same(text, properties.author) for text in printed):
            header.author = squeeze(properties.author)


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
    """The last part of a path or URL; with that of its container where it is only a number."""
    outer, inside, inner = address.rpartition("!/")
    if inside and _NUMBERED.fullmatch(inner):
        return f"{_name(outer)}!/{inner}"
    path = urlsplit(address).path if re.match(r"https?://", address) else address.replace("\\", "/")
    return "standard-input" if address == "-" else PurePosixPath(path).name or address
