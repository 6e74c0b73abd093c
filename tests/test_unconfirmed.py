"""What no confirmed source stands behind says so wherever it is used: guide, checklist, case page,
slip, receipt. Each page is looked at twice, the second time in a world where nothing is confirmed.
"""

import dataclasses
import re
import sys
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import get_language
from pytest_django.fixtures import Settings

from fadu.desk.tests.house import BUREAU, House, address
from fadu.law.entries import Entry, Worth
from fadu.law.parameters import Parameters
from fadu.pages.clock import strip
from fadu.procedure import discover
from fadu.procedure.discover import by_digest
from fadu.procedure.models import Case, CaseDocument
from fadu.procedure.rendering import Letter, pdf_of
from fadu.procedure.wording import receipt
from fadu.record.models import Entry as RecordEntry
from tests.stage import TUESDAY

pytestmark = pytest.mark.django_db

MARK = {"zh-hans": "未经核实", "en": "unconfirmed"}
GUIDE = f"/{BUREAU}/guide/realestate.transfer/"
LANGUAGES = pytest.mark.parametrize("language", ["zh-hans", "en"])


def doubted(worth: Worth) -> Worth:
    """The same value; the rows of papers know for themselves that they are unconfirmed."""
    if isinstance(worth, tuple):
        return tuple({**row, "confirmed": False} for row in worth)
    return worth


def in_doubt(entry: Entry) -> Entry:
    """The same value without a confirmed source."""
    return dataclasses.replace(entry, confidence="unconfirmed", worth=doubted(entry.worth))


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A page in English leaves the thread in English; what comes after is to find its own."""
    with translation.override(get_language()):
        yield


@pytest.fixture
def house(settings: Settings) -> House:
    """The bureau on Tuesday 3 March 2020."""
    settings.FADU_CLOCK = "2020-03-03"
    return House()


@pytest.fixture
def nothing_is_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same law, of which nobody has confirmed anything."""
    known = discover.parameters()
    keys = [key for key in map(known.key, known) if key is not None]
    doubtful = Parameters(
        dataclasses.replace(key, entries=tuple(map(in_doubt, key.entries))) for key in keys
    )
    real = discover.parameters
    for module in list(sys.modules.values()):
        if getattr(module, "parameters", None) is real:
            monkeypatch.setattr(module, "parameters", lambda: doubtful)


def page(path: str, language: str, client: Client | None = None) -> str:
    """A page as a reader of that language gets it."""
    asked = client or Client()
    answer = asked.get(path, headers={"accept-language": language})
    assert answer.status_code == 200, path
    return answer.content.decode()


def sources(html: str) -> list[str]:
    """What a page names as sources."""
    return re.findall(r'class="source">(.*?)</(?:p|span)>', html, re.DOTALL)


@LANGUAGES
def test_the_guide_and_the_checklist(
    house: House, request: pytest.FixtureRequest, language: str
) -> None:
    mark = MARK[language]
    for path in (GUIDE, f"{GUIDE}checklist/"):
        told = sources(page(path, language))
        assert len(told) >= 5
        assert not any(mark in each for each in told)  # limits, fees and papers are confirmed
    assert page(GUIDE, language).count(mark) > 0  # the county's own limits of the steps are not
    request.getfixturevalue("nothing_is_confirmed")
    for path in (GUIDE, f"{GUIDE}checklist/"):
        told = sources(page(path, language))
        assert len(told) >= 5
        assert all(mark in each for each in told), path


def clocks(case: Case) -> dict[str, bool]:
    """Which of a case's clocks rest on a confirmed limit."""
    declared = by_digest()[case.state.graph]
    return {each.name: each.confirmed for each in strip(case.state, declared, TUESDAY.on, BUREAU)}


@LANGUAGES
def test_the_clocks_of_a_case(house: House, request: pytest.FixtureRequest, language: str) -> None:
    case, client = house.accepted(), house.enter("examiner")
    assert clocks(case) == {"promised": True, "statutory": True, "step": False}
    assert strip_marks(page(address(case), language, client), language) == 1
    request.getfixturevalue("nothing_is_confirmed")
    assert set(clocks(case).values()) == {False}
    assert strip_marks(page(address(case), language, client), language) == 3


def strip_marks(html: str, language: str) -> int:
    """On how many clocks the limit itself is marked, before any detail is opened."""
    heads = re.findall(r'<section class="clock.*?<details>', html, re.DOTALL)
    assert len(heads) == 3
    return sum(MARK[language] in head for head in heads)


def test_a_limit_recorded_while_it_was_unconfirmed_keeps_its_mark(
    house: House, nothing_is_confirmed: None
) -> None:
    recorded = house.accepted().state.clocks
    assert recorded and all(clock.source.zh.endswith("（未经核实）") for clock in recorded)


@LANGUAGES
def test_the_slip(house: House, request: pytest.FixtureRequest, language: str) -> None:
    case, client = house.received(papers=False), house.enter("window")
    path = address(case, "slip/")
    assert MARK[language] not in page(path, language, client)
    request.getfixturevalue("nothing_is_confirmed")
    assert page(path, language, client).count(MARK[language]) == 5  # the papers that are missing


def test_the_receipt_on_paper(house: House, request: pytest.FixtureRequest) -> None:
    document = CaseDocument.objects.get(case=house.received(), text="procedure.receipt")
    case = Case.objects.get(id=document.case_id)
    letter = Letter(case, RecordEntry.objects.get(id=document.entry), document)
    sure = receipt(letter)
    assert sure["doubtful"] == []
    request.getfixturevalue("nothing_is_confirmed")
    assert receipt(letter) == {**sure, "doubtful": ["promise", "statutory"]}
    assert pdf_of(document, TUESDAY).size > 1000
