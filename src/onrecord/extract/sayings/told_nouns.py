"""Nouns of saying whose clause the parser hangs on the verb: "welcomed the statement by the Union that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.roles import Scene
from onrecord.extract.sayings.cues import Cues
from onrecord.extract.sayings.judging import Told
from onrecord.extract.sayings.saying import Saying, Speaker
from onrecord.extract.sayings.speakers import speaker_at
from onrecord.vocabulary import Act, Span

_CLAUSES = frozenset({"ccomp:that", "dobj:that", "dobj", "prep:of"})
_OWNERS = ("by", "from", "of")


def told_noun(told: Told, scene: Scene, cues: Cues) -> Iterator[Saying]:
    """The saying of a noun between the verb and its clause, whose owner stands with it."""
    tree = scene.tree
    if told.kind != "verb" or told.construction not in _CLAUSES:
        return
    start = _clause_start(told)
    if start is None:
        return
    objects = (*tree.children(told.cue, "dobj"), *tree.preps(told.cue, "of", "for", "to", "by", "on"))
    for noun in objects:
        if not told.cue < noun < start or cues.act_of(f"noun:{tree.lemma(noun)}") is not Act.SPEECH:
            continue
        owner = _owner(scene, noun)
        if owner is None:
            continue
        speaker = speaker_at(scene, owner)
        place = tree.tokens[start].start
        content = tuple(Span(max(s.start, place), s.end) for s in told.content if s.end > place)
        source = tree.span(tree.phrase(owner)) if tree.tokens[owner].dep == "poss" else speaker.source
        yield Saying(
            sentence=told.view.number,
            cue=tree.span((noun,)),
            speakers=(Speaker(party=speaker.party, source=source, name=speaker.name),),
            content=content,
            rule="acl:that",
        )
        return


def _clause_start(told: Told) -> int | None:
    """The "that" of the clause, where it stands in the content."""
    for token in told.view.tokens[told.cue + 1 :]:
        if token.text.lower() == "that" and token.dep == "mark":
            return token.index if any(s.start <= token.start < s.end for s in told.content) else None
    return None


def _owner(scene: Scene, noun: int) -> int | None:
    tree = scene.tree
    owners = [*tree.children(noun, "poss"), *tree.preps(noun, *_OWNERS)]
    owners += [i for clause in tree.children(noun, "acl") for i in tree.preps(clause, "by")]
    named = [i for i in owners if scene.parties.get(i) is not None or tree.tokens[i].pos in ("PROPN", "PRON")]
    return next(iter(named or owners), None)
