"""Loads `labels.toml`: what before a colon or behind a dash is a source of words, and what only looks like one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import DataError

_CAPITALISED = re.compile(r"[A-ZÀ-Þ\"'‘“][\w.,’'‘&/@()-]*|\d[\w.-]*")
_SMALL = frozenset(
    {"of", "the", "for", "and", "de", "da", "del", "al", "bin", "van", "von", "der", "la", "el", "in", "at"}
)
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLabels:
    """Words in lower case."""

    no_first: frozenset[str]
    no_last: tuple[str, ...]
    prefixes: frozenset[str]
    nouns: frozenset[str]

    def is_source(self, label: str) -> bool:
        """True for a name or a noun that stands for a source: "Ana Silva", "Report", "Lake camp"."""
        words = label.split()
        folded = label.casefold().strip(" .,")
        if not 0 < len(words) <= _MOST_WORDS or not any(char.isalpha() for char in label):
            return False
        if folded in self.nouns:
            return True
        if words[0].casefold().strip(".,") in self.no_first or folded.endswith(self.no_last):
            return False
        if words[-1].casefold().strip(".,") in self.nouns and words[0][:1].isupper():
            return True
        loose = sum(1 for word in words if not _CAPITALISED.fullmatch(word) and word not in _SMALL)
        return words[0][:1].isupper() and loose <= (1 if len(words) > 1 else 0) and words[-1] not in _SMALL


@cache
def load_source_labels() -> SourceLabels:
    """The bundled lists; DataError where the file lacks a part."""
    raw = tomllib.loads((files("onrecord.extract") / "labels.toml").read_text("utf-8"))
    try:
        return SourceLabels(
            no_first=frozenset(raw["no_sources"]["first"]),
            no_last=tuple(f" {ending}" for ending in raw["no_sources"]["last"]),
            prefixes=frozenset(raw["no_sources"]["prefixes"]),
            nouns=frozenset(raw["sources"]["nouns"]),
        )
    except KeyError as missing:
        raise DataError(
            f"no part {missing}", where="extract/labels.toml", remedy="install OnRecord again"
        ) from missing
