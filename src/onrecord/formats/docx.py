"""DOCX to paragraphs in reading order: headings, numbered items, rows of tables; notes and running heads apart.

Runs in the guarded child. Office Open XML is ISO/IEC 29500; parts are found by name, elements by local name, so that the
strict and the transitional form are read alike. What was deleted under tracked changes, and hidden text, is not read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from onrecord.formats.child import Answer, Refused
from onrecord.formats.docx_lists import Numbering

MOST_EXPANDED = 60_000_000
"""Bytes of one part of the file, unpacked."""
LONG_CELL = 200
"""Characters. A table with such a cell is there for the layout: its cells are read as paragraphs."""
_SKIPPED = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "Fallback",
    "footnoteReference",
    "annotationRef",
    "pPr",
    "rPr",
}


@dataclass(slots=True)
class _Styles:
    """What the styles of the file say of a paragraph: its role, and its list."""

    roles: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Context:
    styles: _Styles
    numbering: Numbering


def take_docx(data: bytes, options: Mapping[str, Any]) -> Answer:
    """`{title, author, language, paragraphs: [[role, text]], notes, heads: [text], comments: [[author, text]]}`.

    A role is `title`, `heading`, `item`, `row` or `text`.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refused("is damaged: it cannot be unpacked", remedy="save or download it again") from error
    main = _part(archive, "word/document.xml")
    if main is None:
        raise Refused("is a DOCX file without its text", remedy="save or download it again")
    context = _Context(
        _styles(_part(archive, "word/styles.xml")), Numbering.of(_part(archive, "word/numbering.xml"))
    )
    body = next((element for element in main if _name(element) == "body"), main)
    paragraphs = [[role, text] for role, text in _blocks(body, context) if text.strip()]
    title, author, language = _properties(_part(archive, "docProps/core.xml"))
    value = {
        "title": title,
        "author": author,
        "language": language,
        "paragraphs": paragraphs,
        "notes": _texts(archive, ("word/footnotes", "word/endnotes"), context),
        "heads": _texts(archive, ("word/header", "word/footer"), context),
        "comments": _comments(_part(archive, "word/comments.xml")),
    }
    return value, ()


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """The tree of one part of the file; None where there is none."""
    try:
        with archive.open(name) as stream:
            data = stream.read(MOST_EXPANDED + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Refused(f"is damaged in its part {name}", remedy="save or download it again") from error
    except Exception as error:  # zlib.error and lzma's own: the packing itself is broken
        raise Refused(f"is damaged in its part {name}", remedy="save or download it again") from error
    if len(data) > MOST_EXPANDED:
        raise Refused(
            f"unpacks to more than {MOST_EXPANDED:,} bytes",
            remedy="split it into documents, or save its text",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(f"is damaged in its part {name}", remedy="save or download it again") from error
    if root.getroottree().docinfo.doctype:
        raise Refused("declares entities, as no word processor does", remedy="save its text instead")
    return root


def _blocks(parent: etree._Element, context: _Context) -> Iterator[tuple[str, str]]:
    """The paragraphs and rows below an element, in order, as role and text."""
    for element in parent:
        name = _name(element)
        if name == "p":
            yield from _paragraph(element, context)
        elif name == "tbl":
            yield from _table(element, context)
        elif name not in _SKIPPED:
            yield from _blocks(element, context)


def _paragraph(element: etree._Element, context: _Context) -> Iterator[tuple[str, str]]:
    style, list_id, level = _format(element)
    role = context.styles.roles.get(style, "text")
    if list_id is None and style in context.styles.lists:
        list_id, level = context.styles.lists[style]
    boxes: list[etree._Element] = []
    text = "".join(_pieces(element, boxes)).strip()
    if text:
        label = context.numbering.label(list_id, level) if list_id is not None else None
        if label is not None and role == "text":
            role = "item"
        yield role, f"{label} {text}" if label else text
    for box in boxes:  # a text box stands beside the paragraph that it is tied to
        yield from _blocks(box, context)


def _format(element: etree._Element) -> tuple[str, str | None, int]:
    """Style, list and level that the paragraph itself names."""
    style, list_id, level = "", None, 0
    for child in element:
        if _name(child) == "pPr":
            for item in child.iter():
                name, value = _name(item), _value(item)
                if name == "pStyle":
                    style = value
                elif name == "numId":
                    list_id = value
                elif name == "ilvl" and value.isdigit():
                    level = int(value[:2])
            break
    return style, list_id, level


def _pieces(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """The characters of a paragraph; text boxes inside it are put aside."""
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name == "tab":
            yield " "
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "r" and _hidden(child):
            continue
        elif name not in _SKIPPED:
            yield from _pieces(child, boxes)


def _hidden(run: etree._Element) -> bool:
    return any(
        _name(item) == "vanish" and _value(item) not in ("0", "false", "off")
        for child in run
        if _name(child) == "rPr"
        for item in child
    )


def _table(table: etree._Element, context: _Context) -> Iterator[tuple[str, str]]:
    """A row is a line; in a table that is there for the layout each cell's paragraphs are."""
    rows = [
        [list(_blocks(cell, context)) for cell in _below(row, "tc")] for row in _below(table, "tr")
    ]  # cells of a table inside a cell come with that cell
    layout = any(
        len(cell) > 3 or sum(len(text) for _, text in cell) > LONG_CELL for row in rows for cell in row
    )
    for row in rows:
        if layout or len(row) == 1:
            yield from (block for cell in row for block in cell)
        else:
            cells = (" ".join(text for _, text in cell) for cell in row)
            yield "row", " ".join(cell for cell in cells if cell)


def _below(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Children of that name, also those inside content controls and insertions."""
    for element in parent:
        name = _name(element)
        if name == wanted:
            yield element
        elif name in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _below(element, wanted)


def _styles(root: etree._Element | None) -> _Styles:
    styles = _Styles()
    for style in root if root is not None else ():
        if _name(style) != "style":
            continue
        id_ = next((value for key, value in style.attrib.items() if key.endswith("styleId")), "")
        for item in style.iter():
            name, value = _name(item), _value(item)
            if name == "name":
                told = value.casefold()
                if told in ("title", "subtitle"):
                    styles.roles[id_] = "title" if told == "title" else "heading"
                elif told.startswith("heading"):
                    styles.roles[id_] = "heading"
            elif name == "outlineLvl" and value.isdigit() and int(value[:2]) < 9:
                styles.roles.setdefault(id_, "heading")
            elif name == "numId":
                styles.lists[id_] = (value, 0)
    return styles


def _texts(archive: zipfile.ZipFile, starts: tuple[str, ...], context: _Context) -> list[str]:
    """The texts of the parts so named, each once; the lines that only part notes from the text are left away."""
    found: dict[str, None] = {}
    names = sorted(name for name in archive.namelist() if name.startswith(starts) and name.endswith(".xml"))
    for name in names[:50]:
        root = _part(archive, name)
        for _, text in _blocks(root, context) if root is not None else ():
            if text.strip():
                found[text] = None
    return list(found)


def _comments(root: etree._Element | None) -> list[list[str]]:
    """Remarks in the margin: who, and what."""
    found = []
    for comment in root if root is not None else ():
        author = next((value for key, value in comment.attrib.items() if key.endswith("author")), "")
        text = " ".join("".join(_pieces(item, [])) for item in comment.iter() if _name(item) == "p").strip()
        if text:
            found.append([author, text])
    return found


def _properties(root: etree._Element | None) -> tuple[str | None, str | None, str | None]:
    told = {_name(item): (item.text or "").strip() for item in root} if root is not None else {}
    return told.get("title") or None, told.get("creator") or None, told.get("language") or None


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: etree._Element) -> str:
    """The attribute `val`, in whichever namespace."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == "val"), "")
