"""How a document calls its persons: the full name behind a name, and what somebody unnamed is called."""

from __future__ import annotations

from onrecord.resolve.given_names import given_key
from onrecord.resolve.name_spots import NameKind, NameSpot
from onrecord.resolve.view import SELF, View
from onrecord.vocabulary import Actor, ActorKind, Party, Span

_ARTICLES = ("a ", "an ", "the ", "one ", "this ", "that ")
_LONGEST = 80
TORN = "two antecedents fit"
"""Rule of a source for whom two antecedents fit."""
CALLED = "source as the text says"
"""Rule of a source that is no person, under the words of the text."""


def full_name(view: View, spot: NameSpot) -> str | None:
    """The full name of the person that a name means; None where two persons fit, or it is nobody's."""
    figure, torn = view.cast.find(spot, (view.number, spot.first))
    if figure is not None:
        return figure.name
    if torn or spot.kind is NameKind.ORGANISATION or spot.weak or spot.article:
        return None
    if view.cast.is_full(spot) or spot.titled:
        return registered(view, spot.name) or spot.name
    known = registered(view, spot.name)
    return None if known in view.registry.people_index.common else known


def is_torn(view: View, spot: NameSpot) -> bool:
    """True where two persons of the document bear the name, and nothing tells which one is meant."""
    return view.cast.find(spot, (view.number, spot.first))[1]


def registered(view: View, name: str) -> str | None:
    """The registry's own form of a name that means one person of those in office on the day."""
    people = sorted({t.person for t in view.registry.find_people(name, on=view.document.date)})
    return people[0] if len(people) == 1 else None


def appositive(view: View, index: int) -> str | None:
    """The name of the person whom an office noun stands for: "the minister, Ana Silva", "Minister Ana Silva"."""
    for child in view.tree.children(index, "appos"):
        spot = view.spots.get(child)
        if spot is not None and (name := full_name(view, spot)) is not None:
            return name
    for spot in view.spots.values():
        behind = spot.first - 1 in view.named and spot.head in view.tree.phrase(index)
        if behind and index < spot.first and view.cast.is_full(spot):
            return full_name(view, spot)  # "Ambassador to the United Nations Ana Silva"
        if spot.lead <= index < spot.first and view.tree.tokens[spot.head].dep in (
            "appos",
            "nmod",
            "flat",
            "dep",
        ):
            return full_name(view, spot)
    return None


def unnamed(view: View, mention: Span) -> str:
    """What the text calls somebody without a name: "spokesman for the ministry"."""
    words = " ".join(mention.of(view.document.text).split())
    for article in _ARTICLES:
        if words.lower().startswith(article):
            return words[len(article) :][:_LONGEST]
    return words[:_LONGEST]


def called(view: View, index: int) -> str | None:
    """What the text calls whoever stands at a noun, with "his" and "her" resolved; None where they are not."""
    phrase = view.tree.phrase(index)
    mention = view.tree.span(phrase)
    first = view.tree.tokens[phrase[0]]
    if first.tag != "PRP$":
        return unnamed(view, mention)
    owner = view.parties.get(first.index)
    if owner is None or owner.rule == TORN:
        return None
    if owner.actor is SELF:
        return unnamed(view, mention)  # "my minister"
    rest = " ".join(Span(first.end, mention.end).of(view.document.text).split())
    return f"{owner.person or owner.actor.name}'s {rest}"[:_LONGEST]


def introduce(view: View, party: Party, title: str | None) -> None:
    """Keep a person for later sentences, by name and by office."""
    memory = view.memory
    if party.person and given_key(party.person.split()[-1]) not in view.nouns.offices:
        known = memory.people.get(party.person)
        if known is None or known.actor.kind is ActorKind.PERSON:
            memory.people[party.person] = party
    if title is not None:
        # "the Prime Minister" takes up a prime minister, "the leader" anybody of the line.
        for line in (title, view.nouns.offices[title]):
            holders = memory.lines.setdefault(line, [])
            holders[:] = [p for p in holders if (p.actor.id, p.person) != (party.actor.id, party.person)]
            holders.append(party)


def unsettled(mention: Span) -> Party:
    """Somebody for whom two antecedents fit: nobody is meant for sure, and that is worth saying."""
    actor = Actor(id="unknown", kind=ActorKind.UNKNOWN, name="unknown")
    return Party(actor=actor, mention=mention, rule=TORN, named_only=True)


def as_called(name: str, mention: Span, *, rule: str = "as the text says") -> Party:
    """Somebody or something that is known by what the text calls it, and by nothing else."""
    actor = Actor(id=f"name:{name}", kind=ActorKind.UNKNOWN, name=name)
    return Party(actor=actor, mention=mention, rule=rule, named_only=True)
