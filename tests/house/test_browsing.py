"""Tests in a browser run in continuous integration, or fail there; elsewhere they may be skipped."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.browsing import find_browser, is_required


@pytest.mark.parametrize(
    ("environment", "required"),
    [
        ({}, False),
        ({"CI": "true"}, True),
        ({"CI": "1"}, True),
        ({"CI": "TRUE"}, True),
        ({"CI": ""}, False),
        ({"CI": "false"}, False),
        ({"ONRECORD_BROWSER": "required"}, True),
        ({"CI": "true", "ONRECORD_BROWSER": "optional"}, True),
    ],
)
def test_where_a_browser_is_required(environment: Mapping[str, str], required: bool) -> None:
    """CI=true is enough, and nothing takes it back."""
    assert is_required(environment) is required


def test_a_missing_browser_fails_in_continuous_integration() -> None:
    """The failure says how to install one."""
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        find_browser({"CI": "true"}, look=lambda _: None)


def test_a_missing_browser_skips_elsewhere() -> None:
    """A reader of the code without a browser can still run the tests."""
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"):
        find_browser({}, look=lambda _: None)
