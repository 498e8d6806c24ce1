"""What goes into the ledger comes out equal, whatever the texts in it are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_values import (
    ANALYSES,
    CLAIMS,
    DOCUMENTS,
    ORIGINS,
    POSITIONS,
    SET_ASIDES,
    STATEMENTS,
    VERDICTS,
    made_analysis,
)

from onrecord.ledger import Ledger
from onrecord.ledger.codec import dumps, from_json, loads, to_json
from onrecord.ledger.database import Database
from onrecord.ledger.migrate import load_migrations, migrate
from onrecord.ledger.tables import TABLES
from onrecord.vocabulary import Analysis, Claim, Link, Span, VoteOption


@given(
    st.one_of(CLAIMS, DOCUMENTS, ORIGINS, POSITIONS, SET_ASIDES, STATEMENTS, VERDICTS, ANALYSES),
)
@settings(max_examples=150, deadline=None)
def test_json_form_of_every_type_gives_the_value_back(value: object) -> None:
    """Every vocabulary value equals what is read from its one JSON form."""
    assert loads(type(value), dumps(value)) == value


def test_a_form_from_before_a_field_takes_its_default() -> None:
    """A value that an older version stored is read when a field with a default has come since; others are needed."""
    link = Link(name="The Ruritanian", actor=None)
    assert from_json(Link, {"name": "The Ruritanian", "actor": None}) == link
    with pytest.raises(KeyError, match="actor"):
        from_json(Link, {"name": "The Ruritanian"})


@given(ANALYSES)
@settings(max_examples=25, deadline=None)
def test_ledger_gives_an_analysis_back(analysis: Analysis) -> None:
    """An analysis that was added equals the one that is read, field by field."""
    with Ledger.open() as ledger:
        run = ledger.begin(tool="t", method="m")
        assert ledger.add(analysis, run)
        assert ledger.analyses() == (analysis,)


@given(st.text(max_size=30), st.data())
@settings(max_examples=25, deadline=None)
def test_quotes_are_the_characters_of_the_span(text: str, data: st.DataObject) -> None:
    """The words that SQL cuts out are those that the span covers, in any script and with any signs."""
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    made = made_analysis(text=text)
    claim = Claim(id="clm-1", document=made.document.id, kind=made.claims[0].kind, span=span, rule="r")
    with Ledger.open() as ledger:
        ledger.add(Analysis(document=made.document, claims=(claim,)), ledger.begin(tool="t", method="m"))
        (row,) = ledger.checks()
    assert row.quote == span.of(text)


def test_half_a_surrogate_is_stored_as_its_escape() -> None:
    """A file name that is no valid text is kept in a readable form and does not stop the run."""
    with Ledger.open() as ledger:
        run = ledger.begin(tool="t", method="m")
        ledger.skip("caf\udce9.txt", "not a text", run)
        assert [skipped.address for skipped in ledger.skipped()] == ["caf\\udce9.txt"]


def test_a_number_that_json_cannot_hold_is_refused() -> None:
    """Not-a-number never becomes a row that no reader can parse."""
    with pytest.raises(ValueError, match="JSON"):
        dumps({"count": float("nan")})


def test_what_has_no_json_form_is_refused() -> None:
    """An unknown type is an error, not its printed form."""
    with pytest.raises(TypeError, match="object"):
        to_json(object())
    assert to_json(VoteOption.NOT_VOTING) == "not voting"


def test_columns_of_the_code_are_those_of_the_schema() -> None:
    """The fixed list of tables and columns is what the migrations create."""
    database = Database(None)
    migrate(database, load_migrations())
    for table in TABLES:
        found = database.rows(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ?",
            (table.name,),
        )
        key = {"document": "VARCHAR", "method": "VARCHAR", "run": "INTEGER"}
        order = {} if table.name == "documents" else {"ord": "INTEGER"}
        assert dict(found) == key | order | dict(table.columns)
    database.close()
