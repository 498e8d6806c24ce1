"""The environment is read in one place, and a value that cannot be meant is refused."""

from __future__ import annotations

import pytest

from onrecord.errors import UsageError
from onrecord.settings import DEFAULT_MAX_BYTES, DEFAULT_MODEL, Settings


def test_settings_of_an_environment() -> None:
    """Set variables count, unset and empty ones give the defaults."""
    assert Settings.read({}) == Settings(model=DEFAULT_MODEL, max_bytes=DEFAULT_MAX_BYTES, debug=False)
    assert (
        Settings.read({"ONRECORD_MODEL": " ", "ONRECORD_MAX_BYTES": "", "ONRECORD_DEBUG": "0"}) == Settings()
    )
    chosen = {"ONRECORD_MODEL": "my_model", "ONRECORD_MAX_BYTES": "1_000", "ONRECORD_DEBUG": "1"}
    assert Settings.read(chosen) == Settings(model="my_model", max_bytes=1000, debug=True)


@pytest.mark.parametrize("value", ["0", "-1", "many", "1e6", "٣", "9" * 5000])
def test_a_limit_that_is_no_number_of_bytes(value: str) -> None:
    """The error names the variable and what to set."""
    with pytest.raises(UsageError, match=r"ONRECORD_MAX_BYTES: is not a number of bytes; set a whole number"):
        Settings.read({"ONRECORD_MAX_BYTES": value})


def test_settings_of_fetching() -> None:
    """Ports and contact are taken as they can be meant, and refused otherwise."""
    chosen = Settings.read({"ONRECORD_FETCH_PORTS": "80, 8080", "ONRECORD_FETCH_CONTACT": "me@desk.test"})
    assert (chosen.fetch_ports, chosen.fetch_contact) == ((80, 8080), "me@desk.test")
    assert Settings.read({}).fetch_ports == (80, 443)
    for wrong in (
        {"ONRECORD_FETCH_PORTS": "http"},
        {"ONRECORD_FETCH_PORTS": "0"},
        {"ONRECORD_FETCH_PORTS": "70000"},
        {"ONRECORD_FETCH_CONTACT": "me\r\nX: y"},
        {"ONRECORD_FETCH_CONTACT": "call me"},
    ):
        with pytest.raises(UsageError, match=next(iter(wrong))):
            Settings.read(wrong)
