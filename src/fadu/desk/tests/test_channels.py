"""An officer is told by e-mail or text as he chose, once an event, never who the parties are."""

from pathlib import Path

import pytest
from django.core import mail
from pytest_django.fixtures import Settings
from tests.stage import MONDAY, TUESDAY, done, key

from fadu.desk import telling
from fadu.desk.models import NotificationChannel
from fadu.desk.tests.house import BUREAU, DESK, As, House
from fadu.jobs.models import Job
from fadu.jobs.outbox import enqueue
from fadu.jobs.worker import run_once
from fadu.procedure.acts import hand_over
from fadu.procedure.models import Case
from fadu.record.moment import Moment, moment

pytestmark = pytest.mark.django_db
PAGE = f"{DESK}notifications/channels/"


@pytest.fixture
def texts(settings: Settings, tmp_path: Path) -> Path:
    """Where the file gateway writes."""
    settings.FADU_SMS_FOLDER = str(tmp_path)
    return tmp_path


def wants(house: House, login: str, **how: str) -> None:
    """An officer's choice."""
    NotificationChannel.objects.create(officer_id=house.staff[login], bureau=BUREAU, **how)


def handed(house: House, login: str = "examiner2") -> Case:
    """A case that the head hands to somebody: urgent."""
    case = house.accepted(MONDAY)
    by = house.by("head")
    done(hand_over(case.id, house.staff[login], bureau=BUREAU, by=by, at=MONDAY, key=key()))
    return case


def tick(at: Moment = TUESDAY) -> None:
    """The worker looks, and sends."""
    telling.tell_of_everything(at.recorded_at)
    run_once(worker="test", at=at.recorded_at, kinds={telling.MAIL, telling.TEXT})


def test_what_was_chosen_is_sent_once(house: House, texts: Path) -> None:
    wants(
        house, "examiner2", mail="all", email="two@example.cn", text="urgent", phone="13900000002"
    )
    case = handed(house)
    for minute in (0, 5, 10):
        tick(moment(2020, 3, 3, 10, minute))
    subjects = [letter.subject for letter in mail.outbox]
    assert len(subjects) == len(set(subjects)), "each event once, however often the worker looks"
    (letter,) = [each for each in mail.outbox if "移交给我" in each.subject]
    assert letter.to == ["two@example.cn"] and case.number in letter.body
    said = [file.read_text("utf-8") for file in texts.iterdir()]
    (text,) = [each for each in said if "移交给我" in each]
    assert case.number in text and text.startswith("13900000002")


def test_no_letter_and_no_text_names_a_party(house: House, texts: Path) -> None:
    wants(
        house, "examiner2", mail="all", email="two@example.cn", text="urgent", phone="13900000002"
    )
    handed(house)
    tick()
    said = "".join(file.read_text("utf-8") for file in texts.iterdir())
    for words in (said, mail.outbox[0].subject, mail.outbox[0].body):
        assert "某人" not in words and "513030" not in words and "GB" not in words


def test_who_chose_nothing_is_told_on_the_desk_alone(house: House, texts: Path) -> None:
    wants(house, "examiner", mail="urgent", email="one@example.cn")
    handed(house)
    tick()
    assert not mail.outbox and not list(texts.iterdir())
    assert not Job.objects.filter(kind__startswith="notice.").exists()


def test_a_text_is_for_what_is_urgent(house: House, texts: Path) -> None:
    wants(house, "window", mail="urgent", email="w@example.cn", text="urgent", phone="13900000003")
    house.received(TUESDAY)
    tick()
    assert not mail.outbox, "that a case arrived is not urgent"


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(house: House, enter: As) -> None:
    client = enter("examiner")
    typed = {"channels-mail": "urgent", "channels-email": "nobody", "channels-text": "urgent",
             "channels-phone": "12"}  # fmt: skip
    page = client.post(PAGE, typed)
    assert page.status_code == 422
    shown = page.content.decode()
    assert 'value="nobody"' in shown and "11位数字" in shown
    right = {**typed, "channels-email": "a@example.cn", "channels-phone": "139 0000 0001"}
    assert client.post(PAGE, right).status_code == 302
    held = NotificationChannel.objects.get(officer=house.staff["examiner"])
    assert (held.mail, held.phone) == ("urgent", "13900000001")
    assert 'value="a@example.cn"' in client.get(PAGE).content.decode()


def test_control_without_the_job_s_key_a_second_look_would_send_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants(house, "examiner2", mail="all", email="two@example.cn")
    handed(house)
    count = iter(range(100))
    monkeypatch.setattr(
        telling, "enqueue", lambda **asked: enqueue(**{**asked, "key": f"{next(count)}"})
    )
    for minute in (0, 1):
        tick(moment(2020, 3, 3, 10, minute))
    assert len(mail.outbox) > 1
