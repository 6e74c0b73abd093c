"""An office day in a browser: the head distributes, the examiner works, the director counts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.fixtures import Settings
from tests.stage import MONDAY

from fadu.desk.tests.house import DESK, PASSWORD, House
from fadu.record.moment import moment

PHONE: ViewportSize = {"width": 390, "height": 844}

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def town(transactional_db: None, settings: Settings) -> House:
    settings.FADU_CLOCK = "2020-03-03"
    house = House()
    for _ in range(3):
        house.accepted(MONDAY)
    house.accepted(moment(2020, 2, 24))
    return house


def enter(page: Page, login: str) -> None:
    page.goto("/desk/login/")
    page.fill("input[name=username]", login)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"**{DESK}**")


def leave(page: Page) -> None:
    page.context.clear_cookies()


def sound(page: Page) -> None:
    """Nothing scrolls sideways, and axe finds nothing."""
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0, page.url
    found = Axe().run(page).response["violations"]
    assert not found, (page.url, [(each["id"], each["nodes"][0]["html"]) for each in found])


@pytest.mark.parametrize("phone", [False, True])
def test_a_day_at_the_desk(page: Page, town: House, phone: bool) -> None:
    if phone:
        page.set_viewport_size(PHONE)
    enter(page, "head")
    assert page.url.endswith(f"{DESK}board/")
    page.wait_for_selector(".bars-picture svg")
    sound(page)
    tile = page.locator(".tile", has_text="已超期")
    assert tile.locator("[data-number]").inner_text() == "1"
    tile.click()
    expect(page.locator("[data-key-item]")).to_have_count(1)
    sound(page)
    page.goto(f"{DESK}?view=all&tick=page")
    sound(page)
    page.locator("input[name=case]").first.uncheck()
    page.select_option("#to", str(town.staff["examiner2"]))
    page.get_by_role("button", name="移交").click()
    expect(page.locator("main")).to_contain_text("已移交 3 件")
    sound(page)
    leave(page)

    enter(page, "examiner2")
    page.select_option("#id_light", "red")
    page.get_by_role("button", name="筛选").click()
    page.locator("summary", has_text="保存或删除筛选").click()
    page.fill("#filter-name", "超期的")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".saved .tabs", has_text="超期的")).to_have_count(1)
    sound(page)
    page.goto(f"{DESK}?all=1")
    page.locator("body").press("n")
    page.wait_for_url("**/cases/**")
    assert page.locator("h1").count() == 1
    page.goto(f"{DESK}notifications/")
    sound(page)


def test_control_without_script_the_table_says_all(page: Page, town: House) -> None:
    page.context.route("**/bars.js", lambda route: route.abort())
    enter(page, "director")
    assert page.locator(".bars-picture svg").count() == 0
    assert page.locator(".bars tbody a[data-number]").count() > 4
