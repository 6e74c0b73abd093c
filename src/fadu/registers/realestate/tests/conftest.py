"""The cast that plays in the tests of this register."""

import pytest

from fadu.record.actor import ByOfficer
from fadu.registers.realestate.tests import house


@pytest.fixture
def registrar(db: None) -> ByOfficer:
    """The officer who enters in the register."""
    return house.registrar()
