"""The lexicon as values: one frame (which words show a stance, and where its parties stand), and all of them with the word lists.

Files are read and checked elsewhere; nothing here knows where a frame came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from onrecord.vocabulary import Stance


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
    asks: tuple[frozenset[str], ...] = ()
    """Of each of these a word must stand in the sentence, or the frame cannot fit: told by the fields above."""
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
    triggers: frozenset[str]
    """All words in `by_word`."""
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
    no_state: frozenset[str]
    aimed: frozenset[str]
    undoing: frozenset[str]
    accusing: frozenset[str]
    settling: frozenset[str]
    undergone: frozenset[str]
    acting_nouns: frozenset[str]
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


LISTS = tuple(f.name for f in fields(Lexicon) if f.name not in ("version", "frames", "by_word", "triggers"))
"""Names of the word lists, each an attribute of the lexicon."""
