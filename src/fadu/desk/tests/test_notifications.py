"""Notifications: told by the worker off the record, once, to whom it concerns, and thrown away."""

import datetime
import re
from typing import Any
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings
from tests.stage import MONDAY, TUESDAY, done, key, papers, party

from fadu.bureau.models import Absence
from fadu.desk import telling
from fadu.desk.models import Notification, NotificationMark
from fadu.desk.telling import tell_of_everything
from fadu.desk.tests.house import BUREAU, DESK, As, House
from fadu.jobs.registry import run_duties
from fadu.procedure.acts import hand_over, supplement
from fadu.procedure.duties import take_lawful_defaults
from fadu.record.moment import Moment, moment

pytestmark = pytest.mark.django_db
PAGE = f"{DESK}notifications/"


def told(house: House, login: str) -> set[tuple[str, str]]:
    """What an officer was told, by kind and case number."""
    mine = Notification.objects.filter(officer=house.staff[login])
    return set(mine.values_list("kind", "number"))


def tell(at: Moment = TUESDAY, minutes: int = 30) -> None:
    tell_of_everything(at.recorded_at + datetime.timedelta(minutes=minutes))


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_case_that_arrives_is_told_to_its_post_but_not_to_who_sent_it(house: House) -> None:
    case = house.accepted(TUESDAY)
    tell()
    for login in ("examiner", "examiner2"):
        assert ("arrived", case.number) in told(house, login)
    for login in ("window", "registrar", "head", "director", "stranger", "legal"):
        assert case.number not in {number for _, number in told(house, login)}


def test_what_has_gone_on_is_not_told_as_arrived(house: House) -> None:
    case = house.took(house.accepted(TUESDAY), "examiner", "examine", "pass", TUESDAY)
    tell()
    assert ("arrived", case.number) not in told(house, "examiner2")
    assert ("arrived", case.number) in told(house, "registrar")


def test_the_same_event_is_told_once(house: House) -> None:
    house.accepted(TUESDAY)
    tell()
    many = Notification.objects.count()
    assert many
    NotificationMark.objects.update(row=0, looked_at=moment(2020, 1, 1).recorded_at, day=None)
    tell(minutes=40)
    assert Notification.objects.count() == many


