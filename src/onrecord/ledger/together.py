"""What people's decisions about origins come to, as pure functions: which pairs of documents are one report, and which are not.

Decisions are weighed pair by pair. Of each reviewer the latest one about a pair counts that was not taken back; where
reviewers differ about it, the pair is disputed and stands as it was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from onrecord.ledger.decisions import holding
from onrecord.vocabulary import Decision, DecisionAbout, DecisionVerb, JsonValue, RelationKind

MOST_TOGETHER = 100
"""Documents that one decision may be about: it speaks of every pair of them."""
KINDS = frozenset(RelationKind) - {RelationKind.ORIGINAL}
"""What a person can say that one document is to another."""
_FIELDS = frozenset(("id", "words", "name", "title", "address", "outlet", "date"))
"""What a decision keeps of a document: its id, a digest of its text, and what it was called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """What one document of a pair is to the other, as people say."""

    document: str
    parent: str
    kind: RelationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two documents that people decided about, by id, the smaller one first."""

    one: str
    other: str
    decisions: tuple[Decision, ...]
    """The last one of each reviewer, by time."""
    joined: bool | None
    """Whether they are one report; None where reviewers differ."""
    kin: Kin | None = None
    """None where nobody said so, and where reviewers differ."""
    kin_disputed: bool = False

    @property
    def documents(self) -> tuple[str, str]:
        """Both."""
        return self.one, self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A decision of which a document is not found: for its other documents it holds."""

    decision: Decision
    problem: str


def documents_of(decision: Decision) -> tuple[Mapping[str, JsonValue], ...]:
    """The documents that a decision about an origin was made of, as they were seen."""
    forms = decision.seen.get("documents")
    return tuple(form for form in forms if isinstance(form, dict)) if isinstance(forms, list) else ()


def problem_with_documents(decision: Decision) -> str | None:
    """Why a decision about an origin cannot be kept, in words; None where it can."""
    if decision.selector is not None or decision.row is not None:
        return "it names words or a row of a document"
    forms = documents_of(decision)
    if set(decision.seen) != {"documents"} or decision.seen["documents"] != list(forms):
        return "it does not tell its documents"
    ids = [form.get("id") for form in forms]
    if not 2 <= len(set(map(str, ids))) == len(ids) <= MOST_TOGETHER:
        return f"it is not about 2 to {MOST_TOGETHER} documents"
    if ids[0] != decision.document:
        return "its first document is another one"
    if not all(set(form) <= _FIELDS and _is_told(form) for form in forms):
        return "what it tells of a document is of another kind"
    return _problem_with_kind(decision, len(ids))


def _is_told(form: Mapping[str, JsonValue]) -> bool:
    return isinstance(form.get("id"), str) and all(
        value is None or isinstance(value, str) for value in form.values()
    )


def _problem_with_kind(decision: Decision, documents: int) -> str | None:
    if not decision.values:
        return None
    if decision.verb is not DecisionVerb.JOIN or set(decision.values) != {"kind"} or documents != 2:
        return "what one document is to another can be told where two are joined, and nothing else"
    if decision.values["kind"] not in {kind.value for kind in KINDS}:
        return f"a document is no {str(decision.values['kind'])[:40]!r} of another"
    return None


def weigh_pairs(
    decisions: Iterable[Decision], find: Callable[[Mapping[str, JsonValue]], str | None]
) -> tuple[tuple[Pair, ...], tuple[Unplaced, ...]]:
    """The pairs of documents that decisions speak of, by id, and the decisions of which a document is not found.

    `find` gives the id under which a document is held now, or None.
    """
    said: dict[tuple[str, str], dict[str, tuple[Decision, Kin | None]]] = {}
    missing: list[Unplaced] = []
    for decision in holding(d for d in decisions if d.about is DecisionAbout.ORIGIN):
        forms = documents_of(decision)
        found = [find(form) for form in forms]
        absent = [_called(form) for form, id_ in zip(forms, found, strict=True) if id_ is None]
        if absent:
            missing.append(Unplaced(decision=decision, problem=f"not held: {', '.join(absent[:3])}"))
        kin = _kin(decision, found)
        for one, other in _pairs(decision, found):
            # The latest of a reviewer comes last, and is put last.
            held = said.setdefault((one, other), {})
            held.pop(decision.reviewer, None)
            held[decision.reviewer] = (decision, kin)
    return tuple(_pair(ends, list(held.values())) for ends, held in sorted(said.items())), tuple(missing)


def _pairs(decision: Decision, found: Sequence[str | None]) -> Iterator[tuple[str, str]]:
    """All pairs of documents that are joined; the first with each of those that it is parted from."""
    if decision.verb is DecisionVerb.PART:
        ends: Iterable[tuple[str | None, str | None]] = product(found[:1], found[1:])
    else:
        ends = combinations(found, 2)
    held = ((one, other) for one, other in ends if one is not None and other is not None)
    return ((min(one, other), max(one, other)) for one, other in held if one != other)


def _kin(decision: Decision, found: Sequence[str | None]) -> Kin | None:
    if "kind" not in decision.values or len(found) != 2 or found[0] is None or found[1] is None:
        return None
    return Kin(document=found[0], parent=found[1], kind=RelationKind(str(decision.values["kind"])))


def _pair(ends: tuple[str, str], said: Sequence[tuple[Decision, Kin | None]]) -> Pair:
    joined = {decision.verb is not DecisionVerb.PART for decision, _ in said}
    kins = {kin for _, kin in said if kin is not None}
    agreed = next(iter(joined)) if len(joined) == 1 else None
    return Pair(
        one=ends[0],
        other=ends[1],
        decisions=tuple(decision for decision, _ in said),
        joined=agreed,
        kin=next(iter(kins)) if agreed and len(kins) == 1 else None,
        kin_disputed=len(kins) > 1,
    )


def _called(form: Mapping[str, JsonValue]) -> str:
    return str(form.get("name") or form.get("title") or form.get("id"))
