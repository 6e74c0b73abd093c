"""The pages of absence: declared, refused with what was typed, ended early, seen by the head."""

import datetime
import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.browse import entered, read
from tests.stage import Stage

from fadu.bureau.models import Absence, StandingDeputy

DESK = "/desk/511725/absence/"
TODAY = datetime.date(2020, 3, 3)  # a Tuesday


@pytest.fixture
def stage(db: None, settings: Settings) -> Stage:
    """The bureau on that Tuesday."""
    settings.FADU_CLOCK = TODAY.isoformat()
    return Stage()


def typed(**more: str) -> dict[str, str]:
    """What is typed: the examiner is on leave until Thursday."""
    fields = {"officer": "Q003", "since": "2020-03-03", "last": "2020-03-05", "reason": "leave"}
    fields |= more
    return {"key": str(uuid4()), **{f"absence-{name}": said for name, said in fields.items()}}


def test_an_absence_is_declared_and_ended_early(stage: Stage) -> None:
    examiner = entered(stage.by("examiner"))
    assert "没有外出记录" in read(examiner, DESK)
    data = typed(deputy="Q002")
    for _ in range(2):  # a double click
        assert examiner.post(DESK, data).status_code == 302
    row = Absence.objects.get()
    assert (row.since, row.until) == (TODAY, datetime.date(2020, 3, 6))
    page = read(examiner, DESK)
    assert "返岗日：2020年3月6日 星期五" in re.sub("<[^>]+>", "", page)
    assert "外出中" in page and "代理人：周洁" in page
    deputy = read(entered(stage.by("window2")), DESK)
    assert "您今天代理：<b>李伟</b>" in deputy
    back = {"key": str(uuid4()), "on": "2020-03-04"}
    assert examiner.post(f"{DESK}{row.id}/back/", back).status_code == 302
    assert Absence.objects.get().until == datetime.date(2020, 3, 4)


def test_what_is_refused_says_why_and_keeps_what_was_typed(stage: Stage) -> None:
    examiner = entered(stage.by("examiner"))
    answer = examiner.post(DESK, typed(deputy="Q005", last="2020-03-06"))
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "刘洋 在“登簿岗”，与“登记审核岗”是不相容岗位" in page and "请另选" in page
    assert 'value="2020-03-06"' in page and 'value="Q005" selected' in page
    answer = examiner.post(DESK, typed(last=""))
    assert answer.status_code == 422 and "请填写“最后一天”" in unescape(answer.content.decode())
    assert not Absence.objects.exists()


def test_nobody_ends_or_enters_it_for_another_but_the_head(stage: Stage) -> None:
    entered(stage.by("examiner")).post(DESK, typed(deputy="Q002"))
    row = Absence.objects.get()
    back = {"key": str(uuid4()), "on": "2020-03-04"}
    answer = entered(stage.by("window2")).post(f"{DESK}{row.id}/back/", back)
    assert answer.status_code == 422 and "只能为本人登记" in unescape(answer.content.decode())
    head = entered(stage.by("head"))
    assert "李伟" in read(head, DESK)
    assert head.post(f"{DESK}{row.id}/back/", back).status_code == 302
    assert head.post(DESK, typed(officer="Q001", deputy="Q002")).status_code == 302
    assert Absence.objects.filter(officer=stage.staff["window"]).exists()
    assert "<option" not in read(entered(stage.by("examiner")), DESK).split("absence-since")[0]


def test_the_calendar_warns_of_uncovered_posts_and_pairs_on_working_days(stage: Stage) -> None:
    head = entered(stage.by("head"))
    named = {"key": str(uuid4()), "deputy-officer": "Q003", "deputy-deputy": "Q004"}
    assert head.post(f"{DESK}deputies/", named).status_code == 302
    assert StandingDeputy.objects.count() == 1
    for officer in ("Q003", "Q004"):  # both examiners, Friday to Monday
        data = typed(officer=officer, since="2020-03-06", last="2020-03-09", deputy="-")
        assert head.post(DESK, data).status_code == 302
    page = read(head, f"{DESK}section/?section=registration")
    lines = [line.split("</li>")[0] for line in page.split("<li><b>")[1:]]
    days = {line[:15].split(" ")[0]: line for line in lines}
    for day in ("2020年3月6日", "2020年3月9日"):
        assert "登记审核岗无人在岗" in days[day] and "AB角同时外出：李伟、赵静" in days[day]
    for day in ("2020年3月7日", "2020年3月8日"):
        assert "休息日" in days[day] and "无人在岗" not in days[day]
    assert "没有人外出" in read(head, f"{DESK}section/?month=2020-04&section=registration")
    assert "还没有公布" in read(head, f"{DESK}section/?month=2031-01")


def test_control_a_covered_post_is_no_warning(stage: Stage) -> None:
    head = entered(stage.by("head"))
    head.post(DESK, typed(deputy="Q004"))
    page = read(head, f"{DESK}section/?section=registration")
    assert "李伟" in page and "无人在岗" not in page


def test_an_officer_sees_his_own_section_and_names_nobody(stage: Stage) -> None:
    head = entered(stage.by("head"))
    head.post(DESK, typed(deputy="Q004"))
    examiner = entered(stage.by("examiner2"))
    page = read(examiner, f"{DESK}section/")
    assert "李伟" in page and "指定AB角</button>" not in page
    assert "李伟" not in read(entered(stage.by("legal")), f"{DESK}section/")
    named = {"key": str(uuid4()), "deputy-officer": "Q003", "deputy-deputy": "Q004"}
    answer = examiner.post(f"{DESK}deputies/", named)
    assert answer.status_code == 422 and "AB角由负责人指定" in unescape(answer.content.decode())


def test_who_has_not_entered_is_sent_to_the_entry(stage: Stage) -> None:
    for address in (DESK, f"{DESK}section/"):
        assert Client().get(address).status_code == 302
