"""Decisions about origins: which documents are one report, which are not, and what one is to another.

Each function appends one decision and gives it back; origins, families and every count of them stand accordingly at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.errors import UsageError
from onrecord.joins import take_in_decisions
from onrecord.ledger import Ledger, Reviewable
from onrecord.ledger.together import KINDS, MOST_TOGETHER
from onrecord.review.values import reviewer_name, this_program
from onrecord.vocabulary import Decision, DecisionAbout, DecisionVerb, JsonValue, RelationKind

_HOW = "see docs/howto/review-rows.md"


def join_documents(
    ledger: Ledger,
    document: str,
    *others: str,
    reviewer: str,
    reason: str,
    kind: RelationKind | str | None = None,
) -> Decision:
    """Say that documents (ids, or beginnings of them) are one report; what was found with each comes along. Raises UsageError.

    The id of an origin stands for its first document. `kind` tells what `document` is to the only other one: a copy of it,
    say, or a translation.
    """
    documents = [_document(ledger, id_) for id_ in (document, *others)]
    values: dict[str, JsonValue] = {}
    if kind is not None:
        if len(documents) != 2:
            raise UsageError("a kind is what one document is to another", remedy="give two documents")
        values["kind"] = _kind(kind)
    return _decide(ledger, DecisionVerb.JOIN, documents, reviewer, reason, values)


def part_documents(ledger: Ledger, document: str, *others: str, reviewer: str, reason: str) -> Decision:
    """Say that a document is another report than each of the others (ids, or beginnings of them). Raises UsageError.

    The id of an origin among the others stands for all of its documents but the first given.
    """
    first = _document(ledger, document)
    rest: list[str] = []
    for id_ in others:
        target = ledger.reviewable(id_)
        rest += _members(ledger, target) if target.kind == "origin" else [_document(ledger, id_)]
    named = [id_ for id_ in dict.fromkeys(rest) if id_ != first]
    return _decide(ledger, DecisionVerb.PART, [first, *named], reviewer, reason, {})


def accept_origin(ledger: Ledger, target: Reviewable, *, reviewer: str, reason: str) -> Decision:
    """Say that the documents of an origin are one report, as it stands. Raises UsageError."""
    return _decide(ledger, DecisionVerb.ACCEPT, _members(ledger, target), reviewer, reason, {})


def _decide(
    ledger: Ledger,
    verb: DecisionVerb,
    documents: Sequence[str],
    reviewer: str,
    reason: str,
    values: dict[str, JsonValue],
) -> Decision:
    if len(set(documents)) < max(2, len(documents)):
        raise UsageError("there must be two documents or more, each given once", remedy=_HOW)
    if len(documents) > MOST_TOGETHER:
        raise UsageError(
            f"more than {MOST_TOGETHER} documents cannot be decided about at once",
            remedy="decide about some of them: every pair is decided by itself",
        )
    decision = ledger.decide(
        about=DecisionAbout.ORIGIN,
        verb=verb,
        document=documents[0],
        seen={"documents": ledger.joining.seen(documents)},
        values=values,
        reviewer=reviewer_name(reviewer),
        reason=reason.strip(),
        tool=this_program(),
    )
    take_in_decisions(ledger, [decision])
    return decision


def _document(ledger: Ledger, id_: str) -> str:
    """The whole id of a document; of an origin, its first one. Raises UsageError."""
    target = ledger.reviewable(id_)
    if target.kind not in ("document", "origin"):
        raise UsageError(f"{target.id} is a {target.kind}, and no document", remedy=_HOW)
    return target.document


def _members(ledger: Ledger, target: Reviewable) -> tuple[str, ...]:
    (group,) = ledger.origins_of([target.document])
    return group.documents


def _kind(kind: RelationKind | str) -> str:
    try:
        told = RelationKind(kind)
    except ValueError:
        told = RelationKind.ORIGINAL
    if told not in KINDS:
        raise UsageError(
            f"{str(kind)!r} is nothing that a document can be to another",
            remedy=f"there are: {', '.join(one.value for one in RelationKind if one in KINDS)}",
        )
    return told.value
