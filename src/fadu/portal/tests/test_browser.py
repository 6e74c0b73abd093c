"""In a real browser: readable on a phone, usable by everybody, and one story told by clicking."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize
from tests.stage import person

from fadu.portal.tests.visitors import BUREAU, PASSWORD, TRANSFER, Town

PHONE: ViewportSize = {"width": 390, "height": 844}
PUBLIC = ("", f"guide/{TRANSFER}/", "track/", "verify/", "enter/")

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
    scan.write_bytes(b"%PDF-1.7\n%signed\n")
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
