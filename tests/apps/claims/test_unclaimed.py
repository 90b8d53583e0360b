"""Death lists held against everyone who was ever covered, and the law over many cases at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from payung.kernel.errors import BadInput, Conflict
from tests.apps.city import nik_of
from tests.apps.claims.family import DIED, KELURAHAN, TODAY, Mourning

if TYPE_CHECKING:
    from payung.claims.unclaimed import Found
    from tests.apps.city import City

pytestmark = pytest.mark.django_db


def take(mourning: Mourning, rows: list[dict[str, Any]]) -> Found:
    import polars as pl

    from payung.claims.unclaimed import take_death_list

    return take_death_list(
        actor=mourning.operator, list_id=uuid4(), source="Dukcapil uji", deaths=pl.DataFrame(rows),
        today=TODAY,
    )  # fmt: skip


def dead(number: int, **facts: str) -> dict[str, str]:
    return {
        "nik": nik_of(number),
        "nama": f"WARGA {number:05d}",
        "tanggal_lahir": "1980-01-01",
        "tanggal_meninggal": DIED.isoformat(),
    } | facts


def test_a_list_finds_the_covered_and_tells_what_is_due(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.unclaimed import work_list

    mourning = Mourning(city, paid_to=10)
    mourning.death()
    found = take(mourning, [dead(0), dead(1), dead(500)])
    assert (found.covered, found.without_claim) == (2, 1)
    with acting_as(mourning.operator):
        match = work_list(mourning.operator).get()
        assert (match.person_id, match.how, match.month_paid) == (mourning.ids[1], "nik", True)
        assert match.low_rp <= match.high_rp == 42_000_000


def test_the_same_list_again_changes_nothing(city: City) -> None:
    mourning = Mourning(city)
    rows = [dead(1)]
    assert take(mourning, rows) == take(mourning, rows)


def test_a_person_decides_and_the_family_has_its_case(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import DeathMatch
    from payung.claims.unclaimed import settle_match

    mourning = Mourning(city)
    take(mourning, [dead(1), dead(2)])
    with acting_as(mourning.operator):
        first, second = DeathMatch.objects.order_by("person_id")
    case = settle_match(actor=mourning.operator, match_id=first.pk, same=True, today=TODAY)
    assert case is not None and case.person_id == mourning.ids[1]
    assert (
        settle_match(actor=mourning.operator, match_id=second.pk, same=False, today=TODAY) is None
    )
    with pytest.raises(Conflict):
        settle_match(actor=mourning.operator, match_id=second.pk, same=True, today=TODAY)


def test_a_mistyped_nik_is_found_as_probable_and_left_to_a_person() -> None:
    import polars as pl

    from payung.claims.deathmatch import match_deaths

    known = pl.DataFrame(
        {
            "id": ["1", "2"],
            "nik": [nik_of(1), nik_of(2)],
            "nama": ["SITI RAHMAWATI", "BUDI HARTONO"],
            "tanggal_lahir": ["1980-02-03", "1980-02-03"],
            "jenis_kelamin": ["P", "L"],
            "nama_ibu": ["AMINAH ZAHRA", "SUPARTI"],
            "no_hp": ["", ""],
            "kode_kelurahan": [KELURAHAN[0], KELURAHAN[0]],
            "rt": ["", ""],
        }
    )
    died = known.head(1).with_columns(id=pl.lit("9"), nik=pl.lit(nik_of(1)[:-1] + "9"))
    found = match_deaths(died, known)
    assert found.select("death", "person", "how").rows() == [("9", "1", "mirip")]
    assert found["probability"][0] > 0.9


def test_rows_of_the_future_are_left_out_and_a_list_without_days_is_refused(city: City) -> None:
    mourning = Mourning(city)
    found = take(mourning, [dead(1, tanggal_meninggal="2026-01-01"), dead(2)])
    assert (found.list.rows, found.list.unreadable, found.covered) == (2, 1, 1)
    with pytest.raises(BadInput, match="tanggal_meninggal"):
        take(mourning, [{"nama": "A"}])


def test_many_cases_at_once_are_due_what_each_is_due_alone(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.casework import recompute
    from payung.claims.entitlement_columns import due_of_cases
    from tests.apps.claims.test_path import two_children

    mourning = Mourning(city, people=4, paid_to=11)
    mourning.death("a", mourning.operator, person_id=mourning.ids[0], happened_on=date(2025, 8, 2))
    at_work = mourning.death("b", mourning.operator, person_id=mourning.ids[1], work_related=True)
    mourning.death("c", mourning.operator, person_id=mourning.ids[2], work_related=None)
    mourning.accident(
        "d", mourning.operator, person_id=mourning.ids[3],
        details={"medical_cost": 3_000_000, "incapacity_months": 2, "transport_land": 75_000},
    )  # fmt: skip
    two_children(mourning, at_work)
    with acting_as(mourning.operator):
        rows = due_of_cases(mourning.operator).rows(named=True)
    for row in rows:
        one = recompute(actor=mourning.operator, case_id=row["case"])
        assert row == {
            "case": one.case_id,
            "status": one.status,
            "now_low_rp": one.now_low_rp,
            "now_high_rp": one.now_high_rp,
            "beasiswa_high_rp": one.beasiswa_high_rp,
        }
    assert len(rows) == 4
