"""An RT head's evening on a phone: he looks, proposes, reports and prints; every tap is counted.

`BEFORE` are the taps of the same errands on a7e7add, counted by hand from its first page.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import City, nik_of
from tests.apps.insight.test_street import RT, _move_in
from tests.apps.pages import INSIDE
from tests.journeys.checks import (
    assert_axe_clean,
    assert_no_sideways_scroll,
    assert_targets_are_large,
)

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from pytest_django.fixtures import SettingsWrapper as Settings

    from payung.accounts.models import User

SignIn = Callable[["Page", "User"], None]
BEFORE = {"look": 5, "propose": 5, "report": 6, "print": 4}
MOST = {"look": 0, "propose": 4, "report": 3, "print": 1}
LARGEST_PAGE = 30 * 1024


class Taps:
    """Counts what a thumb does; typing is no tap."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, thing: Locator) -> None:
        thing.click()
        self.count += 1

    def spent(self) -> int:
        spent, self.count = self.count, 0
        return spent


@pytest.fixture
def head(transactional_db: None, settings: Settings) -> User:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.areas.models import Area
    from payung.claims.models import Care
    from tests.apps.claims.family import Mourning

    settings.TODAY = date(2025, 7, 3)
    city = City()
    Area.objects.create(
        code=RT, kind="rt", name="RT 001", parent_id=INSIDE, valid_from=date(2000, 1, 1)
    )
    _move_in(city, Mourning(city).ids)
    with acting_as(city.operator):
        Care.objects.create(
            name="RS Uji", phone="0741 12345", area_id=INSIDE, checked_on=date(2025, 6, 1)
        )
    user: User = city.user(Role.RT, area=RT)
    return user


def evening(page: Page, live: str) -> dict[str, int]:
    """All four errands, each from the first page; the taps of each."""
    taps, found = Taps(), {}
    page.goto(live + "/")
    assert page.locator('a[href="tel:0741 12345"]').is_visible()
    found["look"] = taps.spent()

    taps.on(page.get_by_role("link", name="Usulkan pekerja"))
    page.get_by_label("NIK").fill(nik_of(60))
    page.get_by_label("Nama", exact=True).fill("SULASTRI")
    page.get_by_label("Tempat lahir").fill("Jambi")
    taps.on(page.get_by_role("button", name="Lanjut"))
    page.get_by_label("Alamat").fill("Lorong Damai 4")
    page.get_by_label("Nama ibu kandung").fill("AMINAH")
    taps.on(page.get_by_role("button", name="Lanjut"))
    page.get_by_label("Pekerjaan").fill("tukang ojek")
    page.get_by_label("Bekerja di mana?").fill("pangkalan pasar")
    taps.on(page.get_by_role("button", name="Usulkan pekerja ini"))
    page.get_by_text("sedang dicocokkan").first.wait_for()
    found["propose"] = taps.spent()

    page.goto(live + "/")
    assert page.get_by_text("SULASTRI").count()
    taps.on(page.get_by_role("link", name="Kematian", exact=True))
    taps.on(page.get_by_role("link", name="WARGA 00000"))
    for part, value in (("hari", "1"), ("bulan", "7"), ("tahun", "2025")):
        page.locator(f"[name=tanggal_{part}]").fill(value)
    taps.on(page.get_by_role("button", name="Kirim laporan"))
    page.get_by_role("heading", name="Laporan diterima").wait_for()
    assert page.get_by_role("link", name="Cetak lembar untuk Dukcapil").is_visible()
    found["report"] = taps.spent()

    page.goto(live + "/")
    assert page.get_by_text("Dilaporkan meninggal.").first.is_visible()
    taps.on(page.get_by_role("link", name="Cetak lembar ini"))
    page.get_by_role("heading", name="RT 001").wait_for()
    assert nik_of(0) not in page.content()
    found["print"] = taps.spent()
    return found


def counted(found: dict[str, int]) -> None:
    print({name: f"{BEFORE[name]} -> {found[name]}" for name in found})
    assert all(found[name] <= MOST[name] for name in MOST)


def test_an_evening_with_script(page: Page, live: str, sign_in: SignIn, head: User) -> None:
    sign_in(page, head)
    counted(evening(page, live))


def test_an_evening_without_script(
    plain_page: Page, live: str, sign_in: SignIn, head: User
) -> None:
    sign_in(plain_page, head)
    counted(evening(plain_page, live))


@pytest.mark.parametrize("name", ["rt_page", "rt_sheet", "rt_poster", "row_sheet"])
def test_his_pages_fit_a_phone(
    page: Page, live: str, sign_in: SignIn, head: User, name: str
) -> None:
    sign_in(page, head)
    answer = page.goto(live + reverse(name))
    assert answer is not None
    assert len(answer.body()) <= LARGEST_PAGE
    assert_axe_clean(page)
    assert_no_sideways_scroll(page)
    if name == "rt_page":
        assert_targets_are_large(page)
