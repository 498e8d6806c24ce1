"""Holders and counterparts that no registry knows, under the very words of the text: "all parties to the conflict".

A collective stays what the text calls it; it is never turned into a list of states.
"""

from __future__ import annotations

import re

from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import Actor, ActorKind, Document, Party

_LONGEST = 90
"""Characters of a name."""
_POINTING = frozenset({"those", "all", "everyone", "anyone", "everybody", "others"})
_ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "such", "its", "their", "his", "her"}
)
_ENDS_NAME = frozenset({"for", "with", "who", "which", "that", "on", "at", "by", "as"})
_TO_NAMES = frozenset({"party", "signatory", "contributor"})
# What must be said of these for a reader to know who is meant.
_BARE = frozenset(
    {"country", "state", "nation", "government", "member", "people", "person", "community", "one"}
)
_OWN_OFFICE = re.compile(
    r"(?:Mr|Madam|Madame)\.? (?:President|Chair\w*)|(?<=,) ?Sir\b|your (?:\w+ )?election to the presidency",
    re.IGNORECASE,
)


def written_party(document: Document, scene: Scene, head: int) -> Party | None:
    """The people or bodies that a phrase names in its own words; None for things, acts and texts."""
    tree = scene.tree
    token = tree.tokens[head]
    if token.text.lower() in _POINTING:
        return _pointed_out(document, tree, head)
    if token.pos not in ("NOUN", "PROPN") or not scene.is_human(head):
        return None
    if token.pos == "PROPN" and token.tag == "NNP" and len(tree.phrase(head)) == 1:
        return None  # one bare name may be a place as well as somebody
    if token.lemma.lower() in scene.lexicon.adverbial_nouns or _is_vocative(tree, head):
        return None
    plural = token.tag in ("NNS", "NNPS")
    if not plural and token.text.lower() in scene.lexicon.officers:
        return None
    mass = token.lemma in scene.lexicon.people and token.lemma in ("community", "society", "people")
    if not plural and not mass and token.pos != "PROPN":
        return None
    words = _name_words(tree, head)
    if any(tree.tokens[i].tag == "PRP" for i in words):
        return None  # "most of them"
    return _party(document, tree, words, "as the text says")


def collective_as_written(document: Document, scene: Scene, head: int, party: Party) -> Party:
    """The same collective with the words that limit it ("all civilized nations", "two militia groups")."""
    token = scene.tree.tokens[head]
    if (
        party.actor.kind is not ActorKind.COLLECTIVE
        or token.pos not in ("NOUN", "PROPN")
        or party.rule not in ("collective", "members of a body", "as the text says")
    ):
        return party
    words = _name_words(scene.tree, head)
    if party.rule == "members of a body":
        if (
            token.lemma not in ("member", "state", "country", "nation", "government")
            and token.text != "States"
        ):
            return party  # "representatives of the member states" act for these
        while len(words) > 1 and scene.tree.tokens[words[0]].text.lower() in ("all", "other", "its", "our"):
            words = words[1:]
        if party.actor.name != "UN members" and _is_short_of_a_body(scene.tree, words, party):
            return party
    written = _party(document, scene.tree, words, party.rule)
    if written is None:
        return party
    return Party(
        actor=written.actor, mention=written.mention, rule=party.rule, rows=party.rows, person=party.person
    )


def _is_short_of_a_body(tree: Tree, words: tuple[int, ...], party: Party) -> bool:
    """True for "OIC Member States" and "its members", where the body's own short name says it all."""
    body = party.actor.name.removesuffix(" members")
    left = {tree.tokens[i].text.lower() for i in words} - {
        body.lower(),
        "member",
        "members",
        "states",
        "state",
    }
    return not left - {"all", "countries", "country", "the", "of", "its", "our", "other"}


def _pointed_out(document: Document, tree: Tree, head: int) -> Party | None:
    """Reads "those who ordered it", "all concerned", "anyone purchasing oil"."""
    below = tree.children(head, "relcl", "acl", "amod")
    if not below:
        return None
    words = tuple(
        i
        for i in tree.subtree(head, frozenset({"appos", "punct", "advcl"}))
        if not any(_is_second_clause(tree, i, clause) for clause in below)
    )
    return _party(document, tree, words, "as the text says")


def _is_vocative(tree: Tree, head: int) -> bool:
    """Reads "Madam President", "Excellencies": those spoken to, and no part of what is said."""
    words = {tree.tokens[i].text.lower().rstrip(".") for i in tree.phrase(head)}
    return bool(words & {"mr", "madam", "madame", "excellency", "excellencies", "sir", "distinguished"})


def _name_words(tree: Tree, head: int) -> tuple[int, ...]:
    """What stands before the head without articles, with "of", "from" and "in" phrases after it."""
    clauses = {
        j
        for i in tree.children(head, "amod", "nmod")
        if tree.children(i, *SUBJECTS)  # "A has once more thanked friendly countries", read as a modifier
        for j in tree.subtree(i)
    }
    before = [i for i in tree.phrase(head) if i <= head and i not in clauses]
    while (
        before and before[0] != head and _is_left_out(tree, before[0], before[1] if len(before) > 1 else head)
    ):
        before.pop(0)
    kept = set(before)
    allowed = {"of", "from", "in"} | ({"to"} if tree.lemma(head) in _TO_NAMES else set())
    for child in tree.children(head, "prep"):
        if tree.tokens[child].text.lower() in allowed and child == max(kept) + 1:
            below = tree.subtree(child, frozenset({"relcl", "acl", "appos", "advcl", "punct"}))
            ends = [i for i in below if i > child and tree.tokens[i].text.lower() in _ENDS_NAME]
            kept.update(i for i in below if not ends or i < ends[0])
    if len(kept) == 1 and tree.lemma(head) in _BARE:
        for clause in tree.children(head, "relcl", "acl"):
            below = tree.subtree(clause, frozenset({"advcl", "parataxis"}))
            below = tuple(i for i in below if not _is_second_clause(tree, i, clause))
            if min(below) == head + 1:  # no comma: it tells which ones
                kept.update(below)
    return tuple(sorted(kept))


def _is_second_clause(tree: Tree, index: int, clause: int) -> bool:
    """True in "and back them" of "the states that host them and back them"."""
    here = index
    while here != clause:
        token = tree.tokens[here]
        if token.head == clause and (
            token.dep == "cc" or (token.dep == "conj" and token.pos in ("VERB", "AUX"))
        ):
            return True
        if token.head == here:
            return False
        here = token.head
    return False


def _is_left_out(tree: Tree, index: int, after: int) -> bool:
    token = tree.tokens[index]
    if token.text.lower() == "all" and tree.tokens[after].text.lower() in _ARTICLES:
        return True  # "all the sponsors"
    return token.text.lower() in _ARTICLES or token.pos in ("ADV", "PUNCT", "SCONJ", "CCONJ")


def _party(document: Document, tree: Tree, words: tuple[int, ...], rule: str) -> Party | None:
    span = tree.span(words)
    name = " ".join(span.of(document.text).split())
    if not name or len(name) > _LONGEST or ("\n\n" in span.of(document.text).strip() and len(words) > 12):
        return None
    actor = Actor.collective(name)
    return Party(actor=actor, mention=span, rule=rule)


def is_chair_addressed(text: str) -> bool:
    """True for "Mr. President" and "Madam Chair", by which whoever presides is addressed."""
    return _OWN_OFFICE.search(text) is not None
