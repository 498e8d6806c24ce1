"""From chosen pieces to content: where it ends, and its spans in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extract.sayings.features import cut_features
from onrecord.extract.sayings.pieces import Piece
from onrecord.extract.sayings.view import View
from onrecord.extract.sayings.weights import Weights
from onrecord.vocabulary import Span, Token

_CUTTABLE = frozenset(
    {
        "relcl",
        "advcl",
        "acl",
        "prep",
        "npadvmod",
        "appos",
        "conj",
        "parataxis",
        "advmod",
        "dep",
        "ccomp",
        "xcomp",
        "dative",
        "agent",
    }
)
_LOOSE = frozenset({",", ";", ":", ".", "-", "--", "–", "—"})
_MOST_CUTS = 3


def content_tokens(chosen: Sequence[Piece], cue: frozenset[int], source: frozenset[int]) -> frozenset[int]:
    """The tokens of the chosen pieces without those of cue and source."""
    tokens = frozenset[int]().union(*(p.tokens for p in chosen)) - cue
    return tokens if any(p.key == "nsubjpass" for p in chosen) else tokens - source


def is_open(chosen: Sequence[Piece], tokens: frozenset[int]) -> bool:
    """True where the content ends in grammar, not in a quotation: only there can it run too far."""
    last = max(tokens, default=-1)
    return any(not p.left and p.quote is None and p.tokens and max(p.tokens) == last for p in chosen)


def edges(view: View, heads: frozenset[int], tokens: frozenset[int]) -> Iterator[tuple[int, int]]:
    """(node, its first token) of the constituents that end where the content ends, smallest first."""
    tree, all_tokens = view.tree, view.tokens
    words = [i for i in tokens if view.is_word(i)]
    if not words:
        return
    first, last = min(words), max(words)
    here = last
    for _ in range(25):
        if here in heads or all_tokens[here].head == here:
            return
        if all_tokens[here].dep in _CUTTABLE and here in tokens:
            below = tree.subtree(here)
            inner = [i for i in below if view.is_word(i)]
            if inner and max(inner) == last and min(inner) > first:
                yield here, below[0]
        here = all_tokens[here].head


def cut(
    view: View,
    cue: int,
    lemma: str,
    kind: str,
    chosen: Sequence[Piece],
    tokens: frozenset[int],
    weights: Weights,
) -> frozenset[int]:
    """The content without what is told beside it ("..., on Tuesday", "..., which he denies")."""
    if not is_open(chosen, tokens):
        return tokens
    heads = frozenset(p.head for p in chosen)
    for _ in range(_MOST_CUTS):
        place = None
        for node, first in edges(view, heads, tokens):
            if view.quote_of[node] is not None and view.quote_of[node] != view.quote_of[cue]:
                continue
            features = cut_features(view, cue, lemma, kind, heads, node)
            if weights.probability("cut", features) >= 0.5:
                place = first
        if place is None:
            return tokens
        tokens = frozenset(i for i in tokens if i < place)
    return tokens


def spans_of(view: View, tokens: frozenset[int]) -> list[Span]:
    """Runs of tokens as spans, from word to word; punctuation between two of them does not part them."""
    found: list[Span] = []
    run: list[Token] = []
    for token in view.tokens:
        if token.index in tokens:
            run.append(token)
        elif token.pos != "PUNCT" and run:
            found.extend(_run(run))
            run = []
    found.extend(_run(run))
    return found


def _run(tokens: Sequence[Token]) -> list[Span]:
    """The run without commas and dashes at its ends; nothing where it has no word."""
    kept = list(tokens)
    while kept and kept[0].text in _LOOSE:
        kept.pop(0)
    while kept and kept[-1].text in _LOOSE - {"."}:
        kept.pop()
    if all(token.pos in ("PUNCT", "SPACE") for token in kept):
        return []
    return [Span(kept[0].start, kept[-1].end)]


def content_spans(view: View, cue: int, chosen: Sequence[Piece], tokens: frozenset[int]) -> tuple[Span, ...]:
    """The content in the document; a quotation that runs on into other sentences is taken whole."""
    found = spans_of(view, tokens)
    found += [view.quotes[p.quote] for p in chosen if p.quote is not None]
    sentence = view.tree.sentence.span
    for number in view.here:
        quote = view.quotes[number]
        runs_on = quote.start < sentence.start or quote.end > sentence.end
        if cue in view.inside(number):
            continue
        if (runs_on and any(s.overlaps(quote) for s in found)) or (
            not runs_on and any(_breaks_off(s, quote) for s in found)
        ):
            found.append(quote)
    return merge_spans(found)


def _breaks_off(span: Span, quote: Span) -> bool:
    """True where content that began before a quotation ends inside it: what is quoted is said to its end."""
    return span.start < quote.start < span.end < quote.end


def merge_spans(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, joined where they touch or only a blank parts them."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
