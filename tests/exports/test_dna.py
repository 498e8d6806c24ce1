"""The event list of Discourse Network Analyzer: its columns, who agrees with what, and what is left out."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_rows import HOSTILE, WORDS, documents, party, row

from onrecord.exports import DNA_COLUMNS, Concepts, dna_documents, dna_statements
from onrecord.exports.dna import GIVEN_UP, NEITHER, NO_MATTER, agreement_of
from onrecord.extract.matters import is_breach
from onrecord.extract.matters_principles import load_principles
from onrecord.ledger import PositionRow
from onrecord.vocabulary import ActorKind, PartialDate, Span, Stance
from tests.making import make_document

CONCEPTS = Concepts(labels=load_principles().labels, is_breach=is_breach)


def read(text: str) -> list[dict[str, str]]:
    """The rows of a file, as another program reads them."""
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def one(**changes: object) -> dict[str, str]:
    """The only row that a position gives."""
    (cells,) = read(dna_statements([row(**changes)], documents(), concepts=CONCEPTS).text)
    return cells


def test_the_columns_begin_as_dna_writes_them() -> None:
    """Names, order, separator and quoted names are those of DNA's own event list, so that its readers fit."""
    text = dna_statements([], documents(), concepts=CONCEPTS).text
    assert text.startswith(
        '"statement_id";"time";"person";"organization";"concept";"agreement";"start_position";"stop_position";"text";'
        '"coder";"document_id";"document_title";"document_author";"document_source";"document_section";'
        '"document_type";'
    )


def test_a_statement() -> None:
    """Every cell of one row."""
    cells = one()
    assert cells | {"text": ""} == {
        "statement_id": "1",
        "time": "2019-05-01 00:00:00",
        "person": "Kari Berg",
        "organization": "Norway",
        "concept": "Ceasefire",
        "agreement": "1",
        "start_position": str(WORDS.index("Norway condemned")),
        "stop_position": str(len(WORDS) - 1),
        "text": "",
        "coder": "1",
        "document_id": "1",
        "document_title": "A strait",
        "document_author": "A. Silva",
        "document_source": "The Courier",
        "document_section": "",
        "document_type": "report",
        "position": "pos-000000000001",
        "stance": "condemns",
        "toward": "Chile",
        "basis": "reported",
        "declared": "1",
        "modality": "",
        "by_membership": "0",
        "first_day": "2019-05-01",
        "last_day": "2019-05-01",
        "origin": "",
    }
    assert cells["text"] == "Norway condemned the violations of the ceasefire by Chile"


@pytest.mark.parametrize(
    ("stance", "principle", "about", "event", "agreement"),
    [
        (Stance.SUPPORTS, "ceasefire", "the ceasefire", None, 1),
        (Stance.DEMANDS, "withdrawal", "the withdrawal of all troops", None, 1),
        (Stance.CALLS_FOR, "ceasefire", "an end to the violations of the ceasefire", None, 1),
        (Stance.CONDEMNS, "ceasefire", "violations of the ceasefire", None, 1),
        (Stance.REJECTS, "withdrawal", "the withdrawal of its troops", None, 0),
        (Stance.SUPPORTS, "non-use-of-force", "the invasion of its neighbour", None, 0),
        (Stance.CONDEMNS, None, "the violations of the ceasefire", None, 0),
        (Stance.OPPOSES, "sanctions", "new sanctions on Chile", None, 0),
        (Stance.OPPOSES, "sanctions", "new sanctions on Chile", "SANCTION", 1),
        (Stance.THREATENS, "sanctions", "new sanctions", None, None),
        (Stance.CONCERNED, "ceasefire", "the ceasefire", None, None),
        (Stance.ABSTAINS, None, "the draft", None, None),
    ],
)
def test_agreement_is_with_the_matter(
    stance: Stance, principle: str | None, about: str, event: str | None, agreement: int | None
) -> None:
    """Who demands a thing is for it, who condemns its breach is for it too, and concern is neither."""
    made = row(stance=stance, principle=principle, about=about, event=event).position
    assert agreement_of(made, CONCEPTS) == agreement


def test_what_is_left_out_is_counted() -> None:
    """Rows given are rows written and rows left out, each of these for one reason."""
    rows = [
        row(),
        row(stance=Stance.CONCERNED),
        row(ended=True),
        row(principle=None, about=None),
        row(principle=None, about="Chile"),
        row(principle=None, about="by Chile", about_at=Span(len(WORDS) - 6, len(WORDS) - 1)),
    ]
    made = dna_statements(rows, documents(), concepts=CONCEPTS)
    assert made.left_out == {GIVEN_UP: 1, NEITHER: 1, NO_MATTER: 3}
    assert list(made.left_out) == sorted(made.left_out)
    assert made.rows + sum(made.left_out.values()) == len(rows)
    assert [cells["statement_id"] for cells in read(made.text)] == ["1"]


