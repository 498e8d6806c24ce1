"""Decisions made of what people have before them: the id of a row, a verb, plain values, a reason.

Each function appends one decision and gives it back; the rows of its document stand accordingly at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.errors import UsageError
from onrecord.joins import take_in_decisions
from onrecord.ledger import Ledger, Reviewable
from onrecord.ledger.codec import to_json
from onrecord.ledger.deciding import IN_REVIEW, added_id, hull, when_on
from onrecord.ledger.decisions import holding
from onrecord.ledger.placing import select
from onrecord.ledger.weighing import Unit
from onrecord.registry import Registry, load_registry
from onrecord.review.origins import accept_origin
from onrecord.review.values import (
    find_link,
    position_values,
    reviewer_name,
    statement_values,
    this_program,
)
from onrecord.vocabulary import (
    Act,
    Decision,
    DecisionAbout,
    DecisionVerb,
    Form,
    JsonValue,
    PartialDate,
    Position,
    Span,
    Standing,
    Statement,
)

Values = Mapping[str, JsonValue]
_HOW = "see docs/howto/review-rows.md"


def decide(
    ledger: Ledger,
    id_: str,
    verb: DecisionVerb | str,
    *,
    reviewer: str,
    reason: str = "",
    values: Values | None = None,
    about: DecisionAbout | str | None = None,
    registry: Registry | None = None,
) -> Decision:
    """Accept, reject or correct the row of an id, or its beginning. Raises UsageError.

    The id is that of a position, a statement (`about` "speaker": who speaks in it), a document (accept: gone through), an
    origin (accept: its documents are one report), or of another person's decision (accept: decide the same). `values` are the new ones of a correction, as people write them:
    a position's holder, stance, toward, about, basis, chain, date, forum, instrument, modality, matters, principle, ended; a
    statement's act, form, chain; `speaker`. To accept a row that stands corrected is to agree with the correction.
    """
    verb = DecisionVerb(verb)
    if verb not in (DecisionVerb.ACCEPT, DecisionVerb.REJECT, DecisionVerb.CORRECT):
        raise UsageError(f"{verb} has a function of its own", remedy=_HOW)
    other = ledger.decision(id_)
    if other is not None:
        return _second(ledger, other, verb, reviewer=reviewer, reason=reason)
    target = ledger.reviewable(id_)
    if target.kind == "origin":
        if verb is not DecisionVerb.ACCEPT:
            raise UsageError(
                f"an origin is not {verb}ed", remedy="join its documents with others, or part them"
            )
        return accept_origin(ledger, target, reviewer=reviewer, reason=reason)
    if target.kind == "document":
        return ledger.decide(
            about=DecisionAbout.DOCUMENT,
            verb=verb,
            document=target.document,
            reviewer=reviewer_name(reviewer),
            reason=reason.strip(),
            tool=this_program(),
        )
    if "speaker" in (values or {}):
        about = DecisionAbout.SPEAKER
    return _on_row(
        ledger,
        target,
        _about(about, target),
        verb,
        values or {},
        reviewer_name(reviewer),
        reason.strip(),
        registry,
    )


def accept(
    ledger: Ledger, id_: str, *, reviewer: str, reason: str = "", about: str | None = None
) -> Decision:
    """Say that a row or origin is right, that a document was gone through, or the same as another decision. Raises UsageError."""
    return decide(ledger, id_, DecisionVerb.ACCEPT, reviewer=reviewer, reason=reason, about=about)


def reject(ledger: Ledger, id_: str, *, reviewer: str, reason: str, about: str | None = None) -> Decision:
    """Say that a row is no position or statement of its document: it is listed by review alone. Raises UsageError."""
    return decide(ledger, id_, DecisionVerb.REJECT, reviewer=reviewer, reason=reason, about=about)


def correct(
    ledger: Ledger, id_: str, values: Values, *, reviewer: str, reason: str, registry: Registry | None = None
) -> Decision:
    """Give a row other values (see `decide`); it stands in the place of what was found. Raises UsageError."""
    return decide(
        ledger, id_, DecisionVerb.CORRECT, reviewer=reviewer, reason=reason, values=values, registry=registry
    )


def undo(ledger: Ledger, decision: str, *, reviewer: str, reason: str) -> Decision:
    """Take one's own decision (its id) back; what was decided before it holds again. Raises UsageError."""
    made = ledger.decision(decision)
    if made is None:
        raise UsageError(
            f"no decision has the id {decision!r}", remedy="see: onrecord review list --ledger FILE"
        )
    if made.reviewer != reviewer_name(reviewer):
        raise UsageError(
            f"{decision} was decided by somebody else ({made.reviewer})",
            remedy="decide otherwise: both decisions are kept, and the row is disputed",
        )
    if made.verb is DecisionVerb.UNDO:
        raise UsageError(f"{decision} takes a decision back itself", remedy="decide anew")
    if made.id not in {held.id for held in holding(ledger.decisions(document=made.document))}:
        raise UsageError(f"{decision} was taken back already", remedy="decide anew")
    undone = ledger.decide(
        about=made.about,
        verb=DecisionVerb.UNDO,
        document=made.document,
        undoes=made.id,
        reviewer=reviewer_name(reviewer),
        reason=reason.strip(),
        tool=this_program(),
    )
    take_in_decisions(ledger, [undone])
    return undone


