"""An examiner's and a registrar's case from inbox to decision, by keys alone, in a real browser."""

import io
import re
import struct
import zlib
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as conf
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.fixtures import Settings
from tests.stage import TUESDAY, case_of, done, key

from fadu.desk.tests.house import BUREAU, DESK, PASSWORD, House, address
from fadu.procedure.acts import supplement
from fadu.procedure.models import Case
from fadu.record.evidence import Stored, keep

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


class Hands:
    """Two hands on a keyboard; every stroke is counted, letters of prose apart."""

    def __init__(self, page: Page) -> None:
        self.page, self.strokes, self.prose = page, 0, 0

    def press(self, *keys: str) -> None:
        """Keys one after the other."""
        for each in keys:
            self.page.keyboard.press(each)
            self.strokes += 1

    def type(self, words: str) -> None:
        """Prose, or a password."""
        self.page.keyboard.type(words)
        self.prose += len(words)


def sit(page: Page, house: House, login: str, viewport: ViewportSize = WIDE) -> Hands:
    """An officer who entered some time ago sits down before the inbox."""
    client = house.enter(login)
    cookie = client.cookies[conf.SESSION_COOKIE_NAME].value
    page.set_viewport_size(viewport)
    page.goto("/desk/login/")
    page.context.add_cookies(
        [{"name": conf.SESSION_COOKIE_NAME, "value": cookie, "domain": "localhost", "path": "/"}]
    )
    page.goto(DESK)
    return Hands(page)


def now(case: Case) -> Case:
    return Case.objects.get(id=case.id)


def picture(wide: int, high: int) -> io.BytesIO:
    """A white PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = zlib.compress((b"\0" + b"\xff" * wide) * high)
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + parts)


def test_an_examiner_works_a_case_without_the_mouse(page: Page, house: House) -> None:
    case = house.accepted()
    hands = sit(page, house, "examiner")
    hands.press("j")

    hands.press("Enter")
    page.wait_for_url(f"**{address(case)}")
    hands.press("j")
    expect(page.locator("#viewer [role=status]")).to_have_text("2 / 6")
    hands.press("k")
    expect(page.locator("#viewer [role=status]")).to_have_text("1 / 6")
    hands.press("1")
    page.wait_for_selector(".notice-success")
    print(f"an examiner passes a case: {hands.strokes} strokes")
    assert now(case).state.step == "enter" and hands.strokes <= 6


def test_a_registrar_confirms_an_entry_with_the_password(
    page: Page, house: House, settings: Settings
) -> None:
    settings.FADU_PROOF_MINUTES = 15
    case = case_of(house.at_entry(house.unit()))
    hands = sit(page, house, "registrar")
    hands.press("j", "Enter")
    page.wait_for_url(f"**{address(case)}")
    hands.press("1")
    page.wait_for_selector(".confirm")
    assert now(case).state.step == "enter"
    hands.press("p")
    hands.type("guessed")
    hands.press("Enter")
    page.wait_for_selector(".refusals")
    assert "登录密码不对" in page.inner_text(".refusals") and now(case).seq == case.seq
    hands.press("p")
    hands.type(PASSWORD)
    hands.press("Enter")
    page.wait_for_selector(".notice-success")
    print(f"a registrar enters a transfer, a wrong password between: {hands.strokes} strokes")
    assert now(case).state.step == "issue" and hands.strokes <= 8


def test_a_refusal_is_written_confirmed_and_the_next_case_opens(page: Page, house: House) -> None:
    case = house.took(house.accepted(), "examiner", "examine", "refuse")
    other = case_of(house.at_entry(house.unit((3,)), (3,)))
    hands = sit(page, house, "registrar")
    page.goto(address(case))
    hands.press("x")
    page.wait_for_selector("text=办完后打开下一件待办")
    hands.press("1")
    hands.type("1 份合同与登记簿 j k n 不符")
    assert page.url.split("#")[0].endswith(address(case))  # letters of prose are no keys
    hands.press("j", "Escape", "j")
    expect(page.locator("#viewer [role=status]")).to_have_text(re.compile("^2 "))
    typed = page.input_value("#id_served-reasons")
    assert typed == "1 份合同与登记簿 j k n 不符j"  # turning a paper loses nothing
    hands.press("1", "Control+Enter")
    page.wait_for_selector(".confirm")
    assert typed in page.inner_text(".confirm")
    hands.press("b")
    page.wait_for_selector("#id_served-reasons")
    assert page.input_value("#id_served-reasons") == typed
    hands.press("1", "Control+Enter")
    page.wait_for_selector(".confirm")
    hands.press("y")
    page.wait_for_url(f"**{address(other)}")
    assert now(case).status == "closed"
    expect(page.get_by_text(f"{case.number} 已办理")).to_be_visible()


def test_values_are_unmasked_by_keys_and_masked_again(page: Page, house: House) -> None:
    case = case_of(house.at_entry(house.unit()))
    hands = sit(page, house, "registrar")
    page.goto(address(case))
    hands.press("u", " ")
    page.check("[name=field][value=phone]")
    page.select_option("#id_purpose-reason", "reach")
    page.focus("#id_purpose-note")
    hands.type("约定领证时间")
    hands.press("Control+Enter")
    page.wait_for_selector("text=只在本次页面显示")
    assert "13900000001" in page.inner_text("main")
    page.goto(address(case))
    assert "13900000001" not in page.inner_text("main")
    assert "说明：约定领证时间" in page.inner_text("main")


def test_a_picture_is_enlarged_and_turned(page: Page, house: House) -> None:
    case = house.received()
    scan = keep(BUREAU, case.id, picture(300, 100))
    assert isinstance(scan, Stored)
    done(
        supplement(
            case.id, {"contract": [scan]}, bureau=BUREAU, by=house.by("window"), at=TUESDAY,
            key=key(), confirm=[],
        )
    )  # fmt: skip
    hands = sit(page, house, "window")
    page.goto(f"{address(case)}?piece={scan.id}")
    box = page.locator(".viewer-set")
    box.wait_for()
    wide = box.bounding_box()
    assert wide and wide["width"] > 2.5 * wide["height"]
    hands.press("+")
    larger = box.bounding_box()
    assert larger and larger["width"] > 1.2 * wide["width"]
    hands.press("r")
    turned = box.bounding_box()
    assert turned and turned["height"] > 2.5 * turned["width"]


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_case_and_confirmation_fit_and_are_accessible(
    page: Page, house: House, viewport: ViewportSize, settings: Settings
) -> None:
    settings.FADU_PROOF_MINUTES = 15
    case = case_of(house.at_entry(house.unit(restriction="查封")))
    free = case_of(house.at_entry(house.unit((3,)), (3,)))
    sit(page, house, "registrar", viewport)
    for shown in (case, free):
        page.goto(address(shown))
        assert sound(page) == []
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    assert "登簿" in page.inner_text("#keys-list") and sound(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.wait_for_selector(".confirm")
    assert sound(page) == []


def sound(page: Page) -> list[Any]:
    """What axe finds, and by how much the page is wider than its window."""
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    found = [
        (each["id"], each["nodes"][0]["html"])
        for each in Axe().run(page, options={"iframes": False}).response["violations"]
    ]
    wide = page.evaluate(over)
    return [*found, *([("wide", wide)] if wide else [])]
