"""Coverage: each figure opens its list, small cells stay hidden, the export is the screen."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import CITY, KELURAHAN, City
from tests.apps.pages import BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client


def cells(client: Client, **query: str) -> dict[str, dict[str, str]]:
    lines = client.get(reverse("coverage"), query).context["lines"]
    return {line.area.name: line.cells for line in lines}


def accept(city: City, scheme: str = "UJI") -> None:
    """BPJS took every planned month."""
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import move_rows

    with acting_as(city.operator):
        for before, after in ((State.PLANNED, State.SUBMITTED), (State.SUBMITTED, State.ACCEPTED)):
            rows = PersonMonth.objects.filter(scheme=scheme, state=before)
            move_rows(actor=city.operator, rows=rows, state=after, cause="uji", document="uji")


@pytest.mark.django_db
def test_each_figure_opens_a_list_of_as_many_people(client: Client, city: City) -> None:
    city.started(5)
    accept(city)
    sign_in(client, city, "operator")
    page = client.get(reverse("coverage"), {"bulan": "2025-07"})
    figures = {str(f["label"]): f for f in page.context["figures"]}
    assert figures["Terlindungi"]["value"] == "5"
    assert figures["Akan terputus"]["value"] == "0"
    for figure in figures.values():
        if figure["href"]:
            found = client.get(figure["href"]).context["page"].paginator.count
            assert str(found) == figure["value"], figure["label"]


@pytest.mark.django_db
def test_the_last_month_shows_who_is_about_to_lapse(client: Client, city: City) -> None:
    city.started(4)
    accept(city)
    sign_in(client, city, "operator")
    page = client.get(reverse("coverage"), {"bulan": "2025-12"})
    assert page.context["whole"].lapsing == 4


@pytest.mark.django_db
def test_who_is_proposed_in_two_areas_counts_once_where_he_lives(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.areas.models import Area
    from payung.insight.coverage import coverage_of
    from payung.kernel.month import Month
    from payung.verification.models import Proposal

    people = city.people(3)
    with acting_as(city.operator):
        twice = Proposal.objects.get(person=people[0])
        twice.pk, twice.area_id = None, KELURAHAN[1]
        twice.save()
        areas = Area.objects.order_by("code")
        found = {
            c.area.code: c.listed for c in coverage_of(city.operator, areas, Month.of(2025, 6))
        }
    assert found[CITY] == 3
    assert (found[KELURAHAN[0]], found[KELURAHAN[1]], found["15.71.01"]) == (1, 1, 2)


@pytest.mark.django_db
def test_a_kelurahan_is_told_nothing_of_others(client: Client, city: City) -> None:
    city.people(6)
    sign_in(client, city, "verifikator", BESIDE)
    for wanted in (INSIDE, CITY, "99.99", ""):
        place = client.get(reverse("coverage"), {"wilayah": wanted}).context["place"]
        assert place.area.code == BESIDE
    people = client.get(reverse("coverage_people"), {"wilayah": INSIDE, "angka": "listed"})
    assert people.context["page"].paginator.count == 2


@pytest.mark.django_db
def test_the_leader_sees_no_cell_under_five_and_no_list_of_people(
    client: Client, city: City
) -> None:
    city.people(14)
    city.people(2, start=14, area_id=KELURAHAN[2])
    sign_in(client, city, "operator")
    assert {c["listed"] for c in cells(client).values()} >= {"5", "6"}
    sign_in(client, city, "pimpinan")
    city.people(1, start=20, category="keagamaan", area_id="15.71.07")
    shown = cells(client)
    assert shown["Kelurahan belum diketahui"]["listed"] == "disamarkan"
    assert "disamarkan" in {line["listed"] for line in shown.values()}
    page = client.get(reverse("coverage"))
    assert not any(f["href"] for f in page.context["figures"])
    assert client.get(reverse("coverage_people"), {"angka": "listed"}).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["operator", "pimpinan"])
def test_the_export_is_what_the_screen_shows(client: Client, city: City, role: str) -> None:
    city.people(7)
    sign_in(client, city, role)
    text = client.get(reverse("coverage_csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    screen = client.get(reverse("coverage")).context["lines"]
    assert rows[0][:2] == ["Kelurahan", "Terdaftar"]
    assert [row[0] for row in rows[1:]] == [line.area.name for line in screen]
    assert [row[1:-1] for row in rows[1:]] == [list(line.cells.values()) for line in screen]


@pytest.mark.django_db
def test_a_name_that_looks_like_a_formula_stays_text_in_the_export(
    client: Client, city: City
) -> None:
    from payung.areas.models import Area

    Area.objects.filter(code=INSIDE).update(name="=1+1")
    sign_in(client, city, "operator")
    assert "\n'=1+1;" in client.get(reverse("coverage_csv")).content.decode().replace("\r", "")


@pytest.mark.django_db
def test_the_named_numbers_of_workers_stand_on_the_page_of_the_city_alone(
    client: Client, city: City
) -> None:
    sign_in(client, city, "operator")
    whole = client.get(reverse("coverage")).content.decode()
    assert "228.000" in whole and "262.974" in whole
    assert "228.000" not in client.get(reverse("coverage"), {"wilayah": INSIDE}).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("month", ["", "2025-13", "kemarin", "2025-06"])
def test_any_month_in_the_address_gives_a_page(client: Client, city: City, month: str) -> None:
    sign_in(client, city, "operator")
    assert client.get(reverse("coverage"), {"bulan": month}).status_code == 200
    assert client.get(reverse("coverage_print"), {"bulan": month}).status_code == 200
