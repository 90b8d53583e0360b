"""The scholarship as children grow: classes repeated, rights that end, sums that differ."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput
from tests.apps.claims.family import TODAY, Mourning
from tests.apps.claims.test_pages import enter
from tests.apps.claims.test_path import AT_WORK, two_children, with_papers

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper as Settings

    from payung.claims.models import Case, ScholarshipYear
    from tests.apps.city import City

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_school_year(settings: Settings) -> None:
    settings.TODAY = date(2025, 11, 1)


def granted(mourning: Mourning) -> Case:
    """A death at work with three children, decided and paid; the scholarship runs."""
    from payung.accounts.scope import acting_as
    from payung.claims.case.outcome import decide, pay, submit

    case = mourning.confirmed(work_related=True, happened_on=date(2025, 10, 1))
    two_children(mourning, case)
    case = with_papers(mourning, case)
    submit(actor=mourning.companion, case_id=case.pk, today=TODAY)
    with acting_as(mourning.operator):
        most = case.entitlements.latest().beasiswa_high_rp
    decide(
        actor=mourning.bpjs, case_id=case.pk, letter="1", decided_on=TODAY,
        amounts=AT_WORK | {"beasiswa": most},
    )  # fmt: skip
    pay(actor=mourning.companion, case_id=case.pk, paid_on=TODAY)
    return mourning.fresh(case)


def years_of(mourning: Mourning, case: Case, number: int) -> list[ScholarshipYear]:
    from payung.accounts.scope import acting_as

    with acting_as(mourning.operator):
        return list(case.scholarship.filter(child__number=number).select_related("child"))


def file_and_pay(mourning: Mourning, year: ScholarshipYear, on: date) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.papers.checklist import receive_papers
    from payung.claims.scholarship import services as scholarship

    with acting_as(mourning.operator):
        codes = [code for code, _ in scholarship.papers_to_come(year)]
    helper = mourning.companion
    receive_papers(
        actor=helper, case_id=year.case_id, codes=codes, today=on,
        subject=scholarship.subject_of(year),
    )  # fmt: skip
    scholarship.file_year(actor=helper, year_id=year.pk, today=on)
    scholarship.pay_year(actor=helper, year_id=year.pk, amount_rp=year.planned_rp, paid_on=on)


def test_a_repeated_class_moves_the_plan_and_leaves_what_the_family_was_promised(
    city: City,
) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case.casework import recompute
    from payung.claims.scholarship.services import change_stage

    mourning = Mourning(city, paid_to=10)
    case = granted(mourning)
    first = years_of(mourning, case, 2)[0]
    file_and_pay(mourning, first, date(2025, 11, 1))
    with acting_as(mourning.operator):
        promised = case.entitlements.latest().beasiswa_high_rp
    change_stage(
        actor=mourning.companion, child_id=first.child_id, stage="SMP1", today=date(2026, 8, 1)
    )
    recompute(actor=mourning.companion, case_id=case.pk)
    found = [(y.school_year, y.stage, y.state) for y in years_of(mourning, case, 2)]
    with acting_as(mourning.operator):
        assert case.entitlements.latest().beasiswa_high_rp == promised
    assert found[:4] == [
        (2025, "SMP1", "dibayar"), (2026, "SMP1", "direncanakan"), (2027, "SMP2", "direncanakan"),
        (2029, "SMA1", "direncanakan"),
    ]  # fmt: skip


def test_the_class_of_the_event_is_not_changed_by_the_years_after_it(city: City) -> None:
    from payung.claims.scholarship.services import change_stage

    mourning = Mourning(city, paid_to=10)
    case = granted(mourning)
    child = years_of(mourning, case, 2)[0].child
    with pytest.raises(BadInput, match="halaman keluarga"):
        change_stage(actor=mourning.companion, child_id=child.pk, stage="SD1", today=TODAY)


@pytest.mark.parametrize("reason", ["menikah", "bekerja", "usia 23", "lulus"])
def test_what_had_begun_before_the_right_ended_may_still_be_filed(city: City, reason: str) -> None:
    from payung.claims.scholarship.services import end_child

    mourning = Mourning(city, paid_to=10)
    case = granted(mourning)
    child = years_of(mourning, case, 2)[0].child
    end_child(actor=mourning.companion, child_id=child.pk, reason=reason, on=date(2027, 11, 3))
    years = {y.school_year: y for y in years_of(mourning, case, 2)}
    assert {n for n, y in years.items() if y.state == "direncanakan"} == {2025, 2026, 2027}
    assert years[2028].state == "ditarik"
    file_and_pay(mourning, years[2026], date(2027, 11, 10))


def test_no_other_child_takes_the_place_of_one_whose_right_ended(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case.casework import recompute
    from payung.claims.scholarship.services import end_child

    mourning = Mourning(city, paid_to=10)
    case = granted(mourning)
    with acting_as(mourning.operator):
        before = set(case.scholarship.values_list("child_id", flat=True))
    end_child(actor=mourning.companion, child_id=min(before), reason="menikah", on=date(2026, 1, 5))
    recompute(actor=mourning.companion, case_id=case.pk)
    with acting_as(mourning.operator):
        assert set(case.scholarship.values_list("child_id", flat=True)) == before
    assert len(before) == 2


def test_another_sum_than_planned_needs_its_reason(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import Payment
    from payung.claims.papers.checklist import receive_papers
    from payung.claims.scholarship.services import file_year, papers_to_come, pay_year, subject_of

    mourning = Mourning(city, paid_to=10)
    case = granted(mourning)
    year, helper = years_of(mourning, case, 2)[0], mourning.companion
    with acting_as(mourning.operator):
        codes = [code for code, _ in papers_to_come(year)]
    receive_papers(
        actor=helper, case_id=case.pk, codes=codes, today=TODAY, subject=subject_of(year)
    )
    file_year(actor=helper, year_id=year.pk, today=TODAY)
    pay = {"actor": helper, "year_id": year.pk, "paid_on": date(2025, 11, 1)}
    with pytest.raises(BadInput, match=r"Rencana Rp2\.000\.000\. Tulis alasan"):
        pay_year(**pay, amount_rp=1_500_000)
    pay_year(**pay, amount_rp=1_500_000, reason="dipotong sampai rapor ada")
    with acting_as(mourning.operator):
        assert Payment.objects.get(year=year).reason == "dipotong sampai rapor ada"


def test_the_forecast_is_the_sum_of_all_open_years(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.scholarship.services import forecast

    mourning = Mourning(city, paid_to=10)
    case = granted(mourning)
    file_and_pay(mourning, years_of(mourning, case, 2)[0], date(2025, 11, 1))
    with acting_as(mourning.operator):
        most = case.entitlements.latest().beasiswa_high_rp
        ahead = forecast(mourning.operator)
    assert sum(row["planned_rp"] for row in ahead) == most - 2_000_000


def test_a_year_is_filed_only_when_every_paper_was_ticked(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.scholarship.services import papers_to_come

    mourning = Mourning(city, paid_to=10)
    case = granted(mourning)
    year = years_of(mourning, case, 2)[0]
    with acting_as(mourning.operator):
        codes = [code for code, _ in papers_to_come(year)]
    enter(client, city, "pendamping", "pendamping")
    act = reverse("scholarship_act", args=[case.pk, "ajukan", year.pk])
    some = client.post(act, {"surat": codes[:2]}, follow=True).content.decode()
    assert f"Masih kurang {len(codes) - 2} surat" in some
    whole = client.post(act, {"surat": codes[2:]}, follow=True).content.decode()
    assert "Laporan tahun ini diajukan." in whole
    assert years_of(mourning, case, 2)[0].state == "diajukan"


def test_the_reminder_of_a_year_names_papers_and_neither_child_nor_sum(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.papers.messages import school_year
    from payung.claims.scholarship import services as scholarship

    mourning = Mourning(city, paid_to=10)
    case = granted(mourning)
    scholarship.remind_of_years(actor=mourning.companion, today=date(2025, 11, 1))
    year = years_of(mourning, case, 2)[0]
    with acting_as(mourning.operator):
        words = school_year(year).words
    assert "tahun ajaran 2025/2026 sudah mulai" in words and "rapor" in words.lower()
    assert "Rp" not in words and "Anak" not in words


def test_the_list_of_waiting_years_holds_each_until_its_money_is_there(
    client: Client, city: City
) -> None:
    from payung.claims.scholarship.services import remind_of_years

    mourning = Mourning(city, paid_to=10)
    case = granted(mourning)
    enter(client, city, "pendamping", "pendamping")

    def rows() -> list[tuple[str, int | None]]:
        page = client.get(reverse("claim_scholarships"))
        return [(row["child"], row["missing"]) for row in page.context["rows"]]

    before = rows()
    assert len(before) == 2 and {missing for _, missing in before} == {None}
    remind_of_years(actor=mourning.companion, today=date(2025, 11, 1))
    assert {missing for _, missing in rows()} == {6}
    file_and_pay(mourning, years_of(mourning, case, 2)[0], date(2025, 11, 1))
    assert len(rows()) == 1