def test_control_with_another_key_it_would_be_told_twice(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.accepted(TUESDAY)
    real = telling.Look.tell
    monkeypatch.setattr(
        telling.Look, "tell",
        lambda look, who, name, *more: real(look, who, f"{uuid4()}", *more),
    )  # fmt: skip
    tell()
    many = Notification.objects.count()
    NotificationMark.objects.update(row=0, looked_at=moment(2020, 1, 1).recorded_at)
    tell(minutes=40)
    assert Notification.objects.count() > many


def test_an_entry_that_commits_late_is_still_met(house: House) -> None:
    first = house.accepted(TUESDAY)
    tell(minutes=1)
    mark = NotificationMark.objects.get()
    assert ("arrived", first.number) in told(house, "examiner")
    second = house.accepted(TUESDAY)
    Notification.objects.all().delete()
    tell(minutes=2)
    assert NotificationMark.objects.get().row >= mark.row
    assert {("arrived", first.number), ("arrived", second.number)} <= told(house, "examiner")


def test_hand_over_supplement_confirmation_refusal_and_silence(house: House) -> None:
    handed, noticed = house.accepted(TUESDAY), house.received(TUESDAY, papers=False, present=False)
    done(hand_over(handed.id, house.staff["examiner2"], bureau=BUREAU, by=house.by("head"),
                   at=TUESDAY, key=key()))  # fmt: skip
    persons = [each.person for each in noticed.state.parties]
    done(supplement(noticed.id, papers(noticed.id, ["contract"]), bureau=BUREAU, by=party(1),
                    at=TUESDAY, key=key(), confirm=persons[:1]))  # fmt: skip
    tell(minutes=5)
    assert ("handed", handed.number) in told(house, "examiner2")
    assert ("handed", handed.number) not in told(house, "examiner")
    assert ("supplemented", noticed.number) in told(house, "window")
    assert ("confirmed", noticed.number) not in told(house, "window")
    done(supplement(noticed.id, {}, bureau=BUREAU, by=party(2), at=TUESDAY, key=key(),
                    confirm=persons[1:]))  # fmt: skip
    against = house.at_entry(house.unit((5,)), (5,), (6,))
    done(house.take(against, "enter", "refuse", "registrar", TUESDAY))
    tell(minutes=10)
    assert ("confirmed", noticed.number) in told(house, "window")
    assert "refused" in {kind for kind, _ in told(house, "examiner")}
    assert "refused" not in {kind for kind, _ in told(house, "examiner2")}
    silent = house.received(TUESDAY)
    after = moment(2020, 3, 5)
    take_lawful_defaults(after)
    tell(after)
    assert ("silent", silent.number) in told(house, "window")


def test_what_falls_due_is_told_once_a_day(house: House) -> None:
    case = house.accepted(TUESDAY)
    due = case.task.due
    assert due is not None
    tell(moment(due.year, due.month, due.day - 1))
    assert ("due", case.number) in told(house, "examiner")
    assert ("late", case.number) not in told(house, "examiner")
    tell(moment(due.year, due.month, due.day + 1))
    assert ("late", case.number) in told(house, "examiner")


def test_who_begins_to_stand_in_is_told(house: House) -> None:
    Absence.objects.create(
        id=uuid4(), bureau=BUREAU, officer_id=house.staff["examiner"],
        deputy_id=house.staff["examiner2"], reason="leave", since=TUESDAY.on,
        until=TUESDAY.on + datetime.timedelta(days=3), case=uuid4(),
    )  # fmt: skip
    tell()
    assert ("deputising", "") in told(house, "examiner2")
    assert ("away", "") in told(house, "examiner")


def test_old_ones_are_thrown_away(house: House, settings: Settings) -> None:
    house.accepted(TUESDAY)
    tell()
    assert Notification.objects.exists()
    settings.FADU_NOTICES_DAYS = 5
    tell(moment(2020, 3, 7))
    assert Notification.objects.filter(kind="arrived").exists()
    tell(moment(2020, 3, 9))
    assert not Notification.objects.filter(kind="arrived").exists()


def test_the_worker_tells(house: House) -> None:
    house.accepted(TUESDAY)
    assert run_duties(TUESDAY.recorded_at + datetime.timedelta(minutes=1)) == []
    assert Notification.objects.exists()


def test_nothing_personal_is_in_it(house: House) -> None:
    house.accepted(TUESDAY)
    tell()
    whole = str(list(Notification.objects.values()))
    assert "某人" not in whole
    assert "513030" not in whole


def test_the_page_counts_shows_opens_and_marks_as_read(house: House, enter: As) -> None:
    one, two = house.accepted(TUESDAY), house.accepted(TUESDAY)
    tell()
    client = enter("examiner")
    assert '通知 <span class="count">2</span>' in text(client.get(DESK))
    page = client.get(PAGE)
    assert one.number in text(page) and two.number in text(page)
    first = Notification.objects.get(officer=house.staff["examiner"], number=one.number)
    opened = client.get(f"{PAGE}{first.id}/")
    assert opened.headers["Location"].endswith(f"/cases/{one.number}/")
    assert '通知 <span class="count">1</span>' in text(client.get(DESK))
    unread = text(client.get(PAGE, {"read": "unread"}))
    assert two.number in unread and one.number not in unread
    second = Notification.objects.get(officer=house.staff["examiner"], number=two.number)
    client.post(f"{PAGE}read/", {"row": [str(second.id)]})
    assert 'class="count"' not in text(client.get(DESK))
    assert enter("examiner2").get(f"{PAGE}{first.id}/").status_code == 404
    enter("stranger").post(f"{PAGE}read/", {"all": "1"})
    theirs = Notification.objects.filter(officer=house.staff["examiner2"], read_at=None)
    assert theirs.count() == 2
    enter("examiner2").post(f"{PAGE}read/", {"all": "1"})
    assert theirs.count() == 0
    assert "没有通知" in text(enter("stranger").get(PAGE))


def test_a_deputy_finds_the_absent_colleagues_work_in_his_inbox(house: House, enter: As) -> None:
    case = house.accepted(MONDAY)
    done(hand_over(case.id, house.staff["examiner"], bureau=BUREAU, by=house.by("head"),
                   at=MONDAY, key=key()))  # fmt: skip
    assert case.number not in text(enter("examiner2").get(DESK))
    Absence.objects.create(
        id=uuid4(), bureau=BUREAU, officer_id=house.staff["examiner"],
        deputy_id=house.staff["examiner2"], reason="leave", since=TUESDAY.on,
        until=TUESDAY.on + datetime.timedelta(days=3), case=uuid4(),
    )  # fmt: skip
    assert case.number in text(enter("examiner2").get(DESK))
    assert case.number not in text(enter("examiner").get(DESK))
    next_one = enter("examiner2").post(f"{DESK}next/").headers["Location"]
    assert next_one.endswith(f"{case.number}/")
