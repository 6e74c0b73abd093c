"""The case page: what cannot be undone is asked again, reasons and colleagues are named, values are
masked, the register stands beside the papers, and a long record costs no more than a short one.
"""

import re
import time
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from tests.stage import TUESDAY, case_of, done, key, person

from fadu.desk.tests.house import BUREAU, DESK, PASSWORD, As, House, address
from fadu.law.words import Words
from fadu.pages.files import served
from fadu.pages.viewer import Piece, viewer
from fadu.people.models import PersonalValue
from fadu.procedure.acts import hand_over
from fadu.procedure.models import Case
from fadu.record.models import Entry, EvidenceFile
from fadu.registers.realestate.procedures import TransfereeFacts
from fadu.registers.realestate.rules import CoOwnership

pytestmark = pytest.mark.django_db

REASONS = "合同与登记簿记载的权利人不一致"


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def now(case: Case) -> Case:
    return Case.objects.get(id=case.id)


def taking(case: Case, outcome: str, **more: str) -> dict[str, str]:
    return {"key": str(uuid4()), "step": case.state.step, "outcome": outcome, **more}


def at_entry(house: House) -> Case:
    return case_of(house.at_entry(house.unit()))


# What cannot be undone


def test_an_entry_is_asked_once_more_and_says_what_it_does(house: House, enter: As) -> None:
    case, client = at_entry(house), enter("registrar")
    form = taking(case, "entered")
    asked = client.post(address(case, "take/"), form)
    assert asked.status_code == 200 and now(case).seq == case.seq
    page = text(asked)
    for words in (
        "请确认：登簿",
        "此操作不能撤销，只能以新的行为更正",
        "发出文书：不动产权证书",
        "下一步：发证，由登记窗口办理",
        "某人1（转让方）、某人2（受让方）",
        "《不动产登记暂行条例》第二十一条",
        "可以处分",
    ):
        assert words in page
    assert f'name="key" value="{form["key"]}"' in page
    done_ = client.post(address(case, "take/"), {**form, "confirmed": "yes"}, follow=True)
    assert "已办理" in text(done_) and now(case).state.step == "issue"


def test_control_an_outcome_that_can_be_undone_is_not_asked_again(house: House, enter: As) -> None:
    case = house.accepted()
    client = enter("examiner")
    assert client.post(address(case, "take/"), taking(case, "pass")).status_code == 302
    assert now(case).state.step == "enter"


def test_closing_a_case_is_asked_once_more(house: House, enter: As) -> None:
    case = house.received()
    page = text(enter("window").post(address(case, "take/"), taking(case, "decline")))
    assert "本案办结" in page and now(case).status == "open"


def test_a_wrong_password_does_nothing_and_loses_nothing(
    house: House, enter: As, settings: Settings
) -> None:
    settings.FADU_PROOF_MINUTES = 15
    case = house.took(house.accepted(), "examiner", "examine", "refuse")
    client = enter("registrar")
    form = taking(case, "served", **{"served-reasons": REASONS})
    asked = text(client.post(address(case, "take/"), form))
    assert 'name="proof-password"' in asked and REASONS in asked
    wrong = {**form, "confirmed": "yes", "proof-password": "guessed"}
    refused = client.post(address(case, "take/"), wrong)
    assert refused.status_code == 422 and now(case).status == "open"
    page = text(refused)
    assert "登录密码不对，尚未办理" in page and "guessed" not in page
    assert f'name="served-reasons" value="{REASONS}"' in page
    right = {**form, "confirmed": "yes", "proof-password": PASSWORD}
    first = client.post(address(case, "take/"), right)
    second = client.post(address(case, "take/"), right, follow=True)
    assert first.status_code == 302 and "没有重复办理" in text(second)
    closed = now(case)
    assert closed.status == "closed" and closed.seq == case.seq + 1


def test_control_without_the_demand_no_password_is_asked(house: House, enter: As) -> None:
    case = at_entry(house)
    asked = text(enter("registrar").post(address(case, "take/"), taking(case, "entered")))
    assert 'name="proof-password"' not in asked


def test_words_that_look_like_a_reference_are_words(house: House, enter: As) -> None:
    case = house.took(house.accepted(), "examiner", "examine", "refuse")
    kept = PersonalValue.objects.filter(bureau=BUREAU, field="phone").first()
    assert kept is not None
    for typed in ("personal:no id", f"personal:{kept.id}"):
        form = taking(case, "served", **{"served-reasons": typed})
        page = text(enter("registrar").post(address(case, "take/"), form))
        assert typed in page and kept.value not in page


def test_back_to_change_keeps_what_was_typed(house: House, enter: As) -> None:
    case = house.took(house.accepted(), "examiner", "examine", "refuse")
    form = taking(case, "served", change="yes", **{"served-reasons": REASONS})
    page = enter("registrar").post(address(case, "take/"), form)
    assert page.status_code == 200 and REASONS in text(page)
    assert now(case).seq == case.seq


# Why can't I?


