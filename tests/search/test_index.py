from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from searched import Shelf, made

from onrecord.errors import StopSource
from onrecord.ledger import Ledger
from onrecord.search import EVERYWHERE, Part, Results, SearchIndex, Where, finding, store
from onrecord.vocabulary import DocumentKind, PartialDate


def _ids(results: Results) -> set[str]:
    return {hit.document for hit in results.hits}


def _marked(results: Results) -> list[str]:
    """Snippets with brackets around what was found."""
    return ["".join(f"[{text}]" if is_hit else text for text, is_hit in hit.snippet) for hit in results.hits]


TEXTS = {
    "port": "The Council met in the port. Sovereignty over the harbour was not discussed.",
    "peace": "Peace talks were held in Oslo, and the harbour was closed.",
    "war": "No talks were held. The war goes on.",
    "cafe": "Le café du Conseil a fermé à midi.",
    "ru": "Министр сказал, что переговоры продолжатся в Осло.",
    "ar": "قال الوزير إن المحادثات سوف تستمر",
    "zh": "中国外交部发言人说，会谈将继续举行。",
    "th": "รัฐมนตรีกล่าวว่าการเจรจาจะดำเนินต่อไป",
}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SearchIndex, dict[str, str]]]:
    """An index of all the texts above, and the name of each by its id."""
    shelf = Shelf(tmp_path_factory.mktemp("search") / "ledger.duckdb")
    documents = shelf.add(*map(made, TEXTS.values()))
    names = {document.id: name for name, document in zip(TEXTS, documents, strict=True)}
    with SearchIndex.open(shelf.opened()) as index:
        yield index, names
    shelf.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("harbour", {"port", "peace"}),
        ("HARBOUR talks", {"peace"}),
        ('"talks were held"', {"peace", "war"}),
        ('"held were talks"', set()),
        ("talks -peace", {"war"}),
        ('talks -"peace talks"', {"war"}),
        ("oslo OR war", {"peace", "war"}),
        ("oslo OR war harbour", {"peace"}),
        ("sovereign*", {"port"}),
        ("sovereign", set()),
        ("cafe ferme", {"cafe"}),
        ("CAFÉ", {"cafe"}),
        ("переговоры", {"ru"}),
        ("ПЕРЕГОВ*", {"ru"}),
        ("المحادثات", {"ar"}),
        ("外交部", {"zh"}),
        ("国外", {"zh"}),
        ("外国", set()),
        ("เจรจา", {"th"}),
    ],
)
def test_words_find_their_documents(
    everything: tuple[SearchIndex, dict[str, str]], typed: str, found: set[str]
) -> None:
    """Words, phrases, exclusions, alternatives and beginnings find what they should, in every script."""
    index, names = everything
    results = index.search(typed)
    assert {names[id_] for id_ in _ids(results)} == found
    assert results.total == len(found)


WORDS = ("port", "harbour", "harbours", "peace", "talks", "war")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SearchIndex, dict[str, set[str]]]]:
    """An index of one document for each set of words, filled in two steps, and the words of each by its id."""
    shelf = Shelf(tmp_path_factory.mktemp("mixed") / "ledger.duckdb")
    sets = [
        {word for place, word in enumerate(WORDS) if number >> place & 1}
        for number in range(1, 1 << len(WORDS))
    ]
    documents = [made(" ".join(sorted(words))) for words in sets]
    shelf.add(*documents[:30])
    with SearchIndex.open(shelf.opened()):
        pass
    shelf.add(*documents[30:])
    with SearchIndex.open(shelf.opened()) as index:
        yield index, {document.id: words for document, words in zip(documents, sets, strict=True)}
    shelf.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    groups=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), min_size=1, max_size=3),
    unwanted=st.lists(st.sampled_from(WORDS), max_size=2),
    prefix=st.sampled_from((None, "har*", "harbour*", "tal*", "xyz*")),
)
def test_a_search_finds_what_the_words_say(
    mixed: tuple[SearchIndex, dict[str, set[str]]],
    groups: list[list[str]],
    unwanted: list[str],
    prefix: str | None,
) -> None:
    """Every document whose words fit is found and no other, also in an index that was filled bit by bit."""
    index, held = mixed
    typed = (
        [" OR ".join(group) for group in groups]
        + [f"-{word}" for word in unwanted]
        + ([prefix] if prefix else [])
    )
    found = _ids(index.search(" ".join(typed), limit=200))
    assert found == {
        id_
        for id_, words in held.items()
        if all(words.intersection(group) for group in groups)
        and not words.intersection(unwanted)
        and (prefix is None or any(word.startswith(prefix[:-1]) for word in words))
    }


