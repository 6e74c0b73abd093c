"""The cast that plays in the tests of this block."""

import pytest

from fadu.procedure.blocks.dispatch.tests.house import Cast, dispatching


@pytest.fixture
def cast(db: None) -> Cast:
    """A bureau with every post that a document meets."""
    return dispatching()
