"""The practice documents once more: by document kind, and what was wrong by construction of the sentence.

The hand-made answers' own scorer pairs rows with answers; this module only counts what it pairs.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from evals.scoring import SHARED
from onrecord.extract import load_lexicon

Row = Mapping[str, Any]


def breakdown(rows: Sequence[Row], documents: Path, answers: Path) -> Iterator[str]:
    """Lines of two tables: figures by document kind, and outcomes of the found rows by construction."""
    scorer = _scorer()
    gold = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    kinds = {
        d["doc"]: d["kind"] for d in (json.loads(line) for line in documents.read_text("utf-8").splitlines())
    }
    pairs = scorer.pair_up(rows, gold, "position")
    yield from _by_kind(pairs, gold, kinds, scorer)
    yield ""
    yield from _by_construction(pairs, gold, scorer)


def _by_kind(
    pairs: Iterable[tuple[Row, Row | None]], gold: Iterable[Row], kinds: Mapping[str, str], scorer: ModuleType
) -> Iterator[str]:
    wanted = Counter(kinds[g["doc"]] for g in gold if g["core"])
    right: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for row, answer in pairs:
        if answer is None or answer["core"]:
            kind = kinds[scorer.document_key(row["document"])]
            counted[kind] += 1
            right[kind] += answer is not None
    yield f"{'kind':12} {'precision':>15} {'recall':>15} {'F1':>6}"
    for kind in sorted(wanted):
        f1 = 2 * right[kind] / (counted[kind] + wanted[kind])
        shares = [f"{right[kind] / n:.2f} ({right[kind]}/{n})" for n in (counted[kind], wanted[kind])]
        yield f"{kind:12} {shares[0]:>15} {shares[1]:>15} {f1:6.2f}"


def _by_construction(
    pairs: Iterable[tuple[Row, Row | None]], gold: Sequence[Row], scorer: ModuleType
) -> Iterator[str]:
    classes = {
        f.id: f"{'told ' if f.holder == 'teller' else ''}{f.word_class}" for f in load_lexicon().frames
    }
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for row, answer in pairs:
        if answer is None or answer["core"]:
            table[_construction(row["rule"], classes)][_outcome(row, answer, gold, scorer)] += 1
    outcomes = (
        "right",
        "counterpart empty",
        "other counterpart",
        "other direction",
        "other holder",
        "nothing there",
    )
    yield f"{'construction':22}" + "".join(f"{name:>19}" for name in outcomes)
    for construction in sorted(table):
        yield f"{construction:22}" + "".join(f"{table[construction][name]:19}" for name in outcomes)


def _construction(rule: str, classes: Mapping[str, str]) -> str:
    """The frame's word class, or what else made the row: a clause of an adopted text, thanks, "did so"."""
    frame, _, rest = rule.partition("/")
    if frame == "instrument":
        return "clause of a text"
    return {"thanked": "thanked for", "so": "did so"}.get(rest, classes.get(frame, frame))


def _outcome(row: Row, answer: Row | None, gold: Iterable[Row], scorer: ModuleType) -> str:
    if answer is not None:
        return "right"
    near = [g for g in gold if scorer.match_position(row, g, "evidence")]
    if any(scorer.match_position(row, g, "holder") for g in near):
        return "other counterpart" if row["toward"] else "counterpart empty"
    if any(scorer.acceptable(row["holder"], g["holder"]) for g in near):
        return "other direction"
    return "other holder" if near else "nothing there"


def _scorer() -> ModuleType:
    """The scorer that stands beside the answers."""
    spec = importlib.util.spec_from_file_location("answers_scorer", SHARED / "gold" / "score.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("no scorer stands beside the answers")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
