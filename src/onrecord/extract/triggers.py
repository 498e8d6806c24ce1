"""Finds the lexicon's trigger words in a sentence and where each one's parties stand.

A match says which frame fired, who may hold the stance and towards whom, and, where it is not plainly
asserted (negated, conditional, asked), why it is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.frames import Frame, Lexicon
from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import Stance

_MODALS = frozenset({"will", "shall", "would", "could", "may", "might", "can", "must", "should"})
_GOING_ON = frozenset({"continue", "keep", "begin", "start", "remain", "help"})
_READINESS = frozenset(
    {
        "willingness",
        "readiness",
        "ability",
        "capacity",
        "need",
        "failure",
        "refusal",
        "duty",
        "obligation",
        "attempt",
    }
)
_EXHORTING = frozenset({"must", "should", "ought"})
_HYPOTHETICAL = frozenset({"could", "may", "might"})
_NEGATED = {
    Stance.SUPPORTS: Stance.OPPOSES,
    Stance.RECOGNIZES: Stance.REJECTS,
    Stance.OPPOSES: Stance.SUPPORTS,
}
_COUNTED_THERE = "the support that somebody is thanked for: counted there"
_SUPPORT_WORDS = frozenset(
    {"support", "supporting", "backing", "solidarity", "help", "assistance", "position", "stance"}
)


@dataclass(frozen=True)
class Match:
    """A frame that fired in one sentence. Numbers are token indexes."""

    frame: Frame
    scene: Scene
    stance: Stance
    trigger: tuple[int, ...]
    clause: int
    """The token whose subtree is the evidence: the verb, or the verb that carries the noun."""
    holders: tuple[int, ...]
    targets: tuple[int, ...]
    content: int | None
    """Head of the phrase that says what it is about."""
    modality: str | None = None
    refusal: str | None = None
    taken_up: bool = False
    """The stance takes up one said before ("that backing"): its holder is found there."""
    thanked_for: int | None = None
    """What the counterpart is thanked for, where that is support."""
    thanked_targets: tuple[int, ...] = ()
    addressee: int | None = None
    """Whoever stands in the counterpart's place, for frames that address somebody."""
    bare: bool = False
    """The verb has no subject of its own ("Demands that ..."), as the clauses of a resolution have."""
    operative: bool = False
    """It opens a clause as those of adopted texts open ("... , and requests", "Reiterating its support")."""

    def about(self, scene: Scene, text: str) -> str | None:
        """The matter as a phrase of the text, at most 200 characters."""
        if self.content is None:
            return None
        if scene.tree.tokens[self.content].pos == "PRON":
            return None
        span = scene.tree.span(scene.tree.subtree(self.content, frozenset({"relcl", "advcl"})))
        return " ".join(span.of(text).split())[:200] or None


def match_sentence(scene: Scene, lexicon: Lexicon) -> Iterator[Match]:
    """All matches of a sentence, in the order of their triggers."""
    classes = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
    for token in scene.tree.tokens:
        word_class = classes.get(token.pos)
        kinds = [word_class] if word_class else []
        if token.tag in ("VBN", "VBG") or token.pos == "VERB":
            # "A is opposed to it": a participle after "be" is read as an adjective first.
            place = 0 if scene.tree.children(token.index, "auxpass") else len(kinds)
            kinds.insert(place, "adjective")
        for kind in kinds:
            match = _first(scene, lexicon, token.index, kind)
            if match is not None:
                yield match
                break


def _first(scene: Scene, lexicon: Lexicon, index: int, kind: str) -> Match | None:
    token = scene.tree.tokens[index]
    word = token.lemma if kind != "adjective" else token.text.lower()
    for frame in lexicon.by_word.get((kind, word), ()):
        match = (
            _verb(scene, frame, index)
            if kind == "verb"
            else _noun(scene, lexicon, frame, index)
            if kind == "noun"
            else _adjective(scene, frame, index)
        )
        if match is not None:
            return match
    return None


# --- verbs -----------------------------------------------------------------------------------------


