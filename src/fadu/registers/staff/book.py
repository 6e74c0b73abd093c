"""Reading officers under lock: who is away, who stands in for whom, who may say so."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from fadu.bureau.authority import holders
from fadu.bureau.certificates import certificates, held_by, state_of
from fadu.bureau.holdings import Holding, holdings, incompatible
from fadu.bureau.models import (
    Absence,
    Appointment,
    Bureau,
    Certificate,
    Officer,
    Post,
    RotatingPost,
    StandingDeputy,
)
from fadu.law.period import due, parse_period
from fadu.law.words import Words
from fadu.law.worth import Term, Terms
from fadu.procedure.calendars import calendar_of
from fadu.procedure.in_force import parameters_of
from fadu.procedure.locking import locked
from fadu.procedure.matter import Matter
from fadu.registers.staff.rules.absence import Engaged, Span, StandsIn
from fadu.registers.staff.rules.certificates import Card

_DAY = timedelta(days=1)
# A standing deputy stands for no span of days: what counts is what both hold from the day on.
_FAR = date(9999, 1, 1)
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Cover:
    """All that the gates on an absence or a standing deputy ask."""

    today: date
    span: Span
    officer: Engaged | None
    deputy: Engaged | None
    # The deputy that the declaration names; "" when it names the standing one, who may be nobody.
    named: str
    supervisors: frozenset[UUID]
    incompatible: tuple[tuple[str, str], ...]
    titles: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Running:
    """An absence as it stands, and who may end it."""

    today: date
    id: UUID | None
    officer: Officer | None
    span: Span | None
    supervisors: frozenset[UUID]


def absence_cover(matter: Matter) -> Cover:
    """What an absence meets; the rows of both officers are locked until the act is done."""
    facts, bureau = matter.facts, matter.bureau
    today = matter.state.opened_on
    span = Span(facts.since, max(facts.last, facts.since) + _DAY)
    named = "" if facts.deputy == NOBODY else facts.deputy
    if not facts.deputy:
        rows = in_force(bureau, span.since).filter(officer__staff_number=facts.officer)
        named = rows.values_list("deputy__staff_number", flat=True).first() or ""
    return _cover(bureau, today, span, facts.officer, named)


def standing_cover(matter: Matter) -> Cover:
    """What a standing deputy meets."""
    facts, today = matter.facts, matter.state.opened_on
    named = "" if facts.deputy == NOBODY else facts.deputy
    return _cover(matter.bureau, today, Span(today, _FAR), facts.officer, named)


def _cover(bureau: str, today: date, span: Span, officer: str, deputy: str) -> Cover:
    lock_bureau(bureau)
    rows = locked(Officer.objects.filter(bureau=bureau, staff_number__in=(officer, deputy)))
    found = {row.staff_number: row for row in rows.order_by("id")}
    return Cover(
        today,
        span,
        _engaged(found.get(officer), span),
        _engaged(found.get(deputy), span),
        deputy,
        supervisors(bureau, today),
        incompatible(bureau),
        post_titles(bureau),
    )


def _engaged(row: Officer | None, span: Span) -> Engaged | None:
    if row is None:
        return None
    around = Absence.objects.filter(
        bureau=row.bureau, since__lt=span.until, until__gt=span.since
    ).exclude(until=F("since"))
    return Engaged(
        row.id,
        row.staff_number,
        row.name,
        _posts(row, span),
        tuple(Span(one.since, one.until) for one in around.filter(officer=row)),
        tuple(
            StandsIn(
                Span(one.since, one.until), one.officer.staff_number, _posts(one.officer, span)
            )
            for one in around.filter(deputy=row).select_related("officer")
        ),
    )


def _posts(officer: Officer, span: Span) -> frozenset[str]:
    held = Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=span.since), officer=officer, since__lt=span.until
    )
    return frozenset(held.values_list("post__code", flat=True))


def absence_under_lock(matter: Matter) -> Running:
    """The absence that is to end; its row is locked until the act is done."""
    asked = _uuid(matter.facts.absence)
    rows = Absence.objects.filter(bureau=matter.bureau)
    row = locked(rows.filter(id=asked)).first() if asked else None
    today = matter.state.opened_on
    heads = supervisors(matter.bureau, today)
    if row is None:
        return Running(today, None, None, None, heads)
    return Running(today, row.id, row.officer, Span(row.since, row.until), heads)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def in_force(bureau: str, on: date) -> QuerySet[StandingDeputy]:
    """The standing deputies of a bureau on a day."""
    return StandingDeputy.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), bureau=bureau, since__lte=on
    )


def supervisors(bureau: str, on: date) -> frozenset[UUID]:
    """The officers who stand for a supervising post on a day, and are there."""
    posts = Post.objects.filter(bureau=bureau, supervises=True).values_list("code", flat=True)
    return frozenset(officer.id for post in posts for officer in holders(bureau, post, on))


@dataclass(frozen=True, slots=True)
class Filling:
    """All that an appointment meets: officer, post, who holds what from its first day on."""

    officer: Officer | None
    post: Post | None
    held: tuple[Holding, ...]
    before: tuple[Appointment, ...]
    absences: tuple[Absence, ...]
    pairs: tuple[tuple[str, str], ...]
    titles: dict[str, Words]
    names: dict[UUID, str]
    rotates: bool


def filling(matter: Matter) -> Filling:
    """What an appointment meets; under the bureau's lock pairs and holders change one by one."""
    facts, bureau = matter.facts, matter.bureau
    lock_bureau(bureau)
    officer = _officer(bureau, facts.officer)
    before = Appointment.objects.filter(bureau=bureau, officer=officer).select_related("post")
    absences = Absence.objects.filter(bureau=bureau, officer=officer, until__gt=facts.since)
    return Filling(
        officer,
        Post.objects.filter(bureau=bureau, code=facts.post).first(),
        holdings(bureau, facts.since),
        tuple(before.exclude(until=F("since"))) if officer else (),
        tuple(absences.exclude(until=F("since")).select_related("deputy")) if officer else (),
        incompatible(bureau),
        post_titles(bureau),
        officer_names(bureau),
        RotatingPost.objects.filter(bureau=bureau, post=facts.post).exists(),
    )


