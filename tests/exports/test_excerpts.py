"""Excerpts and other bounds of what is handed on, in every form, and the formats that there are."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_rows import WORDS
from test_sqlite import made_ledger

import onrecord
from onrecord.exporting import FORMS, KINDS, SQLITE, FileFormat, chosen_format, offered
from onrecord.harmless import excerpt

LONGEST = 20
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "exports.md"


@settings(deadline=None)
@given(st.text(alphabet="ab \n\t𝔉é", max_size=80), st.integers(2, 40))
def test_an_excerpt_is_the_beginning_cut_between_words(text: str, most: int) -> None:
    """No longer than asked for; the words before the sign are the text's own and whole, where there are blanks."""
    cut = excerpt(text, most)
    assert len(cut) <= most or cut == text
    assert excerpt(text, None) == text
    if cut != text:
        kept = cut.removesuffix("…")
        assert text.startswith(kept)
        if kept.strip() and len(text[:most].split()) > 1 and not text[:1].isspace():
            assert text[len(kept)].isspace() or text[len(kept) - 1].isspace()


@pytest.mark.parametrize("what", [*KINDS, *FORMS])
def test_no_form_quotes_more_than_asked_for(what: str) -> None:
    """In no format of any kind or form do more of a document's words follow one another."""
    words = WORDS[WORDS.index("Norway condemned") :][: LONGEST + 5]
    with made_ledger() as ledger:
        for form in offered(what):
            made = onrecord.export(ledger, what, form=form.value, excerpt_chars=LONGEST)
            content = made.content
            if form is FileFormat.XLSX:
                book = openpyxl.load_workbook(io.BytesIO(content))
                content = "\n".join(str(c.value) for s in book for line in s for c in line).encode()
            assert words.encode() not in content, form
            assert "quotations have at most 20 characters" in made.told.notes[-1]


@pytest.mark.parametrize("what", [*KINDS, *FORMS])
def test_comments_stand_nowhere_unasked(what: str) -> None:
    """Readers' comments are a kind of their own; no other export holds one."""
    with made_ledger() as ledger:
        for form in offered(what):
            if form.is_text:
                content = onrecord.export(ledger, what, form=form.value).content
                assert (b"nonsense" in content) == (what == "comments"), form


def test_a_long_quotation_is_no_selector() -> None:
    """A part of the words would select another place: the annotation keeps the place alone."""
    with made_ledger() as ledger:
        lines = onrecord.export(ledger, "position-annotations", form="jsonl", excerpt_chars=LONGEST).content
    selectors = json.loads(lines.splitlines()[0])["target"]["selector"]
    assert [selector["type"] for selector in selectors] == ["TextPositionSelector"]


def test_several_kinds_fill_several_sheets(tmp_path: Path) -> None:
    """One sheet each, comments where they are asked for; nothing else holds several kinds."""
    path = tmp_path / "all.xlsx"
    with made_ledger() as ledger:
        told = onrecord.write_export(ledger, path, ["documents", "positions"], comments=True)
        assert openpyxl.load_workbook(path).sheetnames == ["documents", "positions", "comments"]
        assert (told.rows, told.of) == (5, "rows")
        for what, form in ((["documents", "positions"], "csv"), (["documents", "network"], None)):
            with pytest.raises(onrecord.UsageError, match="only an Excel file"):
                onrecord.export(ledger, what, form=form)


def test_a_byte_order_mark_stands_before_csv_alone() -> None:
    """Excel reads the file as UTF-8; the rest is the same."""
    with made_ledger() as ledger:
        plain = onrecord.export(ledger, "positions", form="csv").content
        assert onrecord.export(ledger, "positions", form="csv", bom=True).content == b"\xef\xbb\xbf" + plain
        with pytest.raises(onrecord.UsageError, match="no byte order mark"):
            onrecord.export(ledger, "positions", form="json", bom=True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"what": "nonsense"}, "there is no export"),
        ({"what": "positions", "form": "ris"}, "there is no ris of positions"),
        ({"what": "sqlite"}, "is a file"),
        ({"what": "positions", "excerpt_chars": 3}, "says nothing"),
        ({"what": "positions", "comments": True}, "have no place"),
        ({"what": ()}, "nothing to export"),
    ],
)
def test_what_there_is_not_is_refused_in_a_line(options: dict[str, object], said: str) -> None:
    """Each mistake is told with what to do."""
    with made_ledger() as ledger, pytest.raises(onrecord.UsageError, match=said):
        onrecord.export(ledger, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.csv", "csv"), ("a.XLSX", "xlsx"), ("a.parquet", "parquet"), ("a.txt", "jsonl"), ("a.bib", "jsonl")],
)
def test_a_file_name_tells_the_format(name: str, form: str) -> None:
    """Where the format is not given, and there is such a format."""
    assert chosen_format("positions", None, Path(name)) == form


def test_the_table_of_formats_is_that_of_the_program() -> None:
    """The reference tells what can be exported, in which formats, the unasked one first."""
    text = PAGE.read_text(encoding="utf-8")
    part = text.partition("## What there is")[2].partition("\n## ")[0]
    told = {}
    for names, formats in re.findall(r"^\| (`[^|]*`) \| ([^|]*) \|", part, flags=re.MULTILINE):
        for name in re.findall(r"`([^`]+)`", names):
            told[name] = tuple(re.findall(r"`([^`]+)`", formats))
    assert told == {name: tuple(one.value for one in offered(name)) for name in (*KINDS, *FORMS, SQLITE)}
