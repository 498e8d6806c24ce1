"""Made-up reports of some 300 words: sentences with the rows that stand on them, all of it drawn from one number.

The same number gives the same report, so that a copy of it can be made anywhere without the first one at hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any, NamedTuple

import numpy as np

from bench.room.casting import CASTING, VERBS, Cast, Player, basis
from bench.room.words import Words
from onrecord.vocabulary import Basis, Membership, Stance

FIRST_DAY = date(2005, 1, 1)
DAYS = 20 * 365
_STANDS = (1, 2, 4, 6, 8, 10, 13, 18, 20, 24)
"""How many positions a report holds: 10.6 in the mean."""
_LANGUAGES: Mapping[str, float] = {"en": 95, "ru": 2, "ar": 1.5, "zh": 1.5}
_KINDS: Mapping[str, float] = {"report": 80, "communique": 8, "speech": 8, "resolution": 2, "other": 2}
_PRINCIPLES = (
    "territorial-integrity",
    "self-determination",
    "ceasefire",
    "negotiation",
    "human-rights",
    "withdrawal",
)
_CUES = ("said", "told reporters", "stressed", "noted", "argued", "warned")
_WORDS = 170
"""The words of a report beside those of its positions, in the mean."""


class Stand(NamedTuple):
    """A position, its places counted from the start of its sentence."""

    holder: Player
    named: tuple[int, int]
    stance: Stance
    trigger: tuple[int, int]
    toward: Player | None
    toward_named: tuple[int, int] | None
    about: str | None
    about_at: tuple[int, int] | None
    matter: str | None
    principle: str | None
    basis: Basis
    forum: str | None
    instrument: str | None
    ended: bool


class Saying(NamedTuple):
    """A statement, its places counted from the start of its sentence."""

    speaker: Player
    source: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]


class Check(NamedTuple):
    """A claim with what the record says of it, its place counted from the start of its sentence."""

    kind: str
    span: tuple[int, int]
    terms: dict[str, Any]
    verdict: str | None
    text_says: str
    record_says: str
    rows: tuple[str, ...]


@dataclass(slots=True)
class Told:
    """One sentence in the making: what is written, and what stands on it."""

    text: str = ""
    stands: list[Stand] = field(default_factory=list)
    sayings: list[Saying] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    def write(self, words: str) -> tuple[int, int]:
        """Add words; where they stand."""
        start = len(self.text)
        self.text += words
        return start, len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What all copies share."""

    number: int
    language: str
    kind: str
    title: str
    day: date
    sentences: Sequence[Told]
    issuer: Player | None


