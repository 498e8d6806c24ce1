"""The names that markup gives to the facts of a page, from `page.toml`, loaded and checked once.

A malformed file raises DataError naming the file and the entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from onrecord.errors import DataError
from onrecord.read.knowledge import read_toml, words

_FILE = "page.toml"
_LISTS = (
    "updated",
    "authors",
    "dated",
    "byline",
    "openings",
    "titles",
    "sites",
    "nobody",
    "no_outlets",
    "open_domains",
    "month_first",
    "open_languages",
)
_PATTERNS = (
    "comments",
    "beside",
    "own",
    "in_heading",
    "no_title",
    "published",
    "changed",
    "other_day",
    "written_by",
    "printed_by",
    "not_written",
    "label",
    "labelled",
    "profile",
    "by",
    "joined",
    "behind",
    "job_before",
    "desk",
    "job",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """Meta tags with their weights, lists of folded words, and patterns, each by its name in the file."""

    published: Mapping[str, float]
    lists: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, re.Pattern[str]]


def check_page_words(data: Mapping[str, Any]) -> PageWords:
    """The content of a parsed file; DataError where an entry is missing or malformed."""
    lists, patterns, published = (data.get(key) for key in ("lists", "patterns", "published"))
    if not isinstance(lists, dict) or not isinstance(patterns, dict) or not isinstance(published, dict):
        raise DataError("needs the tables `published`, `lists` and `patterns`", where=f"read/{_FILE}")
    weights = {}
    for name, weight in published.items():
        if not isinstance(weight, (int, float)) or isinstance(weight, bool) or name != name.casefold():
            raise DataError(
                "must give a number to a folded name",
                where=f"read/{_FILE}, published.{name}",
                remedy="correct the entry",
            )
        weights[name] = float(weight)
    return PageWords(
        published=MappingProxyType(weights),
        lists=MappingProxyType({key: words(_FILE, lists, key) for key in _LISTS}),
        patterns=MappingProxyType({key: _pattern(patterns, key) for key in _PATTERNS}),
    )


def _pattern(patterns: Mapping[str, Any], key: str) -> re.Pattern[str]:
    try:
        return re.compile(patterns[key], re.IGNORECASE)
    except (KeyError, TypeError, re.error) as error:
        raise DataError(
            f"needs a valid pattern ({error!r})",
            where=f"read/{_FILE}, patterns.{key}",
            remedy="correct the entry",
        ) from error


@cache
def load_page_words() -> PageWords:
    """What the bundled file holds."""
    return check_page_words(read_toml(_FILE))
