"""RT works under Jakon: a letter names the workers, one contribution pays for the work."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict, NotAllowed, OverLimit
from tests.apps.city import KELURAHAN, RANKED_ON, City
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from django.test import Client

    from payung.programmes.models import Work

pytestmark = pytest.mark.django_db


def jakon(city: City, **changes: Any) -> list[int]:
    """A Jakon programme from RT money, and three people of one kelurahan."""
    people = city.people(3, area_id=KELURAHAN[0])
    facts = {"segment": "jakon", "payer": "rt", "quotas": {}, "ceiling_rp": 1_000_000}
    city.programme("JK", **(facts | changes))
    return people


def register(city: City, people: list[int], **changes: Any) -> Work:
    from payung.accounts.models import Role
    from payung.programmes.services import register_work
    from payung.programmes.works.services import WorkLetter

    facts: dict[str, Any] = {
        "name": "Drainase RT 01", "value_rp": 100_000_000, "first_day": date(2025, 7, 1),
        "last_day": date(2025, 8, 15), "letter_number": "ST/1", "letter_dated": date(2025, 6, 28),
        "people": people,
    }  # fmt: skip
    lurah = city.actor(Role.VERIFIER, area=KELURAHAN[0])
    given = WorkLetter(**(facts | changes))
    return register_work(actor=lurah, programme="JK", area=KELURAHAN[0], given=given)


def test_the_contribution_is_024_percent_of_the_works_value(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.ground.selectors import budget, get_programme
    from payung.programmes.services import pay_work

    work = register(city, jakon(city))
    assert (work.jkk_rp, work.jkm_rp) == (210_000, 30_000)
    assert work.contribution_rp == 100_000_000 * 24 // 10_000
    with acting_as(city.operator):
        money = budget(city.operator, get_programme(city.operator, "JK"))
    assert (money.committed_rp, money.realised_rp, money.free_rp) == (240_000, 0, 760_000)
    pay_work(actor=city.finance, work_id=work.pk, proof="B/1", paid_on=date(2025, 7, 2))
    with acting_as(city.operator):
        money = budget(city.operator, get_programme(city.operator, "JK"))
    assert (money.committed_rp, money.realised_rp) == (0, 240_000)


def test_the_money_page_counts_works_as_owed_and_then_as_paid(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.money.overview import overview
    from payung.programmes.services import pay_work

    work = register(city, jakon(city))
    with acting_as(city.finance) as actor:
        total = overview(actor, 2025).total
    assert (total.to_pay, total.forecast, total.sp2d) == (240_000, 240_000, 0)
    pay_work(actor=city.finance, work_id=work.pk, proof="B/1", paid_on=date(2025, 7, 2))
    with acting_as(city.finance) as actor:
        view = overview(actor, 2025)
    assert (view.total.to_pay, view.total.forecast, view.total.left) == (0, 240_000, 240_000)
    assert view.total.sp2d == 0 and view.rest == 0, "works take nothing from the city's pagu"
    assert view.balanced


def test_cover_of_works_touches_nobodys_membership(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth

    people = jakon(city)
    city.programme(headcount=3, quotas={})
    city.decree()
    register(city, people)
    with acting_as(city.operator):
        months = PersonMonth.objects.filter(person_id__in=people)
        assert set(months.values_list("segment", flat=True)) == {"bpu"}


def test_a_value_of_two_slices_pays_each_by_its_own_rate(city: City) -> None:
    people = jakon(city, ceiling_rp=10**9)
    made = register(city, people, value_rp=200_000_000)
    assert (made.jkk_rp, made.jkm_rp) == (210_000 + 170_000, 30_000 + 20_000)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"letter_dated": date(2025, 7, 2)}, "sebelum mulai"),
        ({"last_day": date(2025, 6, 1)}, "sesudah mulai"),
        ({"people": []}, "satu pekerja"),
        ({"first_day": date(2024, 1, 1), "letter_dated": date(2023, 12, 1)}, "masa program"),
    ],
)
def test_what_the_letter_cannot_mean_is_refused(
    city: City, changes: dict[str, Any], words: str
) -> None:
    facts = {"people": jakon(city)} | changes
    with pytest.raises(BadInput, match=words):
        register(city, **facts)


def test_one_letter_once_and_no_more_than_the_ceiling(city: City) -> None:
    people = jakon(city, ceiling_rp=250_000)
    register(city, people)
    with pytest.raises(Conflict, match="sudah dicatat"):
        register(city, people)
    with pytest.raises(OverLimit, match=r"Sisa pagu Rp10\.000"):
        register(city, people, letter_number="ST/2")


def test_who_registered_a_work_does_not_pay_it(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import Actor
    from payung.programmes.services import pay_work

    work = register(city, jakon(city))
    same = Actor(work.made_by, Role.FINANCE, "15.71")
    with pytest.raises(NotAllowed):
        pay_work(actor=same, work_id=work.pk, proof="B/1", paid_on=date(2025, 7, 2))


def test_a_jakon_programme_is_not_ranked(city: City) -> None:
    from payung.programmes.services import rank

    jakon(city)
    with pytest.raises(BadInput, match="surat tugas"):
        rank(actor=city.operator, programme="JK", on=RANKED_ON)


def test_a_kelurahan_registers_a_work_on_its_page_and_prints_the_letter(
    client: Client, city: City
) -> None:
    people = jakon(city)
    sign_in(client, city, "verifikator", KELURAHAN[0])
    address = reverse("works", args=["JK"]) + f"?wilayah={KELURAHAN[0]}"
    assert "WARGA 00000" in client.get(address).content.decode()
    form: dict[str, Any] = {
        "tempat": KELURAHAN[0], "nama": "Drainase", "nilai": "50.000.000", "nomor": "ST/9",
        "pekerja": [str(people[0]), str(people[1])],
        **{f"mulai_{p}": v for p, v in (("hari", "1"), ("bulan", "7"), ("tahun", "2025"))},
        **{f"selesai_{p}": v for p, v in (("hari", "9"), ("bulan", "7"), ("tahun", "2025"))},
        **{f"tanggal_{p}": v for p, v in (("hari", "28"), ("bulan", "6"), ("tahun", "2025"))},
    }  # fmt: skip
    page = client.post(address, form, follow=True)
    assert "Rp105.000" in page.content.decode()
    work = page.redirect_chain[-1][0]
    assert client.get(f"{work}surat-tugas.pdf").content.startswith(b"%PDF")
    sign_in(client, city, "verifikator", KELURAHAN[1])
    assert client.get(work).status_code == 403
