"""What the record says of staff."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.law.words import Words
from fadu.record.kinds import entry_kind
from fadu.registers.staff.rules import REASON_WORDS, AbsenceReason


@dataclass(frozen=True, slots=True)
class SectionEntered:
    """A section."""

    id: UUID
    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class PostEntered:
    """A post in a section."""

    id: UUID
    code: str
    name: Words
    section: UUID
    supervises: bool


@dataclass(frozen=True, slots=True)
class OfficerEntered:
    """An officer, by person id; the name lies apart, with the person's values."""

    id: UUID
    person: UUID
    staff_number: str


@dataclass(frozen=True, slots=True)
class AppointmentEntered:
    """An officer's appointment to a post."""

    id: UUID
    officer: UUID
    post: UUID
    since: date


@dataclass(frozen=True, slots=True)
class IncompatibleEntered:
    """Two posts that one person may not hold together."""

    id: UUID
    first: str
    second: str


@entry_kind("staff.founded")
@dataclass(frozen=True, slots=True)
class Founded:
    """The bureau with its sections, posts, officers and first appointments."""

    name: Words
    short_zh: str
    province_mark: str
    sections: tuple[SectionEntered, ...]
    posts: tuple[PostEntered, ...]
    officers: tuple[OfficerEntered, ...]
    appointments: tuple[AppointmentEntered, ...]
    incompatible: tuple[IncompatibleEntered, ...]

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"录入{self.name.zh}：{len(self.sections)} 个股室、{len(self.posts)} 个岗位、"
            f"{len(self.officers)} 名工作人员",
            f"{self.name.en} entered: {len(self.sections)} sections, {len(self.posts)} posts, "
            f"{len(self.officers)} officers",
        )


@entry_kind("staff.absence_entered")
@dataclass(frozen=True, slots=True)
class AbsenceEntered:
    """An officer is away from a day to a last day, and a deputy stands in (or nobody does).

    Names lie apart from the record; staff numbers say who it is.
    """

    id: UUID
    officer: UUID
    officer_number: str
    deputy: UUID | None
    deputy_number: str
    since: date
    last: date
    reason: AbsenceReason

    def sentence(self) -> Words:
        """What was done."""
        reason = REASON_WORDS[self.reason]
        by = Words("，无人代理", "; nobody stands in")
        if self.deputy:
            number = self.deputy_number
            by = Words(f"，由工号 {number} 代理", f"; no. {number} stands in")
        return Words(
            f"工号 {self.officer_number} 自 {self.since} 至 {self.last} 外出（{reason.zh}）{by.zh}",
            f"Officer no. {self.officer_number} away from {self.since} to {self.last} "
            f"({reason.en.lower()}){by.en}",
        )


@entry_kind("staff.absence_ended")
@dataclass(frozen=True, slots=True)
class AbsenceEnded:
    """An absence ends early: from this day on the officer holds his posts again."""

    absence: UUID
    officer: UUID
    officer_number: str
    on: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"工号 {self.officer_number} 自 {self.on} 起返岗，代理终止",
            f"Officer no. {self.officer_number} back from {self.on}; standing in has ended",
        )


@entry_kind("staff.deputy_named")
@dataclass(frozen=True, slots=True)
class DeputyNamed:
    """Who stands in for an officer as a rule (AB角), from a day on; or nobody any more."""

    id: UUID
    officer: UUID
    officer_number: str
    deputy: UUID | None
    deputy_number: str
    since: date

    def sentence(self) -> Words:
        """What was done."""
        officer, deputy = self.officer_number, self.deputy_number
        if self.deputy is None:
            return Words(
                f"自 {self.since} 起，工号 {officer} 不再有AB角",
                f"Officer no. {officer} has no standing deputy from {self.since}",
            )
        return Words(
            f"自 {self.since} 起，工号 {deputy} 为工号 {officer} 的AB角",
            f"No. {deputy} is the standing deputy of no. {officer} from {self.since}",
        )
