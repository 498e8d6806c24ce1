"""Which country a province, governorate or state lies in, by ISO 3166-2; for end codes, where nothing else names one."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import pycountry

_FEWEST = 5
"""Letters of a name that is looked up: shorter ones are words too often."""
_KINDS = re.compile(r"\b(?:the|province|region|state|strip|governorate|district|city|town|of|in)\b", re.I)
_RUN = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
# ISO 3166-2 has a Gaza in Mozambique too; event data means the other one.
_MEANT = {"gaza": "PSE", "west bank": "PSE"}
_WORDS = frozenset({"central", "western", "eastern", "northern", "southern", "capital", "coast", "islands"})


def country_of(phrase: str) -> str | None:
    """ISO alpha-3 of the one country that has a subdivision of a name in the phrase; None where none or several do."""
    for run in _RUN.findall(_KINDS.sub(" ", phrase)):
        name = " ".join(run.lower().split())
        if name in _MEANT:
            return _MEANT[name]
        countries = _subdivisions().get(name, frozenset())
        if len(name) >= _FEWEST and name not in _WORDS and len(countries) == 1:
            return next(iter(countries))
    return None


@cache
def _subdivisions() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in pycountry.subdivisions:
        country = pycountry.countries.get(alpha_2=entry.country_code)
        if country is not None:
            found[entry.name.lower()].add(country.alpha_3)
    return {name: frozenset(countries) for name, countries in found.items()}