def _must(scene: Scene, frame: Frame, index: int) -> Match | None:
    """Reads "B must withdraw": a demand on the subject by whoever says it."""
    tree = scene.tree
    verb = tree.tokens[index].head
    if tree.tokens[index].dep != "aux" or tree.is_passive(verb):
        return None
    subjects = [i for i in tree.children(verb, "nsubj") if i in scene.parties]
    targets = tuple(j for i in subjects for j in scene.expand(i) if scene.parties[j].actor.id != "self")
    if not targets or tree.tokens[-1].text == "?":
        return None
    return Match(
        frame=frame,
        scene=scene,
        stance=frame.stance,
        trigger=(index,),
        clause=verb,
        holders=(),
        targets=targets,
        content=verb,
        modality="must",
    )


def _verb(scene: Scene, frame: Frame, verb: int) -> Match | None:
    tree = scene.tree
    if frame.target == ("subject",):
        return _must(scene, frame, verb)
    if frame.prepositions and not _has_prep(tree, verb, frame.prepositions):
        return None
    if frame.finite and tree.tokens[verb].dep == "acl":
        return None  # "A standing with B" tells where they stood
    if any(
        tree.tokens[i].text.lower() in ("home", "back", "aboard", "ashore")
        for i in tree.children(verb, "advmod", "prt")
    ):
        return None  # "welcomed home", "thrown back": an act, no stance
    objects = _objects(tree, verb)
    if frame.objects and not any(_object_fits(scene, o, frame) for o in objects):
        return None
    if frame.controls and not any(tree.tokens[i].dep in ("xcomp", "ccomp") for i in tree.children(verb)):
        return None
    negated = _negated(tree, verb)
    if frame.needs_negation and not negated:
        return None
    modality = _modality(tree, verb)
    stance, refusal = _assertion(scene, frame, verb, negated=negated, modality=modality)
    targets, content = _verb_targets(scene, frame, verb)
    if frame.prepositions and content is None and frame.act != "vote":
        return None  # "what it stands for": the preposition governs nothing
    thanked_for, thanked_targets = _thanked_for(scene, verb)
    if stance is Stance.SUPPORTS and _is_thanked_support(scene, verb):
        refusal = refusal or _COUNTED_THERE
    return Match(
        frame=frame,
        scene=scene,
        stance=stance,
        trigger=(verb,),
        addressee=_addressee(scene, frame, verb),
        bare=scene.subject(verb) is None and not tree.is_passive(verb),
        operative=_is_operative(tree, verb),
        clause=led if (led := _garden_path(tree, verb)) is not None else verb,
        holders=tuple(scene.expand(scene.subject(verb))),
        targets=targets,
        content=content,
        modality=modality,
        refusal=refusal,
        thanked_for=thanked_for,
        thanked_targets=thanked_targets,
    )


def _is_operative(tree: Tree, verb: int) -> bool:
    """True for a verb without subject that opens a clause: "Demands", "; and requests", "Reiterating"."""
    token = tree.tokens[verb]
    if token.tag not in ("VBZ", "VBG", "VB", "VBP") or tree.children(
        verb, "nsubj", "nsubjpass", "aux", "auxpass"
    ):
        return False
    before = [t for t in tree.tokens[:verb] if t.pos != "ADV"]
    return not before or before[-1].text.lower() in (",", ";", ":", "and")


def _has_other_owner(tree: Tree, noun: int) -> bool:
    """True for "the Secretary-General's call"; "its call" is the text's own."""
    return any(tree.tokens[i].tag != "PRP$" for i in tree.children(noun, "poss"))


def _objects(tree: Tree, verb: int) -> tuple[int, ...]:
    direct = [j for i in tree.children(verb, "dobj", "nsubjpass", "attr") for j in tree.conjuncts(i)]
    return tuple(direct) + tree.preps(verb, "for")


def _object_fits(scene: Scene, index: int, frame: Frame) -> bool:
    tree = scene.tree
    words = {tree.lemma(i) for i in tree.phrase(index) if tree.tokens[i].pos in ("NOUN", "PROPN", "ADJ")}
    if "hostile-act" in frame.objects and words & scene.lexicon.hostile_adjectives:
        return True
    return tree.lemma(index) in frame.objects or bool(
        words & frame.objects & {"humanitarian", "ton", "tonne", "aid"}
    )


