"""The first of two readings: every name of the document, and whom the document names in full.

Whether a capitalised name is a person's may show anywhere in the text, and so may whether "he" or "she" fits it;
the second reading, which goes in order, knows it from the start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.registry import NameHit, Registry
from onrecord.resolve.cast import Cast, Figure
from onrecord.resolve.given_names import given_key, load_given_names
from onrecord.resolve.home import is_capital
from onrecord.resolve.mentions import is_source
from onrecord.resolve.name_reader import NameReader
from onrecord.resolve.name_spots import NameKind, NameSpot
from onrecord.resolve.person_words import PersonWords, load_person_words
from onrecord.resolve.pronouns import FEMALE, MALE
from onrecord.resolve.quoted import Quoted
from onrecord.resolve.view import named_tokens
from onrecord.syntax import Tree
from onrecord.vocabulary import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReading:
    """What each sentence names, in the order of the document."""

    trees: tuple[Tree, ...]
    named: tuple[dict[int, NameHit], ...]
    """The registry's hit for each token that lies inside one."""
    spots: tuple[dict[int, NameSpot], ...]
    """The other names, each by its head."""
    cast: Cast
    dateline: NameHit | None
    """The capital that the document is datelined from ("OSLO (Agency) -"), which is no part of a sentence."""


def read_names(
    document: Document, trees: tuple[Tree, ...], *, quoted: Quoted, registry: Registry
) -> FirstReading:
    """Find all names and enter the persons among them."""
    hits = registry.mentions(document.text, on=document.date)
    named = tuple(_named(trees, hits))
    words = load_person_words()
    reader = NameReader(words, load_given_names())
    spots = tuple(
        {spot.head: spot for spot in reader.spots(tree, inside)}
        for tree, inside in zip(trees, named, strict=True)
    )
    cast = _cast(document, trees, spots, words, registry)
    for tree, inside in zip(trees, spots, strict=True):
        _vote(tree, list(inside.values()), cast, quoted)
    return FirstReading(trees=trees, named=named, spots=spots, cast=cast, dateline=_dateline(trees, hits))


def _dateline(trees: Sequence[Tree], hits: Sequence[NameHit]) -> NameHit | None:
    first = trees[0].sentence.span.start if trees else 0
    before = [hit for hit in hits if hit.span.end <= first and is_capital(hit)]
    return before[0] if len(before) == 1 else None


def _named(trees: Sequence[Tree], hits: Sequence[NameHit]) -> list[dict[int, NameHit]]:
    """The registry's hits sentence by sentence; both come in the order of the text."""
    found = []
    place = 0
    for tree in trees:
        span = tree.sentence.span
        while place < len(hits) and hits[place].span.end <= span.start:
            place += 1
        inside = []
        for hit in hits[place:]:
            if hit.span.start >= span.end:
                break
            if span.covers(hit.span):
                inside.append(hit)
        found.append(named_tokens(tree, inside) if inside else {})
    return found


def _cast(
    document: Document,
    trees: Sequence[Tree],
    spots: Sequence[Mapping[int, NameSpot]],
    words: PersonWords,
    registry: Registry,
) -> Cast:
    cast = Cast(words)
    for number, inside in enumerate(spots):
        for spot in inside.values():
            if cast.is_full(spot):
                known = _registered(spot.name, registry)
                if (
                    known is not None
                    or spot.kind is NameKind.PERSON
                    or _shows_person(trees[number], spot, words)
                ):
                    figure = cast.introduce(spot, number, known)
                    _describe(cast, figure, trees[number], spot)
    for number, inside in enumerate(spots):
        for spot in inside.values():
            if not cast.is_full(spot):
                _add(cast, spot, number, document, registry)
    return cast


