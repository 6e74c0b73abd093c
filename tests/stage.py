"""The stage that stories are played on: Qu County's bureau, a few units, and the cast."""

import dataclasses
import datetime
import io
import itertools
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from fadu.people.identity import PersonKind
from fadu.people.persons import find
from fadu.procedure.acts import open, take
from fadu.procedure.facts import Fen, NoFacts
from fadu.procedure.models import Case
from fadu.procedure.opening import Applicant
from fadu.procedure.refusal import Answer, Done
from fadu.record.actor import Actor, ByOfficer, ByParty
from fadu.record.evidence import Stored, keep_as
from fadu.record.ids import new_id
from fadu.record.inspection.verdict import PDF
from fadu.record.moment import Moment, moment
from fadu.registers.power.procedures import ItemFacts
from fadu.registers.power.rules import ItemKind, Standing
from fadu.registers.realestate.procedures import (
    HolderFacts,
    ImportFacts,
    TransfereeFacts,
    TransferFacts,
    UnitRow,
)
from fadu.registers.realestate.rules import CoOwnership
from fadu.site.demo import founding
from fadu.site.demo.cast import BUREAU, identity_number
from fadu.site.demo.scans import scan_of
from fadu.site.demo.year import PAPERS

MONDAY = moment(2020, 3, 2)
TUESDAY = moment(2020, 3, 3)
WEDNESDAY = moment(2020, 3, 4)
THURSDAY = moment(2020, 3, 5)
_keys = itertools.count()


def key() -> str:
    """A request key never used before."""
    return f"test:{next(_keys)}"


def person(role: str, number: int, facts: Any = None, *, present: bool = True) -> Applicant:
    """A made-up person; the same number is the same person."""
    day = datetime.date(1980, 1, 1) + datetime.timedelta(days=number // 900)
    return Applicant(
        role, PersonKind.NATURAL, f"某人{number}", identity_number(day, number % 900, "513030"),
        f"139{number:08d}", facts or (TransfereeFacts() if role == "transferee" else NoFacts()),
        present,
    )  # fmt: skip


class Stage:
    """The bureau founded, registration on the list of powers, and units as asked for."""

    def __init__(self) -> None:
        """Found it all in the last days of 2019."""
        self.staff = founding.found(moment(2019, 12, 30, 8))
        item = ItemFacts(
            "realestate.registration", "不动产登记", ItemKind.CONFIRMATION, Standing.HELD, "条例"
        )
        at = moment(2019, 12, 30, 9)
        opened = done(self.open("power.adjustment", item, self.by("legal"), at))
        done(self.take(opened.case, "propose", "proposed", "legal", at))
        done(self.take(opened.case, "decide", "approve", "director", at))
        self._batch = itertools.count(1)
        self._parcel = itertools.count(1)

    def by(self, login: str) -> ByOfficer:
        """An officer of the cast."""
        return ByOfficer(self.staff[login])

    def unit(
        self,
        holders: Iterable[int] = (1,),
        kind: CoOwnership = CoOwnership.SOLE,
        shares: Iterable[tuple[int | None, int | None]] = (),
        restriction: str = "",
    ) -> str:
        """Enter a unit into the register by the recorded import; its code."""
        parcel = next(self._parcel)
        code = f"{BUREAU}001001GB{parcel:05d}F00010001"
        row = UnitRow(
            code, f"渠江街道{parcel}号", Decimal("90.00"), "住宅", "出让", kind,
            datetime.date(2018, 1, 2), parcel, restriction, "协助执行通知书" if restriction else "",
        )  # fmt: skip
        numbers = list(holders)
        nothing: tuple[int | None, int | None] = (None, None)
        parts = list(shares) or [nothing] * len(numbers)
        people = tuple(
            dataclasses.replace(person("holder", number), facts=HolderFacts(code, *part))
            for number, part in zip(numbers, parts, strict=True)
        )
        at = moment(2019, 12, 31)
        facts = ImportFacts("测试", (row,))
        opened = done(
            open(
                "realestate.take_over", facts, bureau=BUREAU, by=self.by("registrar"), at=at,
                key=key(), applicants=people, channel="import",
            )
        )  # fmt: skip
        done(self.take(opened.case, "take_over", "imported", "registrar", at))
        return code

    def open(self, procedure: str, facts: Any, by: Actor, at: Moment, **more: Any) -> Answer:
        """Open a case of any procedure."""
        return open(procedure, facts, bureau=BUREAU, by=by, at=at, key=key(), **more)

    def apply(
        self,
        unit: str,
        sellers: Iterable[int] = (1,),
        buyers: Iterable[int] = (2,),
        *,
        at: Moment = MONDAY,
        codes: Iterable[str] = PAPERS,
        kind: CoOwnership = CoOwnership.SOLE,
        share: TransfereeFacts | None = None,
        present: bool = True,
    ) -> Answer:
        """An application for transfer at the window, with papers of the given codes."""
        case = new_id()
        parties = [person("transferor", number, present=present) for number in sellers]
        parties += [person("transferee", number, share, present=present) for number in buyers]
        facts = TransferFacts(unit, Fen(50_000_000), at.on, kind)
        return self.open(
            "realestate.transfer", facts, self.by("window"), at,
            applicants=parties, papers=papers(case, codes), case=case,
        )  # fmt: skip

    def take(
        self, case: UUID, step: str, outcome: str, login: str, at: Moment, facts: Any = None
    ) -> Answer:
        """A step by an officer of the cast."""
        by = self.by(login)
        return take(case, step, outcome, bureau=BUREAU, by=by, at=at, key=key(), facts=facts)

    def at_entry(
        self, unit: str, sellers: Iterable[int] = (1,), buyers: Iterable[int] = (2,)
    ) -> UUID:
        """A transfer that waits for its entry in the register."""
        case = done(self.apply(unit, sellers, buyers)).case
        done(self.take(case, "receive", "accept", "window", MONDAY))
        done(self.take(case, "examine", "pass", "examiner", TUESDAY))
        return case


def papers(case: UUID, codes: Iterable[str]) -> dict[str, list[Stored]]:
    """One small PDF in the case's folder, handed in for each code."""
    scan = keep_as(BUREAU, case, io.BytesIO(scan_of(f"case {case}")), PDF)
    return {code: [dataclasses.replace(scan, id=new_id())] for code in codes}


def party(number: int) -> ByParty:
    """The person of that number, acting for himself."""
    (found,) = find(BUREAU, [person("", number).identity]).values()
    return ByParty(found.id)


def done(answer: Answer) -> Done:
    """The act must have been done."""
    assert isinstance(answer, Done), answer
    return answer


def case_of(identifier: UUID) -> Case:
    """The case as it stands."""
    return Case.objects.get(bureau=BUREAU, id=identifier)
