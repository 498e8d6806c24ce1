"""Finds formal names of states and bodies that held for a time only, so that they can be checked at the text's date.

Short names in everyday use are left alone; so is a name that the text itself calls former.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.check.dates import DateHit
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.registry import NameHit, Registry
from onrecord.vocabulary import ActorName, Claim, ClaimKind, JsonValue, PartialDate


@cache
def _earlier() -> re.Pattern[str]:
    return re.compile(rf"{any_of(load_lexicon().names['earlier'])}[ \n-](?:the[ \n])?\Z", re.IGNORECASE)


def find_names(scene: Scene) -> Iterator[Claim]:
    """Each formal name once, where it ended or did not hold when the text was written; undated texts have none."""
    seen: set[str] = set()
    for hit in scene.hits:
        name = hit.span.of(scene.text)
        if scene.date is None or len(hit.actors) != 1 or name in seen:
            continue
        if _is_bounded(scene, hit, scene.date) and _is_of_the_present(scene, hit, scene.date):
            seen.add(name)
            terms: dict[str, JsonValue] = {
                "actor": hit.actors[0], "name": " ".join(name.split()), "date": str(scene.date),
            }  # fmt: skip
            yield scene.claim(ClaimKind.NAME_AT_DATE, hit.span, terms, "formal name")


def _is_bounded(scene: Scene, hit: NameHit, on: PartialDate) -> bool:
    """True for a formal name that a date can decide on; one that holds to this day and held then says nothing."""
    if not set(load_lexicon().names["formal"]) & set(re.findall(r"\w+", hit.span.of(scene.text))):
        return False
    return any(row.valid.last or not row.valid.may_hold(on) for row in _formal_rows(hit))


def _is_of_the_present(scene: Scene, hit: NameHit, on: PartialDate) -> bool:
    """False where the text calls the name former, speaks of an earlier year, or can only mean the past."""
    start, name = hit.span.start, hit.span.of(scene.text)
    if _earlier().search(scene.text[max(0, start - 16) : start]):
        return False
    if any(told.first.year < on.year for told in _dates_around(scene, start)):
        return False
    return names_the_present(scene.registry, hit.actors[0], name, on, _formal_rows(hit))


def _formal_rows(hit: NameHit) -> list[ActorName]:
    return [row for row in hit.names if row.use in ("official", "former")]


def names_the_present(
    registry: Registry, actor: str, name: str, on: PartialDate, rows: Sequence[ActorName]
) -> bool:
    """False for a name that no longer held and has nothing of today's, so that it must be meant for the past.

    A state's must contain its short name; a body's must have the initials that the body goes by at the date.
    """
    if any(row.valid.may_hold(on) for row in rows):
        return True
    now = [row for row in registry.names(actor) if row.valid.may_hold(on)]
    if any(row.use == "short" and row.name in name for row in now):
        return True
    initials = "".join(word[0] for word in name.split() if word[:1].isupper())
    return any(row.use == "acronym" and row.name == initials for row in now)


def _dates_around(scene: Scene, at: int) -> tuple[DateHit, ...]:
    """Dates in the sentence that holds this place."""
    for sentence in scene.sentences:
        if sentence.span.start <= at < sentence.span.end:
            return scene.dates_in(sentence.span)
    return ()
