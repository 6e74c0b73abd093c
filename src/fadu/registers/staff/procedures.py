"""建局导入: the installation enters the bureau once, before anybody can act."""

from dataclasses import dataclass
from datetime import date

from fadu.law.words import Words
from fadu.procedure.declare import DONE, INTERNAL, SYSTEM, Procedure, Role, Step
from fadu.procedure.facts import fact
from fadu.procedure.gate import Outcome
from fadu.registers.staff.acts import FOUND, not_founded_yet, posts_well_filled
from fadu.registers.staff.rules import SEPARATION

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


FOUNDING = Procedure(
    name="staff.founding",
    title=Words("建局导入", "Founding of the bureau"),
    mark="JJ",
    power="",
    basis=(SEPARATION,),
    promise=INTERNAL,
    statutory=INTERNAL,
    facts=FoundingFacts,
    papers=None,
    roles=(Role("officer", Words("工作人员", "Officer"), facts=OfficerFacts),),
    for_parties=False,
    steps=(
        Step(
            "found",
            Words("录入", "Entry"),
            post=SYSTEM,
            basis=SEPARATION,
            limit=INTERNAL,
            next={FOUNDED: DONE},
            gates=(not_founded_yet, posts_well_filled),
            does={FOUNDED: FOUND},
        ),
    ),
)
