"""The cast that plays in the tests of this register."""

import pytest
from tests.office import staffed

from fadu.registers.bulletin.tests.house import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """A bureau with its officers."""
    return Cast(
        **staffed(
            drafter=["bulletin.drafter"],
            reviewer=["bulletin.reviewer"],
            both=["bulletin.drafter", "bulletin.reviewer"],
            stranger=["archive"],
        )
    )
