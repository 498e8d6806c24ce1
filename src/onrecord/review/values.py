"""What people write ("AZE", "condemns", "2020-10") as the fields of a position or statement, or an error that says what can be written.

Nothing is guessed: a name that the registry does not hold, or holds of several actors, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from importlib.metadata import version
from typing import TypeVar

from onrecord.errors import UsageError
from onrecord.ledger.codec import to_json
from onrecord.ledger.deciding import IN_REVIEW
from onrecord.registry import Registry, load_registry
from onrecord.vocabulary import (
    Act,
    Actor,
    ActorKind,
    Basis,
    Form,
    JsonValue,
    Link,
    PartialDate,
    Party,
    Stance,
)

Choice = TypeVar("Choice", bound=StrEnum)
_UNLISTED = {"group": ActorKind.COLLECTIVE, "person": ActorKind.PERSON, "name": ActorKind.UNKNOWN}
"""Actors that the registry need not hold, by what their id begins with."""


def position_values(
    values: Mapping[str, JsonValue], registry: Registry | None = None
) -> dict[str, JsonValue]:
    """Fields of a position in their JSON form. Raises UsageError."""
    return _converted(values, _POSITION, registry or load_registry(), "position")


def statement_values(
    values: Mapping[str, JsonValue], registry: Registry | None = None
) -> dict[str, JsonValue]:
    """Fields of a statement in their JSON form, or `speaker`, a link. Raises UsageError."""
    return _converted(values, _STATEMENT, registry or load_registry(), "statement")


def reviewer_name(reviewer: str) -> str:
    """Who decides, on one line. Raises UsageError where nobody is named."""
    name = " ".join(reviewer.split())
    if not name:
        raise UsageError("who decides is not told", remedy="give --reviewer NAME, or set ONRECORD_REVIEWER")
    return name


def this_program() -> str:
    """The program and its version, as decisions name it."""
    return f"onrecord {version('onrecord')}"


def find_actor(name: str, registry: Registry) -> Actor:
    """The actor of an id or name; `group:`, `person:` or `name:` and a phrase where the registry has none. Raises UsageError."""
    held = registry.actor(name)
    if held is not None:
        return held
    kind, colon, phrase = name.partition(":")
    if colon and kind in _UNLISTED and phrase.strip():
        return Actor(id=name, kind=_UNLISTED[kind], name=phrase)
    found = sorted({row.actor for row in registry.find(name)})
    if len(found) == 1 and (only := registry.actor(found[0])) is not None:
        return only
    what = f"names several actors ({', '.join(found)})" if found else "names no actor that the registry holds"
    raise UsageError(
        f"{name!r} {what}",
        remedy="give an id (onrecord actor NAME), or what the text calls it: 'group:Muslim countries'",
    )


def find_link(name: str, registry: Registry) -> Link:
    """A link of a chain: an actor that the registry holds by this id or name, or nothing but the name."""
    actor = registry.actor(name)
    if actor is not None:
        return Link(name=actor.name, actor=actor.id)
    found = {row.actor for row in registry.find(name)}
    return Link(name=name, actor=found.pop() if len(found) == 1 else None)


def _converted(
    values: Mapping[str, JsonValue], known: Mapping[str, _Convert], registry: Registry, kind: str
) -> dict[str, JsonValue]:
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise UsageError(
            f"a {kind} has no {', '.join(unknown)} that can be given", remedy=f"there are: {', '.join(known)}"
        )
    return {name: known[name](name, value, registry) for name, value in values.items()}


_Convert = Callable[[str, JsonValue, Registry], JsonValue]


def _text(name: str, value: JsonValue) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise UsageError(
        f"{name} must be given as text", remedy="leave it out, or give null where it may be empty"
    )


def _party(name: str, value: JsonValue, registry: Registry) -> JsonValue:
    actor = find_actor(_text(name, value), registry)
    return to_json(Party(actor=actor, mention=None, rule=IN_REVIEW))


def _party_or_none(name: str, value: JsonValue, registry: Registry) -> JsonValue:
    return None if value in (None, "") else _party(name, value, registry)


def _text_or_none(name: str, value: JsonValue, _: Registry) -> JsonValue:
    return None if value in (None, "") else _text(name, value)


def _actor_or_none(name: str, value: JsonValue, registry: Registry) -> JsonValue:
    return None if value in (None, "") else find_actor(_text(name, value), registry).id


def _one_of(kind: type[Choice]) -> _Convert:
    def convert(name: str, value: JsonValue, _: Registry) -> JsonValue:
        try:
            return kind(_text(name, value)).value
        except ValueError:
            raise UsageError(
                f"{value!r} is no {name}", remedy=f"there are: {', '.join(one.value for one in kind)}"
            ) from None

    return convert


def _day(name: str, value: JsonValue, _: Registry) -> JsonValue:
    if value in (None, ""):
        return None
    try:
        return str(PartialDate.parse(_text(name, value)))
    except ValueError:
        raise UsageError(f"{value!r} is not a date", remedy="write 2020, 2020-10 or 2020-10-28") from None


def _chain(name: str, value: JsonValue, registry: Registry) -> JsonValue:
    return [to_json(find_link(link, registry)) for link in _texts(name, value)]


def _list(name: str, value: JsonValue, _: Registry) -> JsonValue:
    return [*_texts(name, value)]


def _texts(name: str, value: JsonValue) -> Sequence[str]:
    if not isinstance(value, list | tuple):
        raise UsageError(f"{name} must be given as a list of texts", remedy="give each one apart")
    return [_text(name, one) for one in value]


def _flag(name: str, value: JsonValue, _: Registry) -> JsonValue:
    if isinstance(value, bool):
        return value
    raise UsageError(f"{name} is true or false", remedy="give one of the two")


def _speaker(name: str, value: JsonValue, registry: Registry) -> JsonValue:
    return to_json(find_link(_text(name, value), registry))


_POSITION: Mapping[str, _Convert] = {
    "holder": _party,
    "stance": _one_of(Stance),
    "toward": _party_or_none,
    "about": _text_or_none,
    "basis": _one_of(Basis),
    "chain": _chain,
    "date": _day,
    "forum": _actor_or_none,
    "instrument": _text_or_none,
    "modality": _text_or_none,
    "matters": _list,
    "principle": _text_or_none,
    "ended": _flag,
}
_STATEMENT: Mapping[str, _Convert] = {
    "act": _one_of(Act),
    "form": _one_of(Form),
    "chain": _chain,
    "speaker": _speaker,
}
