"""The content security policy as a real browser keeps it, and the static files it lets in."""

from typing import Any

import pytest
from django.templatetags.static import static
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

INLINE = """() => {
    const script = document.createElement("script");
    script.textContent = "window.inlineRan = true";
    document.body.append(script);
    return window.inlineRan === true;
}"""


def test_an_inline_script_does_not_run(browser: Browser, live_server: Any) -> None:
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        answer = page.goto("/there-is-no-such-page/")
        assert answer is not None
        assert answer.status == 404
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert page.evaluate(INLINE) is False


def test_control_without_the_policy_it_would_run(browser: Browser, live_server: Any) -> None:
    with browser.new_context(base_url=live_server.url, bypass_csp=True) as context:
        page = context.new_page()
        page.goto("/there-is-no-such-page/")
        assert page.evaluate(INLINE) is True


@pytest.mark.parametrize("name", ["tabler/tabler.min.css", "noto-sans-sc/400.css"])
def test_style_sheets_are_served_under_the_prefix(page: Page, name: str) -> None:
    answer = page.goto(static(name))
    assert answer is not None
    assert answer.ok, "run ./fadu test: the launcher copies the style sheets"
    assert "text/css" in answer.headers["content-type"]
