"""Prints how the checker did: a table by family, what was missed, the wordings that fail most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evals.claims.expected import DIFFERS
from evals.claims.judging import Outcome


@dataclass(slots=True)
class Count:
    """Figures of one family."""

    documents: int = 0
    expected: int = 0
    found: int = 0
    right: int = 0
    alarms: int = 0
    wrong_said: int = 0
    """Expected claims that are wrong."""

    def take(self, outcome: Outcome) -> None:
        """Add one document."""
        self.documents += 1
        self.alarms += bool(outcome.alarms)
        for wanted, found, right in outcome.judged():
            self.expected += 1
            self.wrong_said += DIFFERS in wanted.verdicts
            self.found += found
            self.right += right

    def figures(self) -> dict[str, float]:
        """Shares between 0 and 1; alarms as the share of documents without one."""
        return {
            "found": self.found / max(1, self.expected),
            "verdict right": self.right / max(1, self.found),
            "no false alarm": 1 - self.alarms / max(1, self.documents),
        }


def table(outcomes: Iterable[Outcome]) -> Count:
    """Print the figures of each family and of all, which are handed back."""
    families: dict[str, Count] = defaultdict(Count)
    total = Count()
    for outcome in outcomes:
        families[outcome.item.family].take(outcome)
        total.take(outcome)
    print(
        f"{'family':14} {'documents':>9} {'claims':>6} {'wrong':>6} {'found':>7} {'verdict right':>14} {'false alarms':>13}"
    )
    for name, count in [*sorted(families.items()), ("all", total)]:
        shares = count.figures()
        found = (
            f"{shares['found']:7.3f} {shares['verdict right']:14.3f}"
            if count.expected
            else f"{'-':>7} {'-':>14}"
        )
        print(
            f"{name:14} {count.documents:9} {count.expected:6} {count.wrong_said:6} {found} {count.alarms:13}"
        )
    per = 10_000 * total.alarms / max(1, total.documents)
    print(f"documents with a false alarm: {per:.0f} in 10,000")
    return total


def shown(outcome: Outcome) -> Sequence[str]:
    """What is amiss in a document, line by line; nothing for a right one."""
    text, lines = outcome.item.document.text, []
    for (wanted, hits), (_, found, right) in zip(outcome.hits, outcome.judged(), strict=True):
        if not found:
            lines.append(f"  missed   {wanted.span.of(text)!r} {wanted.kinds} {dict(wanted.terms)}")
        elif not right:
            lines += [
                f"  verdict  {claim.span.of(text)!r} {claim.kind} is {verdict.value}, not {wanted.verdict}: {verdict.record_says[:120]} {verdict.searched}"
                for claim, verdict in hits
            ]
    lines += [
        f"  alarm    {claim.span.of(text)!r} {claim.kind} {dict(claim.terms)}: {verdict.record_says[:120]}"
        for claim, verdict in outcome.alarms
    ]
    document = outcome.item.document
    return (
        [f"{outcome.item.id} [{document.date}, {document.outlet}: {document.title}] {text!r}", *lines]
        if lines
        else []
    )


def worst(outcomes: Iterable[Outcome], number: int) -> list[str]:
    """The templates with the most failures of one sort; each with how often it was tried, and an example."""
    tried: Counter[str] = Counter()
    failed: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        pattern = outcome.item.pattern
        tried[pattern] += 1
        for sort in sorted(set(_failures(outcome))):
            failed[pattern, sort].append(outcome)
    lines = []
    ranked = sorted(failed.items(), key=lambda row: (-len(row[1]) / tried[row[0][0]], -len(row[1]), row[0]))
    for (pattern, sort), rows in ranked[:number]:
        lines += [f"## {sort}: {len(rows)} of {tried[pattern]}, {pattern}", *shown(rows[0]), ""]
    return lines


def _failures(outcome: Outcome) -> Iterator[str]:
    for (wanted, hits), (_, found, right) in zip(outcome.hits, outcome.judged(), strict=True):
        if not found:
            yield "missed"
        elif not right:
            yield f"{'/'.join(sorted({verdict.value for _, verdict in hits}))} for {wanted.verdict}"
    if outcome.alarms:
        yield "false alarm"
