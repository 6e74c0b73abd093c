"""The regimes of penalty procedure side by side, on the portal."""

import re
from datetime import date

from fadu.law.regimes import table
from fadu.portal.regimes import GROUPS, part_of, shown
from fadu.portal.tests.test_laws import LAWS, VALUES, law, main, page
from fadu.portal.tests.visitors import Town
from fadu.procedure.discover import parameters

REGIMES = f"{LAWS}regimes/"


def test_the_regimes_stand_side_by_side_and_the_day_is_marked(town: Town) -> None:
    text = page(town.browser(), f"{REGIMES}?on=2022-03-01")
    assert "时段 B" in main(text)
    assert text.count('<th class="list-still regime-current"') == 1
    row = text.split(f"{VALUES}pen.hearing.request/")[1].split("</tr>")[0]
    assert 'data-title="A\n至2021-07-14"><div><p>3个工作日' in row
    assert 'class="regime-current" data-title="B\n至2024-04-30">' in row
    alike = text.split(f"{VALUES}pen.hearing.notice/")[1].split("</tr>")[0]
    assert 'colspan="2" class="regime-current" data-title="B、C\n现行">' in alike
    assert "<b>5个工作日</b>" in row


def test_what_stayed_the_same_shows_on_request_only(town: Town) -> None:
    short, whole = page(town.browser(), REGIMES), page(town.browser(), f"{REGIMES}?show=all")
    assert f"{VALUES}pen.hearing.agents/" not in short
    assert f"{VALUES}pen.hearing.agents/" in whole


def test_a_day_before_the_first_regime_and_one_that_is_none_are_said(town: Town) -> None:
    early = page(town.browser(), f"{REGIMES}?on=2010-01-01")
    assert "这一天的处罚程序没有收录" in early
    assert "regime-current" not in early
    assert "“gestern”不是日期" in page(town.browser(), f"{REGIMES}?on=gestern")


def test_law_and_figures_lead_to_it(town: Town) -> None:
    client = town.browser()
    for address in (law("行政处罚法"), law("自然资源行政处罚办法"), f"{VALUES}pen.pay/", LAWS):
        assert REGIMES in page(client, address)
    assert "与处罚程序的其他时段对照" not in page(client, f"{VALUES}foi.reply/")


def test_every_row_has_its_group_and_only_one() -> None:
    named = [part for _, parts in GROUPS for part in parts]
    assert len(named) == len(set(named))
    rows = table(parameters())
    assert {part_of(row.key) for row in rows} == set(named)
    lines = [
        line for each in shown(parameters(), date(2022, 3, 1), every=True) for line in each.lines
    ]
    assert sorted(line.key for line in lines) == sorted(row.key for row in rows)


def test_the_english_page_holds_no_chinese(town: Town) -> None:
    text = main(page(town.browser(language="en"), f"{REGIMES}?show=all"))
    assert not re.findall(r"[一-鿿]+", text)
