"""The shell as people meet it: sign-in on a phone, each role's first page, every address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.journeys.checks import (
    assert_axe_clean,
    assert_focus_is_visible,
    assert_no_sideways_scroll,
    assert_targets_are_large,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from payung.accounts.models import User

ROLES = (
    "operator",
    "verifikator",
    "penyetuju",
    "keuangan",
    "rt",
    "pendamping",
    "bpjs",
    "auditor",
    "pimpinan",
)


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """All addresses of the site that need no argument."""
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, here)
        elif "<" not in here:
            yield here


@pytest.fixture
def somebody(transactional_db: None) -> Callable[[str], User]:
    """Makes a person of a role who works for the whole city."""

    def make(role: str) -> User:
        from payung.accounts.models import User
        from payung.areas.models import Area

        since = date(2000, 1, 1)
        city, _made = Area.objects.get_or_create(
            code="15.71", defaults={"kind": "kota", "name": "Kota Jambi", "valid_from": since}
        )
        return User.objects.create_user(
            f"uji-{role}", "kata sandi uji", full_name="Siti Contoh", role=role, area=city
        )

    return make


def test_signing_in_needs_no_script(
    plain_page: Page, live: str, somebody: Callable[[str], User]
) -> None:
    somebody("operator")
    plain_page.goto(live + "/masuk/")
    plain_page.get_by_label("Nama pengguna").fill("uji-operator")
    plain_page.get_by_label("Kata sandi").fill("kata sandi uji")
    plain_page.get_by_role("button", name="Masuk").click()
    assert plain_page.get_by_role("heading", level=1).inner_text().endswith("Yang menunggu Anda")
    plain_page.get_by_role("button", name="English").click()
    assert plain_page.get_by_role("button", name="Sign out").is_visible()


def test_the_sign_in_page_is_open_to_all_in_each_state(page: Page, live: str) -> None:
    page.goto(live + "/masuk/")
    _assert_open_to_all(page)
    page.get_by_role("button", name="Masuk").click()
    page.get_by_text("Nama pengguna belum diisi.").first.wait_for()
    _assert_open_to_all(page)


@pytest.mark.parametrize("role", ROLES)
def test_the_first_page_of_each_role_is_open_to_all(
    page: Page,
    live: str,
    sign_in: Callable[[Page, User], None],
    somebody: Callable[[str], User],
    role: str,
) -> None:
    sign_in(page, somebody(role))
    page.goto(live)
    _assert_open_to_all(page)


def test_every_address_is_open_to_all_while_it_is_empty(
    page: Page, live: str, sign_in: Callable[[Page, User], None], somebody: Callable[[str], User]
) -> None:
    sign_in(page, somebody("operator"))
    seen = []
    for address in _addresses(get_resolver().url_patterns):
        answer = page.request.get(live + address)
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            page.goto(live + address)
            _assert_open_to_all(page)
            seen.append(address)
    assert "/" in seen


def _assert_open_to_all(page: Page) -> None:
    assert_axe_clean(page)
    assert_targets_are_large(page)
    assert_focus_is_visible(page)
    assert_no_sideways_scroll(page)
