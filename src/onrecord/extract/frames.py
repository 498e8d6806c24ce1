"""Loads the lexicon of stance frames: which words show a stance, who holds it, and where its counterpart stands.

The frames are in `lexicon/*.toml`, one file a group of stances; a user's own file of the same form can be added.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import DataError
from onrecord.extract.frame_checks import check_entry
from onrecord.vocabulary import Stance

_FOLDER = "lexicon"
_REMEDY = "see docs/codebook.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way of showing a stance."""

    id: str
    stance: Stance
    act: str
    """`speech` (it is done by saying it), `attitude` (it is held), `deed`, or `vote`."""
    word_class: str
    words: frozenset[str]
    """Lemmas of the trigger."""
    prepositions: frozenset[str]
    """One of these must hang on the trigger, or on its object ("stand" WITH, "take issue" WITH); empty: none needed."""
    objects: frozenset[str]
    """The object must be one of these lemmas ("express" CONCERN); empty: any."""
    target: tuple[str, ...]
    """Where the counterpart stands: `obj`, `prep:on`, `comp`, in order of preference."""
    needs_negation: bool
    needs_target: bool
    controls: bool
    """Somebody else is to do it: an infinitive of his must follow ("asked B TO withdraw")."""
    finite: bool
    """Not as a bare participle after a noun."""
    addressee: bool
    """Whoever stands in the target's place is the counterpart, in the registry or not."""
    holder: str = "subject"
    """`subject`: whoever does it; `teller`: whoever's words these are ("B has violated the ceasefire")."""
    subjects: frozenset[str] = frozenset()
    """The subject must be one of these lemmas ("IT is essential that"); empty: any."""
    object_at: str = "obj"
    """Where `objects` are looked for ("came to the AID of": `prep:to`; "hold B RESPONSIBLE": `complement`)."""
    unless: frozenset[str] = frozenset()
    """The object must be none of these ("share" a BORDER)."""
    particles: frozenset[str] = frozenset()
    """One of these must hang on the verb, besides any preposition ("lash OUT at")."""
    modifiers: frozenset[str] = frozenset()
    """One of these must modify the trigger noun ("an UNPROVOKED war"); empty: none needed."""
    modals: frozenset[str] = frozenset()
    """Only with one of these modals ("WILL respond"); empty: as asserted."""
    infinitive: bool = False
    """An infinitive of the same subject must hang on the trigger or on its object ("ready TO help")."""
    passive: bool = False
    """Only in the passive without a named doer ("this cannot be tolerated")."""
    event: str | None = None
    """PLOVER event type; None where PLOVER has none."""
    cameo: str | None = None
    """CAMEO code, where one says more than the event type."""
    ends: bool = False
    """The stance is given up ("withdrew its support")."""
    source: str = ""
    """Where the stance and the construction come from."""
    example: str = ""
    """A sentence it reads; A, B and C stand for states, and for a teller's frame A is the speaker."""
    examples: tuple[str, ...] = ()
    """More of them."""
    counter: tuple[str, ...] = ()
    """Sentences in which it must not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All frames by trigger, and word lists that hold for all of them."""

    version: str
    """The data's version, and eight digits of a user's file where one was added ("2+1a2b3c4d")."""
    frames: tuple[Frame, ...]
    by_word: Mapping[tuple[str, str], tuple[Frame, ...]]
    """(word class, lemma) -> frames."""
    # Roles inside a noun phrase.
    agentive: frozenset[str]
    owned: frozenset[str]
    suffered: frozenset[str]
    texts: frozenset[str]
    people: frozenset[str]
    things: frozenset[str]
    voted_on: frozenset[str]
    hostile_adjectives: frozenset[str]
    human_endings: frozenset[str]
    abstract_endings: frozenset[str]
    agent_prepositions: frozenset[str]
    patient_prepositions: frozenset[str]
    owner_prepositions: frozenset[str]
    part_nouns: frozenset[str]
    # Verbs and nouns that carry, govern or report a stance.
    object_control: frozenset[str]
    carrying: frozenset[str]
    receiving: frozenset[str]
    relying: frozenset[str]
    pointing: frozenset[str]
    wishing: frozenset[str]
    perceiving: frozenset[str]
    directive: frozenset[str]
    directive_by_preposition: frozenset[str]
    asking_for: frozenset[str]
    seeking: frozenset[str]
    thanking: frozenset[str]
    thanked_support: frozenset[str]
    # Whether it is asserted.
    readiness: frozenset[str]
    modals: frozenset[str]
    hypothetical_modals: frozenset[str]
    exhorting_modals: frozenset[str]
    going_on: frozenset[str]
    negations: frozenset[str]
    negative_subjects: frozenset[str]
    conditional_marks: frozenset[str]
    empty_determiners: frozenset[str]
    pointing_determiners: frozenset[str]
    homeward: frozenset[str]
    linking_nouns: frozenset[str]
    ending: frozenset[str]
    unvouching: frozenset[str]
    unvouched_nouns: frozenset[str]
    adopting: frozenset[str]
    containers: frozenset[str]
    officers: frozenset[str]
    delivering: frozenset[str]
    settled: frozenset[str]
    giving_oneself: frozenset[str]
    undone: frozenset[str]
    undone_nouns: frozenset[str]
    adverbial_nouns: frozenset[str]
    # Whose words.
    joint_words: frozenset[str]
    voting_bodies: frozenset[str]


