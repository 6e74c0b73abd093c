"""Staff on the desk: proposed by one, approved by another, looked up by who watches over it."""

import datetime
import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.stage import MONDAY, Stage, case_of, done
from tests.test_absence import declared

from fadu.bureau.authority import posts_of
from fadu.bureau.models import Account, Appointment, Certificate, Officer, RotatingPost
from fadu.procedure.access import may_read, reader
from fadu.procedure.models import Case
from fadu.procedure.readers import readers_on
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id

DESK = "/desk/511725/"
STAFF = f"{DESK}staff/"
TODAY = datetime.date(2020, 3, 3)


@pytest.fixture
def stage(db: None, settings: Settings) -> Stage:
    """The bureau on a Tuesday."""
    settings.FADU_CLOCK = TODAY.isoformat()
    return Stage()


def entered(stage: Stage, login: str) -> Client:
    """The browser of one of the cast."""
    client = Client()
    held = {"bureau": "511725", "officer_id": stage.staff[login]}
    account, _ = Account.objects.get_or_create(username=login, defaults=held)
    client.force_login(account)
    return client


def read(client: Client, address: str, status: int = 200) -> str:
    """A page as text."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.content.decode())


def typed(**more: str) -> dict[str, str]:
    """What is typed to appoint the archivist to the window."""
    fields = {
        "officer": "Q010", "post": "realestate.window", "tenure": "regular",
        "since": "2020-03-03", "document": "任〔2020〕1号",
    } | more  # fmt: skip
    return {"key": str(uuid4()), **{f"staffing-{name}": said for name, said in fields.items()}}


def approved(stage: Stage) -> None:
    """The director approves the one proposal that waits, on its case page."""
    case = Case.objects.get(status="open", procedure__startswith="staff.")
    director = entered(stage, "director")
    page = read(director, f"{DESK}cases/{case.number}/")
    assert "这项变动" in page or case.procedure == "staff.joining"
    data = {"key": str(uuid4()), "step": "decide", "outcome": "approve", "approve-remark": ""}
    answer = director.post(f"{DESK}cases/{case.number}/take/", data | {"confirmed": "yes"})
    if answer.status_code == 200:  # asked once more
        text = answer.content.decode()
        again = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', text))
        answer = director.post(f"{DESK}cases/{case.number}/take/", data | again)
    assert answer.status_code == 302


def test_an_appointment_is_proposed_approved_and_holds_in_the_next_request(stage: Stage) -> None:
    personnel, archivist = entered(stage, "personnel"), entered(stage, "stranger")
    form = f"{STAFF}propose/appointment/"
    assert "提请审定" in read(personnel, f"{form}?officer=Q010")
    case = done(stage.apply(stage.unit())).case
    address = f"{DESK}cases/{case_of(case).number}/"
    read(archivist, address, 404)
    data = typed()
    for _ in range(2):  # a double click
        assert personnel.post(form, data).status_code == 302
    assert "等待审定" in read(personnel, STAFF)
    read(archivist, address, 404)
    approved(stage)
    assert posts_of("511725", stage.staff["stranger"], TODAY) == {"archive", "realestate.window"}
    read(archivist, address)
    page = read(personnel, f"{STAFF}officers/Q010/")
    assert "511725-2020-RZ-000001" in page and "建局导入" in page and "登记窗口" in page


def test_what_is_refused_says_why_and_keeps_what_was_typed(stage: Stage) -> None:
    personnel = entered(stage, "personnel")
    form = f"{STAFF}propose/appointment/"
    answer = personnel.post(form, typed(officer="Q003", post="realestate.registrar"))
    page = unescape(answer.content.decode())
    assert answer.status_code == 422 and "两者不相容" in page
    assert 'value="Q003" selected' in page and "任〔2020〕1号" in page
    answer = personnel.post(form, typed(tenure="acting"))
    assert answer.status_code == 422
    assert "须写明最后一天" in unescape(answer.content.decode())
    assert not Case.objects.filter(procedure="staff.appointment").exists()


def test_somebody_joins_by_the_page(stage: Stage) -> None:
    personnel = entered(stage, "personnel")
    form = f"{STAFF}propose/joining/"
    data = {
        "key": str(uuid4()), "staffing-since": "2020-03-03", "staffing-document": "录用通知",
        "newcomer-name": "唐新", "newcomer-identity": "11010519491231002X",
        "newcomer-staff_number": "Q100",
    }  # fmt: skip
    answer = personnel.post(form, data | {"newcomer-identity": "1101"})
    assert answer.status_code == 422 and "唐新" in answer.content.decode()
    assert personnel.post(form, data).status_code == 302
    approved(stage)
    assert Officer.objects.get(staff_number="Q100").name == "唐新"
    assert "没有岗位" in read(personnel, STAFF)


def test_an_appointment_ends_and_a_card_is_entered_by_the_page(stage: Stage) -> None:
    personnel = entered(stage, "personnel")
    row = Appointment.objects.get(officer=stage.staff["window"])
    form = f"{STAFF}propose/appointment_end/?appointment={row.id}"
    assert "登记窗口（2019-12-30 起）" in read(personnel, form)
    read(personnel, f"{STAFF}propose/appointment_end/", 404)
    fields = {"appointment": str(row.id), "on": "2020-03-03", "document": "免"}
    data = {"key": str(uuid4()), **{f"staffing-{name}": said for name, said in fields.items()}}
    assert personnel.post(form, data).status_code == 302
    approved(stage)
    assert not posts_of("511725", stage.staff["window"], TODAY)
    fields = {
        "officer": "Q008", "kind": "enforcement", "number": "川S-001", "issuer": "省政府",
        "since": "2019-01-01", "last": "2020-04-30", "renews": "",
    }  # fmt: skip
    data = {"key": str(uuid4()), **{f"staffing-{name}": said for name, said in fields.items()}}
    assert personnel.post(f"{STAFF}propose/certificate/", data).status_code == 302
    approved(stage)
    page = read(personnel, f"{STAFF}certificates/")
    assert "川S-001" in page and "90日内到期" in page
    assert "川S-001" in read(personnel, f"{STAFF}certificates/?light=amber")
    assert "没有这样的证件" in read(personnel, f"{STAFF}certificates/?light=red")
    card = Certificate.objects.get()
    change = f"{STAFF}propose/certificate_change/?certificate={card.id}"
    assert "川S-001，有效" in read(personnel, change)


def test_only_who_looks_after_staff_or_watches_sees_it(stage: Stage) -> None:
    pages = ("", "certificates/", "rotation/", "rules/", "access/", "officers/Q003/")
    for login in ("personnel", "director", "security", "auditor", "discipline", "head"):
        for page in pages:
            read(entered(stage, login), STAFF + page)
    for login in ("window", "examiner", "legal", "sysadmin"):
        for page in pages:
            read(entered(stage, login), STAFF + page, 404)
    read(entered(stage, "auditor"), f"{STAFF}propose/appointment/", 404)
    read(entered(stage, "personnel"), f"{STAFF}propose/post_rule/", 404)
    read(entered(stage, "security"), f"{STAFF}propose/post_rule/")
    read(entered(stage, "personnel"), f"{STAFF}officers/Q999/", 404)


def test_who_could_see_a_file_on_that_day(stage: Stage) -> None:
    case = case_of(done(stage.apply(stage.unit())).case)
    done(declared(stage, "examiner", "stranger", MONDAY, MONDAY))
    auditor = entered(stage, "auditor")
    asked = f"{STAFF}access/?number={case.number}&day="
    page = read(auditor, f"{asked}2020-03-02")
    assert "郑平" in page and "代李伟" in page and "511725-2020-WC-000001" in page
    assert "看全局案件" in page and "吴刚" in page
    page = read(auditor, f"{asked}2020-03-03")
    assert "郑平" not in page and "李伟" in page
    assert "当日还没有立卷" in read(auditor, f"{asked}2020-03-01")
    assert "这一天还没有到" in read(auditor, f"{asked}2021-03-01")
    assert "没有编号为" in read(auditor, f"{STAFF}access/?number=nothing", 404)
    read(auditor, f"{DESK}cases/{case.number}/", 404)  # he sees who could, never what


def test_the_answer_of_today_is_what_pages_let_each_officer_read(stage: Stage) -> None:
    """The look back and the rule in force tell one story, for every officer and every case."""
    done(stage.apply(stage.unit()))
    done(declared(stage, "examiner", "stranger", MONDAY, MONDAY))
    cases = list(Case.objects.all())
    assert len({case.procedure for case in cases}) >= 4
    for case in cases:
        could = {one.officer for one in readers_on(case, MONDAY.on)}
        for login, officer in stage.staff.items():
            let_in = may_read(case, reader(ByOfficer(officer), "511725", MONDAY.on))
            assert (officer in could) is let_in, (login, case.procedure)


def test_rotation_lists_who_has_held_a_rotating_post(stage: Stage) -> None:
    personnel = entered(stage, "personnel")
    assert "还没有岗位列为轮岗岗位" in read(personnel, f"{STAFF}rotation/")
    RotatingPost.objects.create(
        id=new_id(), bureau="511725", post="realestate.window", area="transfers"
    )
    page = read(personnel, f"{STAFF}rotation/")
    assert "陈敏" in page and "连续任职自 2019年12月30日" in page and "公共资源转让" in page
    assert "还没有规定轮岗年限" in page and "年限届满日" not in page
