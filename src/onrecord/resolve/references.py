"""Goes through a document once, in order, and ties noun phrases and pronouns to actors.

Names come from the registry; everything else ("the Minister", "its", "the meeting") from what stands
nearer by. Where nothing fits, or two things do, the phrase stays untied: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.record import Record
from onrecord.registry import Registry
from onrecord.resolve.behalf import speak_for_others
from onrecord.resolve.first_reading import read_names
from onrecord.resolve.groups import by_collective, by_gathering, by_institution, by_instrument
from onrecord.resolve.instruments import Instruments
from onrecord.resolve.memory import PART, Memory, remember_things
from onrecord.resolve.names import by_name
from onrecord.resolve.noting import note_part, note_person, note_sentence
from onrecord.resolve.nouns import load_nouns
from onrecord.resolve.offices import by_office
from onrecord.resolve.people import by_person
from onrecord.resolve.person_words import load_person_words
from onrecord.resolve.pronouns import by_pronoun
from onrecord.resolve.quoted import find_quoted
from onrecord.resolve.speakers import by_speaker
from onrecord.resolve.view import View, head_of
from onrecord.syntax import NOMINAL, Tree
from onrecord.vocabulary import Case, Document, Extraction, Party, Reference, Sentence, Voices

_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "WP$"})


def resolve(
    document: Document,
    sentences: Sequence[Sentence],
    *,
    voices: Voices,
    registry: Registry,
    record: Record,
    case: Case | None = None,
    trees: tuple[Tree, ...] | None = None,
) -> Extraction[Reference]:
    """Every noun phrase and pronoun that names an actor or a source, in the order of the text.

    `trees` are those of the sentences, where they are made already.

    "I" and "we" come out as `SELF`: whose they are depends on the quotation they stand in. A party that is
    `named_only` serves chains of attribution and nothing else.
    """
    quoted = find_quoted(document)
    trees = trees or tuple(map(Tree, sentences))
    names = read_names(document, trees, quoted=quoted, registry=registry)
    instruments = Instruments(document, registry, record, case)
    memory = Memory()
    found: list[Reference] = []
    for number, tree in enumerate(names.trees):
        view = View(
            document=document,
            voices=voices,
            registry=registry,
            instruments=instruments,
            nouns=load_nouns(),
            person_words=load_person_words(),
            cast=names.cast,
            quoted=quoted,
            memory=memory,
            number=number,
            tree=tree,
            named=names.named[number],
            spots=names.spots[number],
            dateline=names.dateline,
            read=_read,
        )
        _read_sentence(view)
        found.extend(Reference(sentence=number, token=i, party=p) for i, p in sorted(view.parties.items()))
    return Extraction(found=tuple(found))


def parties_by_token(count: int, references: Iterable[Reference]) -> tuple[dict[int, Party], ...]:
    """For each of `count` sentences, the parties by the index of the token that names them."""
    parties: tuple[dict[int, Party], ...] = tuple({} for _ in range(count))
    for reference in references:
        parties[reference.sentence][reference.token] = reference.party
    return parties


def _read_sentence(view: View) -> None:
    for token in view.tree.tokens:
        index = token.index
        if token.pos in NOMINAL or token.tag in _PRONOUNS or index in view.named or index in view.spots:
            party = view.party_at(index)
            if party is not None:
                view.parties[index] = party
                if party.rule == PART:
                    note_part(view, index, party)
            note_person(view, index, party)
    speak_for_others(view)
    remember_things(view.memory, view.tree, view.parties)
    note_sentence(view)


def _read(view: View, index: int) -> Party | None:
    """The party a token names as head of its phrase, or None."""
    token = view.tree.tokens[index]
    word = token.text.lower()
    if token.pos == "PRON" or token.tag in _PRONOUNS:
        return by_pronoun(view, index, word)
    if index in view.named:
        hit = view.named[index]
        head = head_of(view.tree, hit)
        if index != head:
            return None
        whole = by_office(view, index) if token.pos == "PROPN" and view.is_office(index) else None
        return whole or by_name(view, index, hit)
    if index in view.spots and not view.is_known_noun(index):
        return by_person(view, index) or _by_noun(view, index) or by_speaker(view, index)
    if token.pos not in NOMINAL:
        return None
    return by_office(view, index) or _by_noun(view, index) or by_speaker(view, index)


def _by_noun(view: View, index: int) -> Party | None:
    if view.tree.tokens[index].pos not in NOMINAL:
        return None
    return (
        by_gathering(view, index)
        or by_instrument(view, index)
        or by_institution(view, index)
        or by_collective(view, index)
    )
