"""Every component in every state, as people with a phone, a keyboard or large text meet it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.journeys.checks import (
    assert_axe_clean,
    assert_focus_is_visible,
    assert_no_sideways_scroll,
    assert_targets_are_large,
)
from tests.journeys.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Page

STATES = ("/", "/?galat=1", "/cetak", "/tetapkan", "/tetapkan?galat=1")


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    from tests.apps.ui.gallery import urls

    with served(urls) as address:
        yield address


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("width", (360, 1280))
def test_axe_reports_nothing(page: Page, gallery: str, state: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(gallery + state)
    assert_axe_clean(page)


@pytest.mark.parametrize("state", STATES)
def test_a_phone_never_scrolls_sideways_even_with_large_text(
    page: Page, gallery: str, state: str
) -> None:
    page.goto(gallery + state)
    assert_no_sideways_scroll(page)


def test_each_stop_of_the_tab_key_is_seen(page: Page, gallery: str) -> None:
    page.goto(gallery)
    assert_focus_is_visible(page, stops=60)


def test_the_first_stop_skips_the_menu(page: Page, gallery: str) -> None:
    page.goto(gallery)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"


def test_targets_are_large_enough_for_a_thumb(page: Page, gallery: str) -> None:
    page.goto(gallery)
    assert_targets_are_large(page)


def test_errors_take_the_focus_and_lead_to_their_fields(page: Page, gallery: str) -> None:
    page.goto(gallery + "/?galat=1")
    assert "summary-error" in page.evaluate("document.activeElement.className")
    page.get_by_role("link", name="Nama belum diisi.").click()
    assert page.evaluate("document.activeElement.id") == "id_nama"


def test_the_nik_says_what_its_digits_mean(page: Page, gallery: str) -> None:
    page.goto(gallery)
    page.get_by_label("NIK", exact=True).fill("1571 0145 0585 9001")
    told = "Lahir 5 Mei 1985, perempuan. Pertama terdaftar di Jambi."
    assert page.locator("#id_nik_echo").inner_text() == told
    page.get_by_label("NIK", exact=True).fill("1571 0145 0585 90")
    assert page.locator("#id_nik_echo").inner_text() == "2 angka lagi"


def test_a_key_answers_the_review(page: Page, gallery: str) -> None:
    page.goto(gallery)
    page.evaluate(
        "document.querySelector('[data-key=\"2\"]')"
        ".addEventListener('click', () => { document.title = 'dijawab' })"
    )
    page.keyboard.press("2")
    assert page.title() == "dijawab"


def test_without_script_the_menu_and_the_explanations_open(plain_page: Page, gallery: str) -> None:
    plain_page.goto(gallery)
    plain_page.get_by_text("Menu", exact=True).click()
    assert plain_page.get_by_role("link", name="Cakupan").is_visible()
    plain_page.get_by_text("Apa arti orang-bulan?").click()
    assert plain_page.get_by_text("30 orang-bulan").is_visible()


def test_english_is_shown_once_it_is_chosen(page: Page, gallery: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": gallery}])
    page.goto(gallery)
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("link", name="Skip to the content").count() == 1
    assert page.get_by_text("Rp16,800").count() == 1
