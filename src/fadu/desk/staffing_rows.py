"""What the pages on staff show of holdings and certificates: names, days, the cases behind them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from fadu.bureau.certificates import CERTIFICATE_WORDS, state_of
from fadu.bureau.holdings import DEPUTY, Holding
from fadu.bureau.models import Certificate, CertificateKind
from fadu.desk.asked import reading
from fadu.law.words import Words
from fadu.pages.who import Visit
from fadu.procedure.access import readable
from fadu.procedure.models import Case
from fadu.procedure.readers import ASKED
from fadu.registers.staff.book import officer_names, post_titles, review_due
from fadu.registers.staff.facts import TENURE_WORDS

_DAY = datetime.timedelta(days=1)
# How long before it falls due something shows amber; the bureau is reminded, no law says when.
_SOON = datetime.timedelta(days=90)
_HOW = {
    **{tenure.value: words for tenure, words in TENURE_WORDS.items()},
    DEPUTY: Words("代理人", "Standing in"),
    ASKED: Words("应邀提出意见", "Asked to contribute"),
}
_BY_NAME = Words("本人", "In person")


@dataclass(frozen=True, slots=True)
class Event:
    """What gave or took a right: the number of a case, and whether this officer may open it."""

    number: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A holding as a page shows it; `gave` is None for the founding, `took` where nothing did."""

    name: str
    post: Words
    how: Words
    since: datetime.date
    last: datetime.date | None
    in_place_of: str
    gave: Event | None
    took: Event | None
    runs: bool
    supervises: bool


def held_rows(request: Visit, found: Iterable[Holding]) -> list[Held]:
    """Holdings with the names of officers and posts, in the order in which they came."""
    bureau, on = request.bureau.code, request.moment.on
    rows = list(found)
    titles, names = post_titles(bureau), officer_names(bureau)
    events = events_of(request, (case for one in rows for case in (one.given_by, one.taken_by)))
    return [
        Held(
            names.get(one.officer, ""),
            titles.get(one.post, Words(one.post, one.post)) if one.post else _BY_NAME,
            _HOW[one.how],
            one.since,
            one.until - _DAY if one.until else None,
            names.get(one.in_place_of, "") if one.in_place_of else "",
            events.get(one.given_by) if one.given_by else None,
            events.get(one.taken_by) if one.taken_by else None,
            one.on(on),
            one.supervises,
        )
        for one in rows
    ]


def events_of(request: Visit, cases: Iterable[UUID | None]) -> dict[UUID, Event]:
    """The cases behind rights; numbers for all, links for what this officer may read."""
    wanted = {case for case in cases if case}
    rows = Case.objects.filter(bureau=request.bureau.code, id__in=wanted)
    open_to_him = set(readable(rows, reading(request)).values_list("id", flat=True))
    return {
        identifier: Event(number, identifier in open_to_him)
        for identifier, number in rows.values_list("id", "number")
    }


@dataclass(frozen=True, slots=True)
class Light:
    """How something stands against its day: red (over), amber (soon), green."""

    colour: str
    words: Words


def light_of(due: datetime.date, on: datetime.date) -> Light:
    """The light of a day by which something is to be done."""
    if due <= on:
        return Light("red", Words("已到期", "Due"))
    if due <= on + _SOON:
        return Light("amber", Words("90日内到期", "Due within 90 days"))
    return Light("green", Words("未到期", "Not due yet"))


@dataclass(frozen=True, slots=True)
class CardRow:
    """A certificate as a page shows it: how it stands, and by when it ends or is to be reviewed."""

    row: Certificate
    kind: Words
    state: Words
    colour: str
    last: datetime.date | None
    ends: Light | None
    review: datetime.date | None
    review_light: Light | None


def card_row(row: Certificate, on: datetime.date) -> CardRow:
    """A certificate on a day; what does not count any more falls due no more."""
    state = state_of(row, on)
    counts = state.valid
    colour = {"valid": "green", "to_come": "plain", "suspended": "amber"}.get(state.name, "red")
    review = review_due(row, on) if counts else None
    return CardRow(
        row,
        CERTIFICATE_WORDS[CertificateKind(row.kind)],
        state.words,
        colour,
        row.until - _DAY if row.until else None,
        light_of(row.until, on) if counts and row.until else None,
        review,
        light_of(review, on) if review else None,
    )