def lock_bureau(bureau: str) -> None:
    """Who holds what, and which posts exclude each other, is changed by one act at a time."""
    locked(Bureau.objects.filter(code=bureau)).first()


def _officer(bureau: str, number: str) -> Officer | None:
    return locked(Officer.objects.filter(bureau=bureau, staff_number=number)).first()


def post_titles(bureau: str) -> dict[str, Words]:
    """The posts of a bureau by code."""
    return {post.code: post.name for post in Post.objects.filter(bureau=bureau).order_by("code")}


def officer_names(bureau: str) -> dict[UUID, str]:
    """The officers of a bureau by id."""
    return dict(Officer.objects.filter(bureau=bureau).values_list("id", "name"))


@dataclass(frozen=True, slots=True)
class Ending:
    """An appointment that is to end."""

    row: Appointment | None


def ending(matter: Matter) -> Ending:
    """The appointment, its row locked until the act is done."""
    lock_bureau(matter.bureau)
    asked = _uuid(matter.facts.appointment)
    if asked is None:
        return Ending(None)
    rows = Appointment.objects.filter(bureau=matter.bureau, id=asked)
    return Ending(rows.select_related("officer", "post").first())


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who joins: as which officer he served before, and whose the number is."""

    person: UUID
    number: str
    before: Officer | None
    number_of: UUID | None


def newcomer(matter: Matter) -> Newcomer:
    """What joining meets."""
    lock_bureau(matter.bureau)
    (party,) = matter.parties("officer")
    number = str(party.facts["staff_number"])
    officers = Officer.objects.filter(bureau=matter.bureau)
    of_number = officers.filter(staff_number=number).values_list("person", flat=True).first()
    return Newcomer(party.person, number, officers.filter(person=party.person).first(), of_number)


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who leaves."""

    officer: Officer | None


