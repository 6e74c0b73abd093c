"""Staff of the demo's year: certificates where posts go with one, rotating posts, a stand-in."""

import datetime
from typing import Any
from uuid import UUID

from fadu.bureau.models import CertificateKind, Tenure
from fadu.procedure.acts import enter
from fadu.procedure.blocks.by_two import Opinion
from fadu.record.actor import ByOfficer
from fadu.record.moment import Moment, moment
from fadu.registers.staff.facts import (
    AppointmentFacts,
    CertificateFacts,
    PostRuleFacts,
    RuleChange,
)
from fadu.site.demo.cast import BUREAU, STAFF
from fadu.site.demo.founding import expect, step

_NUMBERS = {member.login: f"Q{place:03d}" for place, member in enumerate(STAFF, start=1)}
# Made-up cards: numbers, issuers and days are examples.
_REGISTRATION = ("examiner", "examiner2", "registrar", "registrar2")
_ENFORCEMENT = ("legal", "head")
_ISSUED = datetime.date(2019, 3, 1)
_ENDS = datetime.date(2021, 2, 28)


def certify(staff: dict[str, UUID]) -> None:
    """Cards as they stood at the beginning of the year, and the post that rotates."""
    at = moment(2019, 12, 30, 11)
    kinds = ((CertificateKind.REGISTRATION, "DJ", _REGISTRATION),
             (CertificateKind.ENFORCEMENT, "ZF", _ENFORCEMENT))  # fmt: skip
    for kind, mark, logins in kinds:
        for place, login in enumerate(logins, start=1):
            last = _ENDS if place == 1 else None
            facts = CertificateFacts(
                _NUMBERS[login], kind, f"示例{mark}{place:04d}", "发证机关（示例）", _ISSUED, last
            )
            _changed(staff, "staff.certificate", facts, at, login)
    for post in ("realestate.window", "realestate.registrar"):
        rotates = PostRuleFacts(RuleChange.ROTATES, post, "列为轮岗岗位（示例）", area="transfers")
        # The bureau's report names the fields of power for 2020.
        _changed(staff, "staff.post_rule", rotates, moment(2020, 1, 2, 9), post, by="security")


def stand_in(staff: dict[str, UUID]) -> None:
    """A month in which an examiner is in charge of the centre beside its head."""
    at = moment(2020, 8, 31, 9)
    facts = AppointmentFacts(
        _NUMBERS["examiner2"], "realestate.head", Tenure.IN_CHARGE, datetime.date(2020, 9, 1),
        "任职文件（示例）", datetime.date(2020, 9, 30),
    )  # fmt: skip
    _changed(staff, "staff.appointment", facts, at, "examiner2")


def _changed(
    staff: dict[str, UUID], procedure: str, facts: Any, at: Moment, mark: str, by: str = "personnel"
) -> None:
    proposer, director = ByOfficer(staff[by]), ByOfficer(staff["director"])
    key = f"demo:{procedure}:{mark}:{at.stamp}"
    opened = expect(enter(procedure, facts, "proposed", bureau=BUREAU, by=proposer, at=at, key=key))
    step(opened.case, "decide", "approve", director, at, Opinion())
