"""Ties "the nonbinding resolution", "that document", "resolution 822 (1993)" to an instrument of the record.

A phrase is tied where its number, or its body, year and matter, leave exactly one instrument; later short
phrases take up the last one so tied. Otherwise it stays untied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.record import Record
from onrecord.registry import Registry
from onrecord.syntax import Tree
from onrecord.vocabulary import Actor, ActorKind, Case, Document, Instrument, Party, Span, Voices

_NUMBER = re.compile(r"\b(\d{1,4})\s*\((\d{4})\)")
_NUMBERED = re.compile(r"\s+\d{1,4}\s*\(\d{4}\)")
_SYMBOL = re.compile(r"\b([AS]/RES/[\w/\-]+(?:\(\d{4}\))?)")
_NEAR = 400
_YEAR = re.compile(r"\b(19[4-9]\d|20\d\d)\b")


@dataclass
class Instruments:
    """The instruments named so far in one document, last one last."""

    document: Document
    registry: Registry
    record: Record
    case: Case | None
    named: list[Instrument] = field(default_factory=list)
    last_place: int = 0
    """Where the last one was named."""

    def read(self, tree: Tree, head: int, phrase: tuple[int, ...], voices: Voices) -> Party | None:
        """The instrument that a noun phrase with an instrument noun as head names, or None."""
        span = tree.span(phrase)
        words = span.of(self.document.text)
        # The parser may hang "822 (1993)" elsewhere, so what follows the noun is read as it stands.
        after = _NUMBERED.match(self.document.text, tree.tokens[head].end)
        if after is not None:
            words = f"{words} {after.group(0)}"
        numbered = _NUMBER.search(words) or _SYMBOL.search(words)
        if numbered is not None:
            found = self._by_number(words)
        elif self._is_plural(tree, head):
            return self._by_body(span)
        else:
            found = self._by_description(tree, words) or (self._last(tree, phrase))
        if found is None:
            return None
        self.named.append(found)
        self.last_place = span.start
        actor = Actor(id=found.id, kind=ActorKind.INSTRUMENT, name=found.id)
        return Party(actor=actor, mention=span, rule="instrument", rows=(found.row,))

    def recent(self, before: int) -> Party | None:
        """The last adopted text tied, if it was named a few sentences before a place at most."""
        if not self.named or before - self.last_place > _NEAR:
            return None
        last = self.named[-1]
        return Party(
            actor=Actor(id=last.id, kind=ActorKind.INSTRUMENT, name=last.id),
            mention=None,
            rule="instrument",
            rows=(last.row,),
        )

    def _by_body(self, span: Span) -> Party | None:
        """Reads "the four resolutions of the Security Council": texts of one body, whose position it is."""
        words = span.of(self.document.text)
        bodies = [
            hit.names[0]
            for hit in self.registry.mentions(words)
            if hit.names[0].actor in ("UN", "UNGA", "UNSC")
        ]
        if not bodies:
            return None
        body = bodies[0].actor
        if body == "UN":
            years = {int(y) for y in _YEAR.findall(words)}
            owners = {i.body for i in self.record.instruments() if i.date.year in years}
            body = next(iter(owners)) if len(owners) == 1 else body
        actor = self.registry.actor(body)
        if actor is None:
            return None
        return Party(actor=actor, mention=span, rule="resolutions of a body", rows=(bodies[0].row,))

    def _is_plural(self, tree: Tree, head: int) -> bool:
        return tree.tokens[head].tag in ("NNS", "NNPS")

    def _by_number(self, words: str) -> Instrument | None:
        if (symbol := _SYMBOL.search(words)) is not None:
            return self.record.instrument(symbol.group(1))
        number = _NUMBER.search(words)
        assert number is not None
        return self.record.instrument(f"S/RES/{number.group(1)}({number.group(2)})")

    def _by_description(self, tree: Tree, words: str) -> Instrument | None:
        """Reads "a resolution on the border dispute", with the body and the year from its sentence."""
        sentence = tree.sentence.span.of(self.document.text)
        if not re.search(r"\b(?:resolution|document)\b", words):
            return None
        fits = [i for i in self.record.instruments() if _mentions_matter(words, i)]
        year = _YEAR.search(sentence)
        if year is not None:
            fits = [i for i in fits if i.date.year == int(year.group(1))]
        bodies = {hit.names[0].actor for hit in self.registry.mentions(sentence)}
        if bodies & {"UNGA", "UNSC"}:
            fits = [i for i in fits if i.body in bodies]
        return fits[0] if len(fits) == 1 else None

    def _last(self, tree: Tree, phrase: tuple[int, ...]) -> Instrument | None:
        """A short definite phrase takes up the last instrument."""
        first = tree.tokens[phrase[0]].text.lower()
        plain = not any(tree.tokens[i].pos == "ADP" for i in phrase)
        short = plain and len(phrase) <= 6 and first in ("the", "this", "that", "said")
        return self.named[-1] if short and self.named else None


def _mentions_matter(words: str, instrument: Instrument) -> bool:
    low = words.lower()
    known = (matter.lower() for matter in instrument.matters)
    return any(matter in low and re.search(rf"\b{re.escape(matter)}\b", low) for matter in known)
