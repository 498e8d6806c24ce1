"""Which event a word tells, with the words around it: frames, operators, modal verbs and negation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.events.compose import compose, negate
from onrecord.events.event import Root
from onrecord.events.fitting import fits
from onrecord.events.lexicon import EventFrame, EventLexicon
from onrecord.events.phrases import Cast, is_people
from onrecord.events.roles import anchor_of, carrier_of, subject_of
from onrecord.events.targets import places_at
from onrecord.syntax import WORD_CLASSES, Tree
from onrecord.vocabulary import ActorKind

_FUTURE = frozenset({"will", "would", "shall", "may", "wo", "'ll"})
_HYPOTHETICAL = frozenset({"might", "could", "can"})
_DEONTIC = frozenset({"must", "should", "ought"})
_UNASSERTED = frozenset({"if", "unless", "whether"})
_DEEPEST = 5
_BREACH = "128"
_DONE = 4
"""The quad class of deeds that are told as accusations: material conflict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """An event that a word tells. Numbers are token indexes."""

    root: Root
    cameo: str
    index: int
    frame: EventFrame
    inner: Meaning | None = None
    """The event inside, where the frame is an operator."""
    content: tuple[int, ...] = ()
    """Where the content stands, for an operator."""
    rule: str = ""
    tokens: tuple[int, ...] = ()
    intended: bool = False
    """Said to come, not to have happened."""

    @property
    def act(self) -> str:
        """The code of the innermost act."""
        return self.cameo if self.inner is None and not self.intended else self._innermost()

    def _innermost(self) -> str:
        step = self
        while step.inner is not None:
            step = step.inner
        return step.frame.cameo


def meaning_of(cast: Cast, lexicon: EventLexicon, index: int, depth: int = 0) -> Meaning | None:
    """The event that a word tells, or None."""
    if depth > _DEEPEST:
        return None
    token = cast.tree.tokens[index]
    if token.dep == "compound" and is_people(cast.tree, token.head, cast.words):
        return None  # "aid workers", "attack forces"
    kinds = [WORD_CLASSES[token.pos]] if token.pos in WORD_CLASSES else []
    if token.tag in ("VBN", "VBG", "JJ"):
        kinds += [kind for kind in ("verb", "adjective") if kind not in kinds]
        if cast.tree.is_passive(index) and not cast.tree.preps(index, "by"):
            kinds.sort()  # "is opposed to" before "was opposed by"
    for kind in kinds:
        words = dict.fromkeys((token.lemma, token.text.lower()) if kind != "verb" else (token.lemma,))
        for word in words:
            for frame in lexicon.by_word.get((kind, word), ()):
                found = _meaning(cast, lexicon, frame, index, depth)
                if found is not None:
                    return _in_clause(cast, lexicon, found, depth)
    return None


def _meaning(cast: Cast, lexicon: EventLexicon, frame: EventFrame, index: int, depth: int) -> Meaning | None:
    if (frame.inside_only and not depth) or not fits(cast, frame, index):
        return None
    rule = frame.id
    tokens: tuple[int, ...] = (index,)
    if frame.kind is None:
        return Meaning(root=frame.root, cameo=frame.cameo, index=index, frame=frame, rule=rule, tokens=tokens)
    heads = tuple(dict.fromkeys(i for path in frame.content for i in places_at(cast.tree, index, path)))
    inner = next((m for i in heads for m in _within(cast, lexicon, i, depth + 1)), None)
    if frame.kind == "tell" and (
        inner is None or not _is_wrong(inner) or not _is_party_to_it(cast, index, inner.index)
    ):
        return None
    if inner is None:
        if frame.inner:
            return None
        root, cameo = frame.root, frame.cameo
    else:
        root, cameo = compose(frame.kind, inner.root, inner.cameo, lexicon.codes, default=frame.cameo)
        rule, tokens = f"{frame.id}>{inner.rule}", (index, *inner.tokens)
    return Meaning(
        root=root,
        cameo=cameo,
        index=index,
        frame=frame,
        inner=inner,
        content=heads,
        rule=rule,
        tokens=tokens,
        intended=inner is not None and frame.kind in ("intend", "prepare") and root is not Root.MOBILIZE,
    )


