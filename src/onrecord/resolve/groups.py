"""Ties bodies taken up again, parts of states, and collectives, which stay what the text calls them."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.resolve.memory import OWN_MEMBERS, PART
from onrecord.resolve.naming import unsettled
from onrecord.resolve.people import acting_party
from onrecord.resolve.view import SELF, SELF_WORDS, View
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import Actor, ActorKind, DocumentKind, Party

# Where the name of a collective ends: "sponsors of the draft FOR their support".
_FEW = 3
"""Sentences within which "the ministry" takes up one of several."""
_ENDS_NAME = frozenset({"for", "to", "with", "who", "which", "that", "on", "at", "by", "as"})


def by_gathering(view: View, index: int) -> Party | None:
    """Reads "the meeting", "the Group", "our Organization" take up a body named before."""
    noun = view.noun(index)
    nouns = view.nouns
    if noun not in nouns.gatherings and noun not in nouns.bodies:
        return None
    if view.is_plural(index) or not view.is_definite(index) or view.modifier(index)[0] is not None:
        return None
    mention = view.tree.span(view.tree.phrase(index))
    body = view.voices.body
    if noun in nouns.gatherings and body is not None and view.document.kind is DocumentKind.COMMUNIQUE:
        return (
            Party(actor=body, mention=mention, rule="the document's own body")
            if len(view.tree.phrase(index)) <= 2
            else None
        )
    if noun not in nouns.bodies:
        return None
    plain = _is_plain(view, index)
    words = _z(
        " ".join(
            view.tree.tokens[i].text for i in view.tree.phrase(index) if view.tree.tokens[i].dep != "det"
        )
    )
    for party in _bodies_spoken_of(view):
        row = view.registry.body(party.actor.id)
        kind = row.kind if row is not None else ""
        short = plain and (_z(noun) in _z(party.actor.name) or noun == _z(kind))
        if short or words in _z(party.actor.name):  # "the Council", "the Contact Group"
            return Party(actor=party.actor, mention=mention, rule="anaphora", rows=party.rows)
    own = body is not None and view.document.kind in (DocumentKind.COMMUNIQUE, DocumentKind.RESOLUTION)
    if (
        own
        and body is not None
        and len(view.tree.phrase(index)) == 2
        and view.tree.tokens[index].text[:1].isupper()
    ):
        return Party(actor=body, mention=mention, rule="the document's own body")  # "The Assembly welcomed"
    return None


def _is_plain(view: View, index: int) -> bool:
    """True for "the Movement" and "our noble Organization"; "the international community" is no body."""
    own = any(view.tree.tokens[i].text.lower() in SELF_WORDS for i in view.tree.children(index, "poss"))
    others = [
        i
        for i in view.tree.phrase(index)
        if i != index and view.tree.tokens[i].dep not in ("det", "poss", "punct")
    ]
    return not others or (own and len(others) == 1)


def _bodies_spoken_of(view: View) -> Iterator[Party]:
    """The body whose text it is, the forum, then those named before, the last one first; each with the one above it."""
    spoken = [
        Party(actor=a, mention=None, rule="the document's own body")
        for a in (view.voices.body, view.voices.forum)
        if a is not None
    ]
    for party in (*spoken, *reversed(view.memory.bodies)):
        yield party
        whole = _whole(view, party)
        if whole is not party and party in spoken:
            yield whole


def _z(word: str) -> str:
    """One spelling for "organisation" and "organization"."""
    return word.lower().replace("isation", "ization")


def by_instrument(view: View, index: int) -> Party | None:
    """Reads "the resolution", "that document", "resolution 822 (1993)"."""
    if view.noun(index) not in view.nouns.instruments:
        return None
    phrase = view.tree.phrase(index)
    return view.instruments.read(view.tree, index, phrase, view.voices)


def by_institution(view: View, index: int) -> Party | None:
    """Reads "Norwegian forces", "the government of X", "his office", "the country"."""
    noun = view.noun(index)
    if noun not in view.nouns.institutions:
        return None
    if noun == "office":
        return _persons_office(view, index)
    if noun in view.nouns.states and view.is_plural(index):
        return None
    state, phrase = view.modifier(index)
    mention = view.tree.span(phrase)
    if view.is_plural(index) and _of_several(view, index):
        return group(view, index, " ".join(mention.of(view.document.text).split())[:80], "collective", ())
    if state is not None and state.actor.kind is ActorKind.STATE:
        return Party(actor=state.actor, mention=mention, rule=PART, rows=state.rows)
    for other in view.tree.conjuncts(index):
        shared, _ = view.modifier(other)  # "the Government and the people of B"
        if other != index and shared is not None and shared.actor.kind is ActorKind.STATE:
            return Party(actor=shared.actor, mention=mention, rule=PART, rows=shared.rows)
    own = [i for i in view.tree.children(index, "poss") if view.tree.tokens[i].text.lower() in SELF_WORDS]
    if own:
        return Party(actor=SELF, mention=mention, rule="first person")
    for child in view.tree.children(index, "compound", "nmod"):
        holder = acting_party(view, child)  # "the Silva government"
        if holder is not None and holder.actor.kind is ActorKind.STATE:
            return Party(actor=holder.actor, mention=mention, rule=PART, rows=holder.rows)
    article = any(
        view.tree.tokens[i].text.lower() in ("the", "this", "that") for i in view.tree.children(index, "det")
    )
    bare = [i for i in phrase if view.tree.tokens[i].dep not in ("det", "case", "punct")] == [index]
    if noun not in view.nouns.states and article and bare:
        return _part_before(view, index, noun)
    if noun in view.nouns.states and article and len(phrase) <= 2:
        subjects = {p.actor.id for i, p in view.parties.items() if view.tree.tokens[i].dep in SUBJECTS}
        for party in reversed(view.memory.states):
            if party.actor.id not in subjects:
                return Party(actor=party.actor, mention=mention, rule="anaphora", rows=party.rows)
    return None


def _part_before(view: View, index: int, noun: str) -> Party | None:
    """Reads "the ministry": the only one named so far, or the only one of the last sentences."""
    parts = view.memory.parts.get(noun, [])
    if len(parts) > 1:
        near = view.memory.things.keys(_FEW)
        parts = [party for party in parts if party.actor.id in near] or parts
    mention = view.tree.span(view.tree.phrase(index))
    if len(parts) > 1 or view.was_one_of_many(noun):
        return unsettled(mention)
    if not parts:
        return None
    return Party(actor=parts[0].actor, mention=mention, rule=PART, rows=parts[0].rows)


def _persons_office(view: View, index: int) -> Party | None:
    for child in view.tree.children(index, "poss"):
        owner = view.parties.get(child)
        if owner is not None and owner.person:
            mention = view.tree.span(view.tree.phrase(index))
            return Party(
                actor=owner.actor,
                mention=mention,
                rule="a person's office",
                rows=owner.rows,
                person=f"office of {owner.person}",
            )
    return None


def by_collective(view: View, index: int) -> Party | None:
    """Reads "Muslim countries", "the members of the Group", "the ambassadors of Islamic states"."""
    noun = view.noun(index)
    nouns = view.nouns
    plural = view.is_plural(index) and (noun in nouns.collectives or view.is_office(index))
    if not plural and noun not in nouns.masses:
        return None
    if view.tree.tokens[index].dep == "compound" or (
        noun == "membership" and view.tree.children(index, "poss")
    ):
        return None
    body = _body_of_members(view, index, noun)
    if body is not None:
        return body
    phrase = _name_words(view, index)
    while phrase and (
        view.tree.tokens[phrase[0]].text.lower() in nouns.determiners
        or view.tree.tokens[phrase[0]].pos in ("DET", "NUM")
    ):
        phrase.pop(0)
    if index not in phrase or view.tree.tokens[phrase[0]].pos == "ADP":
        return None  # "most of them countries ...": the parser has joined two phrases
    if noun == "head" and "state" in {view.tree.lemma(i) for i in phrase}:
        return _heads_of_state(view, index)
    inner = _inner_group(view, index) if view.is_office(index) else None
    if inner is not None:
        return Party(
            actor=inner.actor,
            mention=view.tree.span(view.tree.phrase(index)),
            rule="those who act for a group",
            rows=inner.rows,
        )
    single, _ = view.modifier(index)
    if view.is_office(index) and single is not None and not _of_several(view, index):
        return Party(
            actor=single.actor, mention=view.tree.span(tuple(phrase)), rule="office", rows=single.rows
        )
    span = view.tree.span(tuple(phrase))
    name = " ".join(span.of(view.document.text).split())
    return group(view, index, name, "collective", ()) if len(name) <= 80 else None


def _of_several(view: View, index: int) -> bool:
    """Reads "Chilean and Norwegian ministers": those of one state are not meant."""
    owners = view.tree.children(index, "amod", "nmod", "poss", "compound")
    states = [view.parties[j] for i in owners for j in view.tree.conjuncts(i) if j in view.parties]
    return len({p.actor.id for p in states if p.actor.kind is ActorKind.STATE}) > 1


def _name_words(view: View, index: int) -> list[int]:
    """A collective's words: what stands before its head, and "of", "from", "in" phrases after it."""
    clauses = {
        j
        for i in view.tree.children(index, "amod")
        if view.tree.children(i, *SUBJECTS)
        for j in view.tree.subtree(i)
    }
    kept = {i for i in view.tree.phrase(index) if i <= index and i not in clauses}
    for child in view.tree.children(index, "prep"):
        if view.tree.tokens[child].text.lower() in ("of", "from", "in"):
            below = view.tree.subtree(child, frozenset({"relcl", "acl", "appos", "advcl"}))
            cut = [i for i in below if i > child and view.tree.tokens[i].text.lower() in _ENDS_NAME]
            kept.update(i for i in below if not cut or i < cut[0])
    return sorted(kept)


