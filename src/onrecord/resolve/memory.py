"""What a document has named so far, for pronouns and short phrases to take up.

A subject is remembered before anything else of its sentence: it is what the next sentence most often goes on about.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.resolve.mentions import Mentions
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import ActorKind, Party

OWN_MEMBERS = "the members at their own meeting"
"""Rule of a body's members who speak together in the record of their meeting."""

PART = "part of a state"
"""Rule of a government, ministry, army ... that acts for its state."""


@dataclass
class Memory:
    """The last of each kind, all states and bodies in order, and the mentions sentence by sentence."""

    people: dict[str, Party] = field(default_factory=dict)
    """By full name."""
    lines: dict[str, list[Party]] = field(default_factory=dict)
    """By office and by line of offices: the presidents, the heads of any sort ..., in the order of the text."""
    parts: dict[str, list[Party]] = field(default_factory=dict)
    """By noun: the ministries, the embassies ... named so far, one for each state."""
    organisations: dict[str, Party] = field(default_factory=dict)
    """Organisations that the registry does not know, by name."""
    called: dict[str, set[str]] = field(default_factory=dict)
    """By actor id: the nouns that stood beside an organisation's name ("NTB, a news agency")."""
    texts: dict[str, Party | None] = field(default_factory=dict)
    """By noun: who made the last report, the last statement ..."""
    no_persons: set[str] = field(default_factory=set)
    """Ids of sources that are no persons, though nothing else is known of them."""
    persons: Mentions = field(default_factory=Mentions)
    groups: Mentions = field(default_factory=Mentions)
    things: Mentions = field(default_factory=Mentions)
    quoted: list[bool] = field(default_factory=list)
    """Of each sentence: whether it lies wholly in a quotation."""
    thing: Party | None = None
    named_states: set[str] = field(default_factory=set)
    """Ids of all states that were named in any way, or acted for."""
    states: list[Party] = field(default_factory=list)
    bodies: list[Party] = field(default_factory=list)


def remember_things(memory: Memory, tree: Tree, parties: dict[int, Party]) -> None:
    """Keep the states and bodies that one sentence named: its subjects first."""
    things = [
        (i, p)
        for i, p in sorted(parties.items())
        if p.actor.kind in (ActorKind.STATE, ActorKind.BODY) and p.rule != "adjective" and not p.person
    ]
    memory.named_states |= {p.actor.id for p in parties.values() if p.actor.kind is ActorKind.STATE}
    heads = [p for i, p in things if tree.tokens[i].dep in SUBJECTS]
    if things:
        memory.thing = (heads or [things[-1][1]])[0]
    for _, party in things:
        memory.states.append(party) if party.actor.kind is ActorKind.STATE else memory.bodies.append(party)
