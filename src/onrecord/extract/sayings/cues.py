"""Loads `cues.toml`: which cues are words, which attitudes, and the words that relay what others said."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from onrecord.errors import DataError
from onrecord.extract.sayings.weights import Weights, load_weights
from onrecord.vocabulary import Act

_WHERE = "extract/sayings/cues.toml"


@dataclass(frozen=True, kw_only=True)
class Cues:
    """All that is known about cues: lists by hand, counts and weights learned."""

    speech: frozenset[str]
    attitude: frozenset[str]
    relay: frozenset[str]
    bare: frozenset[str]
    """Attitudes that take a clause without "that"."""
    clause_only: frozenset[str]
    """Cues of speech only with a clause or a quotation: "pointed the traffic" says nothing."""
    texts: frozenset[str]
    outlets: frozenset[str]
    media: frozenset[str]
    """Common nouns for outlets: "told state radio"."""
    audience: frozenset[str]
    phrases: dict[str, Act]
    """"in view", "by account": prepositions with the nouns that make them cues."""
    nominal: frozenset[str]
    """"noun:emphasis|prep:on": nouns that are plain cues with a preposition."""
    least: dict[Act, float]
    weights: Weights

    @cached_property
    def counts(self) -> dict[str, tuple[int, int]]:
        """How often each cue was seen and meant; a listed cue that was never counted is taken as meant."""
        listed = dict.fromkeys(self.speech | self.attitude, (1, 1))
        return {**listed, **self.weights.counts}

    @cached_property
    def phrase_words(self) -> frozenset[str]:
        """The prepositions that may open a prepositional cue."""
        return frozenset({"per", "for", *(phrase.partition(" ")[0] for phrase in self.phrases)})

    def act_of(self, cue: str) -> Act:
        """Words, attitude or deed, by the cue's name in the tables ("say", "noun:claim", "be:critical")."""
        base = cue.partition("_")[0]
        if cue in self.speech or base in self.speech:
            return Act.SPEECH
        if cue in self.attitude or base in self.attitude or cue.startswith("be:"):
            return Act.ATTITUDE
        return Act.DEED


@cache
def load_cues() -> Cues:
    """The bundled cues; DataError where the file lacks a part."""
    raw = tomllib.loads((files("onrecord.extract.sayings") / "cues.toml").read_text("utf-8"))
    try:
        return Cues(
            speech=_listed(raw["speech"]),
            attitude=_listed(raw["attitude"]),
            relay=frozenset(raw["relay"]["verbs"]),
            bare=frozenset(raw["attitude"]["bare"]),
            clause_only=frozenset(raw["speech"]["clause_only"]),
            texts=frozenset(raw["sources"]["texts"]),
            outlets=frozenset(raw["sources"]["outlets"]),
            media=frozenset(raw["sources"]["media"]),
            audience=frozenset(raw["sources"]["audience"]),
            phrases={
                f"{word} {noun}": act
                for act in (Act.SPEECH, Act.ATTITUDE)
                for word, nouns in raw["phrases"][act.value].items()
                for noun in nouns
            },
            nominal=frozenset(
                f"noun:{noun}|prep:{word}" for word, nouns in raw["nominal"].items() for noun in nouns
            ),
            least={act: float(raw["least"][act.value]) for act in Act},
            weights=load_weights(),
        )
    except KeyError as missing:
        raise DataError(f"no part {missing}", where=_WHERE, remedy="install OnRecord again") from missing


def _listed(part: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(
        [*part["verbs"], *(f"noun:{n}" for n in part["nouns"]), *(f"be:{a}" for a in part["adjectives"])]
    )
