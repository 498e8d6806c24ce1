"""Ties pronouns to the nearest party that fits, in their own sentence first."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.resolve.view import SELF, SELF_WORDS, View
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import ActorKind, Party, Span

_PERSON = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})

# What a relative pronoun stands for speaks through it: "resolutions of the Council, which demanded ...".
_KEPT = frozenset({"resolutions of a body", "instrument"})


def by_pronoun(view: View, index: int, word: str) -> Party | None:
    """Reads "I" and "we" as `SELF`, "who" as its noun, the others as the nearest party that fits."""
    token = view.tree.tokens[index]
    mention = Span(token.start, token.end)
    if word in SELF_WORDS:
        return Party(actor=SELF, mention=mention, rule="first person")
    if word in _RELATIVE and token.tag in ("WP", "WDT", "WP$"):
        return _relative(view, index, mention)
    antecedent: Party | None = None
    if word in _PERSON:
        antecedent = _before(view, index, lambda p: bool(p.person)) or view.memory.person
    elif word in _PLURAL:
        antecedent = _before(view, index, lambda p: p.actor.kind is ActorKind.COLLECTIVE) or view.memory.group
    elif word in _THING:
        if token.dep in ("dobj", "pobj") and word == "it":
            return _object_it(view, index, mention)
        if (parallel := _parallel(view, index)) is not None:
            return Party(actor=parallel.actor, mention=mention, rule="anaphora", rows=parallel.rows)
        things = (ActorKind.STATE, ActorKind.BODY)
        antecedent = _before(
            view, index, lambda p: p.actor.kind in things and p.rule != "adjective" and not p.person
        )
        antecedent = antecedent or view.memory.thing
    if antecedent is None:
        return None
    return Party(
        actor=antecedent.actor,
        mention=mention,
        rule="anaphora",
        rows=antecedent.rows,
        person=antecedent.person,
    )


def _object_it(view: View, index: int, mention: Span) -> Party | None:
    """Reads "A and B opposed it": never somebody named within the subject, rather the text spoken of."""
    instrument = view.instruments.recent(mention.start)
    if instrument is not None:
        return Party(actor=instrument.actor, mention=mention, rule="anaphora", rows=instrument.rows)
    verb = view.tree.tokens[index].head
    within = {j for i in view.tree.children(verb, *SUBJECTS) for j in view.tree.subtree(i)}
    if any(i in within for i in view.parties if i < index):
        return None
    return view.memory.thing and Party(
        actor=view.memory.thing.actor,
        mention=mention,
        rule="anaphora",
        rows=view.memory.thing.rows,
    )


def _parallel(view: View, index: int) -> Party | None:
    """In "its condemnation of ... and its demand for ..." both are the same owner's."""
    token = view.tree.tokens[index]
    noun = view.tree.tokens[token.head]
    if token.dep != "poss" or noun.dep != "conj":
        return None
    for owner in view.tree.children(noun.head, "poss"):
        if owner in view.parties and view.tree.tokens[owner].text.lower() == token.text.lower():
            return view.parties[owner]
    return None


def _before(view: View, index: int, fits: Callable[[Party], bool]) -> Party | None:
    """The nearest fitting party before a pronoun in its own sentence."""
    for i in sorted((i for i in view.parties if i < index), reverse=True):
        party = view.parties[i]
        if (
            party.actor is SELF
            and view.tree.tokens[i].pos == "NOUN"
            and view.tree.tokens[index].text.lower() == "its"
        ):
            return party  # "my delegation pledges its cooperation"
        if fits(party) and party.actor is not SELF:
            return party
    return None


def _antecedent(view: View, noun: int) -> Party | None:
    """The party of a noun, or of the noun it hangs on ("a resolution on the dispute that was ...")."""
    for _ in range(3):
        if noun in view.parties:
            return view.parties[noun]
        above = view.tree.tokens[view.tree.tokens[noun].head]
        if above.pos != "ADP":
            return None
        noun = above.head
    return None


def _relative(view: View, index: int, mention: Span) -> Party | None:
    for above in view.tree.ancestors(index):
        if view.tree.tokens[above].dep in ("relcl", "acl"):
            known = _antecedent(view, view.tree.tokens[above].head)
            if known is None:
                return None
            return Party(
                actor=known.actor,
                mention=mention,
                rule=known.rule if known.rule in _KEPT else "relative clause",
                rows=known.rows,
                person=known.person,
            )
    return None
