"""Claims, positions and statements as annotations of the W3C Web Annotation Data Model (2017), in JSON-LD.

The target is the text as OnRecord read it. Its words are given with what stands around them, and by their place in
characters (code points, as the model counts them) of `Document.text`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from onrecord.exports.addresses import PROGRAM, urn, web_address
from onrecord.exports.checks import Checks, plain_account
from onrecord.exports.exported import Exported
from onrecord.harmless import excerpt, one_line, page_json
from onrecord.ledger import PositionRow, StatementRow
from onrecord.ledger.forms import JsonRow
from onrecord.vocabulary import Document, JsonValue, Link, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_NOTHING: Mapping[str, int] = {}
_AROUND = 40
"""Characters before and after the words."""


# --- From rows --------------------------------------------------------------------------------


def claim_annotations(checks: Checks) -> tuple[JsonRow, ...]:
    """One annotation for each claim: the verdict as a tag, and how it came about as text."""
    return tuple(
        _annotation(
            checked.claim.id,
            motivation="assessing",
            bodies=[
                _tag(checked.verdict.value),
                _text(plain_account(checked), purpose="assessing"),
            ],
            targets=[_target(checked.document, checked.claim.span, checked.excerpt_chars)],
            version=checks.version,
        )
        for checked in checks.claims
    )


def position_annotations(
    rows: Sequence[PositionRow],
    documents: Sequence[Document],
    *,
    version: str,
    excerpt_chars: int | None = None,
) -> tuple[JsonRow, ...]:
    """One annotation for each position: stance, basis and, where it is so, that it was not declared."""
    by_id = {document.id: document for document in documents}
    return tuple(
        _annotation(
            row.position.id,
            motivation="describing",
            bodies=[
                _tag(row.position.stance),
                _tag(row.position.basis),
                *([] if row.position.basis.declared else [_tag("not declared")]),
                _text(_position(row, excerpt_chars), purpose="describing"),
            ],
            targets=[_target(by_id[row.position.document], row.position.evidence, excerpt_chars)],
            version=version,
        )
        for row in rows
    )


def statement_annotations(
    rows: Sequence[StatementRow],
    documents: Sequence[Document],
    *,
    version: str,
    excerpt_chars: int | None = None,
) -> tuple[JsonRow, ...]:
    """One annotation for each statement; broken content has several targets."""
    by_id = {document.id: document for document in documents}
    return tuple(
        _annotation(
            row.statement.id,
            motivation="describing",
            bodies=[
                _tag(row.statement.act),
                _text(
                    f"{_chain(row.statement.chain)}: {row.statement.act}, {row.statement.form}",
                    purpose="describing",
                ),
            ],
            targets=[
                _target(by_id[row.statement.document], span, excerpt_chars) for span in row.statement.content
            ],
            version=version,
        )
        for row in rows
    )


# --- As text ----------------------------------------------------------------------------------


def annotations_json(annotations: Sequence[JsonRow], left_out: Mapping[str, int] = _NOTHING) -> Exported:
    """The annotations as one AnnotationCollection with a single page; its id is a digest of theirs."""
    digest = hashlib.sha256(json.dumps([one["id"] for one in annotations]).encode()).hexdigest()[:12]
    items: list[JsonValue] = [
        {name: value for name, value in one.items() if name != "@context"} for one in annotations
    ]
    collection: JsonRow = {
        "@context": CONTEXT,
        "id": urn("annotations", digest),
        "type": "AnnotationCollection",
        "total": len(items),
        "first": {
            "id": urn("annotations", f"{digest}:page:1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    text = page_json(json.dumps(collection, ensure_ascii=False, indent=2))
    return Exported(text=f"{text}\n", rows=len(items), left_out=left_out)


def annotations_jsonl(annotations: Sequence[JsonRow], left_out: Mapping[str, int] = _NOTHING) -> Exported:
    """One annotation a line, each whole by itself."""
    lines = [page_json(json.dumps(one, ensure_ascii=False)) for one in annotations]
    return Exported(text="".join(f"{line}\n" for line in lines), rows=len(lines), left_out=left_out)


# --- One annotation ---------------------------------------------------------------------------


def _annotation(
    id_: str, *, motivation: str, bodies: list[JsonValue], targets: list[JsonValue], version: str
) -> JsonRow:
    return {
        "@context": CONTEXT,
        "id": urn("annotation", id_),
        "type": "Annotation",
        "motivation": motivation,
        "creator": {"id": urn("software", version), "type": "Software", "name": f"{PROGRAM} {version}"},
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _tag(value: str) -> JsonRow:
    return {"type": "TextualBody", "purpose": "tagging", "value": str(value), "format": "text/plain"}


def _text(value: str, *, purpose: str) -> JsonRow:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": value,
        "format": "text/plain",
        "language": "en",
    }


def _target(document: Document, span: Span, most: int | None = None) -> JsonRow:
    """The words of the text as OnRecord read it; `via` says where on the web it was obtained, if it was."""
    address = web_address(document)
    return {
        "type": "SpecificResource",
        "source": {
            "id": urn("document", document.id),
            "type": "Text",
            "format": "text/plain",
            **({"language": document.language} if document.language else {}),
            **({"via": address} if address else {}),
        },
        "selector": [
            *_quotation(document.text, span, most),
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _quotation(text: str, span: Span, most: int | None) -> list[JsonValue]:
    """The words with those around them; none where they are more than may be quoted, for a part would select another place."""
    if most is not None and span.end - span.start > most:
        return []
    around = _AROUND if most is None else min(_AROUND, (most - (span.end - span.start)) // 2)
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - around) : span.start],
            "suffix": text[span.end : span.end + around],
        }
    ]


def _position(row: PositionRow, most: int | None) -> str:
    position = row.position
    toward = f" {position.toward.actor.name}" if position.toward else ""
    about = f": “{excerpt(position.about, most)}”" if position.about else ""
    declared = "declared" if position.basis.declared else "not declared"
    said = f"{position.holder.actor.name} {position.stance}{toward}{about} ({position.basis}, {declared})"
    return one_line(f"{said}. Told by: {_chain(position.chain)}" if position.chain else said)


def _chain(chain: Iterable[Link]) -> str:
    return one_line(" > ".join(link.name for link in chain))
