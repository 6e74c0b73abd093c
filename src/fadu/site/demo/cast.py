"""The cast: the bureau with its posts and officers, and the citizens of the demo's story."""

import datetime
from dataclasses import dataclass

from fadu.law.words import Words
from fadu.people.identity import PersonKind, resident_check_character
from fadu.procedure.opening import Applicant
from fadu.registers.staff.procedures import (
    FoundingFacts,
    IncompatibleRow,
    OfficerFacts,
    PostRow,
    SectionRow,
)

BUREAU = "511725"


def identity_number(birth: datetime.date, serial: int, division: str = BUREAU) -> str:
    """A well-formed resident number; serial 0-999."""
    first = f"{division}{birth:%Y%m%d}{serial:03d}"
    return first + resident_check_character(first)


@dataclass(frozen=True, slots=True)
class Member:
    """One of the bureau's staff: login, name, birth, posts, and the part in the story."""

    login: str
    name: str
    birth: datetime.date
    posts: tuple[str, ...]
    part: Words

    @property
    def identity(self) -> str:
        """The made-up identity number."""
        return identity_number(self.birth, 100 + len(self.login))


STAFF = (
    Member("window", "陈敏", datetime.date(1990, 3, 8), ("realestate.window",),
           Words("登记窗口", "Window clerk")),
    Member("window2", "周洁", datetime.date(1992, 7, 1), ("realestate.window",),
           Words("登记窗口（二号）", "Window clerk (no. 2)")),
    Member("examiner", "李伟", datetime.date(1985, 5, 20), ("realestate.examiner",),
           Words("登记审核", "Examiner")),
    Member("examiner2", "赵静", datetime.date(1988, 11, 2), ("realestate.examiner",),
           Words("登记审核（二）", "Examiner (no. 2)")),
    Member("registrar", "刘洋", datetime.date(1980, 1, 15), ("realestate.registrar",),
           Words("登簿", "Registrar")),
    Member("registrar2", "孙涛", datetime.date(1982, 9, 9), ("realestate.registrar",),
           Words("登簿（二）", "Registrar (no. 2)")),
    Member("head", "杨帆", datetime.date(1978, 4, 4), ("realestate.head",),
           Words("不动产登记中心负责人", "Head of the registration centre")),
    Member("legal", "黄琳", datetime.date(1986, 12, 4), ("legal", "bulletin.reviewer"),
           Words("法制股", "Legal officer")),
    Member("director", "吴刚", datetime.date(1970, 8, 8), ("director",),
           Words("局长", "Director")),
    Member("stranger", "郑平", datetime.date(1991, 2, 2), ("archive",),
           Words("档案室（与登记无关）", "Archive (nothing to do with registration)")),
    Member("office", "林岚", datetime.date(1989, 6, 5), ("bulletin.drafter", "dispatch.drafter"),
           Words("综合股（拟稿、信息发布）", "General section (drafts, publications)")),
    Member("keeper", "冯雪", datetime.date(1987, 2, 14), ("seal.keeper", "archive.keeper"),
           Words("文书档案室（印章、案卷）", "Records office (seals, volumes)")),
    Member("checker", "罗明", datetime.date(1984, 10, 9), ("office",),
           Words("文书档案室（核稿）", "Records office (checks documents)")),
    Member("personnel", "何静", datetime.date(1984, 3, 30), ("personnel",),
           Words("人事岗", "Personnel officer")),
    Member("discipline", "蒋毅", datetime.date(1976, 10, 11), ("discipline",),
           Words("纪检监察岗", "Discipline officer")),
    Member("sysadmin", "罗鹏", datetime.date(1993, 2, 17), ("admin.system",),
           Words("系统管理员", "System administrator")),
    Member("security", "许红", datetime.date(1987, 9, 23), ("admin.security",),
           Words("安全管理员", "Security administrator")),
    Member("auditor", "沈宁", datetime.date(1981, 5, 6), ("admin.audit",),
           Words("审计管理员", "Audit administrator")),
)  # fmt: skip


