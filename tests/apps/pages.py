"""Signing in to the pages, and a small list that arrives in a kelurahan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.apps.city import CITY, KELURAHAN, City, nik_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from payung.intake.models import Upload

INSIDE, ABOVE, BESIDE = KELURAHAN[0], CITY, KELURAHAN[1]
"""The three people of every test: in the area, above it, beside it."""

HEADER = "NIK;Nama;Tanggal Lahir;Jenis Kelamin;Kelurahan;RT"


def sign_in(client: Client, city: City, role: str, area: str = CITY) -> None:
    from payung.accounts.models import Role

    client.force_login(
        city.user(Role(role), area=area), backend="django.contrib.auth.backends.ModelBackend"
    )


def list_file(people: int = 3, *, broken: int = 1, name: str = "daftar.csv") -> SimpleUploadedFile:
    """A list of good rows, and rows whose NIK lacks its last digit."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    rows = [_row(n, nik_of(n)) for n in range(people)]
    rows += [_row(n, nik_of(n)[:-1]) for n in range(people, people + broken)]
    return SimpleUploadedFile(name, "\n".join([HEADER, *rows]).encode())


def _row(number: int, nik: str) -> str:
    born = f"{int(nik[6:8]):02d}-{int(nik[8:10]):02d}-1980"
    return f"{nik};WARGA {chr(65 + number % 26) * 4} UJI;{born};L;Uji 1001;001"


def send(client: Client, file: Any, area: str = INSIDE, **changes: Any) -> Any:
    """Posts the form that takes lists, as a browser would."""
    from uuid import uuid4

    from django.urls import reverse

    data = {"kiriman": str(uuid4()), "jenis": "rentan", "wilayah": area, "berkas": file}
    return client.post(reverse("upload_new"), data | changes)


def checked_upload(city: City, area: str = INSIDE) -> Upload:
    """A list of three good rows and a broken one, received and checked by the city's operator."""
    from uuid import uuid4

    from payung.audit.clock import today
    from payung.intake.services import Incoming, check, receive

    file = list_file()
    incoming = Incoming(
        id=uuid4(),
        filename="daftar.csv",
        content=file.read(),
        category="rentan",
        area=area,
        sender="Kelurahan Uji",
    )
    upload = receive(actor=city.operator, files=[incoming])[0]
    check(actor=city.operator, upload_ids=[upload.pk], on=today())
    return upload
