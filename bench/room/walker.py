"""A visitor of the evidence room: follows links, fills in forms, and prefers what nobody has seen yet.

Kinds of pages take turns, so that each is measured; within a kind the choice is by chance, the same for the same seed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from urllib.parse import urlencode, urljoin, urlsplit

_WORD = re.compile(r"[^\W\d_]{3,}")
_MOST_LINKS = 400
"""Links of one page that are remembered."""
_TURNS_OF_A_FILE = 30
"""A visitor looks at thirty pages of a kind before fetching a table as a file."""
_MOST_KEPT = 4_000
"""Links of one kind that wait."""
_ASSETS = ("/static/", "/assets/")
_WORDS_FIELDS = ("q", "words", "query", "search")
_LAST_DAYS = ("until", "to")
_DAY_FIELDS = ("since", "until", "on", "from", "to")


@dataclass(slots=True)
class Form:
    """A form that is sent by GET: where to, and what may be chosen."""

    action: str
    choices: dict[str, list[str]] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    """Name to type of what is typed in."""

    def filled(self, random: Random, words: Sequence[str]) -> str:
        """An address as a visitor would send it: some of the choices made, a word or a day typed."""
        pairs: list[tuple[str, str]] = []
        for name, values in self.choices.items():
            wanted = [value for value in values if value]
            if wanted and random.random() < 0.5:
                pairs.append((name, random.choice(wanted)))
        days = sorted(f"{random.randint(2005, 2024)}-{random.randint(1, 12):02d}" for _ in range(2))
        for name, kind in self.typed.items():
            if name in _WORDS_FIELDS or kind == "search":
                count = min(len(words), random.choice((1, 1, 2)))
                pairs.append((name, " ".join(random.sample(words, count))))
            elif (name in _DAY_FIELDS or kind == "date") and random.random() < 0.4:
                month = days[1] if name in _LAST_DAYS else days[0]
                pairs.append((name, f"{month}-01" if kind == "date" else month))
        return f"{self.action}?{urlencode(pairs)}" if pairs else self.action


class _Page(HTMLParser):
    """Links and forms of a page, with some of its words."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.links: dict[str, None] = {}
        self.forms: list[Form] = []
        self.words: list[str] = []
        self._form: Form | None = None
        self._select = ""
        self._is_text = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in found:
            self._link(found["href"])
        elif tag == "form":
            sends = found.get("method", "get").casefold() == "get"
            self._form = (
                Form(action=urljoin(self.path, found.get("action", "") or self.path)) if sends else None
            )
        elif tag == "select":
            self._select = found.get("name", "")
        elif tag == "option" and self._form and self._select:
            self._form.choices.setdefault(self._select, []).append(found.get("value", ""))
        elif tag == "input" and self._form and found.get("name"):
            self._input(self._form, found)
        self._is_text = tag not in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form:
            self.forms.append(self._form)
            self._form = None
        elif tag == "select":
            self._select = ""
        self._is_text = True

    def handle_data(self, data: str) -> None:
        if self._is_text and len(self.words) < 400:
            self.words += _WORD.findall(data)

    def _link(self, href: str) -> None:
        whole = urlsplit(urljoin(self.path, href))
        if (
            not whole.netloc
            and whole.path.startswith("/")
            and not whole.path.startswith(_ASSETS)
            and len(self.links) < _MOST_LINKS
        ):
            self.links[whole.path + (f"?{whole.query}" if whole.query else "")] = None

    @staticmethod
    def _input(form: Form, found: Mapping[str, str]) -> None:
        kind = found.get("type", "text")
        if kind in ("checkbox", "radio", "hidden"):
            form.choices.setdefault(found["name"], []).append(found.get("value", "on"))
        elif kind in ("text", "search", "date", "month"):
            form.typed[found["name"]] = kind


def kind_of(path: str) -> str:
    """The kind of a page: `/position/pos-3f9a...?x=1` is `/position/{id}`, `/votes.csv?x=1` is `/votes.csv`."""
    bare = urlsplit(path).path
    parts = bare.strip("/").split("/")
    if len(parts) == 1:
        return f"/{parts[0]}"
    ending = ".csv" if parts[-1].endswith(".csv") else ""
    return f"/{parts[0]}/{{id}}{ending}"


def is_file(kind: str) -> bool:
    """True for a whole table as a file, which grows with the ledger and is no page."""
    return kind.endswith((".csv", ".jsonl"))


def turns_of(kind: str) -> int:
    """How many pages are looked at for one visit of this kind: whole tables are fetched now and then."""
    return _TURNS_OF_A_FILE if is_file(kind) else 1


class Walker:
    """Where the visitors go next. Not safe for threads by itself: a lock is the caller's."""

    def __init__(self, seed: int, start: Iterable[str] = ("/",), *, files: bool = False) -> None:
        """`files`: whether whole tables are fetched as files between the pages."""
        self._files = files
        self._random = Random(seed)
        self._waiting: dict[str, list[str]] = {}
        self._seen: set[str] = set()
        self._asked: dict[str, int] = {}
        self._forms: dict[str, Form] = {}
        self._words: list[str] = ["peace", "council", "border"]
        self._gone: dict[str, dict[str, None]] = {}
        """What was asked for, by kind."""
        for path in start:
            self._meet(path)

    def next(self) -> tuple[str, bool]:
        """The next path, and whether it was asked for before."""
        kinds = [
            kind
            for kind in self._kinds()
            if (self._waiting.get(kind) or kind in self._forms or kind in self._gone)
            and (self._files or not is_file(kind))
        ]
        kind = min(kinds, key=lambda kind: (self._asked.get(kind, 0) * turns_of(kind), kind))
        self._asked[kind] = self._asked.get(kind, 0) + 1
        path = self._choose(kind)
        was_asked = path in self._gone.get(kind, ())
        self._gone.setdefault(kind, {})[path] = None
        return path, was_asked

    def needs(self, path: str) -> bool:
        """True where the page should be read for links: few of some kind wait, or its kind was seldom seen."""
        return self._asked.get(kind_of(path), 0) <= 12 or self._random.random() < 0.1

    def read(self, path: str, html: str) -> None:
        """Remember links, forms and words of a page."""
        page = _Page(path)
        page.feed(html)
        for link in page.links:
            self._meet(link)
        for form in page.forms:
            if form.action.startswith("/") and (form.choices or form.typed):
                self._forms[kind_of(form.action)] = form
        self._words = [*page.words, *self._words][:2_000]

    def _kinds(self) -> set[str]:
        return {*self._waiting, *self._forms, *self._gone}

    def _choose(self, kind: str) -> str:
        waiting, form = self._waiting.get(kind), self._forms.get(kind)
        if form and (not waiting or self._random.random() < 0.5):
            return form.filled(self._random, self._words)
        if waiting:
            place = self._random.randrange(len(waiting))
            waiting[place], waiting[-1] = waiting[-1], waiting[place]
            return waiting.pop()
        return self._random.choice(list(self._gone[kind]))

    def _meet(self, path: str) -> None:
        waiting = self._waiting.setdefault(kind_of(path), [])
        if path not in self._seen and len(waiting) < _MOST_KEPT:
            self._seen.add(path)
            waiting.append(path)
