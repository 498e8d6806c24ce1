"""Decides each proposal: its source, its content, where that ends, and whether it is an attribution at all.

Four small linear models over the features decide; their weights are data. The best-fitting cue takes a quotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.sayings.contents import content_spans, content_tokens, cut
from onrecord.extract.sayings.features import cue_features, main_piece, piece_features, source_features
from onrecord.extract.sayings.pieces import Piece
from onrecord.extract.sayings.proposals import Proposal
from onrecord.extract.sayings.sources import Candidate, mishung_source, source_tokens, sources_of
from onrecord.extract.sayings.view import View
from onrecord.extract.sayings.weights import Weights
from onrecord.vocabulary import Span

_EVEN = 0.5
_HOPELESS = 0.44
PLAIN = frozenset({"ccomp:that", "acl:that", "be:ccomp", "above:as", "rest:around", "xcomp:to"})
"""Constructions that a verb of saying may have whatever was counted."""
_AS_TOLD = 0.2
"""For "as the minister told us, ...", which news rarely writes."""
_LEAST_SOURCE = 0.3
_CUE_PARTS = ("aux", "auxpass", "neg", "prt", "advmod")
_CUE_REACH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An attribution as judged: who (a token), the words that say so, what, and how sure."""

    view: View
    cue: int
    lemma: str
    kind: str
    source: Candidate | None
    source_tokens: frozenset[int]
    cue_tokens: frozenset[int]
    content: tuple[Span, ...]
    construction: str
    """The key of the piece that names it ("ccomp:that"); "dobj:that" for "expressed concern that"."""
    probability: float
    probability_within: float
    """The same, where the cue stands in a quotation that is somebody's words."""

    @property
    def place(self) -> int:
        """Where the cue begins in the document."""
        return self.view.tokens[self.cue].start


def best_source(proposal: Proposal, weights: Weights) -> Candidate | None:
    """The likeliest source; None where none is likely ("it was reported that")."""
    candidates = sources_of(proposal.view, proposal.cue, proposal.kind)
    best: tuple[float, Candidate | None] = (0.0, None)
    for rank, candidate in enumerate(candidates):
        features = source_features(
            proposal.view, proposal.cue, proposal.lemma, proposal.kind, candidate, rank, len(candidates)
        )
        probability = weights.probability("source", features)
        if probability > best[0]:
            best = (probability, candidate)
    return best[1] if best[0] >= _LEAST_SOURCE else None


def chosen_pieces(
    proposals: Sequence[Proposal], weights: Weights, speaking: frozenset[str] = frozenset()
) -> list[tuple[Piece, ...]]:
    """For each proposal the pieces that are its content; every quotation goes to one proposal only.

    A cue among `speaking` takes a quotation before any other.
    """
    likely: list[list[tuple[float, Piece]]] = []
    owner: dict[int, tuple[float, int]] = {}
    for number, p in enumerate(proposals):
        rated = []
        for piece in p.pieces:
            features = piece_features(p.view, p.cue, p.lemma, p.kind, piece, p.pieces)
            probability = weights.probability("piece", features)
            if probability < (_AS_TOLD if piece.key == "above:as" and p.lemma in speaking else _EVEN):
                continue
            rated.append((probability, piece))
            claim = probability + (p.lemma in speaking)
            if piece.quote is not None and claim > owner.get(piece.quote, (0.0, 0))[0]:
                owner[piece.quote] = (claim, number)
        likely.append(rated)
    return [
        tuple(p for _, p in rated if p.quote is None or owner[p.quote][1] == number)
        for number, rated in enumerate(likely)
    ]


def _in_front(proposal: Proposal) -> Candidate | None:
    """Reads "In a call for an end to it, the bishops asked ...": the subject of the clause that follows."""
    view, cue = proposal.view, proposal.cue
    candidates = sources_of(view, cue, proposal.kind)
    ahead = (c for c in candidates if c.how.endswith("pobj>prep|nsubj") and c.head > cue)
    return next(ahead, None)


def _without_source(pieces: tuple[Piece, ...], source: Candidate | None) -> tuple[Piece, ...]:
    """The pieces but for a clause that is the source's own ("Residents interviewed there")."""
    if source is None:
        return pieces
    return tuple(p for p in pieces if p.quote is not None or source.head not in p.tokens)


def cue_tokens(proposal: Proposal) -> frozenset[int]:
    """The cue with its auxiliaries, negation, particle and adverbs right beside it."""
    near = proposal.view.tree.children(proposal.cue, *_CUE_PARTS)
    return frozenset({proposal.cue, *(i for i in near if abs(i - proposal.cue) <= _CUE_REACH)})


def cue_preposition(view: View, cue: int, main: Piece) -> frozenset[int]:
    """The preposition that belongs to the cue: "called for" an end, "spoke of" a mistake."""
    near = 0 < main.head - cue <= _CUE_REACH
    return frozenset({main.head}) if main.kind == "prep" and near else frozenset()


def tell(
    proposal: Proposal,
    source: Candidate | None,
    chosen: tuple[Piece, ...],
    weights: Weights,
    *,
    least: float = 0.0,
) -> Told | None:
    """The proposal with its content and probability.

    None where no content is left, or where it is less likely than `least`; a clause after "that" is always tried.
    """
    main = main_piece(chosen)
    if main is None:
        return None
    view, cue = proposal.view, proposal.cue
    judged = (view, cue, proposal.lemma, proposal.kind, source, chosen)
    probability = within = weights.probability("cue", cue_features(*judged))
    if view.quote_of[cue] is not None:
        within = weights.probability("cue", cue_features(*judged, nested=True))
    nominal = proposal.kind == "noun" and main.kind == "prep"
    if max(probability, within) < least and main.key not in PLAIN and not nominal:
        return None
    around = cue_tokens(proposal)
    who = source_tokens(view, source.head, cue) if source is not None else frozenset[int]()
    around |= cue_preposition(view, cue, main)
    tokens = content_tokens(chosen, around, who)
    tokens = cut(view, cue, proposal.lemma, proposal.kind, chosen, tokens, weights)
    content = content_spans(view, cue, chosen, tokens)
    if not content:
        return None
    return Told(
        view=view,
        cue=cue,
        lemma=proposal.lemma,
        kind=proposal.kind,
        source=source,
        source_tokens=who,
        cue_tokens=around,
        content=content,
        construction="dobj:that"
        if main.kind == "ccomp" and any(p.key == "dobj" for p in chosen)
        else main.key,
        probability=probability,
        probability_within=within,
    )


def told_in(
    proposals: Sequence[Proposal], weights: Weights, speaking: frozenset[str] = frozenset()
) -> list[Told]:
    """Every proposal judged, in order; the caller decides how sure is sure enough."""
    chosen = chosen_pieces(proposals, weights, speaking)
    found = []
    for proposal, pieces in zip(proposals, chosen, strict=True):
        if not pieces:
            continue
        source = best_source(proposal, weights)
        if source is None and proposal.kind == "verb" and any(p.kind in ("ccomp", "quote") for p in pieces):
            source = mishung_source(proposal.view, proposal.cue)
            pieces = _without_source(pieces, source)
        if source is None and proposal.kind == "noun" and pieces[0].kind == "prep":
            source = _in_front(proposal)
        told = tell(proposal, source, pieces, weights, least=_HOPELESS)
        if told is not None:
            found.append(told)
    return found
