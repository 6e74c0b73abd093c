"""The law library: laws and figures on a day, what cites them, and nothing that is invented."""

import re
from urllib.parse import quote

from django.test import Client

from fadu.portal.dated import REST, topic_of
from fadu.portal.tests.visitors import BUREAU, Town
from fadu.procedure.discover import parameters

LAWS = f"/{BUREAU}/laws/"
VALUES = f"{LAWS}values/"


def law(name: str, on: str = "") -> str:
    """The address of a law."""
    return f"{LAWS}{quote(name)}/" + (f"?on={on}" if on else "")


def page(client: Client, address: str, status: int = 200) -> str:
    """The page as text."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def main(text: str) -> str:
    """What stands between the marks of the main part, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.split("<main")[1].split("</main>")[0]))


def test_the_library_is_searched_and_filtered(town: Town) -> None:
    client = town.browser()
    assert "行政处罚法" in page(client, LAWS)
    found = main(page(client, f"{LAWS}?q=L21"))
    assert "1 件" in found
    assert "行政处罚法" in found
    awaited = main(page(client, f"{LAWS}?state=awaited"))
    assert "四川省行政处罚听证程序规定" in awaited
    assert "行政处罚法" not in awaited.replace("四川省行政处罚", "")
    unsure = main(page(client, f"{LAWS}?state=unsure"))
    assert "自然资源听证规定" in unsure
    assert "没有符合条件的法规" in page(client, f"{LAWS}?q=zzz")


def test_a_law_shows_the_wording_of_the_day(town: Town) -> None:
    client = town.browser()
    old = page(client, law("行政处罚法", "2021-07-14"))
    new = page(client, law("行政处罚法", "2021-07-15"))
    assert 'id="article-64"' in new
    assert 'id="article-64"' not in old
    assert "告知后三日内提出" in old
    assert "告知后五日内提出" in new
    assert f"{VALUES}pen.hearing.request/" in new
    assert "另有" in main(new)


def test_a_law_that_ended_leads_to_its_successor(town: Town) -> None:
    text = page(town.browser(), law("物权法", "2021-01-01"))
    assert "已失效" in text
    assert law("民法典", "2021-01-01") in text
    assert "替代了" in page(town.browser(), law("民法典", "2021-01-01"))
    assert "尚未施行" in page(town.browser(), law("民法典", "2020-06-01"))


def test_a_text_that_is_awaited_says_so_and_shows_no_article(town: Town) -> None:
    text = page(town.browser(), law("四川省行政处罚听证程序规定"))
    assert "文本尚待本机关提供" in text
    assert 'id="article-' not in text


def test_what_is_no_day_is_named_and_today_shown(town: Town) -> None:
    for address in (LAWS, law("行政处罚法"), VALUES, f"{VALUES}pen.pay/"):
        text = page(town.browser(), f"{address}?on=gestern")
        assert "“gestern”不是日期" in text


def test_unknown_laws_and_values_are_not_found(town: Town) -> None:
    page(town.browser(), law("没有这部法"), 404)
    page(town.browser(), f"{VALUES}no.such.key/", 404)


def test_a_value_is_told_over_time_with_its_articles(town: Town) -> None:
    text = page(town.browser(), f"{VALUES}pen.hearing.request/?on=2022-03-01")
    assert "5个工作日" in text
    assert f"{law('行政处罚法', '2021-07-15')}#article-64" in text
    assert main(text).count("当日") >= 1
    assert "3个工作日" in text


def test_unconfirmed_and_awaited_values_are_plain(town: Town) -> None:
    client = town.browser()
    assert "不构成法律主张" in page(client, f"{VALUES}pen.hearing.nr.held/")
    assert "待本机关录入" in page(client, f"{VALUES}pen.hearing.large_fine.citizen/")
    unconfirmed = main(page(client, f"{VALUES}?state=unconfirmed"))
    assert "听证规定：组织听证的期限" in unconfirmed
    assert "缴纳罚款的期限" not in unconfirmed
    awaited = main(page(client, f"{VALUES}?state=awaited"))
    assert "对公民的较大数额罚款起点" in awaited


def test_values_are_found_by_topic_and_name(town: Town) -> None:
    client = town.browser()
    assert "行政处罚程序" in page(client, VALUES)
    assert "听证通知提前的时间" in page(client, f"{VALUES}?topic=pen")
    assert "pen.pay/" in page(client, f"{VALUES}?q=缴纳罚款")
    assert "没有符合条件的数值" in page(client, f"{VALUES}?q=zzz")


def test_guides_lead_to_the_articles_they_name(town: Town) -> None:
    client = town.browser()
    text = page(client, f"/{BUREAU}/guide/realestate.transfer/")
    found = re.search(r'href="([^"]*/laws/[^"]+)#article-(\d+)"', text)
    assert found is not None
    assert f'id="article-{found[2]}"' in page(client, found[1].replace("&amp;", "&"))


def test_english_pages_hold_no_chinese_but_numbers_of_documents(town: Town) -> None:
    client = town.browser(language="en")
    for address in (
        law("行政处罚法"),
        f"{VALUES}pen.hearing.request/",
        f"{VALUES}?topic=pen",
        VALUES,
    ):
        assert not re.findall(r"[一-鿿]+", main(page(client, address)))


def test_every_shipped_value_has_a_topic_and_an_awaited_one_says_why(town: Town) -> None:
    assert [key for key in parameters() if topic_of(key) == REST] == []
    text = main(page(town.browser(), f"{VALUES}pen.hearing.large_fine.org/"))
    assert "四川省行政处罚听证程序规定" in text
    assert "没有时怎么办" in text
