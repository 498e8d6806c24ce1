"""Runs the checker over documents and lays what it found beside what was expected.

Documents are parsed many at a time, as paragraphs of one; claims are then found and compared document by document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from evals.claims.expected import DIFFERS, Expected, Item
from onrecord.check import compare, find_claims
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge
from onrecord.vocabulary import Claim, Document, Paragraph, Sentence, Span, Verdict

_BATCH = 200
Checked = tuple[Claim, Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One document with what was found in it."""

    item: Item
    found: tuple[Checked, ...]
    hits: tuple[tuple[Expected, tuple[Checked, ...]], ...]
    """For each expected claim those found that answer it."""
    alarms: tuple[Checked, ...]
    """Claims that differ although nothing wrong is said there."""

    def judged(self) -> Iterator[tuple[Expected, bool, bool]]:
        """(expected, found, verdict right)."""
        for expected, hits in self.hits:
            values = {verdict.value for _, verdict in hits}
            right = bool(expected.verdicts & values) and (
                DIFFERS in expected.verdicts or DIFFERS not in values
            )
            yield expected, bool(hits), right


def run(items: Iterable[Item], *, knowledge: Knowledge, parser: Parser) -> Iterator[Outcome]:
    """One outcome for each document, in order."""
    rows = iter(items)
    while batch := list(islice(rows, _BATCH)):
        parsed = _parse([item.document for item in batch], parser)
        for item, sentences in zip(batch, parsed, strict=True):
            yield outcome_of(item, _check(item.document, sentences, knowledge))


def _check(document: Document, sentences: tuple[Sentence, ...], knowledge: Knowledge) -> tuple[Checked, ...]:
    claims = find_claims(document, sentences, registry=knowledge.registry, record=knowledge.record)
    return tuple(
        (claim, compare(claim, document, registry=knowledge.registry, record=knowledge.record))
        for claim in claims.found
    )


def _parse(documents: Sequence[Document], parser: Parser) -> list[tuple[Sentence, ...]]:
    """The sentences of each document, parsed as one long text."""
    text, paragraphs, owners = "", [], []
    for index, document in enumerate(documents):
        base = len(text)
        for place, paragraph in enumerate(document.paragraphs):
            paragraphs.append(Paragraph(span=Span(paragraph.span.start + base, paragraph.span.end + base)))
            owners.append((index, place, base))
        text += f"{document.text}\n\n"
    joint = replace(documents[0], text=text, paragraphs=tuple(paragraphs))
    found: list[list[Sentence]] = [[] for _ in documents]
    for sentence in parser.parse(joint):
        index, place, base = owners[sentence.paragraph]
        span = Span(sentence.span.start - base, sentence.span.end - base)
        tokens = tuple(replace(t, start=t.start - base, end=t.end - base) for t in sentence.tokens)
        found[index].append(Sentence(span, tokens, place))
    return [tuple(sentences) for sentences in found]


def outcome_of(item: Item, found: tuple[Checked, ...]) -> Outcome:
    """Which of the found claims answer an expected one, and which differ where nothing wrong is said."""
    hits = tuple(
        (wanted, tuple(row for row in found if _answers(row[0], wanted))) for wanted in item.expected
    )
    wrong = [wanted.span for wanted in item.expected if DIFFERS in wanted.verdicts]
    alarms = tuple(
        (claim, verdict)
        for claim, verdict in found
        if verdict.value is DIFFERS and not any(claim.span.overlaps(span) for span in wrong)
    )
    return Outcome(item=item, found=found, hits=hits, alarms=alarms)


def _answers(claim: Claim, wanted: Expected) -> bool:
    if not claim.span.overlaps(wanted.span):
        return False
    if not any(_is_kind(str(claim.kind), kind) for kind in wanted.kinds):
        return False
    return all(
        name not in claim.terms or _fits(claim.terms[name], value) for name, value in wanted.terms.items()
    )


def _is_kind(kind: str, wanted: str) -> bool:
    return kind.startswith(wanted[:-1]) if wanted.endswith("*") else kind == wanted


def _fits(held: object, wanted: object) -> bool:
    """Lists are compared without order; a tuple is a choice."""
    if isinstance(wanted, tuple):
        return held in wanted
    if isinstance(wanted, list):
        return sorted(held if isinstance(held, list) else [str(held)]) == wanted
    return held == wanted
