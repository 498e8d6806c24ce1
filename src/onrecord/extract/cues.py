"""Loads `cues.toml`: the words that introduce what somebody said."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import DataError


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Lemmas of cue words by construction."""

    clause: frozenset[str]
    relay: frozenset[str]
    quoted: frozenset[str]
    according: frozenset[str]


@cache
def load_cues() -> Cues:
    """The bundled cues; DataError where the file lacks a part."""
    raw = tomllib.loads((files("onrecord.extract") / "cues.toml").read_text("utf-8"))
    try:
        return Cues(
            clause=frozenset(raw["verbs"]["clause"]),
            relay=frozenset(raw["verbs"]["relay"]),
            quoted=frozenset(raw["verbs"]["quoted"]),
            according=frozenset(raw["sources"]["according"]),
        )
    except KeyError as missing:
        raise DataError(
            f"no part {missing}", where="extract/cues.toml", remedy="install OnRecord again"
        ) from missing
