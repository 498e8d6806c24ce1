"""Tables of texts: which column holds what, rows without text, broken lines, and what a feed's entries tell."""

from __future__ import annotations

import json

import pytest
from opening import open_all

from evals.fuzz import files
from evals.fuzz.files import ARTICLE
from onrecord.errors import UnreadableDocument, UsageError
from onrecord.read import parse_columns
from onrecord.read.columns import FIELDS, load_columns
from onrecord.read.rows import day_of

TEXT = ARTICLE.paragraphs[0]


def test_columns_are_told_by_their_names() -> None:
    """Common names are understood in any case and order; what is not known is left alone."""
    data = f"ID;Headline;Publication;Pub_Date;Body;URL;Notes\n1;Summit agreed;The Lisbon Courier;03 May 2019;{TEXT};https://news.example/1;x\n"
    (document,), errors = open_all("a.csv", data.encode())
    assert not errors
    assert (document.title, document.outlet, str(document.date)) == (
        "Summit agreed",
        "The Lisbon Courier",
        "2019-05-03",
    )
    assert (document.text, document.provenance.url) == (TEXT, "https://news.example/1")


def test_columns_can_be_named() -> None:
    """What the user says goes before the names; a column that is not there is told with those that are."""
    data = f'a,b,text\n"{TEXT}",Summit agreed,no\n'.encode()
    (document,), _ = open_all("a.csv", data, columns={"text": "A", "title": "b"})
    assert (document.text, document.title) == (TEXT, "Summit agreed")
    _, (error,) = open_all("a.csv", data, columns={"text": "body"})
    assert "has no column 'body'; its columns are a, b, text" in str(error)


def test_a_table_without_a_column_of_texts_says_how_to_name_one() -> None:
    """Nothing is guessed: a table that has no such name is told with its columns."""
    documents, (error,) = open_all("a.csv", b"id,value\n1,2\n")
    assert not documents
    assert "its columns are id, value; say which one does: --columns text=COLUMN" in str(error)


def test_names_of_columns_are_told_on_one_line() -> None:
    """A name that holds line breaks does not break the message."""
    _, (error,) = open_all("a.csv", b'"a\r\n\r\nb",c\n1,2\n')
    assert "its columns are a b, c;" in str(error)


def test_rows_without_text_are_skipped_by_their_line() -> None:
    """The line is that of the file, also after a cell of several lines."""
    data = f'text,title\n"{TEXT}\n\nSecond paragraph of it.",One\n   ,Two\n{TEXT},Three\n'.encode()
    documents, (error,) = open_all("a.csv", data)
    assert [d.provenance.address for d in documents] == ["a.csv!/line-2", "a.csv!/line-6"]
    assert (error.where, error.what) == ("a.csv!/line-5", "has no text in this row")


def test_a_broken_line_of_json_does_not_cost_the_others() -> None:
    """Each line that is no object is told by its number."""
    lines = [json.dumps({"text": TEXT}), "{broken", "[1]", "", json.dumps({"text": None}), json.dumps({"text": TEXT, "title": "B", "authors": ["Ana Silva"], "date": 2019})]  # fmt: skip
    documents, errors = open_all("a.jsonl", "\n".join(lines).encode())
    assert [error.where for error in errors] == [f"a.jsonl!/line-{n}" for n in (2, 3, 5)]
    assert (documents[1].author, str(documents[1].date)) == ("Ana Silva", "2019")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_in_other_encodings_are_read(encoding: str) -> None:
    """What spreadsheets save is read as what it is."""
    text = "The café “Central” was closed – the ministers met elsewhere. " * 4
    (document,), _ = open_all("a.csv", f"title,text\nSummit,{text}\n".encode(encoding))
    assert (document.title, document.text) == ("Summit", text.strip())


def test_cells_are_data() -> None:
    """A cell that looks like a file of another format is a text, and an absurd title is none."""
    rows = [{"text": "%PDF-1.4 is how a file begins, the minister said.", "title": "x" * 5_000}, {"text": "From: a\nMessage-ID: b\n\n" + TEXT, "date": "03/04/2019"}]  # fmt: skip
    documents, errors = open_all("a.jsonl", "\n".join(json.dumps(row) for row in rows).encode())
    assert not errors
    assert [d.provenance.media_type for d in documents] == ["text/plain", "text/plain"]
    assert documents[1].date is None


