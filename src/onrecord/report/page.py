"""The page: views of the content laid into templates, with style and script inline and no request leaving.

Every value is escaped by Jinja and passes `visible` on its way out; undefined names fail.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from onrecord.plaintext import shown_address
from onrecord.report.checks import build_checks
from onrecord.report.content import ReportContent
from onrecord.report.counts import build_counts
from onrecord.report.documents import build_origins
from onrecord.report.evidence import Evidence, build_evidence
from onrecord.report.laying import make_environment
from onrecord.report.listing import build_set_aside, build_statements, count_rules
from onrecord.report.lookup import Lookup, anchor, build_lookup
from onrecord.report.matrix import Cell, Matrix, Row, build_matrix
from onrecord.report.over_time import build_over_time
from onrecord.report.votes import build_roll_calls

_HARD_LIMIT = 6000
"""Characters of any single value, whatever the template forgot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much the page quotes and lists. What is left out is counted on the page."""

    quoted: int = 900
    """Characters of one quotation with its context."""
    statement: int = 360
    """Characters of one statement with its source and cue."""
    comment: int = 1200
    """Characters of one reader comment or piece of furniture."""
    evidence: int = 40
    """Positions shown in one cell."""
    statements: int = 150
    """Statements listed of one document: so much speech, and so many of the other acts."""
    examples: int = 12
    """Examples of what was set aside, by stage and reason; pieces of furniture of one document."""
    maps: int = 10
    """Roll calls drawn as maps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEvidence:
    """What one cell opens. `fresh` says which pieces appear for the first time and so carry their anchor."""

    row: Row
    cell: Cell
    pieces: tuple[tuple[Evidence, bool], ...]
    more: int


def render_report(content: ReportContent, *, limits: Limits | None = None) -> str:
    """The whole report as one HTML document. Pure: the same content gives the same text."""
    limits = limits or Limits()
    lookup = build_lookup(content)
    matrix = build_matrix(lookup, content.case)
    environment = _environment()
    style, script = (_bundled(environment, name) for name in ("report.css", "report.js"))
    evidence = _evidence(matrix, lookup, limits)
    return environment.get_template("page.html.j2").render(
        content=content,
        title=content.case.title if content.case else "Who stands where",
        style=Markup(style),  # noqa: S704 -- bundled file, no value in it
        script=Markup(script),  # noqa: S704 -- bundled file, no value in it
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        counts=build_counts(content, lookup),
        skipped=[_skipped(*item) for item in content.skipped],
        origins=build_origins(content, lookup),
        matrix=matrix,
        evidence=evidence,
        anchored=frozenset(piece.anchor for held in evidence for cell in held[1] for piece, _ in cell.pieces),
        checks=build_checks(lookup, most=limits.quoted),
        figures=tuple(q for q in content.figures if q.origins > 1 or len(q.values) > 1),
        roll_calls=build_roll_calls(content, lookup),
        over_time=build_over_time(content, most_maps=limits.maps),
        statements=build_statements(lookup, most_quoted=limits.statement, most_listed=limits.statements),
        set_aside=build_set_aside(lookup, most=limits.examples, most_quoted=240),
        rules=count_rules(lookup),
        lookup=lookup,
        limits=limits,
    )


def _evidence(
    matrix: Matrix, lookup: Lookup, limits: Limits
) -> tuple[tuple[Row, tuple[CellEvidence, ...]], ...]:
    seen: set[str] = set()
    holders = []
    for row in matrix.rows:
        cells = []
        for cell in row.filled:
            pieces = []
            for position in cell.positions[: limits.evidence]:
                piece = build_evidence(position, lookup, most=limits.quoted)
                pieces.append((piece, piece.anchor not in seen))
                seen.add(piece.anchor)
            more = len(cell.positions) - len(pieces)
            cells.append(CellEvidence(row=row, cell=cell, pieces=tuple(pieces), more=more))
        holders.append((row, tuple(cells)))
    return tuple(holders)


def _skipped(address: str, reason: str) -> tuple[str, str]:
    shown = shown_address(address)
    return shown, reason.replace(address, shown).removeprefix(f"{shown}: ")


def _bundled(environment: Environment, name: str) -> str:
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, name)
    return source.strip("\n") + "\n"


def _environment() -> Environment:
    environment = make_environment("onrecord.report", longest=_HARD_LIMIT)
    environment.globals.update(anchor=anchor)
    environment.filters.update(svg=Markup, many=_many)
    return environment


def _many(number: int, one: str, more: str | None = None) -> str:
    """`1 report`, `2 reports`."""
    return f"{number} {one if number == 1 else more or one + 's'}"
