import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import SkipItem, UnreadableDocument, UnsupportedFormat
from onrecord.read import find_sources, read_bytes

PROSE = "The ministers said on Friday that they would meet again – and that the “treaty” was “signed” by each of them."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x.txt: is empty"),
        (b" \n\t \r\n\xc2\xa0", "x.txt: holds only white space"),
        (b"abc\x00\x01\x02def\xff\xfe" * 20, "x.txt: is binary"),
        (b"XS\nSM\nPrint version\n", "x.txt: holds no text besides page furniture"),
    ],
)
def test_unusable_bytes_give_one_clear_line(data: bytes, message: str) -> None:
    """Empty, blank, binary and furniture-only files say what, where and what to do in one line."""
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, address="x.txt")
    assert str(caught.value).startswith(message)
    assert ";" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("magic", "name"),
    [
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1", "old Office"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"{\\rtf1", "RTF"),
    ],
)
def test_other_formats_are_named(magic: bytes, name: str) -> None:
    """Known formats without a reader are refused by name, whatever the file is called."""
    with pytest.raises(UnsupportedFormat, match=name):
        read_bytes(magic + b"rest of the file" * 10, address="speech.txt")


def test_too_large_input_is_refused_at_once() -> None:
    """More bytes than the limit end in an error that names the limit; the limit can be set."""
    with pytest.raises(UnreadableDocument, match="limit of 1,000 bytes"):
        read_bytes(b"a" * 1001, address="x.txt", limit=1000)


@pytest.mark.parametrize("unit", ["word ", "a", "(", "1. ", "- ", "By ", "A.", "Share ", "“", "said: "])
def test_one_long_line_is_read_in_bounded_time(unit: str) -> None:
    """Megabytes on one line, whatever they repeat, take seconds at most."""
    started = time.monotonic()
    read_bytes(("Title of it\n\n" + unit * (2_000_000 // len(unit))).encode(), address="x.txt")
    assert time.monotonic() - started < 8


def test_truncated_utf8_is_repaired_with_a_warning() -> None:
    """A file cut in the middle of a character is read, and says so."""
    document = read_bytes((PROSE + " é").encode()[:-1], address="x.txt")
    assert document.text.startswith("The ministers")
    assert "repaired" in document.warnings[0]


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251"])
def test_legacy_encoding_is_guessed_with_a_warning(encoding: str) -> None:
    """Text in a legacy encoding is read by measure, with the guess in the warnings."""
    text = (
        PROSE
        if encoding == "cp1252"
        else "Министры заявили, что договор подписан и что они встретятся в Берне. " * 3
    )
    document = read_bytes((text * 3).encode(encoding), address="x.txt")
    assert "guessed" in document.warnings[0]
    assert document.text[:12] == text[:12]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_byte_order_mark_decides(encoding: str) -> None:
    """A byte order mark gives the encoding without a warning and leaves no trace."""
    document = read_bytes(PROSE.encode(encoding), address="x.txt")
    assert document.text == PROSE
    assert document.warnings == ()


def test_text_is_clean() -> None:
    """Entities are decoded, odd spaces made plain, control and invisible characters removed."""
    data = "AT&amp;T&nbsp;and\u00a0R&#233;union\u200b said\u0007 &lt;yes&gt;.".encode()
    assert read_bytes(data, address="x.txt").text == "AT&T and Réunion said <yes>."


def check_document(data: bytes) -> None:
    """Hold one input against every promise of read_bytes."""
    try:
        document = read_bytes(data, address="any.bin")
    except SkipItem as error:
        complaint = (error.where, bool(error.remedy))
    else:
        complaint = None
    if complaint is not None:
        assert complaint == ("any.bin", True)
        return
    text = document.text
    assert all(char == "\n" or char.isprintable() for char in text)
    spans = [paragraph.span for paragraph in document.paragraphs]
    assert spans[0].start == 0
    assert spans[-1].end == len(text)
    for span, after in pairwise(spans):
        assert text[span.end : after.start] == "\n\n"
    assert all(span.of(text).strip() for span in spans)
    assert read_bytes(data, address="any.bin") == document


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_skip(data: bytes) -> None:
    """Reading raises nothing but SkipItem; spans cover the text in order; the same bytes give the same document."""
    check_document(data)


PIECES = st.sampled_from(
    [
        "Comments (2)\n",
        "1. AB said:\n",
        "  2. said:\n",
        "By ",
        "3 May 2019",
        "\n\n",
        "\n",
        " ",
        "<p>",
        "<html>",
        "</div>",
        "**",
        "Mr. Chairman,",
        "1. ",
        "The Security Council,\n",
        "(file photo)",
        "© ",
        "has been declared ",
        "&#0;",
        "&#xD800;",
        "\x85",
        "\u2028",
        "SITE / News",
        "www.x.org",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25))
def test_any_text_of_page_parts_keeps_the_invariants(parts: list[str]) -> None:
    """The same holds for texts built from the very forms that the rules look for."""
    check_document("".join(parts).encode("utf-8", "surrogatepass"))


def test_folders_are_walked_in_order_and_survive_odd_entries(tmp_path: Path) -> None:
    """Hidden files are skipped, names sorted, links that loop or lead nowhere end, what is missing is an error to count."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("two")
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / ".hidden").write_text("no")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "d.toml").write_text("a = 1")
    (tmp_path / "empty").mkdir()
    sources = list(find_sources([str(tmp_path), str(tmp_path / "none.txt"), str(tmp_path / "empty")]))
    with pytest.raises(UnsupportedFormat, match="settings or data"):
        sources[3].load()
    names = [Path(source.address).name for source in sources]
    assert names == ["a.txt", "2.txt", "c.txt", "d.toml", "none.txt", "empty"]
    assert sources[0].load() == b"one"
    for source, message in [
        (sources[2], "does not exist"),
        (sources[4], "does not exist"),
        (sources[5], "without documents"),
    ]:
        with pytest.raises(UnreadableDocument, match=message):
            source.load()


def test_a_path_that_cannot_be_a_path_is_an_error_to_count() -> None:
    """A NUL in a path ends in a SkipItem when it is loaded, not in a crash of the batch."""
    (source,) = find_sources(["a\x00b"])
    with pytest.raises(UnreadableDocument):
        source.load()


def test_a_raised_limit_never_cuts_a_document(tmp_path: Path) -> None:
    """The source hands out as much as the reader may take, and one byte more where there is more."""
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * 500)
    (source,) = find_sources([str(path)], limit=400)
    assert len(source.load()) == 401
    (source,) = find_sources([str(path)], limit=1000)
    assert len(source.load()) == 500
