"""What many tests share: the model, opened once, and the bundled knowledge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse, load_knowledge
from onrecord.vocabulary import Analysis, Document

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
