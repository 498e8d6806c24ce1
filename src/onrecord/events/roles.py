"""Who does it: the subject of a verb or the doer of a noun, through passives, control, coordination and reports.

These are questions to one sentence's tree; they hold for every frame.
"""

from __future__ import annotations

from onrecord.events.phrases import Cast, Phrase, coordinated, is_people
from onrecord.syntax import SUBJECTS, Tree

_DEEPEST = 8
_CONTROLLED = frozenset({"xcomp", "ccomp", "advcl", "acl", "pcomp", "prep", "dep", "conj", "relcl"})
_NEUTRAL = frozenset({"it", "they", "he", "she", "we", "i", "who", "which", "that"})
_OBJECT_CONTROL = frozenset(
    {
        "allow", "permit", "let", "enable", "force", "urge", "ask", "tell", "order", "press", "pressure", "push",
        "call", "invite", "encourage", "want", "help", "persuade", "accuse", "charge", "blame", "suspect", "ban",
        "bar", "prevent", "stop", "forbid", "prohibit", "compel", "oblige", "request", "appeal", "convince",
        "advise", "warn", "train", "send", "instruct", "command", "thank", "praise",
    }
)  # fmt: skip


def subject_of(cast: Cast, verb: int, depth: int = 0) -> int | None:
    """The token that acts in a verb or of which an adjective is said."""
    tree = cast.tree
    if depth > _DEEPEST:
        return None
    if is_passive(tree, verb):
        agents = tree.preps(verb, "by")
        return agents[0] if agents else None
    own = own_subjects(tree, verb)
    token = tree.tokens[verb]
    if not own and token.dep in ("acomp", "attr", "oprd") and tree.tokens[token.head].pos in ("AUX", "VERB"):
        return subject_of(cast, token.head, depth + 1)  # "B is willing"
    if own:
        return _taken_up(cast, verb, own[0], depth)
    return _inherited(cast, verb, depth)


def own_subjects(tree: Tree, verb: int) -> tuple[int, ...]:
    """The subjects of a verb, also where the parser hangs them on its auxiliary."""
    helpers = tree.children(verb, "aux", "auxpass")
    return tree.children(verb, *SUBJECTS) or tuple(i for a in helpers for i in tree.children(a, *SUBJECTS))


def is_passive(tree: Tree, verb: int) -> bool:
    """Also true for a participle beside its noun ("men sought in Kenya")."""
    token = tree.tokens[verb]
    if tree.is_passive(verb):
        return True
    bare = token.tag == "VBN" and token.dep in ("acl", "amod", "relcl")
    return bare and not tree.children(verb, "aux", "dobj", *SUBJECTS)


def _inherited(cast: Cast, verb: int, depth: int) -> int | None:
    """The subject of a subjectless clause: of the verb above it, or its object."""
    tree = cast.tree
    token = tree.tokens[verb]
    if token.head == verb or token.dep not in _CONTROLLED:
        return None
    above = tree.tokens[token.head]
    if above.pos == "ADP" or above.dep in ("prep", "agent"):
        above = tree.tokens[above.head]
    if above.pos in ("NOUN", "PROPN", "PRON"):
        return _above_noun(cast, verb, above.index, depth)
    if token.dep != "conj" and above.lemma in _OBJECT_CONTROL and not tree.is_passive(above.index):
        objects = tree.children(above.index, "dobj", "dative") or tree.preps(above.index, "on", "upon", "to")
        if objects and cast.at(objects[0]) is not None:
            return objects[0]
    passive = tree.children(above.index, "nsubjpass")
    if passive and token.dep in ("xcomp", "advcl", "conj", "ccomp", "prep", "pcomp"):
        return passive[0]
    return subject_of(cast, above.index, depth + 1)


def _above_noun(cast: Cast, verb: int, noun: int, depth: int) -> int | None:
    """Reads "rebels holding the town", "the man who said", "its refusal to withdraw", "in a bid to end"."""
    tree = cast.tree
    if cast.at(noun) is not None and is_people(tree, noun, cast.words):
        return noun
    if cast.at(noun) is not None and tree.tokens[noun].pos == "PROPN":
        return noun
    doer = doer_of_noun(cast, noun, depth + 1)
    return doer if doer is not None else noun


def _taken_up(cast: Cast, verb: int, subject: int, depth: int) -> int | None:
    """A pronoun subject is the noun before a relative clause, or who is said to have said it."""
    tree = cast.tree
    token = tree.tokens[subject]
    if token.text.lower() not in _NEUTRAL or cast.at(subject) is not None:
        return subject
    if tree.tokens[verb].dep == "relcl":
        return _before_who(cast, tree.tokens[verb].head, token.text.lower())
    above = tree.tokens[verb].head
    if tree.tokens[verb].dep in ("ccomp", "advcl") and above != verb:
        return subject_of(cast, above, depth + 1)
    return subject


