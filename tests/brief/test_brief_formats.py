"""The four files of a brief, each opened again; words of documents stay words in all of them."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from brief_made import CASE, Counts, Report, Says
from lxml import etree, html
from markdown_it import MarkdownIt

from onrecord.brief import BriefFormat, make_brief, render_brief, write_brief
from onrecord.brief.pages import lay_out
from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.vocabulary import Basis, Stance

LedgerOf = Callable[[Sequence[Report]], Ledger]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[press](javascript:alert(1)) ![](http://tracker.example/p.png) <http://tracker.example> www.tracker.example",
    "#panic(\"out\") #read(\"/etc/passwd\") $x$ *strong* _slanted_ `code` @label <label>",
    "[^1]: a note of mine [^1] | a | cell | \\ {{ 7 * 7 }} {% raw %} {HYPERLINK \"http://tracker.example\"}",
    "=HYPERLINK(\"http://tracker.example\") \u202eturned\u202c \x07 \x1b[31m \ufffe & &lt; ]]> <!-- -->",
    "שלום וברכה, قال الوزير إن الاتفاق قائم, Лавров, Հայաստան, 中文",
)  # fmt: skip


def _middling() -> list[Report]:
    bases = list(Basis)
    return [
        Report(
            number,
            [
                *(
                    Says(holder, stance, toward, bases[(number + place) % 5])
                    for place, (holder, stance, toward) in enumerate(
                        (("FRA", Stance.CONDEMNS, "NOR"), ("BRA", Stance.SUPPORTS, "PRT"), ("NOR", Stance.ACCUSES, "PRT"),
                         ("group:coastal states", Stance.CALLS_FOR, "NOR"), ("PRT", Stance.REJECTS, "NOR"))
                    )
                ),
                Counts(f"Over {140 + number} states did not vote for it."),
            ],
            date=f"202{number % 5}-03-04",
            title=f"Report number {number} on the harbour and what was said of it",
        )
        for number in range(1, 13)
    ]  # fmt: skip


def _hostile() -> list[Report]:
    return [
        Report(
            number,
            [Says(f"group:{words}", Stance.SUPPORTS, "PRT", Basis.ASCRIBED, words, teller=words), Says("FRA", Stance.SUPPORTS, "PRT", words=words, modality=words), Counts(words, text_says=words, record_says=words, steps=(words,))],
            title=words, outlet=words,
        )
        for number, words in enumerate(HOSTILE, start=1)
    ]  # fmt: skip


@pytest.mark.parametrize("form", list(BriefFormat))
def test_the_same_ledger_gives_the_same_bytes(ledger_of: LedgerOf, form: BriefFormat) -> None:
    """Whoever makes the brief again, from rows added in another order, gets the same file."""
    first, second = (
        render_brief(make_brief(ledger_of(reports), case=CASE, since="2022"), form)
        for reports in (_middling(), _middling()[::-1])
    )
    assert first == second


def test_word_opens_it_with_native_footnotes(ledger_of: LedgerOf) -> None:
    """Each mark leads to a footnote of Word's own, and the text of the page is all there."""
    brief = make_brief(ledger_of(_middling()), case=CASE, since="2022")
    page = lay_out(brief)
    written = render_brief(brief, "docx")
    opened = docx.Document(BytesIO(written))
    assert opened.core_properties.title == CASE.title
    assert opened.paragraphs[0].style is not None
    assert (opened.paragraphs[0].text, opened.paragraphs[0].style.name) == (CASE.title, "Title")
    assert sum(paragraph.style is not None and paragraph.style.name == "Heading 1" for paragraph in opened.paragraphs) >= 6  # fmt: skip
    marks = [mark.get(f"{W}id") for mark in opened.element.iter(f"{W}footnoteReference")]
    assert marks == [str(note.number) for note in page.notes]
    notes = etree.fromstring(zipfile.ZipFile(BytesIO(written)).read("word/footnotes.xml"))
    told = {note.get(f"{W}id"): "".join(note.itertext(f"{W}t")).strip() for note in notes}
    for note in page.notes:
        assert told[str(note.number)] == "".join(run.text for run in note.runs)


def test_a_pdf_has_two_pages_and_its_footnotes(ledger_of: LedgerOf) -> None:
    """A middling case fits on two pages, and the quoted words stand at their foot."""
    brief = make_brief(ledger_of(_middling()), case=CASE, since="2022")
    opened = pypdfium2.PdfDocument(render_brief(brief, "pdf"))
    text = " ".join("\n".join(page.get_textpage().get_text_range() for page in opened).split())
    assert len(opened) == 2
    assert opened.get_metadata_value("Title") == CASE.title
    for note in lay_out(brief).notes:
        assert re.sub(r"\s", "", note.runs[0].text) in re.sub(r"\s", "", text)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_prints_the_word_file_on_two_pages(ledger_of: LedgerOf, tmp_path: Path) -> None:
    """What is sent as Word has as many pages as what is sent as PDF, and all of its footnotes."""
    brief = make_brief(ledger_of(_middling()), case=CASE, since="2022")
    write_brief(brief, tmp_path / "brief.docx")
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "brief.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    opened = pypdfium2.PdfDocument(tmp_path / "brief.pdf")
    text = "\n".join(page.get_textpage().get_text_range() for page in opened)
    assert len(opened) == 2
    for note in lay_out(brief).notes:
        assert re.sub(r"\s", "", note.runs[0].text)[:60] in re.sub(r"\s", "", text)


