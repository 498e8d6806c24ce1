"""Loads the event frames: which words tell an event, of which PLOVER type and CAMEO code, and where its ends stand.

The words are in `frames/*.toml`; a malformed frame raises DataError with the file and the frame's id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import DataError
from onrecord.events.event import Root
from onrecord.toml_text import parse_toml

WORD_CLASSES = ("verb", "noun", "adjective")
KINDS = ("intend", "demand", "refuse", "threaten", "halt", "permit", "prepare", "accuse", "tell", "same")
_FRAME_FILES = ("cooperation.toml", "conflict.toml", "operators.toml")
_FOLDER = "events/frames"
_REMEDY = "see docs/events.md"
_CAMEO = re.compile(r"(?:0[1-9]|1\d|20)\d{0,2}")
_PLACE = r"(?:obj|dative|prep:[a-z]+|comp|clause|subject)"
_PATH = re.compile(
    rf"{_PLACE}(?:>{_PLACE})?|obj-people|obj-party|comp-subject|carrier:[a-z]+|carrier-clause|carrier-subject|prt-obj|xcomp|that|doer"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFrame:
    """One way of telling an event, or (with a `kind`) of telling what becomes of the event inside."""

    id: str
    root: Root
    cameo: str
    word_class: str
    words: frozenset[str]
    """Lemmas of the trigger."""
    target: tuple[str, ...]
    """Where the target stands, in order of preference."""
    example: str
    """A sentence that the frame reads, which the tests read again."""
    kind: str | None = None
    """What the frame makes of the event in its content; None where it tells an event itself."""
    content: tuple[str, ...] = ()
    """Where that event stands."""
    prepositions: frozenset[str] = frozenset()
    """One of these must hang on the trigger."""
    objects: frozenset[str] = frozenset()
    """One of these must stand in the object's phrase; `@people` is anybody who can be an end."""
    not_objects: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    """One of these must stand beside a noun or below a verb ("find" GUILTY)."""
    not_with: frozenset[str] = frozenset()
    """None of these may."""
    subjects: frozenset[str] = frozenset()
    """One of these must stand in the subject's phrase."""
    people_only: bool = False
    """The subject must be somebody who can be an end."""
    mutual: bool = False
    """Two who do it together do it to each other ("A and B met")."""
    strict: bool = False
    """Without a target in its own place there is no event."""
    inner: bool = False
    """Only where the content tells an event."""
    inside_only: bool = False
    """Only within an operator: by itself the content tells its event better."""
    infinitive: bool = False
    """An infinitive must follow ("told B TO withdraw")."""
    clause: bool = False
    """A clause with its own subject must follow ("complained that B withdrew")."""
    no_object: bool = False
    """Not where the trigger has an object ("travelled", not "returned the ship")."""
    particle: bool = False
    """The preposition must be a particle or adverb of the verb ("turned DOWN")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """Word lists that hold for all frames; lemmas in lower case."""

    people: frozenset[str]
    places: frozenset[str]
    texts: frozenset[str]
    counterparts: frozenset[str]
    arms: frozenset[str]
    portions: frozenset[str]
    carrying: frozenset[str]
    receiving: frozenset[str]
    wishing: frozenset[str]
    saying: frozenset[str]
    agentive: frozenset[str]
    times: frozenset[str]
    things: frozenset[str]
    lemmas: Mapping[str, str]
    """What the parser's lemma of a verb should be, where it is known to be wrong."""
    roles: Mapping[str, frozenset[str]]
    """CAMEO role code -> nouns that show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLexicon:
    """All event frames by trigger."""

    frames: tuple[EventFrame, ...]
    by_word: Mapping[tuple[str, str], tuple[EventFrame, ...]]
    """(word class, lemma) -> frames, the most demanding first."""
    codes: Mapping[str, Mapping[str, str]]
    """Kind -> prefix of the inner event's CAMEO code -> CAMEO code."""
    words: EventWords
    nouns: frozenset[str] = frozenset()
    """The nouns that tell events, which are no people."""


@cache
def load_event_lexicon() -> EventLexicon:
    """The bundled frames. Raises DataError."""
    folder = files("onrecord.events") / "frames"
    names = (*_FRAME_FILES, "codes.toml", "words.toml")
    return read_event_lexicon({name: (folder / name).read_text("utf-8") for name in names})


def read_event_lexicon(texts: Mapping[str, str]) -> EventLexicon:
    """Check and index the files of a lexicon, given by name. DataError names the file and the frame at fault."""
    raw = {name: parse_toml(text, where=f"{_FOLDER}/{name}") for name, text in sorted(texts.items())}
    frames: list[EventFrame] = []
    seen: set[str] = set()
    for name in sorted(set(raw) - {"codes.toml", "words.toml"}):
        for entry in raw[name].get("frame", ()):
            frame = _frame(entry, f"{_FOLDER}/{name}, {entry.get('id', 'frame without id')}")
            if frame.id in seen:
                raise DataError(
                    "two frames have this id", where=f"{_FOLDER}/{name}, {frame.id}", remedy=_REMEDY
                )
            seen.add(frame.id)
            frames.append(frame)
    codes = raw.get("codes.toml", {})
    _check_codes(codes)
    return EventLexicon(
        frames=tuple(frames),
        by_word=_index(frames),
        codes=codes,
        nouns=frozenset(word for frame in frames if frame.word_class == "noun" for word in frame.words),
        words=_words(raw.get("words.toml", {})),
    )


