"""The stages in their order; the only module that knows them all.

read -> parse -> resolve -> extract (statements, positions) -> check (claims, verdicts); origins look at all
documents together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from importlib.resources import files
from importlib.resources.abc import Traversable

from onrecord.check import compare, find_claims
from onrecord.extract import Lexicon, attribute, base_chain, chain_at, find_positions
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Cues, Saying
from onrecord.languages import COVERED, ENGLISH, covered_paragraphs, set_aside_uncovered
from onrecord.parse import Parser
from onrecord.record import Record, load_record
from onrecord.registry import Registry, load_registry
from onrecord.resolve import find_voices, parties_by_token, resolve
from onrecord.syntax import Tree
from onrecord.vocabulary import (
    Actor,
    ActorKind,
    Analysis,
    Case,
    Document,
    Reference,
    Span,
    Voices,
)

METHOD = "7"
"""Version of the rules in code; raise it with every change of what a text yields."""

_KNOWING = ("read", "registry", "record", "resolve", "extract", "check")
"""Packages whose CSV and TOML files decide what a text yields."""


@dataclass(frozen=True)
class Knowledge:
    """All that the stages need besides the document: facts, words, the user's case."""

    registry: Registry
    record: Record
    lexicon: Lexicon
    cues: Cues
    case: Case | None = None

    @cached_property
    def method(self) -> str:
        """Which rules and words a row was found by."""
        return f"rules {METHOD}, lexicon {self.lexicon.version}, facts and words {knowledge_digest()}"


@cache
def knowledge_digest() -> str:
    """Eight hexadecimal digits over all bundled facts and words: a changed row is another method."""
    digest = hashlib.sha256()
    for package in _KNOWING:
        for path in sorted(_data_files(files("onrecord") / package), key=lambda path: path.name):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]


def _data_files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for path in folder.iterdir():
        if path.is_dir():
            found.extend(_data_files(path))
        elif path.name.endswith((".csv", ".toml")):
            found.append(path)
    return found


def load_knowledge(
    *, case: Case | None = None, lexicon: Lexicon | None = None, record: Record | None = None
) -> Knowledge:
    """The bundled registry, record and lexicon, with a case if there is one; `record` stands in for the bundled one."""
    english = COVERED[ENGLISH]
    return Knowledge(
        load_registry(),
        record or load_record(),
        lexicon or english.load_lexicon(None),
        english.load_cues(),
        case,
    )


def analyse(document: Document, *, knowledge: Knowledge, parser: Parser) -> Analysis:
    """Run every stage over one document. Pure but for the parser's model; raises nothing of its own."""
    k = knowledge
    voices = find_voices(document, registry=k.registry, record=k.record)
    covered = covered_paragraphs(document)
    sentences = parser.parse(document, skip=_labels(voices), paragraphs=covered)
    trees = tuple(map(Tree, sentences))
    references = resolve(
        document, sentences, voices=voices, registry=k.registry, record=k.record, case=k.case, trees=trees
    )
    scenes = _scenes(trees, references.found, k.lexicon)
    statements, sayings = attribute(document, scenes, voices=voices, cues=k.cues)
    acting = tuple(r for r in references.found if not r.party.named_only)
    positions = find_positions(
        document,
        _scenes(trees, acting, k.lexicon),
        voices=voices,
        sayings=sayings,
        statements=statements.found,
        lexicon=k.lexicon,
        case=k.case,
        find_state=partial(_find_state, k.registry),
    )
    claims = find_claims(
        document,
        sentences,
        registry=k.registry,
        record=k.record,
        case=k.case,
        uncovered=[number for number in range(len(document.paragraphs)) if number not in covered],
    )
    base = base_chain(document, voices)
    told = tuple(replace(c, chain=chain_at(c.span.start, base, sayings)) for c in claims.found)
    verdicts = tuple(compare(c, document, registry=k.registry, record=k.record) for c in told)
    return Analysis(
        document=document,
        statements=statements.found,
        positions=positions.found,
        claims=told,
        verdicts=verdicts,
        set_aside=(
            *set_aside_uncovered(document),
            *references.set_aside,
            *statements.set_aside,
            *positions.set_aside,
            *claims.set_aside,
        ),
    )


def _find_state(registry: Registry, name: str) -> Actor | None:
    """The state that a printed name means; None where it means none or several."""
    found = {row.actor for row in registry.find(name)}
    actor = registry.actor(found.pop()) if len(found) == 1 else None
    return actor if actor is not None and actor.kind is ActorKind.STATE else None


def sayings_of(document: Document, *, knowledge: Knowledge, parser: Parser) -> tuple[Saying, ...]:
    """Only who is said to have said what: the sayings before their chains, without positions and claims."""
    k = knowledge
    voices = find_voices(document, registry=k.registry, record=k.record)
    covered = covered_paragraphs(document)
    sentences = parser.parse(document, skip=_labels(voices), paragraphs=covered)
    trees = tuple(map(Tree, sentences))
    references = resolve(
        document, sentences, voices=voices, registry=k.registry, record=k.record, case=k.case, trees=trees
    )
    scenes = _scenes(trees, references.found, k.lexicon)
    return attribute(document, scenes, voices=voices, cues=k.cues)[1]


def _labels(voices: Voices) -> list[Span]:
    """The printed names at the head of turns, which are no part of a sentence."""
    return [Span(t.span.start, t.content[0].start) for t in voices.turns if t.content]


def _scenes(trees: Sequence[Tree], references: Sequence[Reference], lexicon: Lexicon) -> tuple[Scene, ...]:
    parties = parties_by_token(len(trees), references)
    return tuple(Scene(tree, held, lexicon) for tree, held in zip(trees, parties, strict=True))
