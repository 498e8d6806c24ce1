"""Paragraphs that a colon introduces: "The statement read:" with what it read below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.blocks import introduced_block
from onrecord.extract.roles import Scene
from onrecord.extract.sayings.contents import merge_spans
from onrecord.extract.sayings.cues import Cues
from onrecord.extract.sayings.judging import best_source
from onrecord.extract.sayings.proposals import Proposal
from onrecord.extract.sayings.saying import Saying
from onrecord.extract.sayings.speakers import antecedent, speaker_at
from onrecord.extract.sayings.view import View
from onrecord.vocabulary import Act, Document, Span

_INNER = frozenset({"relcl", "ccomp", "xcomp", "pcomp"})
"""A verb inside a clause introduces nothing below: "visits that maintain ties, as follows:"."""


def with_blocks(
    document: Document, lines: Sequence[View], scenes: Sequence[Scene], sayings: Sequence[Saying], cues: Cues
) -> list[Saying]:
    """The sayings with the paragraphs that their sentence introduces; a cue with nothing else becomes a saying."""
    found = list(sayings)
    places: dict[int, list[int]] = {}
    for place, saying in enumerate(found):
        places.setdefault(saying.sentence, []).append(place)
    for view in _introducing(document, lines):
        block = tuple(
            s for s in introduced_block(document, view.tokens[-1].start) if s.of(document.text).strip()
        )
        near = places.get(view.number, [])
        if not block or any(found[i].covers(block[0].start) for i in near):
            continue
        verbs = [t.index for t in view.tokens if t.pos == "VERB" and _speaks(view, t.index, cues)]
        if not verbs:
            continue
        cue = view.tree.span((verbs[-1],))
        held = next((i for i in near if found[i].cue.overlaps(cue)), None)
        if held is not None:
            found[held] = replace(found[held], content=merge_spans([*found[held].content, *block]))
        elif (made := _saying(view, scenes[view.number], verbs[-1], block, cues)) is not None:
            found.append(made)
    return found


def _speaks(view: View, verb: int, cues: Cues) -> bool:
    """True for a verb of saying, with its particle ("set out")."""
    if view.tokens[verb].dep in _INNER:
        return False
    particle = [view.tokens[i].text.lower() for i in view.tree.children(verb, "prt")]
    lemma = view.tree.lemma(verb)
    return cues.act_of(f"{lemma}_{particle[0]}" if particle else lemma) is Act.SPEECH


def _introducing(document: Document, lines: Sequence[View]) -> Iterator[View]:
    """The sentences that end their paragraph with a colon."""
    for number, view in enumerate(lines):
        paragraph = view.tree.sentence.paragraph
        last = number + 1 == len(lines) or lines[number + 1].tree.sentence.paragraph != paragraph
        if (
            last
            and view.tokens
            and document.paragraphs[paragraph].span.of(document.text).rstrip().endswith(":")
        ):
            yield view


def _saying(view: View, scene: Scene, verb: int, block: Sequence[Span], cues: Cues) -> Saying | None:
    lemma = view.tree.lemma(verb)
    source = best_source(Proposal(view=view, cue=verb, lemma=lemma, kind="verb", pieces=()), cues.weights)
    token = view.tokens[verb]
    named = token.dep == "acl" and view.tokens[token.head].pos in ("NOUN", "PROPN")
    if source is None and not named:
        return None
    head = antecedent(scene.tree, source.head) if source is not None else token.head
    speaker = speaker_at(scene, head)
    return Saying(
        sentence=view.number,
        cue=view.tree.span((verb,)),
        speakers=(speaker,),
        content=tuple(block),
        rule="block",
    )