def test_links_of_a_page_lead_to_notes_and_back(ledger_of: LedgerOf) -> None:
    """Every mark has its note, every note its way back to each mark, and no id stands twice."""
    brief = make_brief(ledger_of(_middling()), case=CASE, since="2022")
    tree = html.fromstring(render_brief(brief, "html"))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    links = [link.get("href") for link in tree.iter("a")]
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in links} == set(ids)
    assert len([id_ for id_ in ids if id_.startswith("note-")]) == len(lay_out(brief).notes)


def test_markdown_has_a_note_for_every_mark(ledger_of: LedgerOf) -> None:
    """Marks and notes of the Markdown file are the same numbers, and its tables are tables."""
    brief = make_brief(ledger_of(_middling()), case=CASE, since="2022")
    text = render_brief(brief, "md").decode()
    marks, notes = set(re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", text)), re.findall(r"^\[\^(\d+)\]:", text, re.M)
    assert marks == set(notes)
    assert notes == [str(note.number) for note in lay_out(brief).notes]
    tables = [
        token
        for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text)
        if token.type == "table_open"
    ]
    assert len(tables) >= 5


def test_words_of_documents_are_no_html(ledger_of: LedgerOf) -> None:
    """No element, attribute or address of a document reaches the page, which may load and run nothing."""
    tree = html.fromstring(render_brief(make_brief(ledger_of(_hostile()), case=CASE), "html"))
    assert not list(tree.iter("script", "img", "iframe", "object", "link", "form"))
    assert all(link.get("href").startswith("#") for link in tree.iter("a"))
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert "<script>alert(1)</script>" in tree.text_content()
    assert "\u202e" not in tree.text_content()
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_words_of_documents_are_no_markdown(ledger_of: LedgerOf) -> None:
    """No link, picture, emphasis, code or raw HTML of a document is read as such."""
    text = render_brief(
        make_brief(ledger_of(_hostile()), case=replace(CASE, title=HOSTILE[1])), "md"
    ).decode()
    found = []
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text):
        found.append((token.type, ""))
        found += [(child.type, child.content) for child in token.children or ()]
    kinds = {kind for kind, _ in found}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence", "code_block", "s_open"}
    assert all(content.startswith("onrecord ") for kind, content in found if kind == "code_inline")
    assert "".join(content for kind, content in found if kind == "text").count("[press](javascript") >= 1
    definitions = re.findall(r"^\[\^(\d+)\]:", text, re.M)
    assert definitions == [str(number) for number in range(1, len(definitions) + 1)]


def test_words_of_documents_are_no_fields_of_word(ledger_of: LedgerOf) -> None:
    """The one field is the page number; the words stand in text elements, and nothing leads out of the file."""
    written = render_brief(make_brief(ledger_of(_hostile()), case=CASE), "docx")
    archive = zipfile.ZipFile(BytesIO(written))
    parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    fields = [
        element
        for part in parts.values()
        for element in part.iter(f"{W}fldSimple", f"{W}instrText", f"{W}fldChar")
    ]
    assert [field.get(f"{W}instr") for field in fields] == ["PAGE"]
    assert not [element for part in parts.values() for element in part.iter() if element.get("TargetMode")]
    said = "".join(parts["word/document.xml"].itertext())
    assert "<script>alert(1)</script>" in said
    assert docx.Document(BytesIO(written)).tables


def test_words_of_documents_are_no_typst(ledger_of: LedgerOf) -> None:
    """Code of the typesetter in a document is printed, and not run."""
    opened = pypdfium2.PdfDocument(render_brief(make_brief(ledger_of(_hostile()), case=CASE), "pdf"))
    text = re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in opened))
    assert "#panic(" in text
    assert "<script>alert(1)</script>" in text


def test_an_unknown_format_is_refused(ledger_of: LedgerOf, tmp_path: Path) -> None:
    """The error names the formats that there are, and no file is made."""
    brief = make_brief(ledger_of(_middling()[:1]), case=CASE)
    with pytest.raises(UsageError, match="docx, html, md, pdf"):
        write_brief(brief, tmp_path / "brief.odt")
    assert list(tmp_path.iterdir()) == []
