"""Navigation: a row of links, of which at most one is the page one is on."""

from dataclasses import dataclass

from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a navigation row (`pages/parts/nav.html`).

    `count` shows as a small number; `key` leads there from the keyboard ("g i").
    """

    title: Words
    address: str
    current: bool = False
    count: int | None = None
    key: str = ""
