"""The model's rules about single words, read from its own table: what each asks of a word and what it writes.

A later rule writes over an earlier one, as in the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

Met: TypeAlias = "tuple[str, str, str]"
"""Text, tag and label of a word."""
Asked: TypeAlias = "Mapping[str, Any]"
"""What a rule asks of a word: its text, tag or label, or one of several."""

_ASKED = frozenset({"TAG", "LOWER", "ORTH", "DEP", "IS_SPACE"})
"""What a rule may ask of a word for the answer to be the same wherever the word stands."""
_WRITTEN = frozenset({"POS", "MORPH", "LEMMA"})


class _Part(NamedTuple):
    """What several rules ask of one word, each with its number."""

    by_text: Mapping[str, Sequence[tuple[int, Asked]]]
    """For a text that some rule names, all that may ask for it."""
    others: Sequence[tuple[int, Asked]]
    """Those that name no text, which may ask for any."""


@dataclass(frozen=True)
class WordRules:
    """The rules of a model, those about one word by the text or the tag that they name."""

    by_text: Mapping[str, Sequence[tuple[int, Asked, Mapping[str, str]]]]
    """Rules that name the text, by its small letters; each with its place among all."""
    by_tag: Mapping[str, Sequence[tuple[int, Asked, Mapping[str, str]]]]
    others: Sequence[tuple[int, Asked, Mapping[str, str]]]
    several: Sequence[Sequence[Asked]]
    """What the rules over several words ask of each."""
    _parts: dict[int, _Part] = field(default_factory=dict)

    def several_at(self, part: int, word: Met) -> int:
        """The rules over several words whose first word (`part` 0), second word ... it may be: a bit for each."""
        known = self._parts.get(part)
        if known is None:
            known = self._parts[part] = _part([rule[part] for rule in self.several])
        asked = known.by_text.get(word[0].lower(), known.others)
        return sum([1 << number for number, asks in asked if may_be(asks, word)]) if asked else 0

    def written(self, word: Met) -> dict[str, str]:
        """What the rules about one word write of it."""
        text, tag, _ = word
        rules = [*self.by_text.get(text.lower(), ()), *self.by_tag.get(tag, ()), *self.others]
        said: dict[str, str] = {}
        for _, asked, attributes in sorted(rules, key=lambda rule: rule[0]):
            if may_be(asked, word):
                said.update(attributes)
        return said


def word_rules(patterns: Sequence[Mapping[str, Any]]) -> WordRules | None:
    """The rules of a model's table; None where one of them looks at anything but text, tag and label."""
    by_text: dict[str, list[tuple[int, Asked, Mapping[str, str]]]] = {}
    by_tag: dict[str, list[tuple[int, Asked, Mapping[str, str]]]] = {}
    others: list[tuple[int, Asked, Mapping[str, str]]] = []
    several: list[Sequence[Asked]] = []
    for number, (asked, attributes) in enumerate(_about_words(patterns)):
        if not set(attributes) <= _WRITTEN or not all(word and _is_plain(word) for word in asked):
            return None
        if len(asked) > 1:
            several.append(asked)
            continue
        rule = (number, asked[0], attributes)
        if "LOWER" in asked[0] and (texts := _named(asked[0]["LOWER"])):
            for text in texts:
                by_text.setdefault(text, []).append(rule)
        elif "TAG" in asked[0] and (tags := _named(asked[0]["TAG"])):
            for tag in tags:
                by_tag.setdefault(tag, []).append(rule)
        else:
            others.append(rule)
    return WordRules(by_text, by_tag, others, several)


def may_be(asked: Asked, word: Met) -> bool:
    """True where a word is the one that a rule asks for."""
    text, tag, label = word
    has = {"LOWER": text.lower(), "ORTH": text, "TAG": tag, "DEP": label}
    return all(_fits(wanted, has[name]) for name, wanted in asked.items() if name in has)


def _part(asked: Sequence[Asked]) -> _Part:
    numbered = list(enumerate(asked))
    named = {text for asks in asked for text in _named(asks.get("LOWER", {}))}
    others = [(number, asks) for number, asks in numbered if not _named(asks.get("LOWER", {}))]
    by_text = {
        text: [
            (number, asks)
            for number, asks in numbered
            if not (texts := _named(asks.get("LOWER", {}))) or text in texts
        ]
        for text in named
    }
    return _Part(by_text, others)


def _about_words(
    patterns: Sequence[Mapping[str, Any]],
) -> Iterator[tuple[Sequence[Asked], Mapping[str, str]]]:
    """Each rule with what it writes, but for those about blanks, which are no words of a sentence."""
    for row in patterns:
        for asked in row["patterns"]:
            if not any(word.get("IS_SPACE") is True for word in asked):
                yield asked, row["attrs"]


def _is_plain(asked: Asked) -> bool:
    return set(asked) <= _ASKED and all(
        isinstance(wanted, str | bool)
        or (isinstance(wanted, dict) and set(wanted) <= {"IN", "NOT_IN", "REGEX"})
        for wanted in asked.values()
    )


def _named(wanted: Any) -> Sequence[str]:
    """The values that a rule names; none where it names what must not be, or a pattern."""
    if isinstance(wanted, str):
        return [wanted]
    return wanted["IN"] if set(wanted) == {"IN"} else []


def _fits(wanted: Any, value: str) -> bool:
    if isinstance(wanted, str):
        return wanted == value
    if "IN" in wanted and value not in wanted["IN"]:
        return False
    if "NOT_IN" in wanted and value in wanted["NOT_IN"]:
        return False
    return "REGEX" not in wanted or re.search(wanted["REGEX"], value) is not None
