"""In a real browser: readable on a phone, usable by everybody, and the stories told by clicking."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from tests.scans import pdf_of
from tests.stage import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, done, person

from fadu.portal.models import Draft
from fadu.portal.tests.visitors import BUREAU, PASSWORD, STEPS, TRANSFER, Town
from fadu.procedure.models import Case, Rating

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}
NEXT = "main .actions button[value=next]"
GUIDE = f"guide/{TRANSFER}/"
PUBLIC = (
    *("", GUIDE, f"{GUIDE}checklist/", "events/mortgage/", "track/", "verify/", "rate/", "help/"),
    *(
        "accessibility/",
        "enter/",
        "offline/",
        "enter/code/",
        "register/",
        "forgotten/",
        "verify/?certificate=x",
    ),
)
OWN = (
    "cases/",
    *(f"apply/{TRANSFER}/{step}/" for step in ("facts", "parties", "papers", "review")),
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def enter(page: Page, number: int) -> None:
    page.goto(f"/{BUREAU}/enter/")
    page.fill("#identity", person("", number).identity)
    page.fill("#password", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"(?<!enter/)$"))


def wide(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def faults(page: Page) -> list[Any]:
    """What axe finds."""
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


class Device:
    """A browser of its own: no cookie shared with another, and every request's host noted."""

    def __init__(self, browser: Browser, base: str, size: ViewportSize, language: str) -> None:
        self.context: BrowserContext = browser.new_context(
            base_url=base, viewport=size, locale="en-US" if language == "en" else "zh-CN"
        )
        self.hosts: set[str | None] = set()
        self.context.on("request", lambda sent: self.hosts.add(urlparse(sent.url).hostname))
        self.page = self.context.new_page()


class Devices:
    """Hands out devices; at the end none of them may have asked another host for anything."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser, self.base = browser, base
        self.out: list[Device] = []

    def __call__(self, size: ViewportSize = PHONE, language: str = "zh") -> Page:
        device = Device(self.browser, self.base, size, language)
        self.out.append(device)
        return device.page


@pytest.fixture
def devices(browser: Browser, live_server: Any) -> Iterator[Devices]:
    given = Devices(browser, live_server.url)
    yield given
    asked = {host for device in given.out for host in device.hosts}
    for device in given.out:
        device.context.close()
    assert asked == {urlparse(live_server.url).hostname}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_fits_and_is_accessible(
    devices: Devices, town: Town, size: ViewportSize, language: str
) -> None:
    page = devices(size, language)
    enter(page, 1)
    for path in (*PUBLIC, *OWN):
        page.goto(f"/{BUREAU}/{path}")
        assert wide(page) == 0, path
        assert not faults(page), path


def test_larger_type_fits_a_phone_too(devices: Devices, town: Town) -> None:
    page = devices()
    page.goto(f"/{BUREAU}/")
    page.click("text=大字")
    enter(page, 1)
    for path in (*PUBLIC, *OWN):
        page.goto(f"/{BUREAU}/{path}")
        if path != "offline/":
            assert page.get_attribute("html", "class") == "larger"
        assert wide(page) == 0, path


def test_control_a_page_that_is_too_wide_is_found(page: Page, town: Town) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"/{BUREAU}/")
    page.eval_on_selector("h1", "each => { each.textContent = 'x'.repeat(500) }")
    page.eval_on_selector("h1", "each => { each.className = 'number' }")
    assert wide(page) > 0


def test_control_a_request_to_another_host_is_noted(browser: Browser, live_server: Any) -> None:
    given = Devices(browser, live_server.url)
    page = given()
    page.goto(f"/{BUREAU}/offline/", wait_until="commit")
    page.evaluate("fetch('http://localhost:9/').catch(() => 0)")
    assert "localhost" in given.out[0].hosts or given.out[0].hosts == {"127.0.0.1", "localhost"}
    given.out[0].context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_begun_on_a_phone_ended_at_a_desk(
    devices: Devices, town: Town, settings: Any, tmp_path: Path, language: str
) -> None:
    """Applied for, tracked, supplemented, rated, verified: what a seller does, by clicks alone."""
    scan = tmp_path / "contract.pdf"
    scan.write_bytes(pdf_of("signed"))
    phone = devices(PHONE, language)
    enter(phone, 1)
    phone.goto(f"/{BUREAU}/")
    phone.click(".event >> nth=0")
    phone.click(f"a[href='{STEPS}'] >> nth=0")
    phone.fill("#id_facts-unit", town.units[1])
    phone.fill("#id_facts-price", "480000")
    expect(phone.locator("#saved")).to_have_attribute("data-state", "saved")
    phone.context.close()  # nothing was pressed

    desk = devices(DESK, language)
    enter(desk, 1)
    desk.goto(f"/{BUREAU}/cases/")
    desk.click(f"a[href='{STEPS}']")
    assert desk.input_value("#id_facts-unit") == town.units[1]
    desk.click(NEXT)
    assert desk.locator("#faults li").count() == 2
    assert desk.input_value("#id_facts-price") == "480000"
    desk.fill("#id_facts-contract_date", "2020-02-28")
    desk.select_option("#id_facts-co_ownership", "sole")
    desk.click(NEXT)
    desk.fill("#id_transferee-0-name", person("", 2).name)
    desk.fill("#id_transferee-0-identity", person("", 2).identity)
    desk.click(NEXT)
    desk.set_input_files("#paper-contract", str(scan))
    desk.click(NEXT)  # waits until the file is there
    desk.wait_for_url("**/review/")
    assert "480000" in desk.inner_text("main")
    assert "contract.pdf" in desk.inner_text("main")
    assert not faults(desk)
    desk.click("main button[value=submit]")
    desk.wait_for_url("**/received/")
    code = desk.inner_text(".tracking-code")
    number = desk.url.split("/")[-3]
    assert not faults(desk)
    _track(devices(PHONE, language), number, code)
    _go_on(town, number)
    _supplement(desk, number, scan)
    _close(town, number)
    settings.FADU_CLOCK = "2020-03-06"
    enter(desk, 1)
    _rate_and_verify(devices, desk, town, number, code, tmp_path)


def _track(page: Page, number: str, code: str) -> None:
    """By scanning the receipt: the code behind # fills itself in."""
    page.goto(f"/{BUREAU}/track/?number={number}#{code}")
    expect(page.locator("#code")).to_have_value(code)
    assert code not in page.url
    page.keyboard.press("Enter")
    page.wait_for_selector("#clocks, .chart")
    assert number in page.inner_text("main")
    assert person("", 1).name not in page.inner_text("main")
    assert not faults(page)