def _is_wrong(told: Meaning) -> bool:
    """A deed that is told as an accusation: force, or the breach of a rule."""
    return told.root.quad == _DONE or told.cameo == _BREACH


def _is_party_to_it(cast: Cast, verb: int, deed: int) -> bool:
    """Who tells another's deed accuses him, if he speaks for a state or body; a witness or an agency does not.

    "B attacked, A said" names a source at the end; "A said that B attacked" tells what A did.
    """
    subject = subject_of(cast, verb)
    phrase = cast.at(subject) if subject is not None and subject < verb < deed else None
    return (
        phrase is not None
        and phrase.party is not None
        and phrase.party.actor.kind in (ActorKind.STATE, ActorKind.BODY)
    )


def _within(cast: Cast, lexicon: EventLexicon, head: int, depth: int) -> Iterator[Meaning]:
    """The event at the head of a content, or of the noun that it is a portion, plan or proposal of."""
    found = meaning_of(cast, lexicon, head, depth)
    if found is not None:
        yield found
        return
    tree = cast.tree
    if depth > _DEEPEST or tree.tokens[head].pos not in ("NOUN", "PROPN"):
        return
    for i in (
        *tree.children(head, "compound"),
        *tree.preps(head, "of", "for", "on", "in", "to"),
        *tree.children(head, "acl", "ccomp"),
    ):
        yield from _within(cast, lexicon, i, depth + 1)


def _in_clause(cast: Cast, lexicon: EventLexicon, found: Meaning, depth: int) -> Meaning | None:
    """A verb's event with the modal verbs and the negation of its clause; None for what is not asserted."""
    tree = cast.tree
    verb = found.index
    if tree.tokens[verb].pos in ("NOUN", "PROPN"):
        carrier = carrier_of(tree, anchor_of(tree, verb))
        if depth or carrier is None or tree.lemma(carrier) not in cast.words.carrying:
            return found
        verb = carrier
    if tree.tokens[verb].pos == "ADJ" and tree.tokens[tree.tokens[verb].head].pos in ("AUX", "VERB"):
        verb = tree.tokens[verb].head
    marks = {tree.tokens[i].text.lower() for i in tree.children(verb, "mark", "advmod")}
    if marks & _UNASSERTED:
        return None
    above = tree.tokens[verb].head
    if tree.tokens[verb].dep == "ccomp" and tree.lemma(above) in cast.words.wishing:
        return None
    helpers = {tree.tokens[i].text.lower() for i in tree.children(verb, "aux")}
    if is_negated(tree, verb) or is_negated(tree, found.index):
        refused = _not_refused(found) or negate(found.root, found.cameo, lexicon.codes)
        if refused is None:
            return None
        found = replace(found, root=refused[0], cameo=refused[1], rule=f"{found.rule}/not")
        if found.root is Root.REJECT:
            return found
    if helpers & _HYPOTHETICAL and not depth:
        return None
    coming = tree.tokens[verb].dep == "xcomp" and tree.lemma(above) == "be"  # "is to visit"
    if helpers & _FUTURE or coming:
        root, cameo = compose("intend", found.root, found.cameo, lexicon.codes, default="030")
        return replace(found, root=root, cameo=cameo, rule=f"{found.rule}/will", intended=True)
    return found


def _not_refused(found: Meaning) -> tuple[Root, str] | None:
    """Who does "not hesitate to" or "not rule out" something, means to."""
    if found.frame.kind != "refuse" or found.inner is None:
        return None
    return found.inner.root, found.inner.cameo


def is_negated(tree: Tree, index: int) -> bool:
    """True for "does not", "never", "no longer", "no state"."""
    for i in tree.children(index):
        token = tree.tokens[i]
        only = tree.tokens[i + 1].text.lower() == "only" if i + 1 < len(tree.tokens) else False
        if (token.dep == "neg" or token.text.lower() in ("never", "not", "n't")) and not only:
            return True
        if token.dep == "nsubj" and any(
            tree.tokens[j].text.lower() in ("no", "neither") for j in tree.children(i, "det")
        ):
            return True
    return False


def deontic_of(tree: Tree, verb: int) -> int | None:
    """The "must" or "should" of a verb."""
    for i in tree.children(verb, "aux"):
        if tree.tokens[i].text.lower() in _DEONTIC:
            return i
    return None
