"""Positions as PLOVER events: one JSON object a line, or a sheet with the column names of the POLECAT data.

Field names are those of the "JSON Data Fields" of the PLOVER manual, draft 0.7b1 (Open Event Data Alliance), which also has the event
types ACCUSE and REQUEST; what PLOVER has no name for stands in `onrecord`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.exports.addresses import web_address
from onrecord.exports.days import days_of, iso
from onrecord.exports.exported import Exported
from onrecord.harmless import excerpt, json_text
from onrecord.ledger import PositionRow
from onrecord.ledger.forms import JsonRow
from onrecord.sheet import Cell, sheet
from onrecord.vocabulary import ActorKind, Document, JsonValue, Party, Position

CODEBOOK = "PLOVER 0.7b1, event types as in POLECAT"
NO_TYPE = "PLOVER has no such type"
NO_DATE = "no date"
# 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict. YIELD is CONCEDE and RETREAT in one.
QUAD_CODES: Mapping[str, int] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "CONCEDE": 1,
    "COOPERATE": 2,
    "AID": 2,
    "RETREAT": 2,
    "YIELD": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}
PLOVER_COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor Name Raw",
    "Recipient Name",
    "Recipient Country",
    "Recipient Name Raw",
    "Source",
    "Publication Date",
    "Language",
    # POLECAT has no columns for these.
    "End Date",
    "Text",
    "Document",
    "URL",
    "Stance",
    "Basis",
    "Declared",
    "About",
    "Principle",
    "Chain",
    "Rule",
    "Origin",
)
_CONTEXTS: Mapping[str, str] = {
    **dict.fromkeys(("will", "shall"), "future"),
    **dict.fromkeys(("would", "could", "may", "might", "can", "should"), "hypothetical"),
}
_NO_ORIGINS: Mapping[str, str] = {}


def plover_events(
    rows: Sequence[PositionRow],
    documents: Sequence[Document],
    *,
    origins: Mapping[str, str] = _NO_ORIGINS,
    excerpt_chars: int | None = None,
) -> tuple[tuple[JsonRow, ...], Mapping[str, int]]:
    """The events in the order of the rows, and how many rows gave none, by reason.

    `documents` are all that the rows stand in. A position without an event type of its own has that of its stance.
    PLOVER asks for a date and a type: rows without either are left out. `origins` and `excerpt_chars` are as in `dna_statements`.
    """
    by_id = {document.id: document for document in documents}
    events: list[JsonRow] = []
    left_out = dict.fromkeys((NO_TYPE, NO_DATE), 0)
    for row in rows:
        kind = row.position.event or row.position.stance.plover
        if kind is None:
            left_out[NO_TYPE] += 1
        elif days_of(row.position)[0] is None:
            left_out[NO_DATE] += 1
        else:
            document = by_id[row.position.document]
            quoted = _quoted(row, excerpt_chars)
            events.append(_event(quoted, kind, document, origins.get(document.id)))
    return tuple(events), {reason: count for reason, count in sorted(left_out.items()) if count}


def plover_jsonl(
    rows: Sequence[PositionRow],
    documents: Sequence[Document],
    *,
    origins: Mapping[str, str] = _NO_ORIGINS,
    excerpt_chars: int | None = None,
) -> Exported:
    """One event a line; fields that say nothing are left out, as PLOVER's own records do."""
    events, left_out = plover_events(rows, documents, origins=origins, excerpt_chars=excerpt_chars)
    lines = [json_text(json.dumps(_filled(event), ensure_ascii=False, allow_nan=False)) for event in events]
    return Exported(text="".join(f"{line}\n" for line in lines), rows=len(events), left_out=left_out)


def plover_csv(
    rows: Sequence[PositionRow],
    documents: Sequence[Document],
    *,
    origins: Mapping[str, str] = _NO_ORIGINS,
    excerpt_chars: int | None = None,
) -> Exported:
    """One event a row; no cell is taken for a formula."""
    events, left_out = plover_events(rows, documents, origins=origins, excerpt_chars=excerpt_chars)
    text = sheet(PLOVER_COLUMNS, [_cells(event) for event in events])
    return Exported(text=text, rows=len(events), left_out=left_out)


# --- One event --------------------------------------------------------------------------------


