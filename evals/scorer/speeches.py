"""Learns and measures the scorer of criticism from UNSCon's dev speeches, one meeting left out at a time.

Only what is learned from other meetings judges a meeting; the figures with all meetings learned are given beside it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evals.positions.reading import parse_all
from evals.positions.rows import Row as BenchmarkRow
from evals.positions.rows import as_document, read_rows
from evals.scorer.fitting import Row, logistic, spread
from onrecord.extract.scorer.criticism import judge
from onrecord.extract.scorer.line_features import line_features
from onrecord.extract.scorer.party_features import Heard, candidates
from onrecord.extract.scorer.speech import Line
from onrecord.extract.scorer.tables import Tables
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge
from onrecord.resolve import find_voices, parties_by_token, resolve
from onrecord.syntax import Tree
from onrecord.vocabulary import Document, Sentence

_LINE_PENALTY = 33.0
_TARGET_PENALTY = 20.0
_VALENCE_SPREAD = 0.3
_PARTIES_SPREAD = 0.7
_LEAST_WEIGHT = 0.005


@dataclass(frozen=True)
class Spoken:
    """One annotated sentence: its lines (mostly one), the lines before it, and who is criticised."""

    meeting: str
    speaker: str | None
    lines: tuple[Line, ...]
    before: tuple[Line, ...]
    criticised: bool
    named: frozenset[str]
    """Ids of the parties criticised by name."""
    unnamed: bool
    """True where somebody criticised has no name in the annotation."""
    kinds: tuple[str, ...]


def read_speeches(path: Path, knowledge: Knowledge, parser: Parser) -> list[Spoken]:
    """The rows of a file as the program reads them, with their annotations."""
    with path.open(encoding="utf-8") as lines:
        raw = {row["id"]: row for row in map(json.loads, lines)}
    rows = list(read_rows(path))
    documents = [as_document(row) for row in rows]
    return [
        _spoken(row, _lines(document, sentences, knowledge), raw[row.id], knowledge)
        for row, document, sentences in zip(rows, documents, parse_all(documents, parser), strict=True)
    ]


def _lines(document: Document, sentences: Sequence[Sentence], knowledge: Knowledge) -> list[Line]:
    voices = find_voices(document, registry=knowledge.registry, record=knowledge.record)
    references = resolve(
        document, sentences, voices=voices, registry=knowledge.registry, record=knowledge.record
    )
    parties = parties_by_token(len(sentences), references.found)
    speaker = voices.speaker.actor.id if voices.speaker else None
    return [Line(Tree(s), p, speaker) for s, p in zip(sentences, parties, strict=True)]


def _spoken(row: BenchmarkRow, lines: Sequence[Line], raw: Mapping[str, Any], knowledge: Knowledge) -> Spoken:
    own = tuple(line for line in lines if line.tree.sentence.span.start >= row.offset)
    printed = [relation["target"].get("text") for relation in raw["relations"]]
    return Spoken(
        meeting=raw["meeting"],
        speaker=own[0].speaker if own else None,
        lines=own,
        before=tuple(line for line in lines if line.tree.sentence.span.start < row.offset),
        criticised=bool(raw["relations"]),
        named=frozenset(actor for text in printed if text for actor in _actors(text, knowledge)),
        unnamed=any(not text for text in printed),
        kinds=tuple(relation["kind"] for relation in raw["relations"]),
    )


def _actors(text: str, knowledge: Knowledge) -> list[str]:
    words = [w if w in ("of", "and", "the") else w.capitalize() for w in text.split()]
    hits = knowledge.registry.mentions(" ".join(words))
    return [hit.names[0].actor for hit in hits[:1]]


@dataclass(frozen=True)
class SpeechModel:
    """Weights of both judgements."""

    criticism: Mapping[str, float]
    target: Mapping[str, float]

    def into(self, tables: Tables) -> Tables:
        """The tables with these weights."""
        return replace(tables, judgements={"criticism": self.criticism, "target": self.target})


def heard_before(lines: Sequence[Line], tables: Tables) -> list[Heard]:
    """What is kept of the sentences before, each judged after those before it."""
    kept: list[Heard] = []
    for line in lines:
        kept.append(judge(line, kept, tables)[1])
    return kept


def fit_speeches(speeches: Sequence[Spoken], tables: Tables) -> SpeechModel:
    """Both judgements; the sentences before are scored by the first one as it was learned without their meeting."""
    bare = SpeechModel({}, {}).into(tables)
    rows, answers, meetings = [], [], []
    for spoken in speeches:
        kept = heard_before(spoken.before, bare)
        for line in spoken.lines[:1]:
            rows.append(line_features(line, candidates(line, kept, bare), bare))
            answers.append(spoken.criticised)
            meetings.append(spoken.meeting)
    model = _fit_lines(rows, answers)
    scorers = {}
    for meeting in sorted(set(meetings)):
        others = [i for i, m in enumerate(meetings) if m != meeting]
        weights = _fit_lines([rows[i] for i in others], [answers[i] for i in others]) if others else model
        scorers[meeting] = SpeechModel(weights, {}).into(tables)
    return SpeechModel(model, _fit_targets(speeches, scorers))


def _fit_lines(rows: Sequence[Row], answers: Sequence[bool]) -> dict[str, float]:
    scales = spread(rows, lambda f: f.startswith("valence of "), _VALENCE_SPREAD)
    scales |= {f: _PARTIES_SPREAD for row in rows for f in row if f.startswith("parties|")}
    weights = logistic(rows, answers, penalty=_LINE_PENALTY, scales=scales)
    return {f: w for f, w in weights.items() if abs(w) >= _LEAST_WEIGHT}


def _fit_targets(speeches: Sequence[Spoken], scorers: Mapping[str, Tables]) -> dict[str, float]:
    rows, answers = [], []
    for spoken in speeches:
        if not spoken.named:
            continue
        tables = scorers[spoken.meeting]
        kept = heard_before(spoken.before, tables)
        for line in spoken.lines[:1]:
            for actor, features in sorted(candidates(line, kept, tables).items()):
                rows.append(features)
                answers.append(actor in spoken.named)
    weights = logistic(rows, answers, penalty=_TARGET_PENALTY)
    return {f: w for f, w in weights.items() if abs(w) >= _LEAST_WEIGHT}


@dataclass(frozen=True)
class Judged:
    """What the scorer said of one sentence."""

    spoken: Spoken
    certainty: float
    target: str | None


def judged(speeches: Sequence[Spoken], tables: Tables) -> list[Judged]:
    """Each sentence scored; of two lines in one row the surer counts."""
    found = []
    for spoken in speeches:
        kept = heard_before(spoken.before, tables)
        best = Judged(spoken, 0.0, None)
        for line in spoken.lines:
            scored, after = judge(line, kept, tables)
            kept.append(after)
            if scored.certainty > best.certainty:
                best = Judged(spoken, scored.certainty, scored.target.actor.id if scored.target else None)
        found.append(best)
    return found


def left_out(speeches: Sequence[Spoken], tables: Tables) -> list[Judged]:
    """Each meeting judged by what the other meetings teach."""
    found = []
    for meeting in sorted({s.meeting for s in speeches}):
        model = fit_speeches([s for s in speeches if s.meeting != meeting], tables)
        found += judged([s for s in speeches if s.meeting == meeting], model.into(tables))
    return found


Figures = tuple[float, float, float]


def _figures(right: int, said: int, wanted: int) -> Figures:
    return right / max(1, said), right / max(1, wanted), 2 * right / max(1, said + wanted)


def conflict_figures(found: Sequence[Judged], least: float) -> Figures:
    """Precision, recall and F1 of "somebody is criticised"."""
    said = [j for j in found if j.certainty >= least]
    return _figures(
        sum(j.spoken.criticised for j in said), len(said), sum(j.spoken.criticised for j in found)
    )


def target_figures(found: Sequence[Judged], least: float) -> Figures:
    """The same of named targets, counted as the benchmark does: a wrong one is not held against an unnamed one."""
    right = said = wanted = 0
    for j in found:
        wanted += len(j.spoken.named)
        if j.certainty < least:
            continue
        hit = j.target in j.spoken.named
        right += hit
        said += hit or not j.spoken.unnamed
    return _figures(right, said, wanted)


def recall_by_kind(found: Sequence[Judged], least: float) -> dict[str, tuple[int, int]]:
    """For each kind of criticism (found, there are)."""
    there: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for j in found:
        for kind in j.spoken.kinds:
            there[kind] += 1
            hit[kind] += j.certainty >= least
    return {kind: (hit[kind], there[kind]) for kind in sorted(there)}


def best_least(found: Sequence[Judged]) -> float:
    """The threshold with the best sum of both F1."""
    steps = [round(0.15 + 0.005 * i, 3) for i in range(80)]
    return max(steps, key=lambda t: (conflict_figures(found, t)[2] + target_figures(found, t)[2], -t))


def naive_prior(speeches: Sequence[Spoken]) -> tuple[Figures, Figures]:
    """Everybody criticises whom most criticise, he whom he criticises most: (conflict, target) with every sentence."""
    counts: Counter[str] = Counter()
    own: dict[str | None, Counter[str]] = {}
    for spoken in speeches:
        for actor in spoken.named:
            counts[actor] += 1
            own.setdefault(spoken.speaker, Counter())[actor] += 1
    first = counts.most_common(1)[0][0]
    second = own.get(first, Counter()).most_common(1)
    found = [
        Judged(s, 1.0, (second[0][0] if second else None) if s.speaker == first else first) for s in speeches
    ]
    return conflict_figures(found, 0.5), target_figures(found, 0.5)
