"""The inbox as it is worked with: grouped, filtered, saved, handed over, the next one taken."""

import datetime
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.stage import MONDAY, TUESDAY, done, key

from fadu.desk.models import SavedFilter
from fadu.desk.queue import oversight, waiting
from fadu.desk.tests.house import BUREAU, DESK, As, House
from fadu.procedure.access import reader
from fadu.procedure.acts import enter as enter_absence
from fadu.procedure.acts import hand_over
from fadu.procedure.models import Case, Task
from fadu.procedure.numbers import numbers_meant
from fadu.procedure.timeline import lines
from fadu.record.moment import moment
from fadu.registers.staff.procedures import AbsenceFacts
from fadu.registers.staff.rules.absence import AbsenceReason

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def listed(response: Any) -> list[str]:
    """The numbers of the rows, in order."""
    return re.findall(r"data-key-item>([^<]+)<", response.content.decode())


def officer_of(case: Case) -> Any:
    return Task.objects.get(case=case).officer


# Seeing


def test_groups_open_their_lists(house: House, enter: As) -> None:
    late = house.accepted(moment(2020, 2, 24))
    soon = house.accepted(TUESDAY)
    client = enter("examiner")
    for grouping in ("step", "due", "party"):
        page = client.get(DESK, {"group": grouping})
        groups = page.context["groups"]
        assert groups, grouping
        for group in groups:
            assert len(listed(client.get(f"{DESK}{group.address}"))) == group.total
    days = client.get(DESK, {"group": "due"}).context["groups"]
    assert [group.total for group in days] == [1, 1]
    assert [group.red for group in days] == [1, 0]
    assert listed(client.get(f"{DESK}{days[0].address}")) == [late.number]
    assert listed(client.get(DESK, {"sort": "-due"})) == [soon.number, late.number]


def test_lights_are_words_too(house: House, enter: As) -> None:
    house.accepted(moment(2020, 2, 24))
    house.accepted(TUESDAY)
    page = text(enter("examiner").get(DESK))
    assert re.search(r'tag-red">已超期 \d+ 个工作日', page)
    assert re.search(r'tag-(amber|green)">还剩 \d+ 个工作日', page)


def test_a_number_is_found_by_its_end_and_by_all_of_it_and_by_nothing_between(house: House) -> None:
    number = house.accepted().number
    serial = int(number[-6:])
    assert number in numbers_meant(BUREAU, str(serial), 2020)
    assert numbers_meant(BUREAU, f" {number.lower()} ", 2020) == [number]
    assert number not in numbers_meant(BUREAU, number[:-1], 2020)


def test_the_inbox_asks_as_much_for_twenty_as_for_one(house: House, enter: As) -> None:
    client = enter("examiner")
    client.get(DESK)  # the session begins
    counts = []
    for more in (1, 11):
        for _ in range(more):
            house.accepted()
        with CaptureQueriesContext(connection) as told:
            client.get(DESK)
        counts.append(len(told))
    assert counts[0] == counts[1]


# Supervising


def test_a_head_answers_for_his_section_and_the_director_for_all(house: House) -> None:
    on = TUESDAY.on
    of_head = oversight(BUREAU, house.staff["head"], on)
    assert of_head == {"realestate.transfer", "realestate.take_over"}
    assert of_head < oversight(BUREAU, house.staff["director"], on)
    assert not oversight(BUREAU, house.staff["examiner"], on)
    assert not oversight(BUREAU, house.staff["stranger"], on)


def test_the_head_sees_by_officer_and_others_do_not(house: House, enter: As) -> None:
    one, two = house.accepted(), house.received()
    done(hand_over(one.id, house.staff["examiner2"], bureau=BUREAU, by=house.by("head"),
                   at=TUESDAY, key=key()))  # fmt: skip
    head = enter("head")
    assert listed(head.get(DESK)) == []
    assert set(listed(head.get(DESK, {"view": "all"}))) == {one.number, two.number}
    groups = head.get(DESK, {"view": "all", "group": "officer"}).context["groups"]
    assert {(group.title.zh, group.total) for group in groups} == {("赵静", 1), ("未指定", 1)}
    of_two = {"view": "all", "officer": str(house.staff["examiner2"])}
    assert listed(head.get(DESK, of_two)) == [one.number]
    assert listed(head.get(DESK, {"view": "all", "officer": "none"})) == [two.number]
    for name in ("examiner", "stranger", "legal"):
        assert one.number not in text(enter(name).get(DESK, {"view": "all"}))