def test_json_is_a_table_too() -> None:
    """A list of objects, or one object, is read as rows; JSON of another shape is told and not read as prose."""
    rows = [{"text": TEXT, "title": "A"}, {"text": ""}, {"text": f"{TEXT} &quot;Yes&quot;", "title": "B"}]
    documents, (error,) = open_all("a.json", json.dumps(rows).encode())
    assert [d.name for d in documents] == ["a.json!/item-1", "a.json!/item-3"]
    assert error.where == "a.json!/item-2"
    assert documents[1].text == f'{TEXT} "Yes"'
    (lines,), _ = open_all("a.jsonl", json.dumps(rows[0]).encode())
    assert lines.id == documents[0].id
    assert open_all("b.json", json.dumps(rows[0]).encode())[0][0].title == "A"
    for wrong in ("[1, 2]", '{"a": ', "[" * 100_000, "[]"):
        documents, errors = open_all("c.json", wrong.encode())
        assert not documents
        assert errors


def test_entries_of_a_feed_tell_where_they_stand() -> None:
    """Title, author, day, link and outlet of an entry are kept; one without text is told with its link."""
    data = files.feed_file([ARTICLE]).replace(b"</channel>", b"<item><title>Only a title</title><link>https://news.example/9</link></item></channel>")  # fmt: skip
    (document,), (error,) = open_all("a.rss", data)
    assert (document.outlet, document.provenance.url) == ("The Lisbon Courier", "https://news.example/a/1")
    assert error.where == "a.rss!/entry-2"
    assert "https://news.example/9" in str(error)


@pytest.mark.parametrize("url", ["http://[x", "https://", "javascript:alert(1)", "file:///etc/passwd", "http://a\x1b[2J.example/", "http://a.example/" + "x" * 5_000])  # fmt: skip
def test_what_is_no_web_address_is_not_kept_as_one(url: str) -> None:
    """A link that leads nowhere on the web, or cannot be taken apart, tells nothing and breaks nothing."""
    (document,), _ = open_all(
        "a.jsonl", (json.dumps({"text": f"<p>{TEXT}</p>" * 3, "url": url}) + "\n{").encode()
    )
    assert document.provenance.url is None


def test_a_section_s_title_is_no_outlet() -> None:
    """Unknown is better than wrong: "World - Latest | Courier" names nobody."""
    (document,), _ = open_all("a.rss", files.feed_file([ARTICLE], title="World - Latest | Courier"))
    assert "Latest" not in (document.outlet or "")


def test_the_map_of_columns_is_checked() -> None:
    """A mistyped map is an error of usage that lists the fields."""
    assert parse_columns("text=body, title=headline") == {"text": "body", "title": "headline"}
    for wrong in ("", "text", "texts=a", "text=a,text=b", "text="):
        with pytest.raises(UsageError, match="text, title, author"):
            parse_columns(wrong)


def test_no_name_of_a_column_means_two_things() -> None:
    """The list of names gives one field for each."""
    names = [name for field in FIELDS for name in load_columns()[field]]
    assert len(names) == len(set(names))
    assert all(name == name.casefold() for name in names)


def test_lines_without_an_end_are_told() -> None:
    """A table that is one endless line stops the reading there, with the limit."""
    documents, (error,) = open_all("a.csv", b"text,title\nshort,a\n" + b"a" * 3_000, limit=2_000)
    assert isinstance(error, UnreadableDocument)
    assert "more than 2,000 characters" in error.what
    assert len(documents) == 1


@pytest.mark.parametrize("date", ["0001-01-01", "0001-01-01T00:00:00", "9999-12-31", "1700"])
def test_a_day_that_stands_for_no_day_is_none(date: str) -> None:
    """What programs write where no day is known is not taken for the day of publication."""
    assert day_of(date) is None
    assert str(day_of("1848-02-24")) == "1848-02-24"
