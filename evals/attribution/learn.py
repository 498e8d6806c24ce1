"""Learns the weights of the reader of sayings from the train split of PolNeAR.

    python -m evals.attribution.learn --in ../shared/benchmarks/attribution/polnear_train.jsonl.gz

Writes `cues.csv` (how often each cue introduces content, by construction) and `weights.csv` (weights of features)
into `onrecord/extract/sayings`. Both hold words, relations and numbers; no name and no stretch of text.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.attribution.texts import article
from onrecord.extract.quotes import quotations, with_inner
from onrecord.extract.sayings.contents import content_tokens, edges, is_open
from onrecord.extract.sayings.features import (
    cue_features,
    cut_features,
    main_piece,
    piece_features,
    source_features,
)
from onrecord.extract.sayings.judging import best_source, chosen_pieces, cue_tokens, tell
from onrecord.extract.sayings.pieces import Piece
from onrecord.extract.sayings.proposals import Proposal, propose
from onrecord.extract.sayings.sources import sources_of
from onrecord.extract.sayings.view import View, views
from onrecord.extract.sayings.weights import MODELS, Weights
from onrecord.parse import Parser
from onrecord.syntax import Tree
from onrecord.vocabulary import Document, Sentence

TARGET = Path(__file__).parents[2] / "src" / "onrecord" / "extract" / "sayings"
_LEAST_SEEN = 4
_ROUNDS = 150
_PENALTY = 3.0
_LEAST_WEIGHT = 0.02
_PARTS = re.compile(r"[|=:+]")

Place = tuple[int, int]
"""(sentence, token)."""


@dataclass
class Examples:
    """Feature rows with their answers, for one judgement."""

    rows: list[list[str]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def add(self, features: list[str], answer: bool) -> None:
        """One example."""
        self.rows.append(features)
        self.answers.append(int(answer))


@dataclass
class Article:
    """One annotated article with its proposals and, for each, the annotations whose cue it is in."""

    lines: tuple[View, ...]
    proposals: list[Proposal]
    sources: list[set[Place]]
    contents: list[set[Place]]
    own: list[list[int]]
    nested: list[bool]
    """True where the cue stands inside another annotation's content: the corpus does not annotate there."""


def names_in(texts: Iterable[Sequence[Sentence]]) -> frozenset[str]:
    """Lemmas that stand capitalised within sentences more often than not: names, whatever the tagger says."""
    plain: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for sentences in texts:
        for sentence in sentences:
            for token in sentence.tokens[1:]:
                (capital if token.text[:1].isupper() else plain)[token.lemma] += 1
    return frozenset(lemma for lemma, n in capital.items() if n > plain[lemma])


def prepare(
    row: dict[str, object],
    document: Document,
    sentences: Sequence[Sentence],
    names: frozenset[str] = frozenset(),
) -> Article:
    """Lays the annotations over the tokens; words in `names` are no cues."""
    quotes = with_inner(document, quotations(document))
    lines = views([Tree(s) for s in sentences], quotes)
    annotations = row["attributions"]
    assert isinstance(annotations, list)
    roles = {role: [_places(lines, a[role]) for a in annotations] for role in ("source", "cue", "content")}
    owners: dict[Place, list[int]] = {}
    for number, places in enumerate(roles["cue"]):
        for place in places:
            owners.setdefault(place, []).append(number)
    inside = set[Place]().union(*roles["content"]) if roles["content"] else set()
    proposals = [p for p in propose(lines, None) if not _is_name(p) and p.lemma not in names]
    own = [owners.get((p.view.number, p.cue), []) for p in proposals]
    nested = [not o and (p.view.number, p.cue) in inside for o, p in zip(own, proposals, strict=True)]
    return Article(lines, proposals, roles["source"], roles["content"], own, nested)


def _is_name(proposal: Proposal) -> bool:
    """True for a capitalised word within a sentence: mostly a name that the tagger took for a verb."""
    token = proposal.view.tokens[proposal.cue]
    return token.index > 0 and token.text[:1].isupper()


