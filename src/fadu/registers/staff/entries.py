"""What the record says of staff."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.bureau.certificates import CERTIFICATE_WORDS
from fadu.bureau.models import CertificateKind, Tenure
from fadu.law.words import Words
from fadu.record.kinds import entry_kind
from fadu.registers.staff.facts import (
    CARD_WORDS,
    LEAVING_WORDS,
    RULE_WORDS,
    TENURE_WORDS,
    CardChange,
    LeavingReason,
    RuleChange,
)
from fadu.registers.staff.rules.absence import REASON_WORDS, AbsenceReason


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


@entry_kind("staff.joined")
@dataclass(frozen=True, slots=True)
class OfficerJoined:
    """Somebody belongs to the bureau from a day on; the name lies apart."""

    id: UUID
    person: UUID
    staff_number: str
    since: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"工号 {self.staff_number} 自 {self.since} 起到岗",
            f"Officer no. {self.staff_number} joins on {self.since}",
        )


@entry_kind("staff.left")
@dataclass(frozen=True, slots=True)
class OfficerLeft:
    """An officer belongs to the bureau no more, from this day: posts, ways in, standing in end."""

    officer: UUID
    officer_number: str
    on: date
    reason: LeavingReason

    def sentence(self) -> Words:
        """What was done."""
        why = LEAVING_WORDS[self.reason]
        return Words(
            f"工号 {self.officer_number} 自 {self.on} 起离任（{why.zh}），全部岗位和登录终止",
            f"Officer no. {self.officer_number} leaves on {self.on} ({why.en.lower()}); "
            "every post and every session end",
        )


@entry_kind("staff.appointed")
@dataclass(frozen=True, slots=True)
class Appointed:
    """An officer holds a post from a day on, to a last day where one is set."""

    id: UUID
    officer: UUID
    officer_number: str
    post: UUID
    post_code: str
    post_name: Words
    tenure: Tenure
    since: date
    last: date | None
    held_since: date

    def sentence(self) -> Words:
        """What was done."""
        how = TENURE_WORDS[self.tenure]
        until = Words(f"至 {self.last}", f" to {self.last}") if self.last else Words("起", " on")
        return Words(
            f"工号 {self.officer_number} {how.zh}“{self.post_name.zh}”，自 {self.since} {until.zh}",
            f"Officer no. {self.officer_number}: {how.en.lower()} as “{self.post_name.en}” "
            f"from {self.since}{until.en}",
        )


@entry_kind("staff.appointment_ended")
@dataclass(frozen=True, slots=True)
class AppointmentEnded:
    """An appointment ends: from this day the post is no longer held."""

    appointment: UUID
    officer: UUID
    officer_number: str
    post_name: Words
    on: date

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"工号 {self.officer_number} 自 {self.on} 起不再任“{self.post_name.zh}”",
            f"Officer no. {self.officer_number} no longer holds “{self.post_name.en}” "
            f"from {self.on}",
        )


@entry_kind("staff.certificate_entered")
@dataclass(frozen=True, slots=True)
class CertificateEntered:
    """A certificate of an officer as it is printed, new or renewed."""

    id: UUID
    officer: UUID
    officer_number: str
    kind: CertificateKind
    number: str
    issuer: str
    since: date
    last: date | None
    renews: UUID | None

    def sentence(self) -> Words:
        """What was done."""
        what = CERTIFICATE_WORDS[self.kind]
        done = Words("换发", "renewed") if self.renews else Words("登记", "entered")
        until = Words(f"至 {self.last}", f" to {self.last}") if self.last else Words("起", " on")
        return Words(
            f"{done.zh}工号 {self.officer_number} 的{what.zh} {self.number}，"
            f"有效期自 {self.since} {until.zh}",
            f"{what.en} {self.number} of officer no. {self.officer_number} {done.en}, "
            f"valid from {self.since}{until.en}",
        )


@entry_kind("staff.certificate_changed")
@dataclass(frozen=True, slots=True)
class CertificateChanged:
    """A certificate is withheld, given back, revoked or reviewed; `id` is that of a suspension."""

    id: UUID
    certificate: UUID
    number: str
    officer_number: str
    change: CardChange
    on: date

    def sentence(self) -> Words:
        """What was done."""
        what = CARD_WORDS[self.change]
        return Words(
            f"{what.zh}工号 {self.officer_number} 的证件 {self.number}，自 {self.on} 起",
            f"Certificate {self.number} of officer no. {self.officer_number}: "
            f"{what.en.lower()}, from {self.on}",
        )


@entry_kind("staff.post_rule_changed")
@dataclass(frozen=True, slots=True)
class PostRuleChanged:
    """Two posts exclude each other or no longer do; a post rotates or no longer does."""

    id: UUID
    change: RuleChange
    first: str
    second: str
    area: str

    def sentence(self) -> Words:
        """What was done."""
        what = RULE_WORDS[self.change]
        pair = f"{self.first} × {self.second}" if self.second else self.first
        return Words(f"{what.zh}：{pair}", f"{what.en}: {pair}")
