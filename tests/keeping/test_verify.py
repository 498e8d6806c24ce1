"""Every way in which a ledger can be wrong is found and named, and nothing is said of one that is whole."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_run import analyse, stages

from onrecord import review
from onrecord.cli import cli
from onrecord.errors import LedgerError
from onrecord.keeping import mend_ledger, verify_ledger
from onrecord.ledger import Ledger
from onrecord.ledger.migrate import load_migrations
from onrecord.read import read_bytes
from onrecord.runs import run
from onrecord.search import SearchIndex

PARTS = ("paragraphs", "comments", "left_out", "statements", "positions", "claims", "verdicts", "set_aside")
ONE = "rowid = (SELECT min(rowid) FROM {})"
DAMAGES = {
    # what is missing
    **{f"a row of {t} is gone": (f"DELETE FROM {t} WHERE ord = 0 AND document IN (SELECT document FROM {t} GROUP BY ALL HAVING count(*) > 1)",
                                 {(t, "row-missing")}) for t in ("paragraphs", "comments", "left_out", "set_aside")},
    "a statement is gone that nothing names": ("DELETE FROM statements WHERE rowid = (SELECT min(rowid) FROM statements AS s "
        "WHERE s.ord = 0 AND s.id NOT IN (SELECT statement FROM positions WHERE statement IS NOT NULL) AND s.id NOT IN (SELECT id FROM review_marks))",
        {("statements", "row-missing")}),
    "a statement is gone that a position names": ("DELETE FROM statements WHERE rowid = (SELECT min(s.rowid) FROM statements AS s "
        "JOIN positions AS p ON p.statement = s.id WHERE s.id NOT IN (SELECT id FROM review_marks))",
        {("statements", "row-missing"), ("positions", "not-there")}),
    "a claim is gone": ("DELETE FROM claims WHERE rowid = (SELECT min(rowid) FROM claims)",
                        {("claims", "row-missing"), ("verdicts", "not-there")}),
    "a source is gone": ("DELETE FROM sources WHERE outcome = 'skipped'", {("sources", "source-missing")}),
    "a run is gone": ("DELETE FROM runs WHERE id = 2", {("sources", "not-there")}),
    "a reading is gone": ("DELETE FROM readings WHERE ord = 3", {("readings", "reading-missing"), ("documents", "not-there")}),
    "an origin is gone": (f"DELETE FROM origins WHERE {ONE.format('origins')}", {("origin_documents", "not-there")}),
    "a decision is gone": ("DELETE FROM decisions WHERE verb = 'reject'",
                           {("review_units", "not-there"), ("review_marks", "not-there"), ("review_units", "out-of-step")}),
    "an overlay row is gone": ("DELETE FROM review_units WHERE rowid = (SELECT min(rowid) FROM review_units)",
                               {("review_units", "out-of-step")}),
    "a text that is printed is gone": ("DELETE FROM prints WHERE no = (SELECT min(print) FROM print_ties)",
        {("print_documents", "not-there"), ("print_runs", "not-there"), ("print_ties", "not-there")}),
    "a word run of a text is gone": (f"DELETE FROM print_runs WHERE {ONE.format('print_runs')}", {("print_runs", "row-missing")}),
    "a piece of a crowd is of no text": ("INSERT INTO print_crowds VALUES (1, repeat('A', 24)::BLOB)", {("print_crowds", "not-there")}),
    "a run is kept in both ways": ("INSERT INTO print_crowds SELECT r.run, unhex(printf('%08x', p.size) || hex(p.digest) || printf('%08x', p.no)) "
        "FROM print_runs AS r JOIN prints AS p ON p.no = r.print LIMIT 1", {("print_runs", "row-missing"), ("print_crowds", "twice")}),
    "half of a tie is gone": ("DELETE FROM print_ties WHERE print < other", {("print_ties", "not-mutual")}),
    "a document lost its origin": ("DELETE FROM origin_documents WHERE ord = 1",
        {("origins", "lists-differ"), ("relations", "not-there"), ("origin_documents", "not-grouped")}),
    "a roll call is gone": ("DELETE FROM record_calls WHERE no = 1", {("record_votes", "not-there")}),
    "a seat is gone": ("DELETE FROM record_seats WHERE id = 'ARM'", {("record_votes", "not-there")}),
    "a vote is gone": (f"DELETE FROM record_votes WHERE {ONE.format('record_votes')}", {("record_calls", "recount")}),
    "the roll calls' source is gone": ("DELETE FROM record_sources", {("record_calls", "not-there")}),
    "a migration is not noted": ("DELETE FROM schema_version WHERE version = 3", {("schema_version", "migration")}),
    "a view is gone": ("DROP VIEW skipped", {("tables", "structure")}),
    "an index is gone": ("DROP INDEX edits_by_copy", {("tables", "structure")}),
    "a column is gone": ("DROP VIEW current_statements; ALTER TABLE left_out DROP COLUMN reason", {("tables", "structure")}),
    "an origin is gone that people decided about": (
        "DELETE FROM origins WHERE id = (SELECT min(origin) FROM reviewed_origins)",
        {("origin_documents", "not-there"), ("reviewed_origins", "not-there")}),
    # what is there twice
    **{f"a row of {t} is there twice": (f"INSERT INTO {t} SELECT * FROM {t} WHERE {ONE.format(t)}",
        {(t, "row-missing")} | ({(t, "twice")} if t in ("statements", "positions", "claims", "verdicts") else set()))
       for t in PARTS},
    "a reading is there twice": ("INSERT INTO readings SELECT * FROM readings WHERE ord = 5", {("readings", "reading-missing")}),
    "a source is there twice": ("INSERT INTO sources SELECT * FROM sources WHERE outcome = 'skipped'", {("sources", "source-missing")}),
    "a document is counted twice": ("INSERT INTO sources SELECT run, 99, address, outcome, document, reason FROM sources WHERE run = 1 AND ord = 2; "
        "UPDATE sources SET ord = 7 WHERE ord = 99", {("sources", "not-counted")}),
    "an origin is there twice": (f"INSERT INTO origins SELECT * FROM origins WHERE {ONE.format('origins')}", {("origins", "twice")}),
    "a vote is there twice": (f"INSERT INTO record_votes SELECT * FROM record_votes WHERE {ONE.format('record_votes')}",
                              {("record_votes", "twice"), ("record_calls", "recount")}),
    "an edit is there twice": (f"INSERT INTO edits SELECT * FROM edits WHERE {ONE.format('edits')}", {("edits", "twice")}),
    # what leads nowhere
    "a row is of another run": ("UPDATE comments SET run = 2", {("comments", "without-document")}),
    "a position names another statement": ("UPDATE positions SET statement = 'stm-000000000000' WHERE statement IS NOT NULL",
                                           {("positions", "not-there")}),
    "a comment answers none": ("UPDATE comments SET parent = 99 WHERE place = 1", {("comments", "not-there")}),
    "a parent is elsewhere": ("UPDATE relations SET parent = 'doc-000000000000' WHERE parent IS NOT NULL", {("relations", "not-there")}),
    "a primary source is elsewhere": ("UPDATE origins SET primary_document = 'doc-000000000000'",
                                      {("origins", "not-there")}),
    "an edit is of no document": ("UPDATE edits SET original_document = 'doc-000000000000'", {("edits", "not-there")}),
    "a source was added and is not held": ("UPDATE sources SET document = 'doc-000000000000' WHERE run = 1 AND ord = 2",
                                           {("documents", "document-missing"), ("sources", "not-counted")}),
    "a source was met and is not held": ("UPDATE sources SET document = 'doc-000000000000' WHERE outcome = 'held'",
                                         {("documents", "document-missing")}),
    "a source was skipped for nothing": ("UPDATE sources SET reason = NULL WHERE outcome = 'skipped'", {("sources", "untold")}),
    "a source has another outcome": ("UPDATE sources SET outcome = 'lost' WHERE outcome = 'skipped'",
                                     {("sources", "untold")}),
    "ideal points are of no seat": ("UPDATE record_points SET seat = 'ZZZ'", {("record_points", "not-there")}),
    "a roll call is part of none": ("UPDATE record_calls SET same_as = 99 WHERE no = 1", {("record_calls", "not-there")}),
    "a source of roll calls holds none": ("INSERT INTO record_sources SELECT 9, * EXCLUDE (no) REPLACE ('rec-1' AS id, 'other' AS layout) FROM record_sources",
                                          {("record_sources", "not-there")}),
    # what says something else
    "a text has another letter": ("UPDATE documents SET text = replace(text, 'resolution', 'revolution') WHERE name LIKE '05%'",
                                  {("documents", "words-differ")}),
    "a text was cut short": ("UPDATE paragraphs SET span_end = 1000000 WHERE ord = 0 AND document = (SELECT document FROM documents WHERE name LIKE '05%')",
                             {("paragraphs", "span-outside")}),
    "a claim stands elsewhere": (f"UPDATE claims SET span_end = 1000000 WHERE {ONE.format('claims')}", {("claims", "span-outside"), ("claims", "id")}),
    "a trigger stands outside": (f"UPDATE positions SET trigger_end = 1000000 WHERE {ONE.format('positions')}", {("positions", "span-outside")}),
    "a content stands outside": ("UPDATE statements SET cue = '[1,1000000]' WHERE rowid = (SELECT max(rowid) FROM statements WHERE cue IS NOT NULL) ",
                                 {("statements", "span-outside"), ("statements", "id")}),
    "a span ends before it begins": ("UPDATE claims SET span_end = 0 WHERE span_start > 0", {("claims", "unreadable")}),
    "a stance is none": (f"UPDATE positions SET stance = 'adores' WHERE {ONE.format('positions')}", {("positions", "unreadable")}),
    "an added row is none": ("UPDATE decided_positions SET basis = 'rumour'", {("decided_positions", "unreadable")}),
    "a form is no JSON": ("UPDATE verdicts SET steps = '7' WHERE rowid = (SELECT max(rowid) FROM verdicts)", {("verdicts", "unreadable")}),
    "a date is none": ("UPDATE documents SET date = 'yesterday' WHERE name LIKE '05%'", {("documents", "unreadable")}),
    "a digest is another": ("UPDATE documents SET digest = repeat('0', 64) WHERE name LIKE '05%'", {("documents", "digest")}),
    "a print is another": ("UPDATE prints SET words = words || '\\x00\\x00\\x00\\x00'::BLOB WHERE no = 0", {("prints", "digest")}),
    "an origin is named otherwise": ("UPDATE origins SET id = 'org-000000000000' WHERE id = (SELECT max(id) FROM origins WHERE id NOT IN (SELECT origin FROM reviewed_origins))",
                                     {("origins", "not-there"), ("origin_documents", "not-there")}),
    "an origin has an id of no document": ("CREATE TEMP TABLE o AS SELECT max(origin) AS id FROM origin_documents; "
        + "; ".join(f"UPDATE {t} SET {c} = 'org-000000000000' WHERE {c} = (SELECT id FROM o)"
                    for t, c in (("origins", "id"), ("origin_documents", "origin"), ("relations", "origin"), ("reviewed_origins", "origin"))), {("origins", "digest")}),
    "an id is another": ("UPDATE claims SET id = 'clm-000000000000' WHERE rowid = (SELECT min(rowid) FROM claims); "
                         "UPDATE verdicts SET claim = 'clm-000000000000' WHERE rowid = (SELECT min(rowid) FROM verdicts)", {("claims", "id")}),
    "an edit tells other words": ("UPDATE edits SET original = 'Never said.' WHERE ord = 0", {("edits", "words-differ")}),
    "a decision tells another reason": ("UPDATE decisions SET reason = 'none' WHERE verb = 'reject'", {("decisions", "digest")}),
    "a decision holds otherwise": ("UPDATE review_units SET standing = 'disputed' WHERE standing = 'rejected'", {("review_units", "out-of-step")}),
    "a mark is of no row": ("UPDATE review_marks SET id = 'pos-000000000000' WHERE standing = 'rejected'", {("review_marks", "not-there")}),
    "a total is another": ("UPDATE record_calls SET yes = 9 WHERE no = 1", {("record_calls", "recount")}),
    "a vote is none": (f"UPDATE record_votes SET option = 7 WHERE {ONE.format('record_votes')}",
                       {("record_votes", "unknown-option"), ("record_calls", "recount")}),
    "a file of roll calls is another": ("UPDATE record_sources SET digest = repeat('0', 64)", {("record_sources", "digest")}),
}  # fmt: skip
"""What is done to a whole ledger, and the only (table, check) that are to be told of it."""


def damage(path: Path, sql: str) -> None:
    """Change a ledger behind its back."""
    with duckdb.connect(str(path)) as database:
        database.execute(sql)


def told(path: Path) -> set[tuple[str, str]]:
    """The table and the check of every fault."""
    return {(finding.table, finding.check) for finding in verify_ledger(path).faults}


def test_a_whole_ledger_is_clean(whole: Path) -> None:
    """Documents, origins, decisions, roll calls and index of the example: nothing is wrong and nothing waits."""
    before = whole.read_bytes()
    verification = verify_ledger(whole)
    assert (verification.faults, verification.notes) == ((), ())
    assert (verification.is_clean, verification.documents) == (True, 5)
    assert verification.checks > 100
    assert whole.read_bytes() == before


@pytest.mark.parametrize("what", DAMAGES)
def test_damage_is_named_and_nothing_else(whole: Path, what: str) -> None:
    """A ledger that is wrong in one way is told to be wrong in that way alone."""
    sql, expected = DAMAGES[what]
    damage(whole, sql)
    assert told(whole) == expected


def test_origins_that_people_joined_and_parted_are_in_order(whole: Path) -> None:
    """Reports joined and parted by decision are clean, are made anew alike, and wait where they were not laid yet."""
    with Ledger.open(whole) as ledger:
        groups = [row.origin for row in ledger.origins()]
        alone = [group.documents[0] for group in groups if len(group.documents) == 1]
        (copied,) = [group for group in groups if len(group.documents) > 1]
        review.join_documents(ledger, *alone[:2], reviewer="Ana", reason="one report")
        review.part_documents(ledger, *copied.documents, reviewer="Ben", reason="two reports")
        before = [row.origin for row in ledger.origins()]
    verification = verify_ledger(whole)
    assert (verification.faults, verification.notes) == ((), ())
    mend_ledger(whole)
    with Ledger.open(whole, read_only=True) as ledger:
        assert [row.origin for row in ledger.origins()] == before
    damage(whole, "DELETE FROM review_units WHERE about = 'origin'")
    verification = verify_ledger(whole)
    assert [(note.table, note.check) for note in verification.notes] == [("origins", "not-laid")]


DERIVED = (
    "an origin is gone",
    "half of a tie is gone",
    "an edit tells other words",
    "a decision holds otherwise",
    "a print is another",
)


@pytest.mark.parametrize("what", DERIVED)
def test_what_is_derived_is_made_anew(whole: Path, what: str) -> None:
    """Origins, prints, edits and what decisions come to are worked out again, equal to what they were."""
    with Ledger.open(whole, read_only=True) as ledger:
        before = (ledger.origins(), ledger.copies(), ledger.positions(), ledger.reviewed(), ledger.summary())
    damage(whole, DAMAGES[what][0])
    assert verify_ledger(whole).can_be_mended
    mend_ledger(whole)
    assert verify_ledger(whole).is_clean
    with Ledger.open(whole, read_only=True) as ledger:
        after = (ledger.origins(), ledger.copies(), ledger.positions(), ledger.reviewed(), ledger.summary())
    assert after == before


# --- Made-up documents --------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(
        [
            "Silva",
            "said",
            "that",
            "Portugal",
            "condemned",
            "the",
            "vote",
            "of",
            "12",
            "states",
            "🙂",
            "é",
            "日本",
        ]
    ),
    min_size=3,
    max_size=30,
)
TEXTS = st.lists(
    st.lists(WORDS.map(" ".join), min_size=1, max_size=4).map(".\n\n".join), min_size=1, max_size=6
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS, again=st.booleans())
def test_ledgers_of_made_up_documents_are_clean(tmp_path: Path, texts: list[str], again: bool) -> None:
    """Whatever texts are read, equal, alike or new, once or by two methods: nothing is said of their ledger."""
    path = tmp_path / "made.duckdb"
    path.unlink(missing_ok=True)
    with Ledger.open(path) as ledger:
        run(texts, ledger=ledger, stages=stages(), tool="t")
        if again:
            run(texts[:2], ledger=ledger, stages=stages("m2"), tool="t")
    verification = verify_ledger(path)
    assert (verification.faults, verification.notes) == ((), ())


# --- Files --------------------------------------------------------------------------------------


def verify(path: Path, *options: str) -> Result:
    """The command on a ledger."""
    return CliRunner().invoke(cli, ["verify", "--ledger", str(path), *options])


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.95])
def test_a_truncated_ledger_is_told_in_one_line(whole: Path, part: float) -> None:
    """A file that was cut off is wrong, wherever it was cut: one line, exit code 1, no traceback."""
    data = whole.read_bytes()
    whole.write_bytes(data[: int(len(data) * part)])
    told = verify(whole)
    assert told.exit_code == 1
    assert "damaged" in told.stdout
    assert "restore" in told.stdout


def test_bytes_that_changed_are_told(whole: Path) -> None:
    """Every block that holds something is read against its checksum: a flipped byte in it is told."""
    data = whole.read_bytes()
    block = 262_144
    caught = 0
    for place in range(3 * 4096 + 100_000, len(data), 6 * block):
        whole.write_bytes(
            data[:place] + bytes(byte ^ 255 for byte in data[place : place + 64]) + data[place + 64 :]
        )
        told = verify(whole)
        assert told.exit_code in (0, 1)  # some blocks are free
        caught += "damaged" in told.stdout
        assert not told.exception or isinstance(told.exception, SystemExit)
    assert caught


@pytest.mark.parametrize("content", [b"", b"hello", b"\0" * 9000, b"SQLite format 3\0" * 100])
def test_what_is_no_ledger_is_told_in_one_line(tmp_path: Path, content: bytes) -> None:
    """Any other file is refused, and left as it is."""
    path = tmp_path / "other.duckdb"
    path.write_bytes(content)
    told = verify(path)
    assert told.exit_code == 1
    assert "not a ledger" in told.stderr
    assert path.read_bytes() == content


def test_an_older_ledger_is_not_judged(tmp_path: Path) -> None:
    """A ledger of an older version is told to be one; nothing is written to it."""
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as database:
        database.execute(load_migrations()[0].sql)
        database.execute("INSERT INTO schema_version VALUES ('onrecord', 1, 'first')")
    with pytest.raises(LedgerError, match=r"older version \(1"):
        verify_ledger(path)


# --- Beside the ledger --------------------------------------------------------------------------


def test_a_search_index_that_is_damaged_is_made_anew(whole: Path) -> None:
    """An index with flipped bytes, and one that lost documents, are told; --fix makes them anew."""
    index = whole.with_name(whole.name + ".search")
    data = index.read_bytes()
    index.write_bytes(data[:5000] + b"\xff" * 9000 + data[14000:])
    assert {finding.check for finding in verify_ledger(whole).faults} == {"search-index"}
    told = verify(whole, "--fix")
    assert (told.exit_code, "nothing is wrong" in told.stdout) == (0, True)
    with Ledger.open(whole, read_only=True) as ledger, SearchIndex.open(ledger) as opened:
        assert opened.search("Karabakh").total


def test_what_waits_is_a_note(tmp_path: Path) -> None:
    """A run that was cut short and documents that are not grouped yet are notes, with what to do: nothing is wrong."""
    path = tmp_path / "cut.duckdb"
    with Ledger.open(path) as ledger:
        document = read_bytes(b"Silva said that Portugal condemned the vote.", address="a.txt")
        ledger.add(analyse(document), ledger.begin(tool="t", method="m"))
    verification = verify_ledger(path)
    assert verification.is_clean
    assert {note.check for note in verification.notes} == {"unfinished", "not-grouped"}
    assert all("onrecord run" in note.remedy for note in verification.notes)


def test_the_command_tells_what_where_how_many_and_what_to_do(whole: Path) -> None:
    """One line each in words, and every field for programs; what cannot be mended is left alone."""
    damage(whole, "UPDATE claims SET span_end = 1000000")
    told = verify(whole, "--fix")
    lines = told.stdout.splitlines()
    assert told.exit_code == 1
    assert "nothing was made anew" in told.stderr
    assert lines[0].startswith("wrong: claims: ")
    assert "rows stand on words outside their document (clm-" in lines[0]
    assert "restore a backup" in lines[0]
    assert lines[-1].endswith("kinds of fault")
    rows = json.loads(verify(whole, "--format", "json").stdout)
    assert {(row["kind"], row["table"], row["fixable"]) for row in rows} == {("fault", "claims", False)}
    assert rows[0]["count"] > 1
    assert len(rows[0]["examples"]) == 5
