"""The browser in which pages are tested: which one there is, and what is done where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from importlib.util import find_spec

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_YES = ("1", "true", "yes")


def is_required(environment: Mapping[str, str]) -> bool:
    """True where tests in a browser must run: ONRECORD_BROWSER=required, and on any machine that says CI=true."""
    return (
        environment.get("ONRECORD_BROWSER") == "required" or environment.get("CI", "").strip().lower() in _YES
    )


def find_browser(environment: Mapping[str, str], look: Callable[[str], str | None] = shutil.which) -> str:
    """The path of the system's browser. Skips the test where something is missing; fails where the browser is required."""
    missing = pytest.fail if is_required(environment) else pytest.skip
    found = next(filter(None, map(look, BROWSERS)), None)
    if found is None:
        missing(
            f"no browser found; looked for {', '.join(BROWSERS)}; install one with: apt-get install chromium"
        )
    if find_spec("playwright") is None:
        missing("the playwright package is not installed; install it with: pip install -e '.[dev]'")
    assert found is not None
    return found
