"""Who speaks on behalf of others acts for them, where the text says so.

It holds for that sentence: the next one may find the same person speaking for his or her own state again.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.resolve.view import SELF, View
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import ActorKind, Party

RULE = "on behalf of others"
_SPOKEN_FOR = frozenset({ActorKind.STATE, ActorKind.BODY, ActorKind.COLLECTIVE})


def speak_for_others(view: View) -> None:
    """Gives the person who speaks "on behalf of the Nordic countries" to them; changes the sentence's parties."""
    for token in view.tree.tokens:
        if token.text.lower() != "behalf":
            continue
        spoken_for = _spoken_for(view, token.index)
        speaker = _speaker(view, token.index)
        if spoken_for is None or speaker is None:
            continue
        party = view.parties[speaker]
        view.parties[speaker] = replace(
            party, actor=spoken_for.actor, rule=RULE, rows=spoken_for.rows, named_only=spoken_for.named_only
        )


def _spoken_for(view: View, behalf: int) -> Party | None:
    for index in (*view.tree.preps(behalf, "of"), *view.tree.children(behalf, "poss")):
        party = view.parties.get(index)
        if party is not None and party.actor is not SELF and party.actor.kind in _SPOKEN_FOR:
            return party
    return None


def _speaker(view: View, behalf: int) -> int | None:
    """The person who is the subject of the nearest verb above that has one."""
    tree = view.tree
    for above in tree.ancestors(behalf):
        if tree.tokens[above].pos not in ("VERB", "AUX"):
            if above in view.spots and above in view.parties:
                return above if view.parties[above].person else None
            continue
        for subject in tree.children(above, *SUBJECTS):
            party = view.parties.get(subject)
            return subject if party is not None and party.person and party.actor is not SELF else None
    return None
