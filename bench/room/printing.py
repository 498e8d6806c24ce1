"""A report as one outlet prints it: a document with all its rows, every span in its text.

A copy drops a sentence, changes another and has a head of its own; the rows move with their sentences.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any, NamedTuple, TypeAlias

from bench.room.casting import Cast, Player
from bench.room.reports import Check, Report, Saying, Stand, Told
from onrecord.identity import make_id
from onrecord.vocabulary import Basis

Rows: TypeAlias = "dict[str, list[dict[str, Any]]]"
"""Table to rows, each without the method and the run, which all share."""
_FURNITURE = (
    ("navigation", "Home World Business Culture Sport"),
    ("share form", "Share this story with your friends"),
    ("legal notice", "All rights are reserved by the publisher of this page"),
)
_REASONS = {
    Basis.VOTE: "cast in a roll call",
    Basis.INSTRUMENT: "adopted text of a body",
    Basis.OWN_WORDS: "the holder's own words",
    Basis.REPORTED: "the holder's words or acts told by somebody else",
    Basis.ASCRIBED: "said by the one who gains by it",
}


class Place(NamedTuple):
    """Which document it is: the number of its report, which copy of it, and how many there are."""

    report: int
    copy: int
    copies: int


def digest_of(seed: int, report: int, copy: int) -> str:
    """The digest that stands for the bytes of a copy."""
    return hashlib.sha256(f"{seed}:{report}:{copy}".encode()).hexdigest()


def document_id(seed: int, report: int, copy: int) -> str:
    """The id of a copy, known before it is made."""
    return make_id("document", digest_of(seed, report, copy))


class Press:
    """Prints reports as documents."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast = cast
        self.seed = seed

    def printed(self, report: Report, place: Place, number: int) -> Rows:
        """The rows of one document; `number` names its file."""
        random = Random(f"{self.seed}:{place.report}:{place.copy}")
        sentences = (
            _copied(report.sentences, random) if place.copy else [(told, told) for told in report.sentences]
        )
        id_ = document_id(self.seed, place.report, place.copy)
        outlet = self.cast.outlet(random)
        credit = self.cast.outlets[place.report % len(self.cast.outlets)] if place.copies > 1 else None
        day = report.day + timedelta(days=random.randint(0, 2) if place.copy else 0)
        text, spans, starts = _set(sentences, f"{credit.upper()} - " if credit and place.copy else "", random)
        rows: Rows = {
            "documents": [self._document(report, place, number, id_, text, outlet, credit, str(day))],
            "paragraphs": [
                {"document": id_, "ord": n, "span_start": a, "span_end": b, "language": report.language}
                for n, (a, b) in enumerate(spans)
            ],
        }
        chain = f'{{"name":{json.dumps(credit or outlet)},"actor":null,"source":null,"cue":null}}'
        rows |= _found(
            id_,
            chain,
            str(day),
            [(start, shown) for start, (_, shown) in zip(starts, sentences, strict=False) if shown],
        )
        rows |= self._around(id_, random, report)
        if place.copy:
            first = document_id(self.seed, place.report, 0)
            rows["edits"] = list(_edits(first, id_, sentences))
        return rows

    def _document(
        self,
        report: Report,
        place: Place,
        number: int,
        id_: str,
        text: str,
        outlet: str,
        credit: str | None,
        day: str,
    ) -> dict[str, Any]:
        name = f"room-{number:06d}.html"
        issuer = report.issuer
        return {
            "document": id_,
            "name": name,
            "address": f"https://www.{outlet.replace(' ', '-').casefold()}.example/{day}/{name}",
            "digest": digest_of(self.seed, place.report, place.copy),
            "media_type": "text/html",
            "encoding": "utf-8",
            "size": len(text.encode()) + 2_000,
            "kind": report.kind,
            "kind_reason": "words told in the third person",
            "kind_confidence": 0.9,
            "title": report.title,
            "outlet": outlet,
            "credit": credit,
            "speaker": f"Minister of {issuer.name}" if issuer and report.kind == "speech" else None,
            "issuer": issuer.name if issuer else None,
            "date": day,
            "date_rule": "structured data",
            "language": report.language,
            "text": text,
            "warnings": "[]",
            "url": f"https://www.{outlet.replace(' ', '-').casefold()}.example/{day}/{name}",
        }

    def _around(self, id_: str, random: Random, report: Report) -> Rows:
        """Readers' comments under every fifth document, furniture, and what was set aside."""
        comments = random.randint(1, 9) if random.random() < 0.2 else 0
        language = report.language
        return {
            "comments": [
                {
                    "document": id_, "ord": n, "place": n + 1, "author": f"reader {random.randint(1, 9999)}",
                    "text": f"What {self.cast.outlet(random)} prints of {self.cast.holder(random).name} surprises nobody.",
                    "parent": n if n and random.random() < 0.3 else None,
                }
                for n in range(comments)
            ],
            "left_out": [
                {"document": id_, "ord": n, "reason": reason, "text": text}
                for n, (reason, text) in enumerate(_FURNITURE[: random.randint(1, 3)])
            ],
            "set_aside": [
                {
                    "document": id_, "ord": n, "stage": "parse" if language != "en" else "positions",
                    "reason": f"not covered: language {language}" if language != "en" else "the holder is not named",
                    "about_document": id_, "span": f"[{n},{n + 9}]", "detail": "",
                }
                for n in range(random.randint(0, 3))
            ],
        }  # fmt: skip


