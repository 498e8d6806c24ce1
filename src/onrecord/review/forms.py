"""The JSON rows of review: one flat object for each decision, reviewed row, agreement and score."""

from __future__ import annotations

from onrecord.ledger import ReviewRow
from onrecord.ledger.codec import to_json
from onrecord.ledger.forms import JsonRow
from onrecord.measures.reliability import Share
from onrecord.review.agreement import FieldAgreement
from onrecord.review.evaluation import Score
from onrecord.vocabulary import Decision

REVIEWED_FIELDS = (
    "row", "about", "standing", "document", "document_id", "quote", "start", "end", "problem", "unit", "reviewers",
    "verbs", "reasons", "decisions",
)  # fmt: skip
DECISION_FIELDS = (
    "id", "decided", "reviewer", "verb", "about", "row", "document_id", "quote", "values", "undoes", "reason", "tool",
)  # fmt: skip
AGREEMENT_FIELDS = ("about", "field", "alpha", "low", "high", "units", "values", "reviewers")
SCORE_FIELDS = (
    "about", "group", "value", "right", "judged", "precision", "precision_low", "precision_high", "found", "wanted",
    "recall", "recall_low", "recall_high",
)  # fmt: skip


def reviewed_form(row: ReviewRow) -> JsonRow:
    """A row that people decided about; the last four fields are lists of equal length, one for each reviewer."""
    return {
        "row": row.row,
        "about": row.about.value,
        "standing": row.standing.value,
        "document": row.name,
        "document_id": row.document,
        "quote": row.quote,
        "start": row.span.start if row.span else None,
        "end": row.span.end if row.span else None,
        "problem": row.problem,
        "unit": row.unit,
        "reviewers": [decision.reviewer for decision in row.decisions],
        "verbs": [decision.verb.value for decision in row.decisions],
        "reasons": [decision.reason for decision in row.decisions],
        "decisions": [decision.id for decision in row.decisions],
    }


def decision_form(decision: Decision) -> JsonRow:
    """A decision without the row as it was seen."""
    return {
        "id": decision.id,
        "decided": decision.decided.isoformat(),
        "reviewer": decision.reviewer,
        "verb": decision.verb.value,
        "about": decision.about.value,
        "row": decision.row,
        "document_id": decision.document,
        "quote": decision.selector.exact if decision.selector else None,
        "values": to_json(decision.values) or None,
        "undoes": decision.undoes,
        "reason": decision.reason,
        "tool": decision.tool,
    }


def agreement_form(row: FieldAgreement) -> JsonRow:
    """Alpha of one field with its interval; null where it is not defined."""
    alpha = row.alpha
    return {
        "about": row.about.value,
        "field": row.field,
        "alpha": _rounded(alpha.value),
        "low": _rounded(alpha.low),
        "high": _rounded(alpha.high),
        "units": alpha.units,
        "values": alpha.values,
        "reviewers": row.reviewers,
    }


def score_form(score: Score) -> JsonRow:
    """Precision and recall of one group with their intervals; null where there is nothing to divide by."""
    return {
        "about": score.about.value,
        "group": score.group,
        "value": score.value,
        "right": score.precision.part,
        "judged": score.precision.whole,
        **_share("precision", score.precision),
        "found": score.recall.part,
        "wanted": score.recall.whole,
        **_share("recall", score.recall),
    }


def _share(name: str, share: Share) -> JsonRow:
    return {
        name: _rounded(share.value),
        f"{name}_low": _rounded(share.low),
        f"{name}_high": _rounded(share.high),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
