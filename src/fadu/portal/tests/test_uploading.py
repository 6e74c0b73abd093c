"""In a real browser: files go up in pieces while a citizen applies, and nothing of them is lost."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route
from tests.scans import pdf_of

from fadu.portal.tests.test_browser import PHONE, enter, faults, wide
from fadu.portal.tests.visitors import STEPS, Town

SAVE = "main form > .actions button[value=save]"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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
    page.goto(f"{STEPS}papers/")
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
    assert not faults(page)
    page.click(SAVE)
    page.wait_for_url("**saved=1**")
    assert "contract.pdf" in page.inner_text("#papers")
    assert "tax.pdf" not in page.inner_text("#papers")


def test_a_form_waits_for_its_files(page: Page, town: Town, tmp_path: Path) -> None:
    scan = tmp_path / "contract.pdf"
    scan.write_bytes(pdf_of("", body=b"%" * 300_000))
    enter(page, 1)
    page.goto(f"{STEPS}papers/")
    held: list[Route] = []
    flowing: list[bool] = []
    page.route(
        "**/uploads/*/*/",
        lambda route: route.continue_() if flowing else held.append(route),
    )
    page.set_input_files("#paper-contract", str(scan))
    page.click(SAVE)
    page.wait_for_selector("text=传完会自动提交")
    flowing.append(True)
    for route in held:
        route.continue_()
    page.wait_for_url("**saved=1**")
    assert "contract.pdf" in page.inner_text("#papers")
