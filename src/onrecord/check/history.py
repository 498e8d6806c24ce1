"""Tells whether a stretch speaks of another time than that of writing: other years, or words such as "at the time"."""

from __future__ import annotations

import re
from functools import cache

from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.vocabulary import Sentence, Span

_BACK = 2
"""Sentences of the paragraph before that may set the scene in another year."""


@cache
def _past() -> re.Pattern[str]:
    return re.compile(any_of(load_lexicon().office["past_time"]), re.IGNORECASE)


def is_of_another_time(scene: Scene, index: int, inside: Span) -> bool:
    """Whether the sentence around the stretch, or those before it in its paragraph, tell of another time."""
    here = scene.sentences[index]
    outside = scene.text[here.span.start : inside.start] + " | " + scene.text[inside.end : here.span.end]
    if _past().search(outside) is not None:
        return True
    return any(
        _is_other_year(scene, one)
        for one in scene.sentences[max(0, index - _BACK) : index + 1]
        if one.paragraph == here.paragraph
    )


def _is_other_year(scene: Scene, sentence: Sentence) -> bool:
    written = scene.date
    return any(
        hit.decade or written is None or hit.first.year != written.year
        for hit in scene.dates_in(sentence.span)
    )
