"""What else happens in the year: who stands in for whom, and what the bureau tells the public.

The days (Earth Day, Land Day, Constitution Day), the promised times and the licences transferred
are those of the bureau's report on 2020; the wording and what is marked as an example are ours.
"""

import dataclasses
import datetime
import io
from collections.abc import Iterator
from uuid import UUID

from fadu.bureau.models import Absence
from fadu.procedure.acts import enter, take
from fadu.record.actor import ByOfficer
from fadu.record.evidence import keep_as
from fadu.record.ids import new_id
from fadu.record.inspection.verdict import PDF
from fadu.record.moment import Moment, moment
from fadu.registers.bulletin.procedures import ItemFacts, Opinion, WithdrawalFacts
from fadu.registers.rulebook.procedures import ValueFacts
from fadu.registers.rulebook.rules import SOURCE, Certainty, Layer
from fadu.registers.staff.procedures import AbsenceFacts, DeputyFacts, ReturnFacts
from fadu.registers.staff.rules.absence import AbsenceReason
from fadu.site.demo.cast import BUREAU, STAFF
from fadu.site.demo.founding import expect
from fadu.site.demo.scans import scan_of
from fadu.site.demo.texts import (
    CONSTITUTION_DAY,
    CONSULTATION,
    DRAFT,
    EARTH_DAY,
    LAND_DAY,
    LAND_DAY_CORRECTED,
    LAND_DAY_TWICE,
    LICENCES,
    PROMISES,
)

Script = Iterator[Moment]
PAIRS = (("window", "window2"), ("examiner", "examiner2"), ("registrar", "registrar2"))
_NUMBERS = {member.login: f"Q{place:03d}" for place, member in enumerate(STAFF, start=1)}


def occasions(staff: dict[str, UUID]) -> Iterator[tuple[Moment, Script]]:
    """Each occasion with the moment at which it begins."""
    yield moment(2020, 1, 3, 9), _pairs(staff, moment(2020, 1, 3, 9))
    for at, text, number in (
        (moment(2020, 1, 6, 9), PROMISES, ""),
        (moment(2020, 3, 16, 15), LICENCES, ""),
        (moment(2020, 4, 20, 9), EARTH_DAY, ""),
        (moment(2020, 6, 22, 9), LAND_DAY, ""),
        (moment(2020, 6, 23, 9), LAND_DAY_TWICE, ""),
        (moment(2020, 6, 24, 9), LAND_DAY_CORRECTED, "2020-0004"),
        (moment(2020, 12, 3, 9), CONSTITUTION_DAY, ""),
        (moment(2020, 12, 21, 9), CONSULTATION, ""),
    ):
        yield at, _publication(staff, at, dataclasses.replace(text, corrects=number))
    at = moment(2020, 6, 23, 15)
    yield at, _withdrawal(staff, at, "2020-0005")
    yield moment(2020, 12, 23, 11), _draft(staff, moment(2020, 12, 23, 11), DRAFT)
    yield moment(2020, 12, 23, 14), _proposal(staff, moment(2020, 12, 23, 14))
    yield moment(2020, 5, 6, 9), _early_return(staff, moment(2020, 5, 6, 9))
    yield moment(2020, 12, 23, 10), _coming_absences(staff, moment(2020, 12, 23, 10))


def _later(at: Moment, minutes: int) -> Moment:
    instant = at.recorded_at + datetime.timedelta(minutes=minutes)
    return Moment(instant.date(), instant)


def _key(what: str, at: Moment) -> str:
    return f"demo:{what}:{at.stamp}"


def _pairs(staff: dict[str, UUID], at: Moment) -> Script:
    """The head names the standing deputies, each other's in a pair."""
    by = ByOfficer(staff["head"])
    for first, second in PAIRS:
        for officer, deputy in ((first, second), (second, first)):
            facts = DeputyFacts(_NUMBERS[officer], _NUMBERS[deputy])
            key = _key(f"deputy:{officer}", at)
            expect(enter("staff.deputy", facts, "entered", bureau=BUREAU, by=by, at=at, key=key))
    yield from ()


