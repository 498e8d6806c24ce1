"""Frames are passed over where a word that they ask for is not in the sentence."""

from __future__ import annotations

from onrecord.extract import load_lexicon


def test_every_list_that_a_frame_asks_for_is_one_of_its_own() -> None:
    """A frame is never passed over for want of a word that it does not ask for, or that another can stand for."""
    for frame in load_lexicon().frames:
        own = (frame.particles, frame.modifiers, frame.subjects, frame.prepositions, frame.objects)
        assert all(words and words in own for words in frame.asks), frame.id
        if frame.prepositions and "that" in frame.prepositions:
            assert frame.prepositions not in frame.asks, frame.id
        if {"somebody", "hostile-act"} & frame.objects:
            assert frame.objects not in frame.asks, frame.id
