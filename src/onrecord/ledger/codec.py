"""The one JSON form of each vocabulary type: a span is `[start, end]`, a date or time its ISO text, a dataclass an object.

`from_json(kind, to_json(value)) == value` holds for every type of the vocabulary whose mappings hold plain JSON. A field
that came later with a default may be missing from an older form.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
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
    of: Any = kind
    return typing.cast("Value", _decoder(of)(form))


def dumps(value: object) -> str:
    """One line of JSON text; ValueError for a number that JSON cannot hold."""
    return json.dumps(to_json(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def loads(kind: type[Value], text: str) -> Value:
    """The value of type `kind` that `dumps` wrote."""
    return from_json(kind, json.loads(text))


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """How a form becomes a value of the type; worked out once a type, for a ledger's rows are many."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        inner = _decoder(_the_type_beside_none(kind))
        return lambda form: None if form is None else inner(form)
    if origin is tuple:
        item = _decoder(typing.get_args(kind)[0])
        return lambda form: tuple(map(item, form))
    if kind is Span:
        return lambda form: Span(*form)
    if kind is PartialDate:
        return PartialDate.parse
    if kind is datetime:
        return datetime.fromisoformat
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _dataclass_decoder(kind)
    return _as_it_is


def _dataclass_decoder(kind: Any) -> Callable[[Any], Any]:
    parts = [(name, _decoder(hint)) for name, hint in _hints(kind).items()]
    optional = _defaults(kind)

    def decode(form: Any) -> Any:
        # What has no default must be there: its absence is a KeyError.
        given = (part for part in parts if part[0] in form or part[0] not in optional)
        return kind(**{name: value(form[name]) for name, value in given})

    return decode


def _as_it_is(form: Any) -> Any:
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
