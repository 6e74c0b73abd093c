"""The desk's tests live on Tuesday 3 March 2020."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from pytest_django.fixtures import Settings

from fadu.desk.tests.clerk import Open
from fadu.desk.tests.house import As, House


@pytest.fixture
def house(db: None, settings: Settings) -> House:
    settings.FADU_CLOCK = "2020-03-03"
    return House()


@pytest.fixture
def enter(house: House) -> As:
    return house.enter


@pytest.fixture
def opened(browser: Browser, live_server: Any, house: House) -> Iterator[Open]:
    """Opens a page as the window clerk, each in a browser of its own."""
    contexts: list[BrowserContext] = []

    def open_page(width: int = 1440, **more: Any) -> Page:
        size = ViewportSize(width=width, height=900)
        context = browser.new_context(
            base_url=live_server.url, locale="zh-CN", viewport=size, **more
        )
        contexts.append(context)
        client = Client()
        client.force_login(house.accounts["window"])
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
