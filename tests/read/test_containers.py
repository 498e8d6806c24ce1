"""Files that hold many documents: addresses, ids, bounds, and what becomes of the rest where something is broken."""

from __future__ import annotations

import gzip
import io
import zipfile
from functools import partial
from pathlib import Path

import pytest
from opening import LIMIT, open_all

from evals.fuzz import files
from evals.fuzz.files import ARTICLE
from evals.fuzz.hostile import HOSTILE
from onrecord.documents import read_documents
from onrecord.errors import SkipItem
from onrecord.read import Source, documents_in, find_sources, streams
from onrecord.read.members import harmless_name

TEXT = files.text_file(ARTICLE)
PAGE = files.html_file(ARTICLE)


def test_members_have_addresses_of_their_own() -> None:
    """Each document of an archive in a message in a mailbox says where it lies, and in what."""
    inner = files.zip_file({"folder/b.txt": TEXT})
    mail = files.mail_file(ARTICLE, attachments={"annex.zip": inner})
    documents, errors = open_all("mail.mbox", files.mailbox_file([mail]))
    assert not errors
    assert [(d.provenance.address, d.provenance.container) for d in documents] == [
        ("mail.mbox!/message-1.eml", "mail.mbox"),
        ("mail.mbox!/message-1.eml!/annex.zip!/folder/b.txt", "mail.mbox!/message-1.eml!/annex.zip"),
    ]
    assert [d.name for d in documents] == ["mail.mbox!/message-1.eml", "b.txt"]


def test_the_same_file_by_two_ways_is_one_document() -> None:
    """A text, and the same text in an archive, in a tar, packed or attached, have one id: it is held once."""
    ways = {
        "a.txt": TEXT,
        "a.zip": files.zip_file({"x/y.txt": TEXT}),
        "a.tar.gz": files.tar_file({"z": TEXT}, packed=True),
        "a.txt.gz": gzip.compress(TEXT),
        "a.eml": files.mail_file(ARTICLE, attachments={"q.txt": TEXT}),
    }
    ids = {open_all(name, data)[0][-1].id for name, data in ways.items()}
    assert len(ids) == 1


def test_a_row_has_one_id_in_every_table() -> None:
    """A row's id is that of what it says: the same in CSV, TSV and JSON lines, another for another day or title."""
    row = [open_all(name, data)[0][0].id for name, data in (
        ("a.csv", files.sheet_file([ARTICLE])),
        ("a.tsv", files.sheet_file([ARTICLE], delimiter="\t")),
        ("a.jsonl", files.json_lines([ARTICLE])),
    )]  # fmt: skip
    assert len(set(row)) == 1
    reprint = files.Article(
        title=ARTICLE.title, author="Rui Costa", date="2019-05-04", paragraphs=ARTICLE.paragraphs
    )
    documents, _ = open_all("b.csv", files.sheet_file([ARTICLE, reprint]))
    assert documents[0].id == row[0]
    assert documents[1].id != row[0]
    assert documents[0].text == documents[1].text


def test_a_broken_member_does_not_cost_the_others() -> None:
    """Empty, encrypted, refused and damaged members are skipped with their reason; those around them are read."""
    good = {
        "a.txt": TEXT,
        "empty.txt": b"",
        "data.json": b"{}",
        "old.doc": b"\xd0\xcf\x11\xe0" * 99,
        "z.html": PAGE,
    }
    documents, errors = open_all("a.zip", files.zip_file(good))
    assert [d.name for d in documents] == ["a.txt", "z.html"]
    assert [error.where for error in errors] == ["a.zip!/empty.txt", "a.zip!/data.json", "a.zip!/old.doc"]
    data = bytearray(files.zip_file({"a.txt": b"x" * 3_000 + TEXT, "b.txt": TEXT}))
    data[60:66] = b"\xff" * 6
    documents, errors = open_all("a.zip", bytes(data))
    assert [d.name for d in documents] == ["b.txt"]
    assert "damaged" in str(errors[0])


