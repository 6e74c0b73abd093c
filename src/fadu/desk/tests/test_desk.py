"""The officer's day: entry, inbox, case page, acts, counter; with the wrong post and a stranger."""

import datetime
import re
import zipfile
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from tests.scans import pdf_of
from tests.stage import MONDAY, case_of, person

from fadu.bureau.authority import posts_of, remembering
from fadu.desk.queue import lit
from fadu.desk.tests.house import BUREAU, DESK, PASSWORD, As, House, address
from fadu.law.calendar import Calendar
from fadu.procedure import clocks
from fadu.procedure.models import Case, CaseDocument, Task
from fadu.record.models import Entry, EvidenceFile
from fadu.record.moment import moment

pytestmark = pytest.mark.django_db


def taking(case: Case, outcome: str, **more: str) -> dict[str, str]:
    return {"key": str(uuid4()), "step": case.state.step, "outcome": outcome, **more}


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def now(case: Case) -> Case:
    return Case.objects.get(id=case.id)


# Entry


def test_entry_by_password_leads_to_where_one_wanted(house: House, client: Client) -> None:
    sent = client.get(f"{DESK}cases/")
    assert sent.headers["Location"].startswith("/desk/login/")
    wrong = client.post("/desk/login/", {"username": "window", "password": "guessed"})
    assert wrong.status_code == 422
    assert "用户名或密码不对" in text(wrong)
    right = {"username": "window", "password": PASSWORD, "next": f"{DESK}cases/"}
    assert client.post("/desk/login/", right).headers["Location"] == f"{DESK}cases/"
    away = {**right, "next": "https://elsewhere.example/"}
    assert client.post("/desk/login/", away).headers["Location"] == DESK
    client.post("/desk/leave/")
    assert client.get(DESK).status_code == 302


def test_one_click_entry_is_in_the_demo_alone(
    house: House, client: Client, settings: Settings
) -> None:
    assert client.post("/desk/login/as/", {"username": "director"}).status_code == 404
    assert "director" not in text(client.get("/desk/login/"))
    settings.FADU_PROFILE = "demo"
    assert "局长" in text(client.get("/desk/login/"))
    assert client.get("/desk/login/as/?username=zhou").status_code == 405
    entered = client.post("/desk/login/as/", {"username": "director"})
    assert entered.headers["Location"] == f"{DESK}board/"
    assert client.get(DESK).status_code == 200


# Inbox


def test_the_inbox_holds_only_what_waits_for_my_posts(house: House, enter: As) -> None:
    at_window, at_examiner = house.received(), house.accepted()
    mine = text(enter("examiner").get(DESK))
    assert at_examiner.number in mine
    assert at_window.number not in mine
    assert at_window.number in text(enter("window").get(DESK))
    for name in ("registrar", "legal", "stranger", "director"):
        page = text(enter(name).get(DESK))
        assert at_window.number not in page
        assert at_examiner.number not in page


def test_what_is_handed_over_is_in_one_inbox_alone(house: House, enter: As) -> None:
    case = house.accepted()
    first, second = enter("examiner"), enter("examiner2")
    to = {"key": str(uuid4()), "to": str(house.staff["examiner2"])}
    assert first.post(address(case, "hand-over/"), to).status_code == 302
    accepts = {"answer": "accept", "key": str(uuid4())}
    assert second.post(address(case, "hand-over/answer/"), accepts).status_code == 302
    assert case.number in text(second.get(DESK))
    assert case.number not in text(first.get(DESK))
    refused = first.post(address(case, "take/"), taking(now(case), "pass"))
    assert "已交由另一名经办人" in text(refused)


def test_the_inbox_is_sorted_and_lit_by_urgency(house: House, enter: As) -> None:
    late, new = house.accepted(moment(2020, 2, 24)), house.accepted(moment(2020, 3, 3, 1))
    page = text(enter("examiner").get(DESK))
    assert page.index(late.number) < page.index(new.number)
    assert "已超期" in page
    red = text(enter("examiner").get(DESK, {"light": "red"}))
    assert late.number in red
    assert new.number not in red
    found = text(enter("examiner").get(DESK, {"q": new.number[-4:]}))
    assert new.number in found
    assert late.number not in found
    none = text(enter("examiner").get(DESK, {"light": "green", "q": late.number}))
    assert "没有符合筛选条件的行" in none


def test_lights_in_the_list_agree_with_the_clock(house: House) -> None:
    today = MONDAY.on
    task = Task.objects.get(case=house.accepted())
    for offset in range(-10, 15):
        due = today + datetime.timedelta(days=offset)
        Task.objects.filter(pk=task.pk).update(due=due)
        fits = [
            name for name, fit in lit(today, BUREAU).items() if Task.objects.filter(fit).exists()
        ]
        assert fits == [clocks.light(due, today, Calendar.shipped())]