def _places(lines: Sequence[View], spans: Sequence[Sequence[int]]) -> set[Place]:
    return {
        (v.number, t.index)
        for start, end in spans
        for v in lines
        if v.tree.sentence.span.start < end and v.tree.sentence.span.end > start
        for t in v.tokens
        if t.start < end and t.end > start
    }


def fit(
    examples: Examples,
    names: frozenset[str] = frozenset(),
    *,
    least: int = _LEAST_SEEN,
    penalty: float = _PENALTY,
) -> dict[str, float]:
    """Logistic regression with an L2 penalty by Adam over all examples; the same rows give the same weights.

    A feature that holds one of `names` is left out.
    """
    counts = Counter(f for row in examples.rows for f in row)
    for feature in [f for f in counts if not names.isdisjoint(_PARTS.split(f))]:
        del counts[feature]
    number = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    places = [(r, number[f]) for r, row in enumerate(examples.rows) for f in row if f in number]
    rows: NDArray[np.int64] = np.array([r for r, _ in places])
    columns: NDArray[np.int64] = np.array([c for _, c in places])
    wanted: NDArray[np.float64] = np.array(examples.answers, float)
    weights = np.zeros(len(number))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _ROUNDS + 1):
        total = np.bincount(rows, weights=weights[columns], minlength=len(wanted))
        miss = 1 / (1 + np.exp(-total)) - wanted
        slope = np.bincount(columns, weights=miss[rows], minlength=len(weights)) + penalty * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        pace = 0.1 if step < 100 else 0.03
        weights -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {f: float(weights[i]) for f, i in number.items() if abs(weights[i]) >= _LEAST_WEIGHT}


def learn(
    articles: Sequence[Article], names: frozenset[str] = frozenset()
) -> tuple[Weights, dict[tuple[str, str], tuple[int, int]]]:
    """The four models in their order (each needs the one before), and the counts of cues by construction."""
    tables: dict[str, dict[str, float]] = {model: {} for model in MODELS}
    weights = Weights(tables, {})
    tables["piece"] = fit(_pieces(articles), names)
    tables["source"] = fit(_sources(articles), names)
    chosen = [chosen_pieces(a.proposals, weights) for a in articles]
    tables["cut"] = fit(_cuts(articles, chosen), names)
    examples, counts = _cues(articles, chosen, weights)
    tables["cue"] = fit(examples, names)
    return weights, counts


def _pieces(articles: Iterable[Article]) -> Examples:
    found = Examples()
    for a in articles:
        for p, own in zip(a.proposals, a.own, strict=True):
            for number in own[:1]:
                for piece in p.pieces:
                    answer = _is_content(p, piece, a, a.contents[number])
                    found.add(piece_features(p.view, p.cue, p.lemma, p.kind, piece, p.pieces), answer)
    return found


def _is_content(proposal: Proposal, piece: Piece, a: Article, content: set[Place]) -> bool:
    if piece.quote is not None:
        places = {(v.number, i) for v in a.lines if piece.quote in v.here for i in v.inside(piece.quote)}
    else:
        places = {(proposal.view.number, i) for i in piece.tokens}
    most = len(places & content) > 0.5 * len(places)
    if piece.kind in ("above", "head"):
        return most and (proposal.view.number, piece.head) in content
    return most


def _sources(articles: Iterable[Article]) -> Examples:
    found = Examples()
    for a in articles:
        for p, own in zip(a.proposals, a.own, strict=True):
            if not own:
                continue
            gold = a.sources[own[0]]
            candidates = sources_of(p.view, p.cue, p.kind)
            for rank, c in enumerate(candidates):
                head = p.view.tokens[c.head].head
                top = head == c.head or (p.view.number, head) not in gold
                answer = top and (p.view.number, c.head) in gold
                found.add(source_features(p.view, p.cue, p.lemma, p.kind, c, rank, len(candidates)), answer)
    return found


def _cuts(articles: Sequence[Article], chosen: Sequence[list[tuple[Piece, ...]]]) -> Examples:
    found = Examples()
    for a, pieces_of in zip(articles, chosen, strict=True):
        for p, own, pieces in zip(a.proposals, a.own, pieces_of, strict=True):
            if own and pieces:
                _cuts_of(p, pieces, {i for s, i in a.contents[own[0]] if s == p.view.number}, found)
    return found


