"""Papers, matching and evidence by their pages, as the offices use them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.apps.city import City, nik_of
from tests.apps.pages import BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

DRAFT = {
    "jenis": "ba_verifikasi", "kategori": "rentan", "wilayah": INSIDE,
    "tanggal_hari": "17", "tanggal_bulan": "5", "tanggal_tahun": "2025",
}  # fmt: skip
SIGNED = {
    "penanda_tangan": "Lurah Uji",
    "tanggal_hari": "18", "tanggal_bulan": "5", "tanggal_tahun": "2025",
}  # fmt: skip


def file(content: bytes, name: str = "pindaian.pdf") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


def the_paper(city: City) -> Any:
    from payung.accounts.scope import acting_as
    from payung.verification.models import Paper

    with acting_as(city.operator):
        return Paper.objects.get()


def test_a_kelurahan_draws_up_prints_and_hands_in_its_paper(client: Client, city: City) -> None:
    city.people(3)
    sign_in(client, city, "verifikator", INSIDE)
    drawn = client.post(reverse("paper_new"), DRAFT, follow=True).content.decode()
    assert "1 kertas disusun" in drawn
    assert "WARGA 00000" in drawn
    paper = the_paper(city)
    printed = client.post(reverse("paper_print", args=[paper.pk]))
    assert printed.content.startswith(b"%PDF-")
    assert "attachment" in printed["Content-Disposition"]
    page = reverse("paper_sign", args=[paper.pk])
    wrong = client.post(page, SIGNED | {"kode": "AAAA BBBB CCCC", "berkas": file(b"%PDF-1")})
    assert wrong.status_code == 422
    assert "Kode itu bukan kode kertas ini." in wrong.content.decode()
    right = {"kode": paper.code.lower(), "berkas": file(b"%PDF-ditandatangani")}
    done = client.post(page, SIGNED | right, follow=True).content.decode()
    assert "Kertas tercatat ditandatangani." in done
    assert client.get(reverse("paper_scan", args=[paper.pk])).content == b"%PDF-ditandatangani"


def test_the_city_draws_up_one_paper_for_each_kelurahan(client: Client, city: City) -> None:
    city.people(6)
    sign_in(client, city, "operator")
    drawn = client.post(reverse("paper_new"), DRAFT | {"wilayah": "15.71"}, follow=True)
    assert "3 kertas disusun" in drawn.content.decode()
    assert drawn.redirect_chain[-1][0] == reverse("paper_list")


def test_a_paper_without_names_says_so_beside_its_field(client: Client, city: City) -> None:
    sign_in(client, city, "verifikator", INSIDE)
    answer = client.post(reverse("paper_new"), DRAFT)
    assert answer.status_code == 422
    assert "Belum ada nama baru" in answer.content.decode()


def test_an_rt_head_is_offered_the_minutes_alone(client: Client, city: City) -> None:
    sign_in(client, city, "rt", INSIDE)
    page = client.get(reverse("paper_new")).content.decode()
    assert "Berita acara musyawarah RT" in page
    assert "SPTJM" not in page


def test_printed_papers_stand_on_the_to_do_list(client: Client, city: City) -> None:
    city.people(3)
    sign_in(client, city, "verifikator", INSIDE)
    client.post(reverse("paper_new"), DRAFT)
    client.post(reverse("paper_print", args=[the_paper(city).pk]))
    assert "Kertas menunggu tanda tangan" in client.get("/").content.decode()


def test_matching_goes_out_and_comes_back_by_its_pages(client: Client, city: City) -> None:
    city.people(3)
    sign_in(client, city, "verifikator", INSIDE)
    asked = client.post(
        reverse("match_list"), {"wilayah": INSIDE, "tujuan": "verifikasi 2026"}, follow=True
    )
    address = asked.redirect_chain[-1][0]
    out = client.post(f"{address}berkas/", {"bentuk": "csv"}).content.decode()
    assert nik_of(0) in out
    answer = f"ID_BARIS,NIK,HASIL\n1,{nik_of(0)},meninggal\n"
    done = client.post(
        f"{address}jawaban/", {"berkas": file(answer.encode(), "jawaban.csv")}, follow=True
    ).content.decode()
    assert "1 jawaban tersimpan" in done
    assert "Tercatat meninggal" in done
    assert nik_of(0) not in done


def test_a_broken_answer_file_is_refused_beside_its_field(client: Client, city: City) -> None:
    city.people(3)
    sign_in(client, city, "verifikator", INSIDE)
    asked = client.post(reverse("match_list"), {"wilayah": INSIDE, "tujuan": "uji coba"})
    answer = client.post(f"{asked['Location']}jawaban/", {"berkas": file(b"a,b\n1,2\n", "x.csv")})
    assert answer.status_code == 422
    assert "Periksa judul kolomnya" in answer.content.decode()


def test_evidence_is_noted_and_shown_to_the_verifier_beside_the_proposal(
    client: Client, city: City
) -> None:
    from payung.accounts.scope import acting_as
    from payung.verification.models import Proposal

    (person,) = city.people(1)
    with acting_as(city.operator):
        proposal = Proposal.objects.get(person=person)
    sign_in(client, city, "rt", INSIDE)
    form = {
        "jenis": "pekerjaan", "apa": "Menarik ojek di pasar", "sumber": "Kunjungan",
        "tanggal_hari": "3", "tanggal_bulan": "5", "tanggal_tahun": "2025",
    }  # fmt: skip
    noted = client.post(reverse("evidence_new", args=[person]), form, follow=True)
    assert "Menarik ojek di pasar" in noted.content.decode()
    assert "Desil" not in noted.content.decode()
    sign_in(client, city, "verifikator", INSIDE)
    page = client.get(reverse("proposal", args=[proposal.pk])).content.decode()
    assert "Menarik ojek di pasar" in page
    assert "Belum ada bukti tentang identitas, tempat tinggal." in page
    sign_in(client, city, "verifikator", BESIDE)
    assert client.get(reverse("person", args=[person])).status_code == 403


def test_deciles_come_in_by_a_file_and_are_for_the_offices_alone(
    client: Client, city: City
) -> None:
    (person,) = city.people(1)
    sign_in(client, city, "operator")
    table = f"NIK,ID_KELUARGA,DESIL,TANGGAL\n{nik_of(0)},K-1,3,31-03-2025\n"
    done = client.post(
        reverse("decile_import"),
        {"sumber": "DTSEN triwulan I", "berkas": file(table.encode(), "desil.csv")},
        follow=True,
    )
    assert "1 orang mendapat desil" in done.content.decode()
    words = "Desil kesejahteraan 3 menurut DTSEN triwulan I"
    assert words in client.get(reverse("person", args=[person])).content.decode()
    sign_in(client, city, "rt", INSIDE)
    assert "Desil" not in client.get(reverse("person", args=[person])).content.decode()


def test_a_member_s_family_is_kept_by_its_form(client: Client, city: City) -> None:
    members = city.started(3)
    sign_in(client, city, "rt", INSIDE)
    address = reverse("family", args=[members[0]])
    form = {
        "versi": "0", "pemberitahuan": "on", "status": "kawin", "pasangan": "Siti Uji",
        "lahir_pasangan_hari": "1", "lahir_pasangan_bulan": "1", "lahir_pasangan_tahun": "1985",
        "surat": "Buku nikah 1/2010", "jumlah_anak": "1", "anak_1": "Aisyah",
        "lahir_1_hari": "2", "lahir_1_bulan": "3", "lahir_1_tahun": "2015", "sekolah_1": "SD4",
    }  # fmt: skip
    without = client.post(address, form | {"pemberitahuan": ""})
    assert without.status_code == 422
    saved = client.post(address, form, follow=True).content.decode()
    assert "Lembar keluarga lengkap." in saved
    assert 'value="Aisyah"' in saved
    board = client.get(reverse("family_board")).content.decode()
    assert "100" in board
    sheet = client.get(reverse("family_sheet", args=[members[0]]))
    assert sheet.content.startswith(b"%PDF-")
    stale = client.post(address, form)
    assert "baru diubah orang lain" in stale.content.decode()


def test_an_unknown_header_is_explained_by_its_page(client: Client, city: City) -> None:
    from uuid import uuid4

    content = "No;Kode Xyz;Nama;Tanggal Lahir;Alamat;RT\n1;A-77;WARGA UJI;01-01-1980;Jl;001\n"
    sign_in(client, city, "verifikator", INSIDE)
    sent = client.post(
        reverse("upload_new"),
        {
            "kiriman": str(uuid4()),
            "jenis": "rentan",
            "wilayah": INSIDE,
            "berkas": file(content.encode(), "daftar.csv"),
        },
        follow=True,
    )
    assert "Jelaskan judul kolom" in sent.content.decode()
    address = sent.redirect_chain[-1][0]
    done = client.post(f"{address}judul/", {"judul_0": "nik"}, follow=True).content.decode()
    assert "diperiksa ulang" in done
    assert "Jelaskan judul kolom" not in done
