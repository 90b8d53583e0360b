"""The pages of lists to pay."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import JUNE, RATE_RP, City, nik_of

if TYPE_CHECKING:
    from django.test import Client

    from payung.payments.models import PaymentList

pytestmark = pytest.mark.django_db
JUNE_FIRST = {"bulan": "2025-06", "urutan": "1", "jumlah": "2"}


def sign_in(client: Client, city: City, role: str, area: str = "15.71") -> None:
    from payung.accounts.models import Role

    client.force_login(
        city.user(Role(role), area=area), backend="django.contrib.auth.backends.ModelBackend"
    )


def june(city: City, people: int = 3) -> PaymentList:
    from payung.payments.services import make_list

    city.started(people)
    return make_list(actor=city.operator, programme="UJI", month=JUNE, on=JUNE.first_day)


def test_a_list_goes_through_its_page_from_answer_file_to_first_paper(
    client: Client, city: City
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    chosen = june(city)
    sign_in(client, city, "operator")
    lines = [
        f"{nik_of(n)},{'Ditolak' if n == 1 else 'Diterima'},{'NIK salah' * (n == 1)}"
        for n in range(3)
    ]
    file = SimpleUploadedFile("jawaban.csv", "\n".join(["NIK,STATUS,KETERANGAN", *lines]).encode())
    done = client.post(
        reverse("payment_answer", args=[chosen.pk]), {"berkas": file}, follow=True
    ).content.decode()
    assert "2 diterima, 1 belum bisa didaftarkan, 0 belum dijawab." in done
    assert "NIK salah" in done
    sign_in(client, city, "keuangan")
    paper = {
        "jenis": "kode_iuran", "nomor": "KI-1", "tanggal_hari": "5", "tanggal_bulan": "6",
        "tanggal_tahun": "2025", "jumlah": "33.600",
    }  # fmt: skip
    money = client.post(reverse("payment_money", args=[chosen.pk]), paper, follow=True)
    assert "KI-1" in money.content.decode()
    wrong = client.post(
        reverse("payment_money", args=[chosen.pk]), paper | {"jenis": "spp_ls", "jumlah": "1"}
    )
    assert wrong.status_code == 422
    assert "Jumlahnya harus Rp33.600" in wrong.content.decode()
    assert 2 * RATE_RP == 33_600


def test_every_page_opens_for_the_offices_and_shows_what_it_should(
    client: Client, city: City
) -> None:
    chosen = june(city)
    pages = {
        reverse("payment_lists"): "Juni 2025",
        reverse("payment_list", args=[chosen.pk]): "WARGA 00000",
        reverse("reconciliation", args=["UJI"]): "Jun 2025",
        reverse("partnerships"): "PKS/UJI",
        "/": "Yang menunggu Anda",
    }
    for role in ("operator", "keuangan", "auditor", "bpjs"):
        sign_in(client, city, role)
        for address, words in pages.items():
            page = client.get(address)
            assert page.status_code == 200, (role, address)
            assert words in page.content.decode(), (role, address)


def test_a_kelurahan_sees_no_list(client: Client, city: City) -> None:
    chosen = june(city)
    sign_in(client, city, "verifikator", "15.71.01.1001")
    assert client.get(reverse("payment_list", args=[chosen.pk])).status_code == 403


def test_the_operator_makes_a_list_and_notes_a_pks_by_form(client: Client, city: City) -> None:
    city.people(2)
    city.programme(headcount=2)
    city.decree()
    sign_in(client, city, "operator")
    without = client.post(reverse("new_payment_list", args=["UJI"]), JUNE_FIRST)
    assert "Belum ada PKS yang berlaku" in without.content.decode()
    year = date.today().year
    terms = {
        "pks": "PKS-9", "npp": "WD1", "cabang": "Cabang", "mulai_hari": "1", "mulai_bulan": "1",
        "mulai_tahun": str(year), "sampai_hari": "31", "sampai_bulan": "12",
        "sampai_tahun": str(year), "batas": "20", "nota": "NK-1", "nota_sampai_hari": "31",
        "nota_sampai_bulan": "12", "nota_sampai_tahun": str(year), "pasal": "Pasal 8", "kode": "30",
        "wadah": "SG", "pengembalian": "Pasal 11 ayat (2)",
    }  # fmt: skip
    assert (
        client.post(reverse("partnership", args=["UJI"]), terms | {"wadah": "XX"}).status_code
        == 422
    )
    assert client.post(reverse("partnership", args=["UJI"]), terms).status_code == 302
    kept = client.get(reverse("partnerships")).content.decode()
    assert "SG: pemerintah" in kept and "Pasal 11 ayat (2)" in kept
    made = client.post(reverse("new_payment_list", args=["UJI"]), JUNE_FIRST, follow=True)
    assert "Daftar bayar bulan Juni 2025" in made.content.decode()
    file = client.get(made.redirect_chain[-1][0] + "berkas/")
    assert file["Content-Type"].endswith("sheet") and file.content[:2] == b"PK"


def test_the_papers_to_print_carry_amount_words_accounts_and_names(
    client: Client, city: City
) -> None:
    from payung.payments.services import read_answer
    from tests.apps.payments.test_path import answers

    chosen = june(city)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(3, {1}))
    sign_in(client, city, "keuangan")
    spp = client.get(reverse("spp_attachment", args=[chosen.pk])).content.decode()
    assert "tiga puluh tiga ribu enam ratus rupiah" in spp
    assert "5.1.02.01\tJKK\t2\t20000" in spp and "Jumlah" in spp
    assert "PEMERINTAH" in spp and "NIP …" in spp
    assert "Nomor SPP-LS" in spp and "Bendahara Pengeluaran Disnaker" in spp


def test_the_names_behind_a_month_stand_once_with_their_months_and_the_reason(
    city: City, client: Client
) -> None:
    from payung.payments.services import make_list, read_answer
    from tests.apps.payments.test_path import answers

    city.started(3)
    for month in (JUNE, JUNE + 1):
        chosen = make_list(actor=city.operator, programme="UJI", month=month, on=month.first_day)
        read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(3, {1}))
    sign_in(client, city, "keuangan")
    page = client.get(reverse("reconciliation", args=["UJI"])).content.decode()
    assert page.count("WARGA 00001") == 1 and "Jun–Jul 2025" in page
    assert "NIK tidak ditemukan" in page and "Dana apbd" in page
    client.cookies["django_language"] = "en"
    english = client.get(reverse("payment_list", args=[chosen.pk])).content.decode()
    assert "Payment list for July 2025" in english


def test_who_was_withdrawn_stands_with_the_cause(city: City, client: Client) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import move_rows

    first, *_ = city.started(2)
    with acting_as(city.operator):
        move_rows(
            actor=city.operator, rows=PersonMonth.objects.filter(person_id=first),
            state=State.WITHDRAWN, cause="Kematian dipastikan kelurahan", document="kasus 1",
        )  # fmt: skip
    sign_in(client, city, "keuangan")
    page = client.get(reverse("reconciliation", args=["UJI"])).content.decode()
    assert page.count("Kematian dipastikan kelurahan") == 1
