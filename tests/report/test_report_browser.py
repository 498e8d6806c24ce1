"""The page in a real browser: evidence opens by keyboard, nothing is requested, nothing is complained of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from report_sample import over_time, sample_content

from onrecord.report import render_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample's page as a file."""
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_report(replace(sample_content(), over_time=over_time())), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Tab]:
    """The open page; afterwards nothing may have been requested or complained of."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: complaints.append(request.url) if request.url != address else None)
    opened.goto(address)
    complaints[:] = [complaint for complaint in complaints if complaint != "data:,"]
    yield opened
    context.close()
    assert complaints == []


def test_a_cell_opens_its_evidence_by_keyboard(tab: Tab) -> None:
    """Enter on a cell shows the sentence with its evidence marked; Escape closes it and gives focus back."""
    cell = tab.get_by_role("link", name="Brennland, towards Corvania")
    cell.focus()
    tab.keyboard.press("Enter")
    panel = tab.get_by_role("dialog")
    panel.wait_for(state="visible")
    assert "Brennland fully supports Corvania" in panel.inner_text()
    assert panel.locator("mark.m-trigger").first.inner_text() == "supports"
    tab.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    assert cell.evaluate("cell => cell === document.activeElement")
    tab.wait_for_function("document.querySelectorAll('#evidence .cellbox').length === 11")


def test_focus_can_be_seen(tab: Tab) -> None:
    """The skip link is the first stop of the keyboard and has a visible outline."""
    tab.keyboard.press("Tab")
    outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert outline == "solid"


@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_is_never_wider_than_the_screen(tab: Tab, width: int) -> None:
    """Tables and charts scroll inside their own boxes, on a phone as on a desk."""
    tab.set_viewport_size({"width": width, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_holders_can_be_filtered(tab: Tab) -> None:
    """Typing part of a name leaves the rows whose holder has it, and says how many."""
    tab.get_by_label("Show holders whose name contains").fill("meld")
    assert tab.locator("tr.holder:visible").count() == 1
    assert tab.locator("#filter-count").inner_text() == "1 of 7"


def test_links_in_the_panel_lead_to_the_page(tab: Tab) -> None:
    """A document named in the evidence is one step away: the panel closes and the document is in view."""
    tab.get_by_role("link", name="Brennland, towards Corvania").click()
    tab.get_by_role("dialog").get_by_role("link", name="Corvania says world stands behind it").first.click()
    tab.get_by_role("dialog").wait_for(state="hidden")
    assert tab.locator("article.document:target").count() == 1


def test_without_a_script_evidence_is_in_the_page(browser: Browser, address: str) -> None:
    """With scripts off a cell is a plain link to evidence that lies open."""
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    opened.get_by_role("link", name="Brennland, towards Corvania").click()
    assert opened.locator(".cellbox:target").is_visible()
    assert opened.locator(".cellbox:target mark.m-trigger").first.is_visible()
    context.close()


def test_print_opens_every_fold(tab: Tab) -> None:
    """Before printing everything folded is opened, and folded again afterwards."""
    before = tab.locator("details[open]").count()
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("details:not([open])").count() == 0
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.locator("details[open]").count() == before


def test_figures_are_saved_from_the_page_itself(browser: Browser, address: str) -> None:
    """With scripts off too, a chart's figures are saved as a CSV file that was in the page all along."""
    context = browser.new_context(java_script_enabled=False, accept_downloads=True, offline=True)
    opened = context.new_page()
    opened.goto(address)
    opened.locator("#over-time figure summary").filter(has_text="Agreement").click()
    with opened.expect_download() as saved:
        opened.get_by_role("link", name="agreement.csv").click()
    assert saved.value.suggested_filename == "agreement.csv"
    assert (
        saved.value.path().read_text(encoding="utf-8").startswith("first,second,year,agreement,common_votes")
    )
    context.close()
