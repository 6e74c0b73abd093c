"""The story of a founding: entered once, whole, by recorded act; a faulty one leaves nothing."""

import dataclasses
import datetime
from typing import Any
from uuid import UUID

import pytest
from tests.office import BUREAU, imported

from fadu.bureau.authority import posts_of, supervises
from fadu.bureau.models import Appointment, Bureau, IncompatiblePosts, Officer, Post, Section
from fadu.law.words import Words
from fadu.people.identity import PersonKind
from fadu.people.models import PersonalValue
from fadu.people.persons import known
from fadu.procedure.acts import open
from fadu.procedure.effective import Place
from fadu.procedure.opening import Applicant
from fadu.procedure.refusal import Answer, Done, Refused
from fadu.record.actor import ByOfficer, BySystem
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.record.moment import moment
from fadu.record.typed import from_plain
from fadu.registers.staff.acts.founding import FOUND
from fadu.registers.staff.entries import Founded
from fadu.registers.staff.procedures import (
    FoundingFacts,
    IncompatibleRow,
    OfficerFacts,
    PostRow,
    SectionRow,
)

pytestmark = pytest.mark.django_db

AT = moment(2019, 12, 30)
SINCE = datetime.date(2020, 1, 1)
INSTALLATION = BySystem("installation")
FACTS = FoundingFacts(
    name=Words("渠县自然资源局", "Qu County Natural Resources Bureau"),
    short_zh="渠县",
    province_mark="川",
    since=SINCE,
    sections=(SectionRow("registration", Words("登记中心", "Registration")),),
    posts=(
        PostRow("examiner", Words("审核岗", "Examiner"), "registration"),
        PostRow("registrar", Words("登簿岗", "Registrar"), "registration"),
        PostRow("head", Words("负责人", "Head"), "registration", supervises=True),
    ),
    incompatible=(IncompatibleRow("examiner", "registrar"),),
)


def officer(name: str, identity: str, number: str, posts: str) -> Applicant:
    return Applicant(
        "officer", PersonKind.NATURAL, name, identity, facts=OfficerFacts(number, posts),
        present=True,
    )  # fmt: skip


ZHAO = officer("赵审核", "11010519491231002X", "Q001", "examiner,head")
QIAN = officer("钱登簿", "440524188001010014", "Q002", "registrar")


def founded(facts: FoundingFacts = FACTS, staff: tuple[Applicant, ...] = (ZHAO, QIAN)) -> Answer:
    return imported("staff.founding", facts, staff, INSTALLATION, AT)


def who(number: str) -> UUID:
    return Officer.objects.get(staff_number=number).id


def test_a_bureau_is_entered_with_its_people() -> None:
    assert isinstance(founded(), Done)
    assert Bureau.objects.get(code=BUREAU).name.zh == "渠县自然资源局"
    assert dict(Officer.objects.values_list("staff_number", "name")) == {
        "Q001": "赵审核",
        "Q002": "钱登簿",
    }
    assert posts_of(BUREAU, who("Q001"), SINCE) == {"examiner", "head"}
    assert posts_of(BUREAU, who("Q002"), SINCE) == {"registrar"}
    assert supervises(BUREAU, who("Q001"), SINCE)
    assert not supervises(BUREAU, who("Q002"), SINCE)
    assert not posts_of(BUREAU, who("Q001"), SINCE - datetime.timedelta(days=1))
    assert IncompatiblePosts.objects.filter(first="examiner", second="registrar").exists()
    assert (Section.objects.count(), Post.objects.count()) == (1, 3)
    assert not Appointment.objects.filter(until__isnull=False).exists()


def test_the_record_says_so_without_a_name() -> None:
    answer = founded()
    assert isinstance(answer, Done)
    entry = Entry.objects.get(id=answer.entry)
    assert entry.payload["effect"]["act"] == "staff.found"
    assert entry.content["actor"] == {"kind": "system", "duty": "installation"}
    leaves = "".join(Entry.objects.values_list("leaf", flat=True))
    for secret in ("赵审核", "11010519491231002X"):
        assert secret not in leaves
        assert PersonalValue.objects.filter(value=secret).exists()


