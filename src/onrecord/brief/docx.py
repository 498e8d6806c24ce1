"""Writes a brief as a Word document with native footnotes, tables with header rows, and real headings and lists.

The fixed parts are files of the package, the others are built as trees, so that no text can become markup or a field.
Members are stored under one fixed date: the same brief gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib.resources import files

from lxml import etree

from onrecord.brief.docx_parts import FOOTER, WIDTH, element, paragraph, part, runs_of
from onrecord.brief.docx_tables import table
from onrecord.brief.page import Heading, Items, Page, Run, Words

_FIXED = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/settings.xml": "settings.xml",
    "word/numbering.xml": "numbering.xml",
    "word/styles.xml": "styles.xml",
}
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def write_docx(page: Page) -> bytes:
    """The page as a .docx file."""
    parts = {name: _fixed(file) for name, file in _FIXED.items()} | {
        "word/document.xml": _document(page),
        "word/footnotes.xml": _footnotes(page),
        "word/footer1.xml": _footer(page),
        "docProps/core.xml": _properties(page),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, _MOMENT)
            member.create_system = _UNIX
            archive.writestr(member, content)
    return written.getvalue()


@cache
def _fixed(name: str) -> bytes:
    return files("onrecord.brief").joinpath(f"templates/docx/{name}").read_bytes()


def _document(page: Page) -> bytes:
    body = element(
        "body", paragraph("Title", (Run(page.title),)), paragraph("Subtitle", (Run(page.subtitle),))
    )
    known: set[int] = set()
    for block in page.blocks:
        if isinstance(block, Heading):
            heading = paragraph(f"Heading{block.level}", (Run(block.text),))
            if block.aside:
                heading.extend(runs_of((Run(f"  {block.aside}"),), known, character="Aside"))
            body.append(heading)
        elif isinstance(block, Words):
            body.append(paragraph(None, block.runs, known))
        elif isinstance(block, Items):
            body.extend(paragraph("ListBullet", item, known) for item in block.items)
        else:
            body.append(table(block, known))
            # Word joins two tables that touch; a thin line of nothing keeps them apart.
            body.append(
                element(
                    "p",
                    element("pPr", element("spacing", before="0", after="0", line="60", lineRule="exact")),
                )
            )
    body.append(_section())
    return part(element("document", body))


def _section() -> object:
    """A4, 17 mm of margin at the sides."""
    return element(
        "sectPr",
        element("footerReference", type="default", **{"r:id": "rId5"}),
        element("footnotePr", element("numFmt", val="decimal")),
        element("pgSz", w="11906", h="16838"),
        element(
            "pgMar", top="850", right=str((11906 - WIDTH) // 2), bottom="850", left=str((11906 - WIDTH) // 2),
            header="400", footer="400", gutter="0",
        ),
    )  # fmt: skip


def _footnotes(page: Page) -> bytes:
    root = element("footnotes")
    for id_, kind in (("-1", "separator"), ("0", "continuationSeparator")):
        root.append(element("footnote", element("p", element("r", element(kind))), type=kind, id=id_))
    for note in page.notes:
        mark = element(
            "r", element("rPr", element("rStyle", val="FootnoteReference")), element("footnoteRef")
        )
        words = paragraph("FootnoteText", (Run(" "), *note.runs))
        words.insert(1, mark)
        root.append(element("footnote", words, id=str(note.number)))
    return part(root)


def _footer(page: Page) -> bytes:
    """The program's name and the number of the page, the one field that the document has."""
    words = paragraph("Footer", (Run(page.footer),))
    words.append(element("r", element("tab")))
    words.append(element("fldSimple", element("r", element("t", text="1")), instr="PAGE"))
    return part(element(FOOTER, words))


def _properties(page: Page) -> bytes:
    """The title, and no date: a brief is as of its newest document."""
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    dublin = "http://purl.org/dc/elements/1.1/"
    root = etree.Element(f"{{{core}}}coreProperties", nsmap={"cp": core, "dc": dublin})
    for name, text in (("title", page.title), ("creator", page.footer), ("language", "en-GB")):
        etree.SubElement(root, f"{{{dublin}}}{name}").text = text
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
