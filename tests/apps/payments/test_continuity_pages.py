"""The pages of continuity: alarms, gaps with proposals, arrears, the fiscal calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from tests.apps.city import KELURAHAN, City
from tests.apps.ledger.test_continuity import cover
from tests.apps.programmes.test_amendments import AUGUST, carry_out, propose, started_with_reserve

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
STORY = date(2026, 2, 20)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def torn(city: City, settings: Any) -> City:
    """City money until December, RT money from April; the site's day is in February."""
    settings.TODAY = STORY
    first, second = city.people(2)
    for person in (first, second):
        cover(city, person, "apbd", Month.of(2025, 6), Month.of(2025, 12), paid=True)
    cover(city, first, "rt", Month.of(2026, 4), Month.of(2026, 12), paid=False)
    return city


def see(client: Client, city: City, name: str, **asked: Any) -> str:
    from payung.accounts.models import Role

    client.force_login(city.user(Role.OPERATOR), backend=BACKEND)
    page = client.get(reverse(name), asked)
    assert page.status_code == 200
    return page.content.decode()


def test_the_gap_until_the_rt_money_is_listed_and_the_city_is_proposed(
    torn: City, client: Client
) -> None:
    text = see(client, torn, "gaps")
    assert "Menunggu dana RT" in text and "31 Maret 2026" in text
    assert "Dana apbd membayar Januari 2026 – Maret 2026 tanpa jeda." in text
    assert "Rp50.400" in text and "Rp32.000.000" in text


def test_the_people_of_a_gap_are_one_link_away_and_can_be_taken_along(
    torn: City, client: Client
) -> None:
    from fastexcel import read_excel

    asked = {
        "dari": "apbd",
        "ke": "rt",
        "mulai": "2026-01",
        "sampai": "2026-03",
        "sebab": "dana_rt",
    }
    text = see(client, torn, "gap", **asked)
    assert "WARGA 00000" in text and "WARGA 00001" not in text
    file = client.get(reverse("gap"), asked | {"berkas": "xlsx"})
    assert read_excel(file.content).load_sheet(0).to_polars()["Nama"].to_list() == ["WARGA 00000"]
    assert client.get(reverse("gap"), asked | {"ke": "csr"}).status_code == 404