class Newsroom:
    """Writes the report of a number."""

    def __init__(self, cast: Cast, words: dict[str, Words], seed: int) -> None:
        self.cast = cast
        self.words = words
        self.seed = seed

    @cached_property
    def _matters(self) -> list[tuple[str, str]]:
        return [(matter.id, name) for matter in self.cast.case.matters for name in matter.names[:4]]

    def report(self, number: int) -> Report:
        """The report of this number."""
        random = Random(f"{self.seed}:{number}")
        (language,) = random.choices(list(_LANGUAGES), list(_LANGUAGES.values()))
        (kind,) = random.choices(list(_KINDS), list(_KINDS.values()))
        filler = iter(self.words[language].drawn(np.random.default_rng((self.seed, number)), 420))
        sentences = [] if language != "en" else self._telling(random, kind)
        length = random.randint(_WORDS // 2, 3 * _WORDS // 2) if sentences else 300
        while length > 0:
            size = random.randint(7, 22)
            sentences.append(_filler([next(filler) for _ in range(min(size, length))]))
            length -= size
        random.shuffle(sentences)
        day = FIRST_DAY + timedelta(days=int(DAYS * random.random() ** 0.7))
        return Report(
            number=number,
            language=language,
            kind=kind,
            title=_title([next(filler) for _ in range(random.randint(5, 9))]),
            day=day,
            sentences=sentences,
            issuer=None if kind in ("report", "other") else self.cast.holder(random),
        )

    def _telling(self, random: Random, kind: str) -> list[Told]:
        """The sentences on which rows stand."""
        told, wanted = [], random.choice(_STANDS)
        while wanted > 0:
            together = min(wanted, random.choice((1, 1, 2, 2, 3)))
            told.append(self._position(random, kind, together))
            wanted -= together
        told += [self._plain_saying(random) for _ in range(random.randint(0, 3))]
        told += [self._check(random) for _ in range(random.choice((0, 1, 1, 2, 4)))]
        if random.random() < 0.3:
            told.append(
                Told(text=f"At least {random.randint(2, 900)} people were killed in the fighting, it said.")
            )
        return told

    def _position(self, random: Random, kind: str, together: int) -> Told:
        """One sentence with so many holders of one stance, every other one told by somebody."""
        cast, told = self.cast, Told()
        rung = _rung(random, kind)
        if rung is Basis.ASCRIBED or random.random() < 0.35:
            speaker = random.choice(cast.parties) if rung is Basis.ASCRIBED else cast.holder(random)
            source, cue = told.write(speaker.name), told.write(f" {random.choice(_CUES)}")
            told.write(" that ")
            said = (speaker, source, (cue[0] + 1, cue[1]))
        else:
            said = None
        start = len(told.text)
        stance = random.choice(CASTING) if rung is Basis.VOTE else random.choice(list(VERBS))
        holders = []
        for place in range(together):
            told.write("" if not place else " and " if place == together - 1 else ", ")
            holder = cast.holder(random)
            holders.append((holder, told.write(holder.name)))
        told.write(" ")
        trigger = told.write(VERBS[stance])
        toward = cast.toward(random)
        told.write(" ")
        named = told.write(toward.name if toward else "all sides")
        matter = about = None
        about_at = None
        if random.random() < 0.8:
            matter, about = random.choice(self._matters)
            told.write(" over ")
            about_at = told.write(about)
        principle = random.choice(_PRINCIPLES) if random.random() < 0.25 else None
        forum = random.choice(cast.forums) if random.random() < 0.3 else None
        instrument = random.choice(cast.case.instruments) if rung in (Basis.VOTE, Basis.INSTRUMENT) else None
        end = told.write("")[0]
        told.write(".")
        told.stands = [
            Stand(
                holder, at, stance, trigger, toward, named if toward else None, about, about_at, matter, principle,
                rung, forum, instrument, random.random() < 0.01,
            )
            for holder, at in holders
        ]  # fmt: skip
        if said:
            told.sayings = [Saying(*said, (start, end))]
        return told

    def _plain_saying(self, random: Random) -> Told:
        """A sentence in which somebody says something that is no position."""
        told, speaker = Told(), self.cast.holder(random)
        source = told.write(speaker.name)
        told.write(" ")
        cue = told.write(random.choice(_CUES))
        told.write(" that ")
        content = told.write(
            f"the talks of {random.choice(self.cast.outlets)} would go on for {random.randint(2, 90)} days"
        )
        told.write(".")
        told.sayings = [Saying(speaker, source, cue, content)]
        return told

    def _check(self, random: Random) -> Told:
        """A sentence with a claim that the record answers, or does not."""
        told = Told()
        if random.random() < 0.5:
            row: Membership = random.choice(self.cast.memberships)
            member = self.cast.registry.actors[row.member].name
            span = told.write(f"{member} is a member of the {row.body}")
            verdict, says = random.choice(
                (("matches", f"{row.status} of {row.body}"), ("differs", "no member"))
            )
            told.checks = [
                Check(
                    "membership",
                    span,
                    {"body": row.body, "member": row.member},
                    verdict,
                    told.text,
                    says,
                    (row.row,),
                )
            ]
        else:
            count = random.randint(20, 150)
            span = told.write(f"The resolution was adopted with {count} votes in favour")
            verdict_ = random.choice(
                ("matches", "differs", "no record", "sources disagree", "not checkable", None)
            )
            terms = {"body": "UNGA", "yes": count, "instrument": random.choice(self.cast.case.instruments)}
            told.checks = [
                Check(
                    "vote-tally",
                    span,
                    terms,
                    verdict_,
                    f"{count} in favour",
                    "39 in favour",
                    ("instrument:A/RES/62/243",),
                )
            ]
        told.write(".")
        return told


def _rung(random: Random, kind: str) -> Basis:
    """Adopted texts speak as instruments, the rest as the news does."""
    if kind in ("communique", "resolution") and random.random() < 0.7:
        return Basis.INSTRUMENT
    return basis(random)


def _filler(words: list[str]) -> Told:
    return Told(text=f"{words[0].capitalize()} {' '.join(words[1:])}." if len(words) > 1 else f"{words[0]}.")


def _title(words: list[str]) -> str:
    return " ".join(word.capitalize() for word in words)
