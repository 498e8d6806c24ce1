"""Ties phrases that the registry knows by name: states, bodies, their adjectives, capitals and seats.

A capital is the state only where it acts; an adjective is the state's, and a people is not its state.
"""

from __future__ import annotations

from onrecord.registry import NameHit
from onrecord.resolve.groups import group
from onrecord.resolve.view import ADJECTIVES, CAPITALS, View
from onrecord.vocabulary import Actor, Party


def by_name(view: View, index: int, hit: NameHit) -> Party | None:
    """A name of the registry, where it stands for one actor only."""
    actors = sorted({name.actor for name in hit.names})
    if len(actors) != 1:
        return None
    name = hit.names[0]
    token = view.tree.tokens[index]
    if name.use in ADJECTIVES and _is_dyad(view, index):
        return None  # "the Israeli-Palestinian conflict" names two sides and is neither's
    if name.use in CAPITALS and (name.use == "capital-weak" or not _acts(view, index)):
        return None
    actor = view.registry.actor(actors[0])
    if actor is None:
        return None
    if (
        name.use in ADJECTIVES
        and token.pos in ("NOUN", "PROPN")
        and token.dep not in ("compound", "amod", "nmod")
    ):
        return _people(view, index, actor, name.row)
    rule = "adjective" if name.use in ADJECTIVES else "name"
    return Party(actor=actor, mention=hit.span, rule=rule, rows=(name.row,))


def _acts(view: View, index: int) -> bool:
    """True where a capital does something or is spoken to: "Oslo said", "demanded by Oslo", "blamed Oslo"."""
    token = view.tree.tokens[index]
    above = view.tree.tokens[token.head]
    if token.dep in ("nsubj", "poss") or (token.dep == "pobj" and above.dep == "agent"):
        return True
    if token.dep == "pobj" and above.text.lower() in ("on", "upon", "against", "with", "to"):
        above = view.tree.tokens[above.head]
    elif token.dep != "dobj":
        return False
    return above.lemma in view.nouns.addressing


def _is_dyad(view: View, index: int) -> bool:
    for step in (-1, 1):
        beside, beyond = index + step, index + 2 * step
        if 0 <= beyond < len(view.tree.tokens) and view.tree.tokens[beside].text in ("-", "–"):
            return beyond in view.named
    return False


def _people(view: View, index: int, actor: Actor, row: str) -> Party | None:
    """Reads "the Ruritanians": a people, which is not its state."""
    if view.tree.tokens[index].tag not in ("NNS", "NNPS"):
        return None
    name = view.tree.tokens[index].text
    return group(view, index, name, "people", (row,))
