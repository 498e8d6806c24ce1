"""References: what reference managers and TeX read back is what the documents say, whatever stands in them."""

from __future__ import annotations

import re
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hostile import NASTY, TEXTS
from hypothesis import given, settings
from made_rows import documents

from onrecord.exports import references_bibtex, references_ris
from onrecord.harmless import visible
from onrecord.vocabulary import Document, DocumentKind, PartialDate


def plain(text: str) -> str:
    """A title as a reference holds it: on one line, with nothing a terminal obeys."""
    return " ".join(visible(" ".join(text.split())).split())


def report(**changes: object) -> Document:
    """A dated report with an address."""
    document = documents()[0]
    source = replace(document.provenance, address="https://courier.test/a_b?x=1&y=2%20~#z")
    return replace(document, provenance=source, date=PartialDate(2019, 5, 3), **changes)  # type: ignore[arg-type]


def test_ris_is_read_back() -> None:
    """Kind, title, author, outlet, date, address and id, each in its field."""
    made = references_ris([report(author="A. Silva, B. Costa"), documents()[1]])
    first, second = rispy.loads(made.text)
    assert made.rows == 2
    assert (first["type_of_reference"], second["type_of_reference"]) == ("NEWS", "GEN")
    assert first["title"] == "A strait"
    assert first["authors"] == ["A. Silva", "B. Costa"]
    assert (first["secondary_title"], first["year"], first["date"]) == ("The Courier", "2019", "2019/05/03/")
    assert first["id"] == documents()[0].id
    assert first["urls"] == ["https://courier.test/a_b?x=1&y=2%20~#z"]
    assert second["authors"] == ["Kari Berg"]
    assert second["type_of_work"] == "speech"


def test_bibtex_is_read_back() -> None:
    """An article for a report, something else for the rest; days as a month's name and as a whole date."""
    made = references_bibtex([report(title="100% of $5 & {more}_#1 ~ \\ ^"), documents()[1]])
    library = bibtexparser.parse_string(made.text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    first, second = library.entries
    assert (first.entry_type, second.entry_type) == ("article", "misc")
    assert first.key == documents()[0].id
    said = first["title"].replace("{", "").replace("}", "").replace("ˆ", "^")
    assert said == "100% of $5 & more_#1 ~ \\ ^"
    assert (first["journal"], first["year"], first["date"]) == ("The Courier", "2019", "2019-05-03")
    assert second["howpublished"] == "Speech"


def test_an_author_is_never_cut_in_two() -> None:
    """A byline of "Silva, Ana" may be one name or two: the byline stays as printed. A report's issuer is no author."""
    (entry,) = rispy.loads(references_ris([report(author="Silva, Ana")]).text)
    assert entry["authors"] == ["Silva, Ana"]
    (entry,) = rispy.loads(references_ris([report(author=None, speaker=None, issuer="Harbour Press")]).text)
    assert "authors" not in entry
    assert entry["publisher"] == "Harbour Press"


@pytest.mark.parametrize(
    ("day", "told"), [(PartialDate(2019), "2019///"), (PartialDate(2019, 5), "2019/05//"), (None, None)]
)
def test_a_date_is_as_exact_as_it_is(day: PartialDate | None, told: str | None) -> None:
    """No day is made up."""
    (entry,) = rispy.loads(references_ris([replace(report(), date=day)]).text)
    assert entry.get("date") == told


@settings(max_examples=120, deadline=None)
@given(TEXTS, TEXTS)
def test_no_text_ends_a_record_or_starts_a_field_of_ris(title: str, outlet: str) -> None:
    """Whatever a document holds, there is one record with one title."""
    text = references_ris([report(title=title, outlet=outlet, author=title)]).text
    tags = re.findall(r"^([A-Z][A-Z0-9])  - ", text, flags=re.MULTILINE)
    assert len(tags) == len(text.strip().splitlines())
    assert (tags.count("TY"), tags.count("ER"), tags.count("TI")) == (1, 1, int(bool(plain(title or "x"))))


@settings(max_examples=120, deadline=None)
@given(TEXTS, TEXTS)
def test_no_text_ends_a_field_of_bibtex(title: str, outlet: str) -> None:
    """Braces balance, one entry a document, and no command of TeX comes from a text."""
    text = references_bibtex([report(title=title, outlet=outlet, author=outlet)]).text
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [documents()[0].id]
    assert text.count("{") == text.count("}")
    ours = r"\\(?:textbackslash|textbraceleft|textbraceright|textasciitilde|textasciicircum)\{\}|\\[$&#%_]"
    rest = re.sub(ours, "", text)
    assert "\\" not in rest


def test_a_url_that_is_none_is_left_out() -> None:
    """An address that could close a field or is no web address stands in neither form."""
    for address in ("https://a.test/}", "javascript:alert(1)", "/home/x/a.txt"):
        source = replace(documents()[0].provenance, address=address, url=address)
        document = replace(documents()[0], provenance=source)
        assert "UR  -" not in references_ris([document]).text
        assert "url =" not in references_bibtex([document]).text


def test_the_kinds_all_have_a_type() -> None:
    """Every kind of document is written."""
    for kind in DocumentKind:
        assert references_ris([replace(report(), kind=kind)]).text.startswith("TY  - ")


def test_nothing_of_nasty_texts_reaches_a_terminal() -> None:
    """Printed references hold no escape sequence."""
    for words in NASTY:
        for made in (references_ris([report(title=words)]), references_bibtex([report(title=words)])):
            assert visible(made.text) == made.text
