"""Loads `openings.toml`: with which words the clauses of adopted texts open, and what stance these show.

Plain verbs are turned into the forms that clauses use: "condemns", "condemning", "condemn", "condemned".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import DataError
from onrecord.toml_text import parse_toml
from onrecord.vocabulary import Stance

TOWARDS = ("addressee", "doer", "owner", "nobody")
FORMS = ("present", "participle", "plain", "past")
"""How a verb stands: "condemns", "condemning", "condemn", "condemned"."""

_IRREGULAR = {
    "bear": "bore", "beseech": "besought", "draw": "drew", "give": "gave", "have": "had", "hear": "heard",
    "hold": "held", "keep": "kept", "pay": "paid", "see": "saw", "seek": "sought", "set": "set", "stand": "stood",
    "take": "took", "understand": "understood", "undertake": "undertook", "uphold": "upheld",
}  # fmt: skip
_DOUBLING = frozenset({"regret", "admit", "commit", "refer", "transmit", "set"})
_LISTS = (
    "asides",
    "refusing",
    "principles",
    "merits",
    "dues",
    "people",
    "acting",
    "adjuncts",
    "titles",
    "telling",
    "undergone",
    "demanded",
    "houses",
    "owned",
    "deeds",
    "promised",
    "helping",
    "arranging",
    "weighty",
    "perceiving",
    "withdrawing",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a word of an opening shows; `stance` is None where it shows none by itself."""

    word: str
    stance: Stance | None
    towards: str
    own: bool = False
    """It counts only as the speaker's own ("its readiness", never "the readiness of B")."""
    other: bool = False
    """It counts only as somebody else's ("the obligation of B")."""
    object: str | None = None
    """`party` or `infinitive`: what must follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """All opening words, and the lists they are read with. Words in lower case."""

    verbs: Mapping[str, tuple[str, str]]
    """Form ("calls upon") -> (plain verb, one of FORMS)."""
    direct: Mapping[str, Shown]
    carriers: frozenset[str]
    affirming: frozenset[str]
    echoing: frozenset[str]
    nouns: Mapping[str, Shown]
    manner: frozenset[str]
    manners: Mapping[str, Stance]
    adjectives: Mapping[str, Shown]
    asides: frozenset[str]
    refusing: re.Pattern[str]
    """Refusal of what is stated: "is inadmissible", "has no legal validity"."""
    principles: frozenset[str]
    merits: frozenset[str]
    dues: frozenset[str]
    people: frozenset[str]
    acting: frozenset[str]
    adjuncts: frozenset[str]
    titles: frozenset[str]
    telling: frozenset[str]
    undergone: frozenset[str]
    houses: frozenset[str]
    owned: frozenset[str]
    deeds: frozenset[str]
    promised: frozenset[str]
    helping: frozenset[str]
    arranging: frozenset[str]
    weighty: frozenset[str]
    perceiving: frozenset[str]
    withdrawing: frozenset[str]
    first_words: frozenset[str]
    """With one of these, or an adverb, every opening begins."""
    demanded: frozenset[str]
    verb_pattern: re.Pattern[str]
    adjective_pattern: re.Pattern[str]
    aside_pattern: re.Pattern[str]


@cache
def load_openings() -> Openings:
    """The bundled opening words."""
    text = (files("onrecord.extract.instruments") / "openings.toml").read_text("utf-8")
    return read_openings(text, where="extract/instruments/openings.toml")


def read_openings(text: str, *, where: str) -> Openings:
    """Check and index opening words; DataError names the file and the entry at fault."""
    raw = parse_toml(text, where=where)
    try:
        return _openings(raw, where)
    except KeyError as missing:
        raise DataError(f"no part {missing}", where=where, remedy="add it") from missing


def _openings(raw: Mapping[str, Any], where: str) -> Openings:
    direct = _shown(raw["verb"], where)
    carriers, manner = raw["carriers"], raw["manner"]
    lists = {name: raw["lists"][name] for name in _LISTS}
    plain = {*direct, *carriers["verbs"], *manner["verbs"], *raw["neutral"]["verbs"]}
    verbs = {form: (verb, kind) for verb in sorted(plain) for kind, form in _forms(verb)}
    adjectives = _shown(raw["adjective"], where)
    for word in raw["neutral"]["adjectives"]:
        adjectives[word] = Shown(word=word, stance=None, towards="nobody")
    return Openings(
        verbs=verbs,
        direct=direct,
        carriers=frozenset(carriers["verbs"]),
        affirming=frozenset(carriers["affirming"]),
        echoing=frozenset(carriers["echoing"]),
        nouns=_shown(raw["noun"], where),
        manner=frozenset(manner["verbs"]),
        manners={
            noun: _stance(stance, where) for stance in manner if stance != "verbs" for noun in manner[stance]
        },
        adjectives=adjectives,
        asides=frozenset(lists["asides"]),
        refusing=_refusing(lists["refusing"]),
        **{name: frozenset(lists[name]) for name in _LISTS[2:]},
        first_words=frozenset(
            words.split()[0] for words in (*verbs, *adjectives, *lists["asides"], "having")
        ),
        verb_pattern=_alternatives(verbs),
        adjective_pattern=_alternatives(adjectives),
        aside_pattern=_asides(lists["asides"]),
    )


def _shown(entries: list[Mapping[str, Any]], where: str) -> dict[str, Shown]:
    found: dict[str, Shown] = {}
    for entry in entries:
        if not entry.get("words"):
            raise DataError("an opening without words", where=where, remedy="name its words")
        place = f"{where}, {entry['words'][0]}"
        if entry.get("towards") not in TOWARDS:
            raise DataError(f"towards must be one of {', '.join(TOWARDS)}", where=place, remedy="correct it")
        for word in entry["words"]:
            if word in found:
                raise DataError(f"{word!r} stands twice", where=place, remedy="keep one")
            found[word] = Shown(
                word=word,
                stance=_stance(entry.get("stance", ""), place),
                towards=entry["towards"],
                own=entry.get("own", False),
                other=entry.get("other", False),
                object=entry.get("object"),
            )
    return found


def _stance(name: str, where: str) -> Stance:
    try:
        return Stance(name)
    except ValueError as error:
        raise DataError(f"no such stance: {name!r}", where=where, remedy="see docs/codebook.md") from error


def _forms(phrase: str) -> list[tuple[str, str]]:
    """The forms of a verb with what follows it: ("present", "calls upon") ..."""
    word, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    sibilant = word.endswith(("s", "sh", "ch", "x", "z", "o"))
    stem = word[:-1] if word.endswith("e") and not word.endswith("ee") else word
    y = word.endswith("y") and word[-2] not in "aeiou"
    doubled = stem + stem[-1] if word in _DOUBLING else stem
    present = "has" if word == "have" else word[:-1] + "ies" if y else word + ("es" if sibilant else "s")
    past = _IRREGULAR.get(word) or (word[:-1] + "ied" if y else doubled + "ed")
    forms = (("past", past), ("plain", word), ("present", present), ("participle", doubled + "ing"))
    return [(kind, form + tail) for kind, form in forms]


def _alternatives(words: Mapping[str, object]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("(" + "|".join(_spaced(word) for word in ordered) + r")\b", re.IGNORECASE)


def _asides(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    one = "|".join(
        [*(_spaced(word) for word in ordered), r"(?!(?:family|early|only|reply|ally|daily)\b)[a-z]{3,20}ly"]
    )
    return re.compile(rf"(?:,?\s*\b(?:{one})\b(?!-),?){{0,4}}", re.IGNORECASE)


def _refusing(phrases: list[str]) -> re.Pattern[str]:
    """Adjectives count after a form of "be" only: "is illegal", not "the illegal trade"."""
    whole = [_spaced(p) for p in phrases if p.partition(" ")[0] in ("no", "not", "cannot", "will")]
    said = [_spaced(p) for p in phrases if p.partition(" ")[0] not in ("no", "not", "cannot", "will")]
    be = r"(?:is|are|be|was|were|remains?|considered|as)\s+(?:[a-z]+\s+){0,2}?"
    return re.compile(rf"\b(?:{'|'.join(whole)}|{be}(?:{'|'.join(said)}))\b", re.IGNORECASE)


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())
