"""Ties organisations that the registry does not know: by their names, and by "the agency", "the union", "the Post".

They are known by what the text calls them, which is enough for a link of a chain and for nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from onrecord.resolve.given_names import given_key
from onrecord.resolve.mentions import is_source, one_of
from onrecord.resolve.name_spots import NameKind, NameSpot
from onrecord.resolve.naming import as_called, unsettled
from onrecord.resolve.view import View
from onrecord.vocabulary import Actor, ActorKind, Party, Span

_MOST = 100
"""How many organisations may be meant, the last named first: more than a page names, less than a hostile one."""
_FEW = 3
"""Sentences within which "the agency" takes up an organisation of another sort of name."""


def by_organisation(view: View, spot: NameSpot, *, beside: bool = False) -> Party | None:
    """An organisation by its name; any other name only where it speaks, or stands `beside` "the agency"."""
    known = view.memory.organisations.get(_key(spot.name))
    mention = view.tree.span(view.tree.phrase(spot.head))
    if known is not None:
        return replace(known, mention=mention)
    if spot.kind is NameKind.ORGANISATION:
        party = _organisation(_whole_name(view, spot), mention)
    elif beside or _speaks(view, spot) or _signs(view, spot):
        party = as_called(spot.name, mention, rule="name")
    else:
        return None
    if party.rule != "name" or not spot.given:
        view.memory.no_persons.add(party.actor.id)
    keep(view, party, spot.name, spot.last)
    return party


def by_common_name(view: View, index: int, noun: str) -> Party | None:
    """Reads "the Oslo Institute", "the Chilean Press Service": a state's or city's name and a common word."""
    if noun not in view.person_words.organisations:
        return None
    tokens = view.tree.tokens
    first = index
    while (
        first
        and tokens[first - 1].text[:1].isupper()
        and tokens[first - 1].dep in ("compound", "amod", "nmod")
    ):
        first -= 1
    name = _stretched(view, first, index)
    if name == tokens[index].text or not (first < index or " " in name):
        return None
    known = view.memory.organisations.get(_key(name))
    mention = view.tree.span(view.tree.phrase(index))
    if known is not None:
        return replace(known, mention=mention)
    party = _organisation(name, mention)
    view.memory.no_persons.add(party.actor.id)
    keep(view, party, name, index)
    return party


def _organisation(name: str, mention: Span) -> Party:
    actor = Actor.collective(name)
    return Party(actor=actor, mention=mention, rule="organisation's name", named_only=True)


def keep(view: View, party: Party, name: str, last: int) -> None:
    """Remember an organisation by its name, and by the short one that may stand behind it in brackets."""
    view.memory.organisations.setdefault(_key(name), party)
    after = view.tree.tokens[last + 1 : last + 4]
    if len(after) == 3 and (after[0].text, after[2].text) == ("(", ")") and after[1].text.isupper():
        view.memory.organisations.setdefault(_key(after[1].text), party)  # "the Harbour Workers' Union (HWU)"


def named_beside(view: View, index: int, noun: str) -> Party | None:
    """Reads "the news agency NTB" and "NTB, a news agency": the noun and the name are one."""
    known = noun in view.person_words.takes_up
    if not known and not is_source(view.tree, index, view.person_words.saying):
        return None
    token = view.tree.tokens[index]
    names = [view.spots[i] for i in view.tree.children(index, "appos") if i in view.spots]
    spot = next((s for s in names if view.tree.tokens[s.first - 1].text != "("), None)
    if known and spot is None:
        spot = next((s for s in view.spots.values() if s.first == index + 1), None)
    if known and spot is None and token.dep == "appos":
        spot = view.spots.get(token.head)
    party = by_organisation(view, spot, beside=True) if spot is not None and not spot.weak else None
    if party is not None:
        view.memory.called.setdefault(party.actor.id, set()).add(noun)
    return party


def _speaks(view: View, spot: NameSpot) -> bool:
    token = view.tree.tokens[spot.head]
    one = token.tag not in ("NNS", "NNPS") and token.dep != "appos"
    return one and is_source(view.tree, spot.head, view.person_words.saying)


def _signs(view: View, spot: NameSpot) -> bool:
    """True for a name behind a dash at the end of its paragraph, as under a quotation."""
    tokens = view.tree.tokens
    dashed = spot.lead > 0 and tokens[spot.lead - 1].text in ("―", "—", "–", "--", "-")
    return dashed and spot.last >= len(tokens) - 2 and len(spot.words) > 1


def _key(name: str) -> str:
    return given_key(name).removeprefix("the ")


def _whole_name(view: View, spot: NameSpot) -> str:
    """The name with a state's adjective before it, and what `_stretched` finds behind it."""
    first = spot.first
    while first - 1 in view.named and view.tree.tokens[first - 1].dep in ("compound", "amod", "nmod"):
        first -= 1
    return _stretched(view, first, spot.last)


def _stretched(view: View, first: int, last: int) -> str:
    """A name with the "of ...", "for ..." that belong to it ("Centre for Harbour Studies")."""
    words = view.tree.tokens
    begun = last
    while last + 2 < len(words) and words[last + 1].text in ("of", "for", "on", "and", "&"):
        if words[last + 1].text in ("and", "&") and last == begun:
            break
        end = last + 2 + (words[last + 2].text == "the")
        if end >= len(words) or not words[end].text[:1].isupper() or words[end].pos != "PROPN":
            break
        while end + 1 < len(words) and words[end + 1].pos == "PROPN" and words[end + 1].text[:1].isupper():
            end += 1
        last = end
    text = Span(words[first].start, words[last].end).of(view.document.text)
    return " ".join(text.split())[:80]


def taken_up(view: View, index: int, noun: str) -> Party | None:
    """Reads "the agency", "the union": the one of that sort named before, or the only one of the last sentences."""
    words = [i for i in view.tree.phrase(index) if view.tree.tokens[i].dep not in ("det", "punct")]
    short = view.tree.tokens[index].text[:1].isupper() and noun in view.person_words.outlets  # "the Post"
    if words != [index] or not (short or noun in view.person_words.takes_up):
        return None
    last = islice(reversed(view.memory.organisations.values()), _MOST)
    fitting = {p.actor.id: p for p in last if _is_called(view, p, noun)}
    if len(fitting) > 1:
        near = view.memory.things.keys(_FEW)
        fitting = {id_: p for id_, p in fitting.items() if id_ in near} or fitting
    if not fitting and not short:
        found = _only_one(view)
        fitting = {found.actor.id: found} if found is not None else {}
    if len(fitting) > 1:
        return unsettled(view.tree.span(view.tree.phrase(index)))
    if not fitting:
        return None
    known = next(iter(fitting.values()))
    return replace(known, mention=view.tree.span(view.tree.phrase(index)), rule="anaphora")


def _only_one(view: View) -> Party | None:
    """The only body or organisation that spoke in the last sentences, or that they speak of."""
    last = [m for inside in view.memory.things.sentences[-_FEW:] for m in inside if m.party is not None]
    bodies = [m for m in last if m.party is not None and m.party.actor.kind is not ActorKind.STATE]
    for found in (one_of([m for m in last if m.source]), one_of(bodies)):
        if found is not None:
            return found.party
    return None


def _is_called(view: View, party: Party, noun: str) -> bool:
    """True where the text calls the organisation so, or its name holds the noun or a word of its sort."""
    words = {given_key(word).rstrip(".") for word in party.actor.name.split()}
    if noun in words or noun in view.memory.called.get(party.actor.id, ()):
        return True
    outlet = noun in view.person_words.takes_up_outlet and noun != "agency"
    return outlet and bool(words & view.person_words.outlets)
