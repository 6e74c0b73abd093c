"""What the register book says of the unit of a case, beside what the application states."""

from collections.abc import Sequence
from uuid import UUID

from fadu.law.words import Words
from fadu.pages import dates
from fadu.people.persons import Known, known
from fadu.procedure.models import Case
from fadu.procedure.panels import Panel, Row
from fadu.registers.realestate.models import Certificate, Holding, Restriction, Right, Unit
from fadu.registers.realestate.rules import CO_OWNERSHIP_WORDS, CoOwnership

TITLE = Words("登簿现状", "The register as it stands")
NONE = Words("无", "none")


def beside(case: Case) -> Sequence[Panel]:
    """The unit that the case names: what it is, who holds it, what stands against disposal."""
    code = case.state.facts.get("unit")
    if not case.procedure.startswith("realestate.") or not isinstance(code, str):
        return ()
    unit = Unit.objects.filter(bureau=case.bureau, code=code).first()
    if unit is None:
        return (Panel(TITLE, _source(code), (_unknown(code),)),)
    rights = Right.objects.filter(bureau=case.bureau, unit=unit, ended_by__isnull=True)
    right = rights.select_related("certificate").first()
    rows = (*_what(unit), *_restrictions(unit), *(_held(case, right) if right else ()))
    return (Panel(TITLE, _source(code), rows),)


def _source(code: str) -> Words:
    return Words(f"不动产登记簿，单元 {code}", f"Register book, unit {code}")


def _unknown(code: str) -> Row:
    nothing = Words("登记簿中没有这个单元", "the register does not know this unit")
    return Row(Words("不动产单元", "Unit"), nothing, Words(code, code), agrees=False, heed=True)


def _what(unit: Unit) -> list[Row]:
    area = f"{unit.area_m2:,.2f} m²"
    return [
        Row(Words("坐落", "Location"), Words(unit.location, unit.location)),
        Row(Words("面积", "Area"), Words(area, area)),
        Row(Words("用途", "Use"), Words(unit.use, unit.use)),
        Row(Words("权利性质", "Nature of the right"), Words(unit.nature, unit.nature)),
    ]


def _restrictions(unit: Unit) -> list[Row]:
    title = Words("限制（查封、异议等）", "Restrictions (seals, objections)")
    standing = Restriction.objects.filter(bureau=unit.bureau, unit=unit, ended_by__isnull=True)
    return [
        Row(
            title,
            Words(
                f"{one.kind}，自{dates.day(one.since).zh}，{one.source}",
                f"{one.kind} since {dates.day(one.since).en}, {one.source}",
            ),
            heed=True,
        )
        for one in standing.order_by("since", "id")
    ] or [Row(title, NONE)]


def _held(case: Case, right: Right) -> list[Row]:
    """Holders beside the parties who must be them: those who give, or, once the case has entered
    its own right, those who receive.
    """
    entered_here = right.case == case.id
    role = "transferee" if entered_here else "transferor"
    stated = [party.person for party in case.state.parties if party.role == role]
    holdings = list(Holding.objects.filter(bureau=case.bureau, right=right).order_by("id"))
    people = known(case.bureau, {*stated, *(holding.person for holding in holdings)})
    named = Words("受让方", "transferee") if entered_here else Words("转让方", "transferor")
    certificate: Certificate | None = getattr(right, "certificate", None)
    own = Words("（本案登簿）", " (entered by this case)") if entered_here else Words("", "")
    since = dates.day(right.since)
    return [
        *(_holder(holding, people, stated, named) for holding in holdings),
        *(_no_holder(people[one], named) for one in stated if one not in _persons(holdings)),
        Row(Words("共有情况", "Co-ownership"), CO_OWNERSHIP_WORDS[CoOwnership(right.co_ownership)]),
        Row(Words("登记日期", "Registered on"), Words(since.zh + own.zh, since.en + own.en)),
        Row(Words("最近证书", "Last certificate"), _numbered(certificate)),
    ]


def _persons(holdings: Sequence[Holding]) -> set[UUID]:
    return {holding.person for holding in holdings}


def _holder(
    holding: Holding, people: dict[UUID, Known], stated: Sequence[UUID], role: Words
) -> Row:
    name = people[holding.person].name
    share = f" {holding.numerator}/{holding.denominator}" if holding.numerator else ""
    applies = holding.person in stated
    said = Words(f"{role.zh} {name}", f"{role.en} {name}")
    absent = Words(f"不在{role.zh}中", f"not among the {role.en}s")
    return Row(
        Words("权利人", "Holder"),
        Words(name + share, name + share),
        said if applies else absent,
        agrees=applies,
    )


def _no_holder(person: Known, role: Words) -> Row:
    return Row(
        Words("权利人", "Holder"),
        Words("登记簿中没有此人", "not in the register"),
        Words(f"{role.zh} {person.name}", f"{role.en} {person.name}"),
        agrees=False,
    )


def _numbered(certificate: Certificate | None) -> Words:
    if certificate is None:
        return NONE
    if certificate.issued_on is None:
        not_yet = Words("，尚未发放", ", not handed out yet")
    else:
        day = dates.day(certificate.issued_on)
        not_yet = Words(f"，{day.zh}发放", f", handed out {day.en}")
    return Words(certificate.number + not_yet.zh, certificate.number + not_yet.en)
