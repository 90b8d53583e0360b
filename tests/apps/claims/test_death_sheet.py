"""One report of a death: sheet for Dukcapil, claim, held months; nothing is typed twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import City, nik_of
from tests.apps.claims.family import Mourning
from tests.apps.claims.test_pages import enter, report_data

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper as Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def october(settings: Settings) -> None:
    settings.TODAY = date(2025, 10, 20)


def told(client: Client, city: City, **more: str) -> tuple[Mourning, int]:
    """A death that the RT head reported by the form; its case."""
    from payung.accounts.scope import acting_as
    from payung.claims.models import Case

    mourning = Mourning(city)
    enter(client, city, "rt", "rt", "15.71.01.1001")
    address = reverse("claim_report", args=[mourning.ids[0], "kematian"])
    assert client.post(address, report_data(**more)).status_code == 302
    with acting_as(mourning.operator):
        return mourning, Case.objects.get().pk


def test_one_line_makes_sheet_claim_and_hold(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth

    mourning, case = told(client, city)
    after = client.get(reverse("claim_reported", args=[case])).content.decode()
    assert reverse("claim_death_sheet", args=[case]) in after
    sheet = client.get(reverse("claim_death_sheet", args=[case])).content.decode()
    assert "WARGA 00000" in sheet and "13 November 2025" in sheet
    with acting_as(mourning.operator):
        held = PersonMonth.objects.filter(person=mourning.ids[0], component="jkm", state="ditahan")
        assert held.count() == 2


def test_the_sheet_shows_no_whole_nik(client: Client, city: City) -> None:
    _mourning, case = told(client, city)
    assert nik_of(0) not in client.get(reverse("claim_death_sheet", args=[case])).content.decode()


def test_the_case_names_whom_to_call(client: Client, city: City) -> None:
    _mourning, case = told(client, city, keluarga_nama="Siti, istri", keluarga_hp="0812 1111 2222")
    enter(client, city, "pendamping", "pendamping")
    page = client.get(reverse("claim", args=[case])).content.decode()
    assert "Siti, istri" in page
    assert 'href="tel:0812 1111 2222"' in page
    enter(client, city, "auditor", "auditor")
    assert "0812 1111 2222" not in client.get(reverse("claim", args=[case])).content.decode()


def test_the_case_tells_the_age_of_the_missing_paper(
    client: Client, city: City, settings: Settings
) -> None:
    _mourning, case = told(client, city)
    enter(client, city, "pendamping", "pendamping")
    page = client.get(reverse("claim", args=[case])).content.decode()
    assert "Akta kematian belum ada, hari ke-6. Dilaporkan sebelum 13 November 2025." in page
    settings.TODAY = date(2025, 12, 1)
    page = client.get(reverse("claim", args=[case])).content.decode()
    assert "batas lapor Dukcapil sudah lewat 13 November 2025" in page


def test_an_accident_has_no_sheet_of_a_death(client: Client, city: City) -> None:
    mourning = Mourning(city)
    enter(client, city, "rt", "rt", "15.71.01.1001")
    address = reverse("claim_report", args=[mourning.ids[0], "kecelakaan"])
    made = client.post(address, report_data())
    case = made["Location"].split("/")[2]
    assert client.get(reverse("claim_death_sheet", args=[case])).status_code == 404
