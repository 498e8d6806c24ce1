"""Finds the capitalised names of a sentence that the registry does not know, and tells persons from organisations.

A name is read from the words as they stand next to each other, not from the parse, which often takes a family
name for a noun; titles and roles before it ("Sen.", "spokesman") show a person and are no part of the name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.resolve.given_names import given_key
from onrecord.resolve.name_spots import NameKind, NameSpot
from onrecord.resolve.person_words import PersonWords
from onrecord.syntax import Tree
from onrecord.vocabulary import Token

_MOST_WORDS = 12
_NAME_POS = frozenset({"PROPN", "NOUN", "ADJ", "VERB", "X", "INTJ", "ADV"})
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}")
_SEAT = re.compile(r"[A-Z]-[A-Z].*")
"""Party and place after a legislator's name ("R-Utah")."""


@dataclass(frozen=True)
class NameReader:
    """Reads names by the bundled words and given names."""

    words: PersonWords
    given: Mapping[str, str]

    def spots(self, tree: Tree, barred: Collection[int]) -> Iterator[NameSpot]:
        """The names of a sentence in order; `barred` tokens belong to names of the registry."""
        tokens = tree.tokens
        if _shouts(tokens):
            yield from (_weak(t) for t in tokens if t.index not in barred and self._is_capital(t))
            return
        index = 0
        while index < len(tokens):
            if index in barred or not self._is_capital(tokens[index]):
                index += 1
                continue
            if self._opens_weakly(tokens, index, barred):
                if len(tokens[index].text) > 2:
                    yield _weak(tokens[index])
                index += 1
                continue
            run = self._run(tokens, index, barred)
            spot = self._spot(tokens, run)
            if spot is not None:
                yield spot
            index = run[-1] + 1

    def _opens_weakly(self, tokens: Sequence[Token], index: int, barred: Collection[int]) -> bool:
        """True for the first word of a sentence, where nothing but its place explains the capital."""
        token = tokens[index]
        if token.pos == "PROPN" or not (index == 0 or tokens[index - 1].pos == "PUNCT"):
            return False
        word = _key(token)
        named = word in self.given or self._is_title(word) or word in self.words.descriptors
        beside = index + 1
        return not (
            named and beside < len(tokens) and beside not in barred and self._is_capital(tokens[beside])
        )

    def _run(self, tokens: Sequence[Token], start: int, barred: Collection[int]) -> list[int]:
        """Capitalised words one after the other, with small particles, initials and hyphens between."""
        first = start
        while (
            first > 0 and tokens[first - 1].text in self.words.particles | {"-"} and first - 1 not in barred
        ):
            first -= 1
        run = list(range(first if tokens[first].text != "-" else start, start + 1))
        index = start + 1
        while index < len(tokens) and index not in barred:
            named = self._is_capital(tokens[index]) or tokens[index].text == "He"  # "Liu He"
            end = index if named else self._past_joint(tokens, index)
            if end is None or end in barred:
                break
            run += range(index, end + 1)
            index = end + 1
        return run

    def _past_joint(self, tokens: Sequence[Token], index: int) -> int | None:
        """The word after a hyphen without blanks ("Ki-moon"), or the name after small particles ("van der")."""
        if tokens[index].text in ("-", "–") and index + 1 < len(tokens):
            joined = (
                tokens[index - 1].end == tokens[index].start and tokens[index].end == tokens[index + 1].start
            )
            return index + 1 if joined and tokens[index + 1].text.isalpha() else None
        end = index
        while end < min(len(tokens), index + 5) and (
            tokens[end].text in self.words.particles or (end > index and tokens[end].text == "-")
        ):
            end += 1
        return end if index < end < len(tokens) and self._is_capital(tokens[end]) else None

    def _spot(self, tokens: Sequence[Token], run: list[int]) -> NameSpot | None:
        lead = self._lead(tokens, run)
        name = run[lead:]
        while len(name) > 2 and self._closes(_key(tokens[name[-1]])):
            name = name[:-1]  # "Ana Silva Photographer: ...", under a picture
        told = [_key(tokens[i]) for i in run[:lead]]
        small, first = self._small_words_before(tokens, run[0])
        titles = [word for word in (*told, *(small if not lead else ())) if self._is_title(word)]
        words = _printed(tokens, name)
        if not words or len(name) > _MOST_WORDS or not self._may_be_name(words, told):
            return None
        told = [self.words.short_titles.get(word, word) for word in told]
        roles = frozenset(word for word in (*told, *small) if word in self.words.roles)
        if len(words) == 1 and not any(self._is_title(word) for word in told):
            titles = []  # "the spokesman Friday": small letters before a lone word show nobody
        head = _head(tokens, name)
        article = _has_article(tokens, first, head)
        kind = self._kind(words, titled=bool(titles), article=article)
        return NameSpot(
            first=name[0],
            last=name[-1],
            head=head,
            lead=first,
            words=tuple(words),
            kind=kind,
            sex="either" if kind is NameKind.ORGANISATION else self._sex((*titles, *roles), words),
            given=given_key(words[0]) in self.given,
            titled=bool(titles),
            roles=roles,
            descriptors=frozenset((*told, *small)),
            article=article and not titles,
        )

    def _is_capital(self, token: Token) -> bool:
        """True for a capitalised word that may be a part of a name."""
        text = token.text
        return (
            text[0].isupper()
            and token.pos in _NAME_POS
            and ")" not in text
            and text.lower() not in self.words.no_names
        )

    def _is_title(self, word: str) -> bool:
        return word in self.words.titles or word in self.words.roles

    def _closes(self, word: str) -> bool:
        return word in self.words.roles and word not in self.words.family_titles

    def _may_be_name(self, words: Sequence[str], told: Sequence[str]) -> bool:
        small = words[0][0].islower() and words[0].split("-")[0] not in self.words.particles
        if small or _SEAT.fullmatch(words[0]):
            return False
        last = given_key(words[-1]).rstrip(".")
        if len(words) > 1:
            return last not in self.words.roles or given_key(words[0]) in self.given
        if self._is_title(last):
            return last in self.words.family_titles and told[-1:] != [] and told[-1] in self.words.courtesies
        return len(last) > 1 and last not in self.words.common

    def _lead(self, tokens: Sequence[Token], run: list[int]) -> int:
        """How many words of a run stand before the name itself: titles, roles, "Republican"."""
        lead = 0
        common = _key(tokens[run[-1]]) in self.words.common  # "Press Service" is a name as it stands
        for place, index in enumerate(run[:-1]):
            word = _key(tokens[index])
            if common and word in self.words.descriptors:
                continue
            if self._is_title(word) and not (place == lead + 1 and self._is_given(tokens, run[lead], index)):
                lead = place + 1
        while lead < len(run) - 1 and not common and _key(tokens[run[lead]]) in self.words.descriptors:
            lead += 1
        if lead == 0 and len(run) > 3:
            lead = self._first_given(tokens, run)
        while 0 < lead < len(run) and tokens[run[lead]].text == "-":
            lead += 2  # "President-elect", "Secretary-General"
        return lead

    def _is_given(self, tokens: Sequence[Token], given: int, title: int) -> bool:
        """True for "Rodney King", whose second word is no title; an abbreviation is always one."""
        return _key(tokens[given]) in self.given and not tokens[title].text.endswith(".")

    def _first_given(self, tokens: Sequence[Token], run: list[int]) -> int:
        """Where a person's name begins in a long run ("Harbour Radio Ana Silva"); 0 where nothing shows it."""
        if _key(tokens[run[0]]) in self.given:
            return 0
        for place in range(1, min(len(run) - 1, _MOST_WORDS)):
            before = {_key(tokens[i]) for i in run[:place]}
            if _key(tokens[run[place]]) in self.given and before & self.words.organisations:
                return place
        return 0

    def _small_words_before(self, tokens: Sequence[Token], start: int) -> tuple[list[str], int]:
        """Roles and descriptors in small letters before a name ("former senator Ana Silva"), and where they begin."""
        found: list[str] = []
        first = start
        while first > 0 and tokens[first - 1].pos in ("NOUN", "ADJ") and len(found) < 6:
            word = _key(tokens[first - 1])
            if not found and word not in self.words.roles and word not in self.words.descriptors:
                break
            found.append(word)
            first -= 1
        return found, first

    def _kind(self, words: Sequence[str], *, titled: bool, article: bool) -> NameKind:
        keys = [given_key(word).rstrip(".") for word in words]
        many = len(keys) > 1
        if many and self.words.organisations & set(keys) and not (titled and len(keys) < 3):
            return NameKind.ORGANISATION
        if titled:
            return NameKind.PERSON
        given = many and keys[0] in self.given and not self.words.things & set(keys[1:])
        return NameKind.PERSON if given and not article else NameKind.OPEN

    def _sex(self, told: Collection[str], words: Sequence[str]) -> str:
        shown = {self.words.titles.get(w, "either") for w in told} | {
            self.words.roles.get(w, "either") for w in told
        }
        shown.discard("either")
        if len(shown) == 1:
            return shown.pop()
        given = next((w for w in words if not _INITIALS.fullmatch(w)), words[0])
        return self.given.get(given_key(given), "either") if len(words) > 1 else "either"