def _add(cast: Cast, spot: NameSpot, number: int, document: Document, registry: Registry) -> None:
    """What a family name shows of its bearer; an officer of the day may be named by it alone."""
    bearers = cast.by_word.get(given_key(spot.words[-1]).rstrip("."), [])
    fitting = [f for f in bearers if spot.sex == f.sex or "either" in (spot.sex, f.sex)]
    open_name = spot.kind is not NameKind.ORGANISATION and not spot.weak and not spot.article
    name = _officer(spot, document, registry) if open_name else None
    if open_name and name not in cast.by_name and (name is not None or (spot.titled and not fitting)):
        cast.introduce_by_family(name or spot.name, spot, number, registered=name is not None)
    elif len(bearers) == 1 and spot.titled and "either" in (spot.sex, bearers[0].sex):
        if spot.sex != "either":
            bearers[0].titles.add(spot.sex)
        for role in sorted(spot.roles):
            cast.describe(bearers[0], role, spot.descriptors)


def _officer(spot: NameSpot, document: Document, registry: Registry) -> str | None:
    """Whom a family name alone means: who is in office on the day, or, with a title, who ever was."""
    for on in (document.date, None) if spot.titled else (document.date,):
        people = {t.person for t in registry.find_people(spot.name, on=on)}
        if len(people) == 1 and (spot.titled or not people & registry.people_index.common):
            return people.pop()
    return None


def _describe(cast: Cast, figure: Figure, tree: Tree, spot: NameSpot) -> None:
    """Enter what an apposition calls a person: "Ana Silva, a spokeswoman for the port"."""
    beside = [*tree.children(spot.head, "appos")]
    if tree.tokens[spot.head].dep == "appos":
        beside.append(tree.tokens[spot.head].head)
    for index in beside:
        noun = tree.lemma(index)
        if noun in cast.words.roles:
            told = frozenset(tree.tokens[i].text.lower() for i in tree.phrase(index))
            cast.describe(figure, noun, told)
            if cast.words.roles[noun] != "either":
                figure.titles.add(cast.words.roles[noun])


def _registered(name: str, registry: Registry) -> str | None:
    people = sorted({tenure.person for tenure in registry.find_people(name)})
    return people[0] if len(people) == 1 else None


def _shows_person(tree: Tree, spot: NameSpot, words: PersonWords) -> bool:
    """Two or three words that speak; an apposition that says what somebody is, an age, or "who" beside the name."""
    keys = {w.lower() for w in spot.words}
    if spot.kind is NameKind.ORGANISATION or spot.article or keys & (words.things | words.organisations):
        return False
    plural = tree.tokens[spot.head].tag in ("NNS", "NNPS")
    if (
        not plural
        and len(spot.words) in (2, 3)
        and is_source(tree, spot.head, words.saying)
        and not spot.name.isupper()
    ):
        return True
    for child in tree.children(spot.head, "appos"):
        token = tree.tokens[child]
        if token.lemma in words.roles or (
            token.pos == "NUM" and token.text.isdigit() and len(token.text) == 2
        ):
            return True
    above = tree.tokens[tree.tokens[spot.head].head]
    if tree.tokens[spot.head].dep == "appos" and above.lemma in words.roles:
        return True
    for clause in tree.children(spot.head, "relcl"):
        if any(tree.tokens[i].text.lower() in ("who", "whose", "whom") for i in tree.subtree(clause)):
            return True
    return False


def _vote(tree: Tree, spots: Sequence[NameSpot], cast: Cast, quoted: Quoted) -> None:
    """A sentence that names one person and has pronouns of one sex shows that person's."""
    figures = []
    for spot in spots:
        if quoted.at(tree.tokens[spot.first].start) is None:
            figures += cast.by_word.get(given_key(spot.words[-1]).rstrip("."), [])
    if len({figure.name for figure in figures}) != 1 or figures[0].titles:
        return
    last = spots[-1].last
    sexes = {
        "m" if word in MALE else "f"
        for token in tree.tokens[last:]
        if (word := token.text.lower()) in MALE | FEMALE and quoted.at(token.start) is None
    }
    if len(sexes) == 1:
        figures[0].votes |= sexes
