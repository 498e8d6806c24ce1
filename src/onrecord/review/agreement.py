"""How far reviewers agree, field by field: Krippendorff's alpha over the rows that several of them decided about.

Each reviewer's last decision about a row counts. To add a row is to say that it stands, as to accept one; who rejects a row
says nothing of its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.ledger.deciding import Row, base_row, with_values
from onrecord.measures.reliability import Alpha, nominal_alpha
from onrecord.vocabulary import Decision, DecisionAbout, DecisionVerb, Link, Position, Statement

VERDICT = "verdict"
_NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """How far reviewers agree in one field of one kind of rows."""

    about: DecisionAbout
    field: str
    """`verdict` (accept, reject or correct), or a field of the row as they left it."""
    alpha: Alpha
    reviewers: int
    """Who decided about rows of this kind."""


def agreement(ledger: Ledger) -> tuple[FieldAgreement, ...]:
    """Alpha of each field, over all rows that at least two people decided about."""
    rows = ledger.reviewed()
    told = []
    for about, fields in _FIELDS.items():
        units = [row.decisions for row in rows if row.about is about]
        reviewers = {decision.reviewer for unit in units for decision in unit}
        for name in (VERDICT, *fields):
            codings = [
                {
                    decision.reviewer: value
                    for decision in unit
                    if (value := _says(decision, fields.get(name))) is not None
                }
                for unit in units
            ]
            told.append(
                FieldAgreement(
                    about=about, field=name, alpha=nominal_alpha(codings), reviewers=len(reviewers)
                )
            )
    return tuple(told)


def _says(decision: Decision, field: Callable[[Row], Hashable] | None) -> Hashable | None:
    """What a decision says of a field; None where it says nothing."""
    if field is None:
        accepts = decision.verb in (DecisionVerb.ACCEPT, DecisionVerb.ADD)
        return DecisionVerb.ACCEPT.value if accepts else decision.verb.value
    base = base_row(decision)
    if decision.verb is DecisionVerb.REJECT or base is None:
        return None
    return field(with_values(base, decision.values) if decision.verb is DecisionVerb.CORRECT else base)


def _position(row: Row) -> Position:
    assert isinstance(row, Position)
    return row


def _speaker(row: Row) -> Hashable:
    assert isinstance(row, Statement)
    link = row.chain[-1] if row.chain else Link(name=_NOBODY, actor=None)
    return link.actor or link.name.casefold()


def _toward(row: Row) -> Hashable:
    toward = _position(row).toward
    return toward.actor.id if toward else _NOBODY


_FIELDS: Mapping[DecisionAbout, Mapping[str, Callable[[Row], Hashable]]] = {
    DecisionAbout.POSITION: {
        "holder": lambda row: _position(row).holder.actor.id,
        "stance": lambda row: _position(row).stance.value,
        "toward": _toward,
        "basis": lambda row: _position(row).basis.value,
    },
    DecisionAbout.STATEMENT: {},
    DecisionAbout.SPEAKER: {"speaker": _speaker},
}
