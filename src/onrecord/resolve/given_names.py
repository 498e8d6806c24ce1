"""Loads `given_names.csv`: given names, and the sex of their bearers where the lists of several countries agree on it.

It serves two questions: whether a capitalised phrase names a person, and whether "he" or "she" can take that
person up. A name that is borne by both is "either", and settles only the first.

Sources: `SSA` is the national data on given names of the US Social Security Administration (public domain), births of
1930 to 2002, at least 1000 of a name; `Faker` the lists of given names by country in the library Faker 40.54
(MIT licence); `both`, where both have the name. A sex is kept where at least 98 of 100 bearers are of it in the
former and no list, or one of many, of the latter has the name for the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from onrecord.errors import DataError
from onrecord.registry.match import fold

_WHERE = "resolve/given_names.csv"
_HEADER = "name,sex,source"
_SEXES = frozenset({"m", "f", "either"})
_SOURCES = frozenset({"SSA", "Faker", "both"})


@cache
def load_given_names() -> Mapping[str, str]:
    """Name in plain small letters -> `m`, `f` or `either`; DataError names the row that is not in order."""
    return read_given_names((files("onrecord.resolve") / "given_names.csv").read_text("utf-8").splitlines())


def read_given_names(lines: Iterable[str]) -> Mapping[str, str]:
    """The rows of the file; DataError names the first that is not in order."""
    names: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        name, _, rest = line.partition(",")
        sex, _, source = rest.partition(",")
        if number == 1:
            if line != _HEADER:
                raise DataError(f"header is {line}, not {_HEADER}", where=_WHERE, remedy="correct the header")
        elif not name or name in names or sex not in _SEXES or source not in _SOURCES:
            raise DataError("not a given name", where=f"{_WHERE}, row {number}", remedy="correct the row")
        else:
            names[name] = sex
    return names


def given_key(word: str) -> str:
    """A word as the list has it: plain small letters."""
    return word.lower() if word.isascii() else fold(word).casefold()
