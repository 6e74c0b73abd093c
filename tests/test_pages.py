"""Every page, as every role, in both languages and widths: readable, steady, light, for everybody.

Nobody lists the pages: each role walks from its first page along the links, and whatever can be
reached is looked at in a real browser, on the demo as its command builds and serves it.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from fadu.site.demo.cast import BUREAU
from tests.served import demo
from tests.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (1440, 390)
LANGUAGES = ("zh-hans", "en")
# Who walks, and how many kinds of page must at least be met: a walk that ends early is a fault.
CITIZENS = {"王芳": 12}
OFFICERS = {"window": 5, "examiner": 5, "registrar": 5, "head": 6, "legal": 5, "director": 7}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


def opened(browser: Browser, address: str, width: int, language: str) -> Page:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 900})
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    return context.new_page()


def fine(walk: Walk, least: int) -> None:
    walk.page.context.close()
    assert not walk.faults, "\n".join(walk.faults)
    assert len(walk.seen) >= least, sorted(walk.seen)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_visitor(browser: Browser, served: str, width: int, language: str) -> None:
    walk = Walk(opened(browser, served, width, language), served)
    walk.go(f"/{BUREAU}/")
    walk.look("/style/", light=False)  # every part at once: for builders, not for a phone
    fine(walk, 6)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CITIZENS)
def test_a_citizen(browser: Browser, served: str, name: str, width: int, language: str) -> None:
    page = opened(browser, served, width, language)
    page.goto(f"/{BUREAU}/")
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state("networkidle")
    walk = Walk(page, served)
    walk.weights["entry"] = 0
    walk.go(f"/{BUREAU}/")
    walk.go(f"/{BUREAU}/cases/")
    fine(walk, CITIZENS[name])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("login", OFFICERS)
def test_an_officer(browser: Browser, served: str, login: str, width: int, language: str) -> None:
    page = opened(browser, served, width, language)
    page.goto("/desk/login/")
    page.locator(f"button[value={login}]").first.click()
    page.wait_for_load_state("networkidle")  # else the walk would weigh what was asked before it
    walk = Walk(page, served)
    walk.weights["entry"] = 0
    walk.go(f"/desk/{BUREAU}/")
    fine(walk, OFFICERS[login])


BROKEN = {
    "wider": "document.body.style.width = '3000px'",
    "image-alt": "document.querySelector('main').append(document.createElement('img'))",
    "asked": "new Image().src = 'http://127.0.0.2:9/'",
    "jumped": """(async () => {
      const tall = document.createElement("div");
      tall.style.height = "600px";
      await new Promise((done) => setTimeout(done, 300));
      document.querySelector("main").prepend(tall);
    })()""",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_control_a_broken_page_is_found(browser: Browser, served: str, fault: str) -> None:
    page = opened(browser, served, 1440, "zh-hans")
    spoil = f"addEventListener('DOMContentLoaded', () => {{ {BROKEN[fault]} }})"
    page.add_init_script(spoil)
    walk = Walk(page, served)
    walk.look(f"/{BUREAU}/")
    page.context.close()
    assert any(fault in each for each in walk.faults), walk.faults