def add_position(
    ledger: Ledger,
    document: str,
    values: Values,
    *,
    words: str | Span,
    trigger: str | Span | None = None,
    statement: str | None = None,
    reviewer: str,
    reason: str,
    registry: Registry | None = None,
) -> Decision:
    """Add a position that the rules did not find. Raises UsageError.

    `words` are its evidence, as they stand in the document (once, or as a span); `trigger` those among them that show the
    stance. `values` are as for `decide`; holder, stance and basis are needed, and the date is the document's where none is given.
    """
    registry = registry or load_registry()
    target, span = _in_document(ledger, document, words)
    told = position_values(values, registry)
    missing = [name for name in ("holder", "stance", "basis") if name not in told]
    if missing:
        raise UsageError(f"a position needs {', '.join(missing)}", remedy=_HOW)
    day = target.date if "date" not in told else _day(told["date"])
    form: dict[str, JsonValue] = {
        "statement": statement,
        "toward": None,
        "about": None,
        "basis_reason": IN_REVIEW,
        "chain": [],
        "evidence": to_json(span),
        "trigger": to_json(_within(target.text or "", trigger, span)),
        "rule": IN_REVIEW,
        "when": to_json(when_on(day)),
        **told,
        "date": None if day is None else str(day),
    }
    return _add(ledger, DecisionAbout.POSITION, target, span, form, reviewer_name(reviewer), reason.strip())


def add_statement(
    ledger: Ledger,
    document: str,
    *,
    words: str | Span,
    speaker: str,
    through: Sequence[str] = (),
    act: Act | str = Act.SPEECH,
    form: Form | str = Form.INDIRECT,
    reviewer: str,
    reason: str,
    registry: Registry | None = None,
) -> Decision:
    """Add a statement that the rules did not find; `through` names the chain before the speaker. Raises UsageError."""
    registry = registry or load_registry()
    if not speaker.strip():
        raise UsageError("a statement needs who speaks", remedy=_HOW)
    target, span = _in_document(ledger, document, words)
    told = statement_values({"act": str(act), "form": str(form)}, registry)
    values: dict[str, JsonValue] = {
        "chain": [to_json(find_link(name, registry)) for name in (*through, speaker)],
        "source": None,
        "cue": None,
        "content": [to_json(span)],
        "rule": IN_REVIEW,
        **told,
    }
    return _add(
        ledger, DecisionAbout.STATEMENT, target, span, values, reviewer_name(reviewer), reason.strip()
    )


# --- Parts --------------------------------------------------------------------------------------


def _on_row(
    ledger: Ledger,
    target: Reviewable,
    about: DecisionAbout,
    verb: DecisionVerb,
    values: Values,
    reviewer: str,
    reason: str,
    registry: Registry | None,
) -> Decision:
    unit = target.units.get(about)
    base = unit.base if unit is not None and unit.base is not None else target.row
    if base is None or target.text is None:
        raise UsageError(
            f"the words of {target.id} are not found in its document as it is read now",
            remedy="decide the same as another person by the id of the decision, or add the row anew",
        )
    told: dict[str, JsonValue] = {}
    if verb is DecisionVerb.CORRECT:
        told = (position_values if about is DecisionAbout.POSITION else statement_values)(values, registry)
    corrected = _correction(unit)
    if corrected is not None and verb is DecisionVerb.ACCEPT:
        verb, reason = DecisionVerb.CORRECT, reason or f"as {corrected.reviewer} corrected it"
    if corrected is not None and verb is DecisionVerb.CORRECT:
        told = {**corrected.values, **told}
    return ledger.decide(
        about=about,
        verb=verb,
        document=target.document,
        row=unit.root if unit is not None else base.id,
        selector=select(target.text, base.evidence if isinstance(base, Position) else hull(base)),
        seen=_form(base),
        values=told,
        reviewer=reviewer,
        reason=reason,
        tool=this_program(),
    )


