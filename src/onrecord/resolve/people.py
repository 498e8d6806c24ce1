"""Ties people and office holders to the state or body that they act for on the document's date.

The office in the text decides; failing that, one given before; failing that, the registry. A former or
opposition politician acts for nobody else.
"""

from __future__ import annotations

from onrecord.resolve.view import View
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import Actor, ActorKind, DocumentKind, Party, Span

# Words for whoever holds some office of the line.
_GENERIC = frozenset(
    {
        "leader",
        "diplomat",
        "envoy",
        "official",
        "representative",
        "delegate",
        "minister",
        "spokesman",
        "spokeswoman",
        "spokesperson",
    }
)
_OFFICE_PREFIXES = frozenset(
    {
        "foreign",
        "prime",
        "vice",
        "deputy",
        "special",
        "permanent",
        "crown",
        "acting",
        "state",
        "secretary",
        "high",
        "defense",
        "defence",
    }
)


def by_office(view: View, index: int) -> Party | None:
    """Reads "the Norwegian leader", "the Minister", "the NATO Secretary General"."""
    line = view.office_line(index)
    if line is None or view.is_plural(index) or view.tree.tokens[index].dep == "compound":
        return None
    if out_of_office(view, index):
        return None
    name = _appositive_name(view, index)
    state, phrase = view.modifier(index)
    mention = view.tree.span(phrase)
    if state is not None:
        person = name or _holder_name(view, state, line)
        party = Party(
            actor=state.actor,
            mention=mention,
            rule="office",
            rows=state.rows,
            person=person or mention.of(view.document.text),
        )
        _introduce(view, party, view.office_title(index))
        return party
    if name is not None:
        return _by_appositive(view, index, name, line)
    if not view.is_definite(index) or not _is_bare(view, index):
        return None
    title = view.office_title(index)
    if title == "president" and view.document.kind is DocumentKind.SPEECH:
        return None  # in a speech "the President" is as a rule the chair of the meeting, whoever was named before
    known = view.memory.lines.get(line if title in _GENERIC else title or line)
    if known is not None:
        return Party(
            actor=known.actor, mention=mention, rule="anaphora", rows=known.rows, person=known.person
        )
    return _officer_of_body(view, index, mention) if line == "officer" else None


def _is_bare(view: View, index: int) -> bool:
    """Reads "the President", not "the new President of the bank": nothing but an article and the title."""
    words = [i for i in view.tree.phrase(index) if view.tree.tokens[i].dep not in ("det", "punct")]
    return all(
        i == index or (i < index and index - i <= 3 and view.tree.tokens[i].pos in ("PROPN", "NOUN"))
        for i in words
    )


def _officer_of_body(view: View, index: int, mention: Span) -> Party | None:
    """Reads "the Secretary-General" of the body whose text it is, or of the last body named that has one."""
    tokens = view.tree.tokens
    title = "".join(
        f"{t.text} " for t in tokens[max(0, index - 2) : index + 1] if t.text[:1].isupper()
    ).strip()
    bodies = [view.voices.body.id] if view.voices.body is not None else []
    bodies += [party.actor.id for party in reversed(view.memory.bodies)]
    for body in bodies:
        for owner in (body, row.parent if (row := view.registry.body(body)) is not None else None):
            office = view.registry.find_office(owner, title) if owner else None
            actor = view.registry.actor(owner) if owner else None
            if office is not None and office.exists and actor is not None:
                return Party(
                    actor=actor, mention=mention, rule="officer of the body", rows=(office.row,), person=title
                )
    return None


def _by_appositive(view: View, index: int, name: str, line: str) -> Party | None:
    """Reads "the Secretary General, Mr. X": the registry says whose; the name, if it is new, stays with its own token."""
    tenures = view.registry.find_people(name, on=view.document.date)
    owners = sorted({office.of for t in tenures if (office := view.registry.office(t.office)) is not None})
    owner = view.registry.actor(owners[0]) if len(owners) == 1 and view.document.date is not None else None
    if owner is None:
        return None
    mention = view.tree.span(view.tree.phrase(index))
    rows = tuple(t.row for t in tenures)
    party = Party(actor=owner, mention=mention, rule="office in the registry", rows=rows, person=name)
    _introduce(view, party, view.office_title(index))
    return party


def out_of_office(view: View, index: int) -> bool:
    """True for "former", "late", "opposition": who is so called acts for no state."""
    words = {view.tree.tokens[i].text.lower() for i in view.tree.phrase(index)}
    return bool(words & view.nouns.not_in_office)


def _holder_name(view: View, state: Party, line: str) -> str | None:
    known = view.memory.lines.get(line)
    return known.person if known is not None and known.actor == state.actor else None


