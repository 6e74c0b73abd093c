"""The story in a real browser: from the application to the figure, and to the verified zip.

The seller and the buyer, the window, the examiner, the registrar, the director and a stranger, each
in a browser of their own, on a fixed day of 2020.
"""

import contextlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from fadu.bureau.models import Account, Officer
from fadu.people.models import CitizenAccount
from fadu.people.persons import find
from fadu.procedure.models import Case
from fadu.record import verifier
from fadu.registers.realestate.models import Certificate
from fadu.site.demo.cast import BUREAU
from fadu.site.demo.scans import scan_of
from tests.stage import Stage, person

PASSWORD = "a long enough password"
THURSDAY = "2020-12-24"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]


class House:
    """The bureau on the fixed day, with a browser for whoever comes."""

    def __init__(self, browser: Browser, address: str) -> None:
        """Found the bureau, register the seller's flat, open accounts for everybody."""
        self._browser, self._address = browser, address
        self._open: list[BrowserContext] = []
        self.stage = Stage()
        self.unit = self.stage.unit([1])
        self.stage.unit([2])
        self.stage.unit([3])
        for login, officer in self.stage.staff.items():
            account = Account(
                bureau=BUREAU, username=login, officer=Officer.objects.get(id=officer)
            )
            account.set_password(PASSWORD)
            account.save()
        for number in (1, 2, 3):
            (row,) = find(BUREAU, [person("", number).identity]).values()
            citizen = CitizenAccount(bureau=BUREAU, person=row)
            citizen.set_password(PASSWORD)
            citizen.save()

    def visitor(self, width: int = 1280) -> Page:
        """A fresh browser at the site."""
        context = self._browser.new_context(
            base_url=self._address,
            locale="zh-CN",
            viewport={"width": width, "height": 900},
            accept_downloads=True,
        )
        self._open.append(context)
        return context.new_page()

    def citizen(self, number: int, width: int = 1280) -> Page:
        """A browser in which that person has entered."""
        page = self.visitor(width)
        page.goto(f"/{BUREAU}/enter/")
        page.get_by_label("身份证号码或统一社会信用代码").fill(person("", number).identity)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="登录").click()
        return page

    def officer(self, login: str) -> Page:
        """A browser in which that officer has entered."""
        page = self.visitor()
        page.goto("/desk/login/")
        page.get_by_label("用户名").fill(login)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="登录").click()
        expect(page).to_have_url(re.compile(f"/desk/{BUREAU}/"))
        return page

    def close(self) -> None:
        """Close every browser."""
        for context in self._open:
            context.close()


@pytest.fixture
def house(browser: Browser, live_server: Any, settings: Any) -> Iterator[House]:
    """The house on Thursday, 24 December 2020."""
    settings.FADU_CLOCK = THURSDAY
    house = House(browser, live_server.url)
    yield house
    house.close()


def scan(tmp_path: Path, name: str) -> Path:
    """A small PDF as a scanner would give it."""
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(scan_of(name))
    return path


def apply_for(house: House, buyer: Page, tmp_path: Path) -> str:
    """The buyer applies with two papers missing; the number of the case."""
    buyer.goto(f"/{BUREAU}/guide/realestate.transfer/")
    expect(buyer.locator("svg[role=img]").first).to_be_visible()
    buyer.goto(f"/{BUREAU}/apply/realestate.transfer/whole/")
    buyer.get_by_role("button", name="我是受让方").click()
    buyer.locator("[name=facts-unit]").fill(house.unit)
    buyer.locator("[name=facts-price]").fill("480000")
    buyer.locator("[name=facts-contract_date]").fill("2020-12-20")
    buyer.locator("[name=facts-co_ownership]").select_option("sole")
    for role, place in (("transferor", 1), ("transferee", 2)):
        someone = person("", place)
        buyer.locator(f"[name={role}-0-name]").fill(someone.name)
        buyer.locator(f"[name={role}-0-identity]").fill(someone.identity)
    for code in ("application", "identity", "certificate"):
        buyer.locator(f"#paper-{code}").set_input_files(scan(tmp_path, code))
    buyer.get_by_role("button", name="下一步").click()
    buyer.get_by_role("button", name="提交申请").click()
    expect(buyer.get_by_role("heading", name="申请已提交")).to_be_visible()
    number = buyer.locator(".mono.figure").first.inner_text()
    assert re.fullmatch(r"511725-2020-ZY-\d{6}", number)
    return number


def act(page: Page, number: str, button: str) -> None:
    """An officer opens the case and takes an outcome, confirming what cannot be undone."""
    page.goto(f"/desk/{BUREAU}/cases/{number}/")
    page.get_by_role("button", name=button, exact=True).click()
    if page.get_by_role("heading", name="请确认").count():
        page.get_by_role("button", name=f"确认：{button}").click()
    expect(page.locator(".refusals")).to_have_count(0)


def issued_figure(director: Page) -> int:
    """How many applications were closed: the figure on the report's page, and then its list."""
    director.goto(f"/report/{BUREAU}/2020/")
    director.get_by_role("link", name="办结的申请").first.click()
    expect(director.get_by_role("heading", name="办结的申请")).to_be_visible()
    return director.locator("a", has_text="511725-2020-ZY-").count()