def _copied(sentences: Sequence[Told], random: Random) -> list[tuple[Told, Told | None]]:
    """Each sentence of the report beside what the copy makes of it; None where it drops it."""
    bare = [place for place, told in enumerate(sentences) if not (told.stands or told.sayings or told.checks)]
    dropped, changed = (random.choice(bare), random.choice(bare)) if len(bare) > 2 else (-1, -1)
    made: list[tuple[Told, Told | None]] = []
    for place, told in enumerate(sentences):
        shown: Told | None = told
        if place == dropped:
            shown = None
        elif place == changed:
            shown = Told(text=f"{told.text[:-1]} on that day.")
        made.append((told, shown))
    return made


def _set(
    sentences: Sequence[tuple[Told, Told | None]], head: str, random: Random
) -> tuple[str, list[tuple[int, int]], list[int]]:
    """The text, the spans of its paragraphs, and where each sentence of the report begins."""
    parts, spans, starts, at, left = [head], [], [], len(head), random.randint(1, 4)
    opened = 0
    for _, shown in sentences:
        starts.append(at)
        if shown is None:
            continue
        if left == 0:
            end = at - 1  # the blank after the last sentence
            spans.append((opened, end))
            parts[-1] = "\n\n"
            at = opened = end + 2
            starts[-1] = at
            left = random.randint(1, 4)
        parts += [shown.text, " "]
        at += len(shown.text) + 1
        left -= 1
    spans.append((opened, at - 1))
    return "".join(parts)[:-1], spans, starts


def _found(id_: str, outer: str, day: str, sentences: Sequence[tuple[int, Told]]) -> Rows:
    """Statements, positions, claims and verdicts of a document."""
    rows: Rows = {"statements": [], "positions": [], "claims": [], "verdicts": []}
    for start, told in sentences:
        statement, chain = None, f"[{outer}]"
        for saying in told.sayings:
            chain = f"[{outer},{_link(saying, start)}]"
            statement = make_id("statement", id_, start)
            rows["statements"].append(
                _statement(id_, len(rows["statements"]), statement, chain, saying, start)
            )
        for stand in told.stands:
            row = _position(id_, len(rows["positions"]), stand, start, len(told.text), day)
            rows["positions"].append(row | {"statement": statement, "chain": chain})
        for check in told.checks:
            claim = make_id("claim", id_, start)
            rows["claims"].append(_claim(id_, len(rows["claims"]), claim, check, start, f"[{outer}]"))
            if check.verdict:
                rows["verdicts"].append(_verdict(id_, len(rows["verdicts"]), claim, check, day))
    return rows