def _has_prep(tree: Tree, index: int, words: frozenset[str]) -> bool:
    return any(
        tree.tokens[i].text.lower() in words
        for i in tree.children(index)
        if tree.tokens[i].dep in ("prep", "prt", "agent", "dative", "mark", "advmod")
    )


def _negated(tree: Tree, index: int) -> bool:
    own = any(
        tree.tokens[i].dep == "neg" or tree.tokens[i].text.lower() in ("never", "not", "n't")
        for i in tree.children(index)
    )
    subject = any(
        tree.tokens[j].text.lower() in ("no", "none", "neither", "nobody")
        for i in tree.children(index, "nsubj")
        for j in (i, *tree.children(i, "det"))
    )
    return own or subject


def _modality(tree: Tree, index: int) -> str | None:
    for child in tree.children(index, "aux"):
        word = tree.lemma(child)
        if word in _MODALS:
            return word
    token = tree.tokens[index]
    if token.dep == "xcomp" and tree.tokens[token.head].pos in ("VERB", "AUX"):
        return _modality(tree, token.head)
    return None


def _assertion(
    scene: Scene, frame: Frame, index: int, *, negated: bool, modality: str | None
) -> tuple[Stance, str | None]:
    """The stance after negation, and why it is not asserted, if so."""
    tree = scene.tree
    stance = frame.stance
    if negated and not frame.needs_negation:
        if stance not in _NEGATED:
            return stance, "negated"
        stance = _NEGATED[stance]
    if modality in _EXHORTING or _is_requested(scene, index):
        return stance, "asked for, not done"
    if modality in _HYPOTHETICAL:
        return stance, "hypothetical"
    told = tree.tokens[index].dep == "ccomp" and tree.tokens[tree.tokens[index].head].tag == "VBD"
    if (
        modality == "would"
        and not told
        and not any(tree.lemma(i) in scene.lexicon.wishing for i in (index, tree.tokens[index].head))
    ):
        return stance, "hypothetical"
    if any(tree.tokens[i].text.lower() in ("if", "unless", "whether") for i in tree.children(index, "mark")):
        return stance, "conditional"
    if tree.tokens[-1].text == "?":
        return stance, "asked, not asserted"
    return stance, None


def _is_requested(scene: Scene, index: int) -> bool:
    """Reads "urged X to support Y", "called on X to show solidarity": what is asked of another is not done yet."""
    tree = scene.tree
    token = tree.tokens[index]
    while token.dep == "xcomp" and tree.lemma(token.head) in _GOING_ON:
        index, token = token.head, tree.tokens[token.head]  # "asked X to continue to support Y"
    infinitive = any(tree.lemma(i) == "to" for i in tree.children(index, "aux"))
    if not infinitive or token.dep not in ("xcomp", "ccomp", "advcl", "acl"):
        return False
    if token.dep == "acl" and tree.lemma(token.head) in _READINESS:
        return True
    if tree.lemma(token.head) not in scene.lexicon.directive:
        return False
    # "wants to thank", "would like to thank": the same one asks and does.
    other = tree.children(token.head, "dobj", "nsubjpass")
    if tree.lemma(token.head) in ("call", "appeal", "press", "push"):
        other = other or tree.preps(token.head, "on", "upon", "for", "to")
    return bool(other) or bool(tree.children(index, *SUBJECTS))


def _verb_targets(scene: Scene, frame: Frame, verb: int) -> tuple[tuple[int, ...], int | None]:
    content: int | None = None
    doers = (
        [i for i in scene.tree.preps(verb, "by") if i in scene.parties]
        if _hostile(frame) and scene.tree.children(verb, "dobj")
        else []
    )
    for path in frame.target:
        for head in _path(scene, verb, path):
            content = head if content is None else content
            if doers:  # "condemned the invasion of B by C": the parser hangs "by C" on the verb
                return tuple(doers), head
            found = _clause_subject(scene, head) if path == "comp" and _hostile(frame) else []
            found = found or _counterpart(scene, frame, head)
            others = [j for other in _path(scene, verb, path) if other != head for j in scene.expand(other)]
            if found:
                return tuple(dict.fromkeys([*found, *others])), head
    return (), content


def _clause_subject(scene: Scene, clause: int) -> list[int]:
    """Reads "demands that B withdraw": who is to do it is the one it is demanded of."""
    return [j for i in scene.tree.children(clause, "nsubj") for j in scene.expand(i)]