def _appositive_name(view: View, index: int) -> str | None:
    for child in view.tree.children(index, "appos"):
        name = _person_name(view, child)
        if name is not None:
            return _full_name(view, name)
    return None


def _full_name(view: View, name: str) -> str:
    tenures = view.registry.find_people(name, on=view.document.date)
    people = sorted({t.person for t in tenures})
    return people[0] if len(people) == 1 else name


def _person_name(view: View, index: int) -> str | None:
    """The run of capitalised words around a proper noun that is a person's name, titles dropped."""
    token = view.tree.tokens[index]
    if token.pos != "PROPN" or index in view.named:
        return None
    run = [
        i
        for i in view.tree.phrase(index)
        if view.tree.tokens[i].pos == "PROPN" and view.tree.tokens[i].dep in ("compound", "flat", token.dep)
    ]
    while run and run[0] != index and (_skips(view, run[0]) or run[0] in view.named):
        run.pop(0)
    run = [i for i in run if i <= index and i not in view.named]
    kept = [i for i in run if not _skips(view, i)]
    if not kept or index not in kept:
        return None
    words = [view.tree.tokens[i].text for i in range(kept[0], index + 1)]
    return " ".join(words).replace(" - ", "-").replace(" . ", ". ")


def _skips(view: View, index: int) -> bool:
    word = view.tree.tokens[index].text.lower()
    return word in view.nouns.titles or word in _OFFICE_PREFIXES or view.is_office(index)


def by_person(view: View, index: int) -> Party | None:
    """A person's name, with the state or body that the text, an earlier sentence or the registry gives."""
    name = _person_name(view, index)
    if name is None or view.tree.tokens[index].dep == "compound":
        return None
    mention = view.tree.span(view.tree.phrase(index))
    date = view.document.date
    by_text = _state_by_office(view, index)
    tenures = view.registry.find_people(name, on=date)
    offices = [o for t in tenures if (o := view.registry.office(t.office)) is not None]
    owners = sorted({o.of for o in offices})
    person = _full_name(view, name)
    rows = tuple(t.row for t in tenures)
    if by_text is not None and not out_of_office(view, index):
        party = Party(
            actor=by_text[0].actor,
            mention=mention,
            rule="office in the text",
            rows=by_text[0].rows + rows,
            person=person,
        )
        _introduce(view, party, by_text[1])
        return party
    earlier = view.memory.people.get(name.split()[-1].lower())
    if earlier is not None:
        return Party(
            actor=earlier.actor,
            mention=mention,
            rule="name given before",
            rows=earlier.rows,
            person=earlier.person,
        )
    owner = view.registry.actor(owners[0]) if len(owners) == 1 and date is not None else None
    if owner is not None:
        party = Party(actor=owner, mention=mention, rule="office in the registry", rows=rows, person=person)
    elif _looks_like_person(view, index, name):
        actor = Actor(id=f"person:{name}", kind=ActorKind.PERSON, name=name)
        party = Party(actor=actor, mention=mention, rule="person's name", person=name)
    else:
        return None
    _introduce(view, party, None)
    return party


def _looks_like_person(view: View, index: int, name: str) -> bool:
    """A title before it, or two and more names; a lone capitalised word may be anything."""
    nouns = view.nouns
    if (
        view.noun(index)
        in nouns.bodies | nouns.gatherings | nouns.institutions | nouns.instruments | nouns.states
    ):
        return False  # "the Contact Group", "the Working Committee"
    words = {view.tree.tokens[i].text.lower() for i in view.tree.phrase(index)}
    titled = bool(words & view.nouns.titles)
    acts = (
        view.tree.tokens[index].dep in SUBJECTS
        and view.tree.tokens[view.tree.tokens[index].head].pos == "VERB"
    )
    office = any(view.is_office(i) for i in view.tree.phrase(index) if i != index)
    return titled or (len(name.split()) in (2, 3) and (acts or office) and not name.isupper())


def _state_by_office(view: View, index: int) -> tuple[Party, str] | None:
    """Reads "Norwegian President X", "X, the NATO Secretary General", "A's ambassador to B, X", "Minister X of Y"."""
    titles = [title for i in view.tree.phrase(index) if i != index and (title := view.office_title(i))]
    if titles:
        state, _ = view.modifier(index)
        if state is not None:
            return state, titles[0]
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
    return None


def _introduce(view: View, party: Party, title: str | None) -> None:
    memory = view.memory
    if party.person and party.actor.kind is not ActorKind.UNKNOWN:
        last = party.person.split()[-1].lower()
        if party.person[:1].isupper() and last not in view.nouns.offices:
            memory.people.setdefault(last, party)
    if title is not None:
        # "the Prime Minister" takes up a prime minister, "the leader" whoever was named last.
        memory.lines[title] = memory.lines[view.nouns.offices[title]] = party
