"""Measures the scorer as it ships: pairs on DSE's dev split, criticism by leaving meetings out, practice documents.

`python -m evals.scorer`; skips, saying so, where ../shared is absent.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from evals.scorer.pairs import PairModel, measured, read_pairs
from evals.scorer.practice import found_in, table
from evals.scorer.speeches import (
    Figures,
    Judged,
    conflict_figures,
    judged,
    left_out,
    naive_prior,
    read_speeches,
    recall_by_kind,
    target_figures,
)
from evals.scoring import SHARED
from onrecord.extract.scorer import load_tables
from onrecord.extract.scorer.tables import Tables
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, load_knowledge

_EVENTS = SHARED / "benchmarks" / "events"


def main() -> int:
    """Print the figures."""
    if not (_EVENTS / "dse.dev.jsonl").is_file():
        print("skipped: no benchmarks of directed relations beside the project")
        return 0
    tables, parser, knowledge = load_tables(), Parser.open(), load_knowledge()
    _pairs(tables, parser)
    _speeches(tables, parser, knowledge)
    found, wanted = found_in(SHARED / "gold", knowledge, parser)
    print(*table(found, wanted), sep="\n")
    return 0


def _pairs(tables: Tables, parser: Parser) -> None:
    pairs, _ = read_pairs(_EVENTS / "dse.dev.jsonl", parser)
    model = PairModel(tables.pairs, tables.thresholds["pair"])
    figures, answers = measured(pairs, model, tables)
    print(f"DSE dev, non-neutral and directed: {_shown(figures)}")
    for label in range(5):
        right, said = answers[label, label], sum(n for (_, given), n in answers.items() if given == label)
        there = sum(n for (answer, _), n in answers.items() if answer == label)
        print(f"  answer {label}: F1 {2 * right / max(1, said + there):.3f} of {there}")


def _speeches(tables: Tables, parser: Parser, knowledge: Knowledge) -> None:
    speeches = read_speeches(_EVENTS / "unscon.dev.jsonl", knowledge, parser)
    bare = replace(tables, judgements={})
    least = tables.thresholds["criticism"]
    for name, found in (
        ("meetings left out", left_out(speeches, bare)),
        ("in sample", judged(speeches, tables)),
    ):
        print(f"UNSCon dev, {name}: criticism {_shown(conflict_figures(found, least))}")
        print(f"UNSCon dev, {name}: named targets {_shown(target_figures(found, least))}")
        kinds = recall_by_kind(found, least)
        print("  recall by kind: " + ", ".join(f"{k} {hit}/{n}" for k, (hit, n) in kinds.items()))
        _by_meeting(found, least)
    conflict, target = naive_prior(speeches)
    print(f"UNSCon dev, naive prior, every sentence: criticism {_shown(conflict)}; targets {_shown(target)}")


def _by_meeting(found: Sequence[Judged], least: float) -> None:
    for meeting in sorted(Counter(j.spoken.meeting for j in found)):
        some = [j for j in found if j.spoken.meeting == meeting]
        print(
            f"  {meeting}: criticism F1 {conflict_figures(some, least)[2]:.3f}, "
            f"targets F1 {target_figures(some, least)[2]:.3f}, {len(some)} sentences"
        )


def _shown(figures: Figures) -> str:
    return f"P {figures[0]:.3f} R {figures[1]:.3f} F1 {figures[2]:.3f}"


if __name__ == "__main__":
    sys.exit(main())
