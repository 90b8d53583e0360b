"""What the tests of the rooms share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.apps.city import City


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A page that was asked for in English leaves no English behind for the next test."""
    from django.conf import settings
    from django.utils import translation

    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def city(db: None) -> City:
    """An empty small city."""
    return City()
