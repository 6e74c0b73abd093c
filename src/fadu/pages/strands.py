"""One ordered list made of several querysets, each of which an index gives in order.

A list over "these posts or this officer" has no index of its own: a database reads all of it and
sorts. Asked one by one, each strand comes in the order of its index, and only the first rows of
each are read; merged, they are the page. So a page costs the same at a million rows.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Strands(Generic[M]):
    """`parts` share no row; `order` names columns without null, together unique, one direction.

    `whole` reads the rows of a page: with what they need, and without what they do not.
    """

    parts: tuple[QuerySet[M], ...]
    order: tuple[str, ...]
    whole: QuerySet[M]

    @cached_property
    def _columns(self) -> list[str]:
        return [name.lstrip("-") for name in self.order]

    def each(self, change: Callable[[QuerySet[M]], QuerySet[M]]) -> "Strands[M]":
        """The same change to every strand: a filter."""
        return replace(self, parts=tuple(change(part) for part in self.parts))

    def sorted_by(self, order: tuple[str, ...]) -> "Strands[M]":
        """In another order."""
        return replace(self, order=order)

    def count(self, most: int | None = None) -> int:
        """How many rows; counting stops above `most`."""
        total = 0
        for part in self.parts:
            # One column of the index, so that the rows themselves are not read.
            bare = part.order_by().values(self._columns[0])
            if most is not None:
                bare = bare[: most + 1 - total]
            total += bare.count()
            if most is not None and total > most:
                break
        return total

    def page(self, start: int, size: int) -> list[M]:
        """The rows from `start` on, at most `size` of them."""
        if len(self.parts) == 1:
            (only,) = self.parts
            keys = list(
                only.order_by(*self.order).values_list("pk", flat=True)[start : start + size]
            )
        else:
            keys = self._merged(start, size)
        found = {row.pk: row for row in self.whole.filter(pk__in=keys)}
        # A row that left the list between the two questions is simply not there any more.
        return [found[key] for key in keys if key in found]

    def _merged(self, start: int, size: int) -> list[Any]:
        """The keys of a page: of each strand no more rows than can be on it or before it."""
        heads = [
            part.order_by(*self.order).values_list(*self._columns, "pk")[: start + size]
            for part in self.parts
        ]
        descending = self.order[0].startswith("-")
        merged: Any = heapq.merge(*heads, key=lambda row: row[:-1], reverse=descending)
        return [row[-1] for _, row in zip(range(start + size), merged, strict=False)][start:]
