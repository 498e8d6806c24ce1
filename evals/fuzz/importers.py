"""What people bring besides documents: roll calls, cases, words, decisions, manifests, addresses, searches; whole, broken and hostile.

Each is taken in, or refused with one of our own errors that says what, and what to do next.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from typing import Any
from urllib.parse import urlencode

from evals.fuzz.checking import Broken
from evals.fuzz.kinds import Kind
from evals.fuzz.mutating import damage
from evals.fuzz.reviews import REVIEWS, changed_text, made_ledger
from evals.fuzz.rolls import ROLLS, make_cell
from evals.fuzz.stages import knowledge
from evals.fuzz.taking import guarded
from evals.fuzz.wording import ACTORS, DAYS, ODD, make_number, make_words
from onrecord.case import parse_case
from onrecord.extract.frames import extend_lexicon, read_lexicon
from onrecord.ledger.folder import FORMAT, read_manifest
from onrecord.ledger.migrate import load_migrations
from onrecord.questions.blocs import find_bloc
from onrecord.read.columns import parse_columns
from onrecord.read.robots import read_robots
from onrecord.read.web_address import parse_address
from onrecord.review.values import find_link
from onrecord.search import SearchIndex
from onrecord.search.query import parse_query
from onrecord.vocabulary import PartialDate
from onrecord.web.asked import FILTERS, Asked
from onrecord.web.deciding import read_form
from onrecord.web.places import PLACES

# --- TOML and JSON ----------------------------------------------------------------------------

_CASE = """id = "border-closure"
title = "The border closure"
parties = ["NOR", "PRT"]
instruments = ["A/RES/62/243"]
blocs = ["OIC"]

[[matters]]
id = "closure"
label = "Closure of the border"
names = ["border closure", "blockade"]
"""
_CASE_KEYS = ("id", "title", "parties", "instruments", "blocs", "matters", "label", "names")
_LEXICON = """[lists]
owned = ["toastmaster"]

[[frame]]
id = "toast"
stance = "welcomes"
act = "speech"
verb = ["toast"]
target = ["obj"]
with = ["to"]
finite = true
source = "own observation: dinner speeches"
example = "A toasted B."
"""
_LEXICON_KEYS = (
    "frame",
    "lists",
    "id",
    "stance",
    "act",
    "verb",
    "noun",
    "adjective",
    "object",
    "target",
    "subject",
    "holder",
    "owned",
    "event",
    "cameo",
    "with",
    "unless",
    "particle",
    "finite",
    "source",
    "example",
    "counter",
)
_TOML = (
    "[", "]", "[[", "]]", "=", '"', "'", '"""', "\\u0000", "\\ud800", "{", "}", "#", "\n", "inf", "nan", "1979-05-27", "true", "0x", ".", "a = 1\n", "[[matters]]\n", "[matters]\n", "id = ",
    "names = []\n", "[" * 500, "{a=" * 300, "a." * 600, "9" * 5_000,
)  # fmt: skip
_VALUES = (
    "1",
    "[]",
    "{}",
    '""',
    '"x"',
    "[1]",
    '[""]',
    '["a", "a"]',
    "true",
    "1979-05-27",
    "[[]]",
    '{a = "b"}',
)


def _toml(base: str, keys: Sequence[str]) -> Callable[[Random], str]:
    """Makes damaged texts of a sound one, whose keys these are."""

    def made(chance: Random) -> str:
        text = base
        for _ in range(chance.choice((0, 1, 1, 1, 2, 2, 4))):
            text = _toml_damage(text, keys, chance)
        return text

    return made


def _toml_damage(text: str, keys: Sequence[str], chance: Random) -> str:
    how, at = chance.randrange(5), chance.randrange(len(text) + 1)
    if how == 0:
        value = chance.choice(
            (*_VALUES, json.dumps(make_words(chance, 4)), f"[{json.dumps(make_cell(chance))}]")
        )
        key = chance.choice(keys)
        return text + (f"{key} = {value}\n" if chance.random() < 0.6 else f"[[{key}]]\n")
    if how == 1:
        return text[:at] + chance.choice(_TOML) + text[at:]
    if how == 2:
        lines = text.splitlines(keepends=True)
        return "".join(lines[: chance.randrange(len(lines) + 1)] + lines[chance.randrange(len(lines) + 1) :])
    if how == 3:
        return (
            text[:at]
            + chance.choice((make_words(chance, 3), make_cell(chance)))
            + text[at + chance.randrange(6) :]
        )
    return text.replace(chance.choice(keys), chance.choice((*keys, "x", "")), 1)