def test_seller_and_buyer_from_the_portal_to_the_annual_report(
    house: House, tmp_path: Path
) -> None:
    """Two papers missing, one notice; supplement; acceptance; entry; certificate; figure; zip."""
    director = house.officer("director")
    before = issued_figure(director)
    buyer = house.citizen(2, width=390)
    number = apply_for(house, buyer, tmp_path)

    seller = house.citizen(1)
    seller.goto(f"/{BUREAU}/cases/{number}/confirm/")
    seller.get_by_role("checkbox").check()
    seller.get_by_role("button", name="确认", exact=True).click()

    window = house.officer("window")
    window.goto(f"/desk/{BUREAU}/cases/{number}/")
    expect(window.get_by_role("button", name="受理", exact=True)).to_be_disabled()
    act(window, number, "一次性告知补正")

    buyer.goto(f"/{BUREAU}/cases/{number}/supplement/")
    items = buyer.locator("section.sheet h2")
    expect(items).to_have_count(2)
    for code in ("contract", "tax_proof"):
        buyer.locator(f"#paper-{code}").set_input_files(scan(tmp_path, code))
    buyer.get_by_role("button", name="补正完毕").click()
    expect(buyer).to_have_url(re.compile(f"/cases/{number}/$"))  # the files have gone up first

    act(window, number, "受理")
    window.goto(f"/desk/{BUREAU}/cases/{number}/")
    expect(window.get_by_text("2020年12月31日").first).to_be_visible()
    act(house.officer("examiner"), number, "审核通过")
    act(house.officer("registrar"), number, "登簿")
    act(window, number, "已发放")

    case = Case.objects.get(number=number)
    assert case.outcome == "issued"
    certificate = Certificate.objects.get(case=case.id)
    buyer.goto(f"/{BUREAU}/cases/{number}/")
    expect(buyer.get_by_text(certificate.number).first).to_be_visible()
    pdf = buyer.request.get(
        buyer.locator("a[href*='/documents/']", has_text="证书").first.get_attribute("href") or ""
    )
    assert pdf.body().startswith(b"%PDF")
    assert certificate.number in text_of(pdf.body(), tmp_path)

    assert issued_figure(director) == before + 1
    director.locator("a", has_text=number).first.click()
    expect(director).to_have_url(re.compile(number))
    case.refresh_from_db()
    expect(director.get_by_text(case.sha256[:8]).first).to_be_visible()

    bundle = buyer.request.get(f"/{BUREAU}/cases/{number}/bundle.zip").body()
    stranger_verifies(bundle, tmp_path / "elsewhere")


def text_of(pdf: bytes, folder: Path) -> str:
    """The text of a PDF (poppler-utils)."""
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    return "".join(done.stdout.split())


def stranger_verifies(bundle: bytes, folder: Path) -> None:
    """A bare interpreter, a copied verifier, the zip, nothing else; then one byte is flipped."""
    folder.mkdir()
    shutil.copy(verifier.__file__, folder / "verifier.py")
    flipped = bytearray(bundle)
    flipped[len(flipped) // 2] ^= 1
    for name, data, code in (("case.zip", bundle, 0), ("bad.zip", bytes(flipped), 1)):
        (folder / name).write_bytes(data)
        command = [sys.executable, "-I", "-S", "verifier.py", name]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout


def test_the_wrong_person(house: House, tmp_path: Path) -> None:
    """The neighbour finds no such case, the archivist neither, the examiner no button."""
    buyer = house.citizen(2)
    number = apply_for(house, buyer, tmp_path)
    for page, address in (
        (house.citizen(3), f"/{BUREAU}/cases/{number}/"),
        (house.officer("stranger"), f"/desk/{BUREAU}/cases/{number}/"),
    ):
        answer = page.goto(address)
        assert answer is not None and answer.status == 404
    examiner = house.officer("examiner")
    examiner.goto(f"/desk/{BUREAU}/cases/{number}/")
    expect(examiner.get_by_role("button", name="受理", exact=True).and_(
        examiner.locator(":enabled")
    )).to_have_count(0)  # fmt: skip


def test_the_double_click(house: House, tmp_path: Path) -> None:
    """Two clicks on one button do one act."""
    seller, buyer = house.citizen(1), house.citizen(2)
    number = apply_for(house, buyer, tmp_path)
    seller.goto(f"/{BUREAU}/cases/{number}/confirm/")
    seller.get_by_role("checkbox").check()
    seller.get_by_role("button", name="确认", exact=True).dblclick()
    seller.wait_for_timeout(2000)
    window = house.officer("window")
    window.goto(f"/desk/{BUREAU}/cases/{number}/")
    with contextlib.suppress(Exception):
        window.get_by_role("button", name="一次性告知补正", exact=True).dblclick(timeout=5000)
    window.wait_for_timeout(2000)  # the second click's navigation comes to its end
    window.goto(f"/desk/{BUREAU}/cases/{number}/")
    case = Case.objects.get(number=number)
    assert case.seq == 3, "opened, confirmed, notified: once each"


def test_the_late_day(house: House, tmp_path: Path, settings: Any) -> None:
    """After the promised day the case shows as late, and the register still takes it."""
    seller, buyer = house.citizen(1), house.citizen(2)
    number = apply_for(house, buyer, tmp_path)
    seller.goto(f"/{BUREAU}/cases/{number}/confirm/")
    seller.get_by_role("checkbox").check()
    seller.get_by_role("button", name="确认", exact=True).click()
    window = house.officer("window")
    act(window, number, "一次性告知补正")
    buyer.goto(f"/{BUREAU}/cases/{number}/supplement/")
    for code in ("contract", "tax_proof"):
        buyer.locator(f"#paper-{code}").set_input_files(scan(tmp_path, code))
    buyer.get_by_role("button", name="补正完毕").click()
    expect(buyer).to_have_url(re.compile(f"/cases/{number}/$"))  # the files have gone up first
    act(window, number, "受理")
    settings.FADU_CLOCK = "2021-01-08"
    examiner = house.officer("examiner")
    examiner.goto(f"/desk/{BUREAU}/")
    expect(examiner.get_by_role("row", name=re.compile(f"{number}.*已超期"))).to_be_visible()
    act(examiner, number, "审核通过")
