"""Loads the lexicon of stance frames: which words show a stance, and where its parties stand.

The words are in `frames.toml`; a user's own file of the same form can be added to it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import DataError
from onrecord.vocabulary import Stance

WORD_CLASSES = ("verb", "noun", "adjective")
ACTS = ("speech", "attitude", "deed", "vote")
_KEYS = {
    "id",
    "stance",
    "act",
    "verb",
    "noun",
    "adjective",
    "with",
    "object",
    "target",
    "needs_negation",
    "performative",
    "example",
    "needs_target",
    "addressee",
    "finite",
    "controls",
}


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
    """One of these must hang on the trigger ("stand" WITH); empty: none needed."""
    objects: frozenset[str]
    """The object must be one of these lemmas ("express" CONCERN); empty: any."""
    target: tuple[str, ...]
    """Where the counterpart stands: `obj`, `prep:on`, `comp`, in order of preference."""
    needs_negation: bool
    needs_target: bool
    controls: bool
    """An infinitive must follow ("asked B TO withdraw")."""
    finite: bool
    """Not as a bare participle after a noun."""
    addressee: bool
    """Whoever stands in the target's place is the counterpart, in the registry or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All frames by trigger, and word lists that hold for all of them. `version` is a digest-free label."""

    version: str
    frames: tuple[Frame, ...]
    by_word: Mapping[tuple[str, str], tuple[Frame, ...]]
    """(word class, lemma) -> frames."""
    agentive: frozenset[str]
    owned: frozenset[str]
    object_control: frozenset[str]
    carrying: frozenset[str]
    receiving: frozenset[str]
    pointing: frozenset[str]
    wishing: frozenset[str]
    texts: frozenset[str]
    perceiving: frozenset[str]
    hostile_adjectives: frozenset[str]
    things: frozenset[str]
    suffered: frozenset[str]
    people: frozenset[str]
    directive: frozenset[str]
    voted_on: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """The bundled lexicon."""
    return read_lexicon(
        (files("onrecord.extract") / "frames.toml").read_text("utf-8"), where="extract/frames.toml"
    )


def read_lexicon(text: str, *, where: str) -> Lexicon:
    """Check and index a lexicon; DataError names the file and the frame at fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not TOML: {error}", where=where, remedy="mend the file") from error
    frames = tuple(_frame(entry, where) for entry in raw.get("frame", ()))
    seen: set[str] = set()
    for frame in frames:
        if frame.id in seen:
            raise DataError("two frames have this id", where=f"{where}, {frame.id}", remedy="rename one")
        seen.add(frame.id)
    lists = raw.get("lists", {})
    return Lexicon(
        version=str(raw.get("version", "0")),
        frames=frames,
        by_word=_index(frames),
        **{name: frozenset(lists.get(name, ())) for name in _LISTS},
    )


_LISTS = (
    "agentive",
    "owned",
    "object_control",
    "carrying",
    "receiving",
    "pointing",
    "wishing",
    "texts",
    "perceiving",
    "hostile_adjectives",
    "things",
    "suffered",
    "people",
    "directive",
    "voted_on",
)


def _frame(entry: Mapping[str, Any], where: str) -> Frame:
    place = f"{where}, {entry.get('id', 'frame without id')}"
    unknown = set(entry) - _KEYS
    if unknown:
        raise DataError(f"unknown key {sorted(unknown)[0]!r}", where=place, remedy="see docs/codebook.md")
    classes = [name for name in WORD_CLASSES if name in entry]
    if len(classes) != 1 or "id" not in entry:
        raise DataError(
            "a frame has an id and one of verb, noun, adjective", where=place, remedy="see docs/codebook.md"
        )
    if entry.get("act") not in ACTS:
        raise DataError(f"act must be one of {', '.join(ACTS)}", where=place, remedy="correct it")
    try:
        stance = Stance(entry.get("stance", ""))
    except ValueError as error:
        raise DataError(
            f"no such stance: {entry.get('stance')!r}", where=place, remedy="see docs/codebook.md"
        ) from error
    return Frame(
        id=entry["id"],
        stance=stance,
        act=entry["act"],
        word_class=classes[0],
        words=frozenset(entry[classes[0]]),
        prepositions=frozenset(entry.get("with", ())),
        objects=frozenset(entry.get("object", ())),
        target=tuple(entry.get("target", ())),
        needs_negation=bool(entry.get("needs_negation", False)),
        needs_target=bool(entry.get("needs_target", False)),
        controls=bool(entry.get("controls", False)),
        finite=bool(entry.get("finite", False)),
        addressee=bool(entry.get("addressee", False)),
    )


def _index(frames: Sequence[Frame]) -> dict[tuple[str, str], tuple[Frame, ...]]:
    index: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        for word in sorted(frame.words):
            index.setdefault((frame.word_class, word), []).append(frame)
    # The more a frame asks for, the sooner it is tried.
    return {
        key: tuple(sorted(found, key=lambda f: (-bool(f.objects), -bool(f.prepositions), -f.needs_negation)))
        for key, found in index.items()
    }
