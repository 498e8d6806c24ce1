"""What a generated document is about: values of the record that fill a template, and values that the record contradicts.

A subject draws `Facts`; `ask` turns a marked stretch of a template into words and an expected claim, true or false.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from onrecord.record import Record
from onrecord.registry import Registry
from onrecord.vocabulary import Instrument, RollCall, VoteOption

Voted = tuple[Instrument, RollCall]
"""A text and the vote on it."""


@dataclass(frozen=True, slots=True)
class World:
    """All that is drawn from."""

    registry: Registry
    record: Record
    calls: Mapping[str, tuple[Voted, ...]]
    """Recorded votes on adopted texts in order of time, by body."""
    vetoes: tuple[Voted, ...]
    """Drafts of the Security Council that failed."""
    unvoted: tuple[Instrument, ...]
    """Resolutions of the Security Council without a vote."""
    titles: Mapping[tuple[str, str, str], int]
    """How many texts a body adopted under one title on one day."""
    _options: dict[str, Mapping[str, VoteOption]] = field(default_factory=dict)

    def options(self, call: RollCall) -> Mapping[str, VoteOption]:
        """What each seat did, by state."""
        if call.id not in self._options:
            self._options[call.id] = {v.state: v.option for v in self.record.votes(call.id).values()}
        return self._options[call.id]

    def is_one_of_several(self, text: Instrument) -> bool:
        """True where the body adopted another text of that title on that day."""
        return self.titles[text.body, str(text.date), text.title] > 1

    def most(self, body: str, year: int, option: VoteOption, *, besides: str) -> int:
        """The largest total of that option on another text of the body in the year."""
        found = 0
        for text, call in self.calls[body]:
            totals = {VoteOption.YES: call.yes, VoteOption.NO: call.no, VoteOption.ABSTAIN: call.abstain}
            if text.date.year == year and text.id != besides:
                found = max(found, totals[option])
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The words for the slots of a stretch, and the claim that it then makes."""

    slots: Mapping[str, str]
    kinds: tuple[str, ...]
    terms: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Words by slot as the record has them, and words that the record contradicts."""

    slots: Mapping[str, str]
    wrong: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    terms: Mapping[str, object] = field(default_factory=dict)
    happened: date
    """The document is written on this day or later."""
    until: date | None = None
    """The document is written on this day or before."""

    def ask(self, wants: tuple[str, ...], truth: bool, rng: Random) -> Answer | None:
        """`wants` are a name and the slots that may be wrong; None where these facts cannot answer so."""
        if truth:
            missing = set(wants[1:]) - {"never"} - set(self.slots)
            return (
                None if missing or "never" in wants else Answer(slots={}, kinds=self.kinds, terms=self.terms)
            )
        if "never" in wants:
            return Answer(slots={}, kinds=self.kinds, terms=self.terms)
        choices = [slot for slot in wants[1:] if self.wrong.get(slot)]
        if not choices:
            return None
        slot = rng.choice(choices)
        return Answer(slots={slot: rng.choice(self.wrong[slot])}, kinds=self.kinds, terms=self.terms)