def _key(token: Token) -> str:
    return given_key(token.text).rstrip(".")


def _weak(token: Token) -> NameSpot:
    return NameSpot(
        first=token.index,
        last=token.index,
        head=token.index,
        lead=token.index,
        words=(token.text,),
        kind=NameKind.OPEN,
        sex="either",
        weak=True,
    )


def _printed(tokens: Sequence[Token], name: Sequence[int]) -> list[str]:
    """The words of a name as printed: hyphenated parts are one word."""
    words: list[str] = []
    for place, index in enumerate(name):
        if place and tokens[name[place - 1]].end == tokens[index].start:
            words[-1] += tokens[index].text
        else:
            words.append(tokens[index].text)
    return words


def _head(tokens: Sequence[Token], name: Sequence[int]) -> int:
    """The word of a name that hangs on a word outside it."""
    inside = set(name)
    outward = [i for i in name if tokens[i].head not in inside or tokens[i].head == i]
    capital = [i for i in outward if tokens[i].text[:1].isupper()]
    return (capital or outward or [name[-1]])[-1]


def _has_article(tokens: Sequence[Token], first: int, head: int) -> bool:
    """True for "the Harbour Institute", not for "the Silva government", whose article is the government's."""
    before = tokens[first - 1].text.lower() if first else ""
    return before in ("the", "a", "an") and tokens[head].dep not in ("compound", "amod", "nmod", "poss")


def _shouts(tokens: Sequence[Token]) -> bool:
    """True for a headline ("Silva Asks Ministers to Resign"), where a capital shows nothing."""
    if not any(t.text[0].isupper() and t.pos in ("VERB", "AUX", "ADV") for t in tokens[1:]):
        return False
    words = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 2]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.8 * len(words)
