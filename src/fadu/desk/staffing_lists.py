"""Staff on the desk: certificates and rotation by light, rules on posts, who could see a file."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase

from fadu.bureau.authority import appointments_on
from fadu.bureau.certificates import certificates as all_certificates
from fadu.bureau.holdings import FIXED_PAIRS, incompatible
from fadu.bureau.models import Appointment, RotatingPost, Tenure
from fadu.desk.asked import shown
from fadu.desk.staffing import PEOPLE, posts_of_reader, proposed_by
from fadu.desk.staffing_rows import Held, Light, card_row, held_rows, light_of
from fadu.law.words import Words
from fadu.pages.who import Visit, officer_required
from fadu.procedure.in_force import parameters_of
from fadu.procedure.models import Case
from fadu.procedure.readers import readers_on
from fadu.registers.staff.book import areas, post_titles, term_over

LIGHTS = {
    "red": Words("已到期", "Due"),
    "amber": Words("90日内到期", "Due within 90 days"),
    "green": Words("未到期", "Not due yet"),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows have a light: the number that opens them."""

    colour: str
    title: Words
    rows: int
    chosen: bool


def _tallies(lights: list[Light | None], chosen: str) -> list[Tally]:
    """One number a light; the list shows exactly those rows."""
    colours = [light.colour for light in lights if light]
    return [
        Tally(colour, title, colours.count(colour), colour == chosen)
        for colour, title in LIGHTS.items()
    ]


@officer_required
def certificates(request: Visit, bureau: str) -> HttpResponseBase:
    """Every certificate: whether it counts today, when it ends, when it is to be reviewed."""
    posts, on = posts_of_reader(request), request.moment.on
    rows = [card_row(row, on) for row in all_certificates(bureau)]
    chosen = request.GET.get("light", "")
    worst = [_worse(row.ends, row.review_light) for row in rows]
    context = {
        "rows": [row for row, light in zip(rows, worst, strict=True) if _fits(light, chosen)],
        "tallies": _tallies(worst, chosen),
        "chosen": LIGHTS.get(chosen),
        "proposes": proposed_by(posts),
        "on": "certificates",
    }
    return shown(request, "desk/staff_certificates.html", PEOPLE, context)


def _worse(one: Light | None, other: Light | None) -> Light | None:
    """The more urgent of two lights."""
    order = list(LIGHTS)
    found = [light for light in (one, other) if light]
    return min(found, key=lambda light: order.index(light.colour), default=None)


def _fits(light: Light | None, chosen: str) -> bool:
    return chosen not in LIGHTS or (light is not None and light.colour == chosen)


@dataclass(frozen=True, slots=True)
class Turn:
    """An officer in a post that rotates: since when without a break, until when at most."""

    appointment: Appointment
    area: Words
    due: datetime.date | None
    light: Light | None


@officer_required
def rotation(request: Visit, bureau: str) -> HttpResponseBase:
    """Who has held a rotating post for how long, and whose term is over."""
    posts_of_reader(request)
    on, chosen = request.moment.on, request.GET.get("light", "")
    rows = turns(bureau, on)
    context = {
        "rows": [row for row in rows if _fits(row.light, chosen)],
        "tallies": _tallies([row.light for row in rows], chosen),
        "chosen": LIGHTS.get(chosen),
        "term": parameters_of(bureau).find("rota.term", on, bureau),
        "on": "rotation",
    }
    return shown(request, "desk/staff_rotation.html", PEOPLE, context)


def turns(bureau: str, on: datetime.date) -> list[Turn]:
    """Every appointment to a rotating post on a day, the longest first."""
    rotating = dict(RotatingPost.objects.filter(bureau=bureau).values_list("post", "area"))
    titles = {one.code: one.words for one in areas(bureau, on)}
    held = appointments_on(bureau, on).filter(post__code__in=rotating, tenure=Tenure.REGULAR)
    found = []
    for row in held.select_related("officer", "post").order_by("held_since", "id"):
        due = term_over(row.held_since, bureau, on)
        area = rotating[row.post.code]
        light = light_of(due, on) if due else None
        found.append(Turn(row, titles.get(area, Words(area, area)), due, light))
    return found


@officer_required
def rules(request: Visit, bureau: str) -> HttpResponseBase:
    """Which posts exclude each other, which rotate, and which cannot be changed."""
    posts, on = posts_of_reader(request), request.moment.on
    titles = post_titles(bureau)
    named = {one.code: one.words for one in areas(bureau, on)}

    def title(code: str) -> Words:
        return titles.get(code, Words(code, code))

    rotating = RotatingPost.objects.filter(bureau=bureau).order_by("post")
    context = {
        "pairs": [
            (first, second, title(first), title(second), (first, second) in FIXED_PAIRS)
            for first, second in incompatible(bureau)
        ],
        "rotating": [(row, title(row.post), named.get(row.area, "")) for row in rotating],
        "proposes": proposed_by(posts),
        "on": "rules",
    }
    return shown(request, "desk/staff_rules.html", PEOPLE, context)


@officer_required
def access(request: Visit, bureau: str) -> HttpResponseBase:
    """Who could see a file on a day, through which post, and what gave and took that right."""
    posts_of_reader(request)
    number, day = request.GET.get("number", "").strip(), _day(request)
    case = Case.objects.filter(bureau=bureau, number=number).first() if number else None
    found: list[Held] = held_rows(request, readers_on(case, day)) if case else []
    context: dict[str, Any] = {
        "number": number,
        "day": day,
        "case": case,
        "held": sorted(found, key=lambda one: (one.name, one.since)),
        "people": len({one.name for one in found}),
        "too_early": case is not None and day < case.opened_on,
        "too_late": day > request.moment.on,
        "on": "access",
    }
    status = 404 if number and case is None else 200
    return shown(request, "desk/staff_access.html", PEOPLE, context, status=status)


def _day(request: Visit) -> datetime.date:
    """The day asked about; today when none is."""
    try:
        return datetime.date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return request.moment.on
