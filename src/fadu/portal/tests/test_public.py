"""What anybody sees without entering: life events, guide, checklist, help, codes to scan."""

import dataclasses
import re

import pytest
import segno
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.stage import MONDAY, done

from fadu.documents.qr import drawn, svg
from fadu.portal.help import topics
from fadu.portal.matters import matter_or_404
from fadu.portal.returned import counted
from fadu.portal.tests.visitors import BUREAU, TRANSFER, Town
from fadu.procedure.discover import procedures
from fadu.procedure.models import Case, CaseDocument
from fadu.procedure.public import LifeEvent, life_events
from fadu.procedure.rendering import Letter, pdf_of
from fadu.procedure.tracking import code_of
from fadu.procedure.wording import receipt
from fadu.record.models import Entry

HOME = f"/{BUREAU}/"
GUIDE = f"/{BUREAU}/guide/{TRANSFER}/"


def text_of(address: str, language: str = "zh-hans") -> str:
    answer = Client(HTTP_ACCEPT_LANGUAGE=language).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def dead(events: dict[str, LifeEvent]) -> list[str]:
    """Events that lead nowhere: to no declared matter, and with nothing known for the window."""
    declared = procedures()
    return [
        event.name
        for event in events.values()
        if any(name not in declared for name in event.matters) or not (event.matters or event.known)
    ]


def test_every_life_event_leads_somewhere_true(town: Town) -> None:
    assert not dead(life_events())
    home = text_of(HOME)
    for link in re.findall(r'class="event[^"]*" href="([^"]+)"', home):
        page = text_of(link)
        assert "在线申请" in page or "请到窗口办理" in page, link


def test_control_a_life_event_without_a_way_is_found() -> None:
    event = next(iter(life_events().values()))
    gone = dataclasses.replace(event, matters=("realestate.nothing",))
    assert dead({"a": gone, "b": dataclasses.replace(event, matters=())}) == [event.name] * 2


def test_an_unknown_event_is_not_found(town: Town) -> None:
    assert Client().get(f"/{BUREAU}/events/nothing/").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_help_leads_to_pages_that_exist(town: Town, language: str) -> None:
    page = text_of(f"/{BUREAU}/help/", language)
    for question in (question for topic in topics() for question in topic.questions):
        assert f'id="{question.name}"' in page
        assert bool(question.page) == bool(question.page_title.zh)
        if question.page:
            assert reverse(question.page, args=[BUREAU]) in page
    text_of(f"/{BUREAU}/accessibility/", language)


def test_the_guide_says_what_is_missing_most_often(town: Town) -> None:
    stage = town.stage
    for number, left_out in ((1, {"contract", "tax_proof"}), (2, {"tax_proof"}), (3, set())):
        brought = {"application", "identity", "certificate", "contract", "tax_proof"} - left_out
        answer = stage.apply(town.units[number], [number], [9], codes=sorted(brought))
        case = done(answer).case
        done(stage.take(case, "receive", "notice" if left_out else "accept", "window", MONDAY))
    found = counted(matter_or_404(TRANSFER), MONDAY.on, BUREAU)
    assert (found.received, found.noticed) == (3, 2)
    assert [reason.cases for reason in found.reasons] == [2, 1]
    assert found.reasons[0].words.zh == "契税等完税凭证"
    page = text_of(GUIDE)
    assert "最常缺的是" in page
    assert not Case.objects.filter(number__in=re.findall(r"\d{6}-\d{4}-ZY-\d+", page)).exists()


def test_control_a_last_years_notice_does_not_count(town: Town) -> None:
    case = done(town.stage.apply(town.units[1], codes=["application"])).case
    done(town.stage.take(case, "receive", "notice", "window", MONDAY))
    later = MONDAY.on.replace(year=2021)
    assert counted(matter_or_404(TRANSFER), later, BUREAU).noticed == 0
    assert counted(matter_or_404(TRANSFER), MONDAY.on, BUREAU).noticed == 1


def test_the_checklist_holds_every_paper_and_a_code(town: Town) -> None:
    page = text_of(GUIDE + "checklist/")
    for title in ("登记申请书", "申请人身份证明", "契税等完税凭证"):
        assert title in page
    assert drawn(f"http://testserver{GUIDE}").path in page


def test_a_code_needs_no_exception_from_the_policy() -> None:
    picture = svg("https://a.example/?a=1&b=<script>")
    assert picture.startswith("<svg")
    assert "style" not in picture
    assert "script" not in picture


def test_control_a_code_says_its_text() -> None:
    """Drawn and read again by its modules: the same as the library's own drawing of that text."""
    code = drawn("https://a.example/")
    dark = {
        (int(x) + step, int(y))
        for x, y, run in re.findall(r"M(\d+) (\d+)[.]5h(\d+)", code.path)
        for step in range(int(run))
    }
    rows = segno.make("https://a.example/", error="m", micro=False).matrix
    assert dark == {
        (x + 4, y + 4) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit
    }
    assert drawn("https://b.example/").path != code.path


def test_the_code_on_the_receipt_page_leads_to_tracking(town: Town) -> None:
    browser = town.browser(1)
    number = town.hand_in(browser, "application")
    case = Case.objects.get(number=number)
    page = browser.get(f"/{BUREAU}/cases/{number}/received/").content.decode()
    address = f"http://testserver/{BUREAU}/track/?number={number}#{code_of(case.id)}"
    assert drawn(address).path in page


def test_the_receipt_on_paper_carries_the_code_where_the_address_is_known(
    town: Town, settings: Settings
) -> None:
    number = town.hand_in(town.browser(1), "application")
    case = Case.objects.get(number=number)
    document = CaseDocument.objects.get(case=case)
    letter = Letter(case, Entry.objects.get(id=document.entry), document)
    assert receipt(letter)["qr"] is None
    settings.FADU_ADDRESS = "https://a.example"
    leads_to = f"https://a.example/{BUREAU}/track/?number={number}#{code_of(case.id)}"
    assert receipt(letter)["qr"] == svg(leads_to)
    assert pdf_of(document, MONDAY).size > 1000