def _correction(unit: Unit | None) -> Decision | None:
    """The correction that a row stands by, which whoever sees the row has before them."""
    if unit is None or unit.standing is not Standing.CORRECTED:
        return None
    return next((made for made in reversed(unit.decisions) if made.verb is DecisionVerb.CORRECT), None)


def _second(ledger: Ledger, other: Decision, verb: DecisionVerb, *, reviewer: str, reason: str) -> Decision:
    if verb is not DecisionVerb.ACCEPT or other.verb is DecisionVerb.UNDO:
        raise UsageError(
            f"{other.id} is a decision: it can be agreed with, or taken back by {other.reviewer}",
            remedy="accept it, or decide otherwise about its row",
        )
    added = other.verb is DecisionVerb.ADD
    seen = {**other.values, "id": added_id(other), "document": other.document} if added else other.seen
    decision = ledger.decide(
        about=other.about,
        verb=DecisionVerb.ACCEPT if added else other.verb,
        document=other.document,
        row=added_id(other) if added else other.row,
        selector=other.selector,
        seen=seen,
        values={} if added else other.values,
        reviewer=reviewer_name(reviewer),
        reason=reason.strip()
        or ("" if added or other.verb is DecisionVerb.ACCEPT else f"as {other.reviewer} decided"),
        tool=this_program(),
    )
    take_in_decisions(ledger, [decision])
    return decision


def _add(
    ledger: Ledger,
    about: DecisionAbout,
    target: Reviewable,
    span: Span,
    values: Values,
    reviewer: str,
    reason: str,
) -> Decision:
    assert target.text is not None
    return ledger.decide(
        about=about,
        verb=DecisionVerb.ADD,
        document=target.document,
        selector=select(target.text, span),
        values=values,
        reviewer=reviewer,
        reason=reason,
        tool=this_program(),
    )


def _in_document(ledger: Ledger, document: str, words: str | Span) -> tuple[Reviewable, Span]:
    target = ledger.reviewable(document)
    if target.kind != "document" or target.text is None:
        raise UsageError(f"{document!r} is no document", remedy="see: onrecord documents --ledger FILE")
    return target, _within(target.text, words, Span(0, len(target.text)))


def _within(text: str, words: str | Span | None, around: Span) -> Span:
    """The only place of the words in a stretch of the text; all of it where none are given. Raises UsageError."""
    if words is None:
        return around
    if isinstance(words, Span):
        if around.covers(words) and words.of(text).strip():
            return words
        raise UsageError("the span lies outside the text", remedy="give characters of Document.text")
    given = words.strip()
    count = text.count(given, around.start, around.end) if given else 0
    if count != 1:
        said = "stand nowhere" if count == 0 else f"stand in {count} places"
        raise UsageError(
            f"the words {given[:60]!r} {said}",
            remedy="give them as they are printed, and as many as tell the place (onrecord read PATH shows the text)",
        )
    start = text.index(given, around.start, around.end)
    return Span(start, start + len(given))


def _about(about: DecisionAbout | str | None, target: Reviewable) -> DecisionAbout:
    chosen = DecisionAbout(target.kind if about is None else about)
    if chosen.value != target.kind and not (chosen is DecisionAbout.SPEAKER and target.kind == "statement"):
        raise UsageError(f"{target.id} is a {target.kind}, and not a {chosen}", remedy=_HOW)
    return chosen


def _form(row: Position | Statement) -> dict[str, JsonValue]:
    form = to_json(row)
    assert isinstance(form, dict)
    return form


def _day(value: JsonValue) -> PartialDate | None:
    return PartialDate.parse(value) if isinstance(value, str) else None
