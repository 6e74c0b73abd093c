"""In a real browser, on a phone: an account from its form to its pages."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from fadu.portal.tests.callers import received, stated
from fadu.portal.tests.visitors import BUREAU, Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_account_is_opened_on_a_phone(
    page: Page, town: Town, texts: Path, language: str
) -> None:
    """Each page is narrow enough and accessible."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/{BUREAU}/register/")
    if language == "en":
        page.click("text=English")
    told = stated(7)
    for name in ("name", "identity", "phone", "password", "again"):
        page.fill(f"#id_{name}", told[name])
    page.press("#id_again", "Enter")
    page.wait_for_url("**/code/**")
    sound(page)
    page.fill("#id_code", received(texts, told["phone"]))
    page.press("#id_code", "Enter")
    page.wait_for_url("**/account/**")
    for path in ("account/", "account/password/", "account/telephone/"):
        page.goto(f"/{BUREAU}/{path}")
        sound(page)


def sound(page: Page) -> None:
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0, page.url
    found = Axe().run(page).response["violations"]
    assert not found, (page.url, [(each["id"], each["nodes"][0]["html"]) for each in found])
