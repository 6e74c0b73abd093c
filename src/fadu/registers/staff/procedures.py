"""建局导入, then what changes in a running bureau: absences and who stands in."""

from dataclasses import dataclass
from datetime import date

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.blocks.at_once import at_once
from fadu.procedure.blocks.by_two import by_two
from fadu.procedure.declare import SYSTEM, Post, Procedure, Role
from fadu.procedure.effective import EffectiveAct
from fadu.procedure.facts import fact
from fadu.procedure.gate import Outcome
from fadu.registers.staff.acts.absence import ABSENT, NAMED, RETURNED
from fadu.registers.staff.acts.appointments import APPOINT, END
from fadu.registers.staff.acts.certificates import CERTIFY, CHANGE_CARD
from fadu.registers.staff.acts.founding import FOUND
from fadu.registers.staff.acts.himself import NOT_FOR_HIMSELF
from fadu.registers.staff.acts.officers import JOIN, LEAVE
from fadu.registers.staff.acts.post_rules import CHANGE_RULE
from fadu.registers.staff.facts import (
    AppointmentEndFacts,
    AppointmentFacts,
    CardChangeFacts,
    CertificateFacts,
    JoiningFacts,
    LeavingFacts,
    NewcomerFacts,
    PostRuleFacts,
)
from fadu.registers.staff.rules.absence import REASON_WORDS, AbsenceReason
from fadu.registers.staff.rules.certificates import HOLDING
from fadu.registers.staff.rules.posts import SEPARATION

PERSONNEL = Post("personnel", Words("人事岗", "Personnel officer"))
DIRECTOR = Post("director", Words("局长", "Director"))
SECURITY = Post("admin.security", Words("安全管理员", "Security administrator"))
AUDITOR = Post("admin.audit", Words("审计管理员", "Audit administrator"))
DISCIPLINE = Post("discipline", Words("纪检监察岗", "Discipline officer"))

FOUNDED = Outcome("founded", Words("已录入", "Entered"))


@dataclass(frozen=True)
class SectionRow:
    """A section to be set up."""

    code: str = fact("代码", "Code")
    name: Words = fact("名称", "Name")


@dataclass(frozen=True)
class PostRow:
    """A post to be set up."""

    code: str = fact("代码", "Code")
    name: Words = fact("名称", "Name")
    section: str = fact("股室", "Section")
    supervises: bool = fact("监督岗位", "Supervises", default=False)


@dataclass(frozen=True)
class IncompatibleRow:
    """Two posts that exclude each other."""

    first: str = fact("岗位", "Post")
    second: str = fact("不得兼任", "Excludes")


@dataclass(frozen=True)
class FoundingFacts:
    """The bureau as it starts."""

    name: Words = fact("机关名称", "Bureau")
    short_zh: str = fact("证书用地名", "Place name on certificates")
    province_mark: str = fact("省简称", "Province mark")
    since: date = fact("起始日", "From")
    sections: tuple[SectionRow, ...] = fact("股室", "Sections")
    posts: tuple[PostRow, ...] = fact("岗位", "Posts")
    incompatible: tuple[IncompatibleRow, ...] = fact("不相容岗位", "Incompatible posts")


@dataclass(frozen=True)
class OfficerFacts:
    """What is stated of each officer; `posts` are codes with commas between."""

    staff_number: str = fact("工号", "Staff number")
    posts: str = fact("岗位", "Posts")


FOUNDING = at_once(
    name="staff.founding",
    title=Words("建局导入", "Founding of the bureau"),
    mark="JJ",
    basis=SEPARATION,
    facts=FoundingFacts,
    act=FOUND,
    post=SYSTEM,
    step="found",
    step_title=Words("录入", "Entry"),
    outcome=FOUNDED,
    roles=(Role("officer", Words("工作人员", "Officer"), facts=OfficerFacts),),
)


