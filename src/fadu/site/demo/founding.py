"""Before the year begins: the bureau, the lists of powers and proofs, the register kept before."""

import datetime
import random
from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from fadu.bureau.models import Account, Officer
from fadu.people.identity import PersonKind
from fadu.people.models import CitizenAccount
from fadu.people.persons import find, identity_index
from fadu.procedure.acts import open, take
from fadu.procedure.opening import Applicant
from fadu.procedure.refusal import Answer, Done
from fadu.record.actor import Actor, ByOfficer, BySystem
from fadu.record.moment import Moment, moment
from fadu.registers.attestation.procedures import RulingFacts
from fadu.registers.attestation.rules import Ruling
from fadu.registers.power.procedures import ItemFacts
from fadu.registers.power.rules import ItemKind, Standing
from fadu.registers.realestate.procedures import HolderFacts, ImportFacts, UnitRow
from fadu.registers.realestate.rules import CoOwnership
from fadu.site.demo.cast import (
    BUREAU,
    CITIZENS,
    STAFF,
    STORY_UNIT,
    Citizen,
    founding_facts,
    identity_number,
    officers,
)

# Licences that went to the county's approval bureau (the report of 2020). Their titles are not in
# the report: the bureau supplies them.
TRANSFERRED_LICENCES = 38
# Kinds of proof: the report says that one is kept; the removed ones are examples.
REMOVED_PROOFS = 12
BATCH = 100

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢"
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建国志海波宁琳倩雪梅兰竹菊鹏飞宇轩子涵"
)


class DemoFailed(RuntimeError):
    """A verb refused what the demo plays: the demo is wrong, or the engine is."""


def expect(answer: Answer) -> Done:
    """The act must have been done."""
    if isinstance(answer, Done):
        return answer
    raise DemoFailed("; ".join(f"{r.code}: {r.words.zh}" for r in answer.refusals))


def person_name(dice: random.Random) -> str:
    """A made-up name."""
    given = "".join(dice.choice(_GIVEN) for _ in range(dice.choice((1, 2, 2))))
    return dice.choice(_SURNAMES) + given


