"""Reports of deaths and accidents: who may, what is refused, and what one report sets going."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.errors import BadInput, Conflict, OutOfArea
from payung.kernel.month import Month
from tests.apps.claims.family import DIED, KELURAHAN, TODAY, Mourning, report_id

if TYPE_CHECKING:
    from tests.apps.city import City

pytestmark = pytest.mark.django_db


def months(mourning: Mourning) -> dict[str, list[int]]:
    """The months of the deceased by state (JKM rows)."""
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth

    with acting_as(mourning.operator):
        rows = PersonMonth.objects.filter(person=mourning.ids[0], component="jkm")
        found: dict[str, list[int]] = {}
        for month, state in rows.order_by("month").values_list("month", "state"):
            found.setdefault(state, []).append(month.number)
    return found


def test_a_death_opens_a_case_and_holds_the_months_after_it(city: City) -> None:
    mourning = Mourning(city)
    case = mourning.fresh(mourning.death())
    assert (case.program, case.state) == ("jkm", "dilaporkan")
    assert case.owner == mourning.verifier.id
    assert months(mourning) == {"dibayar": [6, 7, 8, 9], "direncanakan": [10], "ditahan": [11, 12]}


def test_the_entitlement_is_read_from_the_ledger(city: City) -> None:
    from payung.accounts.scope import acting_as

    mourning = Mourning(city)
    case = mourning.death(happened_on=date(2025, 10, 1), today=TODAY)
    with acting_as(mourning.operator):
        found = case.entitlements.get()
    assert found.facts["paid_months"] == 4
    assert found.cash_high_rp == 42_000_000


def test_the_same_report_again_changes_nothing(city: City) -> None:
    mourning = Mourning(city)
    first, again = mourning.death(), mourning.death()
    assert first.pk == again.pk
    with pytest.raises(Conflict, match="isinya lain"):
        mourning.death(happened_on=DIED - timedelta(days=1))


def test_several_reports_of_one_death_are_one_case(city: City) -> None:
    mourning = Mourning(city)
    first = mourning.death("rt")
    second = mourning.death("lurah", mourning.verifier, happened_on=DIED - timedelta(days=2))
    assert first.pk == second.pk
    assert mourning.fresh(first).event.happened_on == DIED - timedelta(days=2)


def test_a_later_neighbour_does_not_move_what_the_kelurahan_confirmed(city: City) -> None:
    mourning = Mourning(city)
    case = mourning.confirmed()
    mourning.death("tetangga", happened_on=DIED - timedelta(days=40))
    assert mourning.fresh(case).event.happened_on == DIED


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"happened_on": TODAY + timedelta(days=1)}, "masa depan"),
        ({"happened_on": date(1979, 12, 31)}, "sebelum tanggal lahir"),
    ],
)
def test_an_impossible_day_is_refused_with_a_sentence(
    city: City, facts: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        Mourning(city).death(**facts)


def test_an_rt_head_reports_only_people_of_his_area(city: City) -> None:
    mourning = Mourning(city)
    with pytest.raises(OutOfArea, match="tidak ada di wilayah"):
        mourning.death(person_id=mourning.ids[1])
    assert mourning.death(person_id=mourning.ids[0]).area_id == KELURAHAN[0]


def test_who_reported_does_not_confirm(city: City) -> None:
    from payung.claims.telling.services import confirm_death

    mourning = Mourning(city)
    case = mourning.death(actor=mourning.verifier)
    with pytest.raises(Conflict, match="Pelapor"):
        confirm_death(actor=mourning.verifier, case_id=case.pk, today=TODAY)


def test_a_confirmed_death_withdraws_the_held_months(city: City) -> None:
    mourning = Mourning(city)
    mourning.confirmed()
    assert months(mourning) == {"dibayar": [6, 7, 8, 9], "direncanakan": [10], "ditarik": [11, 12]}


def test_a_mistaken_report_is_taken_back_and_the_months_are_free_again(city: City) -> None:
    from payung.claims.telling.takeback import withdraw_report

    mourning = Mourning(city)
    case = mourning.death()
    withdraw_report(actor=mourning.rt, case_id=case.pk, reason="salah orang")
    assert months(mourning) == {"dibayar": [6, 7, 8, 9], "direncanakan": [10, 11, 12]}
    assert mourning.fresh(case).state == "ditarik"
    assert mourning.death("baru").pk != case.pk


def test_an_unpaid_month_of_death_and_months_paid_after_it_go_to_a_person(city: City) -> None:
    from payung.accounts.scope import acting_as

    mourning = Mourning(city)
    unpaid, late = mourning.death(), mourning.ids[1]
    over = mourning.death("lain", mourning.operator, person_id=late, happened_on=date(2025, 8, 3))
    with acting_as(mourning.operator):
        assert unpaid.obligations.filter(task="bulan_kematian", done_at=None).exists()
        assert over.obligations.filter(task="minta_kembali", done_at=None).exists()


def test_an_accident_starts_the_clock_of_two_days(city: City) -> None:
    from datetime import time

    from payung.accounts.scope import acting_as
    from payung.law.jamsostek.deadlines import WIB

    mourning = Mourning(city)
    case = mourning.accident(happened_at=time(9, 30))
    with acting_as(mourning.operator):
        task = case.obligations.get(task="lapor_tahap_1")
        assert task.due is not None
        assert task.due.astimezone(WIB).isoformat() == "2025-10-16T09:30:00+07:00"
    assert mourning.fresh(case).program == "jkk"


def test_a_suspected_accident_stays_undecided_with_its_range(city: City) -> None:
    from payung.accounts.scope import acting_as

    mourning = Mourning(city)
    case = mourning.death(work_related=None)
    with acting_as(mourning.operator):
        found = case.entitlements.get()
        assert case.obligations.filter(task="golongkan", done_at=None).exists()
    assert mourning.fresh(case).program == "belum"
    assert found.cash_low_rp < 42_000_000 < found.cash_high_rp == 70_000_000


def test_three_people_see_the_case_as_their_area_allows(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.claims.ground.selectors import cases

    mourning = Mourning(city)
    mourning.death()
    inside, above = mourning.verifier, mourning.operator
    beside = city.actor(Role.VERIFIER, "tetangga", KELURAHAN[2])
    seen = []
    for actor in (inside, above, beside):
        with acting_as(actor):
            seen.append(cases(actor).count())
    assert seen == [1, 1, 0]


def test_a_report_is_named_by_its_own_id_only(city: City) -> None:
    mourning = Mourning(city)
    assert mourning.death("x").event_id == report_id("x")
    assert Month.containing(DIED).number == 10
