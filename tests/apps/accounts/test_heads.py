"""All heads of RT from one sheet, their letters, and who has come in."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from payung.accounts import heads
from payung.accounts.head_sheet import read_heads
from payung.accounts.letters import letters_pdf, messages_xlsx
from payung.accounts.models import Role, User
from payung.accounts.opening import NewColleague
from payung.areas.models import Area
from payung.kernel.errors import OutOfArea, UnreadableFile
from tests.apps.city import CITY, City, statements
from tests.apps.pages import BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from payung.accounts.scope import Actor

pytestmark = pytest.mark.django_db
ON, PAPER = date(2025, 6, 1), "SK/12/2025"
SHEET = (
    "Daftar Ketua RT se-Kota\n"
    "No;Nama Ketua RT;Kelurahan;RT;No HP\n"
    "1;Ahmad Rifai;Uji 1001;RT 01;0812-3456-7890\n"
    "2;Bambang;Uji 1001;2;\n"
    "3;Cut Nyak;Uji 1002;003/02;+62 813 1111 2222\n"
)


@pytest.fixture
def admin(city: City) -> Actor:
    return city.actor(Role.ADMIN)


def taken_in(admin: Actor, text: str = SHEET) -> heads.HeadsTakenIn:
    sheet = read_heads(text.encode())
    return heads.invite_heads(actor=admin, heads=sheet.heads, paper=PAPER, on=ON)


def test_a_sheet_makes_accounts_and_the_rt_that_were_missing(admin: Actor) -> None:
    taken = taken_in(admin)
    assert (taken.invited, taken.known, taken.new_rts, taken.replaced) == (3, 0, 3, 0)
    names = set(Area.objects.filter(kind="rt").values_list("code", "name"))
    assert (f"{INSIDE}.-.001", "RT 001") in names
    assert (f"{BESIDE}.002.003", "RT 003 RW 002") in names
    assert User.objects.get(username="ahmad.rifai").area_id == f"{INSIDE}.-.001"


def test_the_same_sheet_again_changes_nothing(admin: Actor) -> None:
    taken_in(admin)
    again = taken_in(admin)
    assert (again.invited, again.known, again.replaced) == (0, 3, 0)


def test_another_name_in_an_rt_is_the_successor_and_the_old_access_ends(admin: Actor) -> None:
    taken_in(admin)
    old = User.objects.get(username="ahmad.rifai")
    again = taken_in(admin, SHEET.replace("Ahmad Rifai", "Dewi Sartika"))
    assert (again.invited, again.replaced) == (1, 1)
    assert User.objects.get(pk=old.pk).assignment is None
    assert User.objects.get(username="dewi.sartika").area_id == f"{INSIDE}.-.001"


def test_rows_that_can_not_be_read_are_named_and_nothing_is_stored(
    client: Client, city: City
) -> None:
    sign_in(client, city, "admin")
    text = SHEET + "4;;Uji 1001;4;\n5;Eko;Kelurahan Lain;5;\n"
    told = {
        "berkas": SimpleUploadedFile("rt.csv", text.encode()), "surat": PAPER, "mulai_hari": "1",
        "mulai_bulan": "6", "mulai_tahun": "2025",
    }  # fmt: skip
    answer = client.post(reverse("head_sheet"), told)
    assert answer.status_code == 422
    assert "di baris 6, 7" in answer.content.decode()
    assert not User.objects.filter(username="bambang").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rusak", b"\x00\x01", b"a;b\n1;2\n"])
def test_what_is_no_sheet_of_heads_is_refused(city: City, content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_heads(content)


def test_letters_go_to_those_who_have_not_come_in_and_the_older_ones_end(
    city: City, admin: Actor
) -> None:
    taken_in(admin)
    first = heads.letters(actor=admin, area=CITY)
    second = heads.letters(actor=admin, area=CITY)
    assert len(first) == len(second) == 3
    gone = reverse("invited", args=[first[0].code])
    assert Client().get(gone).status_code == 422
    client = Client()
    address = reverse("invited", args=[second[0].code])
    assert "Masuk dengan HP ini" in client.get(address).content.decode()
    assert client.post(address, {"perangkat": "1"})["Location"] == "/"
    assert len(heads.letters(actor=admin, area=CITY)) == 2
    (arrived, beside) = sorted(heads.arrivals(admin), key=lambda one: one.area.code)
    assert (arrived.heads, arrived.came, beside.came) == (2, 1, 0)


def test_a_bound_phone_signs_its_head_in_again_and_no_stranger(city: City, admin: Actor) -> None:
    taken_in(admin)
    letter = heads.letters(actor=admin, area=CITY)[0]
    client = Client()
    client.post(reverse("invited", args=[letter.code]), {"perangkat": "1"})
    client.post("/keluar/")
    page = client.get("/masuk/").content.decode()
    assert f"Masuk sebagai {letter.name}" in page
    assert client.post(reverse("by_device"))["Location"] == "/"
    assert client.get("/rt/").status_code == 200
    assert Client().post(reverse("by_device"))["Location"].startswith("/masuk/")


def test_letters_and_messages_can_be_made_of_them(city: City, admin: Actor) -> None:
    taken_in(admin)
    made = heads.letters(actor=admin, area=CITY)
    assert letters_pdf(made, "https://payung.example/", "Kota Uji").startswith(b"%PDF")
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(messages_xlsx(made, "https://payung.example/")))
    rows = list(sheet.active.values)  # type: ignore[union-attr]
    assert len(rows) == 4
    assert str(rows[1][5]).startswith("https://wa.me/6281234567890?text=")


def test_the_kelurahan_confirms_a_new_head_and_only_its_own(city: City, admin: Actor) -> None:
    taken_in(admin)
    lurah = city.actor(Role.VERIFIER, area=INSIDE)
    newcomer = NewColleague(name="Fatimah", phone="")
    made = heads.renew_head(
        actor=lurah, rt=f"{INSIDE}.-.001", newcomer=newcomer, paper=PAPER, on=ON
    )
    assert made.area_id == f"{INSIDE}.-.001"
    assert User.objects.get(username="ahmad.rifai").assignment is None
    with pytest.raises(OutOfArea):
        heads.renew_head(actor=lurah, rt=f"{BESIDE}.002.003", newcomer=newcomer, paper=PAPER, on=ON)


def test_a_city_of_heads_takes_a_few_statements(admin: Actor) -> None:
    def many(start: int, count: int) -> list[heads.Head]:
        return [
            heads.Head(f"Ketua {n}", f"{INSIDE}.-.{n:03d}") for n in range(start, start + count)
        ]

    few = statements(lambda: heads.invite_heads(actor=admin, heads=many(1, 2), paper=PAPER, on=ON))
    whole = statements(
        lambda: heads.invite_heads(actor=admin, heads=many(100, 800), paper=PAPER, on=ON)
    )
    assert whole <= few + 6
