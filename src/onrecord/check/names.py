"""Finds formal names of states and bodies that held for a time only, so that they can be checked at the text's date.

Short names in everyday use are left alone; so is a name that the text itself calls former. A name with nothing of
today's is taken for one of today only where somebody acts under it and nothing speaks of the past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.check.history import is_of_another_time
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.registry import NameHit, Registry
from onrecord.vocabulary import ActorName, Claim, ClaimKind, JsonValue, PartialDate

_LONG_AGO = 30
"""Years after which nobody takes an old name for today's."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    names, flags = load_lexicon().names, re.IGNORECASE
    return {
        "earlier": re.compile(rf"{any_of(names['earlier'])}[ \n-](?:the[ \n])?\Z", flags),
        "later": re.compile(rf"[ \n]?[(,]?[ \n]?{any_of(names['later'])}", flags),
        "acting": re.compile(rf"{any_of(names['acting'])}[ \n](?:of|from|to)[ \n](?:the[ \n])?\Z", flags),
        "doing": re.compile(rf"(?:[’']s?)?,?[ \n]{any_of(names['doing'])}", flags),
        "bygone": re.compile(any_of(names["bygone"])),
    }


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
    patterns, text, start = _patterns(), scene.text, hit.span.start
    index = scene.sentence_at(start)
    if patterns["earlier"].search(text[max(0, start - 20) : start]) or patterns["later"].match(
        text, hit.span.end
    ):
        return False
    if index is None:
        return False
    told = scene.dates_in(scene.sentences[index].span)
    if any(date.first.year < on.year for date in told):
        return False
    rows = _formal_rows(hit)
    return names_the_present(scene.registry, hit.actors[0], hit.span.of(text), on, rows) or (
        _acts_today(scene, hit, on, rows) and not is_of_another_time(scene, index, hit.span)
    )


def _acts_today(scene: Scene, hit: NameHit, on: PartialDate, rows: Sequence[ActorName]) -> bool:
    """True where somebody acts under an old name that the text never gives in today's form."""
    patterns, text = _patterns(), scene.text
    ends = [row.valid.last.year for row in rows if row.valid.last]
    now = [
        row for row in scene.registry.names(hit.actors[0])
        if row.use in ("short", "official", "acronym") and row.valid.first and row.valid.may_hold(on)
    ]  # fmt: skip
    if patterns["bygone"].search(hit.span.of(text)) or not ends or on.year - max(ends) > _LONG_AGO:
        return False
    others = {row.name for row in scene.registry.names(hit.actors[0]) if row.valid.may_hold(on)} - {
        row.name for row in rows
    }
    if any(_is_used(scene, hit, name) for name in others | {row.name for row in now}):
        return False
    before = text[max(0, hit.span.start - 40) : hit.span.start]
    return bool(patterns["acting"].search(before) or patterns["doing"].match(text, hit.span.end))


def _is_used(scene: Scene, hit: NameHit, name: str) -> bool:
    """Whether the text also uses this name of the actor, outside the old one."""
    return any(
        other.actors == hit.actors and not hit.span.overlaps(other.span) and other.span.of(scene.text) == name
        for other in scene.hits
    )


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
