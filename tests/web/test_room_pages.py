"""The pages of the room: they answer, they agree with each other and with the report, and nothing asked is ignored."""

from __future__ import annotations

import csv
import html
import io
import re
import time

import pytest
from served_room import Served

from onrecord.report.lookup import build_lookup
from onrecord.report.matrix import build_matrix
from onrecord.report.wiring import content_from
from onrecord.vocabulary import Case
from onrecord.web.asked import Asked
from onrecord.web.pages.matrix import build_table
from onrecord.web.places import PLACES, ROW_PLACES
from onrecord.web.room import Room

TABLES = [place for place in PLACES if place.table is not None]


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _ids(served: Served, table: str) -> list[str]:
    with served.room.open() as ledger:
        return [id_ for (id_,) in ledger.database.rows(f"SELECT id FROM memory.{table} ORDER BY no")]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.path)
def test_every_page_of_the_menu_answers(served: Served, place: object) -> None:
    """Each page is whole HTML with one heading of the first rank and its own entry marked in the menu."""
    answer = served.ask(place.path)  # type: ignore[attr-defined]
    assert answer.status == 200
    assert answer.text.count("<h1") == 1
    assert answer.text.rstrip().endswith("</html>")
    if place.in_menu:  # type: ignore[attr-defined]
        assert answer.text.count('aria-current="page"') == 1


@pytest.mark.parametrize("place", TABLES, ids=lambda place: place.path)
def test_every_table_is_to_be_had_as_csv(served: Served, place: object) -> None:
    """Beside each table stands the same one as CSV: a file with a heading and rows of that width."""
    answer = served.ask(f"{place.path}.csv")  # type: ignore[attr-defined]
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/csv")
    widths = {len(row) for row in csv.reader(io.StringIO(answer.text))}
    assert len(widths) == 1


def test_every_link_of_every_page_leads_somewhere(served: Served) -> None:
    """From the first page on, every address that a page names answers: no dead end, no page that fails."""
    waiting, seen = ["/"], {"/"}
    while waiting:
        path = waiting.pop()
        answer = served.ask(path)
        assert answer.status == 200, (path, answer.status, answer.text[:300])
        if "html" not in answer.headers["content-type"]:
            continue
        for link in re.findall(r'(?:href|src|action)="([^"]*)"', answer.text):
            there = html.unescape(link).partition("#")[0]
            if there.startswith("/") and there not in seen and len(seen) < 700:
                seen.add(there)
                waiting.append(there)
        assert not re.search(r'(?:href|src|action)="(?:https?:|//|javascript:|data:)', answer.text)
    assert len(seen) > 100


def test_the_matrix_is_that_of_the_report(served: Served, case: Case) -> None:
    """Arithmetic on columns of numbers counts what the report counts from the values themselves, cell by cell."""
    room = served.room
    with room.open() as ledger:
        table = build_table(room, ledger, Asked(path="/matrix"), most=None)
        names = {id_: actor.name for id_, actor in room.registry.actors.items()}
        content = content_from(
            ledger.analyses(),
            [row.origin for row in ledger.origins()],
            version="test",
            case=case,
            actor_names=names,
        )
    expected = build_matrix(build_lookup(content), case)
    columns = [column.id for column in expected.columns]
    found = {
        (row.id, cell.column.id): {
            (c.basis, c.sign, c.by_membership, c.ended): (c.origins, c.positions) for c in cell.chips
        }
        for row in table.rows
        for cell in row.cells
        if cell is not None
    }
    wanted = {
        (row.holder, columns[at]): {
            (c.basis, c.sign, c.by_membership, c.ended): (c.origins, c.positions) for c in cell.chips
        }
        for row in expected.rows
        for at, cell in enumerate(row.cells)
        if cell is not None
    }
    assert found == wanted


def test_a_cell_opens_exactly_the_positions_it_counts(served: Served) -> None:
    """The address of every cell lists as many positions as its marks count together."""
    room = served.room
    with room.open() as ledger:
        table = build_table(
            room,
            ledger,
            Asked(path="/matrix", values={"across": ("parties", "matters", "venues")}),
            most=None,
        )
    cells = [cell for row in table.rows for cell in row.cells if cell is not None]
    assert len(cells) > 20
    for cell in cells:
        path, _, query = cell.address.partition("?")
        listed = _rows(served.ask(f"{path}.csv?{query}").text)
        assert len(listed) == sum(chip.positions for chip in cell.chips), cell.address


@pytest.mark.parametrize(
    "query",
    [
        "basis=ascribed",
        "direction=unfriendly",
        "since=2010",
        "until=2009-12-31",
        "kind=speech",
        "stance=supports&basis=reported",
    ],
)
def test_filters_say_the_same_on_page_and_in_csv(served: Served, query: str) -> None:
    """The number on the page is the number of lines in the file, and each line fits the filter."""
    page = served.ask(f"/positions?{query}").text
    rows = _rows(served.ask(f"/positions.csv?{query}").text)
    told = re.search(r'<p class="muted">([\d,]+) positions? in', page)
    assert told is not None
    assert int(told[1].replace(",", "")) == len(rows)
    for row in rows:
        if query == "basis=ascribed":
            assert row["basis"] == "ascribed"
            assert row["declared"] == "false"
        if query.startswith("since"):
            assert row["when_last"] >= "2010"


