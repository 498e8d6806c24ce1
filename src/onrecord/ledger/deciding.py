"""Decisions as they must be before they are kept: whole, bounded, about a row that could be, with the id of their content.

Decisions come from people and from files, so that every one of them is checked here, whoever made it.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any, TypeAlias

from onrecord.errors import UsageError
from onrecord.identity import make_id
from onrecord.ledger.codec import dumps, from_json, to_json
from onrecord.ledger.together import problem_with_documents
from onrecord.vocabulary import (
    Decision,
    DecisionAbout,
    DecisionVerb,
    JsonValue,
    Link,
    PartialDate,
    Position,
    SaidWhen,
    Selector,
    Span,
    Statement,
)

MOST_REVIEWER = 100
MOST_REASON = 2_000
MOST_WORDS = 10_000
"""Characters of a row's evidence that can be decided on."""
MOST_FORM = 100_000
"""Characters of a whole decision in its JSON form."""
_MOST_OFFSET = 1_000_000_000
_FIRST_YEAR = 2000

# fmt: off
POSITION_FIELDS = frozenset((
    "holder", "stance", "toward", "about", "basis", "chain", "date", "forum", "instrument", "modality", "matters",
    "principle", "ended",
))
# fmt: on
"""What a position may be corrected in."""
STATEMENT_FIELDS = frozenset(("act", "form", "chain"))
"""What a statement may be corrected in."""
_ON_ORIGINS = frozenset((DecisionVerb.JOIN, DecisionVerb.PART))
_ON_ROWS = frozenset(DecisionVerb) - _ON_ORIGINS
_VERBS: Mapping[DecisionAbout, frozenset[DecisionVerb]] = {
    DecisionAbout.POSITION: _ON_ROWS,
    DecisionAbout.STATEMENT: _ON_ROWS,
    DecisionAbout.SPEAKER: _ON_ROWS - {DecisionVerb.ADD},
    DecisionAbout.DOCUMENT: frozenset((DecisionVerb.ACCEPT, DecisionVerb.UNDO)),
    DecisionAbout.ORIGIN: _ON_ORIGINS | {DecisionVerb.ACCEPT, DecisionVerb.UNDO},
}
WITHOUT_ROW = (DecisionAbout.DOCUMENT, DecisionAbout.ORIGIN)
"""What decisions are about that name no row of a document."""
IN_REVIEW = "in review"
"""The rule of what people added or changed."""
Row: TypeAlias = "Position | Statement"
_FIXED = ("id", "document")
"""Fields that a row added by a person is given, and no decision tells."""


def finish_decision(decision: Decision) -> Decision:
    """The decision with the id of its content. Raises UsageError where it cannot be kept."""
    whole = dataclasses.replace(decision, id=decision_id(decision))
    problem = problem_with(whole)
    if problem is not None:
        raise UsageError(f"the decision cannot be kept: {problem}", remedy="see docs/howto/review-rows.md")
    return whole


def decision_id(decision: Decision) -> str:
    """The id that the decision's content has."""
    form = to_json(decision)
    assert isinstance(form, dict)
    return make_id("decision", json.dumps({**form, "id": None}, sort_keys=True, ensure_ascii=True))


def problem_with(decision: Decision) -> str | None:
    """Why the decision cannot be kept, in words; None where it can."""
    try:
        return _problem(decision)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        return f"its row or values are no row ({type(error).__name__})"


def base_row(decision: Decision) -> Row | None:
    """The row as it was seen, or as it was added; None for a decision that carries none."""
    form = decision.values if decision.verb is DecisionVerb.ADD else decision.seen
    if not form or decision.about in WITHOUT_ROW:
        return None
    added = {"id": added_id(decision), "document": decision.document}
    whole = {**form, **added} if decision.verb is DecisionVerb.ADD else {**form}
    row: Row = from_json(_kind(decision.about), whole)
    return row


def added_id(decision: Decision) -> str:
    """The id of the row that a decision adds, in every reading."""
    kind = "position" if decision.about is DecisionAbout.POSITION else "statement"
    return make_id(kind, decision.id)


def with_values(row: Row, values: Mapping[str, JsonValue]) -> Row:
    """The row with new values, and what hangs on them; `speaker` is put in the place of a statement's last link."""
    if "speaker" in values:
        link = from_json(Link, values["speaker"])
        assert isinstance(row, Statement)
        return dataclasses.replace(row, chain=(*row.chain[:-1], link))
    form = to_json(row)
    assert isinstance(form, dict)
    changed = from_json(type(row), {**form, **values})
    return _hanging(changed, row) if isinstance(changed, Position) and isinstance(row, Position) else changed


def _hanging(changed: Position, row: Position) -> Position:
    """The corrected position without what was told of the values that it had: reasons, places, time, event."""
    if changed.basis is not row.basis:
        changed = dataclasses.replace(changed, basis_reason=IN_REVIEW)
    if changed.stance is not row.stance:
        changed = dataclasses.replace(changed, event=changed.stance.plover)
    if changed.about != row.about:
        changed = dataclasses.replace(changed, about_at=None)
    if changed.date != row.date:
        changed = dataclasses.replace(changed, when=when_on(changed.date))
    return changed


def when_on(day: PartialDate | None) -> SaidWhen | None:
    """When a position was taken, as people say."""
    return None if day is None else SaidWhen(first=day.first, last=day.last, words=None, rule=IN_REVIEW)


