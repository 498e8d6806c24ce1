"""What many tests share: the model, opened once, and the bundled knowledge."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse, load_knowledge
from onrecord.vocabulary import Analysis, Document
from tests.browsing import find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSER_ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
SHARED = Path(__file__).parents[1] / ".." / "shared"


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The default model."""
    return Parser.open()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The bundled registry, record and lexicon."""
    return load_knowledge()


@pytest.fixture(scope="session")
def analysed(parser: Parser, knowledge: Knowledge) -> Callable[[Document], Analysis]:
    """Runs all stages over one document."""
    return lambda document: analyse(document, knowledge=knowledge, parser=parser)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts beside the project; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared folder of real texts is not beside the project")
    return SHARED


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's browser, or a skip that says what is missing; with CI=true or ONRECORD_BROWSER=required a failure."""
    found = find_browser(os.environ)
    import playwright.sync_api as playwright

    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=found, args=list(BROWSER_ARGUMENTS))
        yield opened
        opened.close()
