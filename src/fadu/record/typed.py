"""Typed values to and from the plain values of a leaf.

Dataclasses become objects, dates and UUIDs strings, decimals strings, tuples lists. The type of the
field says how a plain value is read back, so nothing in the leaf names a Python class.
"""

import dataclasses
import datetime
import types
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")
Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]


def to_plain(value: Any) -> Any:
    """A typed value as JSON values; TypeError for a float and for whatever else is none."""
    kind: Any = type(value)
    return value if kind in _AS_IT_IS else _writer(kind)(value)


def from_plain(kind: type[T], plain: Any) -> T:
    """A value of type `kind` from its plain form; ValueError or KeyError when it does not fit."""
    hashable: Any = kind
    result: T = _reader(hashable)(plain)
    return result


_AS_IT_IS = frozenset((str, int, bool, type(None)))


@cache
def _writer(kind: type) -> Writer:
    """How a value of type `kind` is written: worked out once, because every act passes here."""
    if issubclass(kind, Enum):
        return lambda value: to_plain(value.value)
    if issubclass(kind, int):
        return lambda value: value
    if issubclass(kind, str | UUID | Decimal):
        return str
    if issubclass(kind, datetime.datetime):
        raise TypeError("a leaf holds dates; instants stand in recorded_at alone")
    if issubclass(kind, datetime.date):
        return kind.isoformat
    if issubclass(kind, tuple | list):
        return lambda value: [to_plain(item) for item in value]
    if issubclass(kind, Mapping):
        return lambda value: {str(key): to_plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(kind):
        names = tuple(field.name for field in dataclasses.fields(kind))
        return lambda value: {name: to_plain(getattr(value, name)) for name in names}
    raise TypeError(f"{kind.__name__} cannot stand in a leaf")


@cache
def _reader(kind: Any) -> Reader:
    """How a plain value is read as `kind`: worked out once, because every act passes here."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        if len(options) > 1:
            raise TypeError(f"a leaf does not say which of {kind} it holds")
        return _optional(_reader(options[0]))
    if origin in (tuple, list):
        first, *rest = get_args(kind)
        if rest not in ([], [...]):
            raise TypeError(f"{kind}: a sequence holds items of one type")
        return _sequence(origin, _reader(first))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(_reader(get_args(kind)[1]))
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    if kind is Any:
        return lambda plain: plain
    if kind is datetime.date:
        return _text(datetime.date.fromisoformat)
    if dataclasses.is_dataclass(kind):
        return _object(kind)
    if issubclass(kind, Enum):
        return lambda plain: kind(plain)
    if issubclass(kind, str | UUID | Decimal) and kind is not str:
        return _text(kind)
    return _plain(kind)


def _optional(read: Reader) -> Reader:
    return lambda plain: None if plain is None else read(plain)


def _sequence(origin: Any, read: Reader) -> Reader:
    return lambda plain: origin(map(read, plain))


def _mapping(read: Reader) -> Reader:
    return lambda plain: {key: read(value) for key, value in plain.items()}


def _object(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    nothing = dataclasses.MISSING
    readers = [
        (field.name, _reader(hints[field.name]), field.default is field.default_factory is nothing)
        for field in dataclasses.fields(kind)
    ]
    return lambda plain: kind(
        **{name: read(plain[name]) for name, read, needed in readers if needed or name in plain}
    )


def _text(make: Callable[[str], Any]) -> Reader:
    def read(plain: Any) -> Any:
        if not isinstance(plain, str):
            raise ValueError(f"{plain!r} is no text")
        try:
            return make(plain)
        except ArithmeticError as error:
            raise ValueError(f"{plain!r} is no number") from error

    return read


def _plain(kind: Any) -> Reader:
    def read(plain: Any) -> Any:
        if not isinstance(plain, kind) or isinstance(plain, bool) is not (kind is bool):
            raise ValueError(f"{plain!r} is no {kind.__name__}")
        return plain

    return read