# Handing over


def distributing(client: Client, to: Any, cases: list[Case], **more: str) -> Any:
    form = {"key": str(uuid4()), "to": str(to), "case": [str(case.id) for case in cases], **more}
    return client.post(f"{DESK}hand-over/", form)


def test_the_head_distributes_twelve_cases(house: House, enter: As) -> None:
    cases = [house.accepted() for _ in range(12)]
    answer = distributing(enter("head"), house.staff["examiner2"], cases)
    assert len(answer.context["done"]) == 12
    assert not answer.context["refused"]
    assert all(case.number in text(answer) for case in cases)
    assert {officer_of(case) for case in cases} == {house.staff["examiner2"]}
    assert len(listed(enter("examiner2").get(DESK))) == 12
    assert listed(enter("examiner").get(DESK)) == []


def test_one_refusal_keeps_no_other_from_its_way(house: House, enter: As) -> None:
    mine, at_window = house.accepted(), house.received()
    answer = distributing(enter("head"), house.staff["examiner2"], [at_window, mine])
    assert [each.case for each in answer.context["done"]] == [mine]
    assert [each.case for each in answer.context["refused"]] == [at_window]
    assert "接手人当日不在该岗位" in text(answer)
    assert officer_of(at_window) is None


def test_a_double_click_hands_over_once(house: House, enter: As) -> None:
    cases = [house.accepted(), house.accepted()]
    client, again = enter("head"), str(uuid4())
    for _ in range(2):
        answer = distributing(client, house.staff["examiner"], cases, key=again)
        assert len(answer.context["done"]) == 2
    assert [Case.objects.get(id=case.id).seq for case in cases] == [case.seq + 1 for case in cases]
    distributing(client, house.staff["examiner"], cases)  # control: another key acts again
    assert [Case.objects.get(id=case.id).seq for case in cases] == [case.seq + 2 for case in cases]


def test_a_stranger_hands_nothing_over(house: House, enter: As) -> None:
    case = house.accepted()
    for name in ("stranger", "legal"):
        answer = distributing(enter(name), house.staff["examiner2"], [case])
        assert answer.status_code == 302
    answer = distributing(enter("window"), house.staff["examiner2"], [case])
    assert [each.case for each in answer.context["refused"]] == [case]
    assert officer_of(case) is None


def test_nothing_ticked_is_said(house: House, enter: As) -> None:
    client = enter("head")
    client.post(f"{DESK}hand-over/", {"key": str(uuid4()), "to": str(house.staff["examiner"])})
    assert "请勾选案件，并选择接手人" in text(client.get(DESK))


def test_the_whole_page_can_be_ticked_without_script(house: House, enter: As) -> None:
    house.accepted()
    client = enter("examiner")
    assert " checked" not in text(client.get(DESK))
    assert " checked" in text(client.get(DESK, {"tick": "page"}))


# The next one


def test_the_next_one_is_the_most_urgent_and_then_mine(house: House, enter: As) -> None:
    late, new = house.accepted(moment(2020, 2, 24)), house.accepted(TUESDAY)
    first, second = enter("examiner"), enter("examiner2")
    assert first.post(f"{DESK}next/").headers["Location"].endswith(f"{late.number}/")
    assert officer_of(late) == house.staff["examiner"]
    assert second.post(f"{DESK}next/").headers["Location"].endswith(f"{new.number}/")
    assert first.post(f"{DESK}next/").headers["Location"].endswith(f"{late.number}/")
    assert enter("stranger").post(f"{DESK}next/").headers["Location"] == DESK
    assert first.get(f"{DESK}next/").status_code == 405


# Saved filters


