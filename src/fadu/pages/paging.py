"""One page of a list, and the addresses of its neighbours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """A page of a list as `pages/parts/pages.html` draws it; iterating gives its rows."""

    rows: tuple[T, ...]
    number: int
    pages: int
    total: int
    earlier: str
    later: str

    def __iter__(self) -> Iterator[T]:
        """The rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """How many rows stand on this page."""
        return len(self.rows)


def leaf(rows: Any, request: HttpRequest, *, size: int = 20) -> Leaf[Any]:
    """The page that ?page= asks for: the first or last one when it asks for none that exists."""
    page: Page[Any] = Paginator(rows, size).get_page(request.GET.get("page"))
    earlier = _address(request, page.number - 1) if page.has_previous() else ""
    later = _address(request, page.number + 1) if page.has_next() else ""
    count = page.paginator
    return Leaf(tuple(page.object_list), page.number, count.num_pages, count.count, earlier, later)


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