def founding_facts(since: datetime.date) -> FoundingFacts:
    """The bureau as it is entered at installation."""
    return FoundingFacts(
        name=Words("渠县自然资源局", "Qu County Natural Resources Bureau"),
        short_zh="渠县",
        province_mark="川",
        since=since,
        sections=(
            SectionRow("registration", Words("不动产登记中心", "Registration centre")),
            SectionRow("law", Words("政策法规股", "Legal section")),
            SectionRow("office", Words("局领导与办公室", "Leaders and office")),
            SectionRow("general", Words("综合股", "General section")),
            SectionRow("records", Words("文书档案室", "Records office")),
            SectionRow("personnel", Words("政工人事股", "Personnel section")),
            SectionRow("information", Words("信息中心", "Information centre")),
        ),
        posts=(
            PostRow("realestate.window", Words("登记窗口", "Registration window"), "registration"),
            PostRow("realestate.examiner", Words("登记审核岗", "Examiner"), "registration"),
            PostRow("realestate.registrar", Words("登簿岗", "Registrar"), "registration"),
            PostRow(
                "realestate.head", Words("登记中心负责人", "Head of centre"), "registration", True
            ),
            PostRow("legal", Words("法制岗", "Legal officer"), "law"),
            PostRow("director", Words("局长", "Director"), "office", True),
            PostRow("archive", Words("档案岗", "Archivist"), "office"),
            PostRow("seal.keeper", Words("印章保管岗", "Keeper of the seals"), "records"),
            PostRow("archive.keeper", Words("案卷保管岗", "Archivist"), "records"),
            PostRow("office", Words("核稿岗", "Checker of documents"), "records"),
            PostRow("dispatch.drafter", Words("拟稿岗", "Drafter of documents"), "general"),
            PostRow("bulletin.drafter", Words("信息发布岗", "Drafter of publications"), "general"),
            PostRow("bulletin.reviewer", Words("发布审查岗", "Reviewer of publications"), "law"),
            PostRow("personnel", Words("人事岗", "Personnel officer"), "personnel"),
            PostRow("discipline", Words("纪检监察岗", "Discipline officer"), "office"),
            PostRow("admin.system", Words("系统管理员", "System administrator"), "information"),
            PostRow("admin.security", Words("安全管理员", "Security administrator"), "information"),
            PostRow("admin.audit", Words("审计管理员", "Audit administrator"), "information"),
        ),
        incompatible=(
            IncompatibleRow("realestate.examiner", "realestate.registrar"),
            IncompatibleRow("legal", "director"),
            IncompatibleRow("bulletin.drafter", "bulletin.reviewer"),
            IncompatibleRow("dispatch.drafter", "office"),
            IncompatibleRow("director", "seal.keeper"),
            IncompatibleRow("personnel", "director"),
            IncompatibleRow("admin.security", "director"),
        ),
    )


def officers() -> tuple[Applicant, ...]:
    """The staff as parties of the founding."""
    return tuple(
        Applicant(
            role="officer",
            kind=PersonKind.NATURAL,
            name=member.name,
            identity=member.identity,
            facts=OfficerFacts(f"Q{number:03d}", ",".join(member.posts)),
            present=True,
        )
        for number, member in enumerate(STAFF, start=1)
    )


@dataclass(frozen=True, slots=True)
class Citizen:
    """A citizen of the story, with a way in."""

    login: str
    name: str
    identity: str
    phone: str
    part: Words


SELLER = Citizen("seller", "王芳", identity_number(datetime.date(1975, 6, 25), 301), "13900000001",
                 Words("转让方（卖方）", "Seller"))  # fmt: skip
BUYER = Citizen("buyer", "张强", identity_number(datetime.date(1993, 10, 1), 302), "13900000002",
                Words("受让方（买方）", "Buyer"))  # fmt: skip
NEIGHBOUR = Citizen("neighbour", "何俊", identity_number(datetime.date(1968, 4, 22), 303),
                    "13900000003", Words("邻居（与本案无关）", "Neighbour (no party)"))  # fmt: skip
CITIZENS = (SELLER, BUYER, NEIGHBOUR)

# The seller's flat: the unit of the story.
STORY_UNIT = "511725001001GB00001F00010001"
