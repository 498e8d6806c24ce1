"""The clauses of adopted texts: preambular and operative ones, with the addresses that the text prints or that are counted.

Works on characters and line structure alone. Where a text has no subjectless clauses, as many communiques, the
sentences that the meeting, "we" or "the ministers" open are its clauses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.extract.instruments.acts import Act, read_opening
from onrecord.extract.instruments.openings import Openings, load_openings
from onrecord.extract.instruments.subjects import read_subject
from onrecord.vocabulary import Document, DocumentKind, Span

_ENACTING = re.compile(r"(?:The|We,)\s[^.;:]{2,300}?[,:]?", re.DOTALL)
_BREAK = re.compile(r"[,;.:]\s+(?:(\d{1,3})\s?[.)]\s+)?(?=[A-Z])")
_SUB = re.compile(r"\(([a-z]{1,2}|[ivx]{1,4})\)\s+")
_NUMBER = re.compile(r"(\d{1,3})\s?[.)]\s+")
_END = re.compile(
    r"(?:Adopted\b|\[?Ibid\b|\d{1,3}\s+(?:Ibid|See|Official Records|Resolutions and Decisions|S/|A/)\b)"
)
_PAGE = re.compile(
    r"(?:/?\s?\.{2,3}|[SA]/[\w/.-]+\s*(?:\(\d{4}\))?(?:\s*Page\s+\d+)?|\d\d-\d{4,6}.*|\*?\d{5,9}\*?|Page\s+\d+|\W{0,20}|\d+/\d+)",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[a-z)\d”\"’][.!?])\s+(?=[A-Z“\"])")
_MOST_PARAGRAPHS = 12
"""A clause that page breaks cut into more pieces ends there."""
_LEAST = 2
"""Clauses without subject that make a communique one written in clauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of an adopted text."""

    span: Span
    kind: str
    """`preambular` or `operative`."""
    number: int | None
    """Printed, or counted from 1 where the preamble prints none; None for prose without numbers."""
    label: str | None
    """Where it stands: "preamble 3", "paragraph 4", "paragraph 4 (b)"."""
    opening: Span
    opening_words: str
    subject: Span | None = None
    """Who opens it, where it has a subject: "The Meeting"."""
    under: Act | None = None
    """The opening that it hangs below, for (a), (b) under "Requests B:"."""


def clauses(document: Document, *, openings: Openings | None = None) -> tuple[Clause, ...]:
    """The clauses in the order of the text, none overlapping; empty for texts that are no instruments."""
    words = openings or load_openings()
    if document.kind is DocumentKind.RESOLUTION:
        return tuple(_bare(document, words))
    if document.kind is not DocumentKind.COMMUNIQUE:
        return ()
    written_so = _is_enacted(document) or _is_numbered_so(document, words)
    bare = tuple(_bare(document, words)) if written_so else ()
    if len(bare) >= _LEAST:
        return bare
    return tuple(_led(document, words))


def _is_enacted(document: Document) -> bool:
    """True where a paragraph is but the name of those who speak: "The Ministers,", "We, the Heads of State:"."""
    return any(
        (text := p.span.of(document.text).strip()).endswith((",", ":"))
        and len(text) < 300
        and _ENACTING.fullmatch(text) is not None
        for p in document.paragraphs[:8]
    )


def _is_numbered_so(document: Document, openings: Openings) -> bool:
    """True where numbered paragraphs open with "Condemns", "Calls upon": the preamble may be lost."""
    text = document.text
    acts = [_capital(text, p.span.start, p.span.end, openings) for p in document.paragraphs if p.label]
    return sum(1 for act in acts if act is not None and act.form == "present") >= _LEAST


# --- Clauses without subject


def _bare(document: Document, openings: Openings) -> Iterator[Clause]:
    """Clauses that open with their verb, from the first one to the adoption line."""
    preamble, printed, parent = 0, 0, None
    starts = list(_starts(document, openings))
    for place, (_, start, number, sub, act) in enumerate(starts):
        limit = starts[place + 1][0] if place + 1 < len(starts) else len(document.text)
        end = _end_of(document, start, limit)
        if sub is not None and act is None:
            if parent is None:
                continue
            label = f"{parent.label} ({sub})" if parent.label else None
            yield replace(
                parent, span=Span(start, end), label=label, under=_under(parent, document, openings)
            )
            continue
        if act is None:
            continue
        if number is None and sub is None and act.form in ("participle", "adjective"):
            preamble += 1
            kind, count, label = "preambular", preamble, f"preamble {preamble}"
        else:
            printed = number if number is not None else printed if sub is not None else printed + 1
            kind, count = "operative", printed
            label = f"paragraph {printed}" + (f" ({sub})" if sub is not None else "")
        clause = Clause(
            span=Span(start, max(end, act.opening.end)),
            kind=kind,
            number=count,
            label=label,
            opening=act.opening,
            opening_words=" ".join(act.opening.of(document.text).split()),
        )
        parent = clause if sub is None else parent
        yield clause


def _under(parent: Clause, document: Document, openings: Openings) -> Act | None:
    return read_opening(document.text, parent.span.start, parent.span.end, openings)


_Start = tuple[int, int, int | None, str | None, Act | None]


def _starts(document: Document, openings: Openings) -> Iterator[_Start]:
    """Where clauses may start: with its number, without it, printed number, letter of a sub-paragraph, and the opening there."""
    text = document.text
    opening = (
        p.span.start for p in document.paragraphs if read_opening(text, p.span.start, p.span.end, openings)
    )
    last = max(opening, default=0)
    for paragraph in document.paragraphs:
        start, end = paragraph.span.start, paragraph.span.end
        if _END.match(text, start, end):
            if paragraph.label is None and start > last and text.startswith("Adopted", start):
                return
            continue
        number = int(paragraph.label) if paragraph.label and paragraph.label.isdigit() else None
        printed = _NUMBER.match(text, start, end) if number is None else None
        if printed is not None:
            number, start = int(printed.group(1)), printed.end()
        sub = _SUB.match(text, start, end)
        at = sub.end() if sub is not None else start
        act = _capital(text, at, end, openings)
        if (
            act is not None
            and act.form == "plain"
            and (sub is not None or text.startswith((" for", " of"), act.opening.end))
        ):
            act = None  # "(h) Support for humanitarian assistance": a heading
        if act is not None or sub is not None:
            yield (
                (sub.start() if sub is not None else at),
                at,
                number,
                sub.group(1) if sub is not None else None,
                act,
            )
        for mark in _BREAK.finditer(text, at, end):
            inner = _capital(text, mark.end(), end, openings)
            if inner is not None and inner.form in ("present", "participle", "adjective"):
                where = mark.start(1) if mark.group(1) else mark.end()
                yield where, mark.end(), int(mark.group(1)) if mark.group(1) else None, None, inner


def _capital(text: str, start: int, end: int, openings: Openings) -> Act | None:
    """The opening at a capital letter, or after "In this regard, "; in a form that clauses without subject have."""
    if not text[start : start + 1].isupper():
        return None
    act = read_opening(text, start, end, openings)
    if act is None or act.form == "past":
        return None
    return act


def _end_of(document: Document, start: int, limit: int) -> int:
    """The end of a clause: where its paragraph ends, or later ones that go on with its sentence."""
    text, end = document.text, start
    first = bisect_right(document.paragraphs, start, key=lambda paragraph: paragraph.span.end)
    for paragraph in document.paragraphs[first : first + _MOST_PARAGRAPHS]:
        if paragraph.span.start >= limit:
            break
        words = paragraph.span.of(text).strip()
        if paragraph.span.start > start and (paragraph.label is not None or _END.match(words)):
            break
        if paragraph.span.start > start and _PAGE.fullmatch(words):
            continue
        end = min(paragraph.span.end, limit)
        if words.endswith((".", ";", ":", ",")):
            break
    return start + len(text[start : max(end, start)].rstrip())


# --- Clauses with a subject


def _led(document: Document, openings: Openings) -> Iterator[Clause]:
    """Sentences that the meeting, the ministers or "we" open with one of the verbs."""
    text = document.text
    for paragraph in document.paragraphs:
        number = int(paragraph.label) if paragraph.label and paragraph.label.isdigit() else None
        for start, end in _sentences(text, paragraph.span):
            led = read_subject(text, start, end, openings)
            if led is None:
                continue
            subject, act = led
            yield Clause(
                span=Span(start, end),
                kind="operative",
                number=number,
                label=f"paragraph {number}" if number is not None else None,
                opening=act.opening,
                opening_words=" ".join(act.opening.of(text).split()),
                subject=subject,
            )


def _sentences(text: str, span: Span) -> Iterator[tuple[int, int]]:
    start = span.start
    for mark in _SENTENCE.finditer(text, span.start, span.end):
        if mark.start() > start:
            yield start, mark.start()
        start = mark.end()
    if span.end > start:
        yield start, span.end