def test_a_colleague_of_another_post_reads_why_and_whom_to_ask(house: House, enter: As) -> None:
    case = at_entry(house)
    page = text(enter("examiner").get(address(case)))
    assert "“登簿”由“登簿岗”办理" in page and "《不动产登记暂行条例》第二十一条" in page
    assert "可以找：</span>登簿岗 <b>刘洋、孙涛</b>" in page
    assert page.count("为什么不能？") == 3  # stop the clocks, hand over, see numbers
    assert 'name="person"' not in page and 'name="to"' not in page


def test_whom_the_step_was_handed_to_is_named(house: House, enter: As) -> None:
    case = at_entry(house)
    to = house.staff["registrar2"]
    done(hand_over(case.id, to, bureau=BUREAU, by=house.by("head"), at=TUESDAY, key=key()))
    assert "<b>孙涛</b>" in text(enter("registrar").get(address(case)))


def test_control_who_may_act_reads_no_reason(house: House, enter: As) -> None:
    page = text(enter("registrar").get(address(at_entry(house))))
    assert "为什么不能？" not in page and "可以找" not in page


# Masked values


def seeing(case: Case, **more: Any) -> dict[str, Any]:
    seller = case.state.parties[0].person
    return {
        "key": str(uuid4()),
        "person": [str(seller)],
        "field": ["identity"],
        "purpose-reason": "identify",
        "purpose-note": "来电核对",
        **more,
    }


def test_values_are_seen_once_for_a_purpose(house: House, enter: As, settings: Settings) -> None:
    case, client = at_entry(house), enter("registrar")
    whole = person("", 1).identity
    assert whole not in text(client.get(address(case)))
    shown = client.post(address(case, "unmask/"), seeing(case))
    page = text(shown)
    assert whole in page and person("", 2).identity not in page
    assert person("", 1).phone not in page and "139****0001" in page
    assert "no-store" in shown["Cache-Control"]
    assert "查看 1 名当事人的完整证件号码（核对当事人身份）" in page and "说明：来电核对" in page
    again = text(client.get(address(case)))
    assert whole not in again and "来电核对" in again


