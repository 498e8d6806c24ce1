"""The CSV files of the registry and their columns, which a user's own files have too.

`docs/reference/data.md` tells what each column means.
"""

from __future__ import annotations

from collections.abc import Mapping

_SPELL = ("valid_from", "valid_to")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "states.csv": ("id", "name", "kind", *_SPELL, "language", "source"),
    "names.csv": ("row", "actor", "name", "use", *_SPELL, "language", "source"),
    "not_names.csv": ("phrase", "reason", "language", "source"),
    "bodies.csv": (
        "row",
        "id",
        "name",
        "kind",
        "parent",
        "founded",
        "founded_place",
        "ended",
        "language",
        "source",
        "checked",
    ),
    "groups.csv": ("row", "id", "name", "kind", "language", "source"),
    "further_names.csv": ("row", "actor", "name", "use", *_SPELL, "language", "source"),
    "seats.csv": ("row", "seat", "holder", "cow", *_SPELL, "how", "language", "source", "note"),
    "successions.csv": (
        "row",
        "predecessor",
        "predecessor_name",
        "successor",
        "successor_name",
        "date",
        "how",
        "language",
        "source",
        "note",
    ),
    "body_names.csv": ("row", "actor", "name", "use", *_SPELL, "language", "source"),
    "memberships.csv": ("row", "body", "member", "status", *_SPELL, "language", "source", "note", "checked"),
    "member_counts.csv": ("row", "body", "status", "count", *_SPELL, "language", "source"),
    "coverage.csv": ("row", "body", "status", *_SPELL, "language", "source"),
    "offices.csv": (
        "row",
        "id",
        "of",
        "title",
        "titles",
        "exists",
        "note",
        *_SPELL,
        "language",
        "source",
        "checked",
    ),
    "people.csv": ("row", "person", "family", "common", "spellings", "language", "source"),
    "tenures.csv": ("row", "office", "person", *_SPELL, "language", "source", "checked"),
    "meetings.csv": (
        "row",
        "body",
        "series",
        "number",
        "place",
        "first_day",
        "last_day",
        "language",
        "source",
        "checked",
    ),
    "context_words.csv": ("word", "kind", "language", "source"),
}