def _go_on(town: Town, number: str) -> None:
    """The window sends its one-time notice."""
    case = Case.objects.get(number=number)
    done(town.stage.take(case.id, "receive", "notice", "window", MONDAY))


def _supplement(page: Page, number: str, scan: Path) -> None:
    page.goto(f"/{BUREAU}/cases/")
    page.click(f".asked a[href='/{BUREAU}/cases/{number}/supplement/']")
    for field in page.locator("main input[type=file]").all():
        field.set_input_files(str(scan))
    assert not faults(page)
    page.click("button[value=done]")
    page.wait_for_url(f"**/cases/{number}/")


def _close(town: Town, number: str) -> None:
    """The buyer confirms, and the bureau does its part."""
    case = Case.objects.get(number=number).id
    buyer = town.browser(2)
    buyer.post(f"/{BUREAU}/cases/{number}/confirm/", {"key": "b", "read": "on"})
    done(town.stage.take(case, "receive", "accept", "window", TUESDAY))
    done(town.stage.take(case, "examine", "pass", "examiner", TUESDAY))
    done(town.stage.take(case, "enter", "entered", "registrar", WEDNESDAY))
    done(town.stage.take(case, "issue", "issued", "window", THURSDAY))


def _rate_and_verify(
    devices: Devices, page: Page, town: Town, number: str, code: str, tmp_path: Path
) -> None:
    page.goto(f"/{BUREAU}/cases/{number}/")
    page.click(f"a[href='/{BUREAU}/cases/{number}/rate/']")
    page.check("input[name=score][value='2']")
    page.fill("#text", "等了很久")
    assert not faults(page)
    page.click("main form button[type=submit]")
    page.wait_for_url(f"**/cases/{number}/")
    assert Rating.objects.get().score == 2
    with page.expect_download() as download:
        page.click("a[href$='bundle.zip']")
    bundle = tmp_path / "case.zip"
    download.value.save_as(bundle)
    stranger = devices()
    stranger.goto(f"/{BUREAU}/verify/")
    stranger.set_input_files("#bundle-file", str(bundle))
    stranger.click("#bundle button")
    assert number in stranger.inner_text(".verdict")
    assert person("", 1).name not in stranger.inner_text("main")
    assert not faults(stranger)
    stranger.goto(f"/{BUREAU}/rate/?number={number}")
    stranger.fill("#code", code)
    stranger.fill("#tail", person("", 2).identity[-4:])
    stranger.check("input[name=score][value='5']")
    stranger.click("main form button[type=submit]")
    stranger.wait_for_selector(".notice-success")
    assert Rating.objects.count() == 2


