"""Finds the lexicon's trigger words in a sentence, in order, and asks the frames of each.

The more a frame asks for, the sooner it is tried; the caller takes the first that yields a position.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.adjectives import match_adjective
from onrecord.extract.counterparts import find_counterparts
from onrecord.extract.fitting import fits
from onrecord.extract.frames import Frame, Lexicon
from onrecord.extract.match import Match
from onrecord.extract.nominals import match_noun
from onrecord.extract.places import infinitives
from onrecord.extract.roles import Scene
from onrecord.extract.verbs import AUXILIARY, match_verb
from onrecord.syntax import WORD_CLASSES
from onrecord.vocabulary import Stance, Token

_SAID_OF = ("acomp", "attr", "oprd")


def match_sentence(scene: Scene, lexicon: Lexicon) -> Iterator[tuple[Match, ...]]:
    """For each trigger word of a sentence, in order, the matches of its frames, the best first."""
    here = scene.words & lexicon.triggers
    for token in scene.tree.tokens if here else ():
        if token.lemma not in here and token.text.lower() not in here:
            continue
        matches = tuple(
            match
            for kind in _kinds(scene, token)
            for frame in lexicon.by_word.get((kind, _word(token, kind)), ())
            if _may_fit(scene, frame, token)
            and (match := _match(scene, lexicon, frame, token.index)) is not None
        )
        if matches:
            yield matches


def _may_fit(scene: Scene, frame: Frame, token: Token) -> bool:
    """False where a word that the frame asks for stands nowhere in the sentence: so it is with most frames."""
    if frame.word_class == "verb" and token.dep in AUXILIARY:
        return token.tag == "MD"
    return not any(map(scene.words.isdisjoint, frame.asks))


def _kinds(scene: Scene, token: Token) -> list[str]:
    """The word classes to read a token as, the likeliest first."""
    word_class = WORD_CLASSES.get(token.pos)
    kinds = [word_class] if word_class else []
    if token.tag in ("VBN", "VBG") or token.pos == "VERB":
        # "A is opposed to it": a participle after "be" is read as an adjective first.
        said_of = token.dep in _SAID_OF or scene.tree.children(token.index, "auxpass")
        kinds.insert(0 if said_of else len(kinds), "adjective")
    if (
        token.tag == "NNS"
        and token.dep in ("conj", "ROOT")
        and not scene.tree.children(token.index, "det", "poss", "amod")
    ):
        kinds.append("verb")  # "and calls on B", read as a plural noun
    return kinds


def _word(token: Token, kind: str) -> str:
    return token.text.lower() if kind == "adjective" else token.lemma


def _match(scene: Scene, lexicon: Lexicon, frame: Frame, index: int) -> Match | None:
    match = _read(scene, lexicon, frame, index)
    if match is None:
        return None
    if match.stance is Stance.PLEDGES and (targets := _turned_against(scene, lexicon, match)) is not None:
        return replace(match, stance=Stance.OPPOSES, targets=targets or match.targets)
    if match.stance is Stance.CALLS_FOR and (targets := _to_be_undone(scene, match)):
        return replace(match, stance=Stance.OPPOSES, targets=targets)
    return match


def _to_be_undone(scene: Scene, match: Match) -> tuple[int, ...]:
    """B in "called for the destruction of B": nothing is asked of B there."""
    tree = scene.tree
    if match.content is None or tree.lemma(match.content) not in scene.lexicon.undoing:
        return ()
    return tuple(i for i in tree.preps(match.content, "of") if i in scene.parties)


def _turned_against(scene: Scene, lexicon: Lexicon, match: Match) -> tuple[int, ...] | None:
    """Whom "vowed to repel the invasion", "committed to imposing costs on B" are against; None where nobody."""
    tree = scene.tree
    trigger = match.trigger
    deeds = [
        *infinitives(scene, trigger),
        *(i for i in tree.preps(trigger, "to") if tree.tokens[i].pos == "VERB"),
    ]
    for deed in deeds:
        fitting = [
            frame
            for frame in lexicon.by_word.get(("verb", tree.lemma(deed)), ())
            if not frame.needs_negation and fits(scene, frame, deed, deed)
        ]
        if fitting and max(frame.stance.polarity for frame in fitting) < 0:
            return find_counterparts(scene, fitting[0], deed)[0]
    return None


def _read(scene: Scene, lexicon: Lexicon, frame: Frame, index: int) -> Match | None:
    if frame.word_class == "verb":
        return match_verb(scene, frame, index)
    if frame.word_class == "noun":
        return match_noun(scene, lexicon, frame, index)
    return match_adjective(scene, frame, index)
