"""Ties persons named by their names to the state or body that they act for on the document's date.

An office beside the name decides; failing that, one given before; failing that, the registry. Who holds none is
still somebody: a person under the full name that the document gives.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.resolve.home import home_state
from onrecord.resolve.name_spots import NameKind, NameSpot
from onrecord.resolve.naming import full_name, introduce, is_torn, unsettled
from onrecord.resolve.offices import out_of_office
from onrecord.resolve.view import View, head_of
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import Actor, ActorKind, Party


def by_person(view: View, index: int) -> Party | None:
    """A person's name, with the state or body that the text, an earlier sentence or the registry gives."""
    spot = view.spots.get(index)
    if spot is None or view.tree.tokens[index].dep == "compound":
        return None
    person = full_name(view, spot)
    mention = view.tree.span(view.tree.phrase(index))
    if person is None:
        return unsettled(mention) if is_torn(view, spot) else None
    by_text = _state_by_office(view, index) or _in_brackets(view, spot)
    if by_text is not None and not out_of_office(view, index):
        state, title = by_text
        rows = state.rows + _rows(view, person)
        party = Party(actor=state.actor, mention=mention, rule="office in the text", rows=rows, person=person)
        introduce(view, party, title)
        return party
    earlier = view.memory.people.get(person)
    if earlier is not None:
        return replace(earlier, mention=mention, rule="name given before")
    found = _in_office(view, spot, person) or _in_person(view, spot, person)
    if found is not None:
        introduce(view, found, None)
    return found


def acting_party(view: View, index: int) -> Party | None:
    """The person whose name stands at a token as a mere modifier ("the Silva government")."""
    spot = view.spots.get(index)
    person = full_name(view, spot) if spot is not None else None
    if spot is None or person is None:
        return None
    return view.memory.people.get(person) or _in_office(view, spot, person)


def _rows(view: View, person: str) -> tuple[str, ...]:
    return tuple(t.row for t in view.registry.find_people(person, on=view.document.date))


def _in_office(view: View, spot: NameSpot, person: str) -> Party | None:
    """The state or body whose office the registry gives on the day, if there is only one."""
    tenures = view.registry.find_people(person, on=view.document.date)
    owners = sorted({o.of for t in tenures if (o := view.registry.office(t.office)) is not None})
    owner = view.registry.actor(owners[0]) if len(owners) == 1 and view.document.date is not None else None
    if owner is None:
        return None
    mention = view.tree.span(view.tree.phrase(spot.head))
    rows = tuple(t.row for t in tenures)
    return Party(actor=owner, mention=mention, rule="office in the registry", rows=rows, person=person)


def _in_person(view: View, spot: NameSpot, person: str) -> Party | None:
    """Somebody who acts for nobody else that we know of."""
    if not _is_person(view, spot, person):
        return None
    mention = view.tree.span(view.tree.phrase(spot.head))
    actor = Actor(id=f"person:{person}", kind=ActorKind.PERSON, name=person)
    return Party(actor=actor, mention=mention, rule="person's name", person=person)


def _is_person(view: View, spot: NameSpot, person: str) -> bool:
    """A title or given name before it, or two and more words that act; a lone capitalised word may be anything."""
    if person in view.cast.by_name or spot.kind is NameKind.PERSON:
        return True
    token = view.tree.tokens[spot.head]
    acts = token.dep in SUBJECTS and view.tree.tokens[token.head].pos == "VERB"
    acts = acts and token.tag not in ("NNS", "NNPS")
    things = view.person_words.things | view.person_words.organisations
    return (
        acts
        and not spot.article
        and len(spot.words) in (2, 3)
        and not {w.lower() for w in spot.words} & things
        and not person.isupper()
    )


def _state_by_office(view: View, index: int) -> tuple[Party, str] | None:
    """Reads "Norwegian President X", "X, the NATO Secretary General", "A's ambassador to B, X", "Minister X of Y"."""
    titles = [title for i in view.tree.phrase(index) if i != index and (title := view.office_title(i))]
    if titles:
        state, _ = view.modifier(index)
        if state is not None:
            return state, titles[0]
        home = home_state(view) if _is_of_state(view, index, titles[0]) else None
        if home is not None and not view.registry.find_people(view.spots[index].name):
            return home, titles[0]
    for child in view.tree.children(index, "appos"):
        title = view.office_title(child)
        state, _ = view.modifier(child)
        if title and state is not None and not out_of_office(view, child):
            return state, title
    head = view.tree.tokens[index].head
    if view.tree.tokens[index].dep == "appos":
        title = view.office_title(head)
        state, _ = view.modifier(head)
        if title and state is not None and not out_of_office(view, head):
            return state, title
    return _who_heads(view, index)


def _in_brackets(view: View, spot: NameSpot) -> tuple[Party, str] | None:
    """Reads "Ms. Silva (Portugal)", as records print those who speak for a state."""
    tokens = view.tree.tokens
    if not spot.titled or spot.last + 2 >= len(tokens) or tokens[spot.last + 1].text != "(":
        return None
    hit = view.named.get(spot.last + 2)
    state = view.named_at(head_of(view.tree, hit)) if hit is not None else None
    after = next((t.text for t in tokens if hit is not None and t.start >= hit.span.end), "")
    return (state, "representative") if state is not None and after == ")" else None


def _is_of_state(view: View, index: int, title: str) -> bool:
    """True for "Foreign Minister X" and "Foreign Ministry spokeswoman X"."""
    if title in view.nouns.offices_of_state:
        return True
    return any(view.noun(i) in view.nouns.seats for i in view.tree.phrase(index) if i != index)


def _who_heads(view: View, index: int) -> tuple[Party, str] | None:
    """Reads "X, who heads the Norwegian ministry"."""
    for clause in view.tree.children(index, "relcl", "acl"):
        token = view.tree.tokens[clause]
        if token.tag not in ("VBZ", "VBP", "VBG"):
            continue
        headed = view.tree.children(clause, "dobj") if token.lemma in view.person_words.heading else ()
        spoken_for = view.tree.preps(clause, "for") if token.lemma == "speak" else ()
        for thing in (*headed, *spoken_for):
            party = view.party_at(thing)
            if (
                party is not None
                and party.actor.kind in (ActorKind.STATE, ActorKind.BODY)
                and not party.person
            ):
                return party, "leader"
    return None
