"""A session ends when nobody uses it, and when its owner or the administrator ends it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from payung.accounts import people
from payung.accounts.models import Role
from payung.accounts.sessions import IDLE

if TYPE_CHECKING:
    from payung.accounts.models import User
    from tests.apps.city import City

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(city: City) -> User:
    user: User = city.user(Role.OPERATOR)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    typed = {"username": user.username, "password": "kata sandi uji"}
    assert client.post("/masuk/", typed)["Location"] == "/"
    return client


def lives(client: Client) -> bool:
    return client.get("/siapa-boleh-apa/").status_code == 200


def test_a_session_that_nobody_uses_is_over(
    operator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(operator)
    start = timezone.now()
    for minutes, alive in ((20, True), (45, True), (76, False)):
        moment = start + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert lives(client) is alive
    assert timedelta(minutes=30) == IDLE


def test_its_owner_ends_it_from_another_device(operator: User) -> None:
    lost, own = signed_in(operator), signed_in(operator)
    assert "Keluarkan perangkat lain" in own.get(reverse("profile")).content.decode()
    own.post(reverse("end_other_devices"))
    assert not lives(lost)
    assert lives(own)


def test_the_administrator_ends_all_of_somebody_elses(city: City, operator: User) -> None:
    client = signed_in(operator)
    admin = city.actor(Role.ADMIN)
    people.sign_out(actor=admin, user_id=operator.pk, reason="HP hilang")
    assert not lives(client)
    assert lives(signed_in(operator))
