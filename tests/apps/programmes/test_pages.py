"""The pages of programmes, rankings and decrees, for those who may and those who may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.apps.city import KELURAHAN, RANKED_ON, SIGNED_SCAN, City

if TYPE_CHECKING:
    from django.test import Client

    from payung.accounts.models import Role

pytestmark = pytest.mark.django_db


def sign_in(client: Client, city: City, role: str, area: str = "15.71") -> None:
    from payung.accounts.models import Role as Roles

    chosen: Role = Roles(role)
    client.force_login(
        city.user(chosen, area=area), backend="django.contrib.auth.backends.ModelBackend"
    )


def ranked_programme(city: City, people: int = 8) -> int:
    from payung.programmes.services import rank

    city.people(people)
    city.programme(headcount=6)
    return rank(actor=city.operator, programme="UJI", on=RANKED_ON).pk


def test_the_ranking_shows_each_reason_and_keeps_its_filters_in_the_address(
    client: Client, city: City
) -> None:
    selection = ranked_programme(city)
    sign_in(client, city, "operator")
    page = client.get(reverse("selection", args=[selection]), {"hasil": "cadangan"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "2 orang ditemukan" in text
    assert "cadangan nomor 1" in text


def test_a_kelurahan_sees_only_its_own_people_in_the_ranking(client: Client, city: City) -> None:
    selection = ranked_programme(city)
    sign_in(client, city, "verifikator", KELURAHAN[2])
    page = client.get(reverse("selection", args=[selection]))
    assert page.status_code == 403


def test_approval_asks_for_the_number_of_people(client: Client, city: City) -> None:
    selection = ranked_programme(city)
    sign_in(client, city, "penyetuju")
    address = reverse("approve_selection", args=[selection])
    wrong = client.post(address, {"jumlah": "5"})
    assert wrong.status_code == 422
    assert "Jumlahnya 6 orang. Yang diketik 5." in wrong.content.decode()
    assert client.post(address, {"jumlah": "6"}).status_code == 302


def test_the_operator_may_not_approve(client: Client, city: City) -> None:
    selection = ranked_programme(city)
    sign_in(client, city, "operator")
    answer = client.post(reverse("approve_selection", args=[selection]), {"jumlah": "6"})
    assert answer.status_code == 403


def test_a_decree_is_signed_on_its_page_and_anybody_can_verify_it(
    client: Client, city: City
) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.models import Decree
    from payung.programmes.services import approve_selection

    selection = ranked_programme(city)
    approve_selection(actor=city.approver, selection_id=selection)
    sign_in(client, city, "operator")
    address = reverse("freeze_decree", args=[selection])
    assert client.post(address, {"jumlah": "2"}).status_code == 422
    page = client.post(address, {"jumlah": "6"}, follow=True)
    assert "Catat tanda tangan" in page.content.decode()
    with acting_as(city.operator):
        decree = Decree.objects.get()
    signing: dict[str, Any] = {
        "nomor": "12/KEP", "tanggal_hari": "22", "tanggal_bulan": "5", "tanggal_tahun": "2025",
        "penanda_tangan": "Wali Kota", "bulan": "2025-06", "jumlah": "6",
    }  # fmt: skip
    without = client.post(reverse("decree", args=[decree.pk]), signing)
    assert "Pilih berkas untuk" in without.content.decode()
    signing["berkas"] = SimpleUploadedFile("sk.pdf", SIGNED_SCAN)
    done = client.post(reverse("decree", args=[decree.pk]), signing, follow=True)
    assert "SK dicatat" in done.content.decode()
    client.logout()
    public = client.get(reverse("verify_decree", args=[decree.verification_code]))
    assert "SK nomor 12/KEP" in public.content.decode()
    assert decree.annex_sha256 in public.content.decode()
    assert client.get(reverse("verify_decree", args=["TIDAKADA"])).status_code == 404


@pytest.mark.parametrize(
    ("role", "copy", "status"),
    [("operator", "lengkap", 200), ("pimpinan", "lengkap", 403), ("pimpinan", "umum", 200)],
)
def test_only_those_who_register_and_pay_get_the_full_copy(
    client: Client, city: City, role: str, copy: str, status: int
) -> None:
    city.people(2)
    city.programme()
    decree = city.decree()
    sign_in(client, city, role)
    assert client.get(reverse("decree_file", args=[decree.pk, copy, "xlsx"])).status_code == status


def test_programme_pages_open_for_every_office_of_the_city(client: Client, city: City) -> None:
    city.started(3)
    for role in ("operator", "penyetuju", "keuangan", "auditor", "pimpinan", "bpjs"):
        sign_in(client, city, role)
        assert client.get(reverse("programme_list")).status_code == 200
        assert client.get(reverse("programme_detail", args=["UJI"])).status_code == 200
        assert client.get("/").status_code == 200


def test_a_change_is_proposed_approved_and_signed_on_its_pages(client: Client, city: City) -> None:
    city.people(8)
    city.programme(headcount=6)
    city.decree()
    sign_in(client, city, "operator")
    address = reverse("amendments", args=["UJI"])
    missing = client.post(address, {"nomor": "1", "bulan": "2025-08"})
    assert "Isi alasan dan bukti" in missing.content.decode()
    leaving = {"nomor": "1", "alasan": "pindah", "bukti": "surat 9", "bulan": "2025-08"}
    page = client.post(address, leaving, follow=True)
    change = page.redirect_chain[-1][0]
    assert "surat 9" in page.content.decode()
    sign_in(client, city, "penyetuju")
    assert client.post(f"{change}setujui/").status_code == 302
    sign_in(client, city, "operator")
    paper = {"nomor": "2/UJI", "tanggal_hari": "28", "tanggal_bulan": "7", "tanggal_tahun": "2025"}
    scan = SimpleUploadedFile("sk.pdf", SIGNED_SCAN)
    paper = {**paper, "berkas": scan}
    assert "Perubahan dicatat" in client.post(change, paper, follow=True).content.decode()