def _span(at: tuple[int, int] | None, by: int) -> str:
    return "null" if at is None else f"[{at[0] + by},{at[1] + by}]"


def _link(saying: Saying, by: int) -> str:
    speaker = saying.speaker
    return (
        f'{{"name":{speaker.quoted},"actor":"{speaker.id}","source":{_span(saying.source, by)},'
        f'"cue":{_span(saying.cue, by)}}}'
    )


def _statement(id_: str, order: int, statement: str, chain: str, saying: Saying, by: int) -> dict[str, Any]:
    return {
        "document": id_, "ord": order, "id": statement, "chain": chain, "source": _span(saying.source, by),
        "cue": _span(saying.cue, by), "content": f"[{_span(saying.content, by)}]",
        "form": "indirect", "act": "speech", "rule": "ccomp:that",
    }  # fmt: skip


def _party(player: Player, at: tuple[int, int] | None, by: int) -> str:
    return (
        f'{{"actor":{player.form},"mention":{_span(at, by)},"rule":"name","rows":{player.rows},"person":null,'
        '"named_only":false}'
    )


def _position(id_: str, order: int, stand: Stand, by: int, length: int, day: str) -> dict[str, Any]:
    toward = stand.toward
    return {
        "document": id_,
        "ord": order,
        "id": make_id("position", id_, by, order),
        "holder": stand.holder.id,
        "holder_name": stand.holder.name,
        "holder_party": _party(stand.holder, stand.named, by),
        "stance": stand.stance.value,
        "toward": toward.id if toward else None,
        "toward_name": toward.name if toward else None,
        "toward_party": _party(toward, stand.toward_named, by) if toward else None,
        "about": stand.about,
        "about_start": stand.about_at[0] + by if stand.about_at else None,
        "about_end": stand.about_at[1] + by if stand.about_at else None,
        "basis": stand.basis.value,
        "basis_reason": _REASONS[stand.basis],
        "evidence_start": by,
        "evidence_end": by + length,
        "trigger_start": stand.trigger[0] + by,
        "trigger_end": stand.trigger[1] + by,
        "date": day,
        "when_first": day,
        "when_last": day,
        "when_rule": "the day of publication",
        "forum": stand.forum,
        "instrument": stand.instrument,
        "by_membership": False,
        "matters": f'["{stand.matter}"]' if stand.matter else "[]",
        "principle": stand.principle,
        "event": stand.stance.plover,
        "ended": stand.ended,
        "rule": stand.stance.value,
        "used_rows": stand.holder.rows,
    }


def _claim(id_: str, order: int, claim: str, check: Check, by: int, chain: str) -> dict[str, Any]:
    return {
        "document": id_, "ord": order, "id": claim, "kind": check.kind, "span_start": check.span[0] + by,
        "span_end": check.span[1] + by, "terms": json.dumps(check.terms), "chain": chain, "rule": check.kind,
    }  # fmt: skip


def _verdict(id_: str, order: int, claim: str, check: Check, day: str) -> dict[str, Any]:
    return {
        "document": id_, "ord": order, "claim": claim, "value": check.verdict, "text_says": check.text_says,
        "record_says": check.record_says, "as_of": day,
        "steps": json.dumps([f"{check.text_says} beside {check.record_says}"], ensure_ascii=False),
        "used_rows": json.dumps(check.rows), "searched": "[]",
    }  # fmt: skip


def _edits(first: str, id_: str, sentences: Sequence[tuple[Told, Told | None]]) -> Iterator[dict[str, Any]]:
    for order, (told, shown) in enumerate(sentences):
        kind = "dropped" if shown is None else "same" if shown is told else "changed"
        yield {
            "original_document": first, "copy_document": id_, "ord": order, "kind": kind,
            "original": told.text, "copy": shown.text if shown else None,
        }  # fmt: skip
