"""The SQLite database: plain tables with links that hold, full-text search, the same bytes, and nothing half done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import NASTY
from made_rows import documents, position

import onrecord
from onrecord.exports.sqlite import _WIDTHS, new_database
from onrecord.ledger import CopyEdits, Ledger
from onrecord.vocabulary import (
    Act,
    Analysis,
    Claim,
    ClaimKind,
    Comment,
    Edit,
    Form,
    Link,
    OriginGroup,
    Relation,
    RelationKind,
    Span,
    Stance,
    Statement,
    Verdict,
    VerdictValue,
)

Ask = Callable[[str], list[tuple[object, ...]]]


def made_ledger() -> Ledger:
    """Two copies of one report, with every kind of row."""
    first, second = documents()
    first = replace(first, comments=(Comment(order=1, author="reader", text="\x1b nonsense about Chile"),))
    chain = (Link(name="The Courier", actor=None), Link(name="Kari Berg", actor="NOR"))
    statement = Statement(
        id="stm-000000000001", document=first.id, chain=chain, source=None, cue=None, content=(Span(0, 6), Span(9, 17)),
        form=Form.MIXED, act=Act.SPEECH, rule="r",
    )  # fmt: skip
    claim = Claim(
        id="clm-000000000001", document=first.id, kind=ClaimKind.VOTE_TALLY, span=Span(0, 6),
        terms={"body": "UNGA", "options": ["yes", "no"], "count": 39}, chain=chain, rule="r",
    )  # fmt: skip
    verdict = Verdict(
        claim=claim.id, value=VerdictValue.DIFFERS, text_says="over 150", record_says="146", as_of=None,
        steps=("100 + 46 = 146",), rows=("rollcall:A",), searched=(),
    )  # fmt: skip
    ledger = Ledger.open()
    run = ledger.begin(tool="t", method="m")
    other = position(id="pos-000000000002", stance=Stance.AIDS, matters=("strait",), rows=("name:NOR:1",))
    ledger.add(
        Analysis(
            document=first,
            statements=(statement,),
            positions=(position(), other),
            claims=(claim,),
            verdicts=(verdict,),
        ),
        run,
    )
    ledger.add(Analysis(document=second), run)
    relations = (
        Relation(document=first.id, parent=None, kind=RelationKind.ORIGINAL, reason="first"),
        Relation(
            document=second.id,
            parent=first.id,
            kind=RelationKind.COPY,
            reason="words",
            beside=first.id,
            evidence=Span(0, 8),
        ),
    )
    origin = OriginGroup(
        id="org-00000000000a",
        name="The Courier",
        documents=(first.id, second.id),
        reason="0.9",
        relations=relations,
    )
    edits = (Edit(kind="same", original="a", copy="a"), Edit(kind="changed", original="b", copy="c"))
    ledger.store_origins([origin], [CopyEdits(original=first.id, copy=second.id, edits=edits)])
    return ledger


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Questions to the exported database, comments included."""
    path = tmp_path / "made.sqlite"
    with made_ledger() as ledger:
        onrecord.write_export(ledger, path, "sqlite", comments=True)

    def asked(sql: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(sql).fetchall()

    return asked


def test_every_link_leads_somewhere(ask: Ask) -> None:
    """Keys are unique, foreign keys hold, and the file is sound."""
    assert ask("PRAGMA foreign_key_check") == []
    assert ask("PRAGMA integrity_check") == [("ok",)]


def test_rows_of_every_kind_are_there(ask: Ask) -> None:
    """Documents, statements, positions, claims with verdicts and grounds, families, edits: in plain columns."""
    assert ask("SELECT title, origin, text IS NULL FROM documents ORDER BY name")[0] == (
        "A strait",
        "org-00000000000a",
        0,
    )
    assert ask("SELECT speaker, quote, chain FROM statements") == [
        ("NOR", "Norway … minister", "The Courier > Kari Berg")
    ]
    assert ask("SELECT id, stance, declared, statement, when_first FROM positions ORDER BY id")[0] == (
        "pos-000000000001", "condemns", 1, "stm-000000000001", "2019-05-01",
    )  # fmt: skip
    assert ask("SELECT verdict, text_says, record_says FROM claims") == [("differs", "over 150", "146")]
    assert ask("SELECT name, value FROM claim_terms ORDER BY name") == [
        ("body", "UNGA"), ("count", "39"), ("options", "yes; no"),
    ]  # fmt: skip
    assert ask("SELECT kind, value FROM claim_grounds ORDER BY kind") == [
        ("row", "rollcall:A"),
        ("step", "100 + 46 = 146"),
    ]
    assert ask("SELECT kind, evidence FROM relations WHERE parent IS NOT NULL") == [("copy", "𝔉 Norway")]
    assert ask("SELECT number, kind, original_text, copy_text FROM edits") == [(2, "changed", "b", "c")]
    assert ask("SELECT matter FROM position_matters") == [("strait",)]
    assert ask("SELECT used FROM position_rows") == [("name:NOR:1",)]
    assert ask("SELECT id, kind FROM actors ORDER BY id") == [("CHL", "state"), ("NOR", "state")]


def test_copies_count_once_in_the_matrix(ask: Ask) -> None:
    """The view counts independent reports."""
    assert ask("SELECT holder, toward, stance, reports FROM matrix ORDER BY stance")[1] == (
        "NOR",
        "CHL",
        "condemns",
        1,
    )


def test_words_are_found(ask: Ask) -> None:
    """Full-text search over texts, quotations and comments; diacritics and case do not matter."""
    assert ask("SELECT count(*) FROM documents_fts WHERE documents_fts MATCH 'ceasefire'") == [(2,)]
    assert ask("SELECT quote FROM positions_fts WHERE positions_fts MATCH 'VIOLATIONS' LIMIT 1") != []
    assert ask("SELECT count(*) FROM comments_fts WHERE comments_fts MATCH 'nonsense'") == [(1,)]


def test_offsets_still_hold(ask: Ask) -> None:
    """A quotation is the characters of the text at its place."""
    sql = "SELECT substr(d.text, p.start_at + 1, p.end_at - p.start_at) = p.quote FROM positions p JOIN documents d ON d.id = p.document"
    assert set(ask(sql)) == {(1,)}
    assert ask("SELECT text FROM paragraph_texts")[0][0] == documents()[0].text


def test_every_table_has_as_many_columns_as_are_filled(ask: Ask) -> None:
    """The list of tables in the code is that of the schema."""
    names = ask(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%' ORDER BY name"
    )
    assert {str(name): len(ask(f"PRAGMA table_info({name})")) for (name,) in names} == _WIDTHS


def test_the_same_ledger_gives_the_same_bytes(tmp_path: Path) -> None:
    """No time, no chance, and comments only where they are asked for."""
    files = [tmp_path / name for name in ("one.sqlite", "two.sqlite", "three.sqlite")]
    with made_ledger() as ledger:
        told = [onrecord.write_export(ledger, path, "sqlite", comments=path == files[2]) for path in files]
    one, two, three = (path.read_bytes() for path in files)
    assert one == two
    assert b"nonsense" not in one
    assert b"nonsense" in three
    assert told[0].notes == ("1 reader comments left out; --comments includes them",)
    assert told[2].notes == ()


def test_shared_excerpts_are_bounded(tmp_path: Path) -> None:
    """Quotations are cut, whole texts are not there, not even in the index."""
    path = tmp_path / "shared.sqlite"
    with made_ledger() as ledger:
        onrecord.write_export(ledger, path, "sqlite", excerpt_chars=20)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT max(length(quote)) FROM positions").fetchone()[0] <= 20
        assert connection.execute("SELECT count(text) FROM documents").fetchone() == (0,)
    assert documents()[0].text.encode() not in path.read_bytes()


def test_hostile_texts_are_values(tmp_path: Path) -> None:
    """Statements of SQL, NULs and halves of surrogate pairs are words; offsets stay as they are."""
    path = tmp_path / "hostile.sqlite"
    made = [
        replace(documents()[0], id=f"doc-{at:012d}", name=words, title=words, text=words)
        for at, words in enumerate(NASTY)
    ]
    with new_database(path) as database:
        database.add_documents(made, {})
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT text FROM documents ORDER BY id").fetchall()
        assert [len(text) for (text,) in found] == [len(words) for words in NASTY]
        assert not any("\x00" in text or "\x1b" in text for (text,) in found)


def test_a_failure_leaves_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file takes the old one's place only when it is whole, and no part of it stays behind."""
    path = tmp_path / "old.sqlite"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise onrecord.StopSource("the disk is full")

    monkeypatch.setattr("onrecord.exports.sqlite.Database.finish", fail)
    with made_ledger() as ledger, pytest.raises(onrecord.StopSource):
        onrecord.write_export(ledger, path, "sqlite")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])
