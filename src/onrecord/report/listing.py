"""Lists at the end of the page: statements by document, what was set aside, and which rules fired.

Lists are bounded, and each says how many entries it leaves out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.plaintext import clip
from onrecord.report.excerpt import Excerpt, excerpt
from onrecord.report.lookup import Lookup, anchor
from onrecord.vocabulary import Act, Document, SetAside, Span, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """One statement: chain, words, rule."""

    anchor: str
    statement: Statement
    chain: tuple[str, ...]
    quote: Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementGroup:
    """Statements of a document; `more` were left out."""

    statements: tuple[StatementView, ...]
    total: int
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementList:
    """A document's statements: what somebody is said to say, and apart from it what somebody is said to think or do."""

    document: Document
    document_anchor: str
    speech: StatementGroup
    others: StatementGroup
    counts: tuple[tuple[int, Act], ...]
    """How many of each act; nought is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideGroup:
    """What one stage set aside for one reason, with some examples (document name, words)."""

    stage: str
    reason: str
    total: int
    examples: tuple[tuple[str, str], ...]
    more: int


def build_statements(lookup: Lookup, *, most_quoted: int, most_listed: int) -> tuple[StatementList, ...]:
    """One list a document, in the order of the text; speech and the other acts are bounded apart."""

    def group(document: Document, held: list[Statement]) -> StatementGroup:
        shown = held[:most_listed]
        views = tuple(_statement(document, statement, most_quoted) for statement in shown)
        return StatementGroup(statements=views, total=len(held), more=len(held) - len(shown))

    lists = []
    for analysis in lookup.analyses:
        document, ordered = analysis.document, sorted(analysis.statements, key=lambda s: (_extent(s), s.id))
        acts = Counter(statement.act for statement in ordered)
        lists.append(
            StatementList(
                document=document,
                document_anchor=anchor("doc", document.id),
                speech=group(document, [s for s in ordered if s.act is Act.SPEECH]),
                others=group(document, [s for s in ordered if s.act is not Act.SPEECH]),
                counts=tuple((acts[act], act) for act in Act if acts[act]),
            )
        )
    return tuple(held for held in lists if held.counts)


def _extent(statement: Statement) -> Span:
    spans = [*statement.content, *(span for span in (statement.cue, statement.source) if span is not None)]
    if not spans:
        return Span(0, 0)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _statement(document: Document, statement: Statement, most: int) -> StatementView:
    marks = [(span, "content") for span in statement.content]
    if statement.cue is not None:
        marks.append((statement.cue, "cue"))
    return StatementView(
        anchor=anchor("stm", statement.id),
        statement=statement,
        chain=tuple(link.name for link in statement.chain),
        quote=excerpt(document, _extent(statement), marks, most=most, around=0),
    )


def build_set_aside(lookup: Lookup, *, most: int, most_quoted: int) -> tuple[SetAsideGroup, ...]:
    """Group by stage and reason, alphabetically."""
    groups: dict[tuple[str, str], list[tuple[str, SetAside]]] = defaultdict(list)
    for analysis in lookup.analyses:
        for item in analysis.set_aside:
            groups[item.stage, item.reason].append((analysis.document.id, item))
    return tuple(
        SetAsideGroup(
            stage=stage,
            reason=reason,
            total=len(items),
            examples=tuple(_example(lookup, document, item, most_quoted) for document, item in items[:most]),
            more=max(0, len(items) - most),
        )
        for (stage, reason), items in sorted(groups.items())
    )


def _example(lookup: Lookup, document: str, item: SetAside, most: int) -> tuple[str, str]:
    held = lookup.documents[document]
    words = clip(item.span.of(held.text), most) if item.span is not None else ""
    return held.title or held.name, " · ".join(part for part in (words, clip(item.detail, most)) if part)


def count_rules(lookup: Lookup) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """For statements, positions, holders and claims: (rule, how often), most frequent first."""
    analyses = lookup.analyses
    positions = [position for analysis in analyses for position in analysis.positions]
    return (
        ("Statements", _ranked(s.rule for analysis in analyses for s in analysis.statements)),
        ("Positions", _ranked(position.rule for position in positions)),
        ("Holders tied to actors", _ranked(position.holder.rule for position in positions)),
        ("Claims", _ranked(claim.rule for analysis in analyses for claim in analysis.claims)),
    )


def _ranked(rules: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(rules).items(), key=lambda item: (-item[1], item[0])))