# The network


def test_a_stalled_network_loses_nothing_and_says_so(devices: Devices, town: Town) -> None:
    page = devices()
    enter(page, 1)
    page.goto(f"{STEPS}facts/")
    page.context.set_offline(True)
    page.fill("#id_facts-price", "480000")
    expect(page.locator("#saved")).to_contain_text("还没有存到服务器")
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text("已自动保存", timeout=15000)
    assert Draft.objects.get().data["facts"]["price"] == "480000"


def test_a_session_that_ended_gives_back_what_was_typed(devices: Devices, town: Town) -> None:
    page = devices()
    enter(page, 1)
    page.goto(f"{STEPS}facts/")
    page.context.clear_cookies(name="sessionid")
    page.fill("#id_facts-price", "480000")
    expect(page.locator("#saved")).to_contain_text("登录已过期")
    enter(page, 1)
    page.goto(f"{STEPS}facts/")
    assert page.input_value("#id_facts-price") == "480000"
    expect(page.locator("#saved")).to_contain_text("已自动保存")
    assert Draft.objects.get().data["facts"]["price"] == "480000"


def test_control_another_person_in_the_same_tab_gets_nothing(devices: Devices, town: Town) -> None:
    page = devices()
    enter(page, 1)
    page.goto(f"{STEPS}facts/")
    page.context.clear_cookies(name="sessionid")
    page.fill("#id_facts-price", "480000")
    expect(page.locator("#saved")).to_contain_text("登录已过期")
    enter(page, 3)
    page.goto(f"{STEPS}facts/")
    assert page.input_value("#id_facts-price") == ""
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


WORKING = "navigator.serviceWorker.ready.then(ready => ready.active.scriptURL)"
KEPT = """caches.keys().then(names => Promise.all(names.map(name => caches.open(name)
    .then(kept => kept.keys()).then(all => all.map(one => new URL(one.url).pathname)))))
    .then(lists => lists.flat())"""


def test_offline_says_what_to_do_and_keeps_nothing_personal(devices: Devices, town: Town) -> None:
    page = devices()
    enter(page, 1)
    assert page.evaluate(WORKING).endswith(f"/{BUREAU}/worker.js")
    for path in (*PUBLIC[:3], *OWN):
        page.goto(f"/{BUREAU}/{path}")
    kept = page.evaluate(KEPT)
    assert [one for one in kept if not one.startswith("/static/")] == [f"/{BUREAU}/offline/"]
    page.context.set_offline(True)
    page.goto(f"/{BUREAU}/cases/")
    assert "网络不通" in page.inner_text("h1")
    assert person("", 1).name not in page.content()
    assert wide(page) == 0
    assert not faults(page)
    page.context.set_offline(False)
    page.click("text=再试一次")
    page.wait_for_selector("#asked-title")


def test_switched_off_the_worker_takes_itself_and_its_cache_away(
    devices: Devices, town: Town, settings: Any
) -> None:
    page = devices()
    page.goto(f"/{BUREAU}/")
    page.evaluate(WORKING)
    assert page.evaluate(KEPT)
    settings.FADU_OFFLINE = False
    page.evaluate("navigator.serviceWorker.getRegistration().then(held => held.update())")
    held = "navigator.serviceWorker.getRegistrations().then(all => all.length)"
    for _ in range(50):
        if not page.evaluate(held):
            break
        page.wait_for_timeout(200)
    assert page.evaluate(held) == 0
    assert page.evaluate(KEPT) == []
