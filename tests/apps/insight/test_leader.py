"""The mayor's page, targets and open data: sums of the cases, named numbers, nobody to be found."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from payung.insight.workers import shares_of
from payung.kernel.month import Month
from tests.apps.city import CITY, KELURAHAN, City
from tests.apps.claims.family import Mourning
from tests.apps.insight.test_pages import accept
from tests.apps.pages import BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper as Settings

DECEMBER = Month.of(2025, 12)
SLOW_MACHINE = rules(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(autouse=True)
def at_the_years_end(settings: Settings) -> None:
    settings.TODAY = date(2025, 12, 31)


@SLOW_MACHINE
@given(st.integers(0, 10**6), st.lists(st.integers(0, 500), min_size=1, max_size=20))
def test_the_parts_of_a_target_add_up_to_it(total: int, weights: list[int]) -> None:
    parts = shares_of(total, weights)
    assert sum(parts) == (total if any(weights) else 0)
    assert all(
        abs(part * sum(weights) - total * weight) < sum(weights) or not any(weights)
        for part, weight in zip(parts, weights, strict=True)
    )


@pytest.mark.django_db
def test_the_benefit_on_the_page_is_the_sum_of_the_cases(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import Case
    from payung.ui.format import write_rupiah

    mourning = Mourning(city, people=9, paid_to=10)
    for number, person in enumerate(mourning.ids[:6]):
        day = date(2025, 7 + number % 4, 3)
        mourning.death(f"{number}", mourning.operator, person_id=person, happened_on=day)
    with acting_as(mourning.operator):
        newest = [case.entitlements.latest() for case in Case.objects.all()]
    low, high = sum(d.cash_low_rp for d in newest), sum(d.cash_high_rp for d in newest)
    sign_in(client, city, "pimpinan")
    money = client.get(reverse("leader_page")).context["money"]
    found = {row["what"]: row["amount"] for row in money}
    words = write_rupiah(low) if low == high else f"{write_rupiah(low)} sampai {write_rupiah(high)}"
    assert found["Uang untuk keluarga, diharapkan"] == words and len(newest) == 6
    assert all(row["scope"] and row["period"] for row in money)


@pytest.mark.django_db
def test_what_few_families_got_is_told_to_nobody(client: Client, city: City) -> None:
    mourning = Mourning(city, paid_to=10)
    mourning.death()
    sign_in(client, city, "pimpinan")
    page = client.get(reverse("leader_page"))
    families = {figure.label: figure.value for figure in page.context["families"]}
    assert families["Kematian"] == "kurang dari 5"
    amounts = {row["what"]: row["amount"] for row in page.context["money"]}
    assert amounts["Uang untuk keluarga, diharapkan"] == "disamarkan"
    assert amounts["Uang untuk keluarga, dibayar"] == "Rp0"
    assert "WARGA" not in page.content.decode()


@pytest.mark.django_db
def test_a_gap_is_told_with_the_last_day_on_which_it_can_be_closed(
    client: Client, city: City
) -> None:
    city.started(6)
    accept(city)
    sign_in(client, city, "pimpinan")
    gap = client.get(reverse("leader_page")).context["gap"]
    assert gap.startswith("Mulai Januari 2026, 6 orang") and gap.endswith("17 Maret 2026.")


@pytest.mark.django_db
def test_more_people_and_more_months_stand_side_by_side(client: Client, city: City) -> None:
    city.started(6)
    accept(city)
    sign_in(client, city, "pimpinan")
    people, months = client.get(reverse("leader_page")).context["choices"]
    assert (people["cost"], people["months"]) == (1_000 * 7 * 16_800, 7)
    assert (months["cost"], months["months"]) == (6 * 2 * 16_800, 9)
    assert people["benefit"] > 0 and months["benefit"] > 0


@pytest.mark.django_db
def test_the_sum_at_risk_counts_each_persons_months_in_a_row(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.insight.risk import sum_at_risk_by_month

    city.started(6)
    accept(city)
    months = list(Month.of(2025, 6).through(DECEMBER))
    with acting_as(city.operator):
        found = sum_at_risk_by_month(city.operator, ["UJI"], months)
    assert [found[month] // 6 for month in months] == [
        *[10_000_000] * 3, *[42_000_000] * 4,
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_kelurahan_has_the_target_that_the_city_gives_it(client: Client, city: City) -> None:
    city.people(9)
    sign_in(client, city, "operator")
    query = {"sasaran": "kemendagri-2025", "penyebut": "bps"}
    rows = client.get(reverse("coverage_targets"), query).context["rows"]
    above = {row["href"].rpartition("=")[2]: row["target"] for row in rows}
    assert sum(int(t.replace(".", "")) for t in above.values()) == -(-262_974 * 5215 // 10_000)
    sign_in(client, city, "verifikator", INSIDE)
    page = client.get(reverse("coverage_targets"), query)
    assert page.context["figures"][0]["value"] == above[INSIDE]


@pytest.mark.django_db
def test_the_two_series_of_targets_are_never_one(client: Client, city: City) -> None:
    sign_in(client, city, "operator")
    words = {
        code: client.get(reverse("coverage_targets"), {"sasaran": code}).context["explained"][0]
        for code in ("rpjmn-2025", "kemendagri-2025")
    }
    assert "32,15 %" in words["rpjmn-2025"] and "52,15 %" in words["kemendagri-2025"]


@pytest.mark.django_db
def test_open_data_needs_no_account_and_names_no_small_number(client: Client, city: City) -> None:
    city.people(3)
    city.people(12, start=50, area_id=KELURAHAN[1])
    answer = client.get(reverse("open_data_csv", args=["2025-11"]))
    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    listed = {row["kode_wilayah"]: row["terdaftar"] for row in rows}
    assert listed[INSIDE] == "" and BESIDE in listed
    assert not {"1", "2", "3", "4"} & {value for row in rows for value in row.values()}
    assert "terdaftar" in next(r for r in rows if r["kode_wilayah"] == INSIDE)["disamarkan"]
    about = client.get(reverse("open_data_about")).json()
    assert set(about["kolom"]) <= set(rows[0]) and about["pekerja"][0]["sumber"]
    assert client.get(reverse("open_data")).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("month", ["2026-01", "2025-13", "x"])
def test_open_data_of_a_month_that_is_not_over_is_not_there(
    client: Client, city: City, month: str
) -> None:
    assert client.get(f"/data-terbuka/cakupan-{month}.csv").status_code == 404


@pytest.mark.django_db
def test_the_councils_sheet_adds_payers_and_areas_without_small_numbers(
    client: Client, city: City
) -> None:
    city.started(6)
    accept(city)
    sign_in(client, city, "penyetuju", CITY)
    address = reverse("leader_print")
    sheet = client.get(address, {"untuk": "dprd"})
    (row,) = sheet.context["payers"]
    assert (row["person_months"], row["planned_rp"]) == (42, 42 * 16_800)
    assert "disamarkan" in sheet.content.decode()
    assert "Iuran menurut pembayar" not in client.get(address).content.decode()
