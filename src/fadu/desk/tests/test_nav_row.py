"""On a phone the desk's row of pages is longer than the screen: it opens at the page one is on."""

import pytest
from playwright.sync_api import Page, Route

from fadu.desk.tests.clerk import Open
from fadu.desk.tests.house import DESK

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NARROW = 320


def hidden_pages(page: Page) -> list[str]:
    """The pages whose own name cannot be seen in the row."""
    page.goto(DESK)
    links = page.locator(".nav-row a").all()
    assert len(links) > 4
    found = []
    for address in [link.get_attribute("href") or "" for link in links]:
        page.goto(address)
        box = page.locator(".nav-row [aria-current]").bounding_box()
        assert box is not None
        if box["x"] < 0 or box["x"] + box["width"] > NARROW:
            found.append(address)
    return found


def test_the_page_one_is_on_shows_in_the_row_without_script(opened: Open) -> None:
    assert not hidden_pages(opened(NARROW, java_script_enabled=False))


def styled(page: Page, rule: str, instead: str) -> Page:
    """The page with another word for one of the style sheet."""

    def changed(route: Route) -> None:
        style = route.fetch()
        route.fulfill(response=style, body=style.text().replace(rule, instead))

    page.route("**/fadu*.css", changed)
    return page


def test_a_browser_that_cannot_scroll_so_shows_that_page_first(opened: Open) -> None:
    page = opened(NARROW, java_script_enabled=False)
    assert not hidden_pages(styled(page, "scroll-initial-target", "unknown"))
    current, first = page.locator(".nav-row [aria-current]"), page.locator(".nav-row a").first
    box, other = current.bounding_box(), first.bounding_box()
    assert box and other and box["x"] < other["x"]


def test_control_without_the_rules_it_lies_outside(opened: Open) -> None:
    page = opened(NARROW, java_script_enabled=False)
    assert hidden_pages(styled(page, ".nav-row li:has([aria-current])", ".nav-row li:has(hr)"))
