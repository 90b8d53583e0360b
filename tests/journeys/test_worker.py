"""An RT head enters a worker on a phone: without script, and over a network that drops."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import City, nik_of
from tests.apps.pages import INSIDE
from tests.journeys.checks import (
    assert_axe_clean,
    assert_no_sideways_scroll,
    assert_targets_are_large,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from payung.accounts.models import User

SignIn = Callable[["Page", "User"], None]
RT = f"{INSIDE}.-.001"


@pytest.fixture
def rt_head(transactional_db: None) -> User:
    from payung.accounts.models import Role
    from payung.areas.models import Area

    city = City()
    Area.objects.create(
        code=RT, kind="rt", name="RT 001", parent_id=INSIDE, valid_from=date(2000, 1, 1)
    )
    user: User = city.user(Role.RT, area=RT)
    return user


def who(page: Page, name: str = "SULASTRI") -> None:
    page.get_by_label("NIK").fill(nik_of(7))
    page.get_by_label("Nama", exact=True).fill(name)
    page.get_by_label("Tempat lahir").fill("Jambi")
    for part, text in (("Hari", "1"), ("Bulan", "1"), ("Tahun", "1980")):
        page.get_by_label(part).fill(text)


def test_a_worker_is_entered_without_script(
    plain_page: Page, live: str, sign_in: SignIn, rt_head: User
) -> None:
    page = plain_page
    sign_in(page, rt_head)
    page.goto(live + reverse("worker_new"))
    who(page)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Alamat").fill("Lorong Damai 4")
    page.get_by_label("Nama ibu kandung").fill("AMINAH")
    page.get_by_role("button", name="Lanjut").click()
    assert page.get_by_text("SULASTRI").is_visible()
    assert nik_of(7) not in page.content()
    page.get_by_label("Pekerjaan").fill("tukang ojek")
    page.get_by_label("Bekerja di mana?").fill("pangkalan pasar")
    page.get_by_role("button", name="Usulkan pekerja ini").click()
    assert page.get_by_text("sedang dicocokkan").first.is_visible()


def test_a_dropped_connection_loses_at_most_the_field_being_typed(
    page: Page, live: str, sign_in: SignIn, rt_head: User
) -> None:
    sign_in(page, rt_head)
    page.goto(live + reverse("worker_new"))
    assert_axe_clean(page)
    assert_targets_are_large(page)
    assert_no_sideways_scroll(page)
    with page.expect_response(lambda answer: "simpan" in answer.url):
        page.get_by_label("NIK").fill(nik_of(7))
        page.get_by_label("Nama", exact=True).focus()
    with page.expect_response(lambda answer: "simpan" in answer.url):
        page.get_by_label("Nama", exact=True).fill("SULASTRI")
        page.get_by_label("Tempat lahir").focus()
    page.context.set_offline(True)
    page.get_by_label("Tempat lahir").fill("Jambi")
    page.get_by_label("Hari").focus()
    page.context.set_offline(False)
    page.goto(live + reverse("worker_new"))
    page.get_by_role("link", name="SULASTRI").click()
    page.goto(page.url.rsplit("/", 2)[0] + "/1/")
    assert page.get_by_label("NIK").input_value() == nik_of(7)
    assert page.get_by_label("Nama", exact=True).input_value() == "SULASTRI"