def _quoted(row: PositionRow, most: int | None) -> PositionRow:
    """The row with no quotation of more than `most` characters."""
    about = row.position.about
    position = row.position if about is None else replace(row.position, about=excerpt(about, most))
    return replace(row, quote=excerpt(row.quote, most), position=position)


def _event(row: PositionRow, kind: str, document: Document, origin: str | None) -> JsonRow:
    position = row.position
    first, last = days_of(position)
    return {
        "id": position.id,
        "date": iso(first),
        "enddate": None if first == last else iso(last),
        "source": [_actor(position.holder, document)],
        "recipient": [_actor(position.toward, document)] if position.toward else [],
        "event": [kind],
        "event_text": [position.trigger.of(document.text)],
        "quad_code": QUAD_CODES.get(kind),
        "context": _contexts(position),
        "text": row.quote,
        "text_info": {"start": position.evidence.start, "end": position.evidence.end},
        "cite_info": {
            "citation": document.id,
            "url": web_address(document),
            "title": document.title,
            "language": document.language,
            "publication": document.outlet,
            "publication_date": None if document.date is None else str(document.date),
            "codebook": CODEBOOK,
        },
        "coder": "OnRecord",
        "onrecord": {
            "document": document.name,
            "origin": origin,
            "stance": position.stance.value,
            "polarity": position.stance.polarity,
            "basis": position.basis.value,
            "declared": position.basis.declared,
            "by_membership": position.by_membership,
            "about": position.about,
            "principle": position.principle,
            "matters": list(position.matters),
            "forum": position.forum,
            "instrument": position.instrument,
            "modality": position.modality,
            "chain": [link.name for link in position.chain],
            "rule": position.rule,
        },
    }


def _actor(party: Party, document: Document) -> JsonRow:
    """An actor object: `code` is ISO 3166-1 alpha-3 for a state and IGO for a body of states."""
    kind = party.actor.kind
    code = None
    if kind is ActorKind.STATE:
        code = party.actor.id.removeprefix("state:")
    elif kind is ActorKind.BODY:
        code = "IGO"
    return {
        "code": code,
        "actor_text": party.mention.of(document.text) if party.mention else None,
        "identifier_id": party.actor.id,
        "identifier_text": party.actor.name,
        "person": party.person,
    }


def _contexts(position: Position) -> list[JsonValue]:
    found = {_CONTEXTS.get(position.modality or ""), "historical" if position.ended else None}
    return [*sorted(context for context in found if context)]


def _filled(form: JsonRow) -> JsonRow:
    """Without what says nothing."""
    kept: JsonRow = {}
    for name, value in form.items():
        if isinstance(value, dict):
            value = _filled(value)
        elif isinstance(value, list):
            value = [_filled(item) if isinstance(item, dict) else item for item in value]
        if value not in (None, "", [], {}):
            kept[name] = value
    return kept


def _cells(event: JsonRow) -> list[Cell]:
    source, recipient = _first(event, "source"), _first(event, "recipient")
    cite, own = _part(event, "cite_info"), _part(event, "onrecord")
    return [
        _text(event["id"]),
        _text(event["date"]),
        _joined(event["event"]),
        _text(event["quad_code"]),
        _joined(event["context"]),
        _text(source.get("identifier_text")),
        _text(source.get("code")),
        _text(source.get("actor_text")),
        _text(recipient.get("identifier_text")),
        _text(recipient.get("code")),
        _text(recipient.get("actor_text")),
        _text(cite["publication"]),
        _text(cite["publication_date"]),
        _text(cite["language"]),
        _text(event["enddate"]),
        _text(event["text"]),
        _text(own["document"]),
        _text(cite["url"]),
        _text(own["stance"]),
        _text(own["basis"]),
        "true" if own["declared"] else "false",
        _text(own["about"]),
        _text(own["principle"]),
        _joined(own["chain"], " > "),
        _text(own["rule"]),
        _text(own["origin"]),
    ]


def _part(event: JsonRow, name: str) -> JsonRow:
    part = event[name]
    assert isinstance(part, dict)
    return part


def _first(event: JsonRow, name: str) -> JsonRow:
    parts = event[name]
    assert isinstance(parts, list)
    first = parts[0] if parts else {}
    assert isinstance(first, dict)
    return first


def _text(value: JsonValue) -> Cell:
    assert isinstance(value, str | int | None)
    return value


def _joined(value: JsonValue, between: str = ";") -> str:
    assert isinstance(value, list)
    return between.join(str(item) for item in value)
