"""Names of states that two well-kept libraries already hold, as registry rows.

ISO 3166 names come from pycountry, English names of the Unicode CLDR from Babel; both are read at load.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

import pycountry
from babel import Locale

from onrecord.vocabulary import ActorName, Period

_ISO_USES = (
    ("name", "iso-name", "alias"),
    ("official_name", "iso-official", "official"),
    ("common_name", "iso-common", "short"),
)
# ISO's English names are those of today; a name that changed has its dated rows in names.csv.
_ALWAYS = Period()


def library_names(known: frozenset[str], dated: frozenset[tuple[str, str]]) -> Iterator[ActorName]:
    """Yield names for the states in `known`; those in `dated` (actor, name) have a row of ours that says more."""
    iso_source = f"ISO 3166-1, by way of pycountry {version('pycountry')}"
    for country in sorted(pycountry.countries, key=lambda entry: str(entry.alpha_3)):
        iso = str(country.alpha_3)
        code = iso if iso in known else f"state:{iso}"
        if code not in known:
            continue
        for attribute, label, use in _ISO_USES:
            # "the State of Palestine": the article is no part of a name.
            name = str(getattr(country, attribute, None) or "").removeprefix("the ")
            if name and (code, name) not in dated:
                yield _name(f"name:{iso}:{label}", code, name, use, iso_source)
        yield from _cldr_name(code, iso, str(country.alpha_2), dated)


def _cldr_name(code: str, iso: str, alpha_2: str, dated: frozenset[tuple[str, str]]) -> Iterator[ActorName]:
    name = Locale("en").territories.get(alpha_2)
    # "Congo - Kinshasa" and "Myanmar (Burma)" are labels for lists, not names that a text uses.
    if name and "(" not in name and " - " not in name and (code, name) not in dated:
        source = f"Unicode CLDR English territory names, by way of Babel {version('babel')}"
        yield _name(f"name:{iso}:cldr", code, name, "short", source)


def _name(row: str, actor: str, name: str, use: str, source: str) -> ActorName:
    return ActorName(row=row, actor=actor, name=name, use=use, valid=_ALWAYS, language="en", source=source)
