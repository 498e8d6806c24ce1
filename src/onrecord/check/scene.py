"""One document laid out for the finders: its sentences, the actors and persons named in it, and what is known.

Everything is computed once per document; finders only look.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.check.dates import DateHit, dates
from onrecord.check.lexicon import Lexicon, load_lexicon
from onrecord.identity import make_id
from onrecord.record import Record
from onrecord.registry import NameHit, PersonHit, Registry
from onrecord.vocabulary import (
    ActorKind,
    Case,
    Claim,
    ClaimKind,
    Document,
    JsonValue,
    PartialDate,
    Sentence,
    Span,
)

NOUN_USES = frozenset({"official", "short", "acronym", "alias", "former", "capital", "metonym"})
"""Names that can stand for the state itself; an adjective or a demonym cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the finders of one document share."""

    document: Document
    sentences: tuple[Sentence, ...]
    registry: Registry
    record: Record
    case: Case | None
    lexicon: Lexicon
    hits: tuple[NameHit, ...]
    people: tuple[PersonHit, ...]
    starts: tuple[int, ...]
    bodies: tuple[tuple[NameHit, str], ...]
    """Bodies named in the document, with their ids."""
    body_starts: tuple[int, ...]
    subjects: dict[int, tuple[tuple[Span, str], ...]] = field(default_factory=dict, compare=False)
    """Bodies that sentences speak of, by the index of the sentence: found once, for several finders ask."""

    @property
    def text(self) -> str:
        """The body of the document."""
        return self.document.text

    @property
    def date(self) -> PartialDate | None:
        """The document's date."""
        return self.document.date

    def hits_in(self, span: Span) -> tuple[NameHit, ...]:
        """Names that lie wholly inside the stretch."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        return tuple(hit for hit in self.hits[first:last] if hit.span.end <= span.end)

    def people_in(self, span: Span) -> tuple[PersonHit, ...]:
        """Persons named inside the stretch."""
        return tuple(hit for hit in self.people if span.covers(hit.span))

    def dates_in(self, span: Span) -> tuple[DateHit, ...]:
        """Dates inside the stretch."""
        return dates(self.text, span, self.date)

    def sentence_at(self, at: int) -> int | None:
        """The index of the sentence that holds this place; None between sentences."""
        return next(
            (
                index
                for index, sentence in enumerate(self.sentences)
                if sentence.span.start <= at < sentence.span.end
            ),
            None,
        )

    def before(self, index: int) -> Iterator[Sentence]:
        """Sentences before the one at `index`, the nearest first, as far back as an anaphor may reach."""
        reach = self.lexicon.limits["antecedent_sentences"]
        yield from reversed(self.sentences[max(0, index - reach) : index])

    def actor_of(self, hit: NameHit, kind: ActorKind) -> str | None:
        """The one actor of that kind that the name stands for as a noun; None where several or none."""
        ids = {name.actor for name in hit.names if name.use in NOUN_USES}
        fitting = [id_ for id_ in ids if (actor := self.registry.actor(id_)) and actor.kind is kind]
        return fitting[0] if len(fitting) == 1 else None

    def any_actor(self, hit: NameHit, kind: ActorKind) -> str | None:
        """The one actor of that kind that the name may mean, adjectives included."""
        return _any_actor(self.registry, hit, kind)

    def bodies_in(self, span: Span) -> tuple[tuple[NameHit, str], ...]:
        """Bodies named in the stretch, with their ids."""
        first = bisect_left(self.body_starts, span.start)
        last = bisect_left(self.body_starts, span.end)
        return tuple([named for named in self.bodies[first:last] if named[0].span.end <= span.end])

    def claim(self, kind: ClaimKind, span: Span, terms: Mapping[str, JsonValue], rule: str) -> Claim:
        """A claim of this document with its stable id; terms that say nothing (None, False, empty) are left out."""
        told = {term: value for term, value in terms.items() if not _says_nothing(value)}
        spelled = json.dumps(told, sort_keys=True, ensure_ascii=False)
        return Claim(
            id=make_id("claim", self.document.id, kind, span.start, span.end, spelled),
            document=self.document.id,
            kind=kind,
            span=span,
            terms=told,
            rule=rule,
        )


def _any_actor(registry: Registry, hit: NameHit, kind: ActorKind) -> str | None:
    ids = {name.actor for name in hit.names}
    fitting = [id_ for id_ in ids if (actor := registry.actor(id_)) and actor.kind is kind]
    return fitting[0] if len(fitting) == 1 else None


def _says_nothing(value: JsonValue) -> bool:
    """Zero says something: nobody voted so."""
    return value is None or value is False or value == [] or value == ""


def is_too_long(sentence: Sentence) -> bool:
    """True for a stretch without full stops that no writer of sentences made; it is set aside."""
    return sentence.span.end - sentence.span.start > load_lexicon().limits["sentence_characters"]


def set_scene(
    document: Document,
    sentences: tuple[Sentence, ...],
    *,
    registry: Registry,
    record: Record,
    case: Case | None,
) -> Scene:
    """Look up every name once."""
    hits = registry.mentions(document.text, document.date)
    named = ((hit, _any_actor(registry, hit, ActorKind.BODY)) for hit in hits)
    bodies = tuple((hit, body) for hit, body in named if body is not None)
    return Scene(
        document=document,
        sentences=tuple(sentence for sentence in sentences if not is_too_long(sentence)),
        registry=registry,
        record=record,
        case=case,
        lexicon=load_lexicon(),
        hits=hits,
        people=registry.people_mentions(document.text, document.date),
        starts=tuple(hit.span.start for hit in hits),
        bodies=bodies,
        body_starts=tuple(hit.span.start for hit, _ in bodies),
    )