class People:
    """An endless supply of made-up persons, each number once."""

    def __init__(self, dice: random.Random) -> None:
        """Draw from the given dice."""
        self._dice = dice
        self._serial = 0

    def next(self, role: str, *, present: bool = False) -> Applicant:
        """One more person in a role."""
        self._serial += 1
        day = datetime.date(1950, 1, 1) + datetime.timedelta(days=self._serial // 900)
        return Applicant(
            role=role,
            kind=PersonKind.NATURAL,
            name=person_name(self._dice),
            identity=identity_number(day, self._serial % 900, "513030"),
            phone=f"138{self._dice.randrange(10**8):08d}",
            present=present,
        )


def found(at: Moment) -> dict[str, UUID]:
    """Enter the bureau; the officers' ids by login."""
    opened = expect(
        open(
            "staff.founding", founding_facts(at.on), bureau=BUREAU, by=BySystem("installation"),
            at=at, key="demo:founding", applicants=officers(), channel="import",
        )
    )  # fmt: skip
    step(opened.case, "found", "founded", BySystem("installation"), at)
    numbers = dict(Officer.objects.filter(bureau=BUREAU).values_list("staff_number", "id"))
    return {member.login: numbers[f"Q{place:03d}"] for place, member in enumerate(STAFF, start=1)}


def step(case: UUID, name: str, outcome: str, by: Actor, at: Moment, facts: object = None) -> Done:
    """Take a step; the key follows from case, step and moment."""
    key = f"demo:{case}:{name}:{outcome}:{at.stamp}"
    return expect(take(case, name, outcome, bureau=BUREAU, by=by, at=at, key=key, facts=facts))


def enter_lists(staff: dict[str, UUID]) -> None:
    """Powers held and transferred, proofs kept and removed, each by proposal and approval."""
    registration = ItemFacts(
        "realestate.registration", "不动产登记", ItemKind.CONFIRMATION, Standing.HELD,
        "不动产登记暂行条例",
    )  # fmt: skip
    _approve(staff, "power.adjustment", registration, moment(2019, 12, 30, 9))
    for number in range(1, TRANSFERRED_LICENCES + 1):
        code, title = f"licence.{number:02d}", f"行政许可事项第{number:02d}项（名称由本局提供）"
        holding = ItemFacts(code, title, ItemKind.LICENCE, Standing.HELD, "原权责清单")
        _approve(staff, "power.adjustment", holding, moment(2019, 12, 30, 10, number))
        moving = ItemFacts(
            code, title, ItemKind.LICENCE, Standing.TRANSFERRED, "全省统一划转文件（文号由本局提供）",
            "渠县行政审批局",
        )  # fmt: skip
        _approve(staff, "power.adjustment", moving, moment(2020, 3, 16, 10, number))
    kept = RulingFacts(
        "kept_proof", "保留的证明事项（名称由本局提供）", Ruling.KEEP, "", "设定依据由本局提供"
    )
    _approve(staff, "attestation.review", kept, moment(2020, 4, 7, 9))
    for number in range(1, REMOVED_PROOFS + 1):
        gone = RulingFacts(
            f"removed_proof_{number:02d}", f"已取消证明事项第{number:02d}项（示例）", Ruling.REMOVE,
            "", "证明事项清理",
        )  # fmt: skip
        _approve(staff, "attestation.review", gone, moment(2020, 4, 7, 10, number))


def _approve(
    staff: dict[str, UUID], procedure: str, facts: ItemFacts | RulingFacts, at: Moment
) -> None:
    legal, director = ByOfficer(staff["legal"]), ByOfficer(staff["director"])
    key = f"demo:{procedure}:{facts.code}:{at.stamp}"
    opened = expect(open(procedure, facts, bureau=BUREAU, by=legal, at=at, key=key))
    step(opened.case, "propose", "proposed", legal, at)
    step(opened.case, "decide", "approve", director, at)


class Unit:
    """A unit of the opening stock and who holds it."""

    def __init__(self, row: UnitRow, holders: tuple[Applicant, ...]) -> None:
        """The imported row with its holders as applicants."""
        self.row = row
        self.holders = holders


def stock(count: int, dice: random.Random, people: People) -> Iterator[Unit]:
    """The units of the register kept before.

    The first are the flats of the story's citizens (the seller's is the one to be sold); each 25th
    of the others is sealed.
    """
    for serial, citizen in enumerate(CITIZENS, start=1):
        yield _flat_of(citizen, serial)
    for number in range(len(CITIZENS) + 1, count + 1):
        parcel, flat = divmod(number, 60)
        holders = dice.choices((1, 2), (7, 3))[0]
        sealed = number % 25 == 0
        registered = datetime.date(2016, 1, 4) + datetime.timedelta(days=dice.randrange(1300))
        row = UnitRow(
            code=f"{BUREAU}001001GB{parcel + 1:05d}F{1:04d}{flat + 1:04d}",
            location=f"渠县渠江街道{dice.choice(('和平街', '南大街', '后溪路', '渠光路'))}"
            f"{parcel + 1}号{flat // 4 + 1}楼{flat % 4 + 1}号",
            area_m2=Decimal(dice.randrange(6000, 14500)) / 100,
            use="成套住宅",
            nature="出让/市场化商品房",
            co_ownership=CoOwnership.JOINT if holders == 2 else CoOwnership.SOLE,
            since=registered,
            serial=number,
            restriction="查封" if sealed else "",
            restriction_source="协助执行通知书（示例）" if sealed else "",
        )
        yield Unit(row, tuple(people.next("holder", present=True) for _ in range(holders)))


def _flat_of(citizen: Citizen, serial: int) -> Unit:
    row = UnitRow(
        code=STORY_UNIT[:-4] + f"{serial:04d}", location=f"渠县渠江街道万兴路1号1楼{serial}号",
        area_m2=Decimal("98.60"), use="成套住宅", nature="出让/市场化商品房",
        co_ownership=CoOwnership.SOLE, since=datetime.date(2017, 5, 8), serial=serial,
    )  # fmt: skip
    holder = Applicant(
        "holder", PersonKind.NATURAL, citizen.name, citizen.identity, citizen.phone, present=True
    )
    return Unit(row, (holder,))


def take_over(units: list[Unit], staff: dict[str, UUID], at: Moment, number: int) -> None:
    """Import one batch by a recorded act of the registrar."""
    registrar = ByOfficer(staff["registrar"])
    applicants = tuple(
        Applicant(
            role="holder", kind=holder.kind, name=holder.name, identity=holder.identity,
            phone=holder.phone, facts=HolderFacts(unit.row.code), present=True,
        )
        for unit in units
        for holder in unit.holders
    )  # fmt: skip
    facts = ImportFacts(f"原登记系统移交数据 第{number}批", tuple(unit.row for unit in units))
    opened = expect(
        open(
            "realestate.take_over", facts, bureau=BUREAU, by=registrar, at=at,
            key=f"demo:stock:{number}", applicants=applicants, channel="import",
        )
    )  # fmt: skip
    step(opened.case, "take_over", "imported", registrar, at)


def open_accounts() -> None:
    """Ways in for the cast, without a usable password: the demo enters by one click."""
    for place, member in enumerate(STAFF, start=1):
        account = Account(
            bureau=BUREAU,
            username=member.login,
            officer=Officer.objects.get(bureau=BUREAU, staff_number=f"Q{place:03d}"),
        )
        account.set_unusable_password()
        account.save()
    persons = find(BUREAU, (citizen.identity for citizen in CITIZENS))
    for citizen in CITIZENS:
        person = persons.get(identity_index(citizen.identity))
        if person is not None:
            way_in = CitizenAccount(bureau=BUREAU, person=person)
            way_in.set_password(None)
            way_in.save()
