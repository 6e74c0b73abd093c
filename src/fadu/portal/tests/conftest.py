"""The portal's tests live on Monday 2 March 2020."""

import pytest
from django.core.cache import cache
from pytest_django import Settings

from fadu.portal.tests.visitors import Town


@pytest.fixture
def town(db: None, settings: Settings) -> Town:
    settings.FADU_CLOCK = "2020-03-02"
    cache.clear()
    return Town()
