"""Whose "Foreign Minister" or "Defence Ministry" it is, where the text names no state beside it.

A ministry's own communique means its own; a report means those of the capital that it is datelined from, or that
the sentence opens with, as long as no other state has been spoken of. Else it is not settled.
"""

from __future__ import annotations

from onrecord.registry import NameHit
from onrecord.resolve.view import View
from onrecord.vocabulary import Actor, ActorKind, DocumentKind, Party

_RULE = "office of the state that reports"


def home_state(view: View) -> Party | None:
    """The state whose offices need no name here, or None."""
    place = _opening(view) or view.dateline
    rows: tuple[str, ...] = ()
    actor = _publisher(view)
    if actor is None and place is not None:
        actor, rows = view.registry.actor(place.names[0].actor), (place.names[0].row,)
    if actor is None or {*view.memory.named_states, *_named_here(view)} - {actor.id}:
        return None
    return Party(actor=actor, mention=None, rule=_RULE, rows=rows)


def _publisher(view: View) -> Actor | None:
    if view.document.kind is not DocumentKind.COMMUNIQUE:
        return None
    speaker = view.voices.speaker
    actors = (view.voices.publisher, speaker.actor if speaker is not None else None)
    return next((a for a in actors if a is not None and a.kind is ActorKind.STATE), None)


def _opening(view: View) -> NameHit | None:
    """Reads "In Lisbon, ...": the capital that a sentence opens with."""
    tokens = view.tree.tokens
    if len(tokens) > 1 and tokens[0].text == "In":
        hit = view.named.get(1)
        return hit if hit is not None and is_capital(hit) else None
    return None


def is_capital(hit: NameHit) -> bool:
    """True for the name of one state's capital that is the name of no other place."""
    return len(hit.actors) == 1 and hit.names[0].use == "capital"


def _named_here(view: View) -> set[str]:
    return {p.actor.id for p in view.parties.values() if p.actor.kind is ActorKind.STATE}
