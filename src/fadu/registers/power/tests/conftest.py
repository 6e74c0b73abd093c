"""The cast that plays in the tests of this register."""

import pytest
from tests.office import Cast, founded


@pytest.fixture
def cast(db: None) -> Cast:
    """A bureau with its officers."""
    return founded()
