"""Frames whose trigger is a noun: "their support for", "expressed its gratitude to", "enjoys that backing".

The holder owns the noun or is the subject of the verb that carries it.
"""

from __future__ import annotations

from onrecord.extract.assertion import COUNTED_THERE, assert_stance, is_operative, modal_of
from onrecord.extract.counterparts import addressee_of, clause_subject, counterpart_at, found_at
from onrecord.extract.fitting import fits
from onrecord.extract.frames import Frame, Lexicon
from onrecord.extract.match import Match
from onrecord.extract.negation import is_given_up, is_negated
from onrecord.extract.places import places_at
from onrecord.extract.roles import Scene
from onrecord.extract.thanks import is_thanked_support, thanked_support
from onrecord.extract.undone import is_asked_for
from onrecord.extract.vouching import NOT_VOUCHED, is_vouched
from onrecord.syntax import Tree
from onrecord.vocabulary import ActorKind, Stance


def match_noun(scene: Scene, lexicon: Lexicon, frame: Frame, noun: int) -> Match | None:
    """The match of a noun with one frame, or None."""
    tree = scene.tree
    if tree.tokens[noun].dep == "compound" or (noun > 0 and tree.tokens[noun].text[0].isupper()):
        return None  # a capital inside a sentence: part of a name or title
    predicate = _predicate(tree, noun)
    if not fits(scene, frame, noun, predicate):
        return None
    if frame.holder == "teller":
        return _told(scene, frame, noun, predicate)
    if is_asked_for(scene, noun) or any(
        tree.lemma(i) in lexicon.empty_determiners for i in tree.children(noun, "det")
    ):
        return None
    carrier = _carrier(scene, noun)
    if frame.stance is Stance.PLEDGES and (carrier is None or tree.lemma(carrier) not in lexicon.carrying):
        return None  # "our commitment to ..." in passing promises nothing
    lemma = tree.lemma(carrier) if carrier is not None else ""
    receiving = lemma in lexicon.receiving
    holders, taken_up = _noun_holders(scene, lexicon, noun, carrier)
    targets, content = _noun_targets(scene, frame, noun, carrier)
    has = lemma == "have" and bool(_owners(tree, noun))  # "B has our support"
    if (receiving or has) and carrier is not None and not targets:
        targets = tuple(scene.expand(scene.subject(carrier)))
    if not holders and not taken_up and frame.act != "speech" and carrier is None:
        return None
    if carrier is None and not targets and content is None and frame.act != "speech":
        return None  # "their support" in passing
    negated = carrier is not None and is_negated(scene, carrier)
    modality = modal_of(scene, carrier) if carrier is not None else None
    stance, refusal = assert_stance(
        scene, frame, carrier if carrier is not None else noun, negated=negated, modality=modality
    )
    if carrier is None and holders and refusal == NOT_VOUCHED:
        refusal = None  # "the hope that A's support for B ...": that there is support is taken for granted
    if negated and carrier is not None and lemma not in lexicon.carrying:
        refusal = refusal or "negated"
    thanked_for, thanked_targets = thanked_support(scene, noun)
    if frame.stance in (Stance.THANKS, Stance.WELCOMES) and thanked_for is None and carrier is not None:
        thanked_for, thanked_targets = thanked_support(scene, carrier)
    if is_thanked_support(scene, noun):
        refusal = refusal or COUNTED_THERE
    return Match(
        frame=frame,
        scene=scene,
        stance=stance,
        trigger=noun,
        addressee=addressee_of(scene, frame, noun)
        if carrier is None
        else addressee_of(scene, frame, noun) or addressee_of(scene, frame, carrier),
        operative=_opens_clause(scene, noun, carrier),
        clause=carrier
        if carrier is not None and lemma in lexicon.carrying | lexicon.receiving | lexicon.delivering
        else noun,
        holders=holders,
        targets=targets,
        content=content,
        modality=modality,
        refusal=refusal,
        taken_up=taken_up,
        thanked_for=thanked_for,
        thanked_targets=thanked_targets,
        ended=frame.ends or is_given_up(scene, noun),
    )


def _told(scene: Scene, frame: Frame, noun: int, predicate: int | None) -> Match | None:
    """Reads "B's unprovoked war" and "this is an act of aggression by B" as the teller's own judgement."""
    if _is_in_name(scene, noun):
        return None
    targets: tuple[int, ...] = ()
    for path in frame.target:
        for head in places_at(scene, noun, path):
            found = scene.expand(head) if path == "owner" else found_at(scene, frame, head, path)
            if path == "owner" and not found and scene.tree.tokens[head].dep not in ("amod", "compound"):
                found = counterpart_at(scene, frame, head)
            targets = targets or tuple(i for i in found if scene.parties[i].actor.id != "self")
    clause = noun if predicate is None else predicate
    refusal = None
    if scene.tree.tokens[-1].text == "?" or not is_vouched(scene, noun):
        refusal = NOT_VOUCHED
    if predicate is not None and is_negated(scene, predicate):
        refusal = refusal or "negated"
    return Match(
        frame=frame,
        scene=scene,
        stance=frame.stance,
        trigger=noun,
        clause=clause,
        holders=(),
        targets=targets,
        content=noun,
        modality=None if predicate is None else modal_of(scene, predicate),
        refusal=refusal,
    )


