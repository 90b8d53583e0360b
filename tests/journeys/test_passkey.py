"""A passkey: the phone's own lock signs in, on an authenticator that the browser plays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from payung.accounts.models import Role
from tests.journeys.checks import assert_axe_clean, assert_no_sideways_scroll

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.apps.city import City

pytestmark = pytest.mark.django_db(transaction=True)
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def site(live: str) -> str:
    """The site by a name: browsers offer no passkeys on a bare address."""
    return live.replace("127.0.0.1", "localhost")


@pytest.fixture
def city() -> City:
    from tests.apps.city import City as Furnished

    return Furnished()


def add_authenticator(page: Page) -> Any:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session


def test_an_office_makes_a_passkey_and_comes_in_with_two_taps(
    page: Page, site: str, city: City, settings: Any
) -> None:
    settings.SECOND_FACTOR = True
    user = city.user(Role.OPERATOR)
    add_authenticator(page)
    page.goto(f"{site}/masuk/")
    page.get_by_label("Nama pengguna").fill(user.username)
    page.get_by_label("Kata sandi").fill("kata sandi uji")
    page.get_by_role("button", name="Masuk").click()
    assert page.url == site + reverse("factors")
    assert_axe_clean(page)
    assert_no_sideways_scroll(page)
    page.get_by_label("Nama perangkat ini").fill("HP saya")
    page.get_by_role("button", name="Tambah kunci sandi di perangkat ini").click()
    page.get_by_role("link", name="Sudah disimpan, lanjut").click()
    page.get_by_role("button", name="Keluar").click()
    page.get_by_role("link", name="Masuk dengan kunci sandi").click()
    assert_axe_clean(page)
    page.get_by_role("button", name="Masuk").click()
    page.get_by_role("button", name="Keluar").wait_for()
    assert page.url == f"{site}/"


def test_a_stranger_s_authenticator_opens_nothing(page: Page, site: str, city: City) -> None:
    add_authenticator(page)
    page.goto(site + reverse("passkey_sign_in"))
    page.get_by_role("button", name="Masuk").click()
    page.get_by_text("Kunci sandi tidak dipakai.").wait_for()
    assert page.get_by_role("button", name="Keluar").count() == 0


def test_on_a_bare_address_the_page_says_why_there_are_none(page: Page, live: str) -> None:
    page.goto(live.replace("localhost", "127.0.0.1") + reverse("passkey_sign_in"))
    assert "HTTPS dengan nama situs" in page.content()
