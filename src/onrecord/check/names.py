"""Finds formal names of states and bodies that held for a time only, so that they can be checked at the text's date.

Short names in everyday use are left alone; so is a name that the text itself calls former.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.dates import DateHit
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.vocabulary import Claim, ClaimKind, JsonValue


@cache
def _earlier() -> re.Pattern[str]:
    return re.compile(rf"{any_of(load_lexicon().names['earlier'])}[ \n-](?:the[ \n])?\Z", re.IGNORECASE)


def find_names(scene: Scene) -> Iterator[Claim]:
    """Each formal name once, where the registry knows when it began or ended and the document is dated."""
    if scene.date is None:
        return
    formal = set(load_lexicon().names["formal"])
    seen: set[str] = set()
    for hit in scene.hits:
        name = hit.span.of(scene.text)
        if len(hit.actors) != 1 or name in seen or not formal & set(re.findall(r"\w+", name)):
            continue
        rows = [row for row in hit.names if row.use in ("official", "former")]
        bounded = any(row.valid.first or row.valid.last for row in rows)
        if (
            not rows
            or not bounded
            or _earlier().search(scene.text[max(0, hit.span.start - 16) : hit.span.start])
        ):
            continue
        if any(on.first.year < scene.date.year for on in _dates_around(scene, hit.span.start)):
            continue  # the sentence speaks of an earlier year
        seen.add(name)
        terms: dict[str, JsonValue] = {
            "actor": hit.actors[0],
            "name": " ".join(name.split()),
            "date": str(scene.date),
        }
        yield scene.claim(ClaimKind.NAME_AT_DATE, hit.span, terms, "formal name")


def _dates_around(scene: Scene, at: int) -> tuple[DateHit, ...]:
    """Dates in the sentence that holds this place."""
    for sentence in scene.sentences:
        if sentence.span.start <= at < sentence.span.end:
            return scene.dates_in(sentence.span)
    return ()
