"""People to sign in as."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from payung.accounts.models import User


@pytest.fixture
def operator(db: None) -> User:
    """The city's operator."""
    from payung.accounts.models import Role, User
    from payung.areas.models import Area

    city, _made = Area.objects.get_or_create(
        code="15.71",
        defaults={"kind": "kota", "name": "Kota Jambi", "valid_from": date(2000, 1, 1)},
    )
    return User.objects.create_user(
        "operator-uji", "kata sandi uji", full_name="Siti Contoh", role=Role.OPERATOR, area=city
    )