def _words(raw: Mapping[str, Any]) -> EventWords:
    lists, roles, lemmas = raw.get("lists", {}), raw.get("roles", {}), raw.get("lemmas", {})
    for name, held in (*lists.items(), *roles.items()):
        if not isinstance(held, list) or not all(isinstance(word, str) for word in held):
            raise DataError("not a list of words", where=f"{_FOLDER}/words.toml, {name}", remedy=_REMEDY)
    names = [field.name for field in fields(EventWords) if field.name not in ("roles", "lemmas")]
    return EventWords(
        **{name: frozenset(lists.get(name, ())) for name in names},
        roles={code: frozenset(words) for code, words in roles.items()},
        lemmas=dict(lemmas),
    )


_KEYS = {
    *WORD_CLASSES,
    *("id", "root", "cameo", "target", "example", "kind", "content", "with", "object", "not_object"),
    *("needs", "not_with", "subject_noun", "subject", "mutual", "strict", "inner", "inside_only"),
    *("infinitive", "particle", "clause", "no_object"),
}


def _frame(entry: Mapping[str, Any], where: str) -> EventFrame:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise DataError(f"unknown key {unknown[0]!r}", where=where, remedy=_REMEDY)
    classes = [name for name in WORD_CLASSES if name in entry]
    if len(classes) != 1 or not entry.get("id") or not entry.get("example"):
        raise DataError(
            "a frame has an id, an example and one of verb, noun, adjective", where=where, remedy=_REMEDY
        )
    if entry.get("root") not in Root.__members__:
        raise DataError(f"no such event type: {entry.get('root')!r}", where=where, remedy=_REMEDY)
    if not _CAMEO.fullmatch(str(entry.get("cameo"))):
        raise DataError(f"not a CAMEO code: {entry.get('cameo')!r}", where=where, remedy=_REMEDY)
    if entry.get("kind") not in (None, *KINDS):
        raise DataError(f"kind must be one of {', '.join(KINDS)}", where=where, remedy=_REMEDY)
    for path in (*entry.get("target", ()), *entry.get("content", ())):
        if not _PATH.fullmatch(path):
            raise DataError(f"no such place: {path!r}", where=where, remedy=_REMEDY)
    return EventFrame(
        id=entry["id"],
        root=Root(entry["root"]),
        cameo=entry["cameo"],
        word_class=classes[0],
        words=frozenset(entry[classes[0]]),
        target=tuple(entry.get("target", ())),
        example=entry["example"],
        kind=entry.get("kind"),
        content=tuple(entry.get("content", ())),
        prepositions=frozenset(entry.get("with", ())),
        objects=frozenset(entry.get("object", ())),
        not_objects=frozenset(entry.get("not_object", ())),
        needs=frozenset(entry.get("needs", ())),
        not_with=frozenset(entry.get("not_with", ())),
        subjects=frozenset(entry.get("subject_noun", ())),
        people_only=entry.get("subject") == "people",
        mutual=bool(entry.get("mutual", False)),
        strict=bool(entry.get("strict", False)),
        inner=bool(entry.get("inner", False)),
        inside_only=bool(entry.get("inside_only", False)),
        infinitive=bool(entry.get("infinitive", False)),
        no_object=bool(entry.get("no_object", False)),
        clause=bool(entry.get("clause", False)),
        particle=bool(entry.get("particle", False)),
    )


def _check_codes(codes: Mapping[str, Mapping[str, str]]) -> None:
    for kind, table in codes.items():
        for prefix, code in table.items():
            if not isinstance(code, str) or not _CAMEO.fullmatch(code):
                where = f"{_FOLDER}/codes.toml, {kind} {prefix!r}"
                raise DataError(f"not a CAMEO code: {code!r}", where=where, remedy=_REMEDY)


def _index(frames: Iterable[EventFrame]) -> dict[tuple[str, str], tuple[EventFrame, ...]]:
    index: dict[tuple[str, str], list[EventFrame]] = {}
    for frame in frames:
        for word in sorted(frame.words):
            index.setdefault((frame.word_class, word), []).append(frame)
    return {key: tuple(sorted(found, key=_demands)) for key, found in index.items()}


def _demands(frame: EventFrame) -> tuple[bool, ...]:
    """What asks for more is tried sooner; what only passes the event inside on, last."""
    asks = bool(frame.objects - {"@people", "@any"}) or bool(frame.needs) or bool(frame.subjects)
    return (
        frame.inside_only,
        not frame.subjects,
        not asks,
        not frame.prepositions,
        not frame.objects,
        frame.inner,
        frame.kind is None,
    )
