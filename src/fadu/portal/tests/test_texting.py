"""Parties with an account are texted when a document was made for their case."""

from pathlib import Path

from tests.stage import MONDAY, done, person

from fadu.jobs.models import Job
from fadu.jobs.sms import TEXT
from fadu.jobs.worker import run_once
from fadu.people.models import CitizenAccount
from fadu.portal.tests.visitors import PAPERS, Town
from fadu.procedure.models import Case


def texts_of(folder: Path, number: int) -> list[str]:
    """What has come to a person's telephone."""
    run_once(worker="test", at=MONDAY.recorded_at, kinds={TEXT})
    found = folder.glob(f"{person('', number).phone}-*.txt")
    return [file.read_text("utf-8") for file in found]


def test_the_notice_of_what_is_missing_is_told(town: Town, texts: Path) -> None:
    number = town.hand_in(town.browser(1), "application")
    case = Case.objects.get(number=number)
    before = len(texts_of(texts, 1))
    done(town.stage.take(case.id, "receive", "notice", "window", MONDAY))
    came = texts_of(texts, 1)
    assert len(came) == before + 1
    assert any(number in text and "Your case" in text for text in came)
    for text in came:
        assert person("", 1).name not in text and person("", 1).identity not in text
    assert texts_of(texts, 2) and not texts_of(texts, 3)


def test_who_has_no_account_is_not_texted(town: Town, texts: Path) -> None:
    number = town.hand_in(town.browser(1), *PAPERS)
    CitizenAccount.objects.filter(person__isnull=False).update(active=False)
    before = Job.objects.filter(kind=TEXT).count()
    case = Case.objects.get(number=number)
    done(town.stage.take(case.id, "receive", "notice", "window", MONDAY))
    assert Job.objects.filter(kind=TEXT).count() == before


def test_an_act_that_is_refused_texts_nobody(town: Town, texts: Path) -> None:
    number = town.hand_in(town.browser(1), "application")
    before = Job.objects.filter(kind=TEXT).count()
    case = Case.objects.get(number=number)
    town.stage.take(case.id, "receive", "notice", "examiner", MONDAY)
    assert Job.objects.filter(kind=TEXT).count() == before
