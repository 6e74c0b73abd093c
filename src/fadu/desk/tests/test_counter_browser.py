"""The counter in a real browser, with everything going wrong on the way.

Nothing typed is lost when the network stalls, the session ends or the page is killed, and a page
that is sent twice is one case. Controls show what holds it: without the script, or without this
browser's own copy, the same accident loses what was typed.
"""

from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, Route, expect

from fadu.desk.models import CounterDraft
from fadu.desk.tests.clerk import (
    COUNTER,
    PRICE,
    SLIP,
    TRANSFER,
    Open,
    enter_again,
    fill_all,
    kept,
    says,
    sheet,
    transfers,
    typed_in,
)
from fadu.desk.tests.house import DESK, House

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_stalled_network_loses_nothing_not_even_with_the_page_killed(opened: Open) -> None:
    page = opened()
    address = sheet(page)
    page.context.set_offline(True)
    typed_in(page)
    says(page, "网络中断，内容已保存在本机")
    assert not CounterDraft.objects.exists()
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.context.set_offline(False)
    again.goto(address)
    says(again, "已送出")
    assert kept(again)
    again.reload()
    assert kept(again)
    assert CounterDraft.objects.get().data["facts"]["price"] == "480000"


def test_the_network_comes_back_and_what_waited_is_sent(opened: Open) -> None:
    page = opened()
    sheet(page)
    page.context.set_offline(True)
    typed_in(page)
    says(page, "网络中断")
    page.context.set_offline(False)
    says(page, "已保存")
    assert kept(opened_elsewhere(opened, page.url))
    assert page.evaluate("localStorage.length") == 0


def opened_elsewhere(opened: Open, address: str) -> Page:
    """The same sheet on another device."""
    other = opened()
    other.goto(address)
    return other


def test_a_stall_at_the_button_leaves_the_page_and_makes_one_case(
    opened: Open, house: House
) -> None:
    page = opened()
    sheet(page)
    fill_all(page, house.unit())
    says(page, "已保存")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    says(page, "收件没有送出")
    assert page.input_value(PRICE) == "480000" and not transfers().exists()
    page.context.set_offline(False)
    says(page, "已保存")
    page.press(PRICE, "Control+Enter")
    page.wait_for_url(SLIP)
    assert transfers().count() == 1


def test_an_answer_that_is_lost_on_the_way_is_one_case(opened: Open, house: House) -> None:
    page = opened()
    address = sheet(page)
    fill_all(page, house.unit())
    says(page, "已保存")

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)  # the server has done it, and nobody hears
            with suppress(Error):  # the page may have given the request up by itself meanwhile
                route.abort("connectionreset")
        else:
            route.continue_()

    page.route(address, lose)
    with page.expect_event("requestfailed"):
        page.press(PRICE, "Control+Enter")
    assert transfers().count() == 1
    page.unroute(address)
    page.goto(address)
    assert "/slip/" in page.url
    assert transfers().count() == 1 and not CounterDraft.objects.exists()


def test_a_session_that_ends_in_the_middle_loses_nothing(opened: Open, house: House) -> None:
    page = opened()
    address = sheet(page)
    page.context.clear_cookies(name="sessionid")
    typed_in(page)
    says(page, "登录已过期，内容已保存在本机")
    page.focus("[data-kept] a")
    page.keyboard.press("Enter")
    enter_again(page)
    page.wait_for_url(address)
    says(page, "已送出")
    assert kept(page)
    fill_all(page, house.unit())
    page.press(PRICE, "Control+Enter")
    page.wait_for_url(SLIP)
    assert transfers().count() == 1


def test_signing_in_beside_the_page_is_enough(opened: Open) -> None:
    page = opened()
    sheet(page)
    page.context.clear_cookies(name="sessionid")
    typed_in(page)
    says(page, "登录已过期")
    beside = page.context.new_page()
    beside.goto("/desk/login/")
    enter_again(beside)
    beside.wait_for_url(f"**{DESK}")
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    says(page, "已保存")
    assert kept(opened_elsewhere(opened, page.url))


def test_a_killed_page_goes_on_at_another_device(opened: Open) -> None:
    page = opened()
    address = sheet(page)
    typed_in(page)
    says(page, "已保存")
    page.close(run_before_unload=False)
    other = opened(390)
    other.goto(f"{COUNTER}{TRANSFER}/")
    assert other.url == address and kept(other)


def test_control_without_the_script_a_killed_page_is_lost(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{COUNTER}{TRANSFER}/")
    address = page.url
    typed_in(page)
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto(address)
    assert not kept(again)


def test_control_without_this_browsers_copy_a_stall_loses_it_and_the_page_says_so(
    opened: Open,
) -> None:
    page = opened()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    address = sheet(page)
    page.context.set_offline(True)
    typed_in(page)
    says(page, "本机也不能保存")
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.context.set_offline(False)
    again.goto(address)
    assert not kept(again)


def test_without_script_the_buttons_keep_and_take_in(opened: Open, house: House) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{COUNTER}{TRANSFER}/")
    fill_all(page, house.unit())
    page.click("button[value=keep]")
    assert page.input_value(PRICE) == "480000"
    page.click(".keep-bar button[value=open]")
    assert "/slip/" in page.url and transfers().count() == 1


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_sheet_fits_and_is_accessible(opened: Open, house: House, width: int) -> None:
    page = opened(width)
    sheet(page)
    fill_all(page, house.unit())
    page.press(PRICE, "Control+Enter")
    page.wait_for_url(SLIP)
    for address in (f"{COUNTER}{TRANSFER}/", COUNTER, page.url):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0, address
        found = Axe().run(page).response["violations"]
        assert not found, [(each["id"], each["nodes"][0]["html"]) for each in found]


def test_a_matter_is_found_as_one_types_and_enter_begins_it(opened: Open) -> None:
    page = opened()
    page.goto(f"{COUNTER}?matter=转移")
    matter, none = page.locator("button.matter"), page.locator("[data-none]")
    page.keyboard.press("s")
    page.keyboard.press("Control+A")
    page.keyboard.type("采矿")
    expect(matter).to_be_hidden()
    expect(none).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.type("转移")
    expect(matter).to_be_visible()
    expect(none).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/counter/realestate.transfer/*/")
