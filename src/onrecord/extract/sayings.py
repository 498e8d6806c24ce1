"""Sayings of one sentence: verbs of saying with a clause or a quotation, relayed sayings, "according to".

A saying is a statement before its chain is complete.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.cues import Cues
from onrecord.extract.roles import Scene
from onrecord.syntax import Tree
from onrecord.vocabulary import Document, Party, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement before its chain is complete, with the parties behind its links."""

    sentence: int
    cue: Span
    speakers: tuple[tuple[Party | None, Span], ...]
    """Outermost first: (party, source span)."""
    content: tuple[Span, ...]
    rule: str

    def covers(self, place: int) -> bool:
        """True where a character of the document lies in the content."""
        return any(span.start <= place < span.end for span in self.content)

    @property
    def size(self) -> int:
        """Characters of content, by which enclosing sayings are told from enclosed ones."""
        return sum(span.end - span.start for span in self.content)


def sayings_in(
    document: Document, number: int, scene: Scene, quotes: Sequence[Span], cues: Cues
) -> list[Saying]:
    """All sayings of one sentence, in the order of their cues."""
    found = []
    for token in scene.tree.tokens:
        if token.lemma in cues.according:
            saying = _according(number, scene, token.index)
            if saying is not None:
                found.append(saying)
        elif token.pos == "VERB":
            saying = _relayed(number, scene, token.index, cues) or _said(
                document, number, scene, token.index, quotes, cues
            )
            if saying is not None:
                found.append(saying)
    return found


def _said(
    document: Document, number: int, scene: Scene, verb: int, quotes: Sequence[Span], cues: Cues
) -> Saying | None:
    """Reads "X said that ...", "...", X said, "the document read"."""
    tree = scene.tree
    token = tree.tokens[verb]
    if token.lemma not in cues.clause:
        return None
    here = [q for q in quotes if q.overlaps(tree.sentence.span)]
    if any(q.start <= token.start < q.end for q in here):
        here = []  # a verb inside a quotation does not introduce that quotation
    clauses = [
        tree.span(tree.subtree(i)) for i in tree.children(verb, "ccomp", "parataxis") if _has_verb(scene, i)
    ]
    near = [q for q in here if not any(c.covers(q) for c in clauses)]
    if token.lemma in cues.quoted and not here:
        clauses = []
    content = merge_spans([*clauses, *([*near] if clauses or near else [])])
    source = scene.subject(verb)
    if not content or source is None:
        return None
    own = tree.span((verb,))
    content = tuple(
        c for c in (_without(c, own, tree.span(tree.phrase(source))) for c in content) if c is not None
    )
    if not content:
        return None
    speakers = ((scene.parties.get(source), _source_span(tree, source)),)
    return Saying(
        sentence=number, cue=own, speakers=speakers, content=content, rule="quotation" if near else "clause"
    )


def _source_span(tree: Tree, source: int) -> Span:
    """A source with its appositions, without the clauses that hang on it."""
    return tree.span(tree.subtree(source, frozenset({"relcl", "advcl", "acl"})))


def _has_verb(scene: Scene, index: int) -> bool:
    return any(scene.tree.tokens[i].pos in ("VERB", "AUX") for i in scene.tree.subtree(index))


def merge_spans(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans joined where they touch, in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _without(content: Span, cue: Span, source: Span) -> Span | None:
    """Cut the cue and the source off a content span that ran over them ("...", he said)."""
    for part in sorted((cue, source), reverse=True):
        if not content.overlaps(part):
            continue
        before, after = part.start - content.start, content.end - part.end
        if max(before, after) <= 0:
            return None  # nothing but cue and source
        content = Span(content.start, part.start) if before >= after else Span(part.end, content.end)
    return content if content.end > content.start else None


def _relayed(number: int, scene: Scene, verb: int, cues: Cues) -> Saying | None:
    """Reads "X was quoted by Y as telling ...", "Y quoted X as calling for ...", "X was reported to ..."."""
    tree = scene.tree
    if tree.lemma(verb) not in cues.relay:
        return None
    content = [
        i
        for prep in tree.children(verb, "prep")
        if tree.tokens[prep].text.lower() == "as"
        for i in tree.children(prep, "pcomp", "pobj")
    ]
    content += tree.children(verb, "xcomp")
    patients = tree.children(verb, "nsubjpass") if tree.is_passive(verb) else tree.children(verb, "dobj")
    if not content or not patients:
        return None
    outer = tree.preps(verb, "by") if tree.is_passive(verb) else tree.children(verb, "nsubj")
    speakers = [(scene.parties.get(i), _source_span(tree, i)) for i in (*outer[:1], patients[0])]
    span = tree.span(tree.subtree(content[0]))
    return Saying(
        sentence=number, cue=tree.span((verb,)), speakers=tuple(speakers), content=(span,), rule="relayed"
    )


def _according(number: int, scene: Scene, index: int) -> Saying | None:
    """Reads "according to X": the rest of the sentence is the content."""
    tree = scene.tree
    targets = tree.preps(index, "to")
    if not targets:
        return None
    source = targets[0]
    party = scene.parties.get(source)
    inner = tree.preps(source, "by", "from", "of")
    if party is None and inner:
        source, party = inner[0], scene.parties.get(inner[0])
    whole = tree.sentence.span
    phrase = tree.span(tree.subtree(index))
    content = (
        Span(whole.start, phrase.start)
        if phrase.start - whole.start > whole.end - phrase.end
        else Span(phrase.end, whole.end)
    )
    if content.end <= content.start:
        return None
    return Saying(
        sentence=number,
        cue=tree.span((index,)),
        speakers=((party, _source_span(tree, source)),),
        content=(content,),
        rule="according to",
    )
