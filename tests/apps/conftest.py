"""What the tests of the rooms share."""

from __future__ import annotations

import pytest

from tests.apps.city import City


@pytest.fixture
def city(db: None) -> City:
    """An empty small city."""
    return City()
