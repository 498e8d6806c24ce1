"""The words, tags and labels of parsed texts by the numbers that the model's library has for them.

Asked for there, each is made anew; kept here, a word that is met often is one value, and quick to look up by.
"""

from __future__ import annotations

from typing import Any

_MOST = 500_000
"""Values kept; then all are forgotten, so that memory stays bounded."""


class Strings(dict[int, str]):
    """Number to text, filled as numbers are asked for."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, number: int) -> str:
        if len(self) > _MOST:
            self.clear()
        text = self[number] = str(self._store[number])
        return text

    def of(self, numbers: Any) -> list[str]:
        """The texts of an array of numbers."""
        return list(map(self.__getitem__, numbers.tolist()))
