"""What a sample on the living style page is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Sample:
    """A part on the style page: what it is for, its template, and what fills it."""

    name: str
    title: Words
    use: Words
    template: str
    context: Callable[[], Mapping[str, Any]] = dict