@pytest.mark.parametrize("kind", [place.kind for place in ROW_PLACES])
def test_an_unknown_row_is_told_so(served: Served, kind: str) -> None:
    """An id that nothing has is answered with 404 and what to do, never with an empty page."""
    answer = served.ask(f"/{kind}/no-such-id")
    assert answer.status in (200, 404) if kind == "actor" else answer.status == 404


def test_what_a_page_does_not_know_is_refused(served: Served) -> None:
    """A filter that is no filter, and a value that is none, are told with what there is."""
    for path in (
        "/positions?colour=red",
        "/positions?basis=guess",
        "/matrix?since=soon",
        "/documents?page=0",
    ):
        answer = served.ask(path)
        assert answer.status == 400, path
        assert "refusal" in answer.text
    assert served.ask("/positions?holder=").status == 200


def test_errors_have_one_shape(served: Served) -> None:
    """Whoever asks for data gets every error as JSON with the same four fields."""
    for path, status in (("/nothing", 404), ("/positions?colour=red", 400), ("/position/none", 404)):
        answer = served.ask(path, headers={"Accept": "application/json"})
        assert answer.status == status
        assert re.fullmatch(r'\{"error":\{"status":\d+,"what":.+,"where":.+,"remedy":.+\}\}', answer.text)


def test_every_position_has_a_page_with_its_sentence(served: Served) -> None:
    """The permanent address of each position shows the words that show the stance, marked."""
    for id_ in _ids(served, "positions"):
        answer = served.ask(f"/position/{id_}")
        assert answer.status == 200
        assert 'class="m-evidence m-trigger "' in answer.text or "m-trigger" in answer.text


def test_a_document_shows_its_whole_text(served: Served) -> None:
    """No character of the body is lost between the marks."""
    with served.room.open() as ledger:
        for document in ledger.texts():
            page = served.ask(f"/document/{document.id}").text
            body = re.search(r'<div class="text">(.*?)\n</div>\n(?:<details|</main)', page, re.DOTALL)
            assert body is not None
            paragraphs = re.findall(r'<p class="body"[^>]*>(.*?)</p>', body[1], re.DOTALL)
            shown = [
                html.unescape(re.sub(r"<[^>]+>", "", re.sub(r'<span class="label">.*?</span> ', "", text)))
                for text in paragraphs
            ]
            expected = [p.span.of(document.text) for p in document.paragraphs]
            plain = [text for text in shown if "\u27e6" not in text]  # written-out control characters
            assert set(plain) <= set(expected)
            assert len(shown) == len(expected)


def test_words_of_documents_never_become_markup_or_formulas(served: Served) -> None:
    """A title that is a script is text on every page that shows it, and no cell of a file begins a formula."""
    for path in ("/documents", "/positions", "/", "/origins"):
        page = served.ask(path).text
        assert "<script>window" not in page
        assert "<img src=x" not in page
    for row in csv.reader(io.StringIO(served.ask("/documents.csv").text)):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_a_body_is_not_called_by_a_name_that_speaks_of_a_party(served: Served) -> None:
    """In the room's own voice such a body goes by its id; what it calls itself stands on its own page."""
    parties = [served.room.actor_name(id_) for id_ in (served.room.case.parties if served.room.case else ())]
    for path in ("/matrix?across=venues&group=bloc", "/positions", "/"):
        page = served.ask(path).text
        labels = re.findall(r'<a href="/actor/([^"]+)">(?:<bdi>)?([^<]*)', page)
        assert labels
        assert not [
            name
            for id_, name in labels
            if id_ not in ("ARM", "AZE") and ":" not in html.unescape(id_) and any(p in name for p in parties)
        ]


@pytest.mark.parametrize("path", ["/matrix", "/positions", "/search?words=the", "/votes"])
def test_past_the_last_page_stands_the_last(served: Served, path: str) -> None:
    """Who asks for a page that a list does not have sees its last rows, and which page they are."""
    for _ in range(600):  # until the index of words is there
        if "is being made" not in served.ask(path).text:
            break
        time.sleep(0.1)
    text = served.ask(f"{path}{'&' if '?' in path else '?'}page=999").text
    shown = re.search(r">([\d,]+)–([\d,]+) of ([\d,]+) ", text)
    assert shown is not None
    first, last, total = (int(number.replace(",", "")) for number in shown.groups())
    assert 1 <= first <= last == total
    for page, pages in re.findall(r"page ([\d,]+) of ([\d,]+)", text):
        assert page == pages
    assert re.search(r'href="/(?:position|document|vote)s?[/?]', text.partition("<main")[2])


def test_a_search_before_its_index_is_there_is_asked_anew(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page that asks for a moment's patience is not kept for who comes after that moment."""
    with monkeypatch.context() as early:
        early.setattr(Room, "search_index", lambda _: None)
        assert "is being made" in served.ask("/search?words=early").text
    while served.room.search_index() is None:
        time.sleep(0.1)
    assert "is being made" not in served.ask("/search?words=early").text