def test_a_snippet_shows_what_was_found(shelf: Shelf) -> None:
    """The words that were found are told apart from those around them, in titles too, and signs run on as they were printed."""
    shelf.add(
        made(
            "One two. " * 60 + "The harbour\n\nwas closed & <b>sealed</b>. " + "Three four. " * 60,
            title="A Harbour Closed",
        ),
        made(TEXTS["zh"]),
    )
    with SearchIndex.open(shelf.opened()) as index:
        (snippet,) = _marked(index.search("harbour closed"))
        assert "The [harbour] was [closed] & <b>sealed</b>." in snippet
        assert snippet.startswith("…")
        assert len(snippet) < 500
        (hit,) = index.search("harbour closed").hits
        assert hit.title == (("A ", False), ("Harbour", True), (" ", False), ("Closed", True))
        (snippet,) = _marked(index.search("外交部"))
        assert snippet == "中国[外交部]发言人说，会谈将继续举行。"


def test_a_title_counts_more_than_a_text(shelf: Shelf) -> None:
    """What a document is about comes before what it mentions; without a hit in the text its opening is shown."""
    _, about = shelf.add(
        made("The harbour and other things. " + "Words go on. " * 9),
        made("Ships come and go. " + "Words go on. " * 9, title="The harbour"),
    )
    with SearchIndex.open(shelf.opened()) as index:
        first, second = index.search("harbour").hits
    assert first.document == about.id
    assert first.score > second.score
    assert first.snippet[0].text.startswith("Ships come and go.")


def test_a_document_cannot_mark_its_own_words(shelf: Shelf) -> None:
    """Signs that part hits from other words are no part of any text, so that no text can forge a hit."""
    shelf.add(made("The \x01forged\x02 word \x03 and the harbour\x00."))
    with SearchIndex.open(shelf.opened()) as index:
        (hit,) = index.search("harbour").hits
    assert [piece.text for piece in hit.snippet if piece.is_hit] == ["harbour"]


def test_comments_are_searched_only_when_asked(shelf: Shelf) -> None:
    """What readers write is never found as a document's words, nor the other way round."""
    (document, _) = shelf.add(
        made("The Council met.", comments=("Nonsense!", "What a harbour.")), made("A harbour.")
    )
    with SearchIndex.open(shelf.opened()) as index:
        assert document.id not in _ids(index.search("harbour"))
        results = index.search("harbour", part=Part.COMMENTS)
        assert _ids(results) == {document.id}
        assert _marked(results) == ["Nonsense! What a [harbour]."]


def test_conditions_choose_documents(shelf: Shelf) -> None:
    """Kind, outlet, dates and ids each leave only the documents that fit; a document without a date fits no bound."""
    early, late, none = shelf.add(
        made("The harbour.", outlet="Port Courier", date="2011-06"),
        made("The harbour again.", outlet="Évening Post", date="2015-01-02", kind=DocumentKind.SPEECH),
        made("The harbour without a date.", date=None),
    )
    everything = {early.id, late.id, none.id}
    with SearchIndex.open(shelf.opened()) as index:

        def found(where: Where) -> set[str]:
            return _ids(index.search("harbour", where=where))

        assert found(EVERYWHERE) == everything
        assert found(Where(kinds=[DocumentKind.SPEECH])) == {late.id}
        assert found(Where(outlets=["évening POST", "Nobody"])) == {late.id}
        assert found(Where(since=PartialDate(2011, 6, 30))) == {early.id, late.id}
        assert found(Where(until=PartialDate(2011))) == {early.id}
        assert found(Where(since=PartialDate(2012), until=PartialDate(2014))) == set()
        assert found(Where(documents=[none.id, "doc-unknown"])) == {none.id}
        assert found(Where(documents=[])) == set()