def _before_who(cast: Cast, noun: int, word: str) -> int:
    """The noun before a relative clause; before "who", people: "the guarantors of the pact, who said"."""
    tree = cast.tree
    above = tree.tokens[noun].head
    if word == "who" and not is_people(tree, noun, cast.words) and tree.tokens[above].pos == "ADP":
        holder = tree.tokens[above].head
        if is_people(tree, holder, cast.words):
            return holder
    return noun


def doer_of_noun(cast: Cast, noun: int, depth: int = 0) -> int | None:
    """Who does what a noun names: its owner, "by", "from" or "of" somebody, or the subject of the verb that carries it."""
    tree = cast.tree
    if depth > _DEEPEST:
        return None
    noun = anchor_of(tree, noun)
    owners = tree.children(noun, "poss")
    if owners:
        return _owner_taken_up(cast, noun, owners[0], depth)
    carrier = carrier_of(tree, noun)
    by = tree.preps(noun, "by", "from")
    if not by and carrier is not None and not is_passive(tree, carrier):
        by = tree.preps(carrier, "by")  # hung on the verb by the parser: "described the torture by B"
    if by and cast.at(by[0]) is not None and cast.tree.lemma(by[0]) not in cast.words.times:
        return by[0]
    if carrier is not None:
        return subject_of(cast, carrier, depth + 1)
    for child in tree.children(noun, "amod", "compound", "nmod"):
        phrase = cast.at(child)
        if phrase is not None:
            return child
    return None


def _owner_taken_up(cast: Cast, noun: int, owner: int, depth: int) -> int | None:
    if cast.at(owner) is not None or cast.tree.tokens[owner].tag != "PRP$":
        return owner
    carrier = carrier_of(cast.tree, noun)
    return subject_of(cast, carrier, depth + 1) if carrier is not None else owner


def anchor_of(tree: Tree, index: int) -> int:
    """The noun whose compound a noun is: "mediation" stands where "effort" does in "mediation effort"."""
    while tree.tokens[index].dep == "compound" and tree.tokens[tree.tokens[index].head].pos in (
        "NOUN",
        "PROPN",
    ):
        index = tree.tokens[index].head
    return index


def carrier_of(tree: Tree, noun: int) -> int | None:
    """The verb that a noun is object of, through coordination, "of" and portions ("a series of talks")."""
    index = noun
    for _ in range(_DEEPEST):
        token = tree.tokens[index]
        above = tree.tokens[token.head]
        if token.dep == "conj" and above.pos in ("NOUN", "PROPN"):
            index = above.index
        elif token.dep == "pobj" and above.text.lower() in ("of", "in", "with", "on"):
            held = tree.tokens[above.head]
            if held.pos in ("VERB", "AUX"):
                return held.index
            if above.text.lower() != "of" or held.pos not in ("NOUN", "NUM"):
                return None
            index = held.index
        elif token.dep in ("dobj", "attr", "oprd", "nsubjpass", "dative") and above.pos in ("VERB", "AUX"):
            return above.index
        else:
            return None
    return None


def sources_at(cast: Cast, index: int | None) -> list[Phrase]:
    """The phrases of whoever acts at a token: those named there, or the owner of the thing that acts there."""
    if index is None:
        return []
    found = list(coordinated(cast, index))
    if found and (found[0].people or found[0].party is not None or cast.tree.tokens[index].pos == "PROPN"):
        return found
    inside = _inside_subject(cast, index)
    return inside or found


def _inside_subject(cast: Cast, index: int) -> list[Phrase]:
    """Reads "Kenyan tanks", "a report by the Institute", "a newspaper of the rebels": whose thing it is that acts."""
    tree = cast.tree
    for child in tree.children(index, "amod", "compound", "nmod", "poss"):
        found = list(coordinated(cast, child))
        if found:
            return found
    text = tree.lemma(index) in cast.words.texts
    for word in ("by", "of", "from", *(("in",) if text or tree.lemma(index) in cast.words.agentive else ())):
        for i in tree.preps(index, word):
            found = list(coordinated(cast, i)) or _inside_subject(cast, i)
            if found:
                return found
    below = [i for i in tree.subtree(index) if text and i > index and cast.at(i) is not None]
    return list(coordinated(cast, below[0])) if below else []
