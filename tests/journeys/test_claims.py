"""A death, a claim, a scholarship, an answer to BPJS and a mistake, as people meet them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.journeys.checks import (
    assert_axe_clean,
    assert_focus_is_visible,
    assert_no_sideways_scroll,
    assert_targets_are_large,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.fixtures import SettingsWrapper as Settings

    from payung.accounts.models import User
    from payung.claims.models import Case
    from tests.apps.claims.family import Mourning

SignIn = Callable[["Page", "User"], None]


@pytest.fixture
def mourning(transactional_db: None) -> Mourning:
    from tests.apps.city import City
    from tests.apps.claims.family import Mourning

    return Mourning(City(), paid_to=10)


def user(mourning: Mourning, role: str, name: str, area: str = "15.71") -> User:
    from payung.accounts.models import Role

    found: User = mourning.city.user(Role(role), name, area)
    return found


def fill_day(page: Page, day: date, name: str = "tanggal") -> None:
    for part, value in (("hari", day.day), ("bulan", day.month), ("tahun", day.year)):
        page.locator(f"[name={name}_{part}]:visible").first.fill(str(value))


def press(page: Page, words: str) -> None:
    """Opens the act of that name if it is folded, and presses its button."""
    button = page.get_by_role("button", name=words, exact=True)
    if not button.is_visible():
        page.get_by_text(words, exact=True).first.click()
    button.click()


def assert_fit_for_all(page: Page, *, in_the_field: bool = False) -> None:
    """What every page owes; in the field its own controls have 44 px, the shell's 24."""
    assert_axe_clean(page)
    assert_targets_are_large(page)
    assert_focus_is_visible(page)
    assert_no_sideways_scroll(page)
    if in_the_field:
        shell = (
            "document.querySelectorAll('header, footer, .nav, .crumbs').forEach(e => e.remove())"
        )
        page.evaluate(shell)
        assert_targets_are_large(page, 44)


def report_death(page: Page, live: str, mourning: Mourning) -> None:
    page.goto(live + reverse("claim_report_who"))
    page.get_by_label("Nama orang yang dilaporkan").fill("warga 00000")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="WARGA 00000").click()
    page.get_by_role("link", name="Kematian", exact=True).click()
    fill_day(page, date(2025, 10, 1))
    page.get_by_label("Tidak", exact=True).check()
    page.get_by_role("button", name="Kirim laporan").click()
    page.get_by_role("heading", name="Laporan diterima").wait_for()


def test_an_rt_head_reports_a_death_on_a_small_screen_within_a_minute(
    page: Page, live: str, sign_in: SignIn, mourning: Mourning
) -> None:
    sign_in(page, user(mourning, "rt", "rt", "15.71.01.1001"))
    started = time.monotonic()
    report_death(page, live, mourning)
    assert time.monotonic() - started < 60
    assert_fit_for_all(page, in_the_field=True)
    person = mourning.ids[0]
    for address in (
        reverse("claim_report_who"),
        reverse("claim_report_kind", args=[person]),
        reverse("claim_report", args=[person, "kecelakaan"]),
        reverse("claim_report", args=[person, "sekolah-anak"]),
    ):
        page.goto(live + address)
        assert_fit_for_all(page, in_the_field=True)


def test_a_death_can_be_reported_without_script(
    plain_page: Page, live: str, sign_in: SignIn, mourning: Mourning
) -> None:
    sign_in(plain_page, user(mourning, "rt", "rt", "15.71.01.1001"))
    report_death(plain_page, live, mourning)


def test_a_mistaken_report_is_taken_back(
    page: Page, live: str, sign_in: SignIn, mourning: Mourning
) -> None:
    sign_in(page, user(mourning, "rt", "rt", "15.71.01.1001"))
    report_death(page, live, mourning)
    page.get_by_text("Laporan ini salah").click()
    page.get_by_label("Alasan").fill("salah orang")
    page.get_by_role("button", name="Tarik laporan").click()
    page.get_by_text("Laporan ditarik. Bulan").wait_for()
    assert page.get_by_text("Tidak ada kasus yang cocok").is_visible()


def confirmed_at_work(mourning: Mourning) -> Case:
    return mourning.confirmed(work_related=True, happened_on=date(2025, 10, 1))


def receive_everything(page: Page) -> None:
    """Ticks every paper of the visit and takes a photo of the first, in one sending."""
    from tests.apps.claims.test_path import PDF

    for box in page.locator("[name^=ada_]").all():
        box.check()
    page.locator("[name^=foto_]").first.set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_role("button", name="Catat surat yang diterima").click()
    page.get_by_text("Surat dicatat.").wait_for()


def test_a_companion_brings_a_death_at_work_with_two_children_to_bpjs(
    page: Page, live: str, sign_in: SignIn, mourning: Mourning
) -> None:
    case = confirmed_at_work(mourning)
    sign_in(page, user(mourning, "pendamping", "pendamping"))
    page.goto(live + reverse("claim", args=[case.pk]))
    press(page, "Mulai mengurus berkas")
    page.get_by_role("link", name="Catat atau ubah keluarga").click()
    family = (("Ibu Uji", "spouse", ""), ("Anak A", "child", "SMP1"), ("Anak B", "child", "SD2"))
    for number, (name, relation, stage) in enumerate(family):
        page.fill(f"[name=form-{number}-nama]", name)
        page.select_option(f"[name=form-{number}-hubungan]", relation)
        page.select_option(f"[name=form-{number}-jenjang]", stage)
    page.get_by_role("button", name="Simpan keluarga").click()
    page.get_by_text("Keluarga dicatat").wait_for()
    assert page.locator(".figures").get_by_text("Rp70.000.000").first.is_visible()
    assert page.get_by_text("Dibayar tahun demi tahun").is_visible()
    assert_fit_for_all(page)
    receive_everything(page)
    page.get_by_role("link", name="Ajukan ke BPJS").click()
    press(page, "Ajukan ke BPJS")
    page.get_by_text("Kasus diajukan ke BPJS.").wait_for()
    assert_axe_clean(page)


