"""How often the scorer of criticism is right in the speeches and statements of the practice documents, by threshold.

A sentence counts as right where an annotated accusation, criticism, condemnation, rejection or opposition of the speaker
lies in the same stretch; as right in its target where that row is also aimed at the target that was scored.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.extract.frames import load_lexicon
from onrecord.extract.roles import Scene
from onrecord.extract.scorer import criticisms
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge
from onrecord.read import read_bytes
from onrecord.resolve import find_voices, parties_by_token, resolve
from onrecord.syntax import Tree
from onrecord.vocabulary import Span

HOSTILE = frozenset({"accuses", "criticizes", "condemns", "rejects", "opposes"})
OWN_WORDS = frozenset({"own-words", "instrument"})
KINDS = frozenset({"speech", "communique"})


@dataclass(frozen=True)
class Found:
    """One sentence that was scored: how certain, with its target or not, and what the annotators saw there."""

    certainty: float
    target_here: bool
    right: bool
    right_target: bool


def found_in(folder: Path, knowledge: Knowledge, parser: Parser) -> tuple[list[Found], int]:
    """Every scored sentence of the practice documents, and how many annotated rows there are to find."""
    documents = [json.loads(line) for line in (folder / "practice_documents.jsonl").open(encoding="utf-8")]
    rows = [json.loads(line) for line in (folder / "practice_positions.jsonl").open(encoding="utf-8")]
    found: list[Found] = []
    wanted = 0
    for raw in documents:
        if raw["kind"] in KINDS:
            hostile = [
                r
                for r in rows
                if r["doc"] == raw["doc"] and r["stance"] in HOSTILE and r["basis"] in OWN_WORDS
            ]
            wanted += len(hostile)
            found += _of_document(raw, hostile, knowledge, parser)
    return found, wanted


def _of_document(
    raw: dict[str, Any], hostile: Sequence[dict[str, Any]], knowledge: Knowledge, parser: Parser
) -> list[Found]:
    who = ", ".join(raw[key] for key in ("speaker", "speaker_post", "outlet_or_state") if raw.get(key))
    page = f"{raw['title']}\n\n{who}\n{raw['date']}\n\n{raw['text']}\n"
    document = read_bytes(page.encode(), address=f"{raw['doc']}_{raw['kind']}.txt")
    sentences = parser.parse(document)
    voices = find_voices(document, registry=knowledge.registry, record=knowledge.record)
    references = resolve(
        document, sentences, voices=voices, registry=knowledge.registry, record=knowledge.record
    )
    parties = parties_by_token(len(sentences), references.found)
    scenes = [Scene(Tree(s), p, load_lexicon()) for s, p in zip(sentences, parties, strict=True)]
    speaker = voices.speaker.actor.id if voices.speaker else None
    gold = [(_place(row["quote"], document.text), set(row["toward"] or ())) for row in hostile]
    found = []
    for scored in criticisms(scenes, speaker=speaker, least=0.0):
        if scored is None:
            continue
        here = [toward for span, toward in gold if span is not None and span.overlaps(scored.evidence)]
        target = scored.target.actor.id if scored.target else None
        found.append(
            Found(scored.certainty, scored.target_here, bool(here), any(target in toward for toward in here))
        )
    return found


def _place(quote: str, text: str) -> Span | None:
    start = text.find(quote)
    return Span(start, start + len(quote)) if start >= 0 else None


def table(
    found: Sequence[Found], wanted: int, steps: Sequence[float] = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
) -> list[str]:
    """One line a threshold: how many sentences, and which share is right, with the right target, target in place."""
    lines = [f"practice documents, {wanted} annotated rows"]
    for least in steps:
        chosen = [f for f in found if f.certainty >= least]
        near = [f for f in chosen if f.target_here]
        lines.append(
            f"certainty >= {least:.1f}: {len(chosen):4d} sentences, right {_share([f.right for f in chosen])}, "
            f"target too {_share([f.right_target for f in chosen])}; target named here: {len(near):3d}, "
            f"right {_share([f.right for f in near])}, target too {_share([f.right_target for f in near])}"
        )
    return lines


def _share(answers: Sequence[bool]) -> str:
    return f"{sum(answers) / len(answers):.2f}" if answers else "-"
