"""The chain set itself: enough of everything, every fragment in its text, and mirrors that turn back."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.chains.entries import Entry, load_entries, make_document
from evals.chains.judging import judge, place_of
from evals.chains.mirror import mirrored, swapper
from onrecord.vocabulary import Form, Link, Span, Statement

ENTRIES = load_entries()
LEAST = {"letter": 3, "dash": 4, "block-quotation": 4, "resolution": 4}
"""Entries of a construction that is rare in texts; every other has at least five."""


def test_the_set_is_large_enough() -> None:
    """There are at least 130 entries under different names, and 40 of them have a mirrored variant."""
    assert len(ENTRIES) >= 130
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)
    assert len({entry.text for entry in ENTRIES}) == len(ENTRIES)
    assert sum(bool(entry.swap) for entry in ENTRIES) >= 40


def test_every_construction_is_tested_more_than_once() -> None:
    """No construction rests on a few entries, and together they are thirty."""
    counts = Counter(entry.construction for entry in ENTRIES)
    assert len(counts) >= 30
    assert {name: n for name, n in counts.items() if n < LEAST.get(name, 5)} == {}


def test_chains_have_one_to_four_links() -> None:
    """Every length of chain from one link to four is asked for, and no other."""
    lengths = Counter(
        sum(not link.optional for link in statement.chain)
        for entry in ENTRIES
        for statement in entry.statements
    )
    assert set(lengths) == {1, 2, 3, 4}
    assert min(lengths.values()) >= 20


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_fragments_stand_in_their_text(entry: Entry) -> None:
    """Content, what is no content, sources and cues occur in the text that is analysed, content only once."""
    assert entry.statements or entry.none
    _check(entry)


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.swap], ids=lambda entry: entry.id)
def test_a_mirrored_entry_differs_and_turns_back(entry: Entry) -> None:
    """Swapping the names changes the entry, keeps the fragments in it, and done twice gives the entry again."""
    variant = mirrored(entry)
    assert variant.raw != entry.raw
    assert mirrored(variant) == entry
    swap = swapper(entry)
    assert swap(swap(entry.text)) == entry.text
    _check(variant)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_what_is_expected_would_be_judged_right(entry: Entry) -> None:
    """A tool that finds exactly the expected chains gets every statement right, so that none asks the impossible."""
    text = make_document(entry).text
    statements = [_met(entry, number, text) for number in range(len(entry.statements))]
    assert [j.reason for j in judge(entry, text, statements) if not j.right] == []


def _met(entry: Entry, number: int, text: str) -> Statement:
    expected = entry.statements[number]
    links = tuple(
        Link(
            name=link.names[0],
            actor=(link.actors[0] or None) if link.actors else None,
            source=_somewhere(link.sources, text),
            cue=_somewhere(link.cues, text),
        )
        for link in expected.chain
        if not link.optional
    )
    return Statement(
        id=f"{entry.id}-{number}",
        document=entry.id,
        chain=links,
        source=links[-1].source,
        cue=links[-1].cue,
        content=(place_of(expected.content, text),),
        form=Form.INDIRECT,
        rule="made for a test",
    )


def _somewhere(fragments: tuple[str, ...], text: str) -> Span | None:
    if not fragments:
        return None
    start = text.lower().index(fragments[0].lower())
    return Span(start, start + len(fragments[0]))


def _check(entry: Entry) -> None:
    text = make_document(entry).text
    for fragment in entry.none:
        place_of(fragment, text)
    for statement in entry.statements:
        place = place_of(statement.content, text)
        for fragment in statement.without:
            assert not place_of(fragment, text).overlaps(place)
        for link in statement.chain:
            for fragment in link.sources:
                assert fragment.lower() in text.lower()
            for cue in link.cues:
                assert cue.lower() in text.lower()