def _manifest(chance: Random) -> bytes:
    file = {"table": "documents", "name": "documents/a.parquet", "rows": 1, "size": 10, "digest": "0" * 64}
    form = {
        "format": FORMAT, "schema": load_migrations()[-1].version, "started": "2026-01-02T00:00:00", "finished": "2026-01-02T00:00:00", "tool": "made", "method": "made",
        "met": 1, "added": 1, "held": 0, "skipped": 0, "files": [file],
    }  # fmt: skip
    return changed_text(form, chance).encode("utf-8", "replace")


def _look_at_manifest(data: bytes) -> object:
    manifest = read_manifest(data, where="folder")
    if not all(
        isinstance(count, int) for file in manifest.files for count in (file.rows, file.size, manifest.schema)
    ):
        raise Broken("counts that are no numbers")
    return manifest


def _columns(chance: Random) -> str:
    names = ("text", "title", "Date ", "author", "x", "", "=")
    return ",".join(
        chance.choice(names) + chance.choice(("=", "=", "", "==")) + make_cell(chance)
        for _ in range(chance.randint(0, 8))
    )


# --- The web ----------------------------------------------------------------------------------

_ADDRESS = (
    "http", "https", "ftp", "javascript", "://", "//", "/", ":", "@", "user:pass@", "news.example", "localhost", "127.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "0x7f.1", "2130706433", "xn--",
    "xn--a-ecp.ru", "例え.jp", "ß.example", "a..b", ".", "-a", "a" * 64, "a." * 140, ":80", ":99999", ":-1", ":٣", "?a=b", "#", "%00", "%2e%2e/", "../", "\\", "\t", "\n", " ", "\u202e",
    "\u3002", "%zz", "[", "]", "١", "\x00", "@@", "&", ";", "\ud800",
)  # fmt: skip
_ROBOTS = (
    "User-agent: *", "User-agent: OnRecord", "Disallow: /", "Allow: /a*$", "Disallow: /" + "*a" * 50, "Crawl-delay: 5", "Crawl-delay: nan", "Crawl-delay: 1e400", "Request-rate: 1/0",
    "Request-rate: 0/5s", "Request-rate: 1/10s 1300-1500", "Sitemap: http://[", "Host: a", ":", "Visit-time: 9999-9999", "Request-rate: a/b", "Disallow: %zz%", "Crawl-delay: -5",
    "Disallow: /%ff", "Request-rate: 1/9999h", "Crawl-delay: inf", "Request-rate: 1/5d 2500-9900",
)  # fmt: skip


def _address(chance: Random) -> str:
    start = chance.choice(("http://", "https://", "https://news.example", "HTTP://", "", "http:"))
    return start + "".join(chance.choice(_ADDRESS) for _ in range(chance.randint(1, 8)))


def _look_at_address(text: str) -> object:
    address = parse_address(text)
    again = parse_address(str(address))
    if again != address or not str(address).isascii():
        raise Broken(f"an address that is another when it is read again: {address} {again}")
    return address


def _robots(chance: Random) -> bytes:
    lines = (chance.choice((chance.choice(_ROBOTS), make_cell(chance))) for _ in range(chance.randint(0, 12)))
    return "\n".join(lines).encode("utf-8", "replace")


def _look_at_robots(body: bytes) -> object:
    robots = read_robots(body)
    delay = robots.delay
    if not 0 <= delay < float("inf"):
        raise Broken(f"a delay that is none: {delay}")
    pages = ("https://a.example/", "https://a.example/" + "a" * 500, "https://a.example/%ff?x#y")
    return delay, [robots.allows(url) for url in pages]


def _asked(chance: Random) -> tuple[int, str]:
    """One of the room's pages, and the query of an address of it."""
    place = chance.randrange(len(PLACES))
    pairs = []
    for _ in range(chance.randint(0, 5)):
        name = chance.choice(
            (*(PLACES[place].filters or ("page",)), "page", chance.choice(sorted(FILTERS)), "x")
        )
        held = FILTERS.get(name)
        value = chance.choice(
            (make_cell(chance), "NOR", "OIC", "2019", "2019-05", "1", "9" * 400, "9" * 5_000)
        )
        if held and held.choices and chance.random() < 0.6:
            value = chance.choice(held.choices)
        pairs.append((name, value.encode("utf-8", "replace")))
    text = urlencode(pairs)
    if chance.random() < 0.2:
        at = chance.randrange(len(text) + 1)
        odd = ("%", "%zz", "%00", "&&", "=", ";", "%ff", "%ed%a0%80", "+", "\u202e", "#", "&a" * 100)
        text = text[:at] + chance.choice(odd) + text[at:]
    return place, text


