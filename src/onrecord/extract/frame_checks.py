"""Checks one frame of the lexicon as a file gives it: its keys, their types, and the values that are closed lists.

Every complaint is a DataError that names the file and the frame.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from onrecord.errors import DataError
from onrecord.vocabulary import Stance

WORD_CLASSES = ("verb", "noun", "adjective")
ACTS = ("speech", "attitude", "deed", "vote")
HOLDERS = ("subject", "teller")
EVENTS = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""PLOVER 0.5 event types; YIELD is CONCEDE and RETREAT together."""

_WORD_LISTS = (
    *WORD_CLASSES,
    "with",
    "object",
    "target",
    "subject",
    "unless",
    "particle",
    "modifier",
    "modal",
    "examples",
    "counter",
)
_TEXTS = ("id", "stance", "act", "holder", "object_at", "event", "cameo", "source", "example")
_FLAGS = (
    "needs_negation",
    "needs_target",
    "controls",
    "infinitive",
    "passive",
    "finite",
    "addressee",
    "ends",
)
_REQUIRED = ("id", "stance", "act", "source", "example")
_STEP = r"(?:obj|comp|dative|as-part|subject|owner|poss|complement|condition|infinitive|prep:[a-z]+)"
_PATH = re.compile(rf"{_STEP}(?:>{_STEP}){{0,3}}")
_CAMEO = re.compile(r"\d{2,4}")


def check_entry(entry: Mapping[str, Any], where: str) -> str:
    """The word class of a well-formed frame; DataError otherwise."""
    place = f"{where}, {entry.get('id', 'frame without id')}"
    _check_keys(entry, place)
    classes = [name for name in WORD_CLASSES if name in entry]
    if len(classes) != 1 or not entry[classes[0]]:
        raise _fault("a frame has one of verb, noun, adjective, with words", place)
    _check_values(entry, place)
    return classes[0]


def _check_keys(entry: Mapping[str, Any], place: str) -> None:
    for key, value in sorted(entry.items()):
        if key in _WORD_LISTS:
            good = isinstance(value, list) and all(isinstance(w, str) and w for w in value)
        elif key in _TEXTS:
            good = isinstance(value, str) and bool(value)
        elif key in _FLAGS:
            good = isinstance(value, bool)
        else:
            raise _fault(f"unknown key {key!r}", place)
        if not good:
            raise _fault(f"{key} has a value of another kind: {value!r}", place)
    missing = [key for key in _REQUIRED if key not in entry]
    if missing:
        raise _fault(f"it lacks {missing[0]!r}", place)


def _check_values(entry: Mapping[str, Any], place: str) -> None:
    if entry["stance"] not in list(Stance):
        raise _fault(f"no such stance: {entry['stance']!r}", place)
    for key, allowed in (("act", ACTS), ("holder", HOLDERS), ("event", EVENTS)):
        if key in entry and entry[key] not in allowed:
            raise _fault(f"{key} must be one of {', '.join(allowed)}", place)
    for path in (*entry.get("target", ()), entry.get("object_at", "obj")):
        if not _PATH.fullmatch(path):
            raise _fault(f"no such path: {path!r}", place)
    if "object_at" in entry and not {"object", "unless"} & set(entry):
        raise _fault("object_at says where `object` or `unless` stands, and there is neither", place)
    if "cameo" in entry and not _CAMEO.fullmatch(entry["cameo"]):
        raise _fault("a CAMEO code has two to four digits", place)


def _fault(message: str, place: str) -> DataError:
    return DataError(message, where=place, remedy="see docs/codebook.md")
