"""The one JSON form of each vocabulary type: a span is `[start, end]`, a date or time its ISO text, a dataclass an object.

`from_json(kind, to_json(value)) == value` holds for every type of the vocabulary whose mappings hold plain JSON. A field
that came later with a default may be missing from an older form.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from onrecord.vocabulary import JsonValue, PartialDate, Span

Value = TypeVar("Value")


def to_json(value: object) -> JsonValue:
    """The JSON form of a vocabulary value; TypeError for anything that is none."""
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, PartialDate | date):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")


def from_json(kind: type[Value], form: JsonValue) -> Value:
    """The value of type `kind` whose JSON form this is; ValueError, TypeError or KeyError where it is none."""
    return typing.cast("Value", _decode(kind, form))


def dumps(value: object) -> str:
    """One line of JSON text; ValueError for a number that JSON cannot hold."""
    return json.dumps(to_json(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def loads(kind: type[Value], text: str) -> Value:
    """The value of type `kind` that `dumps` wrote."""
    return from_json(kind, json.loads(text))


def _decode(kind: Any, form: Any) -> object:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return None if form is None else _decode(_the_type_beside_none(kind), form)
    if origin is tuple:
        return tuple(_decode(typing.get_args(kind)[0], item) for item in form)
    if kind is Span:
        start, end = form
        return Span(start, end)
    if kind is PartialDate:
        return PartialDate.parse(form)
    if kind is datetime:
        return datetime.fromisoformat(form)
    if kind is date:
        return date.fromisoformat(form)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(form)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        # What has no default must be there: its absence is a KeyError.
        given = (name for name in _hints(kind) if name in form or name not in _defaults(kind))
        return kind(**{name: _decode(_hints(kind)[name], form[name]) for name in given})
    return form


def _the_type_beside_none(union: Any) -> Any:
    """Vocabulary fields are optional at most: a union has one type beside None."""
    (kind,) = (part for part in typing.get_args(union) if part is not type(None))
    return kind


@cache
def _defaults(kind: Any) -> frozenset[str]:
    """The fields of a dataclass that may be left out."""
    nothing = dataclasses.MISSING
    return frozenset(
        field.name
        for field in dataclasses.fields(kind)
        if field.default is not nothing or field.default_factory is not nothing
    )


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The field types of a dataclass; a mapping is plain JSON already and needs no type of its own."""
    hints = typing.get_type_hints(kind)
    return {
        field.name: object if typing.get_origin(hints[field.name]) is Mapping else hints[field.name]
        for field in dataclasses.fields(kind)
    }
