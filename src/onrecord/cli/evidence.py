"""The command that shows what an id rests on: the words in their place, the chain, the rule, every row used.

The page for people and the JSON object are made from one value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from onrecord.cli.options import format_option, ledger_option
from onrecord.cli.output import Format, as_text, encode, print_encoded
from onrecord.harmless import one_line, shortened
from onrecord.vocabulary import (
    Analysis,
    Claim,
    Document,
    JsonValue,
    Link,
    PartialDate,
    Party,
    Position,
    SaidWhen,
    Span,
    Statement,
    Verdict,
)

if TYPE_CHECKING:
    from onrecord.ledger import Found
    from onrecord.ledger.forms import JsonRow

Lookup: TypeAlias = Callable[[str], object | None]
_AROUND = 500
"""Characters of the paragraph shown on either side of the words."""
_LONGEST = 2400
"""Characters shown of the words themselves; a speech may be one statement."""
_QUOTED = 240
"""Characters of words shown on one line of the page, which stand in their place above it."""
_LISTED = 20
"""Rows of a document listed on the page; the commands that list rows and the other formats have all of them."""
_INDENT = "  "


@click.command()
@click.argument("id_", metavar="ID")
@ledger_option
@format_option()
def evidence(id_: str, ledger: Path, form: str) -> None:
    """Show what an id rests on: words, chain, rule, rows.

    Takes the id of a document, statement, position, claim or origin; a beginning of it will do.
    """
    from onrecord.ledger import Ledger  # duckdb and the registry are slow to load, and --help needs neither
    from onrecord.registry import load_registry

    with Ledger.open(ledger, read_only=True) as opened:
        found, record = opened.find(id_), opened.record()
    registry = load_registry()
    value = evidence_form(found, lambda row: registry.row(row) or record.row(row))
    if Format(form) is Format.TABLE:
        _print_page(value)
    elif Format(form) is Format.CSV:
        rows: list[JsonRow] = [{"field": name, "value": as_text(cell, name)} for name, cell in value.items()]
        print_encoded(encode(rows, Format.CSV, columns=("field", "value")))
    elif Format(form) is Format.JSONL:
        print_encoded(encode([value], Format.JSONL, columns=()))
    else:
        print_encoded(encode([value], Format.JSON, columns=()))


# --- The value --------------------------------------------------------------------------------


def evidence_form(found: Found, lookup: Lookup) -> JsonRow:
    """What an id rests on, as one JSON object; `lookup` gives the row of registry or record of an id."""
    document = found.analysis.document
    form: JsonRow = {"id": found.id, "kind": found.kind, **_place(document, found.span)}
    if found.kind == "position":
        (position,) = (item for item in found.analysis.positions if item.id == found.id)
        form |= _position(position, document.text, lookup)
    elif found.kind == "claim":
        (claim,) = (item for item in found.analysis.claims if item.id == found.id)
        verdicts = [item for item in found.analysis.verdicts if item.claim == claim.id]
        form |= _claim(claim, verdicts, document.text, lookup)
    elif found.kind == "statement":
        (statement,) = (item for item in found.analysis.statements if item.id == found.id)
        form |= _statement(statement, found.analysis)
    else:
        form |= _document(found.analysis)
    if found.standing is not None:
        form["review"] = found.standing.value
        form["decisions"] = [
            f"{made.decided:%Y-%m-%d %H:%M} UTC, {made.reviewer}: {made.verb}"
            f"{f' {made.undoes}' if made.undoes else ''}{f' ({made.reason})' if made.reason else ''}, {made.id}"
            for made in found.decisions
        ]
    if found.origin is not None:
        form["report"] = {
            "id": found.origin.origin.id,
            "name": found.origin.origin.name,
            "printed in": list(found.origin.documents),
            "reason": found.origin.origin.reason,
            "role": next(
                (
                    f"{relation.kind.value}: {relation.reason}"
                    for relation in found.origin.origin.relations
                    if relation.document == document.id
                ),
                None,
            ),
        }
    return form


def _place(document: Document, span: Span | None) -> JsonRow:
    """Which document, and the words in their paragraph."""
    form: JsonRow = {
        "document": document.name,
        "document_id": document.id,
        "address": document.provenance.address,
        "outlet": document.outlet,
        "date": str(document.date) if document.date else None,
    }
    if span is None:
        return form
    around = _paragraph(document, span)
    first, last = max(around.start, span.start - _AROUND), min(around.end, span.end + _AROUND)
    text = document.text
    return form | {
        "start": span.start,
        "end": span.end,
        "context": {
            "before": ("…" if first > around.start else "") + text[first : span.start],
            "words": span.of(text),
            "after": text[span.end : last] + ("…" if last < around.end else ""),
        },
    }


def _paragraph(document: Document, span: Span) -> Span:
    """The paragraphs that the words stand in; the words alone where they stand in none."""
    around = [paragraph.span for paragraph in document.paragraphs if paragraph.span.overlaps(span)]
    starts = [span.start, *(item.start for item in around)]
    return Span(min(starts), max([span.end, *(item.end for item in around)]))


def _position(position: Position, text: str, lookup: Lookup) -> JsonRow:
    used = [*position.rows, *position.holder.rows, *(position.toward.rows if position.toward else ())]
    return {
        "holder": _party(position.holder, text),
        "stance": position.stance.value,
        "polarity": position.stance.polarity,
        "plover": position.stance.plover,
        "toward": _party(position.toward, text) if position.toward else None,
        "about": position.about,
        "about stands at": _words(position.about_at, text),
        "shown by": _words(position.trigger, text),
        "basis": position.basis.value,
        "rung": f"{position.basis.rung} of 5",
        "declared": position.basis.declared,
        "basis_reason": position.basis_reason,
        "taken": _when(position.when, text),
        "ended": position.ended,
        "principle": position.principle,
        "matters": list(position.matters),
        "address": position.address,
        "event": position.event,
        "forum": position.forum,
        "instrument": position.instrument,
        "modality": position.modality,
        "by_membership": position.by_membership,
        "statement": position.statement,
        "chain": _chain(position.chain, text),
        "rule": position.rule,
        "rows used": _rows(used, lookup),
    }


def _when(when: SaidWhen | None, text: str) -> JsonValue:
    """The days on which it may have been taken, the words that tell them, and how they were worked out."""
    if when is None:
        return None
    return {
        "first": str(when.first),
        "last": str(when.last),
        "told by": _words(when.words, text) or "the document's date",
        "worked out": when.rule,
    }


def _claim(claim: Claim, verdicts: Iterable[Verdict], text: str, lookup: Lookup) -> JsonRow:
    from onrecord.ledger.codec import to_json

    form: JsonRow = {"claim": claim.kind.value, "terms": to_json(claim.terms), "verdict": None}
    for verdict in verdicts:
        form |= {
            "verdict": verdict.value.value,
            "text says": verdict.text_says,
            "record says": verdict.record_says,
            "as of": str(verdict.as_of) if verdict.as_of else None,
            "steps": list(verdict.steps),
            "nearest": verdict.nearest,
            "searched in vain": list(verdict.searched),
        }
    used = [row for verdict in verdicts for row in verdict.rows]
    return form | {
        "chain": _chain(claim.chain, text),
        "rule": claim.rule,
        "rows used": _rows(used, lookup),
    }


def _statement(statement: Statement, analysis: Analysis) -> JsonRow:
    text = analysis.document.text
    return {
        "act": statement.act.value,
        "form": statement.form.value,
        "source": _words(statement.source, text),
        "cue": _words(statement.cue, text),
        "content": [_words(span, text) for span in statement.content],
        "chain": _chain(statement.chain, text),
        "rule": statement.rule,
        "positions in it": [item.id for item in analysis.positions if item.statement == statement.id],
    }


def _document(analysis: Analysis) -> JsonRow:
    document = analysis.document
    return {
        "title": document.title,
        "text kind": f"{document.kind.value} ({document.kind_reason})",
        "confidence of kind": document.kind_confidence,
        "credit": document.credit,
        "author": document.author,
        "speaker": document.speaker,
        "speaker_office": document.speaker_office,
        "issuer": document.issuer,
        "date told by": document.date_rule,
        "updated": _day(document.updated),
        "dateline": document.dateline.text if document.dateline else None,
        "day of the dateline": _day(document.dateline.date) if document.dateline else None,
        "day of the event": _day(document.event_date),
        "url": document.provenance.url,
        "language": document.language,
        "characters": len(document.text),
        "digest": document.provenance.digest,
        "warnings": list(document.warnings),
        "statements": [item.id for item in analysis.statements],
        "positions": [item.id for item in analysis.positions],
        "claims": [item.id for item in analysis.claims],
        "reader comments": [f"{item.order}. {item.author or 'nobody named'}" for item in document.comments],
        "left out": [f"{item.reason}: {item.text[:80]}" for item in document.left_out],
        "set aside": [f"{item.stage}: {item.reason}" for item in analysis.set_aside],
    }


def _day(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def _party(party: Party, text: str) -> JsonRow:
    return {
        "actor": party.actor.id,
        "name": party.actor.name,
        "named by": _words(party.mention, text),
        "tied by": party.rule,
    }


def _chain(chain: Iterable[Link], text: str) -> list[JsonValue]:
    return [
        {
            "name": link.name,
            "actor": link.actor,
            "source": _words(link.source, text),
            "cue": _words(link.cue, text),
        }
        for link in chain
    ]


def _words(span: Span | None, text: str) -> JsonValue:
    return None if span is None else {"words": span.of(text), "start": span.start, "end": span.end}


def _rows(ids: Iterable[str], lookup: Lookup) -> list[JsonValue]:
    """Each row once, written out with its source."""
    from onrecord.ledger.forms import row_form

    return [
        {"row": id_, "says": "no such row in this version"} if row is None else row_form(row)
        for id_, row in ((id_, lookup(id_)) for id_ in dict.fromkeys(ids))
    ]


# --- The page ---------------------------------------------------------------------------------


def _print_page(form: JsonRow) -> None:
    from onrecord.cli.tables import print_marked

    context = form.get("context")
    head = {
        name: form[name] for name in ("id", "kind", "document", "document_id", "address", "outlet", "date")
    }
    click.echo("\n".join(_lines(head)))
    if isinstance(context, Mapping):
        click.echo(f"characters {form['start']} to {form['end']}:\n")
        before, words, after = (as_text(context[part]) for part in ("before", "words", "after"))
        print_marked(before, _middle_out(words), after)
        click.echo()
    rest = {
        name: _bounded(value) if form["kind"] in ("document", "origin") else value
        for name, value in form.items()
        if name not in head and name not in ("context", "start", "end")
    }
    click.echo("\n".join(_lines(rest)))


def _middle_out(words: str) -> str:
    """Both ends of words that are too long to show, and how much stands between them."""
    if len(words) <= _LONGEST:
        return words
    end = _LONGEST // 2
    return f"{words[:end]} … [{len(words) - 2 * end} characters more] … {words[-end:]}"


def _bounded(value: JsonValue) -> JsonValue:
    """A list cut where it is too long for the page, with the number that is left out."""
    if not isinstance(value, list) or len(value) <= _LISTED:
        return value
    return [*value[:_LISTED], f"... and {len(value) - _LISTED} more"]


def _lines(form: Mapping[str, JsonValue], indent: str = "") -> list[str]:
    """`name  value` lines; lists and objects below their name, one step further in. Empty fields are left out."""
    shown = {name: value for name, value in form.items() if value not in (None, [], {}, "")}
    width = max((len(name) for name, value in shown.items() if _short(value)), default=0)
    lines = []
    for name, value in shown.items():
        label = one_line(name.replace("_", " "))
        if _short(value):
            lines.append(f"{indent}{label:<{width}}  {one_line(_in_line(value))}")
        else:
            lines += [f"{indent}{label}", *_nested(value, indent + _INDENT)]
    return lines


def _nested(value: JsonValue, indent: str) -> list[str]:
    if isinstance(value, dict):
        return _lines(value, indent)
    assert isinstance(value, list)
    lines = []
    for number, item in enumerate(value, start=1):
        if _short(item):
            lines.append(f"{indent}{number}. {one_line(_in_line(item))}")
        else:
            first, *others = _nested(item, indent + " " * len(f"{number}. ")) or [""]
            lines += [f"{indent}{number}. {first.lstrip()}", *others]
    return lines


def _short(value: JsonValue) -> bool:
    """What fits beside its name: a plain value, or quoted words with their place."""
    return not isinstance(value, dict | list) or _is_words(value)


def _is_words(value: JsonValue) -> bool:
    return isinstance(value, dict) and value.keys() == {"words", "start", "end"}


def _in_line(value: JsonValue) -> str:
    if isinstance(value, dict):
        return (
            f"“{shortened(as_text(value['words']), _QUOTED)}” (characters {value['start']} to {value['end']})"
        )
    return as_text(value)