def submitted_case(mourning: Mourning) -> Case:
    from tests.apps.claims.test_path import submitted

    return submitted(mourning)


def test_a_family_that_got_too_little_answers_and_is_paid_the_rest(
    page: Page, live: str, sign_in: SignIn, mourning: Mourning
) -> None:
    from payung.claims.case.outcome import decide
    from tests.apps.claims.test_path import FULL

    case = submitted_case(mourning)
    decide(
        actor=mourning.bpjs, case_id=case.pk, letter="B/1", decided_on=date(2025, 10, 23),
        amounts={"pemakaman": 10_000_000}, reason="dianggap masa tunggu",
    )  # fmt: skip
    sign_in(page, user(mourning, "pendamping", "pendamping"))
    address = live + reverse("claim", args=[case.pk])
    page.goto(address)
    press(page, "Tulis surat tanggapan")
    page.get_by_text("Surat sudah dikonsep").wait_for()
    assert page.get_by_role("link", name="Permintaan penjelasan").first.is_visible()
    page.get_by_role("link", name="Catat surat terkirim").click()
    page.get_by_label("Ahli waris sendiri").check()
    fill_day(page, date(2025, 10, 27))
    press(page, "Catat surat terkirim")
    page.get_by_text("Pengiriman dicatat.").wait_for()
    page.get_by_label("Jawaban BPJS", exact=True).fill("dihitung ulang")
    fill_day(page, date(2025, 11, 3))
    press(page, "Catat jawaban BPJS")
    page.get_by_text("Jawaban dicatat.").wait_for()
    decide(
        actor=mourning.bpjs, case_id=case.pk, letter="B/2", decided_on=date(2025, 11, 4),
        amounts=FULL,
    )  # fmt: skip
    page.goto(address)
    page.get_by_role("link", name="Catat uang sudah diterima").click()
    fill_day(page, date(2025, 11, 6))
    press(page, "Catat uang sudah diterima")
    page.get_by_text("Pembayaran dicatat.").wait_for()
    assert_fit_for_all(page)


def test_a_scholarship_is_followed_over_three_years(
    page: Page, live: str, sign_in: SignIn, mourning: Mourning, settings: Settings
) -> None:
    from payung.claims.case.outcome import decide, pay, submit
    from tests.apps.claims.test_path import AT_WORK, two_children, with_papers

    helper = mourning.companion
    case = confirmed_at_work(mourning)
    two_children(mourning, case)
    case = with_papers(mourning, case)
    submit(actor=helper, case_id=case.pk, today=date(2025, 10, 20))
    decide(
        actor=mourning.bpjs, case_id=case.pk, letter="B/1", decided_on=date(2025, 10, 23),
        amounts=AT_WORK, reason="beasiswa per tahun",
    )  # fmt: skip
    pay(actor=helper, case_id=case.pk, paid_on=date(2025, 10, 24))
    sign_in(page, user(mourning, "pendamping", "pendamping"))
    page.goto(live + reverse("claim_scholarship", args=[case.pk]))
    for year in (2025, 2026, 2027):
        settings.TODAY = date(year, 11, 20)
        page.reload()
        for child in ("Anak A", "Anak Dua"):
            school_year = page.locator("section", has_text=f"{child} {year}/{year + 1}")
            for paper in school_year.get_by_role("checkbox").all():
                paper.check()
            school_year.get_by_role("button", name="Catat surat, ajukan bila lengkap").click()
            page.get_by_text("Laporan tahun ini diajukan.").wait_for()
            fill_day(page, date(year, 11, 20))
            school_year.get_by_role("button", name="Catat sudah dibayar").click()
            page.get_by_text("Beasiswa dicatat.").wait_for()
    assert page.locator(".tag", has_text="Dibayar").count() == 6
    assert_fit_for_all(page)


def test_a_new_job_is_told_confirmed_and_decided(
    page: Page, live: str, sign_in: SignIn, mourning: Mourning
) -> None:
    sign_in(page, user(mourning, "rt", "rt", "15.71.01.1001"))
    page.goto(live + reverse("claim_report_kind", args=[mourning.ids[0]]))
    page.get_by_role("link", name="Mendapat pekerjaan", exact=True).click()
    fill_day(page, date(2025, 10, 1))
    page.get_by_label("Bekerja di mana").fill("Toko Contoh, kasir")
    page.get_by_role("button", name="Kirim laporan").click()
    page.get_by_text("Toko Contoh, kasir").wait_for()
    assert_fit_for_all(page, in_the_field=True)
    address = page.url
    for role, name, area in (
        ("verifikator", "lurah", "15.71.01.1001"),
        ("operator", "operator-15.71", "15.71"),
    ):
        page.context.clear_cookies()
        sign_in(page, user(mourning, role, name, area))
        page.goto(address)
        if role == "verifikator":
            press(page, "Pastikan kabar")
            page.get_by_text("Dicatat.").wait_for()
    assert page.get_by_role("heading", name="Bulan yang ditahan").is_visible()
    assert_fit_for_all(page)
    page.get_by_label("Teruskan: iuran dibayar lagi").check()
    page.get_by_label("Alasan dan dasarnya").fill("dua kepesertaan")
    press(page, "Putuskan bulan yang ditahan")
    page.get_by_text("dua kepesertaan").wait_for()
