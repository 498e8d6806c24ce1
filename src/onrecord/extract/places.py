"""Where a frame's parties stand: a path of the lexicon (`obj`, `prep:on`, `subject`) leads from a trigger to a phrase.

Paths read the sentence's tree and decide nothing; who stands in the phrase is asked of the scene.
"""

from __future__ import annotations

from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS, Tree

_COMPLEMENTS = ("acomp", "oprd", "attr")
_RAISING = frozenset({"seem", "appear", "continue", "begin", "start", "remain", "keep", "tend", "proceed"})


def places_at(scene: Scene, index: int, path: str, *, adjective: bool = False) -> list[int]:
    """The tokens at a path from a trigger; `a>b` goes on from each token at `a`.

    `adjective`: a participle is read as one ("B is OBLIGED to"), and its subject is of whom it is said.
    """
    first, _, rest = path.partition(">")
    if rest:
        return [j for i in places_at(scene, index, first) for j in places_at(scene, i, rest)]
    tree = scene.tree
    if path == "obj":
        return _objects(scene, index)
    if path == "comp":
        return _clauses(scene, index)
    if path == "subject":
        subject = acting_subject(scene, index, adjective=adjective)
        return [] if subject is None else [subject]
    if path == "owner":
        return _owners(scene, index)
    if path == "poss":
        return list(tree.children(index, "poss"))
    if path == "condition":
        return _condition(scene, index)
    if path == "infinitive":
        return infinitives(scene, index)
    if path == "complement":
        return _complements(tree, index)
    if path == "dative":
        return [*tree.children(index, "dative"), *tree.preps(index, "to")]
    if path == "as-part":
        return [i for i in tree.preps(index, "as") if tree.lemma(i) in scene.lexicon.part_nouns]
    word = path.removeprefix("prep:")
    if word == "to" and any(tree.tokens[i].lemma == "accord" for i in tree.children(index, "prep")):
        return []
    return [*tree.preps(index, word)] or _behind_particle(tree, index, word) or _stranded(tree, index, word)


def infinitives(scene: Scene, index: int, *, of_object: bool = True) -> list[int]:
    """The "to" clauses of a word, or of its object too."""
    tree = scene.tree
    return [
        j
        for i in (index, *(tree.children(index, "dobj", "attr") if of_object else ()))
        for j in tree.children(i, "xcomp", "ccomp", "acl", "advcl", "relcl")
        if tree.is_infinitive(j)
    ]


def _behind_particle(tree: Tree, index: int, word: str) -> list[int]:
    """Reads "pulled out of the treaty": the preposition hangs on the particle."""
    return [j for i in tree.children(index, "prep", "prt", "advmod") for j in tree.preps(i, word)]


def _stranded(tree: Tree, index: int, word: str) -> list[int]:
    """In "calls on all parties" read as a verb, a bare particle and an object: the object."""
    for child in tree.children(index, "prep", "prt"):
        if tree.tokens[child].text.lower() == word and not tree.children(child):
            return [i for i in tree.children(index, "dobj") if i > child][:1]
    return []


def _objects(scene: Scene, index: int) -> list[int]:
    tree = scene.tree
    passive = tree.children(index, "nsubjpass") if tree.is_passive(index) else ()
    direct = [*tree.children(index, "dobj", "attr"), *passive]
    if direct and tree.tokens[direct[0]].text.lower() == "you":
        # "thank you, Mr. Chairman, and X": those addressed stand beside the pronoun.
        direct += [j for i in tree.children(index, "npadvmod") for j in tree.conjuncts(i)]
    if not direct and (led := led_down(tree, index)) is not None:
        direct = list(tree.children(led, "dobj"))
    token = tree.tokens[index]
    if not direct and token.dep == "acl" and token.tag == "VBN" and tree.preps(index, "by"):
        direct = [token.head]  # "the fighters, backed by B"
    if not direct and tree.tokens[index].dep == "amod" and tree.children(index, *SUBJECTS):
        direct = [tree.tokens[index].head]  # "X has once more thanked B" read as "thanked B"
    if not direct:
        direct = _shared_object(tree, index)
    if not direct:  # "considered THE OCCUPATION illegal"
        direct = [
            j
            for i in tree.children(index, "ccomp")
            if tree.tokens[i].pos in ("ADJ", "NOUN") and not tree.children(i, "aux", "mark", "cop")
            for j in tree.children(i, "nsubj")
        ]
    return direct or [
        i for i in tree.children(index, "ccomp") if tree.tokens[i].pos in ("NOUN", "PROPN", "PRON")
    ]


def _shared_object(tree: Tree, index: int) -> list[int]:
    """Reads "welcomes and supports the plan": the last of the verbs has the object of all."""
    if tree.children(index, "prep", "ccomp", "xcomp"):
        return []
    for later in tree.children(index, "conj"):
        between = set(range(index + 1, later)) & {
            i for i in tree.children(index) if tree.tokens[i].pos == "PUNCT"
        }
        if tree.tokens[later].pos == "VERB" and not between:
            return list(tree.children(later, "dobj")) or _shared_object(tree, later)
    return []


