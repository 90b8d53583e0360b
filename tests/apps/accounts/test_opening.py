"""A city of the national list opens with all its areas, once, and nothing answers before."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from payung.accounts import codes
from payung.accounts.models import Purpose, Role, User
from payung.accounts.opening import NewColleague, invite_opener
from payung.areas.models import Area
from payung.areas.national import city_areas
from payung.areas.settling import settle
from payung.audit.clock import today
from payung.audit.models import Entry
from payung.kernel.errors import BadInput, Conflict
from payung.ledger.models import Payer
from payung.web.opening.services import open_with_payers

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.django_db
PENAJAM = "64.09"
FIRST = NewColleague(name="Sri Wahyuni, S.Kom.")
DIGESTS = {
    "wilayah.json.gz": "8de2650fbcb893279d5481aa72e39c65bb6fb78699a9b5a4eab62344a3b08a6c",
    "desa.json.gz": "788e6fc7f1ebfea4ec6fd389c82d097d373ac3942b579ea2ac353795ad5a3cb7",
}


def listed(name: str) -> Mapping[str, str]:
    """The package's own file, read without the package."""
    raw = files("lokal").joinpath("data", name).read_bytes()
    found: Mapping[str, str] = json.loads(gzip.decompress(raw))
    return found


def drawn() -> list[str]:
    cities = sorted(code for code in listed("wilayah.json.gz") if code.count(".") == 1)
    assert len(cities) == 514
    return random.Random(12).sample(cities, 20)


@pytest.mark.parametrize("name", DIGESTS)
def test_the_national_list_is_the_one_that_was_looked_at(name: str) -> None:
    raw = files("lokal").joinpath("data", name).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == DIGESTS[name]


@pytest.mark.parametrize("code", drawn())
def test_a_city_has_as_many_areas_as_the_list(code: str) -> None:
    settle(city_areas(code), today())
    upper, lower = listed("wilayah.json.gz"), listed("desa.json.gz")
    for kind, source in (("kecamatan", upper), ("kelurahan", lower)):
        expected = {c: n for c, n in source.items() if c.startswith(code + ".")}
        stored = dict(Area.objects.filter(kind=kind).values_list("code", "name"))
        assert stored == expected
    assert Area.objects.get(kind="kota").name == upper[code]


def test_opening_makes_areas_payers_and_one_administrator_who_comes_in_once(
    client: Client,
) -> None:
    opened = open_with_payers(PENAJAM, FIRST)
    assert opened.area.name == "Kabupaten Penajam Paser Utara"
    assert Payer.objects.filter(code="apbd").exists()
    user = User.objects.get()
    assert (user.role, user.area_id, user.username) == (Role.ADMIN, PENAJAM, "sri.wahyuni")
    assert not user.has_usable_password()
    address = reverse("invited", args=[codes.grouped(opened.code)])
    new = {"baru": "laut biru di teluk", "ulang": "laut biru di teluk"}
    assert client.get(address).status_code == 200
    assert client.post(address, new)["Location"] == "/"
    assert client.get("/").status_code == 200
    assert Client().post(address, new).status_code == 422
    told = set(Entry.objects.values_list("action", flat=True))
    assert told >= {"accounts.open_city", "programmes.install_payers", "accounts.join"}


def test_a_city_is_opened_once() -> None:
    open_with_payers(PENAJAM, FIRST)
    with pytest.raises(Conflict):
        open_with_payers("64.71", FIRST)
    assert Area.objects.filter(kind="kota").count() == 1


@pytest.mark.parametrize("code", ["99.99", "64", "64.09.01", "x"])
def test_what_is_no_city_of_the_list_is_refused_and_leaves_nothing(code: str) -> None:
    with pytest.raises(BadInput):
        open_with_payers(code, FIRST)
    assert not Area.objects.exists() and not User.objects.exists()


def test_a_code_that_the_list_dropped_stays_with_its_end() -> None:
    found = city_areas(PENAJAM)
    settle(found, today())
    settled = settle([a for a in found if a.code != found[-1].code], today())
    assert (settled.added, settled.renamed, settled.gone) == (0, 0, 1)
    assert Area.objects.get(code=found[-1].code).valid_to is not None


class TestTheFirstRunPage:
    def test_it_asks_province_then_city_and_makes_the_administrator(self, client: Client) -> None:
        address = reverse("opening", args=[invite_opener()])
        assert "Kalimantan Timur" in client.get(address).content.decode()
        second = address + "?provinsi=64"
        page = client.get(second).content.decode()
        assert "Penajam Paser Utara" in page and "Kota Padang" not in page
        assert client.post(second, {"kota": "", "nama": ""}).status_code == 422
        done = client.post(second, {"kota": PENAJAM, "nama": "Sri Wahyuni"}, follow=True)
        assert "Selamat datang" in done.content.decode()
        assert User.objects.get().role == Role.ADMIN
        assert client.get(address).status_code == 422

    def test_two_who_come_at_once_open_one_city(self, client: Client) -> None:
        code = invite_opener()
        codes.use(codes.find(code, Purpose.OPENING))
        answer = client.post(
            reverse("opening", args=[code]) + "?provinsi=64", {"kota": PENAJAM, "nama": "Lain"}
        )
        assert answer.status_code == 422 and not User.objects.exists()

    def test_a_new_address_takes_the_place_of_the_old(self, client: Client) -> None:
        old, new = invite_opener(), invite_opener()
        assert client.get(reverse("opening", args=[old])).status_code == 422
        assert client.get(reverse("opening", args=[new])).status_code == 200

    def test_an_opened_city_gives_no_further_address(self) -> None:
        open_with_payers(PENAJAM, FIRST)
        with pytest.raises(Conflict):
            invite_opener()


class TestTheGate:
    ADDRESSES = ("/", "/masuk/", "/hitung/", "/api/v1/openapi.json", "/undangan/")

    @pytest.fixture
    def gated(self, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
        settings.OPENING_GATE = True
        monkeypatch.setattr("payung.office.selectors._place", "")  # is what it was afterwards
        return Client()

    def test_without_the_gate_pages_answer_before_a_city_is_there(self) -> None:
        assert Client().get("/masuk/").status_code == 200

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_nothing_answers_until_a_city_is_open(self, gated: Client, address: str) -> None:
        assert gated.get(address).status_code == 503
        assert gated.post(address).status_code == 503

    def test_the_opening_and_the_sign_of_life_do(self, gated: Client) -> None:
        assert gated.get("/healthz").status_code == 200
        assert gated.get(reverse("opening", args=[invite_opener()])).status_code == 200

    def test_everything_does_once_it_is(self, gated: Client) -> None:
        assert gated.get("/masuk/").status_code == 503
        open_with_payers(PENAJAM, FIRST)
        assert "Kabupaten Penajam Paser Utara" in gated.get("/masuk/").content.decode()
