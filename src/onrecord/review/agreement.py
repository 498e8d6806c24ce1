"""How far reviewers agree, field by field: Krippendorff's alpha over the rows that several of them decided about.

Each reviewer's last decision about a row counts. To add a row is to say that it stands, as to accept one; who rejects a row
says nothing of its fields. Of origins each pair of documents counts that was joined or parted.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

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
    """`verdict` (accept, reject or correct), or a field of the row as they left it; of pairs of documents, `joined` or not,
    and the `kind` that one is of the other."""
    alpha: Alpha
    reviewers: int
    """Who decided about rows of this kind."""


def agreement(ledger: Ledger) -> tuple[FieldAgreement, ...]:
    """Alpha of each field, over all rows that at least two people decided about."""
    rows = ledger.reviewed()
    told: list[FieldAgreement] = []
    for about, fields in _FIELDS.items():
        units = [row.decisions for row in rows if row.about is about]
        asked = {name: partial(_says, field=fields.get(name)) for name in (VERDICT, *fields)}
        told += _agreements(about, units, asked)
    pairs, _ = ledger.joining.weigh(ledger.joining.decisions())
    told += _agreements(DecisionAbout.ORIGIN, [pair.decisions for pair in pairs], _OF_PAIRS)
    return tuple(told)


def _agreements(
    about: DecisionAbout,
    units: Sequence[Sequence[Decision]],
    fields: Mapping[str, Callable[[Decision], Hashable | None]],
) -> Iterator[FieldAgreement]:
    reviewers = {decision.reviewer for unit in units for decision in unit}
    for name, says in fields.items():
        codings = [
            {made.reviewer: value for made in unit if (value := says(made)) is not None} for unit in units
        ]
        yield FieldAgreement(about=about, field=name, alpha=nominal_alpha(codings), reviewers=len(reviewers))


def _joined(decision: Decision) -> Hashable:
    return decision.verb is not DecisionVerb.PART


def _kind(decision: Decision) -> Hashable | None:
    """What one of two documents is to the other, with which is which."""
    kind = decision.values.get("kind")
    return None if kind is None else (str(kind), decision.document)


_OF_PAIRS: Mapping[str, Callable[[Decision], Hashable | None]] = {"joined": _joined, "kind": _kind}


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
