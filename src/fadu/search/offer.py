"""What an app gives to the index: rows, the texts by which each is found, and who may read it.

An app declares in its `offers.py`:

    CASE_TEXTS = (texts_of_units,)      # more texts by which a case is found
    OFFERS = (Offer(kind="bulletin.notice", …),)     # rows of its own

A text names its heading, because a hit is shown as "heading: text". Nothing personal is offered:
names and numbers of persons are found by `names`, by right and with a reason.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Text:
    """A text by which a row is found. `number` marks one that is also found by its beginning."""

    heading: Words
    text: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the index knows it.

    `procedure` names the matter whose readers may find it; a `public` row is found by everybody.
    """

    ref: UUID
    on: datetime.date
    texts: tuple[Text, ...]
    procedure: str = ""
    status: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind of row that an app offers.

    of_case(bureau, case)   the rows that an act on this case may just have changed
    everything(bureau)      all rows, in the order in which they came about
    named(bureau, refs)     those rows again, for a page that shows hits: texts are not stored twice
    address(ref)            keyword arguments and name of the page that shows one: ("portal:x", {…})
    """

    kind: str
    title: Words
    of_case: Callable[[str, UUID], Iterable[Row]]
    everything: Callable[[str], Iterable[Row]]
    named: Callable[[str, Sequence[UUID]], Mapping[UUID, Row]]
    address: Callable[[Row], tuple[str, Mapping[str, Any]]]