def leaver(matter: Matter) -> Leaver:
    """What leaving meets."""
    lock_bureau(matter.bureau)
    return Leaver(_officer(matter.bureau, matter.facts.officer))


@dataclass(frozen=True, slots=True)
class Cards:
    """What a certificate meets: its holder, his others of the kind, the one that it renews."""

    officer: Officer | None
    held: tuple[Certificate, ...]
    old: Certificate | None
    number_of_another: bool


def cards_of(matter: Matter) -> Cards:
    """What the entry of a certificate meets; the holder's row is locked."""
    facts, bureau = matter.facts, matter.bureau
    officer = _officer(bureau, facts.officer)
    held = tuple(held_by(bureau, officer.id, facts.kind)) if officer else ()
    asked = _uuid(facts.renews)
    same = Certificate.objects.filter(bureau=bureau, kind=facts.kind, number=facts.number)
    return Cards(
        officer,
        held,
        next((row for row in held if row.id == asked), None),
        same.exclude(officer=officer).exists() if officer else False,
    )


@dataclass(frozen=True, slots=True)
class CardAsked:
    """A certificate that is to change."""

    row: Certificate | None


def card_asked(matter: Matter) -> CardAsked:
    """The certificate, locked until the act is done."""
    asked = _uuid(matter.facts.certificate)
    if asked is None:
        return CardAsked(None)
    locked(Certificate.objects.filter(bureau=matter.bureau, id=asked)).first()
    return CardAsked(certificates(matter.bureau).filter(id=asked).first())


def as_card(row: Certificate, on: date) -> Card:
    """A certificate as rules see it on a day."""
    withheld = any(stop.until is None or stop.until > on for stop in row.suspensions.all())
    return Card(row.number, state_of(row, on).name, withheld and row.revoked_on is None)


@dataclass(frozen=True, slots=True)
class RulesNow:
    """The rules on posts as they stand, and who holds what from today on."""

    titles: dict[str, Words]
    pairs: tuple[tuple[str, str], ...]
    rotating: frozenset[str]
    areas: frozenset[str]
    held: tuple[Holding, ...]
    names: dict[UUID, str]


def post_rules(matter: Matter) -> RulesNow:
    """What a change of a rule on posts meets; the bureau's row is locked."""
    bureau, on = matter.bureau, matter.state.opened_on
    lock_bureau(bureau)
    return RulesNow(
        post_titles(bureau),
        incompatible(bureau),
        frozenset(RotatingPost.objects.filter(bureau=bureau).values_list("post", flat=True)),
        frozenset(one.code for one in areas(bureau, on)),
        holdings(bureau, on),
        officer_names(bureau),
    )


def areas(bureau: str, on: date) -> tuple[Term, ...]:
    """The fields of power that the bureau named for its posts (rota.areas)."""
    found = parameters_of(bureau).find("rota.areas", on, bureau)
    return tuple(found.value) if found is not None and isinstance(found.value, Terms) else ()


def term_over(held_since: date, bureau: str, on: date) -> date | None:
    """The day on which the term of rotation (rota.term) is over; None where none is set."""
    found = parameters_of(bureau).find("rota.term", on, bureau)
    return None if found is None else _after(held_since, str(found.value), bureau)


def review_due(row: Certificate, on: date) -> date | None:
    """By when a certificate is to be reviewed (off.review); None where nothing says so."""
    found = parameters_of(row.bureau).find("off.review", on, row.bureau)
    last = row.reviewed_on or row.since
    return None if found is None else _after(last, str(found.value), row.bureau)


def _after(since: date, period: str, bureau: str) -> date:
    """The day on which a period of years or months has run out, whatever day of the week it is."""
    found = due(since, parse_period(period), calendar_of(bureau))
    return found.last or found.on
