"""The RT head's first page: paid months alone, what is in the way, fates in words, six entries."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.apps.city import City, nik_of
from tests.apps.pages import BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper as Settings

pytestmark = pytest.mark.django_db

RT = f"{INSIDE}.-.001"
OFFICE_WORDS = ("Gugur", "gugur", "Jam kepesertaan", "KUA-PPAS", "SP2D", "SPP", "PPK", "pagu")
ALPHABET = re.compile(r"\b\d{16}\b|\b1571\d+•")


@pytest.fixture
def street(city: City, settings: Settings) -> City:
    """An RT in which three people are paid for until September and planned until December."""
    from payung.areas.models import Area
    from tests.apps.claims.family import Mourning

    settings.TODAY = date(2025, 7, 1)
    Area.objects.create(
        code=RT, kind="rt", name="RT 001", parent_id=INSIDE, valid_from=date(2000, 1, 1)
    )
    mourning = Mourning(city)
    _move_in(city, mourning.ids)
    city.neighbours = mourning.ids  # type: ignore[attr-defined]
    city.mourning = mourning  # type: ignore[attr-defined]
    return city


def _move_in(city: City, people: list[int]) -> None:
    """These people live and are proposed in the RT."""
    from payung.accounts.scope import acting_as
    from payung.registry.models import Person, PersonArea
    from payung.verification.models import Proposal

    with acting_as(city.operator):
        Person.objects.filter(pk__in=people).update(area=RT)
        PersonArea.objects.filter(person__in=people).delete()
        PersonArea.objects.bulk_create(PersonArea(person_id=pk, area_id=RT) for pk in people)
        Proposal.objects.filter(person__in=people).update(area=RT)


def page_of(client: Client, city: City, name: str = "rt_page") -> str:
    sign_in(client, city, "rt", RT)
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_first_page_is_the_rts_own(client: Client, street: City) -> None:
    sign_in(client, street, "rt", RT)
    assert client.get("/").url == reverse("rt_page")  # type: ignore[attr-defined]


def test_only_paid_months_are_said_to_be_paid(client: Client, street: City) -> None:
    page = page_of(client, street)
    assert page.count("September 2025") >= 3
    assert "Desember 2025" not in page


def test_what_is_in_the_way_is_said_in_words(client: Client, street: City) -> None:
    people = street.neighbours  # type: ignore[attr-defined]
    street.mourning.death("a", street.operator, person_id=people[0], happened_on=date(2025, 6, 20))  # type: ignore[attr-defined]
    page = page_of(client, street)
    assert "Dilaporkan meninggal." in page


def test_who_is_no_longer_paid_for_needs_attention(
    client: Client, street: City, settings: Settings
) -> None:
    settings.TODAY = date(2025, 10, 3)
    page = page_of(client, street)
    assert "tidak ada. semua iuran" not in page.lower()
    assert "Perlindungan berhenti bila" in page or "direncanakan, belum dibayar" in page


def propose(client: Client, number: int) -> None:
    from tests.apps.verification.test_worker import enter

    born = nik_of(number)
    answer = enter(
        client, uuid4(), nik=born, nama=f"WARGA {chr(65 + number % 26)}",
        tanggal_lahir_hari=born[6:8], tanggal_lahir_bulan=born[8:10],
    )  # fmt: skip
    assert answer.status_code == 302


def fate(city: City) -> list[str]:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.insight.street.fate import told_proposals

    head = city.actor(Role.RT, area=RT)
    with acting_as(head):
        return [told.words for told in told_proposals(head).values() if told.name != "WARGA 00000"]


def test_known_and_new_have_one_fate(client: Client, street: City) -> None:
    from payung.verification.newcomers import match_newcomers
    from tests.apps.city import CITY

    street.people(1, start=40, area_id=BESIDE, name="ORANG LAIN")
    sign_in(client, street, "rt", RT)
    propose(client, 40)
    propose(client, 540)
    match_newcomers(CITY)
    waiting = [words for words in fate(street) if "dicocokkan" in words]
    assert waiting == ["Usulan diterima, sedang dicocokkan."] * 2


def test_every_reason_of_a_refusal_can_be_said_at_the_door() -> None:
    from payung.verification.models import Reason
    from payung.verification.refusing import REFUSED

    assert set(REFUSED) == set(Reason)
    assert all(len(sentence.split()) <= 20 for words in REFUSED.values()
               for sentence in str(words).split(". "))  # fmt: skip


def test_a_refusal_is_told_with_its_reason(client: Client, street: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.verification.models import Proposal

    with acting_as(street.operator):
        Proposal.objects.filter(area=RT).update(state="menunggu", decided_by="")
        Proposal.objects.filter(area=RT).update(
            state="ditolak", reason="identitas", decided_by="user:99999"
        )
    page = page_of(client, street)
    assert "Cocokkan dengan KTP, lalu usulkan lagi." in page


def test_his_menu_has_six_entries_and_no_word_of_the_offices(client: Client, street: City) -> None:
    from payung.web.navigation import menu_for

    entries = menu_for("rt", reverse("rt_page"))
    assert len(entries) <= 6
    assert not any(entry.within for entry in entries)
    page = page_of(client, street)
    assert [word for word in OFFICE_WORDS if word in page] == []


def test_one_tap_leads_to_the_people_of_the_street(client: Client, street: City) -> None:
    page = page_of(client, street)
    for word in ("kematian", "kecelakaan", "pindah", "bekerja"):
        address = f"{reverse('claim_report_who')}?apa={word}"
        assert f'href="{address}"' in page
        people = client.get(address).content.decode()
        first = street.neighbours[0]  # type: ignore[attr-defined]
        assert reverse("claim_report", args=[first, word]) in people


def test_the_nearest_plkk_can_be_dialled(client: Client, street: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import Care

    with acting_as(street.operator):
        Care.objects.create(
            name="RS Uji", phone="0741 12345", area_id=INSIDE, checked_on=date(2025, 6, 1)
        )
    assert 'href="tel:0741 12345"' in page_of(client, street)


@pytest.mark.parametrize("name", ["rt_page", "rt_sheet", "rt_poster", "row_sheet"])
def test_no_nik_stands_on_page_sheet_or_poster(client: Client, street: City, name: str) -> None:
    assert ALPHABET.search(page_of(client, street, name)) is None


def test_the_text_for_whatsapp_has_names_and_months_and_no_number(
    client: Client, street: City
) -> None:
    page = page_of(client, street)
    (link,) = re.findall(r'href="https://wa\.me/\?text=([^"]*)"', page)
    text = unquote(link)
    assert "3 orang terlindungi" in text
    assert "sampai September 2025" in text
    assert ALPHABET.search(text) is None


def test_the_poster_names_only_who_is_covered(
    client: Client, street: City, settings: Settings
) -> None:
    settings.TODAY = date(2025, 11, 1)
    assert "Belum ada yang terlindungi bulan ini." in page_of(client, street, "rt_poster")


def test_another_rt_stands_on_no_page(client: Client, street: City) -> None:
    other = street.people(1, start=70, area_id=BESIDE, name="ORANG SEBELAH")
    assert other
    for name in ("rt_page", "rt_sheet", "rt_poster"):
        assert "ORANG SEBELAH" not in page_of(client, street, name)


def test_the_page_asks_as_much_for_ten_people_as_for_three(client: Client, street: City) -> None:
    from tests.apps.city import statements

    sign_in(client, street, "rt", RT)
    address = reverse("rt_page")
    client.get(address)
    few = statements(lambda: client.get(address))
    _move_in(street, street.people(7, start=100))
    assert statements(lambda: client.get(address)) <= few + 1


def test_what_the_clerk_types_is_a_list_like_any_other(client: Client, street: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.intake.models import Upload

    sign_in(client, street, "verifikator", INSIDE)
    nik = nik_of(600)
    told: dict[str, Any] = {
        "kiriman": str(uuid4()), "wilayah": RT, "jenis": "rentan",
        "nama_1": "SITI UJI", "nik_1": nik, "lahir_1": f"{nik[6:8]}-{nik[8:10]}-1980",
        "ibu_1": "AMINAH", "alamat_1": "Lorong Damai", "pekerjaan_1": "pedagang", "hp_1": "",
    }  # fmt: skip
    first = client.post(reverse("row_entry"), told)
    assert first.status_code == 302
    assert client.post(reverse("row_entry"), told).status_code == 302
    with acting_as(street.operator):
        (upload,) = Upload.objects.all()
    assert (upload.rows, upload.state) == (1, "diperiksa")
    assert client.post(reverse("upload_confirm", args=[upload.pk])).status_code == 302


def test_ten_empty_rows_are_refused(client: Client, street: City) -> None:
    sign_in(client, street, "verifikator", INSIDE)
    told = {"kiriman": str(uuid4()), "wilayah": INSIDE, "jenis": "rentan"}
    answer = client.post(reverse("row_entry"), told)
    assert answer.status_code == 422
    assert "Isi paling sedikit satu baris." in answer.content.decode()


def test_who_will_lapse_is_told_what_he_would_pay_himself(
    client: Client, street: City, settings: Settings
) -> None:
    from payung.accounts.scope import acting_as
    from payung.kernel.month import Month
    from payung.law.jamsostek.iuran import contribution, lowest_base
    from payung.ledger.models import PersonMonth
    from payung.ui.format import write_rupiah

    with acting_as(street.operator):
        later = PersonMonth.objects.filter(month__gt=Month.of(2025, 9))
        assert later.exists()
    settings.TODAY = date(2025, 10, 20)
    page = page_of(client, street)
    assert "Bila dibayar sendiri:" in page
    one = contribution(Month.of(2025, 10), lowest_base(), "other", "self")
    assert write_rupiah(one.total_low * 2) in page
    sheet = page_of(client, street, "rt_sheet")
    assert "Bila dibayar sendiri:" in sheet
    assert "wa.me" not in sheet


@pytest.mark.parametrize("name", ["rt_sheet", "rt_poster"])
def test_poster_and_sheet_carry_the_rts_way_to_report_without_an_account(
    client: Client, street: City, name: str
) -> None:
    page = page_of(client, street, name)
    way = reverse("open_report_rt", args=[RT])
    assert f"http://testserver{way}" in page
    assert "<svg" in page
    client.logout()
    assert client.get(way).status_code == 200
