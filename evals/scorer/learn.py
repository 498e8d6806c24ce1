"""Learns the scorer's tables from the train split of DSE and the dev speeches of UNSCon.

    python -m evals.scorer.learn --events ../shared/benchmarks/events

Writes `valences.csv`, `pairs.csv`, `criticism.csv` and `thresholds.csv` into `onrecord/extract/scorer`: words, labels
of grammar and numbers, sorted; no name and no stretch of text. Needs the development packages.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from evals.scorer.pairs import learn_pairs, read_pairs
from evals.scorer.speeches import (
    best_least,
    conflict_figures,
    fit_speeches,
    left_out,
    read_speeches,
    target_figures,
)
from evals.scorer.vectors import load_vectors
from onrecord.extract.scorer.tables import Tables, read_groups
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, load_knowledge
from onrecord.vocabulary import ActorKind

TARGET = Path(__file__).parents[2] / "src" / "onrecord" / "extract" / "scorer"
_NO_WORDS = frozenset({"NAME", "NUM"})


def bare_tables() -> Tables:
    """The hand-made groups alone."""
    groups = read_groups((files("onrecord.extract.scorer") / "groups.toml").read_text("utf-8"))
    return Tables(valences={}, pairs={}, judgements={}, groups=groups, thresholds={})


def registered_names(knowledge: Knowledge) -> frozenset[str]:
    """The names of states, their people and capitals that are one word, in small letters."""
    registry = knowledge.registry
    return frozenset(
        name.name.lower()
        for actor, names in registry.actor_names.items()
        if registry.actors[actor].kind is ActorKind.STATE
        for name in names
        if name.name.isalpha()
    )


def learn(events: Path, target: Path) -> None:
    """Reads, parses, learns, writes; prints the figures of cross-validation."""
    parser, knowledge = Parser.open(), load_knowledge()
    valences, threshold = learn_from_news(events, target, knowledge, parser)
    learn_from_speeches(events, target, valences, threshold, knowledge, parser)


def learn_from_news(
    events: Path, target: Path, knowledge: Knowledge, parser: Parser
) -> tuple[Mapping[str, tuple[float, float]], float]:
    """Writes valences and the weights of pairs; returns the valences as written, and the threshold."""
    pairs, names = read_pairs(events / "dse.train.jsonl", parser)
    names |= registered_names(knowledge)
    vectors = load_vectors(w for p in pairs for w in p.words if w not in _NO_WORDS and w not in names)
    model, valences, figures = learn_pairs(pairs, vectors, names, bare_tables())
    _print("DSE train, five folds", figures)
    write(target / "valences.csv", ("word", "blame", "praise"), _twofold(valences))
    write(target / "pairs.csv", ("feature", "blame", "praise"), _twofold(model.weights))
    return {word: (round(b, 3), round(p, 3)) for word, (b, p) in valences.items()}, model.threshold


def learn_from_speeches(
    events: Path,
    target: Path,
    valences: Mapping[str, tuple[float, float]],
    threshold: float,
    knowledge: Knowledge,
    parser: Parser,
) -> None:
    """Writes the weights of criticism and both thresholds."""
    tables = replace(bare_tables(), valences=valences)
    speeches = read_speeches(events / "unscon.dev.jsonl", knowledge, parser)
    found = left_out(speeches, tables)
    least = best_least(found)
    _print("UNSCon, meetings left out: criticism", conflict_figures(found, least))
    _print("UNSCon, meetings left out: named targets", target_figures(found, least))
    fitted = fit_speeches(speeches, tables)
    rows = [
        (judgement, feature, f"{weight:.3f}")
        for judgement, weights in (("criticism", fitted.criticism), ("target", fitted.target))
        for feature, weight in sorted(weights.items())
    ]
    write(target / "criticism.csv", ("judgement", "feature", "weight"), rows)
    thresholds = [("criticism", f"{least:.3f}"), ("pair", f"{threshold:.1f}")]
    write(target / "thresholds.csv", ("threshold", "value"), thresholds)


def _twofold(table: Mapping[str, tuple[float, float]]) -> list[tuple[str, str, str]]:
    """Sorted rows with three decimals; what is nothing to both sides is left out."""
    rows = [(key, f"{first:.3f}", f"{second:.3f}") for key, (first, second) in sorted(table.items())]
    return [row for row in rows if float(row[1]) or float(row[2])]


def write(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """One CSV file, the same bytes everywhere."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def _print(what: str, figures: tuple[float, float, float]) -> None:
    print(f"{what}: P {figures[0]:.3f} R {figures[1]:.3f} F1 {figures[2]:.3f}")


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--events", type=Path, required=True, help="folder of the benchmarks of directed relations"
    )
    learn(parser.parse_args().events, TARGET)


if __name__ == "__main__":
    main()
