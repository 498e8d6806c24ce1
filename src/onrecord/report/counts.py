"""The counts at the head of the page. Each total is the sum of the parts printed beside it.

What a stage set aside is counted too, so that nothing vanishes between two numbers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from onrecord.report.checks import count_uncompared, count_verdicts
from onrecord.report.content import ReportContent
from onrecord.report.lookup import Lookup
from onrecord.report.phrases import load_phrases
from onrecord.vocabulary import Act, Basis, Form, SetAside


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A total and its parts (number, label); the parts add up to the total."""

    labels: tuple[str, str]
    """For one, and for any other number."""
    total: int
    parts: tuple[tuple[int, str], ...]
    note: str = ""

    def __post_init__(self) -> None:
        assert not self.parts or sum(number for number, _ in self.parts) == self.total, self.label

    @property
    def label(self) -> str:
        """The label that goes with the total."""
        return _many(self.total, *self.labels)


def build_counts(content: ReportContent, lookup: Lookup) -> tuple[Count, ...]:
    """Documents, reports, comments, paragraphs if some were not covered, statements, positions and checks, in this order."""
    read = len(lookup.analyses)
    return (
        Count(
            labels=("document given", "documents given"),
            total=read + len(content.skipped),
            parts=((read, "read"), (len(content.skipped), "skipped")),
        ),
        Count(
            labels=("document read", "documents read"),
            total=read,
            parts=(
                (
                    len(lookup.origins),
                    _many(len(lookup.origins), "independent report", "independent reports"),
                ),
                (
                    read - len(lookup.origins),
                    _many(read - len(lookup.origins), "further copy", "further copies"),
                ),
            ),
        ),
        Count(
            labels=("reader comment", "reader comments"),
            total=sum(len(analysis.document.comments) for analysis in lookup.analyses),
            parts=(),
            note="set aside; nothing is taken from them",
        ),
        *_paragraphs(lookup),
        _statements(lookup),
        _positions(lookup),
        _checks(lookup),
    )


def _many(number: int, one: str, more: str) -> str:
    return one if number == 1 else more


def _paragraphs(lookup: Lookup) -> tuple[Count, ...]:
    """Paragraphs read in full and not covered, where some are not."""
    total = sum(len(analysis.document.paragraphs) for analysis in lookup.analyses)
    aside = [
        item.reason.removeprefix(SetAside.NOT_COVERED)
        for analysis in lookup.analyses
        for item in analysis.set_aside
        if item.reason.startswith(SetAside.NOT_COVERED)
    ]
    if not aside:
        return ()
    told = ", ".join(f"{language} {number}" for language, number in sorted(Counter(aside).items()))
    return (
        Count(
            labels=("paragraph", "paragraphs"),
            total=total,
            parts=((total - len(aside), "read in full"), (len(aside), "in a language not covered")),
            note=f"not covered, by language: {told}",
        ),
    )


def _statements(lookup: Lookup) -> Count:
    held = [statement for analysis in lookup.analyses for statement in analysis.statements]
    acts = Counter(statement.act for statement in held)
    forms = Counter(statement.form for statement in held if statement.act is Act.SPEECH)
    labels = load_phrases().acts
    told = ", ".join(f"{forms[form]} {form.value}" for form in Form if forms[form])
    return Count(
        labels=("statement", "statements"),
        total=len(held),
        parts=tuple((acts[act], labels[act].label) for act in Act) if held else (),
        note=f"of the speech: {told}" if told else "" if held else "none found",
    )


def _positions(lookup: Lookup) -> Count:
    bases = Counter(position.basis for position in lookup.positions.values())
    labels = load_phrases().bases
    return Count(
        labels=("position", "positions"),
        total=sum(bases.values()),
        parts=tuple((bases[basis], labels[basis].label) for basis in Basis),
    )


def _checks(lookup: Lookup) -> Count:
    verdicts = count_verdicts(lookup)
    rest = count_uncompared(lookup)
    parts = [(number, value.value) for value, number in verdicts.items()]
    if rest:
        parts.append((rest, "not compared"))
    return Count(labels=("claim", "claims"), total=sum(verdicts.values()) + rest, parts=tuple(parts))
