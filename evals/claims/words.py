"""How the generator writes numbers, ordinals, days and the names of states."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Sequence
from datetime import date
from random import Random

from onrecord.registry import Registry
from onrecord.vocabulary import PartialDate

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_ARTICLE = frozenset(
    ["United States", "United States of America", "United Kingdom", "Russian Federation", "Netherlands", "Philippines", "United Arab Emirates", "Marshall Islands", "Maldives", "Solomon Islands", "Central African Republic", "Dominican Republic", "Democratic Republic of the Congo", "Republic of Korea", "Republic of Moldova", "Syrian Arab Republic", "Bahamas", "Gambia", "Comoros", "Czech Republic", "Holy See", "Congo", "Democratic People's Republic of Korea", "Lao People's Democratic Republic", "United Republic of Tanzania", "State of Palestine"]
)  # fmt: skip
_USUAL = {
    "BOL": ["Bolivia"], "BRN": ["Brunei", "Brunei Darussalam"], "COD": ["Democratic Republic of the Congo"], "FSM": ["Micronesia"],
    "GBR": ["United Kingdom", "Britain"], "IRN": ["Iran"], "KOR": ["South Korea", "Republic of Korea"], "LAO": ["Laos"], "MDA": ["Moldova", "Republic of Moldova"],
    "NLD": ["Netherlands"], "PRK": ["North Korea"], "RUS": ["Russia", "Russian Federation"], "SYR": ["Syria"], "TUR": ["Turkey", "Türkiye"],
    "TZA": ["Tanzania"], "USA": ["United States"], "VEN": ["Venezuela"], "VNM": ["Vietnam", "Viet Nam"], "CIV": ["Côte d'Ivoire", "Ivory Coast"],
}  # fmt: skip
"""Names that news and speeches use, where the registry's first one is another."""
MONTHS = list(month_name)[1:]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def in_words(number: int) -> str:
    """`39` as "thirty-nine"; 0 to 999."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    rest = number % 100
    return f"{_ONES[number // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")


def ordinal(number: int) -> str:
    """`62` as "62nd"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def ordinal_words(number: int) -> str:
    """`62` as "sixty-second"; 1 to 99."""
    words = in_words(number)
    head, dash, last = words.rpartition("-")
    if last.endswith("y"):
        return f"{head}{dash}{last[:-1]}ieth"
    return f"{head}{dash}{_IRREGULAR.get(last, f'{last}th')}"


def day(on: PartialDate | date) -> str:
    """14 March 2008."""
    assert on.month
    assert on.day
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def us_day(on: PartialDate | date) -> str:
    """March 14, 2008."""
    assert on.month
    assert on.day
    return f"{MONTHS[on.month - 1]} {on.day}, {on.year}"


def any_day(on: PartialDate | date, rng: Random) -> str:
    """A day in one of the usual ways."""
    return rng.choice((day, us_day))(on)


def weekday(on: date) -> str:
    """Friday."""
    return WEEKDAYS[on.weekday()]


def state_name(registry: Registry, state: str, rng: Random) -> str:
    """A name of the state with its article."""
    usual = _USUAL.get(state)
    if usual is None:
        actor = registry.actor(state)
        usual = [actor.name if actor else state]
    name = rng.choice(usual)
    return f"the {name}" if name in _ARTICLE else name


def listed(names: Sequence[str], rng: Random) -> str:
    """One, "A and B", "A, B and C"."""
    if len(names) == 1:
        return names[0]
    comma = "," if len(names) > 2 and rng.random() < 0.4 else ""
    return f"{', '.join(names[:-1])}{comma} and {names[-1]}"


def capitalised(words: str) -> str:
    """With a capital at the start."""
    return words[:1].upper() + words[1:]
