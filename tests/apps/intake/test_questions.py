"""What a list asks once before it goes in: hidden rows, unread sheets, the order of its dates."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from payung.kernel.errors import BadInput, Conflict
from tests.apps.city import KELURAHAN, City, nik_of

if TYPE_CHECKING:
    from django.test import Client

    from payung.intake.models import Upload

pytestmark = pytest.mark.django_db
ON = date(2025, 5, 15)
HEADERS = ("No", "NIK", "Nama", "Tanggal Lahir", "Alamat", "RT")


def book(people: int, *, hidden: tuple[int, ...] = (), broken: bool = False) -> bytes:
    """A workbook of people; `hidden` are rows hidden in it, `broken` spoils a second sheet."""
    from openpyxl import Workbook

    made = Workbook()
    sheet = made.active
    sheet.append(HEADERS)
    for number in range(people):
        sheet.append(
            [
                number + 1,
                nik_of(number),
                f"WARGA UJI {'ABCDEFGH'[number]}",
                "01-01-1980",
                "Jl",
                "001",
            ]
        )
    for row in hidden:
        sheet.row_dimensions[row].hidden = True
    if broken:
        other = made.create_sheet("Lain")
        other.append(HEADERS)
        other.append([1, nik_of(50), "WARGA LAIN", "01-01-1980", "Jl", "001"])
    content = io.BytesIO()
    made.save(content)
    return _spoilt(content.getvalue()) if broken else content.getvalue()


def _spoilt(content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, b"<rusak" if name.endswith("sheet2.xml") else body)
    return target.getvalue()


def sent(city: City, content: bytes, name: str = "daftar.xlsx") -> Upload:
    from payung.accounts.scope import acting_as
    from payung.intake.models import Upload
    from payung.intake.services import Incoming, check, receive

    file = Incoming(
        id=uuid4(), filename=name, content=content, category="rentan", area=KELURAHAN[0],
        sender="Kelurahan",
    )  # fmt: skip
    (upload,) = receive(actor=city.operator, files=[file])
    check(actor=city.operator, upload_ids=[upload.pk], on=ON)
    with acting_as(city.operator):
        return Upload.objects.get(pk=upload.pk)


def answered(city: City, upload: Upload, **answers: str) -> Upload:
    from payung.intake.answering import answer_questions

    return answer_questions(actor=city.operator, upload_id=upload.pk, answers=answers, on=ON)


def rows_in(city: City, upload: Upload) -> int:
    from payung.verification.services import confirm

    return confirm(actor=city.operator, upload_ids=[upload.pk]).rows


@pytest.mark.parametrize(("answer", "rows"), [("", 3), ("tinggal", 3), ("ikut", 5)])
def test_hidden_rows_stay_out_unless_the_office_says_otherwise(
    city: City, answer: str, rows: int
) -> None:
    upload = sent(city, book(5, hidden=(3, 5)))
    assert upload.questions == {"tersembunyi": 2}
    if answer:
        answered(city, upload, tersembunyi=answer)
    assert rows_in(city, upload) == rows


def test_a_list_with_an_unread_sheet_waits_for_an_answer(city: City) -> None:
    upload = sent(city, book(3, broken=True))
    assert upload.questions == {"sebagian": ["Lain"]} and upload.rows == 3
    with pytest.raises(Conflict, match="Lain"):
        rows_in(city, upload)
    with pytest.raises(BadInput):
        answered(city, upload, tersembunyi="ikut")
    answered(city, upload, sebagian="lanjut")
    assert rows_in(city, upload) == 3


MONTHS_FIRST = (5, 30), (4, 28), (11, 25), (3, 4), (2, 5), (6, 7)


def american(city: City) -> bytes:
    """Dates with the month first; the last persons' NIKs can't tell."""
    lines = ["No;NIK;Nama;Tanggal Lahir;Alamat;RT"]
    for number, (month, day) in enumerate(MONTHS_FIRST):
        nik = f"157101{day:02d}{month:02d}80{9100 + number}" if number < 4 else ""
        lines.append(f"{number};{nik};WARGA {'ABCDEF'[number]};{month}/{day}/1980;Jl;001")
    lines.append("7;;WARGA G;13/2/1980;Jl;001")
    return "\n".join(lines).encode()


def test_dates_that_can_be_read_both_ways_are_asked_once_and_remembered(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.intake.models import HeaderMemory, Row

    upload = sent(city, american(city), "tanggal.csv")
    assert upload.questions.get("tanggal", 0) >= 1
    read = answered(city, upload, tanggal="bulan")
    assert "tanggal" not in read.questions
    with acting_as(city.operator):
        born = dict(Row.objects.filter(upload=upload).values_list("name", "birth_date"))
        assert born["WARGA E"] == date(1980, 2, 5)
        assert HeaderMemory.objects.get().field == "bulan"


def test_the_pages_ask_and_keep_the_answer(client: Client, city: City) -> None:
    from django.urls import reverse

    from tests.apps.claims.test_pages import enter

    upload = sent(city, book(4, hidden=(2,)))
    enter(client, city, "operator", "op2", "15.71")
    assert "Jawab pertanyaan" in client.get(reverse("upload", args=[upload.pk])).content.decode()
    address = reverse("upload_questions", args=[upload.pk])
    assert "1 baris tersembunyi" in client.get(address).content.decode()
    assert client.post(address, {"tersembunyi": "entah"}).status_code == 422
    assert client.post(address, {"tersembunyi": "ikut"}).status_code == 302
    assert (
        "Jawab pertanyaan" not in client.get(reverse("upload", args=[upload.pk])).content.decode()
    )
    assert rows_in(city, upload) == 4


def test_a_refused_file_can_be_explained_with_every_field_that_the_command_knows(
    client: Client, city: City
) -> None:
    from django.urls import reverse

    from tests.apps.claims.test_pages import enter

    upload = sent(city, b"Alpha;Beta\nx;y\nz;w\n", "aneh.csv")
    assert (upload.state, upload.unknown_headers) == ("tak_terbaca", ["Alpha", "Beta"])
    enter(client, city, "operator", "op2", "15.71")
    assert (
        "Jelaskan judul kolom" in client.get(reverse("upload", args=[upload.pk])).content.decode()
    )
    address = reverse("upload_headers", args=[upload.pk])
    page = client.get(address).content.decode()
    assert "Tempat dan tanggal lahir dalam satu kolom" in page
    assert client.post(address, {"judul_0": "nama", "judul_1": "ttl"}).status_code == 302


def test_the_marked_workbook_says_the_right_date_of_exchanged_ones(city: City) -> None:
    from openpyxl import load_workbook

    from payung.intake import files
    from payung.registry import storage

    upload = sent(city, american(city), "tanggal.csv")
    files.mark(actor=city.operator, upload_id=upload.pk)
    marked = load_workbook(io.BytesIO(storage.fetch(upload.pk, files.MARKED)))
    texts = [str(c.value) for row in marked.active.iter_rows() for c in row if c.value]
    assert any("04-03-1980" in text or "4 Maret 1980" in text for text in texts)