def test_a_name_stated_later_elsewhere_does_not_rename_an_officer_on_rebuilding() -> None:
    answer = founded()
    assert isinstance(answer, Done)
    zhao = Officer.objects.get(staff_number="Q001")
    PersonalValue.objects.create(
        id=new_id(), bureau=BUREAU, case=new_id(), person=zhao.person, field="name",
        value="赵别名", salt="00" * 32,
    )  # fmt: skip
    for model in (Appointment, Officer, Post, Section, IncompatiblePosts, Bureau):
        model._default_manager.all().delete()
    entry = Entry.objects.get(id=answer.entry)
    place = Place(BUREAU, answer.case, entry.id, entry.at, entry.recorded_at)
    FOUND.apply(from_plain(Founded, entry.payload["effect"]["data"]), place)
    assert Officer.objects.get(staff_number="Q001").name == "赵审核"
    assert known(BUREAU, [zhao.person])[zhao.person].name == "赵别名"


def changed(**more: Any) -> FoundingFacts:
    return dataclasses.replace(FACTS, **more)


EXAMINER = FACTS.posts[0]
FAULTS: dict[str, tuple[FoundingFacts, tuple[Applicant, ...], str]] = {
    "one holds both posts of a pair": (
        FACTS,
        (officer("赵审核", "11010519491231002X", "Q001", "examiner,registrar"),),
        "incompatible_posts",
    ),
    "a post that is not there": (
        FACTS,
        (officer("赵审核", "11010519491231002X", "Q001", "examiner,judge"),),
        "no_such_post",
    ),
    "no post": (FACTS, (officer("赵审核", "11010519491231002X", "Q001", ""),), "no_such_post"),
    "a pair of a post that is not there": (
        changed(incompatible=(IncompatibleRow("examiner", "registar"),)),
        (ZHAO,),
        "no_such_post",
    ),
    "a post in a section that is not there": (
        changed(posts=(*FACTS.posts, PostRow("legal", Words("法制岗", "Legal"), "law"))),
        (ZHAO,),
        "no_such_section",
    ),
    "a post twice": (changed(posts=(*FACTS.posts, EXAMINER)), (ZHAO,), "given_twice"),
    "a section twice": (changed(sections=FACTS.sections * 2), (ZHAO,), "given_twice"),
    "a staff number twice": (
        FACTS,
        (ZHAO, officer("钱登簿", "440524188001010014", "Q001", "registrar")),
        "given_twice",
    ),
    "an appointment twice": (
        FACTS,
        (officer("赵审核", "11010519491231002X", "Q001", "head,head"),),
        "given_twice",
    ),
}


@pytest.mark.parametrize(("facts", "staff", "code"), FAULTS.values(), ids=FAULTS)
def test_control_a_faulty_founding_is_refused_with_its_reason(
    facts: FoundingFacts, staff: tuple[Applicant, ...], code: str
) -> None:
    answer = founded(facts, staff)
    assert isinstance(answer, Refused)
    assert set(answer.codes) == {code}
    assert not Bureau.objects.exists()
    assert not Officer.objects.exists()


def test_control_a_bureau_is_not_founded_twice() -> None:
    assert founded()
    again = founded(staff=(officer("孙某", "513030198001010014", "Q009", "examiner"),))
    assert isinstance(again, Refused)
    assert again.codes == ("already_founded",)
    assert Officer.objects.count() == 2


def test_an_officer_cannot_found_a_bureau() -> None:
    assert founded()
    answer = open(
        "staff.founding", FACTS, bureau=BUREAU, by=ByOfficer(who("Q001")), at=AT,
        key=str(new_id()), applicants=(ZHAO,), channel="import",
    )  # fmt: skip
    assert isinstance(answer, Refused)
    assert answer.codes == ("not_your_step",)


def test_the_entry_counts_what_was_entered() -> None:
    named = Words("渠县自然资源局", "Qu County Bureau")
    said = Founded(named, "渠县", "川", (), (), (), (), ()).sentence()
    assert said.zh == "录入渠县自然资源局：0 个股室、0 个岗位、0 名工作人员"
    assert said.en == "Qu County Bureau entered: 0 sections, 0 posts, 0 officers"
