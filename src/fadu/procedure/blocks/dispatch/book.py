"""Reading the register of dispatched documents: under lock for gates, and for pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, Sum

from fadu.bureau.models import Bureau
from fadu.people.models import PersonalValue
from fadu.procedure.blocks.dispatch import rules
from fadu.procedure.blocks.dispatch.models import Issued, NumberKind, SignedScan
from fadu.procedure.locking import locked
from fadu.procedure.matter import Matter
from fadu.procedure.models import Case
from fadu.record.models import Entry

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Kinds:
    """A kind of number as it stands, every mark ever used, and the year's last number."""

    now: NumberKind | None
    used: tuple[tuple[str, str], ...]
    last: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A number in the register, and how many copies carry the seal."""

    issued: Issued | None
    sealed: int


def sequence(kind: str) -> str:
    """The name of the sequence from which a kind's numbers are drawn."""
    return f"dispatch.{kind}"


def kinds_under_lock(matter: Matter) -> Kinds:
    """The kind that is to be set; the bureau's row is locked until the act is done."""
    locked(Bureau.objects.filter(code=matter.bureau)).first()
    code = matter.facts.code
    rows = NumberKind.objects.filter(bureau=matter.bureau)
    return Kinds(
        NumberKind.objects.latest_of(matter.bureau, code).first(),
        tuple(rows.values_list("code", "mark")),
        last_number(matter.bureau, code, matter.state.opened_on.year),
    )


def kind_of_draft(matter: Matter) -> NumberKind | None:
    """The kind of number that the case's draft is to have, locked until the act is done."""
    code = rules.current(matter.state.memory).get("kind", "")
    return locked(NumberKind.objects.latest_of(matter.bureau, code)).first()


def number_under_lock(matter: Matter) -> Standing:
    """The number that the case speaks of, locked until the act is done."""
    rows = Issued.objects.filter(bureau=matter.bureau, reference=matter.facts.reference)
    issued = locked(rows).first()
    sealed = rows.aggregate(sealed=Sum("seal_uses__copies"))["sealed"] if issued else 0
    return Standing(issued, sealed or 0)


def last_number(bureau: str, kind: str, year: int) -> int:
    """The last number of a kind in a year; 0 before the first."""
    rows = Issued.objects.filter(bureau=bureau, kind=kind, year=year)
    drawn = rows.aggregate(last=Max("number"))["last"] or 0
    return max(drawn, given_before(bureau, kind, year))


def given_before(bureau: str, kind: str, year: int) -> int:
    """Up to which number the kind's numbers of a year were given outside this system."""
    rows = NumberKind.objects.filter(bureau=bureau, code=kind, since__year=year)
    return rows.aggregate(given=Max("given"))["given"] or 0


def gaps(bureau: str, kind: str, year: int) -> list[int]:
    """Numbers of a year that are in no row: none, or somebody changed the register."""
    rows = Issued.objects.filter(bureau=bureau, kind=kind, year=year)
    there = set(rows.values_list("number", flat=True))
    first = given_before(bureau, kind, year) + 1
    return [number for number in range(first, max(there, default=0) + 1) if number not in there]


def missing(bureau: str) -> list[tuple[str, int, list[int]]]:
    """Every gap of the register: mark, year, the numbers that are in no row."""
    rows = Issued.objects.filter(bureau=bureau).values_list("kind", "year")
    marks = {kind.code: kind.mark for kind in kinds_on(bureau)}
    found = ((kind, year, gaps(bureau, kind, year)) for kind, year in rows.order_by().distinct())
    return sorted((marks.get(kind, kind), year, lost) for kind, year, lost in found if lost)


def kinds_on(bureau: str) -> list[NumberKind]:
    """The kinds in force, by code."""
    return list(NumberKind.objects.filter(bureau=bureau, until__isnull=True).order_by("code"))


def text_of(case: Case) -> str:
    """The text of the case's present draft, from where it is kept apart; "" when withheld."""
    for stated in drafts_of(case):
        value = PersonalValue.objects.filter(
            bureau=case.bureau, id=stated["body"].removeprefix("personal:")
        ).first()
        return value.value if value and value.value else ""
    return ""


def drafts_of(case: Case) -> Iterator[dict[str, str]]:
    """What was stated at each drafting, the latest first."""
    rows = Entry.objects.filter(bureau=case.bureau, case=case.id, kind="case.taken")
    for entry in rows.order_by("-seq"):
        act = entry.payload["act"]
        if act["step"] == DRAFT:
            yield act["facts"]


def issued_of(bureau: str, case: UUID) -> Issued | None:
    """The document that a case issued, if it has."""
    return Issued.objects.filter(bureau=bureau, case=case).first()


def found(bureau: str, query: str) -> Q:
    """The rows in which somebody looks for words: number, title, addressee."""
    every = Q(bureau=bureau)
    for word in query.split():
        every &= (
            Q(reference__icontains=word) | Q(title__icontains=word) | Q(addressee__icontains=word)
        )
    return every


def scans_of(issued: Issued) -> list[SignedScan]:
    """The scans of the hand-signed sheet, the latest first."""
    return list(issued.scans.order_by("-recorded_at"))
