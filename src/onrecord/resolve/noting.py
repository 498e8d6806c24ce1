"""Notes whom each sentence mentions while it is read, so that the next ones can take them up.

Persons, groups and things are kept apart, as pronouns do; a name or pronoun that is not settled is noted too.
"""

from __future__ import annotations

from onrecord.resolve.memory import OWN_MEMBERS, PART
from onrecord.resolve.mentions import Mention, is_main_subject, is_peer, is_source
from onrecord.resolve.naming import CALLED, is_torn
from onrecord.resolve.pronouns import FEMALE, MALE, NAMING
from onrecord.resolve.view import SELF, View
from onrecord.vocabulary import Actor, ActorKind, Party

_NO_PERSON = frozenset({"a person's office", "maker of a text", "officer of the body"})
_THINGS = frozenset({ActorKind.STATE, ActorKind.BODY})


def note_person(view: View, index: int, party: Party | None) -> None:
    """Keep a token that names a person, or may: an untied pronoun or namesake stands in the way of a guess."""
    token = view.tree.tokens[index]
    word = token.text.lower()
    if token.dep in ("attr", "oprd", "acomp") and index not in view.spots:
        return  # "one is a farmer" says what somebody is
    if party is not None:
        spot = view.spots.get(index)
        sex = view.sex_of(index, party)
        if not _is_person(party, given=spot is not None and spot.given):
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
    if party.rule == CALLED or (party.rule == "name" and not given):
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
        organisation = party.named_only and party.rule in NAMING | {CALLED}
        if party.rule == PART:
            _note_part(view, index, party)
        if party.rule == OWN_MEMBERS:
            groups.append(_mention(view, index, party.actor.id, party))
        elif organisation or (party.actor.kind in _THINGS and not party.person):
            things.append(_mention(view, index, party.actor.id, party))
        elif party.actor.kind is ActorKind.COLLECTIVE and not party.person:
            groups.append(_mention(view, index, party.actor.id, party))
    groups.extend(_couples(view))
    start, end = view.tree.tokens[0].start, view.tree.tokens[-1].start
    within = view.quoted.at(start)
    view.memory.quoted.append(within is not None and within == view.quoted.at(end))
    view.memory.persons.sentences.append(view.mentioned)
    view.memory.groups.sentences.append(groups)
    view.memory.things.sentences.append(things)


def _note_part(view: View, index: int, party: Party) -> None:
    """Keep the last ministry, embassy ... of each state."""
    parts = view.memory.parts.setdefault(view.noun(index), [])
    parts[:] = [other for other in parts if other.actor != party.actor]
    parts.append(party)


def _couples(view: View) -> list[Mention]:
    """Two and more persons named together, whom "they" and "the senators" take up."""
    found = []
    tied = {m.token: m for m in view.mentioned}
    for index, mention in tied.items():
        together = [i for i in view.tree.conjuncts(index) if i in tied and tied[i].key]
        if len(together) < 2 or view.tree.tokens[index].dep == "conj":
            continue
        name = " and ".join(dict.fromkeys(tied[i].key for i in together))
        actor = Actor(id=f"group:{name}", kind=ActorKind.COLLECTIVE, name=name)
        party = Party(
            actor=actor, mention=view.tree.span(tuple(together)), rule="persons together", named_only=True
        )
        found.append(_mention(view, mention.token, actor.id, party))
    return found