def test_without_a_principle_the_words_are_the_concept() -> None:
    """The phrase of the text stands for the matter, on one line."""
    assert one(principle=None, about="the  closed\nstrait")["concept"] == "the closed strait"


def test_a_person_who_acts_for_nobody_is_no_organisation() -> None:
    """A person holding a position for himself stands in the column of persons alone."""
    cells = one(holder=party("person:Ana Silva", "Ana Silva", ActorKind.PERSON))
    assert (cells["person"], cells["organization"]) == ("Ana Silva", "")


def test_the_one_who_ascribes_is_not_the_person() -> None:
    """The innermost teller of an ascribed position is named in no cell but the marks of its basis."""
    cells = one(holder=party("NOR", "Norway"))
    assert (cells["person"], cells["organization"]) == ("", "Norway")


def test_an_unsure_day_is_shown_as_such() -> None:
    """The time is the first day it may have been, and both ends stand beside it; without any date they are empty."""
    cells = one(when=None)
    assert (cells["time"], cells["first_day"], cells["last_day"]) == (
        "2019-05-01 00:00:00",
        "2019-05-01",
        "2019-05-31",
    )
    cells = one(when=None, date=None)
    assert (cells["time"], cells["first_day"], cells["last_day"]) == ("", "", "")


def test_copies_share_their_origin() -> None:
    """The report that a document prints is named, so that copies can be counted once."""
    origins = {documents()[0].id: "org-000000000001"}
    (cells,) = read(dna_statements([row()], documents(), concepts=CONCEPTS, origins=origins).text)
    assert cells["origin"] == "org-000000000001"


def test_documents_come_with_the_fields_of_dna() -> None:
    """Title, text, author, source, section, type, notes and time, numbered as the statements say."""
    made = dna_documents(documents())
    first, second = read(made.text)
    assert made.rows == 2
    assert (first["document_id"], first["title"], first["author"]) == ("1", "A strait", "A. Silva")
    assert (first["source"], first["type"], first["date_time"]) == (
        "The Courier",
        "report",
        "2019-05-04 00:00:00",
    )
    assert (second["title"], second["author"], second["source"], second["date_time"]) == (
        "b.txt",
        "Kari Berg",
        "Oslo",
        "",
    )
    assert first["text"] == WORDS


SIGNS = st.text(st.sampled_from("ab c=+-'\n\t\x1b\u202e𝔉é;\"") | st.characters(codec="utf-8"), max_size=40)


@given(before=SIGNS, words=SIGNS, after=SIGNS)
def test_offsets_find_the_words_in_the_exported_text(before: str, words: str, after: str) -> None:
    """Whatever stands in a text, its offsets count the exported text as Java counts, and the words are there."""
    plain = f"{before}{words}{after}".replace("\r", "").replace("\x00", "")
    start = len(before.replace("\r", "").replace("\x00", ""))
    end = start + len(words.replace("\r", "").replace("\x00", ""))
    document = make_document(plain)
    made = replace(row().position, document=document.id, evidence=Span(start, end))
    rows = [PositionRow(position=made, document=document.name, quote=plain[start:end])]
    (cells,) = read(dna_statements(rows, [document], concepts=CONCEPTS).text)
    (held,) = csv.DictReader(io.StringIO(dna_documents([document]).text, newline=""), delimiter=";")
    units = held["text"].encode("utf-16-le")
    found = units[2 * int(cells["start_position"]) : 2 * int(cells["stop_position"])].decode("utf-16-le")
    assert len(found) == end - start
    assert all(one == two or one == " " for one, two in zip(found, plain[start:end], strict=True))


def test_no_cell_is_a_formula_and_no_sign_is_obeyed() -> None:
    """Hostile words stay within their cell and begin with no sign that a spreadsheet calculates."""
    hostile = replace(documents()[0], title=HOSTILE, outlet=HOSTILE, author=HOSTILE, text=HOSTILE + WORDS)
    made = row(principle=None, about=HOSTILE, holder=party("NOR", HOSTILE, person=HOSTILE))
    for text in (
        dna_statements([made], [hostile], concepts=CONCEPTS).text,
        dna_documents([hostile]).text,
    ):
        (cells,) = read(text)
        assert not any(cell.startswith(("=", "+", "@")) for cell in cells.values())
        assert not set("\x1b\u202e\r") & set(text)
        assert set(cells) <= {
            *DNA_COLUMNS,
            "title",
            "author",
            "source",
            "section",
            "type",
            "notes",
            "date_time",
        }


def test_the_same_rows_give_the_same_text_and_none_give_the_names() -> None:
    """Nothing but the rows decides what is written."""
    rows = [row(), row(id="pos-000000000002", date=PartialDate(2019))]
    one_, two = (dna_statements(rows, documents(), concepts=CONCEPTS) for _ in range(2))
    assert one_ == two
    empty = dna_statements([], [], concepts=CONCEPTS)
    assert (empty.rows, empty.left_out, len(empty.text.splitlines())) == (0, {}, 1)
    assert len(dna_documents([]).text.splitlines()) == 1
