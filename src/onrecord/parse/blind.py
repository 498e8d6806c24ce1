"""Keeps from the parser which state is named: every one-word name of a state is parsed as the same stand-in.

A model reads some names better than others, so that "Norway condemned Chile" and its mirror can come out as two
different trees. With one stand-in for all, whoever is named, the tree is the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from onrecord.registry import load_registry
from onrecord.vocabulary import ActorKind

_ONE_WORD = re.compile(r"[A-Z][^\W\d_]*[a-z][^\W\d_]*")
_BY_USE = {"adjective": "French", "capital": "Paris", "capital-weak": "Paris"}
"""Words that the model knows well, by the use of the name that they stand for."""
_NAME, _PEOPLE, _PERSON = "France", "Germans", "German"


@cache
def stand_ins() -> Mapping[str, str]:
    """Each one-word name, adjective and capital of a state, with the word that is parsed in its place."""
    registry = load_registry()
    found: dict[str, str] = {}
    for actor in sorted(registry.actor_names):
        if registry.actors[actor].kind is not ActorKind.STATE:
            continue
        for row in registry.actor_names[actor]:
            if _ONE_WORD.fullmatch(row.name):
                _add(found, row.name, row.use)
    return found


def _add(found: dict[str, str], name: str, use: str) -> None:
    """A word that is a state's own name is parsed as one, whatever else it is."""
    if use == "demonym":
        found.setdefault(name, _PEOPLE if name.endswith("s") else _PERSON)
    elif use in _BY_USE:
        found.setdefault(name, _BY_USE[use])
    else:
        found[name] = _NAME
