"""The cast that plays in the tests of this register."""

import pytest
from tests.office import Cast, founded


@pytest.fixture
def cast(db: None) -> Cast:
    """A bureau with a legal officer, a director, and one who holds both posts."""
    return founded()
