"""The receipt as it is printed: a date that may still move says so on the page."""

import datetime
import shutil
import subprocess
from uuid import UUID

import pytest
from tests.stage import Stage, done
from tests.test_holiday_notice import LATER, OPENED, enters, facts

from fadu.documents.released import problems
from fadu.documents.render import render_pdf
from fadu.documents.texts import find
from fadu.procedure.models import CaseDocument
from fadu.procedure.rendering import Letter, pdf_of
from fadu.procedure.wording import receipt
from fadu.record import evidence
from fadu.record.models import Entry
from fadu.record.moment import Moment, moment

NAME = "procedure.receipt"
VAGUE_ZH, VAGUE_EN = "暂定，放假安排公布后可能变动", "provisional: may move when the holidays"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils"),
]


@pytest.fixture
def stage() -> Stage:
    """The bureau."""
    return Stage()


def received(stage: Stage, at: Moment) -> UUID:
    """An application handed in at the window."""
    return done(stage.apply(stage.unit(), at=at)).case


def printed(pdf: bytes) -> str:
    """What a reader finds on the pages, without the breaks of lines."""
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return "".join(told.stdout.decode().split())


def page_of(case: UUID, at: Moment) -> str:
    """The receipt of a case as the worker makes it."""
    document = CaseDocument.objects.get(case=case, text=NAME)
    with evidence.opened(pdf_of(document, at)) as file:
        return printed(file.read())


def test_a_date_in_a_year_without_notice_says_in_both_places_that_it_may_move(
    stage: Stage,
) -> None:
    page = page_of(received(stage, OPENED), OPENED)
    assert "2027年1月4日" in page and "2027年2月8日" in page
    assert page.count(VAGUE_ZH) == 2
    assert page.count("".join(VAGUE_EN.split())) == 2


def test_a_date_in_a_known_year_says_nothing_of_the_kind(stage: Stage) -> None:
    at = moment(2020, 3, 2)
    page = page_of(received(stage, at), at)
    assert "2020年3月9日" in page
    assert VAGUE_ZH not in page


def test_once_the_notice_is_entered_the_dates_stand(stage: Stage) -> None:
    done(enters(stage, facts()))
    page = page_of(received(stage, LATER), LATER)
    assert "2027年" in page
    assert VAGUE_ZH not in page


def test_control_the_version_before_does_not_say_it(stage: Stage) -> None:
    """So the words on the page come from the new version, and from nothing else."""
    document = CaseDocument.objects.get(case=received(stage, OPENED), text=NAME)
    assert document.version == 3
    letter = Letter(document.case, Entry.objects.get(id=document.entry), document)
    page = printed(render_pdf(find(NAME, 2), receipt(letter), datetime.date(2026, 12, 28)))
    assert "2027年1月4日" in page
    assert VAGUE_ZH not in page
    assert problems(find(NAME).path.parent) == []
