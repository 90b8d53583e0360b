"""The public calculator on a phone: filled in without script, read in each state, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from tests.journeys.checks import (
    assert_axe_clean,
    assert_focus_is_visible,
    assert_no_sideways_scroll,
    assert_targets_are_large,
)
from tests.journeys.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

DAY = {"tanggal_hari": "31", "tanggal_bulan": "10", "tanggal_tahun": "2025"}
DEATH = {"peristiwa": "death", "sebab": "jkm", **DAY}
FAMILY = {"anak1_jenjang": "TK1", "anak2_jenjang": "PRA", "anak3_jenjang": "SD3"}
STATES = {
    "form": "/hitung/",
    "errors": f"/hitung/?{urlencode({'peristiwa': 'partial_disability', 'anak1_jenjang': 'SD1'})}",
    "due": f"/hitung/?{urlencode(DEATH | FAMILY | {'bulan_iur': '40', 'ahli_waris': 'spouse'})}",
    "open": f"/hitung/?{urlencode(DEATH | {'bulan_iur': '3'})}",
    "both": f"/hitung/?{urlencode(DEATH | FAMILY | {'sebab': 'belum', 'bulan_iur': '40'})}",
    "nothing": f"/hitung/?{urlencode(DEATH | {'menunggak': '5'})}",
    "print": f"/hitung/?{urlencode(DEATH | FAMILY | {'bulan_iur': '40', 'cetak': '1'})}",
    "contribution": "/hitung/iuran/?bulan=2026-05&segmen=bpu&penghasilan=1500000&sektor=other"
    "&pembayar=csr",
    "values": "/hukum/",
    "history": "/hukum/jkk_stmb_bulan_awal/",
    "register": "/hukum/sumber/",
}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The whole site; these pages never ask for its database."""
    from payung.config import urls

    with served(urls) as address:
        yield address


@pytest.mark.parametrize("state", STATES)
def test_each_state_is_open_to_all(page: Page, site: str, state: str) -> None:
    page.goto(site + STATES[state])
    assert_axe_clean(page)
    assert_targets_are_large(page)
    assert_focus_is_visible(page)
    assert_no_sideways_scroll(page)


@pytest.mark.parametrize("state", ["due", "values"])
def test_a_desk_sees_it_clean_too(page: Page, site: str, state: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site + STATES[state])
    assert_axe_clean(page)


def test_opened_details_stay_within_the_phone(page: Page, site: str) -> None:
    page.goto(site + STATES["both"])
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    assert_axe_clean(page)
    assert_no_sideways_scroll(page)


def test_a_family_finds_its_answer_without_script(plain_page: Page, site: str) -> None:
    plain_page.goto(site + "/hitung/")
    plain_page.get_by_label("Meninggal").check()
    plain_page.get_by_label("Bukan karena pekerjaan, misalnya sakit (JKM)").check()
    for box, value in (("Hari", "31"), ("Bulan", "10"), ("Tahun", "2025")):
        plain_page.get_by_role("group", name="Tanggal peristiwa").get_by_label(box).fill(value)
    plain_page.get_by_label("Bulan iuran dibayar berturut-turut").fill("40")
    plain_page.get_by_text("Anak ke-1", exact=True).click()
    plain_page.get_by_label("Sekolah anak ke-1 saat peristiwa").select_option("SMA1")
    plain_page.get_by_role("button", name="Hitung").click()
    assert plain_page.locator(".figure .value").all_inner_texts() == [
        "Rp42.000.000",
        "Rp69.000.000",
    ]
    plain_page.get_by_role("link", name="Ubah isian").click()
    assert plain_page.get_by_label("Bulan iuran dibayar berturut-turut").input_value() == "40"
    assert plain_page.get_by_label("Sekolah anak ke-1 saat peristiwa").is_visible()


def test_errors_take_the_focus_and_lead_to_their_fields(page: Page, site: str) -> None:
    page.goto(site + STATES["errors"])
    assert "summary-error" in page.evaluate("document.activeElement.className")
    page.get_by_role("link", name="Tanggal peristiwa belum diisi.").click()
    assert page.evaluate("document.activeElement.id") == "id_tanggal_0"
    page.get_by_role("link", name="Pilih bagian yang cacat").click()
    assert page.evaluate("document.activeElement.id") == "id_cacat"


def test_a_first_visit_is_light(page: Page, site: str) -> None:
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(site + STATES["both"])
    page.wait_for_load_state("networkidle")
    assert len(sizes) <= 10
    assert sum(sizes) <= 100 * 1024


def test_the_print_view_leads_back(page: Page, site: str) -> None:
    page.goto(site + STATES["print"])
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="Hak keluarga dalam kasus ini").is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Kembali").click()
    assert page.get_by_role("link", name="Versi cetak").is_visible()
