"""Goes through a document once, in order, and ties noun phrases and pronouns to actors.

Names come from the registry; everything else ("the Minister", "its", "the meeting") from what stands
nearer by. Where nothing fits, or two things do, the phrase stays untied: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Record
from onrecord.registry import Registry
from onrecord.resolve.groups import by_collective, by_gathering, by_institution, by_instrument
from onrecord.resolve.instruments import Instruments
from onrecord.resolve.memory import Memory, remember
from onrecord.resolve.names import by_name
from onrecord.resolve.nouns import load_nouns
from onrecord.resolve.people import by_office, by_person
from onrecord.resolve.pronouns import by_pronoun
from onrecord.resolve.view import View, head_of, named_tokens
from onrecord.syntax import NOMINAL, Tree
from onrecord.vocabulary import Case, Document, Extraction, Party, Reference, Sentence, Voices


def resolve(
    document: Document,
    sentences: Sequence[Sentence],
    *,
    voices: Voices,
    registry: Registry,
    record: Record,
    case: Case | None = None,
) -> Extraction[Reference]:
    """Every noun phrase and pronoun that names an actor, in the order of the text.

    "I" and "we" come out as `SELF`: whose they are depends on the quotation they stand in.
    """
    hits = registry.mentions(document.text, on=document.date)
    instruments = Instruments(document, registry, record, case)
    nouns, memory = load_nouns(), Memory()
    found: list[Reference] = []
    for number, sentence in enumerate(sentences):
        tree = Tree(sentence)
        inside = [hit for hit in hits if sentence.span.covers(hit.span)]
        named = named_tokens(tree, inside)
        view = View(document, voices, registry, instruments, nouns, memory, tree, named, _read)
        for token in tree.tokens:
            party = view.party_at(token.index)
            if party is not None:
                view.parties[token.index] = party
        remember(memory, tree, view.parties)
        found.extend(Reference(sentence=number, token=i, party=p) for i, p in sorted(view.parties.items()))
    return Extraction(found=tuple(found))


def _read(view: View, index: int) -> Party | None:
    """The party a token names as head of its phrase, or None."""
    token = view.tree.tokens[index]
    word = token.text.lower()
    if token.pos == "PRON" or token.tag in ("PRP", "PRP$", "WP", "WDT", "WP$"):
        return by_pronoun(view, index, word)
    if index in view.named:
        hit = view.named[index]
        head = head_of(view.tree, hit)
        if index != head:
            return None
        whole = by_office(view, index) if token.pos == "PROPN" and view.is_office(index) else None
        return whole or by_name(view, index, hit)
    if token.pos not in NOMINAL:
        return None
    return (
        by_office(view, index)
        or by_gathering(view, index)
        or by_instrument(view, index)
        or by_institution(view, index)
        or by_collective(view, index)
        or by_person(view, index)
    )
