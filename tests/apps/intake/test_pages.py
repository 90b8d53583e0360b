"""Sending lists over the web: checked, told apart, given back to mend."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.apps.city import City
from tests.apps.pages import INSIDE, checked_upload, list_file, send, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def only_upload(city: City) -> Any:
    from payung.accounts.scope import acting_as
    from payung.intake.models import Upload

    with acting_as(city.operator):
        return Upload.objects.get()


def test_a_list_is_checked_at_once_and_says_what_must_be_mended(client: Client, city: City) -> None:
    sign_in(client, city, "verifikator", INSIDE)
    answer = send(client, list_file(3, broken=1))
    upload = only_upload(city)
    assert answer["Location"] == reverse("upload", args=[upload.pk])
    assert (upload.rows_ok + upload.rows_periksa, upload.rows_tolak) == (3, 1)
    page = client.get(answer["Location"]).content.decode()
    assert "NIK harus 16 angka. Yang diisi 15 angka." in page
    assert "NIK bukan 16 angka" in page
    assert "Lanjut ke konfirmasi" in page


def test_a_kind_of_finding_opens_its_rows_alone(client: Client, city: City) -> None:
    upload = checked_upload(city)
    sign_in(client, city, "operator")
    address = reverse("upload", args=[upload.pk])
    page = client.get(address, {"temuan": "NIK_PANJANG"})
    assert [mend.row for mend in page.context["mends"]] == [5]
    assert client.get(address, {"temuan": "NAMA_KOSONG"}).context["mends"] == []


def test_the_same_file_again_is_told_when_and_by_whom(client: Client, city: City) -> None:
    sign_in(client, city, "verifikator", INSIDE)
    send(client, list_file())
    again = send(client, list_file())
    assert again.status_code == 422
    assert "Berkas ini sudah diproses pada" in again.content.decode()
    assert "oleh Verifikator-15.71.01.1001" in again.content.decode()


def test_a_refused_sending_keeps_what_was_chosen_and_asks_for_the_files_again(
    client: Client, city: City
) -> None:
    sign_in(client, city, "verifikator", INSIDE)
    send(client, list_file())
    again = send(client, list_file(), jenis="keagamaan")
    assert again.context["offer"].form["jenis"].value() == "keagamaan"
    assert "Pilih berkasnya sekali lagi" in again.content.decode()


def test_sending_the_same_form_twice_makes_one_upload(client: Client, city: City) -> None:
    sign_in(client, city, "verifikator", INSIDE)
    sending = "8a6a4c0e-6a55-4a55-9a0b-5a6b7c8d9e0f"
    first = send(client, list_file(), kiriman=sending)
    second = send(client, list_file(), kiriman=sending)
    assert first["Location"] == second["Location"] == reverse("upload", args=[only_upload(city).pk])


def test_an_unreadable_file_says_so_and_offers_a_way_on(client: Client, city: City) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    sign_in(client, city, "operator")
    broken = SimpleUploadedFile("daftar.xlsx", b"PK\x03\x04 this is no workbook")
    page = client.get(send(client, broken)["Location"]).content.decode()
    assert "Tidak terbaca" in page
    assert "Kirim berkas lain" in page
    assert only_upload(city).message in page


def test_two_files_of_one_name_are_refused_before_anything_is_kept(
    client: Client, city: City
) -> None:
    from payung.accounts.scope import acting_as
    from payung.intake.models import Upload

    sign_in(client, city, "operator")
    answer = send(client, [list_file(2), list_file(3)])
    assert answer.status_code == 422
    assert "Dua berkas bernama sama" in answer.content.decode()
    with acting_as(city.operator):
        assert not Upload.objects.exists()


def test_an_area_of_others_cannot_be_chosen(client: Client, city: City) -> None:
    sign_in(client, city, "verifikator", INSIDE)
    answer = send(client, list_file(), area="15.71.01.1002")
    assert answer.status_code == 422
    assert "Pilih daftar ini dari wilayah mana? dari daftar." in answer.content.decode()


def test_the_marked_workbook_is_made_and_leaves_with_its_remarks(
    client: Client, city: City
) -> None:
    import openpyxl

    upload = checked_upload(city)
    sign_in(client, city, "operator")
    client.post(reverse("upload_mark", args=[upload.pk]))
    answer = client.get(reverse("upload_file", args=[upload.pk, "perbaikan"]))
    assert answer.status_code == 200
    assert "perbaikan-daftar.xlsx" in answer["Content-Disposition"]
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Perbaikan" in texts
    assert any("NIK harus 16 angka" in text for text in texts)


def test_the_original_comes_back_byte_by_byte_and_the_download_is_noted(
    client: Client, city: City
) -> None:
    from payung.audit.models import Entry

    upload = checked_upload(city)
    sign_in(client, city, "operator")
    answer = client.get(reverse("upload_file", args=[upload.pk, "asli"]))
    assert answer.content == list_file().read()
    assert Entry.objects.filter(action="intake.download", facts__part="asli").count() == 1


def test_an_unprepared_workbook_is_a_sentence_and_no_error(client: Client, city: City) -> None:
    upload = checked_upload(city)
    sign_in(client, city, "operator")
    answer = client.get(reverse("upload_file", args=[upload.pk, "perbaikan"]))
    assert answer.status_code == 422
    assert "Siapkan dulu" in answer.content.decode()


def test_the_auditor_reads_findings_but_gets_no_file_with_every_nik(
    client: Client, city: City
) -> None:
    upload = checked_upload(city)
    sign_in(client, city, "auditor")
    assert client.get(reverse("upload", args=[upload.pk])).status_code == 200
    assert client.get(reverse("upload_file", args=[upload.pk, "asli"])).status_code == 403


def test_a_large_list_becomes_a_job_that_the_sender_can_watch(
    client: Client, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.intake import files

    monkeypatch.setattr(files, "SMALL_BYTES", 0)
    sign_in(client, city, "operator")
    answer = send(client, list_file())
    page = client.get(answer["Location"])
    assert page.context["job"].kind == "intake.check"
    assert "Pemeriksaan daftar" in page.content.decode()
    assert "Belum ada" not in client.get(reverse("job_list")).content.decode()


def test_filters_find_by_name_state_and_area(client: Client, city: City) -> None:
    checked_upload(city)
    sign_in(client, city, "operator")
    address = reverse("upload_list")
    for query, found in (
        ({"q": "daftar"}, 1),
        ({"q": "lain"}, 0),
        ({"status": "diperiksa"}, 1),
        ({"status": "dikonfirmasi"}, 0),
        ({"wilayah": INSIDE}, 1),
        ({"wilayah": "15.71.07"}, 0),
    ):
        assert client.get(address, query).context["page"].paginator.count == found, query


def test_what_waits_stands_on_the_first_page(client: Client, city: City) -> None:
    checked_upload(city)
    sign_in(client, city, "operator")
    assert "Daftar yang menunggu konfirmasi" in client.get("/").content.decode()


def test_a_page_of_findings_takes_as_many_queries_as_one_finding(
    client: Client, city: City
) -> None:
    from uuid import uuid4

    from tests.apps.city import statements

    sign_in(client, city, "operator")
    addresses = [
        send(client, list_file(2, broken=n, name=f"{n}.csv"), kiriman=str(uuid4()))["Location"]
        for n in (1, 20)
    ]
    client.get(addresses[0])
    few, many = (statements(lambda a=a: client.get(a)) for a in addresses)
    assert many == few