def _is_in_name(scene: Scene, noun: int) -> bool:
    """True for a word of a body's own long name ("the Contact Group on the aggression of B against C")."""
    place = scene.tree.tokens[noun].start
    return any(
        i != noun and p.mention is not None and p.mention.start <= place < p.mention.end
        for i, p in scene.parties.items()
        if p.actor.kind is ActorKind.BODY
    )


def _predicate(tree: Tree, noun: int) -> int | None:
    """The verb "be" that a noun is the predicate of, through coordination."""
    token = tree.tokens[tree.first_conjunct(noun)]
    return token.head if token.dep in ("attr", "oprd", "acomp") else None


def _opens_clause(scene: Scene, noun: int, carrier: int | None) -> bool:
    """Reads "Reiterating its support for", and "Demands that ..." where the tagger sees a plural."""
    tree = scene.tree
    if carrier is not None:
        return is_operative(scene, carrier) and not _has_other_owner(tree, noun)
    return noun == 0 and tree.tokens[noun].tag == "NNS"


def _has_other_owner(tree: Tree, noun: int) -> bool:
    """True for "the Secretary-General's call"; "its call" is the text's own."""
    return any(tree.tokens[i].tag != "PRP$" for i in tree.children(noun, "poss"))


def _carrier(scene: Scene, noun: int) -> int | None:
    """The verb that a stance noun is the object of, through coordination."""
    tree = scene.tree
    index = tree.first_conjunct(noun, "NOUN", "PROPN")
    token = tree.tokens[index]
    above = tree.tokens[token.head]
    if above.text.lower() == "of" and tree.lemma(above.head) in scene.lexicon.containers:
        index = above.head  # "a word of gratitude"
        token = tree.tokens[index]
        above = tree.tokens[token.head]
    if token.dep in ("dobj", "nsubjpass", "attr") and above.pos in ("VERB", "AUX"):
        return token.head
    if above.text.lower() in ("on", "upon") and tree.lemma(above.head) in scene.lexicon.relying:
        return above.head
    return None


def _noun_holders(
    scene: Scene, lexicon: Lexicon, noun: int, carrier: int | None
) -> tuple[tuple[int, ...], bool]:
    tree = scene.tree
    doers = [i for i in tree.preps(noun, "by") if i in scene.parties]
    if doers:
        return tuple(doers), False  # "B's condemnation by A"
    possessors = _owners(tree, noun)
    owners = [i for i in possessors if i in scene.parties]
    if owners:
        return tuple(scene.expand(owners[0])), False
    if possessors:
        return (), False  # somebody's whom the text does not settle: never the subject's
    by = [i for i in tree.preps(noun, "from") if i in scene.parties]
    by += [i for i in tree.children(noun, "amod", "compound") if _is_holder(scene, i, noun)]
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
                tree.tokens[i].text.lower() in lexicon.pointing_determiners
                for i in tree.children(noun, "det")
            )
            return (), pointed
        if lemma in lexicon.carrying | lexicon.delivering:
            return tuple(scene.expand(scene.subject(carrier))), False
    return (), False


def _is_holder(scene: Scene, index: int, noun: int) -> bool:
    """True for "Norwegian objections" and "NATO support"."""
    party = scene.parties.get(index)
    if party is None or party.actor.kind not in (ActorKind.STATE, ActorKind.BODY):
        return False
    return scene.tree.tokens[index].dep == "amod" or index == noun - 1


def _owners(tree: Tree, noun: int) -> tuple[int, ...]:
    """The possessor of a noun, or of the noun it is coordinated with ("our solidarity and support")."""
    own = tree.children(noun, "poss")
    token = tree.tokens[noun]
    return own if own or token.dep != "conj" else tree.children(token.head, "poss")


def _noun_targets(
    scene: Scene, frame: Frame, noun: int, carrier: int | None
) -> tuple[tuple[int, ...], int | None]:
    content: int | None = None
    if any(i in scene.parties for i in scene.tree.preps(noun, "by")):  # "B's condemnation by A"
        owned = [j for i in scene.tree.children(noun, "poss") for j in scene.expand(i)]
        if owned:
            return tuple(owned), noun
    if "comp" in frame.target:  # "Demands that B withdraw"
        for clause in scene.tree.children(noun, "acl", "ccomp"):
            subjects = clause_subject(scene, clause)
            if subjects:
                return tuple(subjects), clause
    token = scene.tree.tokens[noun]
    if carrier is None and token.dep == "nsubj" and scene.tree.lemma(token.head) in ("go", "extend"):
        carrier = token.head  # "our thanks go to B"
    for path in frame.target:
        places = [
            i
            for i in places_at(scene, noun, path)
            if scene.tree.lemma(i).lower() not in scene.lexicon.adverbial_nouns
        ]
        if carrier is not None and path != "prep:of":
            places = places + [i for i in places_at(scene, carrier, path) if i not in places]
        for head in places:
            content = head if content is None else content
            found = found_at(scene, frame, head, path)
            if found:
                more = [j for other in places if other != head for j in scene.expand(other)]
                return tuple(dict.fromkeys([*found, *more])), head
    return (), content
