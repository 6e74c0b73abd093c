"""The desk's tests live on Tuesday 3 March 2020."""

import pytest
from pytest_django.fixtures import Settings

from fadu.desk.tests.house import As, House


@pytest.fixture
def house(db: None, settings: Settings) -> House:
    settings.FADU_CLOCK = "2020-03-03"
    return House()


@pytest.fixture
def enter(house: House) -> As:
    return house.enter
