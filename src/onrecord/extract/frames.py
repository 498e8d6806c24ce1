"""Loads the lexicon of stance frames: which words show a stance, who holds it, and where its counterpart stands.

The frames are in `lexicon/*.toml`, one file a group of stances; a user's own file of the same form can be added.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import DataError
from onrecord.extract.frame_checks import check_entry
from onrecord.extract.frame_values import LISTS, Frame, Lexicon
from onrecord.toml_text import parse_toml
from onrecord.vocabulary import Stance

__all__ = ["LISTS", "Frame", "Lexicon", "extend_lexicon", "load_lexicon", "read_lexicon"]

_FOLDER = "lexicon"
_REMEDY = "see docs/codebook.md"


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
    raw = parse_toml(text, where=where)
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
        triggers=frozenset().union(*(frame.words for frame in frames)),
        **{name: getattr(base, name) | added[name] for name in LISTS},
    )


def _assemble(parts: Sequence[tuple[str, str]]) -> Lexicon:
    raws = [(parse_toml(text, where=where), where) for text, where in parts]
    found = [pair for raw, where in raws for pair in _frames(raw, where)]
    _refuse_twins(found)
    frames = tuple(frame for frame, _ in found)
    versions = [str(raw["version"]) for raw, _ in raws if "version" in raw]
    return Lexicon(
        version=versions[0] if versions else "0",
        frames=frames,
        by_word=_index(frames),
        triggers=frozenset().union(*(frame.words for frame in frames)),
        **_lists(raws),
    )


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
        given = raw.get("lists", {})
        if not isinstance(given, Mapping):
            raise DataError("`lists` is no table", where=where, remedy=_REMEDY)
        for name, words in given.items():
            if name not in lists:
                raise DataError(f"no such list: {name!r}", where=f"{where}, lists", remedy=_REMEDY)
            if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
                raise DataError("a list holds words", where=f"{where}, lists, {name}", remedy=_REMEDY)
            lists[name].update(words)
    return {name: frozenset(words) for name, words in lists.items()}


def _frame(entry: Mapping[str, Any], where: str) -> Frame:
    word_class = check_entry(entry, where)
    stance = Stance(entry["stance"])
    frame = Frame(
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
    return replace(frame, asks=_asks(frame))


def _asks(frame: Frame) -> tuple[frozenset[str], ...]:
    """The lists of which a word must stand somewhere in the sentence, as `fitting.fits` reads them."""
    asked = [frame.particles, frame.modifiers, frame.subjects]
    if "that" not in frame.prepositions:  # "that" may be left out
        asked.append(frame.prepositions)
    if frame.objects.isdisjoint(("somebody", "hostile-act")):  # these stand for many words
        asked.append(frame.objects)
    return tuple(words for words in asked if words)


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
