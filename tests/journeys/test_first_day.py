"""The first day of a city that nobody has heard of, by the pages alone, without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.journeys.checks import assert_axe_clean, assert_no_sideways_scroll

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "laut biru di teluk"
HIS_PAGES = (
    "account_list", "account_invite", "head_sheet", "head_letters", "head_renew", "head_arrivals",
    "sign_in_tries", "readiness", "office_file", "profile",
)  # fmt: skip

SHEET = b"nama;kelurahan;rt;no hp\nAhmad Rifai;Petung;1;0812 3456 7890\nBambang;Sesumpu;2;\n"


@pytest.mark.django_db(transaction=True)
def test_from_an_empty_installation_to_people_who_work(
    browser: Browser, plain_page: Page, live: str
) -> None:
    from payung.accounts.opening import invite_opener

    plain_page.goto(live + reverse("opening", args=[invite_opener()]))
    _open_city(plain_page)
    _choose_password(plain_page)
    assert "Kabupaten Penajam Paser Utara" in plain_page.content()
    username = _invite(plain_page, live, "Siti Aminah", "Operator Disnaker")
    _heads_of_rt(plain_page, live)
    _note_office(plain_page, live)
    code = _code_of(plain_page, live, username)
    newcomer = browser.new_context(viewport={"width": 360, "height": 640}).new_page()
    newcomer.goto(f"{live}/undangan/")
    newcomer.get_by_label("Kode dari surat").fill(code.lower())
    newcomer.get_by_role("button", name="Lanjut").click()
    _choose_password(newcomer)
    assert newcomer.get_by_role("button", name="Keluar").is_visible()
    newcomer.goto(live + reverse("readiness"))
    told = newcomer.content()
    assert "Operator kota sudah punya akun" in told and "PKS yang berlaku" in told
    newcomer.context.close()


def _open_city(page: Page) -> None:
    page.get_by_label("Provinsi").select_option("64")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Kota atau kabupaten").select_option("64.09")
    page.get_by_label("Nama Anda").fill("Sri Wahyuni")
    page.get_by_role("button", name="Buka kota").click()


def _choose_password(page: Page) -> None:
    page.get_by_label("Kata sandi baru", exact=True).fill(PASSWORD)
    page.get_by_label("Ulangi kata sandi baru").fill(PASSWORD)
    page.get_by_role("button", name="Simpan dan masuk").click()


def _invite(page: Page, live: str, name: str, role: str) -> str:
    page.goto(live + reverse("account_invite"))
    page.get_by_label("Nama", exact=True).fill(name)
    page.get_by_label("Peran").select_option(label=role)
    page.get_by_label("Wilayah").select_option("64.09")
    page.get_by_role("button", name="Undang").click()
    assert name in page.content()
    return name


def _code_of(page: Page, live: str, name: str) -> str:
    page.goto(live + reverse("account_list"))
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Beri kode masuk").click()
    return page.locator("p.lead").first.inner_text().strip()


def _heads_of_rt(page: Page, live: str) -> None:
    page.goto(live + reverse("head_sheet"))
    page.get_by_label("Berkas").set_input_files(
        {"name": "rt.csv", "mimeType": "text/csv", "buffer": SHEET}
    )
    page.get_by_label("Nomor SK atau surat").fill("SK/1/2026")
    page.get_by_role("button", name="Undang semua ketua RT").click()
    assert "2 ketua RT diundang, 0 sudah dikenal, 2 RT baru." in page.content()
    with page.expect_download() as download:
        page.get_by_label("Wilayah").select_option("64.09")
        page.get_by_role("button", name="Buat").click()
    assert download.value.suggested_filename == "surat-ketua-rt.pdf"


def _note_office(page: Page, live: str) -> None:
    page.goto(live + reverse("office_kind", args=["kantor"]))
    page.get_by_text("Tambah", exact=True).first.click()
    page.get_by_label("Nama", exact=True).fill("Disnaker")
    page.get_by_label("Kop surat").fill("DINAS TENAGA KERJA")
    page.get_by_label("Alamat").fill("Jalan Uji 1")
    page.get_by_label("Sumber").fill("SK uji")
    page.get_by_role("button", name="Tambah").click()
    assert "Catatan ditambahkan." in page.content()


@pytest.mark.django_db(transaction=True)
def test_the_pages_of_the_first_day_are_open_to_all(page: Page, live: str) -> None:
    from payung.accounts.opening import invite_opener

    addresses = [reverse("opening", args=[invite_opener()]), reverse("code_page"), "/masuk/"]
    addresses.insert(1, addresses[0] + "?provinsi=64")
    for address in addresses:
        page.goto(live + address)
        assert_axe_clean(page)
        assert_no_sideways_scroll(page)
    _open_from(page, live, addresses[1])
    _choose_password(page)
    for name in HIS_PAGES:
        page.goto(live + reverse(name))
        assert_axe_clean(page)
        assert_no_sideways_scroll(page)


def _open_from(page: Page, live: str, address: str) -> None:
    page.goto(live + address)
    page.get_by_label("Kota atau kabupaten").select_option("64.09")
    page.get_by_label("Nama Anda").fill("Sri Wahyuni")
    page.get_by_role("button", name="Buka kota").click()
    assert_axe_clean(page)