def test_a_filter_is_saved_opened_first_and_deleted(house: House, enter: As) -> None:
    late, new = house.accepted(moment(2020, 2, 24)), house.accepted(TUESDAY)
    client = enter("examiner")
    save = f"{DESK}filters/inbox/"
    form = {"name": "超期的", "query": "light=red", "first": "1"}
    assert client.post(save, form).headers["Location"] == f"{DESK}?light=red"
    opened = client.get(DESK, follow=True)
    assert listed(opened) == [late.number]
    assert "★ 超期的" in text(opened)
    assert set(listed(client.get(DESK, {"all": "1"}))) == {late.number, new.number}
    client.post(save, {"name": "超期的", "query": "light=amber"})
    assert [(one.query, one.first) for one in SavedFilter.objects.all()] == [("light=amber", False)]
    other = enter("examiner2")
    assert "超期的" not in text(other.get(DESK))
    assert other.post(f"{save}delete/", {"name": "超期的"}).status_code == 404
    client.post(f"{save}delete/", {"name": "超期的"})
    assert not SavedFilter.objects.exists()


def test_one_filter_at_most_is_first(house: House, enter: As) -> None:
    client = enter("examiner")
    for name in ("一", "二"):
        client.post(f"{DESK}filters/inbox/", {"name": name, "query": "light=red", "first": "1"})
    assert [one.name for one in SavedFilter.objects.filter(first=True)] == ["二"]


def test_a_filter_without_a_name_or_of_another_list_is_none(house: House, enter: As) -> None:
    client = enter("examiner")
    client.post(f"{DESK}filters/inbox/", {"name": " ", "query": "light=red"})
    client.post(f"{DESK}filters/inbox/", {"name": "a", "query": ""})
    assert client.post(f"{DESK}filters/other/", {"name": "a", "query": "b=1"}).status_code == 404
    assert not SavedFilter.objects.exists()


def test_control_without_the_posts_a_queue_is_empty(house: House) -> None:
    house.accepted()
    on = TUESDAY.on
    for login, many in (("examiner", 1), ("stranger", 0)):
        who = reader(house.by(login), BUREAU, on)
        assert waiting(who, house.staff[login], on).count() == many
    before = MONDAY.on - datetime.timedelta(days=4000)
    who = reader(house.by("examiner"), BUREAU, before)
    assert waiting(who, house.staff["examiner"], before).count() == 0


# Covering


def test_who_is_away_and_who_stands_in_are_told_so(house: House, enter: As) -> None:
    facts = AbsenceFacts("Q003", MONDAY.on, TUESDAY.on, AbsenceReason.TRIP, "Q004")
    done(enter_absence("staff.absence", facts, "entered", bureau=BUREAU,
                       by=house.by("examiner"), at=MONDAY, key=key()))  # fmt: skip
    away, deputy = (
        text(enter(login).get(DESK)).replace('"', "'") for login in ("examiner", "examiner2")
    )
    assert (
        "您登记为外出，返岗日：<b><time datetime='2020-03-04'>2020年3月4日 星期三</time></b>。其间由<b>赵静</b>代理"
        in away
    )
    assert (
        "您今天代理：<b>李伟</b>（<time datetime='2020-03-04'>2020年3月4日 星期三</time>返岗）"
        in deputy
    )
    assert "您登记为外出" not in deputy
    assert "您今天代理" not in away


def test_control_nobody_away_and_nothing_is_told(house: House, enter: As) -> None:
    shown = text(enter("examiner").get(DESK))
    assert "您登记为外出" not in shown and "您今天代理" not in shown


def test_the_colleagues_posts_are_told_in_the_page_s_language(house: House, enter: As) -> None:
    house.accepted(TUESDAY)
    client = enter("examiner")
    assert "赵静（登记审核岗）" in text(client.get(DESK))
    client.cookies["django_language"] = "en"
    english = text(client.get(DESK))
    assert "赵静 (Examiner)" in english and "登记审核岗" not in english


def test_who_takes_a_case_on_himself_hands_it_to_nobody(house: House, enter: As) -> None:
    case = house.accepted(TUESDAY)
    enter("examiner").post(f"{DESK}next/")
    done(hand_over(case.id, house.staff["examiner2"], bureau=BUREAU, by=house.by("examiner"),
                   at=TUESDAY, key=key()))  # fmt: skip
    told = [line.words.zh for line in lines(BUREAU, case.id)][-2:]
    assert told == ["领为本人经办", "请求移交经办人，待接收"]
