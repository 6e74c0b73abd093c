"""Finding a case with the keyboard alone, and without any script, in a real browser."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from fadu.desk.tests.house import BUREAU, DESK, As, House, address

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEARCH = f"{DESK}search/"


def entered(page: Page, client: Client, url: str) -> None:
    """Give the page the session of a client that has entered."""
    page.context.add_cookies([{"name": "sessionid", "value": session_of(client), "url": url}])


def session_of(client: Client) -> str:
    return client.cookies["sessionid"].value


def test_slash_words_enter_j_enter_open_the_case(
    page: Page, live_server: Any, house: House, enter: As
) -> None:
    case = house.received()
    entered(page, enter("examiner"), live_server.url)
    page.goto(DESK)
    page.keyboard.press("/")
    expect(page.locator("#top-q")).to_be_focused()
    page.keyboard.type("渠江")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("渠江")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address(case)}")


def test_a_person_is_looked_up_by_keys_and_axe_finds_nothing(
    page: Page, live_server: Any, house: House, enter: As
) -> None:
    case = house.received()
    entered(page, enter("director"), live_server.url)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{SEARCH}person/")
    page.keyboard.type("某人2")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#refusals")).to_be_focused()
    page.select_option("#reason", "handling")
    page.fill("#note", "核对材料")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".cards")).to_contain_text(case.number)
    for path in (f"{SEARCH}?q=渠江", f"{SEARCH}?q=火星", f"{SEARCH}person/", f"{SEARCH}log/",
                 f"/{BUREAU}/search/?q=过户", f"/{BUREAU}/search/?q=火星"):  # fmt: skip
        page.goto(path)
        assert Axe().run(page).violations_count == 0, path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_without_script_all_of_it_works(
    browser: Browser, live_server: Any, house: House, enter: As
) -> None:
    case = house.received()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    entered(page, enter("examiner"), live_server.url)
    page.goto(DESK)
    page.fill("#top-q", "街道")
    page.locator(".top-search button").click()
    page.locator(".card-link").first.click()
    assert page.url.endswith(address(case))
    context.close()
