"""Ties what else a text names as a source: "the senator", "a report by the Institute", "a senior aide".

Somebody without a name is known by what the text calls him or her; such parties can be links of a chain, and
hold no position.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.resolve.mentions import is_source
from onrecord.resolve.name_spots import NameKind
from onrecord.resolve.naming import CALLED, appositive, as_called, called, full_name, unsettled
from onrecord.resolve.organisations import by_common_name, by_organisation, keep, named_beside, taken_up
from onrecord.resolve.view import SELF, View
from onrecord.vocabulary import Actor, ActorKind, Party, Span

_FEW = 3
"""Sentences within which "the senator" takes up one of several."""


def by_speaker(view: View, index: int) -> Party | None:
    """The party of a noun or name that no other rule tied, or None."""
    token = view.tree.tokens[index]
    if token.dep in ("compound", "amod", "nmod", "npadvmod", "nummod"):
        return None
    spot = view.spots.get(index)
    if spot is not None and not spot.weak:
        return by_organisation(view, spot)
    noun = view.noun(index)
    if token.pos == "PROPN" and (named := by_common_name(view, index, noun)) is not None:
        return named
    if not view.is_plural(index) and (named := _named_beside(view, index)) is not None:
        return named
    if token.dep == "appos" and (name := _beside(view, index)) is not None:
        return _person(view, name, view.tree.span(view.tree.phrase(index)))
    if noun in view.person_words.texts:
        return _by_text(view, index, noun)
    if noun in view.person_words.roles and not view.is_plural(index):
        return _by_role(view, index, noun)
    if not view.is_plural(index) and (beside := named_beside(view, index, noun)) is not None:
        return beside
    if _is_definite(view, index) and (taken := taken_up(view, index, noun)) is not None:
        return taken
    if token.text.lower() in view.person_words.plurals:
        return _as_group(view, index)
    return _as_source(view, index, noun)


def _by_role(view: View, index: int, noun: str) -> Party | None:
    """Reads "the candidate Ana Silva", "the senator", "a senior aide"."""
    mention = view.tree.span(view.tree.phrase(index))
    name = appositive(view, index) or _beside(view, index)
    if name is not None:
        return _person(view, name, mention)
    if not _is_definite(view, index):
        return _as_called(view, index)
    described = frozenset(
        view.tree.tokens[i].text.lower()
        for i in view.tree.phrase(index)
        if i != index and view.tree.tokens[i].dep not in ("det", "punct")
    )
    figures = view.cast.with_role(noun, described, (view.number, index))
    near = view.memory.persons.keys(_FEW)
    if len(figures) > 1:
        figures = [figure for figure in figures if figure.name in near]
    if not figures and all(word[:1].isupper() for word in _printed(view, index, described)):
        # "the Utah senator": told by a place, where only one senator was named at all
        figures = view.cast.with_role(noun, frozenset(), (view.number, index))
        figures = figures if len(figures) == 1 and figures[0].name in near else []
    if len(figures) == 1:
        return _person(view, figures[0].name, mention)
    if figures or (not described and view.was_one_of_many(noun)):
        return unsettled(mention)
    before = _called_before(view, index, noun, described)
    # "the wife of a farmer", and "the general" of a quotation: somebody new all the same
    quoted = view.quoted.at(view.tree.tokens[index].start) is not None
    complete = quoted or bool(view.tree.children(index, "prep"))
    return before or (_as_called(view, index) if complete else None)


def _as_called(view: View, index: int, rule: str = "as the text says") -> Party | None:
    name = called(view, index)
    return as_called(name, view.tree.span(view.tree.phrase(index)), rule=rule) if name is not None else None


def _named_beside(view: View, index: int) -> Party | None:
    """Reads "her running mate, Ana Silva": whatever the noun, it is the person named beside it."""
    for child in view.tree.children(index, "appos"):
        spot = view.spots.get(child)
        if spot is not None and spot.kind is NameKind.PERSON and (name := full_name(view, spot)) is not None:
            return _person(view, name, view.tree.span(view.tree.phrase(index)))
    return None


def _beside(view: View, index: int) -> str | None:
    """The person whom a noun says something of: "Ana Silva, a farmer and member of the board"."""
    here = index
    for _ in range(4):
        token = view.tree.tokens[here]
        if token.dep not in ("appos", "conj") or token.head >= here:
            return None
        here = token.head
        party = view.parties.get(here)
        if here in view.spots and token.dep == "appos" and party is not None:
            return party.person
    return None


def _person(view: View, name: str, mention: Span) -> Party | None:
    """A person named before under a role, or one whose name stands beside it."""
    known = view.memory.people.get(name)
    if known is None:
        actor = Actor(id=f"person:{name}", kind=ActorKind.PERSON, name=name)
        return Party(actor=actor, mention=mention, rule="person's role", person=name)
    return replace(known, mention=mention, rule="anaphora")


def _printed(view: View, index: int, words: frozenset[str]) -> list[str]:
    """Words of a phrase as printed."""
    tokens = (view.tree.tokens[i] for i in view.tree.phrase(index))
    return [token.text for token in tokens if token.text.lower() in words]


def _called_before(view: View, index: int, noun: str, described: frozenset[str]) -> Party | None:
    """The unnamed person of the last sentences whom the same noun named ("a spokeswoman ... the spokeswoman")."""
    if described:
        return None
    found = [
        m
        for inside in view.memory.persons.sentences[-_FEW:]
        for m in inside
        if m.party is not None and noun in m.party.actor.name.lower().split() and m.party.person is None
    ]
    keys = {m.key for m in found}
    if len(keys) != 1 or found[-1].party is None:
        return None
    return replace(found[-1].party, mention=view.tree.span(view.tree.phrase(index)), rule="anaphora")


def _is_definite(view: View, index: int) -> bool:
    words = {view.tree.tokens[i].text.lower() for i in view.tree.children(index, "det")}
    return bool(words & {"the", "this", "that"})


def _by_text(view: View, index: int, noun: str) -> Party | None:
    """Reads "a report by the Institute", "her statement", "the report": it speaks for whoever made it."""
    tree = view.tree
    mention = tree.span(tree.phrase(index))
    beside = tree.children(index, "poss", "compound", "nmod")  # "a White House statement"
    for maker in (*beside, *tree.preps(index, *view.person_words.makers)):
        party = view.party_at(maker)
        if party is not None and party.actor is not SELF:
            made = replace(party, mention=mention, rule="maker of a text", named_only=True)
            view.memory.texts[noun] = made
            return made
    if not _is_definite(view, index):
        view.memory.texts[noun] = None
        return None
    known = view.memory.texts.get(noun)
    if known is None or len(tree.phrase(index)) > 2:
        return None
    return replace(known, mention=mention, rule="anaphora")


def _as_source(view: View, index: int, noun: str) -> Party | None:
    """Whoever else is the source of what is said, as the text calls it: "an armed group", "state television"."""
    token = view.tree.tokens[index]
    if token.pos not in ("NOUN", "PROPN") or not is_source(view.tree, index, view.person_words.saying):
        return None
    if view.is_plural(index):
        return _as_group(view, index)
    phrase = [i for i in view.tree.phrase(index) if view.tree.tokens[i].dep not in ("det", "punct")]
    if token.dep == "appos" or (phrase == [index] and _is_definite(view, index)):
        return None
    party = _as_called(view, index, rule=CALLED)
    if party is not None:
        view.memory.no_persons.add(party.actor.id)
    if party is not None and noun in view.person_words.takes_up:
        keep(view, party, party.actor.name, view.tree.phrase(index)[-1])
    return party


def _as_group(view: View, index: int) -> Party | None:
    """Many people without names stay what the text calls them."""
    words = [i for i in view.tree.phrase(index) if i <= index]
    while words and (
        view.tree.tokens[words[0]].pos in ("DET", "NUM", "PRON", "PUNCT")
        or view.tree.tokens[words[0]].text.lower() in view.nouns.determiners
    ):
        words.pop(0)
    if index not in words:
        return None
    name = " ".join(view.tree.span(tuple(words)).of(view.document.text).split())[:80]
    actor = Actor.collective(name)
    mention = view.tree.span(view.tree.phrase(index))
    return Party(actor=actor, mention=mention, rule="as the text says", named_only=True)
