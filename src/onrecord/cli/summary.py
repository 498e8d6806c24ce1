"""The summary of a run: every line adds up to another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from onrecord.harmless import one_line
from onrecord.vocabulary import Act, Basis, Standing, VerdictValue

if TYPE_CHECKING:
    from onrecord.ledger import ReviewCounts, Summary


def print_summary(summary: Summary) -> None:
    """Print the counts to standard output, one a line."""
    click.echo(summary_text(summary), nl=False)


def summary_text(summary: Summary) -> str:
    """The counts as aligned lines, sums before their parts."""
    lines = [
        ("sources met", summary.sources, ""),
        ("  documents read", summary.added, ""),
        ("  already held", summary.held, ""),
        ("  skipped", len(summary.skipped), _reasons(summary)),
        ("documents in the ledger", summary.documents, ""),
        ("  independent reports", summary.origins, "copies of one report count once"),
        ("reader comments set aside", summary.comments, "never a source of anything below"),
        ("page furniture left out", summary.left_out, ""),
        ("statements", summary.statements, ""),
        *_parts(summary.statements_by_act),
        *_reviewed(summary.reviewed_statements),
        ("positions", summary.positions, ""),
        *_parts(summary.positions_by_basis),
        *_reviewed(summary.reviewed_positions),
        ("checks", summary.claims, ""),
        *_parts(summary.claims_by_verdict),
    ]
    if summary.unchecked:
        lines.append(("  without a verdict", summary.unchecked, ""))
    lines.append(("seen and not used", summary.set_aside, "each with its reason"))
    if summary.not_covered:
        told = ", ".join(f"{language} {count:,}" for language, count in summary.not_covered.items())
        lines.append(("  paragraphs not covered", sum(summary.not_covered.values()), f"by language: {told}"))
    if summary.decisions:
        lines.append(("people's decisions", summary.decisions, "see: onrecord review list"))
        if summary.not_placed:
            lines.append(
                (
                    "  rows not placed",
                    summary.not_placed,
                    "their words are not found as documents are read now",
                )
            )
    width = max(len(name) for name, _, _ in lines)
    return "".join(
        f"{name:<{width}}  {count:>7,}{f'  {note}' if note else ''}\n" for name, count, note in lines
    )


def _parts(
    counts: Mapping[Act, int] | Mapping[Basis, int] | Mapping[VerdictValue, int],
) -> list[tuple[str, int, str]]:
    return [(f"  {value.value}", count, "") for value, count in counts.items()]


def _reviewed(counts: ReviewCounts) -> list[tuple[str, int, str]]:
    """How rows stand in review, where anybody decided: they sum to the rows above; found and unfound ones to shown and rejected."""
    decided = [
        (f"  {standing.value} in review", count, "")
        for standing, count in counts.by_standing.items()
        if count and standing is not Standing.FOUND
    ]
    if not decided and not counts.rejected:
        return []
    told = f"{counts.found:,} found + {counts.unfound:,} by people alone - {counts.rejected:,} rejected"
    found = ("  as found", counts.by_standing[Standing.FOUND], f"nobody decided; in all: {told}")
    return [found, *decided]


def _reasons(summary: Summary) -> str:
    """The reasons with their numbers, the most frequent first."""
    counted = Counter(one_line(skipped.reason) for skipped in summary.skipped)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return "; ".join(f"{reason} ({count})" for reason, count in ordered[:3]) + (
        " ..." if len(ordered) > 3 else ""
    )
