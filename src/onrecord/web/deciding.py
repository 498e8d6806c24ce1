"""From a form to a decision: who decides what about which row or origin, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.review import (
    accept,
    add_position,
    add_statement,
    correct,
    join_documents,
    part_documents,
    reject,
    undo,
)
from onrecord.vocabulary import Act, Decision, DecisionAbout, Form, JsonValue, Span
from onrecord.web.asked import row_address
from onrecord.web.room import Room

_CORRECTABLE = ("holder", "stance", "toward", "about", "basis", "date")
_MOST_FIELDS = 40
_LONGEST_OFFSET = 9
"""Digits."""


def read_form(body: bytes) -> dict[str, str]:
    """The fields of a form. Raises UsageError where it is none."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"
        )
    except ValueError as error:
        raise UsageError("the form cannot be read", remedy="send it from the page") from error
    return {name: value.replace("\r\n", "\n").strip() for name, value in pairs}


def take_decision(room: Room, fields: Mapping[str, str]) -> tuple[str, str]:
    """Take a decision and show it; the address of the row it is about, and who decided. Raises UsageError."""
    reviewer = fields.get("reviewer", "")
    if not reviewer:
        raise UsageError("nobody is named who decides", where="Your name", remedy="write your name")
    with room.open() as ledger:
        decision = _decide(room, ledger, fields, reviewer)
        there = _there(ledger, decision)
    if decision.about is DecisionAbout.ORIGIN:
        room.take_in_origins()
    else:
        room.take_in(decision.document)
    return there, reviewer


def _decide(room: Room, ledger: Ledger, fields: Mapping[str, str], reviewer: str) -> Decision:
    verb, id_, reason = fields.get("verb", ""), fields.get("id", ""), fields.get("reason", "")
    about = fields.get("of") or None
    if verb == "accept":
        return accept(ledger, id_, reviewer=reviewer, reason=reason, about=about)
    if verb == "reject":
        return reject(ledger, id_, reviewer=reviewer, reason=reason, about=about)
    if verb == "undo":
        return undo(ledger, id_, reviewer=reviewer, reason=reason)
    if verb == "correct":
        return correct(
            ledger, id_, _changed(fields), reviewer=reviewer, reason=reason, registry=room.registry
        )
    if verb == "add":
        return _add(room, ledger, fields, reviewer)
    if verb == "join":
        kind = fields.get("kind") or None
        return join_documents(
            ledger, id_, fields.get("other", ""), kind=kind, reviewer=reviewer, reason=reason
        )
    if verb == "part":
        return part_documents(ledger, id_, fields.get("other", ""), reviewer=reviewer, reason=reason)
    raise UsageError(
        f"nothing is called {verb[:20]!r} here", remedy="accept, reject, correct, add, join, part or undo"
    )


def _add(room: Room, ledger: Ledger, fields: Mapping[str, str], reviewer: str) -> Decision:
    """A position, or a statement, on words that stand in the document."""
    document, reason = fields.get("id", ""), fields.get("reason", "")
    words = _words(ledger, document, fields)
    if fields.get("of") == "statement":
        through = [name.strip() for name in fields.get("through", "").split(">")]
        return add_statement(
            ledger,
            document,
            words=words,
            speaker=fields.get("speaker", ""),
            through=[name for name in through if name],
            act=fields.get("act", Act.SPEECH),
            form=fields.get("form", Form.INDIRECT),
            reviewer=reviewer,
            reason=reason,
            registry=room.registry,
        )
    return add_position(
        ledger,
        document,
        {name: value for name in _CORRECTABLE if (value := fields.get(name, ""))},
        words=words,
        trigger=fields.get("trigger") or None,
        reviewer=reviewer,
        reason=reason,
        registry=room.registry,
    )


def _words(ledger: Ledger, document: str, fields: Mapping[str, str]) -> str | Span:
    """The words as they were written; where they were selected on the page and stand there, their place."""
    words = fields.get("words", "")
    start = fields.get("start", "")
    if start.isascii() and start.isdecimal() and len(start) <= _LONGEST_OFFSET and words:
        for text in ledger.texts((document,)):
            if text.text.startswith(words, int(start)):
                return Span(int(start), int(start) + len(words))
    return words


def _changed(fields: Mapping[str, str]) -> dict[str, JsonValue]:
    """The fields that say something else than they did when the page was made; of a statement, who speaks."""
    if "speaker" in fields:
        return {"speaker": fields["speaker"]}
    changed: dict[str, JsonValue] = {
        name: fields[name] or None
        for name in _CORRECTABLE
        if name in fields and fields[name] != fields.get(f"was_{name}", "")
    }
    if not changed:
        raise UsageError("nothing was changed", remedy="change a field, or accept the row as it is")
    return changed


def _there(ledger: Ledger, decision: Decision) -> str:
    """The page of the row; of something added, its document; of documents that were joined or parted, their report."""
    if decision.about is DecisionAbout.ORIGIN:
        groups = ledger.origins_of([decision.document])
        return row_address("origin", groups[0].id) if groups else row_address("document", decision.document)
    kind = {"position": "position", "statement": "statement", "speaker": "statement"}.get(
        decision.about.value
    )
    if decision.row is None or kind is None:
        return row_address("document", decision.document)
    return row_address(kind, decision.row)