def _addressee(scene: Scene, frame: Frame, index: int) -> int | None:
    if not frame.addressee:
        return None
    places = [head for path in frame.target if path != "comp" for head in _path(scene, index, path)]
    return places[0] if places else None


def _counterpart(scene: Scene, frame: Frame, head: int) -> list[int]:
    found = scene.counterpart(head, hostile=_hostile(frame))
    if not found and frame.stance is Stance.CALLS_FOR:
        found = scene.counterpart(head, hostile=False)
    if not found and frame.stance is Stance.CONCERNED:
        found = scene.counterpart(head, hostile=False)
    return found


def _hostile(frame: Frame) -> bool:
    return frame.stance.polarity < 0 or frame.stance in (Stance.CALLS_FOR, Stance.CONCERNED)


def _path(scene: Scene, index: int, path: str) -> list[int]:
    """The tokens at a path from a trigger; `a>b` goes on from each token at `a`."""
    tree = scene.tree
    first, _, rest = path.partition(">")
    if rest:
        return [j for i in _path(scene, index, first) for j in _path(scene, i, rest)]
    if path == "obj":
        passive = tree.children(index, "nsubjpass") if tree.is_passive(index) else ()
        direct = [*tree.children(index, "dobj", "attr"), *passive]
        if direct and tree.tokens[direct[0]].text.lower() == "you":
            # "thank you, Mr. Chairman, and X": those addressed stand beside the pronoun.
            direct += [j for i in tree.children(index, "npadvmod") for j in tree.conjuncts(i)]
        if not direct and (led := _garden_path(tree, index)) is not None:
            direct = list(tree.children(led, "dobj"))
        if not direct and tree.tokens[index].dep == "amod" and tree.children(index, *SUBJECTS):
            direct = [tree.tokens[index].head]  # "X has once more thanked B" read as "thanked B"
        return direct or [
            i for i in tree.children(index, "ccomp") if tree.tokens[i].pos in ("NOUN", "PROPN", "PRON")
        ]
    if path == "comp":
        clauses = tree.children(index, "ccomp", "xcomp", "advcl")
        if tree.tokens[index].tag in ("JJ", "VBN"):
            clauses = tuple(
                i
                for i in clauses
                if tree.lemma(i) in scene.lexicon.perceiving or tree.tokens[i].dep == "ccomp"
            )
        return list(clauses)
    if path == "dative":
        return [*tree.children(index, "dative"), *tree.preps(index, "to")]
    if path == "as-part":
        return [
            i for i in tree.preps(index, "as") if tree.lemma(i) in ("part", "territory", "region", "land")
        ]
    if path == "instrument":
        return []
    return list(tree.preps(index, path.removeprefix("prep:")))


def _garden_path(tree: Tree, verb: int) -> int | None:
    """In "the meeting condemned ... continued violations" read as "the meeting [that was] condemned continued": the second verb."""
    token = tree.tokens[verb]
    if token.dep != "acl" or tree.children(verb, "agent", "dobj"):
        return None
    above = tree.tokens[tree.tokens[token.head].head]
    if tree.tokens[token.head].dep in ("nsubj",) and above.index > verb and above.pos == "VERB":
        return above.index
    return None


def _thanked_for(scene: Scene, index: int) -> tuple[int | None, tuple[int, ...]]:
    """In "thanked X for (its support / supporting / lending support to) Y": the support, and Y."""
    tree = scene.tree
    fors = [
        i
        for i in tree.subtree(index, frozenset({"relcl", "ccomp", "conj"}))
        if tree.tokens[i].text.lower() == "for"
    ]
    fors += [
        i
        for i in tree.subtree(index, frozenset({"relcl", "ccomp"}))
        if tree.tokens[i].text.lower() == "for" and i not in fors
    ]
    for head in (j for i in fors for j in tree.children(i, "pobj", "pcomp")):
        for inner in tree.subtree(head, frozenset({"relcl"})):
            token = tree.tokens[inner]
            if token.lemma not in ("support", "back", "backing", "solidarity") or token.pos not in (
                "NOUN",
                "VERB",
            ):
                continue
            paths = ("obj",) if token.pos == "VERB" else ("prep:to", "prep:for", "prep:with", "prep:of")
            places = [i for path in paths for i in _path(scene, inner, path)]
            if token.pos == "NOUN" and not places and tree.tokens[token.head].pos == "VERB":
                places = [*tree.preps(token.head, "to", "for"), *tree.children(token.head, "dative")]
            if token.pos == "NOUN" and not places:
                places = [i for i in tree.preps(index, "to") if i > inner]
            targets = tuple(t for place in places for t in scene.counterpart(place, hostile=False))
            if places and not targets:
                return None, ()
            return inner, targets
    return None, ()


