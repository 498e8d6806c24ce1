"""Notes whom each sentence mentions while it is read, so that the next ones can take them up.

Persons, groups and things are kept apart, as pronouns do; a name or pronoun that is not settled is noted too.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.resolve.memory import OWN_MEMBERS
from onrecord.resolve.mentions import Mention, is_main_subject, is_peer, is_source
from onrecord.resolve.naming import TORN, is_torn
from onrecord.resolve.pronouns import FEMALE, MALE, NAMING
from onrecord.resolve.view import SELF, View
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import Actor, ActorKind, Party

_NO_PERSON = frozenset({"a person's office", "maker of a text", "officer of the body"})
_THINGS = frozenset({ActorKind.STATE, ActorKind.BODY})


def note_person(view: View, index: int, party: Party | None) -> None:
    """Keep a token that names a person, or may: an untied pronoun or namesake stands in the way of a guess."""
    token = view.tree.tokens[index]
    word = token.text.lower()
    if token.dep in ("attr", "oprd", "acomp", "ccomp") and token.pos == "NOUN":
        return  # "one is a farmer" says what somebody is
    if party is not None and party.rule != TORN:
        spot = view.spots.get(index)
        sex = view.sex_of(index, party)
        given = spot is not None and spot.given
        if party.actor.id in view.memory.no_persons or not _is_person(party, given=given):
            return
        key = party.person or party.actor.id
    elif word in MALE | FEMALE:
        key, sex = "", "m" if word in MALE else "f"
    elif index in view.spots and is_torn(view, view.spots[index]):
        key, sex = "", view.spots[index].sex
    elif _is_unsettled_role(view, index):
        key, sex = "", view.person_words.roles[view.noun(index)]
    else:
        return
    view.mentioned.append(_mention(view, index, key, party, sex))


def _is_unsettled_role(view: View, index: int) -> bool:
    """Reads "the official said" where two officials fit."""
    if view.tree.tokens[index].pos != "NOUN" or view.noun(index) not in view.person_words.roles:
        return False
    leads = is_source(view.tree, index, view.person_words.saying) or is_main_subject(view.tree, index)
    return leads and not view.is_plural(index)


def _is_person(party: Party, *, given: bool) -> bool:
    if party.actor is SELF or party.rule in _NO_PERSON:
        return False
    if party.rule == "name" and not given:
        return False  # a name that nothing shows to be a person's
    return party.person is not None or party.actor.kind in (ActorKind.PERSON, ActorKind.UNKNOWN)


def _mention(view: View, index: int, key: str, party: Party | None, sex: str = "either") -> Mention:
    return Mention(
        token=index,
        key=key,
        party=party,
        sex=sex,
        source=is_source(view.tree, index, view.person_words.saying),
        subject=is_main_subject(view.tree, index),
        peer=is_peer(view.tree, index),
        quotation=view.quoted.at(view.tree.tokens[index].start),
    )


def note_sentence(view: View) -> None:
    """Close a sentence: its persons, its groups and its things are kept for the next ones."""
    groups: list[Mention] = []
    things: list[Mention] = []
    for index, party in sorted(view.parties.items()):
        if party.actor is SELF or party.rule == "adjective":
            continue
        if view.tree.tokens[index].text.lower() == "it":
            continue  # "it was cold"
        organisation = party.named_only and (party.rule in NAMING or party.actor.id in view.memory.no_persons)
        if party.rule == OWN_MEMBERS:
            groups.append(_mention(view, index, party.actor.id, party))
        elif organisation or (party.actor.kind in _THINGS and not party.person):
            things.append(_mention(view, index, party.actor.id, party))
        elif party.actor.kind is ActorKind.COLLECTIVE and not party.person:
            groups.append(_mention(view, index, party.actor.id, party))
    things.extend(_unsettled_things(view))
    together = _together(view)
    groups.extend(_couple(view, mentions) for mentions in together)
    beside = {m.token for mentions in together for m in mentions}
    start, end = view.tree.tokens[0].start, view.tree.tokens[-1].start
    within = view.quoted.at(start)
    view.memory.quoted.append(within is not None and within == view.quoted.at(end))
    view.memory.persons.sentences.append(
        [replace(m, peer=True) if m.token in beside else m for m in view.mentioned]
    )
    view.memory.groups.sentences.append(groups)
    view.memory.things.sentences.append(things)


def _unsettled_things(view: View) -> list[Mention]:
    """The plain thing that a sentence is about ("the merger was off"), which "it" may take up and nobody stands for."""
    found = []
    for token in view.tree.tokens:
        if token.dep not in SUBJECTS or token.pos != "NOUN" or token.index in view.parties:
            continue
        if is_main_subject(view.tree, token.index) and not view.is_plural(token.index):
            found.append(_mention(view, token.index, "", None))
    return found


def note_part(view: View, index: int, party: Party) -> None:
    """Keep the last ministry, embassy ... of each state."""
    parts = view.memory.parts.setdefault(view.noun(index), [])
    parts[:] = [other for other in parts if other.actor != party.actor]
    parts.append(party)


def _together(view: View) -> list[list[Mention]]:
    """Runs of two and more persons named one after the other ("Silva, Lund and Berg")."""
    runs: list[list[Mention]] = []
    last = -2
    for mention in view.mentioned:
        spot = view.spots.get(mention.token)
        if spot is None or not mention.key:
            continue
        gap = view.tree.tokens[last + 1 : spot.lead]
        between = {t.text.lower() for t in gap if t.index not in view.named}
        if runs and between and between <= {",", "and", "&", "of", "from"}:
            runs[-1].append(mention)
        else:
            runs.append([mention])
        last = spot.last
    return [run for run in runs if len({m.key for m in run}) > 1 and _is_joined(view, run)]


def _is_joined(view: View, run: list[Mention]) -> bool:
    """An "and" before the last one, which "Silva, Lund's aide" has not."""
    spot = view.spots[run[-1].token]
    return view.tree.tokens[spot.lead - 1].text.lower() in ("and", "&")


def _couple(view: View, run: list[Mention]) -> Mention:
    """Persons named together as the one whom "they" takes up."""
    name = " and ".join(dict.fromkeys(m.key for m in run))
    actor = Actor.collective(name)
    mention = view.tree.span(tuple(m.token for m in run))
    party = Party(actor=actor, mention=mention, rule="persons together", named_only=True)
    leading = next((m for m in run if m.subject or m.source), run[0])
    return replace(leading, key=actor.id, party=party, sex="either")
