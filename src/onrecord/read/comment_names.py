"""What the names of an element (class, id, role, itemprop) say about reader comments.

The words stand in `comment_names.toml`; each written form of names is judged once and remembered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.read.knowledge import read_toml, words

NAME = "comment_names.toml"
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DEPTH = re.compile(r"(?:^|\s)(?:depth|level|indent)-?(\d{1,2})(?:$|\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The word lists of `comment_names.toml`."""

    stems: tuple[str, ...]
    ends: tuple[str, ...]
    sections: frozenset[str]
    states: frozenset[str]
    parts: frozenset[str]
    texts: frozenset[str]
    beside: frozenset[str]
    authors: frozenset[str]
    says: tuple[str, ...]
    teasers: frozenset[str]
    forms: frozenset[str]
    whole_texts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What an element so named may be. Several may hold at once."""

    section: bool = False
    """A part of the page that holds comments, or says something of them."""
    state: bool = False
    """Says of a page or an article that it may have comments."""
    entry: bool = False
    """One comment."""
    text: bool = False
    """The words of one comment."""
    beside: bool = False
    """Date, buttons and the like of one comment."""
    author: bool = False
    teaser: bool = False
    """The newest comments of the whole site, and other lists beside the article."""
    form: bool = False
    """Where a comment is written."""
    depth: int | None = None
    """How deep in the thread, where the names count it."""


NONE = Role()


@cache
def load_lists() -> Lists:
    """What `comment_names.toml` holds."""
    data = read_toml(NAME)

    def of(key: str) -> tuple[str, ...]:
        return words(NAME, data, key)

    return Lists(
        stems=of("stems"),
        ends=of("ends"),
        sections=frozenset(of("sections")),
        states=frozenset(of("states")),
        parts=frozenset(of("parts")),
        texts=frozenset(of("texts")),
        beside=frozenset(of("beside")),
        authors=frozenset(of("authors")),
        says=of("says"),
        teasers=frozenset(of("teasers")),
        forms=frozenset(of("forms")),
        whole_texts=frozenset(of("whole_texts")),
    )


@cache
def _speaking() -> re.Pattern[str]:
    lists = load_lists()
    said = sorted({*lists.stems, *lists.ends, *lists.sections})
    return re.compile("|".join(map(re.escape, said)), re.IGNORECASE)


@lru_cache(maxsize=20_000)
def speaks(names: str) -> bool:
    """True where names may speak of comments: a quick look before `role`."""
    return _speaking().search(names) is not None


@lru_cache(maxsize=20_000)
def role(names: str) -> Role:
    """The role of an element with these names, as `Box.names` writes them."""
    if not names:
        return NONE
    lists = load_lists()
    section = state = entry = text = beside = author = teaser = form = False
    for name in names.split():
        about, rest = _parted(name)
        if about:
            stated = not rest.isdisjoint(lists.states)
            state |= stated
            section |= not stated
            teaser |= not rest.isdisjoint(lists.teasers)
            form |= not rest.isdisjoint(lists.forms)
            entry |= "s" not in rest and rest.isdisjoint(lists.parts) and rest.isdisjoint(lists.states)
        section |= not rest.isdisjoint(lists.sections)
        form |= "respond" in rest
        text |= (about and not rest.isdisjoint(lists.texts)) or name in lists.whole_texts
        beside |= not rest.isdisjoint(lists.beside)
        author |= not rest.isdisjoint(lists.authors)
        teaser |= name == "dsq-widget"
    depth = _DEPTH.search(names)
    return Role(
        section=section or state,
        state=state and not section,
        entry=entry and not teaser,
        text=text,
        beside=beside,
        author=author,
        teaser=teaser,
        form=form,
        depth=int(depth.group(1)) if depth else None,
    )


@lru_cache(maxsize=20_000)
def _parted(name: str) -> tuple[bool, frozenset[str]]:
    """True where one name speaks of comments, and the words of it beside that one."""
    lists = load_lists()
    about = False
    rest: set[str] = set()
    for found in _WORD.findall(name):
        word = found.lower()
        stem = next((stem for stem in lists.stems if word.startswith(stem)), None)
        if stem is not None:
            about = True
            rest.add(word[len(stem) :])
        elif word.endswith(lists.ends):
            about = True
            end = next(end for end in lists.ends if word.endswith(end))
            rest.update((word.removesuffix(end), "s" if end.endswith(("s", "e")) else ""))
        else:
            rest.add(word)
    return about, frozenset(rest)
