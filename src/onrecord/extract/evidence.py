"""The stretch of text that shows a position.

It is the clause of the trigger, with its holder where that stands near.
"""

from __future__ import annotations

from onrecord.extract.match import Match
from onrecord.extract.roles import Scene
from onrecord.vocabulary import Document, Party, Span

_OWN_WORDS = 4


def evidence_span(scene: Scene, match: Match, holder: Party) -> Span:
    """The clause that shows it: the trigger's governor with all below, and the holder where it stands near."""
    tree = scene.tree
    below = tree.subtree(match.clause, frozenset({"parataxis"}))
    below = tuple(i for i in below if not _in_other_clause(scene, match.clause, i))
    span = tree.span(below or (match.clause,))
    for index in match.holders:
        token = tree.tokens[index]
        if scene.parties.get(index) is not None and -60 < span.start - token.end < 60:
            span = Span(min(span.start, token.start), max(span.end, token.end))
    return span


def _in_other_clause(scene: Scene, clause: int, index: int) -> bool:
    """True below a verb that is coordinated with the clause's own ("condemned ..., and called ...")."""
    tree = scene.tree
    here = index
    while here != clause:
        token = tree.tokens[here]
        if (
            token.head == clause
            and token.dep in ("conj", "cc", "punct")
            and (token.pos in ("VERB", "AUX") or token.dep != "conj")
        ):
            return True
        if token.head == here:
            return False
        here = token.head
    return False


def is_whole_clause(quote: Span, document: Document) -> bool:
    """Two or three quoted words inside somebody else's sentence do not make it the holder's own words."""
    return len(quote.of(document.text).split()) >= _OWN_WORDS
