"""Figures over cases: they are the sums of the cases, to the rupiah, by branch and period."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.kernel.month import Month
from tests.apps.claims.family import KELURAHAN, TODAY, Mourning
from tests.apps.claims.test_basis import pay
from tests.apps.claims.test_pages import enter
from tests.apps.claims.test_path import FULL, with_papers
from tests.apps.claims.test_scholarship import file_and_pay, granted, years_of

if TYPE_CHECKING:
    from django.test import Client

    from payung.claims.models import Case
    from tests.apps.city import City

pytestmark = pytest.mark.django_db

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def test_the_benefit_of_a_span_is_the_sum_of_its_cases(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.figures.selectors import benefit
    from payung.claims.models import Case, Payment

    mourning = Mourning(city, paid_to=10)
    case = granted(mourning)
    file_and_pay(mourning, years_of(mourning, case, 2)[0], date(2025, 11, 1))
    _, second, third = mourning.ids
    mourning.death("b", mourning.operator, person_id=second, happened_on=date(2025, 7, 1))
    mourning.accident("c", mourning.operator, person_id=third, happened_on=date(2025, 8, 1))
    with acting_as(mourning.operator):
        newest = [case.entitlements.latest() for case in Case.objects.all()]
        paid = list(Payment.objects.values_list("component", "amount_rp"))
        found = benefit(mourning.operator, "15.71", *YEAR)
        before = benefit(mourning.operator, "15.71", date(2025, 1, 1), date(2025, 7, 31))
    assert (found.cases, found.deaths, found.accidents, before.cases) == (3, 2, 1, 1)
    assert found.expected_low_rp == sum(one.cash_low_rp for one in newest)
    assert found.expected_high_rp == sum(one.cash_high_rp for one in newest)
    assert found.scholarship_most_rp == sum(one.beasiswa_high_rp for one in newest)
    assert found.paid_rp == sum(rp for name, rp in paid if name != "beasiswa") == 70_000_000
    assert found.scholarship_paid_rp == 2_000_000 and found.families_paid == 1


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.tuples(*(st.integers(0, most) for most in FULL.values())), min_size=1, max_size=3
    )
)
def test_granted_and_paid_agree_by_component_whatever_bpjs_decides(
    city: City, rows: list[tuple[int, ...]]
) -> None:
    """Decisions one after the other, each paid: what is open is never more than nothing."""
    from payung.accounts.scope import acting_as
    from payung.claims.case import objections
    from payung.claims.case.outcome import decide, paid_by_component, pay, submit
    from payung.claims.ground.selectors import reconciliation

    mourning = Mourning.of(city)
    case = _next_case(mourning)
    submit(actor=mourning.companion, case_id=case.pk, today=TODAY)
    highest = dict.fromkeys(FULL, 0)
    for number, row in enumerate(rows):
        amounts = dict(zip(FULL, row, strict=True))
        made = decide(
            actor=mourning.bpjs, case_id=case.pk, letter=f"B/{number}", decided_on=TODAY,
            amounts=amounts, reason="menurut BPJS",
        )  # fmt: skip
        if made.granted:
            pay(actor=mourning.companion, case_id=case.pk, paid_on=TODAY)
            highest = {name: max(highest[name], amounts[name]) for name in FULL}
        if row == tuple(FULL.values()):
            break  # nothing is missing, so no letter asks for more
        if number < len(rows) - 1:
            objections.draft_objection(actor=mourning.companion, case_id=case.pk)
    with acting_as(mourning.operator):
        assert paid_by_component(case) == {name: rp for name, rp in highest.items() if rp}
        for line in reconciliation(mourning.operator):
            assert line["open"] == line["granted"] - line["paid"] <= 0


def _next_case(mourning: Mourning) -> Case:
    """A complete file of somebody who has none yet, and whose months are paid."""
    from payung.accounts.scope import acting_as
    from payung.claims.models import Case
    from payung.claims.telling.services import confirm_death

    with acting_as(mourning.operator):
        number = Case.objects.count()
    (person,) = mourning.city.people(1, start=100 + number, area_id=KELURAHAN[0])
    mourning.ids = [person]
    pay(mourning, f"LAIN-{number}", "bpu", [Month.of(2025, n) for n in range(5, 11)], payer="csr")
    case = mourning.death(f"n{number}", person_id=person, happened_on=date(2025, 10, 1))
    confirm_death(actor=mourning.verifier, case_id=case.pk, today=TODAY)
    return with_papers(mourning, mourning.fresh(case))


def test_a_decision_belongs_to_the_branch_of_the_persons_pks(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case.outcome import decide, submit
    from payung.claims.figures.selectors import branches, decided

    mourning = Mourning(city, paid_to=10)
    for code, name in (("LAIN", "Cabang Lain"), ("UJI", "Cabang Uji")):
        city.programme(code)
        city.partnership(code, branch=name)
    case = with_papers(mourning, mourning.confirmed(happened_on=date(2025, 10, 1)))
    submit(actor=mourning.companion, case_id=case.pk, today=TODAY)
    made = decide(
        actor=mourning.bpjs, case_id=case.pk, letter="B/1", decided_on=TODAY,
        amounts={"pemakaman": 10_000_000}, reason="belum jelas",
    )  # fmt: skip
    assert made.branch == "Cabang Uji"
    with acting_as(mourning.operator):
        assert branches(mourning.operator) == ["Cabang Uji"]
        for period in ("bulan", "triwulan", "tahun"):
            rows = decided(mourning.operator, period=period, year=2025, branch="Cabang Uji")
            assert sum(row["granted"] for row in rows) == 10_000_000
        assert not decided(mourning.operator, year=2024)


def test_half_of_the_families_waited_no_longer_than_the_median_says(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.figures.selectors import delays
    from payung.claims.models import Case

    mourning = Mourning(city, paid_to=10)
    case = granted(mourning)
    with acting_as(mourning.operator):
        Case.objects.filter(pk=case.pk).update(opened_at="2025-10-05T03:00:00Z")
        whole, parts = delays(mourning.operator, "15.71", *YEAR)
    assert (whole.notice_days, whole.complete_days, whole.paid_days) == (4, 19, 19)
    assert [part.area for part in parts] == ["15.71.01.1001"]


@pytest.mark.parametrize(("role", "shown"), [("operator", True), ("bpjs", False)])
def test_a_kelurahan_of_few_deaths_is_shown_to_its_own_offices_alone(
    client: Client, city: City, role: str, shown: bool
) -> None:
    from payung.areas.models import Area

    granted(Mourning(city, paid_to=10))
    enter(client, city, role)
    page = client.get(reverse("claims_statistics"), {"tahun": "2025", "kelompok": "triwulan"})
    name = Area.objects.get(code="15.71.01.1001").name
    assert ([row["area"] for row in page.context["delays"]] == [name]) is shown
    assert "Triwulan 4 2025" in page.content.decode()
