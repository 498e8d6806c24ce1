"""What an actor was called at a date: in English, in the six languages of the United Nations, and in others.

Names from a list of today's names are marked where the actor had another name then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.registry.languages import LANGUAGES, TODAY, UN_LANGUAGES, cldr_names
from onrecord.registry.lookup import NAMING
from onrecord.registry.registry import Registry
from onrecord.vocabulary import Actor, ActorName, PartialDate, Period

_ALWAYS = Period()


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One name with what a reader should know of it."""

    name: str
    language: str
    """Its English name."""
    main: bool
    """True for the one name of that day in each of the six languages."""
    row: ActorName | None
    """None for a name in the tool's own voice that no row of names has."""
    note: str = ""


def name_on(registry: Registry, actor: Actor, on: PartialDate | None) -> str:
    """What the actor was called in English: by the United Nations for a state, by itself for a body."""
    if on is None:
        return actor.name
    holder = registry.seat_holder(actor.id, on)
    if holder is not None:
        # Where another government came to hold the seat, the United Nations called both by one name.
        handed_over = any(row.how == "replaced" for row in registry.seat_holders(actor.id))
        return actor.name if handed_over or holder.valid.last is None else holder.holder
    rows = _english(registry, actor.id)
    if all(row.valid.may_hold(on) for row in rows if row.name == actor.name):
        return actor.name
    then = [row for row in rows if row.valid.may_hold(on) and row.use in ("official", "short", "former")]
    then.sort(key=lambda row: row.valid == _ALWAYS)
    return then[0].name if then else actor.name


def _english(registry: Registry, actor: str) -> list[ActorName]:
    rows = (*registry.names(actor), *registry.further_names.get(actor, ()))
    return [row for row in rows if row.language == "en" and row.use in NAMING]


def all_names(registry: Registry, actor: Actor, on: PartialDate | None) -> tuple[Called, ...]:
    """In the six languages first, then every other name that may have held on the day, each once."""
    english = name_on(registry, actor, on)
    renamed = _was_renamed(registry, actor.id, on)
    chosen: list[Called] = []
    others: list[ActorName] = []
    for code, language in LANGUAGES.items():
        if code == "en":
            row = next((row for row in _english(registry, actor.id) if row.name == english), None)
            chosen.append(Called(name=english, language=language, main=True, row=row))
            continue
        first, further = _in_language(registry, actor.id, code, on)
        others += further
        if first is not None:
            note = "today's name" if renamed and first.source.startswith(TODAY) else ""
            main = code in UN_LANGUAGES
            chosen.append(Called(name=first.name, language=language, main=main, row=first, note=note))
    own = [row for row in _english(registry, actor.id) if row.name.casefold() != english.casefold()]
    own.sort(key=lambda row: row.valid == _ALWAYS)
    for row in _distinct([*own, *others], on):
        note = "no dates held" if renamed and row.valid == _ALWAYS else ""
        language = LANGUAGES.get(row.language, row.language)
        chosen.append(Called(name=row.name, language=language, main=False, row=row, note=note))
    return tuple(chosen)


def _in_language(
    registry: Registry, actor: str, language: str, on: PartialDate | None
) -> tuple[ActorName | None, list[ActorName]]:
    """The name of that day in one language, a written row before today's list, and the further ones."""
    rows = [row for row in registry.further_names.get(actor, ()) if row.language == language]
    rows = [row for row in rows if row.use in NAMING and row.valid.may_hold(on)]
    rows.sort(key=lambda row: row.valid.first or PartialDate(1), reverse=True)
    rows.sort(key=lambda row: row.use in ("acronym", "alias"))
    today = cldr_names(language).get(actor)
    only_past = on is None and today is not None and bool(rows) and rows[0].valid.last is not None
    first = rows[0] if rows and not only_past else today
    return first, [row for row in rows if row is not first]


def _distinct(rows: list[ActorName], on: PartialDate | None) -> Iterator[ActorName]:
    """Each name and spell once; a list of today's names may have one without the dates that a row of ours has."""
    dated = {(row.name.casefold(), row.language) for row in rows if row.valid != _ALWAYS}
    seen: set[tuple[str, str, Period]] = set()
    for row in rows:
        name = (row.name.casefold(), row.language)
        known = (*name, row.valid) in seen or (row.valid == _ALWAYS and name in dated)
        if row.valid.may_hold(on) and not known:
            seen.add((*name, row.valid))
            yield row


def _was_renamed(registry: Registry, actor: str, on: PartialDate | None) -> bool:
    now, then = registry.seat_holder(actor), registry.seat_holder(actor, on)
    return now is not None and then is not None and now.holder != then.holder