# Reading


def test_a_case_that_is_not_mine_does_not_exist(house: House, enter: As) -> None:
    case = house.accepted()
    file = EvidenceFile.objects.filter(case=case.id).first()
    document = CaseDocument.objects.filter(case=case).first()
    assert file is not None
    assert document is not None
    hidden = [
        address(case),
        f"{DESK}case/{case.id}/",
        address(case, f"files/{file.id}/"),
        address(case, f"documents/{document.id}/"),
        address(case, "bundle.zip"),
    ]
    for name in ("legal", "stranger"):
        client = enter(name)
        assert {client.get(page).status_code for page in hidden} == {404}
        assert client.post(address(case, "take/"), taking(case, "pass")).status_code == 404
        assert case.number not in text(client.get(f"{DESK}cases/"))
        assert client.get(f"{DESK}cases/", {"q": case.number}).status_code == 200
    assert {Client().get(page).status_code for page in hidden} == {302}
    assert enter("director").get(address(case)).status_code == 200
    assert now(case).seq == case.seq


def test_files_belong_to_their_case(house: House, enter: As) -> None:
    one, other = house.accepted(), house.accepted()
    file = EvidenceFile.objects.filter(case=one.id).first()
    assert file is not None
    client = enter("examiner")
    served = client.get(address(one, f"files/{file.id}/"))
    assert b"".join(served.streaming_content).startswith(b"%PDF-1.")  # type: ignore[attr-defined]
    assert served["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'none'" in served["Content-Security-Policy"]
    assert served["Content-Disposition"].startswith("inline")
    assert client.get(address(other, f"files/{file.id}/")).status_code == 404


def test_the_case_page_tells_the_record_and_masks_identities(house: House, enter: As) -> None:
    case = house.accepted()
    page = text(enter("examiner").get(address(case)))
    for entry in Entry.objects.filter(case=case.id):
        assert entry.sha256 in page
        assert entry.sm3 in page
    assert "500,000.00 元" in page
    assert "某人1" in page
    assert person("", 1).identity not in page
    assert "513030**********" in page
    assert "《不动产登记暂行条例》第十八条" in page
    english = Client(headers={"accept-language": "en"})
    english.force_login(house.accounts["examiner"])
    assert "Where it stands" in text(english.get(address(case)))


# Acts


def test_a_step_is_taken_and_the_page_says_so(house: House, enter: As) -> None:
    case = house.accepted()
    done = enter("examiner").post(address(case, "take/"), taking(case, "pass"), follow=True)
    assert "已办理" in text(done)
    assert now(case).state.step == "enter"


def test_the_wrong_post_is_refused_with_article_and_remedy(house: House, enter: As) -> None:
    case = house.accepted()
    page = text(enter("window").get(address(case)))
    assert "由“登记审核岗”办理" in page
    refused = enter("window").post(address(case, "take/"), taking(case, "pass"))
    assert refused.status_code == 422
    assert "由“登记审核岗”办理" in text(refused)
    assert "请由该岗位人员办理" in text(refused)
    assert "《不动产登记暂行条例》第十八条" in text(refused)
    assert now(case).seq == case.seq


def test_a_double_click_acts_once(house: House, enter: As) -> None:
    case = house.accepted()
    client, form = enter("examiner"), taking(case, "pass")
    client.post(address(case, "take/"), form)
    once = now(case).seq
    again = client.post(address(case, "take/"), form, follow=True)
    assert "没有重复办理" in text(again)
    assert now(case).seq == once


def test_control_another_key_is_another_act(house: House, enter: As) -> None:
    case = house.accepted()
    client = enter("examiner")
    client.post(address(case, "take/"), taking(case, "pass"))
    stale = client.post(address(case, "take/"), taking(case, "pass"))
    assert stale.status_code == 422
    assert "本案现在处于“登簿”" in text(stale)


def test_a_form_without_a_key_is_no_form_of_ours(house: House, enter: As) -> None:
    case = house.accepted()
    form = {**taking(case, "pass"), "key": "1"}
    assert enter("examiner").post(address(case, "take/"), form).status_code == 404
    assert enter("examiner").get(address(case, "take/")).status_code == 405


def test_what_was_typed_is_kept_when_refused(house: House, enter: As) -> None:
    case = house.took(house.accepted(), "examiner", "examine", "refuse")
    typed = "合同与登记簿记载的权利人不一致"
    wrong = enter("examiner").post(
        address(case, "take/"), taking(case, "served", **{"served-reasons": typed})
    )
    assert wrong.status_code == 422
    client = enter("registrar")
    empty = client.post(address(case, "take/"), taking(case, "served"))
    assert empty.status_code == 422
    assert "请填写“理由”" in text(empty)
    stale = taking(case, "served", confirmed="yes", **{"served-reasons": typed})
    stale["step"] = "refused"
    done = client.post(address(case, "take/"), stale, follow=True)
    assert "已办理" in text(done)
    assert now(case).status == "closed"
    again = client.post(address(case, "take/"), {**stale, "key": str(uuid4())})
    assert again.status_code == 422
    assert "本案已办结" in text(again)


def test_a_gate_that_stands_against_an_act_says_why_beforehand(house: House, enter: As) -> None:
    sealed = case_of(house.at_entry(house.unit(restriction="查封")))
    page = text(enter("registrar").get(address(sealed)))
    assert '<button type="button" class="btn btn-quiet" disabled>登簿</button>' in page
    assert "查封" in page
    free = case_of(house.at_entry(house.unit((3,)), (3,)))
    page = text(enter("registrar").get(address(free)))
    assert "disabled" not in page
    refused = enter("registrar").post(address(sealed, "take/"), taking(sealed, "entered"))
    assert refused.status_code == 422
    assert now(sealed).state.step == "enter"


def test_clocks_stop_and_run_again(house: House, enter: As) -> None:
    case = house.accepted()
    client = enter("examiner")
    stop = {"key": str(uuid4()), "stop": "public_notice"}
    page = text(client.post(address(case, "suspend/"), stop, follow=True))
    assert "已停止计时" in page
    assert "《不动产登记暂行条例实施细则》第十七条" in page
    page = text(client.post(address(case, "resume/"), {"key": str(uuid4())}, follow=True))
    assert "已恢复计时" in page
    none = client.post(address(case, "suspend/"), {"key": str(uuid4()), "stop": "holiday"})
    assert "没有“holiday”这一停止计时的法定事由" in text(none)


def test_the_window_adds_papers_and_confirmations(house: House, enter: As) -> None:
    case = house.received(papers=False, present=False)
    client = enter("window")
    assert "缺少材料" in text(client.get(address(case)))
    upload = {
        "key": str(uuid4()),
        "paper-contract": SimpleUploadedFile("合同.pdf", pdf_of("signed")),
        "confirm": [str(party.person) for party in case.state.parties],
    }
    assert client.post(address(case, "supplement/"), upload).status_code == 302
    after = now(case)
    assert list(after.state.papers) == ["contract"]
    assert all(party.confirmed for party in after.state.parties)
    script = {"key": str(uuid4()), "paper-contract": SimpleUploadedFile("a.pdf", b"<script>")}
    refused = client.post(address(case, "supplement/"), script)
    assert refused.status_code == 422
    assert "“a.pdf”是网页或矢量图" in text(refused)


# Papers out


def test_documents_are_made_on_demand(house: House, enter: As) -> None:
    case = house.accepted()
    document = CaseDocument.objects.get(case=case, text="procedure.receipt")
    made = enter("examiner").get(address(case, f"documents/{document.id}/"))
    assert b"".join(made.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert made["Content-Type"] == "application/pdf"


def test_the_case_leaves_as_one_zip(house: House, enter: As) -> None:
    case = house.accepted()
    sent = enter("director").get(address(case, "bundle.zip"))
    whole = zipfile.ZipFile(BytesIO(b"".join(sent.streaming_content)))  # type: ignore[attr-defined]
    assert whole.namelist()[0] == "manifest.json"
    assert sent["Content-Disposition"].startswith("attachment")


def test_control_the_inbox_would_show_foreign_tasks_without_its_filter(house: House) -> None:
    house.received()
    house.accepted()
    assert Task.objects.filter(case__procedure="realestate.transfer").count() == 2


def test_a_page_asks_once_where_its_officer_stands(enter: As) -> None:
    window = enter("window")
    window.get(DESK)
    with CaptureQueriesContext(connection) as asked:
        window.get(DESK)
    assert sum("held.until" in query["sql"] for query in asked.captured_queries) == 1


def test_control_an_act_asks_anew_each_time(house: House) -> None:
    me, day = house.staff["window"], datetime.date(2020, 3, 3)
    with CaptureQueriesContext(connection) as asked:
        posts_of(BUREAU, me, day)
        posts_of(BUREAU, me, day)
    assert len(asked) == 2
    with remembering(), CaptureQueriesContext(connection) as once:
        assert posts_of(BUREAU, me, day) == posts_of(BUREAU, me, day)
    assert len(once) == 1
