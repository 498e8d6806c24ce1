"""From a form to a decision: who decides what about which row, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.review import accept, add_position, correct, decide, reject, undo
from onrecord.vocabulary import Decision, JsonValue
from onrecord.web.asked import row_address
from onrecord.web.room import Room

_CORRECTABLE = ("holder", "stance", "toward", "about", "basis", "date")
_MOST_FIELDS = 40


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
    room.take_in(decision.document)
    return _there(decision, fields), reviewer


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
        if "speaker" in fields:
            values: dict[str, JsonValue] = {"speaker": fields["speaker"]}
            return decide(
                ledger,
                id_,
                "correct",
                reviewer=reviewer,
                reason=reason,
                values=values,
                registry=room.registry,
            )
        return correct(
            ledger, id_, _changed(fields), reviewer=reviewer, reason=reason, registry=room.registry
        )
    if verb == "add":
        return add_position(
            ledger,
            id_,
            {name: value for name in _CORRECTABLE if (value := fields.get(name, ""))},
            words=fields.get("words", ""),
            trigger=fields.get("trigger") or None,
            reviewer=reviewer,
            reason=reason,
            registry=room.registry,
        )
    raise UsageError(f"nothing is called {verb[:20]!r} here", remedy="accept, reject, correct, add or undo")


def _changed(fields: Mapping[str, str]) -> dict[str, JsonValue]:
    """The fields that say something else than they did when the page was made."""
    changed: dict[str, JsonValue] = {
        name: fields[name] or None
        for name in _CORRECTABLE
        if name in fields and fields[name] != fields.get(f"was_{name}", "")
    }
    if not changed:
        raise UsageError("nothing was changed", remedy="change a field, or accept the row as it is")
    return changed


def _there(decision: Decision, fields: Mapping[str, str]) -> str:
    """The page of the row; of something added, its document."""
    kind = {"position": "position", "statement": "statement", "speaker": "statement"}.get(
        decision.about.value
    )
    if decision.row is None or kind is None:
        return row_address("document", decision.document)
    return row_address(kind, decision.row)
