from __future__ import annotations

import sqlite3

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.search import parse_query
from onrecord.search.store import TOKENIZER


@pytest.mark.parametrize(
    ("typed", "fts"),
    [
        ("border talks", '("border") AND ("talks")'),
        ('"border talks"', '("border talks")'),
        ("“border talks”", '("border talks")'),
        ("border -talks", '(("border")) NOT ("talks")'),
        ('border -"peace talks" -war', '(("border")) NOT ("peace talks" OR "war")'),
        ("border OR frontier talks", '("border" OR "frontier") AND ("talks")'),
        ("sovereign*", '("sovereign" *)'),
        ("OR border OR", '("border")'),
        ("co-operation", '("co-operation")'),
        ('"never closed', '("never closed")'),
        ("border AND NOT NEAR(x)", '("border") AND ("AND") AND ("NOT") AND ("NEAR(x)")'),
        ("title:border ^x {a b}:c", '("title:border") AND ("^x") AND ("{a") AND ("b}:c")'),
        ("A/RES/62/243", '("A/RES/62/243")'),
    ],
)
def test_what_is_typed_becomes_strings_and_nothing_else(typed: str, fts: str) -> None:
    """Words, phrases, exclusions, alternatives and beginnings are understood; FTS5's own syntax is mere words."""
    assert parse_query(typed).as_fts() == fts


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "nothing to search for"),
        (' "" - * ...', "nothing to search for"),
        ("-border", "needs a word that must occur"),
        ("bo*", "too many words"),
        ("x" * 301, "at most 300 characters"),
        ("a " * 25, "at most 24 words"),
    ],
)
def test_what_cannot_be_searched_is_refused_with_the_reason(typed: str, says: str) -> None:
    """A query that asks nothing or too much is a wrong usage that tells what to do."""
    with pytest.raises(UsageError, match=says) as wrong:
        parse_query(typed)
    assert wrong.value.remedy


_SIGNS = st.text(alphabet=st.characters(codec=None), max_size=40) | st.text(
    alphabet='ab"*-ORND()^{}:+,.\x00 国а\ud800'
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(typed=st.lists(_SIGNS, max_size=5).map(" ".join))
@example('"')
@example("\ud800 \x00 a")
@example("🙂")
@example("𞤀𞤣𞤤𞤢𞤥 🜁")
@example("ก็ abc*")
@example('-"a""b" OR -c')
def test_no_input_is_an_error_of_the_database(typed: str) -> None:
    """Whatever is typed is answered or refused by us; FTS5 never sees anything that it would call a syntax error."""
    try:
        query = parse_query(typed)
    except UsageError:
        return
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"CREATE VIRTUAL TABLE t USING fts5(a, b, tokenize='{TOKENIZER}')")
        connection.execute("INSERT INTO t VALUES ('ab', 'a b OR')")
        connection.execute("SELECT rowid, bm25(t) FROM t WHERE t MATCH ?", (query.as_fts(),)).fetchall()
    finally:
        connection.close()