# --- nouns -----------------------------------------------------------------------------------------


def _noun(scene: Scene, lexicon: Lexicon, frame: Frame, noun: int) -> Match | None:
    tree = scene.tree
    if (
        frame.prepositions
        and not _has_prep(tree, noun, frame.prepositions)
        and not _that_clause(tree, noun, frame)
    ):
        return None
    if tree.tokens[noun].dep == "compound" or (noun > 0 and tree.tokens[noun].text[0].isupper()):
        return None  # a capital inside a sentence: part of a name or title
    if _asked_for(scene, noun) or any(
        tree.lemma(i) in ("any", "no", "such") for i in tree.children(noun, "det")
    ):
        return None
    carrier = _carrier(tree, noun)
    lemma = tree.lemma(carrier) if carrier is not None else ""
    receiving = lemma in lexicon.receiving
    holders, taken_up = _noun_holders(scene, lexicon, noun, carrier)
    targets, content = _noun_targets(scene, frame, noun, carrier)
    if receiving and carrier is not None and not targets:
        targets = tuple(scene.expand(scene.subject(carrier)))
    if not holders and not taken_up and frame.act != "speech" and carrier is None:
        return None
    negated = carrier is not None and _negated(tree, carrier)
    modality = _modality(tree, carrier) if carrier is not None else None
    stance, refusal = _assertion(
        scene, frame, carrier if carrier is not None else noun, negated=negated, modality=modality
    )
    thanked_for, thanked_targets = _thanked_for(scene, noun)
    if frame.stance in (Stance.THANKS, Stance.WELCOMES) and thanked_for is None and carrier is not None:
        thanked_for, thanked_targets = _thanked_for(scene, carrier)
    if _is_thanked_support(scene, noun):
        refusal = refusal or _COUNTED_THERE
    return Match(
        frame=frame,
        scene=scene,
        stance=stance,
        trigger=(noun,),
        addressee=_addressee(scene, frame, noun)
        if carrier is None
        else _addressee(scene, frame, noun) or _addressee(scene, frame, carrier),
        bare=carrier is not None and scene.subject(carrier) is None,
        operative=carrier is not None and _is_operative(tree, carrier) and not _has_other_owner(tree, noun),
        clause=carrier if carrier is not None and lemma in lexicon.carrying | lexicon.receiving else noun,
        holders=holders,
        targets=targets,
        content=content if content is not None else None,
        modality=modality,
        refusal=refusal,
        taken_up=taken_up,
        thanked_for=thanked_for,
        thanked_targets=thanked_targets,
    )


def _asked_for(scene: Scene, noun: int) -> bool:
    """Reads "asked for support from X": it has not been given."""
    tree = scene.tree
    token = tree.tokens[noun]
    above = tree.tokens[token.head]
    if above.pos == "ADP" and above.text.lower() == "for":
        return tree.lemma(above.head) in (
            "ask",
            "call",
            "appeal",
            "hope",
            "request",
            "plead",
            "need",
            "lobby",
            "vie",
        )
    return token.dep == "dobj" and above.lemma in (
        "seek",
        "request",
        "demand",
        "want",
        "need",
        "require",
        "lack",
    )


def _that_clause(tree: Tree, noun: int, frame: Frame) -> bool:
    return "that" in frame.prepositions and bool(tree.children(noun, "acl", "ccomp"))