def _problem(decision: Decision) -> str | None:
    mistyped = _mistyped(Decision, decision)
    if mistyped is not None:
        return f"its {mistyped} is of another kind"
    if len(dumps(decision)) > MOST_FORM:
        return f"it has more than {MOST_FORM:,} characters"
    if decision.id != decision_id(decision):
        return "its id is not that of its content: it was changed after it was made"
    for find in (_problem_with_words, _problem_with_verb, _problem_with_row):
        told = find(decision)
        if told is not None:
            return told
    return None


def _problem_with_words(decision: Decision) -> str | None:
    reviewer, reason = decision.reviewer, decision.reason
    if not reviewer.strip() or reviewer != reviewer.strip() or not reviewer.isprintable():
        return "the reviewer must be a name on one line"
    if len(reviewer) > MOST_REVIEWER:
        return f"the reviewer's name has more than {MOST_REVIEWER} characters"
    if len(reason) > MOST_REASON:
        return f"the reason has more than {MOST_REASON:,} characters"
    if decision.verb is not DecisionVerb.ACCEPT and not reason.strip():
        return f"a reason is needed to {decision.verb}"
    if len(decision.tool) > MOST_REVIEWER:
        return "the program's name is too long"
    if decision.decided.tzinfo != UTC or decision.decided.year < _FIRST_YEAR:
        return "its time is no time in UTC"
    try:
        dumps(decision).encode("utf-8")
    except UnicodeEncodeError:
        return "it holds half of a surrogate pair"
    return None


def _problem_with_verb(decision: Decision) -> str | None:
    verb, about = decision.verb, decision.about
    if verb not in _VERBS[about]:
        return f"{verb} is nothing to decide about a {about}"
    if (verb is DecisionVerb.UNDO) != (decision.undoes is not None):
        return "what it takes back must be named by an undo, and by nothing else"
    if verb is DecisionVerb.UNDO or about is DecisionAbout.DOCUMENT:
        if decision.seen or decision.values or decision.selector or decision.row:
            return "it carries a row and needs none"
        return None
    if about is DecisionAbout.ORIGIN:
        return problem_with_documents(decision)
    if decision.selector is None:
        return "it names no words of the document"
    if (verb is DecisionVerb.ADD) != (decision.row is None):
        return "the row must be named, unless it is added"
    if (verb in (DecisionVerb.ADD, DecisionVerb.CORRECT)) != bool(decision.values):
        return "new values are needed to add and correct, and for nothing else"
    if (verb is DecisionVerb.ADD) == bool(decision.seen):
        return "the row as it was seen is needed, unless it is added"
    return None


def _problem_with_row(decision: Decision) -> str | None:
    if decision.verb is DecisionVerb.UNDO or decision.about in WITHOUT_ROW:
        return None
    allowed = {
        DecisionAbout.POSITION: POSITION_FIELDS,
        DecisionAbout.STATEMENT: STATEMENT_FIELDS,
        DecisionAbout.SPEAKER: frozenset(("speaker",)),
    }[decision.about]
    if decision.verb is DecisionVerb.CORRECT and not set(decision.values) <= allowed:
        wrong = ", ".join(sorted(set(decision.values) - allowed))[:200]
        return f"a {decision.about} cannot be corrected in: {wrong}"
    if set(_FIXED) & set(decision.values):
        return "it gives the row an id of its own"
    base = base_row(decision)
    assert base is not None
    row = with_values(base, decision.values) if decision.verb is DecisionVerb.CORRECT else base
    if base.document != decision.document:
        return "its row is of another document"
    for value in (base, row):
        mistyped = _mistyped(type(value), value)
        if mistyped is not None:
            return f"the {mistyped} of its row is of another kind"
    return _problem_with_selector(decision.selector, row)


def _problem_with_selector(selector: Selector | None, row: Row) -> str | None:
    assert selector is not None
    words = row.evidence if isinstance(row, Position) else hull(row)
    if not selector.exact.strip():
        return "it stands on no words"
    if len(selector.exact) > MOST_WORDS:
        return f"it stands on more than {MOST_WORDS:,} characters"
    if len(selector.exact) != selector.span.end - selector.span.start or words != selector.span:
        return "its words are not those of its row"
    return None


def hull(statement: Statement) -> Span:
    """From the first character of a statement's content to its last."""
    content = statement.content
    return Span(min((s.start for s in content), default=0), max((s.end for s in content), default=0))


def _kind(about: DecisionAbout) -> Any:
    return Position if about is DecisionAbout.POSITION else Statement


# --- Types --------------------------------------------------------------------------------------


def _mistyped(kind: Any, value: object) -> str | None:
    """The name of the first field of a dataclass that is not of its type; JSON from a file may hold anything."""
    hints = typing.get_type_hints(kind)
    for field in dataclasses.fields(kind):
        if not _is(hints[field.name], getattr(value, field.name)):
            return field.name
    return None


def _is(kind: Any, value: Any) -> bool:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return any(_is(part, value) for part in typing.get_args(kind))
    if origin is tuple:
        return isinstance(value, tuple) and all(_is(typing.get_args(kind)[0], item) for item in value)
    if origin is not None:  # a mapping of JSON: bounded as a whole
        return isinstance(value, dict)
    if kind is Span:
        return (
            isinstance(value, Span)
            and all(type(end) is int for end in (value.start, value.end))
            and value.end < _MOST_OFFSET
        )
    if dataclasses.is_dataclass(kind):
        return isinstance(value, typing.cast("type", kind)) and _mistyped(kind, value) is None
    if kind in (int, bool, str, float) or kind is type(None):
        return type(value) is kind
    return isinstance(value, kind) and (isinstance(value, Enum | datetime) or not isinstance(value, str))