def _cuts_of(p: Proposal, pieces: tuple[Piece, ...], gold: set[int], found: Examples) -> None:
    tokens = content_tokens(pieces, cue_tokens(p), frozenset())
    heads = frozenset(piece.head for piece in pieces)
    if not is_open(pieces, tokens) or len(gold & tokens) < 2:
        return
    for _ in range(3):
        place = None
        for node, first in edges(p.view, heads, tokens):
            below = set(p.view.tree.subtree(node))
            before = [i for i in tokens if i < first and p.view.is_word(i)]
            share = len(below & gold) / len(below)
            if not before or (share < 0.3 and max(before) not in gold):
                continue
            found.add(cut_features(p.view, p.cue, p.lemma, p.kind, heads, node), share < 0.3)
            if share < 0.3:
                place = first
        if place is None:
            return
        tokens = frozenset(i for i in tokens if i < place)


def _cues(
    articles: Sequence[Article], chosen: Sequence[list[tuple[Piece, ...]]], weights: Weights
) -> tuple[Examples, dict[tuple[str, str], tuple[int, int]]]:
    found = Examples()
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for a, pieces_of in zip(articles, chosen, strict=True):
        fits: list[tuple[int, float, int | None]] = []
        best: dict[int, tuple[float, int]] = {}
        for n, (p, pieces) in enumerate(zip(a.proposals, pieces_of, strict=True)):
            if a.nested[n] or not pieces:
                continue
            told = tell(p, best_source(p, weights), pieces, weights)
            if told is None:
                continue
            said = _places(a.lines, [(s.start, s.end) for s in told.content])
            share, number = max(((_jaccard(said, a.contents[i]), i) for i in a.own[n]), default=(0.0, None))
            fits.append((n, share, number))
            if number is not None and share > best.get(number, (0.0, -1))[0]:
                best[number] = (share, n)
        for n, share, number in fits:
            p, pieces = a.proposals[n], pieces_of[n]
            leads = number is not None and best.get(number, (0.0, -1))[1] == n
            if leads and share < 0.3:
                continue  # the right cue with the wrong content says nothing about the cue
            answer = leads and share >= 0.3
            source = best_source(p, weights)
            found.add(cue_features(p.view, p.cue, p.lemma, p.kind, source, pieces), answer)
            main = main_piece(pieces)
            key = (p.lemma, main.key if main else "")
            seen, meant = counts.get(key, (0, 0))
            counts[key] = seen + 1, meant + int(answer)
    return found, counts


def _jaccard(a: set[Place], b: set[Place]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def write(weights: Weights, counts: dict[tuple[str, str], tuple[int, int]], target: Path) -> None:
    """Writes both tables, sorted; names and rare cues that never introduced content are left out."""
    total: Counter[str] = Counter()
    for (lemma, _), (seen, _meant) in counts.items():
        total[lemma] += seen
    meant_of: Counter[str] = Counter()
    for (lemma, _), (_, meant) in counts.items():
        meant_of[lemma] += meant
    with (target / "cues.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["cue", "construction", "seen", "attributed"])
        for (lemma, construction), (seen, meant) in sorted(counts.items()):
            if meant_of[lemma] >= 2 or (total[lemma] >= 8 and ":" not in lemma):
                out.writerow([lemma, construction, seen, meant])
    with (target / "weights.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["judgement", "feature", "weight"])
        for model in MODELS:
            for feature, weight in sorted(weights.tables[model].items()):
                out.writerow([model, feature, f"{weight:.2f}"])


def main() -> None:
    """Reads, parses, learns, writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--in", dest="source", type=Path, required=True)
    args = parser.parse_args()
    nlp = Parser.open()
    with gzip.open(args.source, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    documents = [article(row["doc_id"], row["text"]) for row in rows]
    parsed = [nlp.parse(document) for document in documents]
    names = names_in(parsed)
    articles = [prepare(r, d, s, names) for r, d, s in zip(rows, documents, parsed, strict=True)]
    weights, counts = learn(articles, names)
    write(weights, counts, TARGET)
    print({model: len(weights.tables[model]) for model in MODELS}, len(counts))


if __name__ == "__main__":
    main()
