"""Makes documents with true and false claims out of templates and the record: seeded, the same every time.

A document is a lead, the filled template and a closing line; one marked stretch may be made wrong, the others are right.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from evals.claims import bodies, votes
from evals.claims.expected import DIFFERS, MATCHES, Expected, Item
from evals.claims.facts import Facts, World
from evals.claims.templates import HERE, Template, load_templates
from evals.claims.words import MONTHS
from onrecord.errors import DataError
from onrecord.identity import make_id
from onrecord.vocabulary import Document, DocumentKind, Paragraph, PartialDate, Provenance, Span

_LAST = date(2025, 10, 15)
_TRIES = 300
_WRONG = 0.45
"""Share of documents in which one claim is made wrong."""
_BODY = re.compile(r"Assembly|Council")
_START = re.compile(r"\A[a-z]|(?<=[a-z0-9)][.] )[a-z]")
_NO_ARTICLE = re.compile(r"\b[Tt]he (?=(?:NATO|ASEAN|UNESCO|UNICEF|OPEC|GUAM|UNHCR|SAARC)\b)")
_AN = re.compile(r"\b([Aa]) (?=(?:OSCE|OIC|ASEAN|EU|Economic|Eurasian|Arab|African|Organi[sz]ation)\b)")
_SLOT = re.compile(r"\{(\w+)\}")

_SUBJECTS: Mapping[str, Callable[[World, Random], Facts]] = {
    "UNGA": lambda world, rng: votes.draw_vote(world, "UNGA", rng),
    "UNSC": lambda world, rng: votes.draw_vote(world, "UNSC", rng),
    "VETO": votes.draw_veto,
    "MEMBER": bodies.draw_member,
    "COUNT": bodies.draw_count,
    "FOUNDED": bodies.draw_founding,
    "COUNCIL": bodies.draw_council,
    "MEETING": bodies.draw_meeting,
    "OFFICE": bodies.draw_office,
    "NOOFFICE": bodies.draw_no_office,
    "NAME": bodies.draw_name,
    "NOTHING": bodies.draw_nothing,
    "NOVOTE": votes.draw_no_vote,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    text: str
    marks: tuple[Expected, ...]


def generate(world: World, *, half: str, count: int, seed: int, only: str | None = None) -> Iterator[Item]:
    """`count` documents of a half, the templates of each family in turn; `only` is one family."""
    families: dict[str, list[Template]] = {}
    for template in load_templates():
        drawn = template.subject != "NOVOTE" or world.unvoted
        if drawn and template.half == half and only in (None, template.family):
            families.setdefault(template.family, []).append(template)
    if not families:
        raise DataError(f"no templates of {only}", where=str(HERE / "templates"))
    turns = [(family, rounds) for family in sorted(families) for rounds in range(_weight(family))]
    for number in range(count):
        family, _ = turns[number % len(turns)]
        templates = families[family]
        rng = Random(f"{seed} {half} {number}")
        for _ in range(10):
            template = templates[rng.randrange(len(templates))]
            item = _item(world, template, number, rng)
            if item is not None:
                yield item
                break


def _weight(family: str) -> int:
    return int(_frames()["weights"].get(family, 1))


def _item(world: World, template: Template, number: int, rng: Random) -> Item | None:
    """A document of this template; None where no facts were found that fit it."""
    for _ in range(_TRIES):
        facts = _SUBJECTS[template.subject](world, rng)
        wanted = rng.random() < _WRONG
        options = [place for place in template.claims if _may_be_wrong(template, place)]
        never = [place for place in template.claims if "never" in template.parts[place].wants]
        wrong = never[0] if never else rng.choice(options) if options and wanted else None
        filled = _fill(template, facts, wrong, rng)
        if filled is not None:
            return _document(template, facts, filled, number, rng)
    return None


def _may_be_wrong(template: Template, place: int) -> bool:
    """A claim of simple facts can be wrong in the slots that it lists."""
    return "right" not in template.parts[place].wants


def _fill(template: Template, facts: Facts, wrong: int | None, rng: Random) -> _Filled | None:
    text, marks = "", []
    slots = dict(facts.slots)
    if "cite" in slots and not _BODY.search(template.text):
        slots["cite"] = slots["cite full"]
    for place, part in enumerate(template.parts):
        if not part.ask:
            words = _put(part.words, slots)
            if words is None:
                return None
            text += words
            continue
        wants = tuple(want for want in part.wants if want != "right")
        answer = facts.ask(wants, place != wrong, rng)
        words = _put(part.words, {**slots, **answer.slots}) if answer else None
        if answer is None or words is None:
            return None
        span = Span(len(text), len(text) + len(words))
        verdict = DIFFERS if place == wrong else MATCHES
        family = template.family
        marks.append(
            Expected(family=family, span=span, kinds=answer.kinds, verdict=verdict, terms=answer.terms)
        )
        text += words
    text = _START.sub(lambda match: match.group().upper(), text)
    return _Filled(text=text, marks=tuple(marks))


def _put(words: str, slots: Mapping[str, str]) -> str | None:
    """The words with their slots filled; None where one is not held."""
    if not set(_SLOT.findall(words)) <= set(slots):
        return None
    return _AN.sub(r"\1n ", _NO_ARTICLE.sub("", _SLOT.sub(lambda match: slots[match[1]], words)))


# --- Documents --------------------------------------------------------------------------------


@cache
def _frames() -> dict[str, Any]:
    return tomllib.loads((HERE / "frames.toml").read_text("utf-8"))


def _document(template: Template, facts: Facts, filled: _Filled, number: int, rng: Random) -> Item:
    frame = rng.choice(
        [f for f in _frames()["frame"] if template.family in f.get("families", [template.family])]
    )
    written = _written(template, facts, rng)
    lead = _line(frame["leads"], rng) if rng.random() < 0.7 else ""
    close = _line(_frames()["closings"], rng) if rng.random() < 0.8 else ""
    apart = rng.choice((" ", "\n\n"))
    head = f"{lead}{apart}" if lead else ""
    text = f"{head}{filled.text}{apart if close else ''}{close}"
    expected = tuple(_moved(mark, len(head)) for mark in filled.marks)
    name = f"{template.id}-{number}"
    document = make_document(
        name,
        text,
        kind=frame["kind"],
        outlet=frame["outlet"],
        title=rng.choice(frame["titles"]),
        written=written,
    )
    return Item(
        id=name,
        pattern=f"{template.id}: {template.text}",
        family=template.family,
        document=document,
        expected=expected,
    )


def _written(template: Template, facts: Facts, rng: Random) -> date:
    """The document's day: soon after the event where the template speaks of it as news."""
    if facts.until is not None:
        return facts.until
    news = "{weekday}" in template.text or re.search(r"\b[Tt]oday\b|\byesterday\b", template.text)
    if news:
        gap = (
            rng.randrange(0, 5) if "{weekday}" in template.text else ("yesterday" in template.text and 1) or 0
        )
        return facts.happened + timedelta(days=gap)
    return max(
        facts.happened,
        min(_LAST, facts.happened + timedelta(days=rng.choice((1, 4, 30, 200, 400, 1500, 5000)))),
    )


