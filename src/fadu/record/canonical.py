"""The one byte form of what a leaf holds: RFC 8785 (JSON Canonicalization Scheme).

On the values a leaf may hold (no floats, ASCII keys, integers that a double keeps exact) the scheme
is sorted keys, no spaces and the shortest escapes, which json.dumps writes too, at a multiple of
the speed of the general packages. Everything else is refused rather than written in a form that a
second implementation might write otherwise.
"""

import json
from collections.abc import Iterable
from typing import Any

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 100


class NotCanonical(ValueError):
    """The value has no place in a leaf; the text says which part of it and why."""


def canonical(value: Any) -> bytes:
    """The canonical bytes of JSON values (str, int, bool, None, list or tuple, dict).

    Raises NotCanonical for floats, for integers beyond ±(2^53 - 1), for keys that are not ASCII
    strings, for lone surrogates, for any other type, and for more than 100 levels.
    """
    _check(value, 0)
    try:
        return _encode(value).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("a lone surrogate is no character") from error


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_ALWAYS_FINE = frozenset((str, bool, type(None)))


def _check(value: Any, depth: int) -> None:
    """Written for speed, because every act passes here with some two hundred values."""
    if depth > MAX_DEPTH:
        raise NotCanonical("nested too deeply, or within itself")
    inside: Iterable[Any] = ()
    if isinstance(value, dict):
        _check_keys(value)
        inside = value.values()
    elif isinstance(value, list | tuple):
        inside = value
    else:
        _check_one(value)
    for item in inside:
        if type(item) not in _ALWAYS_FINE:
            _check(item, depth + 1)


def _check_keys(value: dict[Any, Any]) -> None:
    try:
        if "".join(value).isascii():
            return
    except TypeError:
        pass  # a key that is no string: named below
    for key in value:
        if not isinstance(key, str) or not key.isascii():
            raise NotCanonical(f"the key {key!r} is no ASCII string")


def _check_one(value: Any) -> None:
    if value is None or isinstance(value, str | bool):
        return
    if not isinstance(value, int):
        raise NotCanonical(f"{type(value).__name__} {value!r} has no place in a leaf")
    if abs(value) > MAX_INTEGER:
        raise NotCanonical(f"{value} lies beyond ±(2^53 - 1)")