def _clauses(scene: Scene, index: int) -> list[int]:
    tree = scene.tree
    clauses = tree.children(index, "ccomp", "xcomp")
    clauses += tuple(i for i in tree.children(index, "advcl") if not _is_aside(tree, i))
    if tree.tokens[index].pos in ("NOUN", "PROPN"):
        clauses += tree.children(index, "acl")
        # "it is time for B to withdraw"
        clauses += tuple(i for i in tree.children(index, "relcl") if tree.is_infinitive(i))
    if tree.tokens[index].tag in ("JJ", "VBN"):
        clauses = tuple(
            i for i in clauses if tree.lemma(i) in scene.lexicon.perceiving or tree.tokens[i].dep == "ccomp"
        )
    return list(clauses)


def _is_aside(tree: Tree, clause: int) -> bool:
    """True for "as B leaves", "if B leaves" beside what is said."""
    marks = {tree.tokens[i].text.lower() for i in tree.children(clause, "mark", "advmod")}
    return bool(marks - {"that", "for", "not"})


def acting_subject(scene: Scene, index: int, *, adjective: bool = False) -> int | None:
    """Who does a verb, or of whom an adjective or noun is said: through copulas, passives and raising."""
    tree = scene.tree
    token = tree.tokens[index]
    if token.pos in ("VERB", "AUX"):
        of_whom = tree.children(index, "nsubjpass")
        if of_whom and token.tag == "VBN" and not tree.preps(index, "by") and adjective:
            return of_whom[0]  # "B is obliged to"
        if tree.is_passive(index) and tree.preps(index, "by"):
            return tree.preps(index, "by")[0]
        own = scene.subject(index)
        if own is None and token.dep == "xcomp" and tree.lemma(token.head) in _RAISING:
            return scene.subject(token.head)
        return own
    above = tree.first_conjunct(index)
    head = tree.tokens[above].head
    if tree.tokens[above].dep not in _COMPLEMENTS or tree.tokens[head].pos not in ("VERB", "AUX"):
        return None
    own_subject = tree.children(head, *SUBJECTS)
    return own_subject[0] if own_subject else scene.subject_or_patient(head)


def _condition(scene: Scene, index: int) -> list[int]:
    """Whoever would bring it on: the subject of the "if" or "should" clause beside a threat."""
    tree = scene.tree
    for clause in tree.children(index, "advcl"):
        words = {tree.tokens[i].text.lower() for i in tree.children(clause, "mark", "aux")}
        if words & (scene.lexicon.conditional_marks | {"should", "were", "had"}):
            return list(tree.children(clause, *SUBJECTS))
    return []


def _owners(scene: Scene, noun: int) -> list[int]:
    """Whoever does or has what a noun names: "B's aggression", "aggression of B", "aggression by B", "B aggression"."""
    tree = scene.tree
    near = [i for i in tree.children(noun, "amod", "compound", "nmod") if i in scene.parties]
    found = [*tree.preps(noun, "by"), *tree.children(noun, "poss"), *near]
    # "the violation of B's borders", "the oppression of B": whom it befalls
    return found + ([] if tree.lemma(noun) in scene.lexicon.suffered else [*tree.preps(noun, "of")])


def _complements(tree: Tree, verb: int) -> list[int]:
    """What somebody or something is held, called or described to be: "hold B RESPONSIBLE", "describe it as ILLEGAL"."""
    found = [*tree.children(verb, *_COMPLEMENTS), *tree.preps(verb, "as")]
    for clause in tree.children(verb, "ccomp", "xcomp"):
        if tree.tokens[clause].pos in ("ADJ", "NOUN") and not tree.children(clause, "aux", "mark"):
            found.append(clause)
    found += [
        i
        for i in tree.children(verb, "advcl")
        if tree.tokens[i].pos == "ADJ" and not tree.children(i, "mark")
    ]
    found += list(tree.children(verb, "dobj")[1:])  # "declared the city the capital"
    for child in tree.children(verb, "prep"):
        if tree.tokens[child].text.lower() == "as":
            found += tree.children(child, "amod", "pcomp", "acomp")
    return [j for i in found for j in tree.conjuncts(i)]


def has_prep(tree: Tree, index: int, words: frozenset[str]) -> bool:
    """True where one of the prepositions hangs on a token, or a clause where "that" is one of the words."""
    if "that" in words and tree.children(index, "acl", "ccomp"):
        return True
    return any(
        tree.tokens[i].text.lower() in words
        for i in tree.children(index)
        if tree.tokens[i].dep in ("prep", "prt", "agent", "dative", "mark", "advmod")
    )


def led_down(tree: Tree, verb: int) -> int | None:
    """In "the meeting condemned ... continued violations" read as "the meeting [that was] condemned continued": the second verb."""
    token = tree.tokens[verb]
    if token.dep != "acl" or tree.children(verb, "agent", "dobj"):
        return None
    above = tree.tokens[tree.tokens[token.head].head]
    if tree.tokens[token.head].dep in ("nsubj",) and above.index > verb and above.pos == "VERB":
        return above.index
    return None
