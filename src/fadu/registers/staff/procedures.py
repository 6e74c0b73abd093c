"""建局导入, then what changes in a running bureau: absences and who stands in."""

from dataclasses import dataclass
from datetime import date

from fadu.law.words import Words
from fadu.procedure.blocks.at_once import at_once
from fadu.procedure.declare import SYSTEM, Role
from fadu.procedure.facts import fact
from fadu.procedure.gate import Outcome
from fadu.registers.staff.acts import ABSENT, FOUND, NAMED, RETURNED
from fadu.registers.staff.rules import REASON_WORDS, SEPARATION, AbsenceReason

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