def test_a_second_click_shows_it_and_a_later_reload_does_not(
    house: House, enter: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, client = at_entry(house), enter("registrar")
    form = seeing(case)
    client.post(address(case, "unmask/"), form)
    whole = person("", 1).identity
    assert whole in text(client.post(address(case, "unmask/"), form))
    monkeypatch.setattr("fadu.desk.unmasking._A_CLICK", 0)
    later = client.post(address(case, "unmask/"), form, follow=True)
    assert whole not in text(later) and "请重新说明事由" in text(later)
    assert Entry.objects.filter(case=case.id, kind="case.unmasked").count() == 1


def test_the_wrong_person_sees_nothing(house: House, enter: As) -> None:
    case = at_entry(house)
    for login, status in (("examiner", 422), ("window", 422), ("legal", 404), ("stranger", 404)):
        answer = enter(login).post(address(case, "unmask/"), seeing(case))
        assert answer.status_code == status
        assert person("", 1).identity not in text(answer)
    assert now(case).seq == case.seq


def test_no_reason_no_value_and_nothing_is_lost(house: House, enter: As) -> None:
    case, client = at_entry(house), enter("registrar")
    page = client.post(address(case, "unmask/"), seeing(case, **{"purpose-note": " "}))
    assert page.status_code == 422 and person("", 1).identity not in text(page)
    seller = case.state.parties[0].person
    assert f'name="person" value="{seller}" checked' in text(page)
    nobody = client.post(address(case, "unmask/"), seeing(case, person=[]))
    assert "没有选择本案当事人" in text(nobody) and "来电核对" in text(nobody)


# Side by side


def test_the_register_stands_beside_the_application(house: House, enter: As) -> None:
    half = TransfereeFacts(1, 2)
    unit = house.unit((1, 3), CoOwnership.SHARES, ((1, 2), (1, 2)), restriction="查封")
    answer = house.apply(unit, (1, 4), (2, 5), kind=CoOwnership.SHARES, share=half)
    page = text(enter("window").get(address(case_of(done(answer).case))))
    assert "90.00 m²" in page and "渠江街道" in page and "按份共有" in page
    assert "查封，自2018年1月2日，协助执行通知书" in page
    assert (
        "某人1 1/2" in page and '申请：转让方 某人1</span> <span class="tag tag-green">一致' in page
    )
    assert "申请：不在转让方中" in page  # 某人3 holds, and does not sell
    assert "登记簿中没有此人" in page  # 某人4 sells, and holds nothing
    assert "与申请不同：2 处" in page


def test_control_where_both_agree_nothing_is_marked(house: House, enter: As) -> None:
    page = text(enter("window").get(address(house.received())))
    assert "与申请没有不同" in page and "与申请不同" not in page


def test_after_the_entry_the_new_holder_is_compared(house: House, enter: As) -> None:
    case = at_entry(house)
    case = house.took(case, "registrar", "enter", "entered", TUESDAY)
    page = text(enter("window").get(address(case)))
    assert "（本案登簿）" in page and "申请：受让方 某人2" in page and "尚未发放" in page


def test_missing_papers_are_seen_at_one_look(house: House, enter: As) -> None:
    page = text(enter("window").get(address(house.received(papers=False))))
    assert "缺 登记申请书" in page and "✓ 登记申请书" not in page


def test_papers_are_turned_by_links_and_fetched_alone(house: House, enter: As) -> None:
    case, client = house.accepted(), enter("examiner")
    first = text(client.get(address(case)))
    assert "1 / 6" in first and 'rel="prev"' not in first
    later = re.search(r'rel="next" href="([^"]+)"', first)
    assert later
    second = text(client.get(later[1].partition("#")[0]))
    assert "2 / 6" in second and 'rel="prev"' in second and "<iframe" in second
    alone = text(client.get(later[1].partition("#")[0], headers={"HX-Target": "viewer"}))
    assert "2 / 6" in alone and "<html" not in alone
    assert "1 / 6" in text(client.get(f"{address(case)}?piece=nonsense"))
    hidden = enter("stranger").get(later[1].partition("#")[0], headers={"HX-Target": "viewer"})
    assert hidden.status_code == 404


def test_only_our_own_pages_may_frame_a_paper(house: House, enter: As) -> None:
    case = house.accepted()
    file = EvidenceFile.objects.filter(case=case.id).first()
    assert file is not None
    paper = enter("examiner").get(address(case, f"files/{file.id}/"))
    assert "frame-ancestors 'self'" in paper["Content-Security-Policy"]
    assert paper["X-Frame-Options"] == "SAMEORIGIN"
    page = enter("examiner").get(address(case))
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    elsewhere = served(RequestFactory().get("/"), file, "paper")
    assert "frame-ancestors 'none'" in elsewhere["Content-Security-Policy"]
    elsewhere.close()


def test_sound_and_film_are_played(house: House, enter: As) -> None:
    case = house.accepted()
    kinds = {"audio/mpeg": "<audio", "video/mp4": "<video", "image/png": "<img", "x/y": "下载文件"}
    for media_type, drawn in kinds.items():
        piece = Piece(case.id, Words("录音", "Recording"), media_type, "1 KB", "/a", "/b")
        page = render_to_string("pages/parts/viewer.html", {"viewer": viewer([piece], "")})
        assert drawn in page and "<iframe" not in page


# On to the next


def test_the_next_case_opens_if_the_officer_wishes(house: House, enter: As) -> None:
    first, second = house.accepted(), house.accepted()
    client = enter("examiner")
    skipped = client.get(f"{DESK}after/{first.number}/")
    assert client.get(f"{DESK}after/{second.number}/").headers["Location"] == address(first)
    assert skipped.headers["Location"] == address(second)
    client.post(address(first, "onward/"))
    page = client.post(address(first, "take/"), taking(first, "pass"), follow=True)
    assert page.redirect_chain[-1][0] == address(second)
    assert f"{first.number} 已办理" in text(page)
    page = client.post(address(second, "take/"), taking(second, "pass"), follow=True)
    assert page.redirect_chain[-1][0] == DESK and "没有其他等您办理的案件" in text(page)


def test_control_without_the_wish_the_case_stays_open(house: House, enter: As) -> None:
    first, _ = house.accepted(), house.accepted()
    sent = enter("examiner").post(address(first, "take/"), taking(first, "pass"))
    assert sent.headers["Location"] == address(first)


# A long record


def cost(client: Client, case: Case) -> tuple[int, float]:
    """Queries and seconds of the page, the best of three."""
    client.get(address(case))
    spent = []
    with CaptureQueriesContext(connection) as asked:
        client.get(address(case))
        queries = len(asked)
    for _ in range(3):
        start = time.perf_counter()
        client.get(address(case))
        spent.append(time.perf_counter() - start)
    return queries, min(spent)


def test_a_record_of_300_costs_no_more_than_twice_one_of_8(house: House, enter: As) -> None:
    short, long = at_entry(house), case_of(house.at_entry(house.unit((5,)), (5,), (6,)))
    turns = ("registrar2", "registrar")
    for case, entries in ((short, 8), (long, 300)):
        for number in range(entries - case.seq):
            by = house.by("head")
            to = house.staff[turns[number % 2]]
            done(hand_over(case.id, to, bureau=BUREAU, by=by, at=TUESDAY, key=key()))
    assert (now(short).seq, now(long).seq) == (8, 300)
    client = enter("registrar")
    (few, quick), (many, slow) = cost(client, short), cost(client, long)
    print(f"8 entries: {few} queries, {quick * 1000:.0f} ms; 300: {many}, {slow * 1000:.0f} ms")
    assert many <= few and slow <= 2 * quick
    page = text(client.get(address(long)))
    assert "显示全部 300 条" in page and page.count("移交经办人") == 20
    assert text(client.get(address(long), {"all": "1"})).count("移交经办人") == 297
