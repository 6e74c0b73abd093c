"""Plain words find the page that they mean; what is personal is not looked for."""

import pytest
from django.test import Client
from tests.stage import MONDAY, person

from fadu.portal import finding
from fadu.portal.tests.visitors import BUREAU

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
