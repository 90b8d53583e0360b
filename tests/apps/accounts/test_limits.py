"""A thousand wrong tries slow who makes them, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from payung.accounts import limits
from payung.accounts.models import Attempt, Role
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from tests.apps.city import City

pytestmark = pytest.mark.django_db
RIGHT = "kata sandi uji"


@pytest.fixture(autouse=True)
def proxied(settings: Any) -> None:
    settings.PROXIES = 1


def from_address(address: str) -> Client:
    return Client(headers={"x-forwarded-for": address})


def attempt(client: Client, name: str, password: str = "salah") -> int:
    typed = {"username": name, "password": password}
    return int(client.post("/masuk/", typed).status_code)


def test_after_twenty_wrong_tries_an_address_is_slowed_and_its_tries_are_not_evaluated(
    city: City,
) -> None:
    name = city.user(Role.LEADER).username
    guesser = from_address("203.0.113.1")
    assert [attempt(guesser, name) for _n in range(22)] == [200] * limits.MOST + [429] * 2
    assert attempt(guesser, name, RIGHT) == 429
    page = guesser.post("/masuk/", {"username": name, "password": "x"}).content.decode()
    assert "Tidak ada akun yang terkunci." in page


def test_the_owner_signs_in_at_the_first_try_while_fifty_addresses_guess(city: City) -> None:
    name = city.user(Role.LEADER).username
    answers = [attempt(from_address(f"203.0.113.{n % 50}"), name) for n in range(1_000)]
    assert answers.count(200) == 50 * limits.MOST  # what is evaluated in an hour
    assert attempt(from_address("198.51.100.7"), name, RIGHT) == 302


def test_the_owner_signs_in_from_the_guessers_own_address_by_the_device_that_he_uses(
    city: City,
) -> None:
    name = city.user(Role.LEADER).username
    owner = from_address("203.0.113.1")
    assert attempt(owner, name, RIGHT) == 302
    owner.post("/keluar/")
    guesser = from_address("203.0.113.1")
    for _n in range(25):
        attempt(guesser, name)
    assert attempt(guesser, name, RIGHT) == 429
    assert attempt(owner, name, RIGHT) == 302


def test_a_known_device_buys_no_guesses_at_other_accounts(city: City) -> None:
    own, other = city.user(Role.OPERATOR).username, city.user(Role.LEADER).username
    insider = from_address("203.0.113.1")
    assert attempt(insider, own, RIGHT) == 302
    insider.post("/keluar/")
    assert [attempt(insider, other) for _n in range(21)][-1] == 429
    assert attempt(insider, own, RIGHT) == 302


def test_forty_accounts_sprayed_from_one_address_are_seen_and_slowed(
    city: City, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    sprayer = from_address("203.0.113.1")
    answers = [attempt(sprayer, f"petugas{n}") for n in range(40)]
    assert answers.count(429) == 40 - limits.MOST
    assert "many accounts tried from one place" in caplog.text
    assert "203.0.113" not in caplog.text and "petugas" not in caplog.text
    sign_in(client, city, "admin")
    (row,) = client.get("/akun/percobaan/").context["page"]
    assert (row["tries"], row["accounts"]) == (limits.MOST, limits.MOST)


def test_whoever_has_a_network_of_addresses_counts_once(city: City) -> None:
    name = city.user(Role.LEADER).username
    answers = [attempt(from_address(f"2001:db8:1:2::{n}"), name) for n in range(21)]
    assert answers[-1] == 429


def test_a_made_up_header_gives_no_new_address(city: City) -> None:
    name = city.user(Role.LEADER).username
    answers = [attempt(from_address(f"10.0.0.{n}, 203.0.113.1"), name) for n in range(21)]
    assert answers[-1] == 429


def test_codes_are_not_guessed_faster_than_passwords(city: City) -> None:
    guesser = from_address("203.0.113.1")
    answers = [guesser.get(f"/undangan/AAAA-AAAA-AA{n:02d}/").status_code for n in range(22)]
    assert answers == [422] * limits.MOST + [429] * 2


def test_old_tries_are_forgotten(city: City) -> None:
    city.user(Role.LEADER)
    attempt(from_address("203.0.113.1"), "siapa")
    assert limits.sweep() == 0
    Attempt.objects.update(at=timezone.now() - limits.KEPT * 2)
    assert limits.sweep() == 1