def test_who_was_replaced_is_told_apart_from_who_was_cut(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import move_rows
    from payung.payments.continuity.handover import mendable_gaps

    people = started_with_reserve(city)
    carry_out(city, propose(city, [people[0]]))
    with acting_as(city.operator) as actor:
        rows = PersonMonth.objects.filter(person_id=people[1], month__gte=AUGUST)
        move_rows(actor=actor, rows=rows, state=State.WITHDRAWN, cause="potong", document="SK")
        found = {
            one.group.kind.value: one.group.people
            for one in mendable_gaps(actor, Month.of(2025, 1), Month.of(2025, 12))
        }
    assert found == {"diganti": (people[0],), "dihentikan": (people[1],)}


def test_arrears_name_months_cost_and_the_last_day(torn: City, client: Client) -> None:
    text = see(client, torn, "arrears")
    assert "Januari 2026 – Maret 2026" in text or "Januari 2026 – Februari 2026" in text
    assert "17 Maret 2026" in text  # 31 March less 14 days


def test_the_alarm_list_can_be_narrowed_and_taken_along(torn: City, client: Client) -> None:
    from fastexcel import read_excel

    from payung.audit.models import Entry

    text = see(client, torn, "continuity", hari="30", pembayar="Dana apbd", q="warga 00000")
    assert "WARGA 00000" in text and "WARGA 00001" not in text
    assert "WARGA" not in see(client, torn, "continuity", hari="7")
    file = client.get(reverse("alarm_file"), {"hari": "30", "wilayah": KELURAHAN[0]})
    assert Entry.objects.filter(action="payments.export_continuity").exists()
    assert read_excel(file.content).load_sheet(0).to_polars().height == 2


def test_the_page_of_a_person_shows_the_clocks_and_what_saves_him(
    torn: City, client: Client
) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.registry.models import Person

    with acting_as(torn.operator):
        first, second = Person.objects.order_by("pk").values_list("pk", flat=True)
    client.force_login(torn.user(Role.OPERATOR), backend=BACKEND)
    text = client.get(reverse("person", args=[first])).content.decode()
    assert "Menunggak" in text and "7 bulan" in text
    assert "terpenuhi, asal tunggakan dibayar" in text
    assert (
        "Bayar tunggakan Januari 2026 – Maret 2026, diajukan paling lambat 17 Maret 2026." in text
    )
    assert "Juni 2028" in text  # the scholarship: 29 months more
    assert "Maret 2026 belum direncanakan siapa pun. Dana apbd bisa membayarnya." in text
    text = client.get(reverse("person", args=[second])).content.decode()
    assert "Januari 2026 – Maret 2026 belum direncanakan" in text


def test_a_late_spd_changes_the_proposal(torn: City, client: Client) -> None:
    from payung.payments.continuity.fiscal import set_fiscal_dates

    late = {"spd": date(2026, 3, 28), "dpa": date(2026, 3, 20)}
    facts = {"actor": torn.operator, "source": "apbd", "year": 2026, "document": "SE 1"}
    assert set_fiscal_dates(dates=late, **facts) == 2
    assert set_fiscal_dates(dates=late, **facts) == 0
    text = see(client, torn, "gaps")
    assert "Dana csr membayar" in text  # nobody else's money comes in time


def test_dates_that_run_backwards_are_refused(torn: City) -> None:
    from payung.payments.continuity.fiscal import set_fiscal_dates

    facts = {"actor": torn.operator, "year": 2026, "document": "SE 1"}
    with pytest.raises(BadInput, match="terbalik"):
        set_fiscal_dates(source="apbd", dates={"spd": date(2025, 1, 1)}, **facts)
    with pytest.raises(BadInput, match="tidak ada di kalender"):
        set_fiscal_dates(source="csr", dates={"spd": date(2026, 1, 1)}, **facts)


def test_the_office_sets_its_dates_on_the_page(torn: City, client: Client) -> None:
    text = see(client, torn, "fiscal_calendar", tahun="2026")
    assert "April 2026" in text and "belum ditetapkan kantor" in text
    address = reverse("fiscal_dates", args=["rt", 2026])
    days = {
        "musyawarah_rt": (1, 2),
        "usulan_rt": (1, 3),
        "dana_masuk": (5, 5),
        "laporan_rt": (1, 12),
    }
    sent = {
        f"{step}_{box}": value
        for step, (day, month) in days.items()
        for box, value in (("hari", day), ("bulan", month), ("tahun", 2026))
    }
    assert client.post(address, sent | {"dokumen": "Perwal 18"}).status_code == 302
    text = see(client, torn, "fiscal_calendar", tahun="2026")
    assert "Mei 2026" in text and "ditetapkan kantor" in text


def test_who_is_not_an_office_of_continuity_is_sent_away(torn: City, client: Client) -> None:
    from payung.accounts.models import Role

    client.force_login(torn.user(Role.BPJS), backend=BACKEND)
    for name in ("continuity", "gaps", "arrears", "overlaps", "fiscal_calendar"):
        assert client.get(reverse(name)).status_code == 403


def test_a_kelurahan_tells_the_same_days_to_posting_as_the_city(city: City) -> None:
    from payung.accounts.scope import acting_as, system_actor
    from payung.payments.ground.selectors import DEFAULT_POSTING_DAYS, posting_days
    from payung.payments.models import MoneyDocument
    from tests.apps.payments.test_audit import paid_june

    paid_june(city)
    with acting_as(city.operator) as actor:
        days = posting_days(actor)
    assert days != DEFAULT_POSTING_DAYS
    for area in (KELURAHAN[0], f"{KELURAHAN[0]}.-.001", f"{KELURAHAN[0]}.002.001"):
        with acting_as(system_actor(area)) as actor:
            assert not MoneyDocument.objects.exists()  # the control: the papers are out of sight
            assert posting_days(actor) == days
            assert not MoneyDocument.objects.exists()  # and out of sight again
