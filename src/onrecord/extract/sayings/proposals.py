"""Words that may introduce what somebody said, thought or did, each with the pieces that hang on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.sayings.pieces import (
    Piece,
    pieces_of_according,
    pieces_of_adjective,
    pieces_of_noun,
    pieces_of_verb,
    quotation_after,
)
from onrecord.extract.sayings.view import View

ACCORDING = "accord"
_MAY_BE_CUES = frozenset({"VERB", "AUX", "NOUN"})
_LEAST_RATE = 0.2
"""A cue that introduced content more rarely than this is tried with a quotation only."""
_ENOUGH = 8
_NEAR = 16
"""Tokens between a cue and its quotation, at most; its subject with all that hangs on it may stand between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A cue with all that it might introduce; nothing is decided yet."""

    view: View
    cue: int
    lemma: str
    """How the tables name the cue: "say", "point_out", "noun:claim", "be:critical"."""
    kind: str
    """`verb`, `noun`, `be` or `according`."""
    pieces: tuple[Piece, ...]


def propose(views: Sequence[View], counts: Mapping[str, tuple[int, int]] | None) -> Iterator[Proposal]:
    """All proposals of a document in the order of the text.

    `counts` tells how often each cue was (seen, meant); without it, every word is tried.
    """
    for number, view in enumerate(views):
        following = views[number + 1] if number + 1 < len(views) else None
        last_verb = max((t.index for t in view.tokens if t.pos == "VERB"), default=-1)
        for token in view.tokens:
            if token.pos not in _MAY_BE_CUES:
                continue
            proposal = _of_token(view, token.index, counts)
            if token.index == last_verb and (proposal is None or proposal.kind == "verb"):
                proposal = _with_next(view, token.index, following, proposal)
            if proposal is not None:
                yield proposal


def _of_token(view: View, index: int, counts: Mapping[str, tuple[int, int]] | None) -> Proposal | None:
    tree, token = view.tree, view.tokens[index]
    if token.pos == "VERB" or (
        token.pos == "AUX" and token.lemma in ("have", "do") and tree.children(index, "dobj")
    ):
        return _of_verb(view, index, counts)
    if token.pos == "NOUN":
        lemma = f"noun:{token.lemma}"
        return _made(view, index, lemma, "noun", pieces_of_noun) if _known(lemma, counts) else None
    if token.pos == "AUX" and token.lemma == "be" and not token.dep.startswith("aux"):
        for said in tree.children(index, "acomp", "attr")[:1]:
            word = view.tokens[said]
            lemma = f"be:{word.lemma}"
            if word.pos != "PROPN" and _known(lemma, counts):
                pieces = tuple(pieces_of_adjective(view, index, said))
                if pieces:
                    return Proposal(view=view, cue=index, lemma=lemma, kind="be", pieces=pieces)
    return None


def _of_verb(view: View, index: int, counts: Mapping[str, tuple[int, int]] | None) -> Proposal | None:
    tree, token = view.tree, view.tokens[index]
    if token.lemma == ACCORDING and tree.children(index, "prep"):
        return _made(view, index, ACCORDING, "according", pieces_of_according)
    particle = [view.tokens[i].text.lower() for i in tree.children(index, "prt")]
    lemma = f"{token.lemma}_{particle[0]}" if particle else token.lemma
    seen, meant = counts.get(lemma, (0, 0)) if counts is not None else (1, 1)
    rare = meant < _LEAST_RATE * seen or meant == 0
    if rare and not _may_tell(view, index, known=seen >= _ENOUGH):
        return None
    proposal = _made(view, index, lemma, "verb", pieces_of_verb)
    if proposal is not None and rare and not any(_telling(p) for p in proposal.pieces):
        return None
    return proposal


def _may_tell(view: View, index: int, *, known: bool) -> bool:
    """A cheap look before the grammar: a quotation nearby, or, for a verb hardly ever counted, "that" further on."""
    own = view.quote_of[index] if view.here else None
    low, high = max(0, index - _NEAR), index + _NEAR
    if view.here and any(q is not None and q != own for q in view.quote_of[low:high]):
        return True
    return not known and any(t.text == "that" for t in view.tokens[index + 1 :])


def _telling(piece: Piece) -> bool:
    """A piece that may make any verb a verb of saying: a quotation right beside it, a clause with "that"."""
    return piece.key == "ccomp:that" or (piece.quote is not None and piece.gap <= 3)


def _known(lemma: str, counts: Mapping[str, tuple[int, int]] | None) -> bool:
    if counts is None:
        return True
    seen, meant = counts.get(lemma, (0, 0))
    return meant > 0 and meant >= _LEAST_RATE / 2 * seen


def _made(view: View, index: int, lemma: str, kind: str, find: object) -> Proposal | None:
    pieces = tuple(p for p in find(view, index) if p.tokens or p.quote is not None)  # type: ignore[operator]
    return Proposal(view=view, cue=index, lemma=lemma, kind=kind, pieces=pieces) if pieces else None


def _with_next(view: View, index: int, following: View | None, proposal: Proposal | None) -> Proposal | None:
    """A quotation in the next sentence, where this one ends in a colon."""
    piece = quotation_after(view, following)
    if piece is None:
        return proposal
    pieces = (*(proposal.pieces if proposal else ()), piece)
    lemma = proposal.lemma if proposal else view.tokens[index].lemma
    return Proposal(view=view, cue=index, lemma=lemma, kind="verb", pieces=pieces)
