"""A list that speaks of another kelurahan than the chosen one asks before it goes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.apps.city import City, nik_of
from tests.apps.pages import INSIDE, send, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
OTHER = "Uji 1006"
LETTERS = "BCDFGHJKLM"


@pytest.fixture
def office(client: Client, city: City) -> Client:
    from payung.areas.models import Area

    Area.objects.filter(code=INSIDE).update(name="Bakung Jaya")
    Area.objects.filter(name=OTHER).update(name="Talang Gulo")
    sign_in(client, city, "operator")
    return client


def sheet(name: str, kelurahan: str, people: int = 4, elsewhere: int = 0) -> Any:
    """A list in whose column stands a kelurahan; the last `elsewhere` rows name the other one."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    rows = ["NIK;NAMA;TANGGAL LAHIR;JENIS KELAMIN;KELURAHAN"]
    for number in range(people):
        nik = nik_of(number)
        place = "Talang Gulo" if number >= people - elsewhere else kelurahan
        word = LETTERS[number % 10] + "A" + LETTERS[number // 10] + "I"
        rows.append(f"{nik};WARGA {word};{nik[6:8]}-{nik[8:10]}-1980;L;{place}")
    return SimpleUploadedFile(name, "\n".join(rows).encode())


def upload(city: City) -> Any:
    from payung.accounts.scope import acting_as
    from payung.intake.models import Upload

    with acting_as(city.operator):
        return Upload.objects.select_related("area").latest("received_at")


def asked(client: Client, city: City, file: Any) -> list[str]:
    send(client, file, INSIDE)
    found: list[str] = upload(city).questions.get("wilayah", [])
    return found


def test_the_column_of_another_kelurahan_asks(office: Client, city: City) -> None:
    assert asked(office, city, sheet("daftar.csv", "Talang Gulo")) == ["Talang Gulo"]


def test_the_name_of_the_file_asks(office: Client, city: City) -> None:
    assert asked(office, city, sheet("pekerja TALANG_GULO 2025.csv", "")) == ["Talang Gulo"]


def test_a_few_neighbours_ask_nothing(office: Client, city: City) -> None:
    assert asked(office, city, sheet("daftar.csv", "Bakung Jaya", 10, elsewhere=2)) == []


def test_the_right_name_and_column_ask_nothing(office: Client, city: City) -> None:
    assert asked(office, city, sheet("Bakung Jaya.csv", "Bakung Jaya")) == []


def test_niks_of_another_kecamatan_ask_where_nothing_else_speaks(
    office: Client, city: City
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    rows = ["NIK;NAMA;TANGGAL LAHIR;JENIS KELAMIN"]
    for number in range(12):
        nik = "157107" + nik_of(number)[6:]
        word = LETTERS[number % 10] + "A" + LETTERS[number // 10] + "U"
        rows.append(f"{nik};WARGA {word};{nik[6:8]}-{nik[8:10]}-1980;L")
    file = SimpleUploadedFile("daftar.csv", "\n".join(rows).encode())
    assert len(asked(office, city, file)) == 1


def test_it_goes_in_only_once_somebody_said_that_the_place_is_right(
    office: Client, city: City
) -> None:
    asked(office, city, sheet("daftar.csv", "Talang Gulo"))
    found = upload(city)
    confirm = reverse("upload_confirm", args=[found.pk])
    refused = office.post(confirm)
    assert refused.status_code in (409, 422)
    assert "Talang Gulo" in refused.content.decode()
    assert upload(city).state == "diperiksa"
    page = office.get(reverse("upload_questions", args=[found.pk])).content.decode()
    assert "Berkas ini menyebut Talang Gulo" in page
    office.post(reverse("upload_questions", args=[found.pk]), {"wilayah": "lanjut"})
    assert office.post(confirm).status_code == 302
    assert upload(city).state == "dikonfirmasi"