LISTS = tuple(f.name for f in fields(Lexicon) if f.name not in ("version", "frames", "by_word"))
"""Names of the word lists, each an attribute of the lexicon."""


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """The bundled lexicon, with a user's own file merged into it; DataError names the file and frame at fault.

    A user's frame with the id of a bundled one replaces it, and a user's list adds to the bundled one.
    """
    if extra is None:
        return _bundled()
    try:
        text = extra.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            f"cannot be read: {error}", where=str(extra), remedy="give a UTF-8 TOML file"
        ) from error
    return extend_lexicon(_bundled(), text, where=extra.name)


@cache
def _bundled() -> Lexicon:
    folder = files("onrecord.extract") / _FOLDER
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    parts = [(p.read_text("utf-8"), f"extract/{_FOLDER}/{p.name}") for p in paths]
    return _assemble(parts)


def read_lexicon(text: str, *, where: str) -> Lexicon:
    """Check and index one whole lexicon; lists it does not give are empty. DataError names the frame at fault."""
    return _assemble([(text, where)])


def extend_lexicon(base: Lexicon, text: str, *, where: str) -> Lexicon:
    """A lexicon with a user's frames and list words added; its version ends in a digest of the user's text."""
    raw = _toml(text, where)
    own = _frames(raw, where)
    _refuse_twins(own)
    replaced = {frame.id for frame, _ in own}
    frames = (*(f for f in base.frames if f.id not in replaced), *(f for f, _ in own))
    added = _lists([(raw, where)])
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return Lexicon(
        version=f"{base.version}+{digest}",
        frames=frames,
        by_word=_index(frames),
        **{name: getattr(base, name) | added[name] for name in LISTS},
    )


def _assemble(parts: Sequence[tuple[str, str]]) -> Lexicon:
    raws = [(_toml(text, where), where) for text, where in parts]
    found = [pair for raw, where in raws for pair in _frames(raw, where)]
    _refuse_twins(found)
    frames = tuple(frame for frame, _ in found)
    versions = [str(raw["version"]) for raw, _ in raws if "version" in raw]
    return Lexicon(
        version=versions[0] if versions else "0",
        frames=frames,
        by_word=_index(frames),
        **_lists(raws),
    )


def _toml(text: str, where: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not TOML: {error}", where=where, remedy="mend the file") from error


def _frames(raw: Mapping[str, Any], where: str) -> list[tuple[Frame, str]]:
    entries = raw.get("frame", [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise DataError("frames are written as [[frame]]", where=where, remedy=_REMEDY)
    return [(_frame(entry, where), where) for entry in entries]


def _refuse_twins(found: Iterable[tuple[Frame, str]]) -> None:
    seen: set[str] = set()
    for frame, where in found:
        if frame.id in seen:
            raise DataError("two frames have this id", where=f"{where}, {frame.id}", remedy="rename one")
        seen.add(frame.id)


def _lists(raws: Sequence[tuple[Mapping[str, Any], str]]) -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {name: set() for name in LISTS}
    for raw, where in raws:
        for name, words in raw.get("lists", {}).items():
            if name not in lists:
                raise DataError(f"no such list: {name!r}", where=f"{where}, lists", remedy=_REMEDY)
            if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
                raise DataError("a list holds words", where=f"{where}, lists, {name}", remedy=_REMEDY)
            lists[name].update(words)
    return {name: frozenset(words) for name, words in lists.items()}


def _frame(entry: Mapping[str, Any], where: str) -> Frame:
    word_class = check_entry(entry, where)
    stance = Stance(entry["stance"])
    return Frame(
        id=entry["id"],
        stance=stance,
        act=entry["act"],
        word_class=word_class,
        words=frozenset(entry[word_class]),
        prepositions=frozenset(entry.get("with", ())),
        objects=frozenset(entry.get("object", ())),
        target=tuple(entry.get("target", ())),
        needs_negation=entry.get("needs_negation", False),
        needs_target=entry.get("needs_target", False),
        controls=entry.get("controls", False),
        finite=entry.get("finite", False),
        addressee=entry.get("addressee", False),
        holder=entry.get("holder", "subject"),
        subjects=frozenset(entry.get("subject", ())),
        object_at=entry.get("object_at", "obj"),
        unless=frozenset(entry.get("unless", ())),
        particles=frozenset(entry.get("particle", ())),
        modifiers=frozenset(entry.get("modifier", ())),
        modals=frozenset(entry.get("modal", ())),
        infinitive=entry.get("infinitive", False),
        passive=entry.get("passive", False),
        event=entry.get("event", stance.plover),
        cameo=entry.get("cameo"),
        ends=entry.get("ends", False),
        source=entry["source"],
        example=entry["example"],
        examples=tuple(entry.get("examples", ())),
        counter=tuple(entry.get("counter", ())),
    )


def _demands(frame: Frame) -> tuple[int, tuple[bool, ...]]:
    """What a frame asks for, as a key: the more it asks for, the sooner it is tried."""
    free = (
        not frame.objects,
        not frame.particles,
        not frame.prepositions,
        not frame.modifiers,
        not frame.subjects,
        not frame.modals,
        not frame.controls,
        not frame.infinitive,
        not frame.needs_negation,
        not frame.unless,
        not frame.passive,
    )
    return sum(free), free


def _index(frames: Sequence[Frame]) -> dict[tuple[str, str], tuple[Frame, ...]]:
    index: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        for word in sorted(frame.words):
            index.setdefault((frame.word_class, word), []).append(frame)
    return {key: tuple(sorted(found, key=_demands)) for key, found in index.items()}