def _look_at_asked(made: tuple[int, str]) -> object:
    place = PLACES[made[0]]
    asked = Asked.read(place.path, made[1], place.filters)
    again = Asked.read(place.path, asked.address.partition("?")[2], place.filters)
    if _sets(again) != _sets(asked):
        raise Broken(f"an address that asks for something else: {asked.address}")
    return asked


def _sets(asked: Asked) -> dict[str, set[str]]:
    return {name: set(values) for name, values in asked.values.items()}


def _form(chance: Random) -> bytes:
    names = ("verb", "id", "reason", "reviewer", "of", "token", "stance", "start", "end", "x")
    pairs = [
        (chance.choice(names), make_cell(chance).encode("utf-8", "replace"))
        for _ in range(chance.randint(0, 8))
    ]
    text = urlencode(pairs).encode()
    return damage(text, chance) if chance.random() < 0.3 else text


# --- Searches, names, dates -------------------------------------------------------------------

_TYPED = (
    '"', "-", "*", " OR ", " AND ", " NEAR ", "NOT", "(", ")", ":", "^", "title:", "minis*", "a*", "漢字", "กา", "\x03", "\x00", "'", ";", "said", "“", "NEAR(a b, 5)", "{", "}", "+", '-"',
    "--", "\ud800", "ﬁ", "\u0301", "Norway", "resolution",
)  # fmt: skip


def _typed(chance: Random) -> str:
    parts = (
        (chance.choice(_TYPED), chance.choice(_TYPED), chance.choice(ACTORS), " ", make_words(chance, 3)[:60])
        for _ in range(chance.randint(1, 9))
    )
    return "".join(chance.choice(part) for part in parts)


@cache
def _index() -> SearchIndex:
    return SearchIndex.open(made_ledger())


def _look_at_typed(typed: str) -> object:
    return parse_query(typed), _index().search(typed)


def _name(chance: Random) -> str:
    return chance.choice(
        (
            make_cell(chance),
            chance.choice(ACTORS),
            make_words(chance, 4),
            ",".join(make_cell(chance) for _ in range(4)),
        )
    )[:300]


def _look_at_name(text: str) -> object:
    registry = knowledge().registry
    return find_link(text, registry), find_bloc(registry, text)


def _date(chance: Random) -> str:
    year, month, day = ("2019", "0000", "9999", "٢٠١٩"), ("05", "13", "00", "٠٥"), ("03", "31", "00", "30")
    made = f"{chance.choice(year)}-{chance.choice(month)}-{chance.choice(day)}"
    return chance.choice(
        (make_cell(chance), chance.choice(DAYS), make_number(chance), made, made + chance.choice(ODD))
    )


def _look_at_date(text: str) -> object:
    try:
        day = PartialDate.parse(text)
    except ValueError:
        return None
    if PartialDate.parse(str(day)) != day:
        raise Broken(f"a date that is another when it comes back: {day}")
    return day, day.first, day.last


def _look_at_words(text: str) -> object:
    return read_lexicon(text, where="words.toml"), extend_lexicon(
        knowledge().lexicon, text, where="words.toml"
    ).version


def _kind(name: str, share: int, make: Callable[[Random], Any], look: Callable[[Any], object]) -> Kind:
    return Kind(name=name, family="importers", share=share, make=make, look=guarded(look))


IMPORTERS = (
    *ROLLS,
    *REVIEWS,
    _kind("case files", 35, _toml(_CASE, _CASE_KEYS), lambda text: parse_case(text, where="case.toml")),
    _kind("stance words", 15, _toml(_LEXICON, _LEXICON_KEYS), _look_at_words),
    _kind("manifests", 15, _manifest, _look_at_manifest),
    _kind("columns", 15, _columns, parse_columns),
    _kind("web addresses", 25, _address, _look_at_address),
    _kind("robots", 15, _robots, _look_at_robots),
    _kind("searches", 25, _typed, _look_at_typed),
    _kind("addresses of pages", 35, _asked, _look_at_asked),
    _kind("forms", 10, _form, read_form),
    _kind("names asked for", 2, _name, _look_at_name),
    _kind("dates", 10, _date, _look_at_date),
)
"""Kinds of inputs that people bring."""