def test_pages_follow_each_other(shelf: Shelf) -> None:
    """Page after page gives every document once, and beyond the last there is none."""
    documents = shelf.add(*(made(f"The harbour of town {n}.") for n in range(7)))
    with SearchIndex.open(shelf.opened()) as index:
        pages = [index.search("harbour", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
    assert {page.total for page in pages} == {7}
    assert set().union(*map(_ids, pages)) == {document.id for document in documents}


def test_a_word_that_stands_nearly_everywhere_is_answered_from_what_was_read_last(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where more fit than are ranked, the answer says so and holds the documents read last."""
    monkeypatch.setattr(finding, "MOST_RANKED", 4)
    documents = shelf.add(*(made(f"The harbour of town {n}.") for n in range(7)))
    with SearchIndex.open(shelf.opened()) as index:
        results = index.search("harbour")
    assert (results.total, results.is_more) == (4, True)
    assert _ids(results) == {document.id for document in documents[3:]}


def test_only_new_documents_are_indexed(shelf: Shelf) -> None:
    """An index that is current is used as it is, and brought up to date by what was read since alone."""
    shelf.add(made("The harbour."), made("The bridge."))
    counted: list[int] = []
    for extra in (None, made("The harbour master.")):
        if extra is not None:
            shelf.add(extra)
        with SearchIndex.open(shelf.opened(), progress=counted.append) as index:
            found = index.search("harbour").total
    assert counted == [2, 1]
    assert found == 2
    with SearchIndex.open(shelf.opened(), progress=counted.append):
        assert counted == [2, 1]


def test_a_document_that_is_read_anew_is_found_by_its_new_words(shelf: Shelf) -> None:
    """The newest reading of a document is the one that is searched, whichever method made it."""
    (old,) = shelf.add(made("The harbour.", comments=("An old remark.",)))
    with SearchIndex.open(shelf.opened()) as index:
        assert index.search("harbour").total == 1
    shelf.add(replace(old, text="The bridge.", comments=()), method="rules 2")
    with SearchIndex.open(shelf.opened()) as index:
        assert index.search("harbour").total == 0
        assert index.search("remark", part=Part.COMMENTS).total == 0
        assert _ids(index.search("bridge")) == {old.id}
    shelf.add(old)
    with SearchIndex.open(shelf.opened()) as index:
        assert _ids(index.search("harbour")) == {old.id}
        assert index.search("bridge").total == 0


def test_an_index_of_another_ledger_is_made_anew(shelf: Shelf) -> None:
    """A ledger that was deleted and made again under its name is not searched by the words of the old one."""
    shelf.add(made("The harbour."))
    with SearchIndex.open(shelf.opened()):
        pass
    shelf.close()
    shelf.path.unlink()
    shelf.add(made("The bridge."), made("The tower."))
    with SearchIndex.open(shelf.opened()) as index:
        assert index.search("harbour").total == 0
        assert index.search("bridge OR tower").total == 2


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0" + b"\7" * 5000], ids=["empty", "garbled"])
def test_a_damaged_index_is_made_anew(shelf: Shelf, damage: bytes) -> None:
    """Nothing in an index is anybody's work, so that a broken one is no failure."""
    shelf.add(made("The harbour."))
    with SearchIndex.open(shelf.opened()) as index:
        file = index.path
    whole = file.read_bytes()
    file.write_bytes(whole[:100] + damage[100:] if damage else b"")
    with SearchIndex.open(shelf.opened()) as index:
        assert index.search("harbour").total == 1
        assert index.path == file


def test_a_file_of_somebody_else_is_left_alone(shelf: Shelf) -> None:
    """Where another file has the index's name, it is not touched, and the search works without it."""
    shelf.add(made("The harbour."))
    other = shelf.path.with_name("ledger.duckdb.search")
    other.write_text("my own notes")
    with SearchIndex.open(shelf.opened()) as index:
        assert index.search("harbour").total == 1
        assert index.path != other
    assert other.read_text() == "my own notes"
    assert not index.path.exists()


def test_a_folder_that_cannot_be_written_is_no_hindrance(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger on a read-only disk is searched by an index that goes when it is closed."""
    shelf.add(made("The harbour."))
    real = sqlite3.connect

    def connect(address: str | os.PathLike[str], *args: object, **options: object) -> sqlite3.Connection:
        if Path(address).parent == shelf.path.parent:
            address = shelf.path.parent / "missing" / "x"
        return real(address, *args, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(store.sqlite3, "connect", connect)
    with SearchIndex.open(shelf.opened()) as index:
        assert index.search("harbour").total == 1
        assert index.path.parent != shelf.path.parent
    assert not index.path.exists()


def test_a_ledger_in_memory_is_searched() -> None:
    """A notebook's ledger has no file, and is searched all the same."""
    with Ledger.open() as ledger, SearchIndex.open(ledger) as index:
        assert index.search("harbour").total == 0


def test_threads_search_at_once(shelf: Shelf) -> None:
    """A server's threads get the same answers together as one after the other."""
    shelf.add(*(made(f"The harbour of town {n} and bridge {n % 5}.") for n in range(50)))
    asked = [f"bridge {n % 5}" for n in range(60)]
    with SearchIndex.open(shelf.opened()) as index, ThreadPoolExecutor(6) as pool:
        together = list(pool.map(index.search, asked))
        assert together == [index.search(typed) for typed in asked]
    assert {results.total for results in together} >= {10}


def test_python_without_full_text_search_is_told(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where SQLite was built without FTS5, the error says what to use."""
    shelf.add(made("The harbour."))
    monkeypatch.setattr(store, "TOKENIZER", "no_such_tokenizer")
    with pytest.raises(StopSource, match="FTS5") as missing:
        SearchIndex.open(shelf.opened())
    assert missing.value.remedy
