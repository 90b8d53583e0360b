"""Whoever has no account, on a phone: an accident at two in the morning, a report, a question, a
widow's status; each also without script."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import KELURAHAN, City
from tests.journeys.checks import (
    assert_axe_clean,
    assert_no_sideways_scroll,
    assert_targets_are_large,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

RT = f"{KELURAHAN[0]}.-.001"
MOST_BYTES = 30_000


@pytest.fixture(params=["page", "plain_page"])
def phone(request: pytest.FixtureRequest) -> Page:
    """A phone with script, and one without."""
    opened: Page = request.getfixturevalue(request.param)
    return opened


@pytest.fixture
def place(transactional_db: None) -> City:
    from payung.areas.settling import keep_rts
    from payung.claims.models import Care

    city = City()
    keep_rts([RT], date(2025, 1, 1))
    Care.objects.create(
        name="RSUD Uji", phone="0741 60 2001", checked_on=date(2025, 1, 1), area_id=KELURAHAN[0]
    )
    return city


def judged(page: Page, answer: Response | None) -> None:
    assert answer is not None and len(answer.body()) <= MOST_BYTES
    assert_axe_clean(page)
    assert_no_sideways_scroll(page)
    assert_targets_are_large(page)


def filled_report(page: Page) -> None:
    page.get_by_role("radio", name="Kecelakaan kerja").check()
    page.get_by_label("Nama orangnya").fill("Pak Budi ojek")
    for part, text in (("Hari", "1"), ("Bulan", "11"), ("Tahun", "2025")):
        page.get_by_label(part).fill(text)
    page.get_by_label("Nomor HP yang bisa kami hubungi").fill("0812 3456 7890")


def test_an_accident_at_two_in_the_morning(page: Page, live: str, place: City) -> None:
    """Two pages, two taps: the front page, and a number that dials."""
    judged(page, page.goto(live))
    with page.expect_navigation() as went:
        page.get_by_role("link", name="Kecelakaan kerja").first.click()
    judged(page, went.value)
    call = page.get_by_role("link", name="Telepon RSUD Uji")
    assert call.get_attribute("href") == "tel:0741602001"
    assert call.bounding_box()["y"] < 640  # type: ignore[index]
    assert page.get_by_text("Tolong pakai jaminan JKK").is_visible()


def test_the_picture_on_the_poster_leads_to_a_report(phone: Page, live: str, place: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import NamedReport

    phone.goto(live + reverse("open_report_rt", args=[RT]))
    filled_report(phone)
    phone.get_by_role("button", name="Kirim laporan").click()
    phone.get_by_text("sedang dicocokkan").first.wait_for()
    with acting_as(place.operator):
        assert [one.area_id for one in NamedReport.objects.all()] == [RT]


def test_a_complaint_against_the_rt_head_is_read_by_two(
    phone: Page, live: str, place: City
) -> None:
    phone.goto(live)
    phone.get_by_role("link", name="Tanya, mengadu, atau keberatan").click()
    phone.get_by_label("Tentang petugas atau ketua RT (rahasia)").check()
    phone.get_by_label("Apa yang terjadi?").fill("Ketua RT meminta Rp50.000.")
    phone.get_by_role("button", name="Kirim").click()
    code = phone.locator("strong.mono").nth(1).inner_text()
    assert phone.get_by_text("Pengaduan ini rahasia").is_visible()
    phone.get_by_role("link", name="Baca jawaban dengan kode").click()
    phone.get_by_label("Kode pengaduan Anda").fill(code)
    phone.get_by_role("button", name="Baca jawaban").click()
    assert phone.get_by_text("Belum dijawab. Paling lambat").is_visible()


def test_a_citizen_asks_whether_he_is_covered(phone: Page, live: str, place: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import Person
    from payung.registry.owncode import own_code

    (person_id,) = place.started(1)
    with acting_as(place.operator):
        person = Person.objects.get(pk=person_id)
        nik, born = person.nik.reveal(), person.birth_date
        code = own_code(place.operator, person_id)
    assert born
    phone.goto(live)
    phone.get_by_role("link", name="Apakah saya terlindungi?").click()
    phone.get_by_label("NIK", exact=True).fill(nik)
    for part, text in (("Hari", born.day), ("Bulan", born.month), ("Tahun", born.year)):
        phone.get_by_label(part).fill(str(text))
    phone.get_by_label("Kode rahasia Anda").fill(code)
    phone.get_by_role("button", name="Periksa").click()
    assert phone.get_by_text("belum tercatat dibayar").or_(
        phone.get_by_text("Tidak ada iuran kota untuk Anda bulan ini")
    ).is_visible()  # fmt: skip


def test_a_widow_reads_her_status_by_the_letters_picture_and_asks_for_a_call(
    phone: Page, live: str, place: City
) -> None:
    from payung.claims.case.outcome import start_papers
    from payung.claims.ground.codes import letter_code
    from tests.apps.claims.family import TODAY, Mourning

    mourning = Mourning(place)
    case = mourning.confirmed()
    start_papers(actor=mourning.operator, case_id=case.pk, today=TODAY)
    code = letter_code(case.pk)
    phone.goto(f"{live}{reverse('claim_status')}#{code}")
    box = phone.get_by_label("Kode di surat Anda")
    if not box.input_value():  # without script she types it off the letter
        box.fill(code)
    for part, text in (("Hari", "1"), ("Bulan", "1"), ("Tahun", "1980")):
        phone.get_by_label(part).fill(text)
    phone.get_by_role("button", name="Lihat status").click()
    assert phone.get_by_role("heading", name="Langkah berikut").is_visible()
    assert phone.get_by_text("Perkiraan menurut peraturan").is_visible()
    phone.get_by_label("Nomor HP Anda").fill("0812 3456 7890")
    phone.get_by_label("Sore").check()
    phone.get_by_role("button", name="Minta ditelepon").click()
    assert phone.get_by_text("Kami menelepon paling lambat").is_visible()


def test_every_public_page_is_light_and_clean(page: Page, live: str, place: City) -> None:
    for name in ("home", "open_report", "am_i_covered", "claim_status", "complain",
                 "complaint_answer"):  # fmt: skip
        judged(page, page.goto(live + reverse(name)))
