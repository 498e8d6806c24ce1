"""What a document has named so far, for pronouns and short phrases to take up.

A subject is remembered before anything else of its sentence: it is what the next sentence most often goes on about.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import ActorKind, Party

OWN_MEMBERS = "the members at their own meeting"
"""Rule of a body's members who speak together in the record of their meeting."""


@dataclass
class Memory:
    """The last of each kind, and all states and bodies in order."""

    people: dict[str, Party] = field(default_factory=dict)
    """By last name."""
    lines: dict[str, Party] = field(default_factory=dict)
    """By office and by line of offices: the last president, the last head of any sort ..."""
    person: Party | None = None
    group: Party | None = None
    thing: Party | None = None
    states: list[Party] = field(default_factory=list)
    bodies: list[Party] = field(default_factory=list)


def remember(memory: Memory, tree: Tree, parties: dict[int, Party]) -> None:
    """Keep what one sentence named: its subjects first."""
    people = [(i, p) for i, p in sorted(parties.items()) if p.person and p.rule != "anaphora"]
    subjects = [
        p
        for i, p in people
        if tree.tokens[i].dep in SUBJECTS
        or (tree.tokens[i].dep == "pobj" and tree.lemma(tree.tokens[i].head) == "by")
    ]
    if people:
        memory.person = (subjects or [people[-1][1]])[0]
    groups = [
        (i, p)
        for i, p in sorted(parties.items())
        if p.actor.kind is ActorKind.COLLECTIVE or p.rule == OWN_MEMBERS
    ]
    leading = [p for i, p in groups if tree.tokens[i].dep in SUBJECTS]
    if groups:
        memory.group = (leading or [groups[-1][1]])[0]
    things = [
        (i, p)
        for i, p in sorted(parties.items())
        if p.actor.kind in (ActorKind.STATE, ActorKind.BODY) and p.rule != "adjective" and not p.person
    ]
    heads = [p for i, p in things if tree.tokens[i].dep in SUBJECTS]
    if things:
        memory.thing = (heads or [things[-1][1]])[0]
    for _, party in things:
        memory.states.append(party) if party.actor.kind is ActorKind.STATE else memory.bodies.append(party)
