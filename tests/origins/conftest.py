"""Documents as the reader would give them, made by hand."""

from __future__ import annotations

import pytest

from tests.origins.texts import MakeDocument, make_document


@pytest.fixture
def make() -> MakeDocument:
    """The maker of documents."""
    return make_document
