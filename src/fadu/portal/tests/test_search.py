"""Plain words find the page that they mean; what is personal is not looked for."""

from urllib.parse import unquote

import pytest
from django.test import Client
from tests.stage import MONDAY, person

from fadu.portal import finding
from fadu.portal.library import SHELVES
from fadu.portal.tests.visitors import BUREAU
from fadu.record.moment import moment

pytestmark = pytest.mark.django_db
SEARCH = f"/{BUREAU}/search/"


@pytest.mark.parametrize(
    "text",
    [
        "过户",
        "房产证过户要带什么",
        "卖房",
        "转移",
        "不动产",
        "sell a house",
        "Transfer",
        "转移登记",
    ],
)
def test_plain_words_find_the_guide(text: str) -> None:
    first, *_ = finding.found(text, BUREAU, MONDAY, "zh-hans")
    assert first.address == f"/{BUREAU}/guide/realestate.transfer/"


@pytest.mark.parametrize(
    ("text", "name"),
    [("办到哪一步了", "track"), ("证书真假", "verify"), ("密码", "enter"), ("my cases", "cases")],
)
def test_plain_words_find_the_service(text: str, name: str) -> None:
    addresses = [one.address for one in finding.found(text, BUREAU, MONDAY, "en")]
    assert f"/{BUREAU}/{name}/" in addresses


@pytest.mark.parametrize(
    ("text", "language", "address"),
    [
        ("行政处罚法", "zh-hans", "laws/行政处罚法/"),
        ("L21", "zh-hans", "laws/行政处罚法/"),
        ("Administrative Penalty Law", "en", "laws/行政处罚法/"),
        ("缴纳罚款的期限", "zh-hans", "laws/values/pen.pay/"),
        ("pen.pay", "en", "laws/values/pen.pay/"),
        ("听证通知提前", "zh-hans", "laws/values/pen.hearing.notice/"),
        ("三个时段", "zh-hans", "laws/regimes/"),
    ],
)
def test_plain_words_find_the_law(text: str, language: str, address: str) -> None:
    addresses = [unquote(one.address) for one in finding.found(text, BUREAU, MONDAY, language)]
    assert f"/{BUREAU}/{address}" in addresses


def test_an_article_is_found_in_the_wording_of_the_day_and_says_of_what_law_it_is() -> None:
    hits = finding.found("听证 告知后三日内提出", BUREAU, MONDAY, "zh-hans")
    (first,) = [one for one in hits if one.address.endswith("#article-42")]
    assert first.under is not None
    assert "《行政处罚法》第四十二条" in first.under.zh
    later = finding.found("听证 告知后五日内提出", BUREAU, moment(2022, 3, 1), "zh-hans")
    assert [one for one in later if one.address.endswith("#article-64")]
    assert not [one for one in later if one.address.endswith("#article-42")]


def test_the_law_does_not_crowd_out_what_one_can_do() -> None:
    hits = finding.found("登记", BUREAU, MONDAY, "zh-hans")
    laws = [one for one in hits if one.kind in SHELVES]
    assert all(
        len([one for one in laws if one.kind is kind]) <= finding.MOST_LAW for kind in SHELVES
    )
    assert laws == hits[-len(laws) :]
    assert hits[0] not in laws


def test_an_unconfirmed_value_says_so_where_it_is_found() -> None:
    hits = finding.found("听证规定：组织听证的期限", BUREAU, MONDAY, "zh-hans")
    (value,) = [one for one in hits if one.address.endswith("pen.hearing.nr.held/")]
    assert value.under is not None
    assert value.under.zh.endswith("（未经核实）")


def test_control_without_the_library_no_law_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "shelved", lambda held, on, bureau: ())
    hits = finding.found("缴纳罚款的期限", BUREAU, MONDAY, "zh-hans")
    assert not [one for one in hits if "/laws/values/pen" in one.address]


def test_nothing_is_found_for_what_nobody_offers(stage_client: Client) -> None:
    answer = stage_client.get(SEARCH, {"q": "火星移民"})
    assert answer.status_code == 200 and not answer.context["results"]
    assert "没有找到" in answer.content.decode()


def test_control_without_synonyms_the_word_of_the_street_finds_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finding, "synonyms", lambda: ())
    assert not finding.found("过户", BUREAU, MONDAY, "zh-hans")


def test_an_identity_number_is_neither_sought_nor_repeated(stage_client: Client) -> None:
    number = person("", 1).identity
    answer = stage_client.get(SEARCH, {"q": number}, follow=True)
    assert answer.context["private"] and not answer.context["results"]
    assert number not in answer.content.decode()
    assert answer.redirect_chain == [(f"{SEARCH}?private=1", 302)]


def test_a_number_leads_to_tracking(stage_client: Client) -> None:
    answer = stage_client.get(SEARCH, {"q": "511725-2020-ZY-000001"})
    assert f"/{BUREAU}/track/?number=511725-2020-ZY-000001" in answer.content.decode()


def test_hits_are_marked_and_what_was_typed_is_escaped(stage_client: Client) -> None:
    page = stage_client.get(SEARCH, {"q": "转移"}).content.decode()
    assert "<mark>转移</mark>" in page
    hostile = stage_client.get(SEARCH, {"q": "<script>alert(1)</script>\0"}).content.decode()
    assert "<script>alert" not in hostile


@pytest.fixture
def stage_client(town: object) -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="zh-hans")