def _carrier(tree: Tree, noun: int) -> int | None:
    """The verb that a stance noun is the object of, through coordination."""
    index = noun
    while tree.tokens[index].dep in ("conj",) and tree.tokens[tree.tokens[index].head].pos in (
        "NOUN",
        "PROPN",
    ):
        index = tree.tokens[index].head
    token = tree.tokens[index]
    above = tree.tokens[token.head]
    if token.dep in ("dobj", "nsubjpass", "attr") and above.pos in ("VERB", "AUX"):
        return token.head
    if above.text.lower() in ("on", "upon") and tree.lemma(above.head) in ("count", "rely", "depend"):
        return above.head
    return None


def _noun_holders(
    scene: Scene, lexicon: Lexicon, noun: int, carrier: int | None
) -> tuple[tuple[int, ...], bool]:
    tree = scene.tree
    owners = [i for i in tree.children(noun, "poss") if i in scene.parties]
    if owners:
        return tuple(scene.expand(owners[0])), False
    by = [i for i in tree.preps(noun, "by", "from") if i in scene.parties]
    if by:
        return tuple(by), False
    aimed = tree.preps(noun, "for", "to", "with")
    of = [i for i in tree.preps(noun, "of") if i in scene.parties]
    if of and aimed:
        return tuple(of[:1]), False
    if carrier is not None:
        lemma = tree.lemma(carrier)
        if lemma in lexicon.receiving:
            pointed = any(
                tree.tokens[i].text.lower() in ("that", "this", "such") for i in tree.children(noun, "det")
            )
            return (), pointed
        if lemma in lexicon.carrying:
            return tuple(scene.expand(scene.subject(carrier))), False
    return (), False


def _noun_targets(
    scene: Scene, frame: Frame, noun: int, carrier: int | None
) -> tuple[tuple[int, ...], int | None]:
    content: int | None = None
    for path in frame.target:
        places = _path(scene, noun, path)
        if carrier is not None and path != "prep:of":
            places = places + [i for i in _path(scene, carrier, path) if i not in places]
        for head in places:
            content = head if content is None else content
            found = _counterpart(scene, frame, head)
            if found:
                more = [j for other in places if other != head for j in scene.expand(other)]
                return tuple(dict.fromkeys([*found, *more])), head
    return (), content


def _is_thanked_support(scene: Scene, noun: int) -> bool:
    """True below "for" of a verb or noun of thanks."""
    tree = scene.tree
    for above in tree.ancestors(noun):
        token = tree.tokens[above]
        if token.pos == "ADP" and token.text.lower() == "for":
            governor = tree.lemma(token.head)
            if governor in (
                "thank",
                "gratitude",
                "thanks",
                "grateful",
                "thankful",
                "commend",
                "praise",
                "appreciation",
                "appreciate",
                "express",
            ):
                return True
    return False


# --- adjectives -------------------------------------------------------------------------------------


def _adjective(scene: Scene, frame: Frame, index: int) -> Match | None:
    """Reads "A is concerned over ...", "we are pleased to ..."."""
    tree = scene.tree
    token = tree.tokens[index]
    clause = "that" in frame.prepositions and bool(tree.children(index, "ccomp"))
    if frame.prepositions and not clause and not _has_prep(tree, index, frame.prepositions):
        return None
    above = tree.tokens[token.head]
    if token.dep in ("acomp", "attr", "oprd") or (token.dep == "conj" and above.dep == "acomp"):
        verb = token.head if token.dep != "conj" else above.head
    elif token.pos == "VERB" and tree.children(index, "auxpass", "nsubjpass"):
        verb = index
    else:
        return None
    negated = _negated(tree, verb)
    modality = _modality(tree, verb)
    stance, refusal = _assertion(scene, frame, verb, negated=negated, modality=modality)
    subject = scene.subject_or_patient(verb)
    targets, content = _verb_targets(scene, frame, index)
    if not targets and verb != index:
        targets, outer = _verb_targets(scene, frame, verb)
        content = outer if content is None else content
    thanked_for, thanked_targets = _thanked_for(scene, index)
    return Match(
        frame=frame,
        scene=scene,
        stance=stance,
        trigger=(index,),
        addressee=_addressee(scene, frame, index),
        clause=verb,
        holders=tuple(scene.expand(subject)),
        targets=targets,
        content=content,
        modality=modality,
        refusal=refusal,
        thanked_for=thanked_for,
        thanked_targets=thanked_targets,
    )
