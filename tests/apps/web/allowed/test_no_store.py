"""No answer is kept by a browser that somebody else uses next, but the open data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from payung.accounts.models import Role
from tests.apps.city import City
from tests.apps.everywhere import addresses, furnished
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
MAY_BE_KEPT = {"open_data", "open_data_csv", "open_data_about"}


@pytest.mark.parametrize("role", [None, Role.OPERATOR, Role.ADMIN])
def test_every_address_says_no_store(client: Client, city: City, role: Role | None) -> None:
    """Without a decorator on any view: `payung.web.middleware` says it where a view doesn't."""
    made = furnished(city)
    if role:
        sign_in(client, city, role)
    kept = {
        address.name
        for address in addresses()
        if "no-store" not in client.get(address.filled(made)).headers.get("Cache-Control", "")
    }
    assert kept == (MAY_BE_KEPT if role is None else set())
