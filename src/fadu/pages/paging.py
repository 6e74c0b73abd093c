"""One page of a list, and the addresses of its neighbours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest

from fadu.pages.strands import Strands

T = TypeVar("T")
# Counting ends here: who has so many rows before him filters, and does not turn pages.
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """A page of a list as `pages/parts/pages.html` draws it; iterating gives its rows.

    `more` says that there are more than `total` rows, which were not counted.
    """

    rows: tuple[T, ...]
    number: int
    pages: int
    total: int
    earlier: str
    later: str
    more: bool = False

    def __iter__(self) -> Iterator[T]:
        """The rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """How many rows stand on this page."""
        return len(self.rows)


def leaf(rows: Any, request: HttpRequest, *, size: int = 20, most: int | None = None) -> Leaf[Any]:
    """The page that ?page= asks for: the first or last one when it asks for none that exists.

    `rows` is a queryset, `Strands` or a sequence. With `most`, counting stops there and so do the
    pages: neither a count nor an offset then reads a million rows.
    """
    asked = _number(request.GET.get("page", ""))
    first = _slice(rows, 0, size + 1) if asked == 1 else None
    if first is not None and len(first) <= size:
        return Leaf(tuple(first), 1, 1, len(first), "", "")
    total = _count(rows, most)
    more = most is not None and total > most
    total = min(total, most) if most is not None else total
    pages = max(1, -(-total // size))
    number = min(asked, pages)
    shown = first[:size] if first is not None else _slice(rows, (number - 1) * size, size)
    earlier = _address(request, number - 1) if number > 1 else ""
    later = _address(request, number + 1) if number < pages else ""
    return Leaf(tuple(shown), number, pages, total, earlier, later, more)


def _number(text: str) -> int:
    """A page number of at most seven digits; the first page for anything else."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= 7 else 1


def _slice(rows: Any, start: int, size: int) -> list[Any]:
    return rows.page(start, size) if isinstance(rows, Strands) else list(rows[start : start + size])


def _count(rows: Any, most: int | None) -> int:
    if isinstance(rows, Strands):
        return rows.count(most)
    if isinstance(rows, list | tuple):
        return len(rows)
    return int((rows.order_by() if most is None else rows.order_by()[: most + 1]).count())


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