def _line(lines: Sequence[str], rng: Random) -> str:
    """A line of filler with numbers and a month of its own."""
    small, big = rng.randrange(3, 60), rng.randrange(2, 90) * 100
    return rng.choice(lines).format(
        small=small, big=f"{big:,}", month=rng.choice(MONTHS), percent=rng.randrange(5, 95)
    )


def _moved(mark: Expected, by: int) -> Expected:
    span = Span(mark.span.start + by, mark.span.end + by)
    return Expected(family=mark.family, span=span, kinds=mark.kinds, verdict=mark.verdict, terms=mark.terms)


def make_document(
    name: str, text: str, *, kind: str, outlet: str | None, title: str | None, written: date | PartialDate | None,
    speaker: str | None = None,
) -> Document:  # fmt: skip
    """A document made by hand; blank lines part its paragraphs."""
    starts = [0, *(match.end() for match in re.finditer(r"\n\n", text))]
    ends = [*(start - 2 for start in starts[1:]), len(text)]
    on = PartialDate(written.year, written.month, written.day) if written is not None else None
    raw = text.encode()
    return Document(
        id=make_id("document", f"{name}\n{text}"),
        name=f"{name}.txt",
        provenance=Provenance(
            address=f"{name}.txt", digest=hashlib.sha256(raw).hexdigest(), media_type="text/plain", encoding="utf-8", size=len(raw)
        ),
        kind=DocumentKind(kind),
        kind_reason="said by the set",
        title=title,
        outlet=outlet,
        credit=None,
        author=None,
        speaker=speaker,
        speaker_office=None,
        date=on,
        language="en",
        text=text,
        paragraphs=tuple(Paragraph(span=Span(a, b)) for a, b in zip(starts, ends, strict=True)),
    )  # fmt: skip
