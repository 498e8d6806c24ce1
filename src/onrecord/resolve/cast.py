"""The persons of one document by their full names, so that a family name, a given name or "the senator" finds them.

Built once before the document is read in order. Where two persons bear a name and nothing tells which one is
meant, the name stays untied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.resolve.given_names import given_key
from onrecord.resolve.name_spots import NameSpot
from onrecord.resolve.person_words import PersonWords

_MOST = 100
"""How many bearers of a role are looked at; a text in which more are senators settles no "the senator"."""


@dataclass
class Figure:
    """A person of the document. `sexes` is the evidence, strongest kind only."""

    name: str
    """As the registry has it, else as the document first gives it in full."""
    words: tuple[str, ...]
    """The name's words in plain small letters."""
    place: tuple[int, int]
    """Sentence and token of the first full mention."""
    roles: dict[str, frozenset[str]] = field(default_factory=dict)
    """What the person is called before or beside the name, with the words that stand before that."""
    titles: set[str] = field(default_factory=set)
    votes: set[str] = field(default_factory=set)
    registered: bool = False

    @property
    def sex(self) -> str:
        """`m`, `f` or `either`: what titles and given name show, failing that the pronouns beside the name."""
        shown = self.titles or self.votes
        return next(iter(shown)) if len(shown) == 1 else "either"


@dataclass
class Cast:
    """All persons named in full, by every word that may stand for one of them."""

    words: PersonWords
    figures: list[Figure] = field(default_factory=list)
    by_word: dict[str, list[Figure]] = field(default_factory=dict)
    by_name: dict[str, Figure] = field(default_factory=dict)
    by_role: dict[str, list[Figure]] = field(default_factory=dict)
    established: dict[str, Figure] = field(default_factory=dict)
    """Whom a family name alone meant while only one of its bearers had been named."""

    def introduce(self, spot: NameSpot, sentence: int, registered: str | None) -> Figure:
        """Enter a person named in full, or add to what is known of him or her."""
        words = tuple(given_key(word).rstrip(".") for word in spot.words)
        figure = self._same(words, spot.sex)
        if figure is None:
            figure = Figure(registered or spot.name, words, (sentence, spot.first))
            self.figures.append(figure)
            family = _family(words, self.words)
            for word in sorted({words[0], family, words[-1], *_without_article(family)}):
                self.by_word.setdefault(word, []).append(figure)
        self.by_name.setdefault(figure.name, figure)
        if registered is not None:
            figure.registered = True
        if spot.sex != "either":
            figure.titles.add(spot.sex)
        for role in sorted(spot.roles):
            self.describe(figure, role, spot.descriptors)
        return figure

    def describe(self, figure: Figure, role: str, told: frozenset[str]) -> None:
        """Enter what a person is called, with the words that stand before it."""
        if role not in figure.roles:
            self.by_role.setdefault(role, []).append(figure)
        figure.roles[role] = figure.roles.get(role, frozenset()) | told

    def introduce_by_family(self, name: str, spot: NameSpot, sentence: int, *, registered: bool) -> None:
        """Enter somebody whom the document names by the family name alone: an officer, or "Mr. Silva"."""
        words = tuple(given_key(word).rstrip(".") for word in name.split())
        figure = Figure(name, words, (sentence, spot.first), registered=registered)
        if spot.sex != "either":
            figure.titles.add(spot.sex)
        for role in sorted(spot.roles):
            self.describe(figure, role, spot.descriptors)
        self.figures.append(figure)
        self.by_name.setdefault(name, figure)
        for word in sorted({words[-1], given_key(spot.words[-1]), *_without_article(words[-1])}):
            self.by_word.setdefault(word, []).append(figure)

    def _same(self, words: tuple[str, ...], sex: str) -> Figure | None:
        family, junior = _family(words, self.words), words[-1] in self.words.suffixes
        for figure in self.by_word.get(family, ()):
            if (
                _family(figure.words, self.words) != family
                or (figure.words[-1] in self.words.suffixes) != junior
            ):
                continue
            alike = figure.words[0] == words[0] or (
                figure.words[0][0] == words[0][0] and _may_be(figure.sex, sex)
            )
            if alike:
                return figure
        return None

    def is_full(self, spot: NameSpot) -> bool:
        """True for two and more words that are not a family name with its particles."""
        return len(spot.words) > 1 and any(
            given_key(word) not in self.words.particles | self.words.suffixes for word in spot.words[:-1]
        )

    def find(self, spot: NameSpot, place: tuple[int, int]) -> tuple[Figure | None, bool]:
        """The person that a name means, and whether two and more persons fit, so that none is meant for sure."""
        words = tuple(given_key(word).rstrip(".") for word in spot.words)
        if self.is_full(spot) and (figure := self._same(words, spot.sex)) is not None:
            return figure, False
        bearers = [
            figure
            for figure in self.by_word.get(words[-1], ())
            if figure.words[-len(words) :] == words or _bare(figure, words) or len(words) == 1
        ]
        return self._one_of(bearers, words[-1], spot.sex, place)

    def _one_of(
        self, bearers: Sequence[Figure], word: str, sex: str, place: tuple[int, int]
    ) -> tuple[Figure | None, bool]:
        fitting = [figure for figure in bearers if _may_be(figure.sex, sex)]
        before = [figure for figure in fitting if figure.place <= place]
        if sex != "either" and len(exact := [f for f in before or fitting if f.sex == sex]) == 1:
            return exact[0], False
        if len(before or fitting) == 1:
            figure = (before or fitting)[0]
            self.established.setdefault(word, figure)
            return figure, False
        known = self.established.get(word)
        if known is not None and known in before:
            return known, False
        holders = [figure for figure in before if figure.registered]
        if len(holders) == 1:
            return holders[0], False
        return None, bool(fitting)

    def with_role(self, role: str, described: frozenset[str], place: tuple[int, int]) -> list[Figure]:
        """The persons named before who were called so ("the senator"), with all words that describe them."""
        called = self.by_role.get(role, [])[:_MOST]
        return [f for f in called if f.place < place and described <= f.roles[role]]


def _may_be(one: str, other: str) -> bool:
    return "either" in (one, other) or one == other


def _family(words: tuple[str, ...], known: PersonWords) -> str:
    return words[-2] if len(words) > 1 and words[-1] in known.suffixes else words[-1]


def _without_article(family: str) -> list[str]:
    """Gives "haddad" for "al-haddad"."""
    return [family[3:]] if family.startswith(("al-", "el-")) else []


def _bare(figure: Figure, words: tuple[str, ...]) -> bool:
    """True for "de Blasio" of "Bill de Blasio", where the particle may be left out."""
    return figure.words[-1] == words[-1] and set(words[:-1]) <= set(figure.words)
