"""DOCX: headings, lists with their numbers, tables, tracked changes, text boxes, notes; nothing from outside the file."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from opening import read_one

from evals.fuzz.files import ARTICLE, docx_file
from evals.fuzz.hostile import HOSTILE
from onrecord.errors import UnreadableDocument
from onrecord.read import read_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LEAD = f"<w:p><w:r><w:t>{ARTICLE.paragraphs[0]}</w:t></w:r></w:p>"


def paragraph(text: str, properties: str = "") -> str:
    """One paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def text_of(body: str, **parts: str) -> list[str]:
    """The paragraphs that are read of such a body, the first one left away."""
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    return read_one("a.docx", docx_file(ARTICLE, body=LEAD + body, parts=named)).text.split("\n\n")[1:]


def test_numbers_of_lists_are_counted_again() -> None:
    """The numbers that a word processor prints are not in its file; they are labels all the same."""
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )

    def item(text: str, list_id: int = 7, level: int = 0) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')

    body = (
        item("Condemns the attack;") + item("and its authors;", level=1) + item("and their helpers;", level=1)
    )
    body += item("Demands an end to it;") + item("in all places;", level=1) + item("Oslo", list_id=8)
    document = read_one(
        "a.docx", docx_file(ARTICLE, body=LEAD + body, parts={"word/numbering.xml": numbering})
    )
    shown = [(p.label, p.span.of(document.text)) for p in document.paragraphs[1:]]
    assert shown == [
        ("1", "Condemns the attack;"), (None, "(a) and its authors;"), (None, "(b) and their helpers;"),
        ("2", "Demands an end to it;"), (None, "(a) in all places;"), (None, "Oslo"),
    ]  # fmt: skip


def test_what_was_deleted_or_hidden_is_not_read() -> None:
    """Tracked changes are read as accepted; hidden text and field codes are not text."""
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Norway </w:t></w:r><w:del><w:r><w:delText>rejects</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>welcomes</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> never</w:t></w:r>"
        '<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t xml:space="preserve"> the offer of Portugal.</w:t></w:r></w:hyperlink></w:p>'
    )
    assert text_of(body) == ["Norway welcomes the offer of Portugal."]


def test_tables_are_read_row_by_row_and_layouts_cell_by_cell() -> None:
    """Figures stand in rows; a letter set in a table is read as its paragraphs."""

    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    assert text_of(f"<w:tbl>{row('Norway', '39')}{row('Iraq', '12')}</w:tbl>") == ["Norway 39", "Iraq 12"]
    letter = f"<w:tbl>{row('Letter', ARTICLE.paragraphs[1] + ARTICLE.paragraphs[2])}</w:tbl>"
    assert text_of(letter) == ["Letter", ARTICLE.paragraphs[1] + ARTICLE.paragraphs[2]]


def test_text_boxes_and_content_controls_are_read_once() -> None:
    """A box's text comes after the paragraph that it stands beside; the copy for old programs is not read."""
    box = f"<w:txbxContent>{paragraph('A box says this of Norway.')}</w:txbxContent>"
    body = (
        '<w:sdt><w:sdtContent><w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice>' + box + "</mc:Choice><mc:Fallback>" + box
        + "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>The paragraph beside it.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )  # fmt: skip
    assert text_of(body) == ["The paragraph beside it.", "A box says this of Norway."]


def test_heads_notes_and_remarks_are_kept_apart() -> None:
    """What stands in the margins is no part of the text, and is not lost."""
    parts = {
        "word/header1.xml": f"<w:hdr {W}>{paragraph('Restricted')}</w:hdr>",
        "word/footnotes.xml": f"<w:footnotes {W}><w:footnote>{paragraph('See page 3.')}</w:footnote></w:footnotes>",
        "word/comments.xml": f'<w:comments {W}><w:comment w:author="AB">{paragraph("Is this so?")}</w:comment></w:comments>',
    }
    document = read_one("a.docx", docx_file(ARTICLE, parts=parts))
    left = {(item.reason, item.text) for item in document.left_out}
    assert {("running head", "Restricted"), ("footnote", "See page 3."), ("remark in the margin", "AB: Is this so?")} <= left  # fmt: skip
    assert document.author == ARTICLE.author


@pytest.mark.parametrize("name", ["entities.docx", "outside.docx", "zeros.docx", "deep-cells.docx"])
def test_hostile_files_are_refused(name: str) -> None:
    """Entities, endless parts and cells in cells end in a reason; nothing outside the file is ever opened."""
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(HOSTILE[name](), address=name)
    assert caught.value.remedy
    assert "root:" not in str(caught.value)