@dataclass(frozen=True)
class AbsenceFacts:
    """Who is away, when, why, and who stands in: officers by their staff numbers."""

    officer: str = fact("外出人", "Who is away", pattern=r"\S{1,20}")
    since: date = fact("第一天", "First day")
    last: date = fact("最后一天", "Last day")
    reason: AbsenceReason = fact(
        "事由", "Reason", choices={reason.value: words for reason, words in REASON_WORDS.items()}
    )
    deputy: str = fact(
        "代理人",
        "Deputy",
        help=Words(
            "不选则由AB角代理；没有AB角的，无人代理",
            "When left open your standing deputy stands in; without one, nobody does",
        ),
        default="",
    )


@dataclass(frozen=True)
class ReturnFacts:
    """Which absence ends, and the first day back."""

    absence: str = fact("外出登记", "Absence")
    on: date = fact("返岗日", "First day back")


@dataclass(frozen=True)
class DeputyFacts:
    """For whom, and who stands in as a rule; nobody any more when it is "-"."""

    officer: str = fact("工作人员", "Officer", pattern=r"\S{1,20}")
    deputy: str = fact("AB角", "Standing deputy", pattern=r"\S{1,20}")


ABSENCE = at_once(
    name="staff.absence",
    title=Words("外出登记", "Entry of an absence"),
    mark="WC",
    basis=SEPARATION,
    facts=AbsenceFacts,
    act=ABSENT,
)
RETURN = at_once(
    name="staff.return",
    title=Words("返岗登记", "Return from an absence"),
    mark="FG",
    basis=SEPARATION,
    facts=ReturnFacts,
    act=RETURNED,
)
DEPUTY = at_once(
    name="staff.deputy",
    title=Words("AB角指定", "Naming of a standing deputy"),
    mark="AB",
    basis=SEPARATION,
    facts=DeputyFacts,
    act=NAMED,
)


def _by_two(
    name: str,
    title: Words,
    mark: str,
    facts: type,
    act: EffectiveAct,
    proposer: Post = PERSONNEL,
    basis: Citation = SEPARATION,
    roles: tuple[Role, ...] = (),
) -> Procedure:
    """Power is given and taken by two persons; nobody approves what is about himself."""
    return by_two(
        name=name, title=title, mark=mark, basis=basis, facts=facts, act=act, proposer=proposer,
        approver=DIRECTOR, approval_only=frozenset({NOT_FOR_HIMSELF}), roles=roles,
    )  # fmt: skip


JOINING = _by_two(
    "staff.joining", Words("到岗登记", "Entry of who joins"), "DG", JoiningFacts, JOIN,
    roles=(Role("officer", Words("到岗人员", "Who joins"), most=1, facts=NewcomerFacts),),
)  # fmt: skip
LEAVING = _by_two(
    "staff.leaving", Words("离任登记", "Entry of who leaves"), "LR", LeavingFacts, LEAVE
)
APPOINTMENT = _by_two(
    "staff.appointment", Words("任职", "Appointment"), "RZ", AppointmentFacts, APPOINT
)
APPOINTMENT_END = _by_two(
    "staff.appointment_end", Words("免职", "End of an appointment"), "MZ", AppointmentEndFacts, END
)
CERTIFICATE = _by_two(
    "staff.certificate", Words("证件登记和换发", "Entry and renewal of a certificate"), "ZJ",
    CertificateFacts, CERTIFY, basis=HOLDING,
)  # fmt: skip
CERTIFICATE_CHANGE = _by_two(
    "staff.certificate_change",
    Words("证件暂扣、发还、收回和复核", "Withholding, revocation and review of a certificate"),
    "ZB",
    CardChangeFacts,
    CHANGE_CARD,
    basis=HOLDING,
)
POST_RULE = _by_two(
    "staff.post_rule", Words("岗位规则变更", "Change of a rule on posts"), "GW", PostRuleFacts,
    CHANGE_RULE, SECURITY,
)  # fmt: skip
BY_TWO = (
    JOINING, LEAVING, APPOINTMENT, APPOINTMENT_END, CERTIFICATE, CERTIFICATE_CHANGE, POST_RULE,
)  # fmt: skip
