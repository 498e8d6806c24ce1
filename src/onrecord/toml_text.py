"""Parses the TOML of lexicons and lists, bundled or the user's, with an error that names the file."""

from __future__ import annotations

import tomllib
from typing import Any

from onrecord.errors import DataError


def parse_toml(text: str, *, where: str) -> dict[str, Any]:
    """The tables of a TOML text; DataError where it is none, or is nested deeper than can be read."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError
        raise DataError(f"not TOML: {error}", where=where, remedy="mend the file") from error