def _absent(
    staff: dict[str, UUID],
    login: str,
    first: datetime.date,
    last: datetime.date,
    at: Moment,
    reason: AbsenceReason = AbsenceReason.LEAVE,
    deputy: str = "",
) -> None:
    facts = AbsenceFacts(_NUMBERS[login], first, last, reason, _NUMBERS.get(deputy, deputy))
    by, key = ByOfficer(staff[login]), _key(f"absence:{login}", at)
    expect(enter("staff.absence", facts, "entered", bureau=BUREAU, by=by, at=at, key=key))


def _early_return(staff: dict[str, UUID], at: Moment) -> Script:
    """The archivist is away for three days and comes back after one."""
    until = datetime.date(2020, 5, 8)
    trip = AbsenceReason.TRIP
    _absent(staff, "stranger", at.on, until, at, trip, deputy="office")
    back = moment(2020, 5, 7, 9)
    yield back
    row = Absence.objects.get(bureau=BUREAU, officer=staff["stranger"])
    facts = ReturnFacts(str(row.id), back.on)
    by, key = ByOfficer(staff["stranger"]), _key("return:stranger", back)
    expect(enter("staff.return", facts, "entered", bureau=BUREAU, by=by, at=back, key=key))


def _coming_absences(staff: dict[str, UUID], at: Moment) -> Script:
    """What the calendar of the last week of the year has to show."""
    day = datetime.date(2020, 12, 28)
    one = datetime.timedelta(days=1)
    _absent(staff, "examiner2", day, day + one, at)
    _absent(staff, "registrar2", day + one, day + 3 * one, at, AbsenceReason.TRAINING)
    _absent(staff, "stranger", day + one, day + 2 * one, at, AbsenceReason.TRIP, deputy="-")
    yield from ()


def _draft(staff: dict[str, UUID], at: Moment, text: ItemFacts) -> Script:
    """Handed in for review, and left there."""
    by, key = ByOfficer(staff["office"]), _key("draft", at)
    expect(enter("bulletin.publication", text, "submitted", bureau=BUREAU, by=by, at=at, key=key))
    yield from ()


def _proposal(staff: dict[str, UUID], at: Moment) -> Script:
    """A shorter promise for next year, proposed by the legal officer and not yet approved."""
    facts = ValueFacts(
        key="reg.limit.promise.local.transfer", layer=Layer.COUNTY, value="4wd",
        since=datetime.date(2021, 1, 1), certainty=Certainty.READ,
        document="关于调整承诺时限的决定（示例）",
        document_en="Decision on the promised times (example)",
    )  # fmt: skip
    by, key = ByOfficer(staff["legal"]), _key("value", at)
    case = new_id()
    scan = keep_as(BUREAU, case, io.BytesIO(scan_of(facts.document_en)), PDF)
    expect(
        enter(
            "rulebook.value", facts, "proposed", bureau=BUREAU, by=by, at=at, key=key,
            papers={SOURCE: [scan]}, case=case,
        )
    )  # fmt: skip
    yield from ()


def _publication(staff: dict[str, UUID], at: Moment, text: ItemFacts) -> Script:
    """Drafted by the office, reviewed an hour later by the legal officer."""
    by, key = ByOfficer(staff["office"]), _key("draft", at)
    done = expect(
        enter("bulletin.publication", text, "submitted", bureau=BUREAU, by=by, at=at, key=key)
    )
    later = _later(at, 60)
    yield later
    reviewer, key = ByOfficer(staff["legal"]), _key("review", later)
    opinion = Opinion("未见个人信息和涉密内容，同意发布。")
    expect(
        take(
            done.case, "review", "approve", bureau=BUREAU, by=reviewer, at=later, key=key,
            facts=opinion,
        )
    )  # fmt: skip


def _withdrawal(staff: dict[str, UUID], at: Moment, number: str) -> Script:
    """Published twice by mistake: one of the two is taken off."""
    facts = WithdrawalFacts(number, "与 2020-0004 重复发布。")
    by, key = ByOfficer(staff["office"]), _key("withdraw", at)
    done = expect(
        enter("bulletin.withdrawal", facts, "proposed", bureau=BUREAU, by=by, at=at, key=key)
    )
    later = _later(at, 20)
    yield later
    reviewer, key = ByOfficer(staff["legal"]), _key("withdrawn", later)
    expect(take(done.case, "decide", "approve", bureau=BUREAU, by=reviewer, at=later, key=key))
