"""Names of states in the six languages of the United Nations and in those of the disputes, from the Unicode CLDR.

They are read when somebody asks for them, one language at a time, and are never sought in a text: a text is read for
English names only.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version

import pycountry
from babel import Locale

from onrecord.vocabulary import ActorName, Period

UN_LANGUAGES = {
    "ar": "Arabic",
    "zh": "Chinese",
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
}
OTHER_LANGUAGES = {
    "hy": "Armenian",
    "az": "Azerbaijani",
    "ka": "Georgian",
    "fa": "Persian",
    "tr": "Turkish",
    "uk": "Ukrainian",
}
LANGUAGES = {**UN_LANGUAGES, **OTHER_LANGUAGES}

# "Kongo - Kinshasa" and "Myanmar (Birmanie)" are labels for lists, not names.
_LABEL_SIGNS = ("(", "（", " - ", " – ")
TODAY = "Unicode CLDR"
"""How the source of a name begins that is known for today only."""


@cache
def cldr_names(language: str) -> dict[str, ActorName]:
    """Today's names of states in one language, by ISO alpha-3 code (Namibia: `state:NAM`)."""
    territories = Locale.parse(language).territories
    source = f"{TODAY} territory names ({language}), by way of Babel {version('babel')}"
    return {
        actor: ActorName(
            row=f"name:{iso}:cldr-{language}",
            actor=actor,
            name=name,
            use="short",
            valid=Period(),
            language=language,
            source=source,
        )
        for actor, iso, alpha_2 in _codes()
        if (name := territories.get(alpha_2)) and not any(sign in name for sign in _LABEL_SIGNS)
    }


def _codes() -> Iterator[tuple[str, str, str]]:
    yield "XKX", "XKX", "XK"
    for country in pycountry.countries:
        iso = str(country.alpha_3)
        yield "state:NAM" if iso == "NAM" else iso, iso, str(country.alpha_2)
