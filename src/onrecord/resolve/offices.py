"""Ties office holders named by their office to the state or body that they act for.

The office in the text decides; failing that, one given before; failing that, the registry. A former or
opposition politician acts for nobody else.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.resolve.home import home_state
from onrecord.resolve.naming import appositive, introduce, unnamed, unsettled
from onrecord.resolve.view import View
from onrecord.vocabulary import DocumentKind, Party, Span

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
# "a second Norwegian diplomat" is not the one named before.
_ANOTHER = frozenset({"a", "an", "another", "one", "some", "second", "third", "other"})


def by_office(view: View, index: int) -> Party | None:
    """Reads "the Norwegian leader", "the Minister", "the NATO Secretary General"."""
    line = view.office_line(index)
    if line is None or view.is_plural(index) or view.tree.tokens[index].dep == "compound":
        return None
    if out_of_office(view, index):
        return None
    name = appositive(view, index)
    state, phrase = view.modifier(index)
    mention = view.tree.span(phrase)
    if state is not None:
        person = name or _holder_name(view, index, state, line)
        party = Party(
            actor=state.actor,
            mention=mention,
            rule="office",
            rows=state.rows,
            person=person or unnamed(view, mention),
        )
        introduce(view, party, view.office_title(index))
        return party
    if name is not None:
        return (
            _by_appositive(view, index, name)
            or _unnamed_before(view, index, name)
            or _at_home(view, index, name)
        )
    if not view.is_definite(index) or not _is_bare(view, index):
        return None
    title = view.office_title(index)
    if title == "president" and view.document.kind is DocumentKind.SPEECH:
        return None  # in a speech "the President" is as a rule the chair of the meeting, whoever was named before
    holders = _known(view, line if title in _GENERIC else title or line)
    if len(holders) == 1:
        return replace(holders[0], mention=mention, rule="anaphora")
    if holders or view.was_one_of_many(view.noun(index)):
        return unsettled(mention)
    return _officer_of_body(view, index, mention) if line == "officer" else None


def _known(view: View, title: str) -> list[Party]:
    """The holders of an office named before; of several, those spoken of just now."""
    holders = view.memory.lines.get(title, [])
    if title in view.nouns.offices_of_state:
        # A state has one of them: "its prime minister" and the one named are the same.
        holders = list({p.actor.id: p for p in sorted(holders, key=lambda p: _is_named(view, p))}.values())
    near = view.memory.persons.keys(3) if len(holders) > 1 else frozenset()
    return [p for p in holders if (p.person or p.actor.id) in near] or holders


def _is_named(view: View, party: Party) -> bool:
    return party.person in view.cast.by_name


def _is_bare(view: View, index: int) -> bool:
    """Reads "the President", not "the new President of the bank": nothing but an article and the title."""
    words = [i for i in view.tree.phrase(index) if view.tree.tokens[i].dep not in ("det", "punct", "case")]
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
    bodies += [view.voices.forum.id] if view.voices.forum is not None else []
    if not bodies and title.replace("-", " ") == "Secretary General" and "-" in _between(view, index):
        bodies = ["UN"]  # with a hyphen, and of no body named: the United Nations'
    for body in bodies:
        for owner in (body, row.parent if (row := view.registry.body(body)) is not None else None):
            office = view.registry.find_office(owner, title) if owner else None
            actor = view.registry.actor(owner) if owner else None
            if office is not None and office.exists and actor is not None:
                return Party(
                    actor=actor, mention=mention, rule="officer of the body", rows=(office.row,), person=title
                )
    return None


def _between(view: View, index: int) -> str:
    return view.tree.tokens[index - 1].text if index else ""


def _by_appositive(view: View, index: int, name: str) -> Party | None:
    """Reads "the Secretary General, Mr. X": the registry says whose; the name, if it is new, stays with its own token."""
    tenures = view.registry.find_people(name, on=view.document.date)
    owners = sorted({office.of for t in tenures if (office := view.registry.office(t.office)) is not None})
    owner = view.registry.actor(owners[0]) if len(owners) == 1 and view.document.date is not None else None
    if owner is None:
        return None
    mention = view.tree.span(view.tree.phrase(index))
    rows = tuple(t.row for t in tenures)
    party = Party(actor=owner, mention=mention, rule="office in the registry", rows=rows, person=name)
    introduce(view, party, view.office_title(index))
    return party


def _unnamed_before(view: View, index: int, name: str) -> Party | None:
    """Reads "recalled its consul ... The consul, X": an officer spoken of before gets a name."""
    if not view.is_definite(index) or name in view.memory.people:
        return None
    title = view.office_title(index) or ""
    unnamed = [p for p in view.memory.lines.get(title, []) if not _is_named(view, p)]
    if len({p.actor.id for p in unnamed}) != 1 or unnamed[-1].named_only:
        return None
    party = replace(unnamed[-1], mention=view.tree.span(view.tree.phrase(index)), person=name)
    introduce(view, party, title)
    return party


def _at_home(view: View, index: int, name: str) -> Party | None:
    """Reads "the foreign minister, X" in a report from home."""
    title = view.office_title(index)
    home = home_state(view) if title in view.nouns.offices_of_state else None
    if home is None or view.registry.find_people(name):
        return None
    party = replace(home, mention=view.tree.span(view.tree.phrase(index)), person=name)
    introduce(view, party, title)
    return party


def out_of_office(view: View, index: int) -> bool:
    """True for "former", "late", "opposition": who is so called acts for no state."""
    words = {view.tree.tokens[i].text.lower() for i in view.tree.phrase(index)}
    return bool(words & view.nouns.not_in_office)


def _holder_name(view: View, index: int, state: Party, line: str) -> str | None:
    """The name of the state's officer of that line, if one only was named."""
    if any(
        view.tree.tokens[i].text.lower() in _ANOTHER
        for i in view.tree.children(index, "det", "nummod", "amod")
    ):
        return None
    known = {p.person for p in view.memory.lines.get(line, []) if p.actor == state.actor}
    return known.pop() if len(known) == 1 else None
