"""The counter by keyboard alone: no mouse, and few keys, counted and printed."""

import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from tests.scans import pdf_of
from tests.stage import person

from fadu.desk.tests.clerk import COUNTER, SLIP, TRANSFER, Open, ready, transfers
from fadu.desk.tests.house import House
from fadu.registers.reception.models import Ticket

MOUSE = """
for (const kind of ["mousedown", "pointerdown", "touchstart"])
  addEventListener(kind, () => window.noted("mouse"), true);
addEventListener("keydown", () => window.noted("key"), true);
window.print = () => window.noted("print");
"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def scans(tmp_path: Path) -> list[Path]:
    """Five files as a scanner names them: three carry the number of their paper."""
    names = ("1-申请书", "2_身份证明", "03 权属证书", "扫描件甲", "扫描件乙")
    files = [tmp_path / f"{name}.pdf" for name in names]
    for file in files:
        file.write_bytes(pdf_of(file.name))
    return files


@dataclass
class Hands:
    """A clerk's hands on the keyboard, counted: keys that command, and signs typed into fields."""

    page: Page
    keys: int = 0
    signs: int = 0
    noted: list[str] = field(default_factory=list)

    def watched(self) -> None:
        """Have the browser itself say which events reach it."""
        self.page.context.expose_binding("noted", lambda source, kind: self.noted.append(kind))
        self.page.add_init_script(MOUSE)

    def press(self, *names: str) -> None:
        """Press keys."""
        for name in names:
            self.keys += 1
            self.page.keyboard.press(name)

    def write(self, text: str) -> None:
        """Type into the field that has the focus."""
        self.signs += len(text)
        self.page.keyboard.type(text)

    def card(self, name: str, number: int) -> None:
        """Lay a card on the reader: it types a line and Enter, no keys of the clerk's."""
        self.page.keyboard.type(f"{name}|女|汉|{person('', number).identity}|渠县公安局")
        self.page.keyboard.press("Enter")

    def stands(self, selector: str) -> None:
        """The focus stands on this field."""
        expect(self.page.locator(selector)).to_be_focused()

    def matter(self, unit: str) -> None:
        """The facts of a transfer."""
        for text in (unit, "480000"):
            self.write(text)
            self.press("Enter")
        self.write("02282020")
        assert self.page.input_value("#id_facts-contract_date") == "2020-02-28"
        self.press("Enter", "ArrowDown", "Enter")

    def papers(self, scans: list[Path]) -> None:
        """All scans at once; those that do not say what they are, by the key of their paper."""
        with self.page.expect_file_chooser() as chooser:
            self.page.wait_for_timeout(300)  # until the browser hands its dialog to the test
            self.press("u")
        chooser.value.set_files(scans)
        for place in ("4", "5"):
            expect(self.page.locator("#scan-now")).to_contain_text("扫描件", timeout=20_000)
            ready(self.page)
            with self.page.expect_navigation():
                self.press(place)
        ready(self.page)


def two_wait(house: House) -> None:
    """The clerk sits at window 1, and two numbers are taken."""
    clerk = Client()
    clerk.force_login(house.accounts["window"])
    clerk.post(f"{COUNTER}hall/", {"action": "sit", "window": "1"})
    for key in ("a", "b"):
        clerk.post(f"{COUNTER}hall/", {"action": "give", "matter": TRANSFER, "key": key})


def test_the_counter_by_keyboard_alone(
    opened: Open, house: House, scans: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    unit = house.unit()
    two_wait(house)
    page = opened()
    hands = Hands(page)
    hands.watched()
    page.goto(COUNTER)
    ready(page)
    began = time.monotonic()
    hands.press("n")
    expect(page.locator(".number-now b")).to_have_text("A001")
    ready(page)
    hands.press("1")
    hands.stands("#id_transferor-0-identity")
    hands.card("王芳", 1)
    hands.stands("#id_transferee-0-identity")
    hands.card("张三丰", 2)
    hands.stands("#id_facts-unit")
    hands.matter(unit)
    hands.stands("[data-last]")
    hands.papers(scans)
    hands.press("t")
    page.wait_for_url(SLIP)
    number = page.inner_text(".slip .figure")
    ready(page)
    hands.press("p", "n")
    expect(page.locator(".number-now b")).to_have_text("A002")
    took = time.monotonic() - began
    case = transfers().get()
    assert case.number == number and len(case.state.papers) == 5
    assert Ticket.objects.get(label="A001").case == case.id
    assert "mouse" not in hands.noted and hands.noted.count("print") == 1
    assert hands.noted.count("key") > hands.keys + hands.signs  # the readers' lines are keys, too
    with capsys.disabled():
        print(
            f"\n窗口收件，只用键盘 / at the counter, keyboard only: {hands.keys} 次按键 keystrokes"
            f" + {hands.signs} 个字段字符 characters in fields, {took:.1f} s"
        )
    assert hands.keys <= 16
