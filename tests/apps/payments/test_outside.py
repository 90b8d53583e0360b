"""What other payers report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.errors import BadInput
from tests.apps.city import KELURAHAN, City, nik_of, statements

if TYPE_CHECKING:
    import polars as pl

pytestmark = pytest.mark.django_db
AMOUNTS = {"jkk": 10_000, "jkm": 6_800}


def listed(numbers: list[int], first: str = "2025-04", last: str = "2025-12") -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(
        {
            "nik": [nik_of(n) for n in numbers],
            "nama": [f"WARGA {n:05d}" for n in numbers],
            "tanggal_lahir": ["1980-01-01"] * len(numbers),
            "jenis_kelamin": ["L"] * len(numbers),
            "nama_ibu": ["IBU"] * len(numbers),
            "no_hp": [""] * len(numbers),
            "pekerjaan": ["ojek"] * len(numbers),
            "kode_kelurahan": [KELURAHAN[0]] * len(numbers),
            "first_month": [first] * len(numbers),
            "last_month": [last] * len(numbers),
        }
    )


def report(
    city: City, people: pl.DataFrame, segment: str = "bpu", payer: str = "rt", **changes: Any
) -> Any:
    from payung.payments.services import report_outside_cover

    facts = {"scheme": f"{payer}-{segment}", "document": "laporan uji"} | changes
    return report_outside_cover(
        actor=city.operator, payer=payer, segment=segment, amounts=AMOUNTS, people=people, **facts
    )


def test_months_of_another_payer_stand_as_paid_and_a_repeat_adds_nothing(city: City) -> None:
    found = report(city, listed([1, 2]))
    assert (found.people, found.new_people, found.rows) == (2, 2, 2 * 9 * 2)
    again = report(city, listed([1, 2]))
    assert (again.new_people, again.rows, again.overlaps) == (0, 0, 0)


@pytest.mark.parametrize("paid", [True, False])
def test_a_person_in_two_rows_has_each_month_once(city: City, paid: bool) -> None:
    import polars as pl

    rows = pl.concat([listed([1], last="2025-06"), listed([1], first="2025-06"), listed([1])])
    assert report(city, rows, paid=paid).rows == 9 * 2
    assert report(city, rows, paid=paid).rows == 0


def test_months_of_a_programme_of_the_city_are_planned_by_its_decree_alone(city: City) -> None:
    city.started(2)
    with pytest.raises(BadInput, match="program kota"):
        report(city, listed([77]), scheme="UJI", paid=False)


def test_months_that_end_before_they_begin_are_refused(city: City) -> None:
    with pytest.raises(BadInput, match="1 baris berakhir sebelum mulai"):
        report(city, listed([1], first="2025-08", last="2025-07"))


def test_a_month_that_the_city_has_is_left_out_and_counted(city: City) -> None:
    city.started(3)
    found = report(city, listed([0, 1, 77]))
    assert (found.overlaps, found.proposed, found.new_people) == (2, 2, 1)
    assert found.rows == 2 * (2 + 2 + 9)  # two people: April and May alone


def test_a_job_beside_bpu_is_a_legal_double_that_waits_for_a_decision(city: City) -> None:
    city.started(3)
    found = report(city, listed([0]), segment="pu", payer="apbd")
    assert (found.overlaps, found.doubles) == (0, 1)
    assert found.rows == 18


def test_a_report_takes_a_fixed_number_of_statements(city: City) -> None:
    operator = city.operator
    assert operator
    few = statements(lambda: report(city, listed([1])))
    assert statements(lambda: report(city, listed(list(range(10, 300))))) == few


def test_a_payer_plans_nobody_beyond_the_month_of_a_death_that_is_told(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth
    from payung.payments.services import report_outside_cover
    from tests.apps.payments.test_audit import note

    person, *_ = city.people(1)
    note(city.operator, person, "meninggal", date(2025, 5, 3), datetime(2025, 5, 4, tzinfo=UTC))
    found = report_outside_cover(
        actor=city.operator, payer="rt", scheme="rt-nanti", segment="bpu", amounts=AMOUNTS,
        people=listed([0, 1]), document="rencana uji", paid=False,
    )  # fmt: skip
    with acting_as(city.operator):
        months = PersonMonth.objects.filter(person_id=person).values_list("month", flat=True)
        assert {month.number for month in months} == {4, 5}
    assert (found.people, found.dead) == (2, 1) and found.rows == 2 * (2 + 9)
