"""Looking without an account: home, guide, tracking, languages, headers."""

import re

import pytest
from django.test import Client
from tests.stage import person

from fadu.portal.tests.visitors import BUREAU, PAPERS, TRANSFER, Town
from fadu.procedure.models import Case
from fadu.procedure.tracking import code_of
from fadu.record import verifier

GUIDE = f"/{BUREAU}/guide/{TRANSFER}/"
TRACK = f"/{BUREAU}/track/"


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_root_leads_to_the_bureau(town: Town) -> None:
    assert Client().get("/")["Location"] == f"/{BUREAU}/"


def test_unknown_bureau_is_not_found(town: Town) -> None:
    assert Client().get("/999999/").status_code == 404


def test_home_lists_the_matter_and_no_demo_entry(town: Town) -> None:
    page = text_of(Client(), f"/{BUREAU}/")
    assert "转移登记" in page
    assert "导入既有登记簿" not in page
    assert f"/{BUREAU}/cast/" not in page


def test_demo_entry_exists_in_the_demo_alone(town: Town) -> None:
    assert Client().post(f"/{BUREAU}/cast/", {"account": "x"}).status_code == 404


def test_guide_shows_chart_limits_papers_and_sources(town: Town) -> None:
    page = text_of(Client(), GUIDE)
    assert 'role="img"' in page
    assert "5个工作日" in page
    assert "30个工作日" in page
    assert "《不动产登记暂行条例》第二十条" in page
    assert "契税等完税凭证" in page
    assert "80.00" in page
    for step in ("受理", "审核", "登簿", "发证", "不予登记"):
        assert re.search(rf">{step}</text>", page), step


def test_internal_procedure_has_no_guide(town: Town) -> None:
    assert Client().get(f"/{BUREAU}/guide/realestate.take_over/").status_code == 404


def test_language_switch_is_a_post_and_lasts(town: Town) -> None:
    client = town.browser()
    assert '<html lang="zh-Hans"' in text_of(client, GUIDE)
    answer = client.post("/i18n/setlang/", {"language": "en", "next": GUIDE})
    assert answer["Location"] == GUIDE
    page = text_of(client, GUIDE)
    assert '<html lang="en"' in page
    assert "5 working days" in page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_need_nothing_inline(town: Town, language: str) -> None:
    client = town.browser(language=language)
    for address in (f"/{BUREAU}/", GUIDE, TRACK, f"/{BUREAU}/verify/", f"/{BUREAU}/enter/"):
        answer = client.get(address)
        policy = answer["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert "script-src 'self'" in policy
        page = answer.content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert not re.findall(r"<script(?![^>]* src=)", page)


def test_english_pages_hold_no_chinese_but_names(town: Town) -> None:
    page = text_of(town.browser(language="en"), GUIDE)
    main = re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>")[0])
    assert not re.findall(r"[一-鿿]+", main)


def test_tracking_shows_where_it_stands_and_nobody(town: Town) -> None:
    number = town.hand_in(town.browser(1), *PAPERS)
    case = Case.objects.get(number=number)
    answer = Client().post(TRACK, {"number": number, "code": code_of(case.id).lower()})
    page = answer.content.decode()
    assert number in page
    assert "受理（登记窗口）" in page
    for number_ in (1, 2):
        assert person("", number_).name not in page
        assert person("", number_).identity not in page


def test_tracking_with_a_wrong_code_tells_nothing(town: Town) -> None:
    number = town.hand_in(town.browser(1), *PAPERS)
    wrong = Client().post(TRACK, {"number": number, "code": "AAAAAAAA"}).content.decode()
    unknown = Client().post(TRACK, {"number": "511725-2020-ZY-999999", "code": "AAAAAAAA"})
    assert "编号与查询码不相符" in wrong
    assert "编号与查询码不相符" in unknown.content.decode()
    assert "受理（登记窗口）" not in wrong


def test_verifier_is_served_as_it_is(town: Town) -> None:
    answer = Client().get(f"/{BUREAU}/verify/verifier.py")
    assert "attachment" in answer["Content-Disposition"]
    with open(verifier.__file__, "rb") as program:
        assert b"".join(answer) == program.read()


def test_larger_type_is_remembered(town: Town) -> None:
    client = town.browser()
    client.post(f"/{BUREAU}/larger-type/", {"next": GUIDE})
    assert 'class="larger"' in text_of(client, GUIDE)
    client.post(f"/{BUREAU}/larger-type/", {"next": GUIDE})
    assert 'class="larger"' not in text_of(client, GUIDE)
