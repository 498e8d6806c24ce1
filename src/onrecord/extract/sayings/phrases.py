"""Prepositional cues: "in the words of X", "in X's view", "by X's own account", "per X".

The rest of the clause is what X says or thinks.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.roles import Scene
from onrecord.extract.sayings.contents import spans_of
from onrecord.extract.sayings.cues import Cues
from onrecord.extract.sayings.saying import Saying, Speaker
from onrecord.extract.sayings.speakers import speaker_at
from onrecord.extract.sayings.view import View
from onrecord.vocabulary import Act

_LEAST_WORDS = 2


def phrase_sayings(view: View, scene: Scene, cues: Cues) -> Iterator[Saying]:
    """The sayings of one sentence that a prepositional phrase gives to somebody."""
    for token in view.tokens:
        if token.pos not in ("ADP", "SCONJ", "ADV"):
            continue
        word = token.text.lower()
        if word not in cues.phrase_words:
            continue
        for noun in view.tree.children(token.index, "pobj"):
            found = (
                _owned(view, word, noun, cues)
                or _per(view, word, noun)
                or _for(view, scene, token.index, noun)
            )
            if found is None:
                continue
            source, act = found
            saying = _saying(view, scene, token.index, noun, source, act)
            if saying is not None:
                yield saying


def _owned(view: View, word: str, noun: int, cues: Cues) -> tuple[int, Act] | None:
    """Reads "in the words of X", "by X's own account": whose words, and whether they are words."""
    tree = view.tree
    lemma = tree.lemma(noun)
    act = cues.phrases.get(f"{word} {lemma}")
    if act is None:
        return None
    owners = [*tree.children(noun, "poss"), *tree.preps(noun, "of")]
    return (owners[0], act) if owners else None


def _per(view: View, word: str, noun: int) -> tuple[int, Act] | None:
    """Reads "per the hospital's own count", not "per cent"."""
    tree = view.tree
    named = view.tokens[noun].pos == "PROPN" or tree.children(noun, "det", "poss")
    return (noun, Act.SPEECH) if word == "per" and named else None


def _for(view: View, scene: Scene, prep: int, noun: int) -> tuple[int, Act] | None:
    """Reads "For Ana Silva, the offer is “...”": a person in front, and what is quoted is hers."""
    if prep > 1 or view.tokens[prep].text.lower() != "for" or not view.here:
        return None
    party = scene.parties.get(noun)
    end = max(view.tree.subtree(noun)) + 1
    comma = end < len(view.tokens) and view.tokens[end].text == ","
    return (noun, Act.SPEECH) if party is not None and party.person and comma else None


def _saying(view: View, scene: Scene, prep: int, noun: int, source: int, act: Act) -> Saying | None:
    tree, tokens = view.tree, view.tokens
    phrase = frozenset(tree.subtree(prep))
    head = tokens[prep].head
    if prep <= 1:
        clause, phrase = tree.subtree(_top(view, prep)), phrase | _front(view, prep)
    else:
        clause = tree.subtree(head) if tokens[head].pos in ("VERB", "AUX") else tree.subtree(_top(view, prep))
    content = frozenset(clause) - phrase
    if sum(1 for i in content if view.is_word(i)) < _LEAST_WORDS:
        return None
    speaker = speaker_at(scene, source)
    span = speaker.source
    if span is not None and source != noun and source < noun:
        span = tree.span(tree.phrase(source))
    cue = (noun,) if source != noun else (prep,)
    return Saying(
        sentence=view.number,
        cue=tree.span(cue),
        speakers=(Speaker(party=speaker.party, source=span, name=speaker.name),),
        content=tuple(spans_of(view, content)),
        rule=f"phrase:{tokens[prep].text.lower()}",
        act=act,
    )


def _front(view: View, prep: int) -> frozenset[int]:
    """The branch under the sentence's root that a phrase in front belongs to ("In her view, told to us, ...")."""
    branch = prep
    for above in view.tree.ancestors(prep):
        if view.tokens[above].head == above:
            return frozenset(view.tree.subtree(branch))
        branch = above
    return frozenset()


def _top(view: View, index: int) -> int:
    top = index
    for above in view.tree.ancestors(index):
        top = above
    return top
