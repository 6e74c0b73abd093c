"""In a real browser: readable on a phone, usable by everybody, and one story told by clicking."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, ViewportSize
from tests.scans import pdf_of
from tests.stage import person

from fadu.portal.tests.visitors import BUREAU, PASSWORD, TRANSFER, Town

PHONE: ViewportSize = {"width": 390, "height": 844}
PUBLIC = (
    *("", f"guide/{TRANSFER}/", "track/", "verify/"),
    *("enter/", "enter/code/", "register/", "forgotten/"),
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def enter(page: Page, number: int) -> None:
    page.goto(f"/{BUREAU}/enter/")
    page.fill("#identity", person("", number).identity)
    page.fill("#password", PASSWORD)
    page.click("main button")


def wide(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_public_pages_fit_a_phone_and_are_accessible(page: Page, town: Town, language: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"/{BUREAU}/")
    if language == "en":
        page.click("text=English")
    for path in PUBLIC:
        page.goto(f"/{BUREAU}/{path}")
        assert wide(page) == 0, path
        found = Axe().run(page).response["violations"]
        assert not found, (path, [(each["id"], each["nodes"][0]["html"]) for each in found])


def test_control_a_page_that_is_too_wide_is_found(page: Page, town: Town) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"/{BUREAU}/")
    page.eval_on_selector("h1", "each => { each.textContent = 'x'.repeat(500) }")
    page.eval_on_selector("h1", "each => { each.className = 'number' }")
    assert wide(page) > 0


def test_an_application_by_clicks(page: Page, town: Town, tmp_path: Path) -> None:
    scan = tmp_path / "contract.pdf"
    scan.write_bytes(pdf_of("signed"))
    page.set_viewport_size(PHONE)
    enter(page, 1)
    page.goto(f"/{BUREAU}/apply/{TRANSFER}/")
    page.fill("#id_facts-unit", town.units[1])
    page.fill("#id_facts-price", "480000")
    page.set_input_files("#paper-contract", str(scan))
    page.click("button[value=submit]")
    assert "请填写“合同签订日期”" in page.inner_text("#faults")
    assert page.input_value("#id_facts-price") == "480000"
    assert "contract.pdf" in page.inner_text("#papers")
    page.fill("#id_facts-contract_date", "2020-02-28")
    page.select_option("#id_facts-co_ownership", "sole")
    page.fill("#id_transferee-0-name", person("", 2).name)
    page.fill("#id_transferee-0-identity", person("", 2).identity)
    page.click("button[value=submit]")
    assert page.url.endswith("/received/")
    code = page.inner_text(".tracking-code")
    number = page.url.split("/")[-3]
    page.click(".nav-button")
    page.goto(f"/{BUREAU}/track/?number={number}")
    page.fill("#code", code)
    page.click("main button")
    assert "受理（登记窗口）" in page.inner_text("main")
    assert person("", 1).name not in page.inner_text("main")
    assert wide(page) == 0


def test_files_go_up_at_once_and_a_lost_network_costs_nothing(
    page: Page, town: Town, tmp_path: Path
) -> None:
    """A piece fails half way, the page is reloaded, the same file is chosen again: it goes on."""
    large = tmp_path / "contract.pdf"
    large.write_bytes(pdf_of("", body=b"%" * 900_000))
    trick = tmp_path / "tax.pdf"
    trick.write_bytes(b"<html><script>alert(1)</script></html>")
    page.set_viewport_size(PHONE)
    enter(page, 1)
    page.goto(f"/{BUREAU}/apply/{TRANSFER}/")
    sent: list[int] = []

    def cut(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
            if len(sent) == 2:
                return route.abort("internetdisconnected")
        return route.continue_()

    page.route("**/uploads/**", cut)
    page.set_input_files("#paper-contract", str(large))
    page.wait_for_selector("text=网络断了")
    page.reload()
    page.wait_for_selector("text=没有传完")
    page.set_input_files("#paper-contract", str(large))
    page.wait_for_selector("text=已上传，提交后生效")
    assert sent[0] == 0 and sent.count(0) == 1
    assert sent[2] == sent[1]
    page.set_input_files("#paper-tax_proof", str(trick))
    page.wait_for_selector("text=是网页或矢量图")
    assert wide(page) == 0
    found = Axe().run(page).response["violations"]
    assert not found, [(each["id"], each["nodes"][0]["html"]) for each in found]
    page.click("text=保存草稿")
    page.wait_for_url("**saved=1**")
    assert "contract.pdf" in page.inner_text("#papers")
    assert "tax.pdf" not in page.inner_text("#papers")


def test_a_form_waits_for_its_files(page: Page, town: Town, tmp_path: Path) -> None:
    scan = tmp_path / "contract.pdf"
    scan.write_bytes(pdf_of("", body=b"%" * 300_000))
    enter(page, 1)
    page.goto(f"/{BUREAU}/apply/{TRANSFER}/")
    held: list[Route] = []
    flowing: list[bool] = []
    page.route(
        "**/uploads/*/*/",
        lambda route: route.continue_() if flowing else held.append(route),
    )
    page.set_input_files("#paper-contract", str(scan))
    page.click("text=保存草稿")
    page.wait_for_selector("text=传完会自动提交")
    flowing.append(True)
    for route in held:
        route.continue_()
    page.wait_for_url("**saved=1**")
    assert "contract.pdf" in page.inner_text("#papers")
