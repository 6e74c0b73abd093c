"""The window clerk in a real browser: opening sheets, typing, and what the page says."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect
from tests.stage import person

from fadu.desk.tests.house import DESK, PASSWORD
from fadu.procedure.models import Case

TRANSFER = "realestate.transfer"
COUNTER = f"{DESK}counter/"
SLIP = re.compile("/slip/")
PRICE, NAME = "#id_facts-price", "#id_transferee-0-name"

Open = Callable[..., Page]


def ready(page: Page) -> None:
    """Wait until keys work."""
    page.wait_for_selector("html.keys")


def sheet(page: Page) -> str:
    """Open an empty sheet and type into it; its address."""
    page.goto(f"{COUNTER}{TRANSFER}/")
    ready(page)
    return page.url


def typed_in(page: Page) -> None:
    """Somebody types a price and a name."""
    page.fill(PRICE, "480000")
    page.fill(NAME, "张三丰")


def kept(page: Page) -> bool:
    """Whether the page shows again what was typed."""
    return (page.input_value(PRICE), page.input_value(NAME)) == ("480000", "张三丰")


def says(page: Page, words: str) -> None:
    """The line beside the buttons says it."""
    expect(page.locator("[data-kept]")).to_contain_text(words, timeout=15_000)


def fill_all(page: Page, unit: str) -> None:
    """A whole application, typed."""
    values = {
        "#id_transferor-0-identity": person("", 1).identity,
        "#id_transferor-0-name": "某人1",
        "#id_transferee-0-identity": person("", 2).identity,
        NAME: "某人2",
        "#id_facts-unit": unit,
        PRICE: "480000",
        "#id_facts-contract_date": "2020-02-28",
    }
    for place, value in values.items():
        page.fill(place, value)
    page.select_option("#id_facts-co_ownership", "sole")


def transfers() -> Any:
    """The transfers that were taken in."""
    return Case.objects.filter(procedure=TRANSFER)


def enter_again(page: Page) -> None:
    """Sign in on the entry page."""
    page.fill("#username", "window")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
