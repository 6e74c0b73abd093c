"""The portal's tests live on Monday 2 March 2020."""

from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings

from fadu.people.models import CitizenAccount
from fadu.portal.tests.visitors import Town


@pytest.fixture
def town(db: None, settings: Settings) -> Town:
    settings.FADU_CLOCK = "2020-03-02"
    cache.clear()
    return Town()


@pytest.fixture
def texts(settings: Settings, tmp_path: Path) -> Path:
    settings.FADU_SMS_FOLDER = str(tmp_path / "sms")
    return tmp_path / "sms"


@pytest.fixture
def village(town: Town, texts: Path) -> Town:
    """The town before anybody had an account; persons 1 to 3 hold units, 7 is known to nobody."""
    CitizenAccount.objects.all().delete()
    return town
