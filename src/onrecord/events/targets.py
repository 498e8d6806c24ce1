"""To whom it is done: the places a frame names, and the phrase that fits best inside what stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from onrecord.events.event import Root
from onrecord.events.lexicon import EventFrame
from onrecord.events.phrases import UNTIED, Cast, Phrase, coordinated
from onrecord.events.roles import anchor_of, carrier_of, is_passive
from onrecord.syntax import SUBJECTS, Tree

_CLAUSES = ("ccomp", "xcomp", "advcl")
_ANYWHERE = (
    "obj", "dative", "prep:against", "prep:with", "prep:to", "prep:toward", "prep:towards", "prep:on",
    "prep:upon", "prep:over", "prep:between", "prep:among", "prep:of", "prep:into", "prep:from", "prep:at",
    "prep:in", "prep:near", "prep:for", "prep:about", "prep:by", "comp", "clause", "prep:as", "prep:after", "prep:following", "prep:under",
)  # fmt: skip
# Whose words or deeds are answered: the doer inside the object ("condemned the attack by B") is the target.
_ANSWERING = frozenset({Root.REQUEST, Root.ACCUSE, Root.REJECT, Root.PROTEST, Root.SUPPORT, Root.YIELD})

_OWN_FORCES = frozenset(
    {"troop", "force", "army", "soldier", "reservist", "navy", "warship", "fleet", "tank", "unit"}
)
_MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod"})
_DEEDS = frozenset({Root.MOBILIZE, Root.COERCE, Root.ASSAULT, Root.SANCTION})


def places_at(tree: Tree, index: int, path: str) -> list[int]:
    """The tokens at a place of a frame, seen from its trigger; `a>b` goes on from each token at `a`."""
    index = anchor_of(tree, index)
    first, _, rest = path.partition(">")
    if rest:
        return [j for i in places_at(tree, index, first) for j in places_at(tree, i, rest)]
    kind, _, word = path.partition(":")
    if kind == "prep":
        found = list(_preps(tree, index, word))
        noun = tree.tokens[index].pos in ("NOUN", "PROPN")
        carrier = carrier_of(tree, index) if noun and not found else None
        return found if carrier is None else list(_preps(tree, carrier, word))
    if path in ("comp", "that", "comp-subject", "dative") and tree.tokens[index].pos in ("NOUN", "PROPN"):
        own = list(_PLACES[path](tree, index))
        carrier = None if own else carrier_of(tree, index)
        return own if carrier is None else list(_PLACES[path](tree, carrier))
    if kind == "carrier":
        carrier = carrier_of(tree, index)
        return list(_preps(tree, carrier, word)) if carrier is not None else []
    if path in ("carrier-clause", "carrier-subject"):
        carrier = carrier_of(tree, index)
        inner = "clause" if path == "carrier-clause" else "subject"
        return places_at(tree, carrier, inner) if carrier is not None else []
    return list(_PLACES[path](tree, index))


def _preps(tree: Tree, index: int, word: str) -> Iterator[int]:
    yield from tree.preps(index, word)
    if word == "against":  # "demonstrated in Oslo against": the parser hangs it on the place
        for i in tree.preps(index, "in", "at", "on", "outside", "near"):
            yield from tree.preps(i, word)
    for child in tree.children(index, "prep", "prt", "advmod"):  # "out of", "down on", "up with"
        yield from tree.preps(child, word)


def _object(tree: Tree, index: int) -> Iterator[int]:
    passive = is_passive(tree, index)
    deps = ("dobj", "attr", "oprd", *(("nsubjpass",) if passive else ()))
    for i in tree.children(index, *deps):
        yield from tree.conjuncts(i)
    if passive and tree.tokens[index].dep in ("acl", "amod") and not tree.children(index, "nsubjpass"):
        yield tree.tokens[index].head  # "the men arrested by B"


def _dative(tree: Tree, index: int) -> Iterator[int]:
    for i in tree.children(index, "dative"):
        if tree.tokens[i].pos in ("NOUN", "PROPN", "PRON"):
            yield from tree.conjuncts(i)
        else:
            yield from tree.children(i, "pobj")


def _complement(tree: Tree, index: int) -> Iterator[int]:
    deps = ("acl", "ccomp", "relcl") if tree.tokens[index].pos in ("NOUN", "PROPN") else _CLAUSES
    for i in tree.children(index, *deps):
        yield from tree.conjuncts(i)
    for child in tree.children(index, "prep"):
        if tree.tokens[child].text.lower() in ("to", "of", "from", "into", "against", "on", "by"):
            yield from tree.children(child, "pcomp")


def _complement_subject(tree: Tree, index: int) -> Iterator[int]:
    for clause in _complement(tree, index):
        if tree.is_passive(clause):  # "that control be taken from B"
            yield from tree.preps(clause, "by")
            yield from tree.preps(clause, "from")
        yield from tree.children(clause, "nsubj", "nsubjpass")


def _purpose(tree: Tree, index: int) -> Iterator[int]:
    """Clauses and phrases that say why: "to protest ...", "demanding ...", "in protest of"."""
    yield from tree.children(index, "advcl", "xcomp", "acl", "relcl", "conj")
    for child in tree.children(index, "prep"):
        if tree.tokens[child].text.lower() in ("against", "over", "in", "after", "for", "during", "because"):
            yield from tree.children(child, "pobj", "pcomp")
    for child in tree.children(index, "dobj"):
        yield from tree.children(child, "acl", "relcl")


def _subject(tree: Tree, index: int) -> Iterator[int]:
    yield from tree.children(index, *SUBJECTS)


def _in_particle(tree: Tree, index: int) -> Iterator[int]:
    for i in tree.children(index, "prt"):
        yield from tree.children(i, "pobj")


def _clause_told(tree: Tree, index: int) -> Iterator[int]:
    for i in tree.children(index, "ccomp", "xcomp"):
        yield from tree.conjuncts(i)


def _infinitive(tree: Tree, index: int) -> Iterator[int]:
    yield from tree.children(index, "xcomp")


def _nowhere(tree: Tree, index: int) -> Iterator[int]:
    """Who did what is told stands in the inner event, which is asked for it."""
    yield from ()


_PLACES: Mapping[str, Callable[[Tree, int], Iterator[int]]] = {
    "obj": _object,
    "obj-people": _object,
    "obj-party": _object,
    "prt-obj": _in_particle,
    "dative": _dative,
    "comp": _complement,
    "that": _clause_told,
    "xcomp": _infinitive,
    "comp-subject": _complement_subject,
    "clause": _purpose,
    "subject": _subject,
    "doer": _nowhere,
}


def targets_of(
    cast: Cast, frame: EventFrame, root: Root, index: int, sources: Sequence[Phrase]
) -> list[Phrase]:
    """The targets in the places that a frame names; the first place that holds somebody counts."""
    return _first(cast, frame.target, root, index, sources)


def targets_anywhere(cast: Cast, root: Root, index: int, sources: Sequence[Phrase]) -> list[Phrase]:
    """Whoever else stands below a trigger, the likeliest place first; for force, not in another clause."""
    places = _ANYWHERE if root not in _DEEDS else tuple(p for p in _ANYWHERE if p not in ("comp", "clause"))
    return _first(cast, places, root, index, sources)


def _first(
    cast: Cast, paths: Sequence[str], root: Root, index: int, sources: Sequence[Phrase]
) -> list[Phrase]:
    own = _OWN_FORCES if root is Root.MOBILIZE else frozenset()
    for path in paths:
        found: list[Phrase] = []
        for head in places_at(cast.tree, index, path):
            if path == "obj-party":
                found += [p for p in coordinated(cast, head) if _is_known(p) and is_other(p, sources)]
            elif path in ("obj-people", "comp-subject"):
                direct = [p for p in coordinated(cast, head) if p.people and is_other(p, sources)]
                found += direct or (_best(cast, head, root, sources) if path == "comp-subject" else [])
            else:
                found += inside(cast, head, root, sources)
        found = [p for p in found if cast.tree.lemma(p.head) not in own]
        if found:
            return list({phrase.span: phrase for phrase in found}.values())
    return []


def inside(cast: Cast, head: int, root: Root, sources: Sequence[Phrase]) -> list[Phrase]:
    """Who is at a token, or the best of those below it."""
    direct = [p for p in coordinated(cast, head) if is_other(p, sources)]
    own = cast.at(head)
    if own is None:  # "the removal of B and his party"
        return [*_best(cast, head, root, sources), *direct]
    if direct and (direct[0].head != head or direct[0].people or cast.tree.tokens[head].pos == "PROPN"):
        return direct
    return _best(cast, head, root, sources) or direct


def _best(cast: Cast, head: int, root: Root, sources: Sequence[Phrase]) -> list[Phrase]:
    ranked = []
    for index in cast.tree.subtree(head):
        phrase = cast.at(index)
        if index == head or phrase is None or not is_other(phrase, sources):
            continue
        depth = next((d for d, above in enumerate(cast.tree.ancestors(index)) if above == head), 0)
        ranked.append((depth - 2 * _rank(cast, index, root), index))
    if not ranked:
        return []
    best = min(ranked)[1]
    return [p for p in coordinated(cast, best) if is_other(p, sources)]


def _rank(cast: Cast, index: int, root: Root) -> int:
    """How well a phrase fits by the word that ties it to the noun above: a doer is answered, an owner is given."""
    relation, noun = cast.tree.relation(index, _MODIFIERS)
    agentive = cast.tree.lemma(noun) in cast.words.agentive
    if root in _ANSWERING:
        if relation == "by":
            return 4
        if relation in ("from", "nsubj"):
            return 3
        if relation in ("poss", "adjective", "of"):
            return 3 if agentive else 2
        return 1
    if relation in (
        "of",
        "for",
        "to",
        "with",
        "against",
        "on",
        "toward",
        "towards",
        "upon",
        "nsubjpass",
        "dobj",
    ):
        return 2
    if relation in ("poss", "adjective"):
        return 2
    return 1 if relation in ("in", "at", "into", "between", "over", "from") else 0


def _is_known(phrase: Phrase) -> bool:
    """True for somebody of a state or body, as against people of whom the text tells nothing more."""
    return phrase.party is not None and not phrase.party.named_only


def is_other(phrase: Phrase, sources: Sequence[Phrase]) -> bool:
    """False for the source itself, also where it is named again."""
    for source in sources:
        if phrase.span.overlaps(source.span):
            return False
        if phrase.owner == UNTIED or (source.party is not None and phrase.owner == source.party.actor.id):
            return False  # "its envoy": the source's own
        same = (
            phrase.party is not None and source.party is not None and phrase.party.actor == source.party.actor
        )
        bare = phrase.modifier or (phrase.party is not None and phrase.party.rule in ("name", "adjective"))
        if same and bare:
            return False
    return True