@pytest.mark.parametrize("name", ["a.tar.gz", "a.warc.gz", "a.mbox.gz", "a.csv.gz"])
def test_what_came_before_a_break_is_read(name: str) -> None:
    """An archive that was cut short gives the documents before the cut, and one line that tells of it."""
    many = [files.Article(title=f"{n} {ARTICLE.title}", author="A B", date="2019-05-03", paragraphs=(f"{n} {ARTICLE.paragraphs[0]}",)) for n in range(60)]  # fmt: skip
    data = {
        "a.tar.gz": files.tar_file({f"{n}.txt": files.text_file(a) for n, a in enumerate(many)}, packed=True),
        "a.warc.gz": files.warc_file([(f"https://a.example/{n}", "text/html", files.html_file(a)) for n, a in enumerate(many)]),
        "a.mbox.gz": gzip.compress(files.mailbox_file([files.mail_file(a) for a in many])),
        "a.csv.gz": gzip.compress(files.sheet_file(many)),
    }[name]  # fmt: skip
    documents, errors = open_all(name, data[: len(data) * 2 // 3])
    assert 0 < len(documents) < 60
    assert any("before it" in str(e) or "came before" in str(e) or "broken" in str(e) for e in errors)


def test_a_web_archive_gives_its_pages_and_counts_the_rest() -> None:
    """Pages, texts and PDF files that were fetched with success are documents; pictures and errors are one line."""
    records = [
        ("https://a.example/1", "text/html", PAGE),
        ("https://a.example/2.png", "image/png", b"\x89PNG"),
    ]
    failed = files.warc_file([("https://a.example/3", "text/html", PAGE)], status="404 Not Found")
    data = (
        files.warc_file([*records, ("https://a.example/4.pdf", "application/pdf", files.pdf_file(ARTICLE))])
        + failed
    )
    documents, errors = open_all("a.warc.gz", data)
    told = documents[0].provenance
    assert (told.url, told.retrieved, told.container) == (
        "https://a.example/1",
        "2019-05-04T10:00:00Z",
        "a.warc.gz",
    )
    assert told.address == "a.warc.gz!/20190504100000/https://a.example/1"
    assert [d.provenance.media_type for d in documents] == ["text/html", "application/pdf"]
    assert [error.what for error in errors] == [
        "2 of its 4 fetched records are no documents (1 not HTML, text or PDF, 1 with a status other than 200)"
    ]


def test_packed_pages_of_a_web_archive_are_unpacked(capfd: pytest.CaptureFixture[str]) -> None:
    """What a server sent packed by gzip is read, what is packed otherwise is counted, and nothing is printed."""
    packed = "text/html\r\nContent-Encoding: "
    records = [
        ("https://a.example/1", f"{packed}gzip", gzip.compress(PAGE)),
        ("https://a.example/2 3", f"{packed}br", b"\x0b"),
    ]
    (document,), (error,) = open_all("a.warc", files.warc_file(records))
    assert document.text == "\n\n".join(ARTICLE.paragraphs)
    assert "1 packed in a way that is not read" in error.what
    assert capfd.readouterr() == ("", "")


def test_a_server_s_encoding_counts_where_the_page_tells_none() -> None:
    """An archived text in a legacy encoding is read by what its server declared, as a browser would."""
    text = "Министры заявили, что договор подписан и что они встретятся в Берне. " * 3
    data = files.warc_file(
        [("https://a.example/1", "text/plain; charset=windows-1251", text.encode("cp1251"))]
    )
    (document,), _ = open_all("a.warc.gz", data)
    assert document.text == text.strip()


def test_large_archives_are_streamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first documents come before the archive has been read: nothing is held but one member."""
    record = files.warc_file([("https://a.example/1", "text/html", PAGE)], packed=False)

    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:
            piece = (record * (len(buffer) // len(record) + 2))[self.given % len(record) :][: len(buffer)]
            buffer[: len(piece)] = piece
            self.given += len(piece)
            return len(piece)

    endless = Endless()
    found = documents_in(Source("a.warc", lambda: b"", open=lambda: endless), limit=LIMIT)
    assert [next(found).load() for _ in range(30)] == [PAGE] * 30
    assert endless.given < 1_000_000


def test_bombs_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to far more than its size stops there, with what came before read and one line that says so."""
    monkeypatch.setattr(streams, "ALWAYS", 30_000_000)
    documents, errors = open_all("a.zip", files.zip_file({"a.txt": TEXT, "b.gz": gzip.compress(b"\0" * 25_000_000), "b.txt": b"\0" * 19_000_000, "c.txt": TEXT}))  # fmt: skip
    assert len(documents) == 1
    assert any("far more than its size" in error.what for error in errors)


@pytest.mark.parametrize("name", ["nested.zip", "matryoshka.gz", "overlapping.zip", "locked.zip", "pax.tar", "links.tar", "sizes.zip", "length.warc", "negative.warc"])  # fmt: skip
def test_hostile_archives_end_in_reasons(name: str) -> None:
    """Archives in archives, false sizes, links to system files and locked members are told, and nothing escapes."""
    documents, errors = open_all(name, HOSTILE[name]())
    assert documents or errors
    for error in errors:
        assert error.remedy
    for document in documents:
        assert ".." not in document.provenance.address.split("/")
        assert "\x00" not in document.provenance.address


def test_names_lead_nowhere() -> None:
    """A member's name keeps no step up, no root, no drive and no control character; it is only ever shown."""
    assert harmless_name("../../etc/passwd") == "etc/passwd"
    assert harmless_name("C:\\x\\..\\y.txt") == "C:/x/y.txt"
    assert harmless_name("a\x00\x1b[2J.txt") == "a__[2J.txt"
    assert harmless_name("///") == "unnamed"
    assert len(harmless_name("a" * 5_000)) < 400


def test_hidden_members_are_left_out_as_in_a_folder() -> None:
    """What a system packs along is no document and no reason to skip."""
    documents, errors = open_all(
        "a.zip", files.zip_file({"__MACOSX/._a.txt": b"\0", ".DS_Store": b"\0", "a.txt": TEXT})
    )
    assert ([d.name for d in documents], errors) == (["a.txt"], [])


def test_tables_in_folders_are_data_until_columns_are_named(tmp_path: Path) -> None:
    """A CSV file that lies among documents is left alone; named itself, or with columns, its rows are read."""
    (tmp_path / "t.csv").write_bytes(files.sheet_file([ARTICLE]))
    (tmp_path / "a.zip").write_bytes(files.zip_file({"u.jsonl": files.json_lines([ARTICLE])}))
    assert all(isinstance(found, SkipItem) for found in read_documents(tmp_path))
    (named,) = read_documents(tmp_path / "t.csv")
    assert not isinstance(named, SkipItem)
    assert named.provenance.address == f"{tmp_path / 't.csv'}!/line-2"
    (tmp_path / "a.zip").unlink()
    (row,) = read_documents(tmp_path, columns={"text": "body"})
    assert not isinstance(row, SkipItem)


def test_files_are_opened_when_their_turn_comes(tmp_path: Path) -> None:
    """Plain files of a folder are not held in memory while others are read."""
    (tmp_path / "a.txt").write_bytes(TEXT)
    (source,) = find_sources([str(tmp_path)])
    (found,) = documents_in(source, limit=LIMIT)
    assert found is source


def test_a_zip_that_is_packed_again_is_opened() -> None:
    """A list of files at the end of a stream is found by holding it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", TEXT)
    documents, errors = open_all("a.zip.gz", gzip.compress(held.getvalue()))
    assert ([d.provenance.address for d in documents], errors) == (["a.zip.gz!/a.txt"], [])
    source = Source("b.zip", held.getvalue)
    assert [found.address for found in documents_in(source, limit=LIMIT)] == ["b.zip!/a.txt"]
    assert partial(open_all, "b.zip")(held.getvalue())[0][0].text == documents[0].text
