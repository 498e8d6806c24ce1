"""The room in a real browser: two clicks to the sentence, hostile words stay words, nothing leaves the machine, all can use it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from served_room import Served

from onrecord.vocabulary import Case
from onrecord.web.places import PLACES, ROW_PLACES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.browser

_OF_ROWS = {
    "position": "positions",
    "statement": "statements",
    "document": "documents",
    "origin": "origins",
    "claim": "claims",
    "actor": "actors",
}
_SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 800}}


def _paths(served: Served) -> list[str]:
    """Every page by itself, and one page of each kind of row."""
    paths = [place.path for place in PLACES]
    with served.room.open() as ledger:
        for place in ROW_PLACES:
            if place.kind in _OF_ROWS:
                ((id_,),) = ledger.database.rows(
                    f"SELECT id FROM memory.{_OF_ROWS[place.kind]} ORDER BY no LIMIT 1"
                )
                paths.append(f"/{place.kind}/{id_}")
    return [*paths, "/matrix?group=bloc&across=venues", "/search?words=resolution", "/nothing-here"]


@pytest.fixture
def watched(browser: Browser, served: Served) -> Iterator[Callable[..., Tab]]:
    """Opens pages; afterwards nothing may have left the machine, and no console may have complained."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(
        path: str, *, base: Served = served, size: str = "desk", scheme: str = "light", **options: object
    ) -> Tab:
        context = browser.new_context(viewport=_SIZES[size], color_scheme=scheme, **options)  # type: ignore[arg-type]
        contexts.append(context)
        tab = context.new_page()
        expected = "404" if path == "/nothing-here" else None
        tab.on(
            "console",
            lambda message: (expected and expected in message.text) or complaints.append(message.text),
        )
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("dialog", lambda dialog: complaints.append(f"dialog {dialog.message}"))
        tab.on(
            "request",
            lambda r: None if r.url.startswith((base.address, "data:")) else complaints.append(r.url),
        )
        tab.goto(base.address + path)
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def test_from_the_matrix_to_the_sentence_in_two_clicks(watched: Callable[..., Tab]) -> None:
    """A cell opens its sentences, and a sentence opens in its document's words with the chain beside it."""
    tab = watched("/matrix")
    tab.locator("table.matrix a.cell").first.click()
    tab.wait_for_url("**/positions?**")
    sentence = tab.locator("a.quote").first
    words = sentence.inner_text().strip()
    sentence.click()
    tab.wait_for_url("**/position/**")
    shown = tab.locator("blockquote").inner_text()
    assert " ".join(words.split())[:60] in " ".join(shown.split())
    assert tab.locator("blockquote mark.m-trigger").count() >= 1
    assert tab.get_by_text("Chain", exact=True).count() == 1


def test_filters_round_trip_through_the_address(watched: Callable[..., Tab]) -> None:
    """What a form asks for stands in the address, and the address fills the form again."""
    tab = watched("/positions")
    tab.locator("details.filters > summary").click()
    tab.get_by_label("Stance", exact=True).select_option("supports")
    tab.get_by_label("Since", exact=True).fill("2010")
    tab.get_by_role("button", name="Show").click()
    assert "stance=supports" in tab.url
    assert "since=2010" in tab.url
    told = tab.locator("main p.muted").first.inner_text()
    again = watched(tab.url.removeprefix(re.match(r"http://[^/]+", tab.url)[0]))  # type: ignore[index]
    assert again.locator("main p.muted").first.inner_text() == told
    assert again.get_by_label("Stance", exact=True).input_value() == "supports"
    assert again.get_by_label("Since", exact=True).input_value() == "2010"
    again.get_by_role("link", name="Take away since 2010").click()
    assert "since" not in again.url


def test_hostile_documents_stay_text(watched: Callable[..., Tab], served: Served) -> None:
    """Scripts, images and formulas in titles and bodies are shown as written, and none of them runs."""
    with served.room.open() as ledger:
        ids = [document.id for document in ledger.texts()]
    for path in ["/documents", "/positions", *(f"/document/{id_}" for id_ in ids)]:
        tab = watched(path)
        assert tab.evaluate("window.stolen === undefined")
        assert tab.locator("main img, main svg[onload], main script").count() == 0
    assert "<script>window.stolen = 1</script>" in watched("/documents").locator("main").inner_text()