def _heads_of_state(view: View, index: int) -> Party | None:
    """Reads "the heads of state and government" act for the members of the body spoken of."""
    bodies = view.memory.bodies
    if not bodies:
        return None
    name = f"{bodies[-1].actor.id} members"
    mention = view.tree.span(view.tree.phrase(index))
    actor = Actor.collective(name)
    return Party(actor=actor, mention=mention, rule="heads of a body's members", rows=bodies[-1].rows)


def _inner_group(view: View, index: int) -> Party | None:
    """Reads "the ambassadors of Islamic states" act for the states."""
    for target in view.tree.preps(index, "of", "from"):
        if view.tree.tokens[target].index not in view.parties:
            party = view.party_at(target)
            if party is not None:
                view.parties[target] = party
        found = view.parties.get(target)
        if found is not None and found.actor.kind is ActorKind.COLLECTIVE:
            return found
    return None


def _body_of_members(view: View, index: int, noun: str) -> Party | None:
    """Reads "OIC member states", "the members of the Group": the members of a body, taken together."""
    phrase = view.tree.phrase(index)
    words = {view.tree.tokens[i].text.lower() for i in phrase}
    if not words & {"member", "members"}:
        return None
    state, _ = view.modifier(index)
    body = state if state is not None and state.actor.kind is ActorKind.BODY else None
    owner = [view.parties[i] for i in view.tree.children(index, "poss") if i in view.parties]
    if owner:
        body = owner[0] if owner[0].actor.kind is ActorKind.BODY else None
    if body is None:
        for target in view.tree.preps(index, "of"):
            taken = view.party_at(target)
            body = taken if taken is not None and taken.actor.kind is ActorKind.BODY else None
    own = view.voices.body
    mention = view.tree.span(phrase)
    if body is None:
        before = {view.tree.tokens[i].text.lower() for i in phrase if i <= index}
        plain = before <= {"the", "member", "members", "states", "countries", "nations"} and "the" in before
        bare = not view.tree.preps(index, "of") and (view.tree.tokens[index].text[0].isupper() or plain)
        here = [p for i, p in sorted(view.parties.items()) if i < index and p.actor.kind is ActorKind.BODY]
        spoken = [*view.memory.bodies[-1:], *here[-1:]]
        if bare and spoken:
            body = _whole(view, spoken[-1])  # "the Member States": of the body spoken of
    if body is None:
        return None
    if own is not None and body.actor.id == own.id and view.document.kind is DocumentKind.COMMUNIQUE:
        return Party(actor=own, mention=mention, rule=OWN_MEMBERS, rows=body.rows)
    organ = _organ_of_ministers(view, index, body)
    if organ is not None:
        return Party(actor=organ, mention=mention, rule="a body's ministers", rows=body.rows)
    name = f"{body.actor.id} members"
    return Party(
        actor=Actor.collective(name),
        mention=mention,
        rule="members of a body",
        rows=body.rows,
    )


def _organ_of_ministers(view: View, index: int, body: Party) -> Actor | None:
    """Reads "the foreign ministers of OIC member states": the organ in which they meet, where the body has one."""
    words = " ".join(view.tree.tokens[i].text.lower() for i in view.tree.phrase(index))
    if "foreign ministers" not in words:
        return None
    organs = [
        row.id
        for row in view.registry.bodies.values()
        if row.parent == body.actor.id and "foreign ministers" in row.name.lower()
    ]
    return view.registry.actor(organs[0]) if len(organs) == 1 else None


def _whole(view: View, body: Party) -> Party:
    """The body that has the members, where an organ of it was spoken of."""
    row = view.registry.body(body.actor.id)
    above = view.registry.actor(row.parent) if row is not None and row.parent else None
    return body if above is None else Party(actor=above, mention=body.mention, rule=body.rule, rows=body.rows)


def group(view: View, index: int, name: str, rule: str, rows: tuple[str, ...]) -> Party:
    """A collective under the name that the text gives it."""
    actor = Actor.collective(name)
    return Party(actor=actor, mention=view.tree.span(view.tree.phrase(index)), rule=rule, rows=rows)