def test_every_page_can_be_used_by_all(watched: Callable[..., Tab], served: Served) -> None:
    """An automated check of accessibility finds nothing on any page, on a desk in light and on a phone in the dark."""
    axe_script = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    found = []
    for size, scheme in (("desk", "light"), ("phone", "dark")):
        for path in _paths(served):
            tab = watched(path, size=size, scheme=scheme, bypass_csp=True)
            tab.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
            tab.evaluate(axe_script)
            result = tab.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
            found += [
                f"{size} {scheme} {path}: {v['id']}: {v['help']}: {[n['html'][:120] for n in v['nodes'][:2]]}"
                for v in result["violations"]
            ]
    assert not found, "\n".join(found)


def test_no_page_is_wider_than_a_phone(watched: Callable[..., Tab], served: Served) -> None:
    """At 360 pixels, and at twice the size of letters, tables scroll in their own boxes and the page does not."""
    for path in _paths(served):
        tab = watched(path, size="phone")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, path
        tab.evaluate("document.documentElement.style.fontSize = '200%'")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_the_keyboard_reaches_everything(watched: Callable[..., Tab]) -> None:
    """The first stop skips to the content, focus is seen, and Enter opens a cell."""
    tab = watched("/matrix")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.locator("a.cell").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/positions?**")


def test_the_room_works_without_its_script(watched: Callable[..., Tab]) -> None:
    """With scripts off everything but the narrowing of the matrix is there."""
    tab = watched("/matrix", java_script_enabled=False)
    assert tab.locator("p.filter").is_hidden()
    tab.locator("a.cell").first.click()
    tab.locator("a.quote").first.click()
    assert tab.locator("blockquote").count() == 1


def test_words_that_run_from_right_to_left_do_so(watched: Callable[..., Tab], served: Served) -> None:
    """A text in Arabic is set from right to left within a page that is not."""
    with served.room.open() as ledger:
        document = next(d for d in ledger.texts() if d.name == "right-to-left.txt")
    tab = watched(f"/document/{document.id}")
    assert tab.locator("p.body").first.evaluate("p => getComputedStyle(p).direction") == "rtl"
    assert tab.locator("html").evaluate("p => getComputedStyle(p).direction") == "ltr"


def test_a_decision_is_taken_on_the_page_and_lasts(
    watched: Callable[..., Tab], serve: Callable[..., Served], ledger_file: Path, case: Case, tmp_path: Path
) -> None:
    """A reviewer rejects a row by the form; it is gone from the lists, and after the room is opened anew as well."""
    path = tmp_path / "review.duckdb"
    shutil.copy(ledger_file, path)
    room = serve(path, case, review=True)
    tab = watched("/positions", base=room)
    before = tab.locator("main p.muted").first.inner_text()
    tab.locator("a.quote").first.click()
    form = tab.locator("form", has=tab.get_by_role("heading", name="Reject"))
    form.get_by_label("Your name").fill("Ana Silva")
    form.get_by_label("Reason").fill("not what the sentence says")
    form.get_by_role("button").click()
    tab.wait_for_url("**/position/**")
    assert "rejected in review" in tab.locator("article.evidence").inner_text()
    tab.goto(room.address + "/positions")
    assert tab.locator("main p.muted").first.inner_text() != before
    tab.goto(room.address + "/review")
    assert "not what the sentence says" in tab.locator("main").inner_text()


def test_a_page_prints_without_its_controls(watched: Callable[..., Tab]) -> None:
    """On paper there are no forms and no menus, and tables are not cut off."""
    tab = watched("/matrix")
    tab.emulate_media(media="print")
    assert tab.locator("form.find").is_hidden()
    assert tab.locator("details.filters").is_hidden()
    assert tab.locator(".scroll").first.evaluate("box => getComputedStyle(box).overflowX") == "visible"
