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
    from django.test import Client

    from payung.claims.unclaimed.services import Found
    from tests.apps.city import City

pytestmark = pytest.mark.django_db


def take(mourning: Mourning, rows: list[dict[str, Any]]) -> Found:
    import polars as pl

    from payung.claims.unclaimed.services import take_death_list

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
    from payung.claims.unclaimed.selectors import work_list

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
    from payung.claims.unclaimed.settling import settle_match

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

    from payung.claims.deathlists.deathmatch import match_deaths

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


MESSY = """Laporan kematian Kelurahan Uji;;;;
;;;;
No;NIK;Nama Almarhum;Tgl Lahir;Tanggal Meninggal
1;'{nik};WARGA 00001;01/01/1980;14 Oktober 2025
2;;;;14-10-2025
3;;WARGA 00009;01-01-1980;kemarin
4;;WARGA 00010;01-01-1990;01-01-1985
5;;WARGA 00011;01-01-1990;01-01-2030
"""


def file_of(text: str, name: str = "kematian.csv") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, text.encode())


def test_a_list_as_a_kelurahan_writes_it_is_read_and_each_bad_row_says_why(city: City) -> None:
    from payung.claims.deathlists.deathfile import read_deaths
    from payung.claims.unclaimed.services import take_death_list

    mourning = Mourning(city)
    found = take_death_list(
        actor=mourning.operator,
        list_id=uuid4(),
        source="Surat kematian kelurahan",
        deaths=read_deaths(file_of(MESSY.format(nik=nik_of(1)))),
        today=TODAY,
    )
    assert (found.list.rows, found.covered) == (5, 1)
    told = dict(found.list.problems)
    assert list(told) == ["5", "6", "7", "8"]
    assert "Nama kosong" in told["5"] and "tidak terbaca" in told["6"]
    assert "sebelum tanggal lahir" in told["7"] and "masa depan" in told["8"]


def test_a_file_that_is_no_list_is_refused_with_a_sentence() -> None:
    from payung.claims.deathlists.deathfile import read_deaths
    from payung.kernel.errors import UnreadableFile

    for text in ("halo", "\x00\x01", "PK rusak", ""):
        with pytest.raises(UnreadableFile):
            read_deaths(file_of(text))


def states(mourning: Mourning) -> list[str]:
    from payung.accounts.scope import acting_as
    from payung.claims.models import DeathMatch

    with acting_as(mourning.operator):
        return list(DeathMatch.objects.order_by("pk").values_list("state", flat=True))


def test_a_family_on_two_lists_is_sought_once(city: City) -> None:
    mourning = Mourning(city)
    take(mourning, [dead(1)])
    take(mourning, [dead(1), dead(2)])
    assert states(mourning) == ["terbuka", "ganda", "terbuka"]


def test_who_was_judged_another_person_is_not_asked_about_again(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import DeathMatch
    from payung.claims.unclaimed.settling import settle_match

    mourning = Mourning(city)
    take(mourning, [dead(1)])
    with acting_as(mourning.operator):
        first = DeathMatch.objects.get()
    settle_match(actor=mourning.operator, match_id=first.pk, same=False, today=TODAY)
    take(mourning, [dead(1), dead(500)])
    assert states(mourning) == ["beda", "beda"]


def test_a_reported_death_ends_the_search_and_a_report_taken_back_resumes_it(city: City) -> None:
    from payung.claims.telling.takeback import withdraw_report

    mourning = Mourning(city)
    take(mourning, [dead(0)])
    case = mourning.death()
    assert states(mourning) == ["klaim"]
    withdraw_report(actor=mourning.rt, case_id=case.pk, reason="salah orang")
    assert states(mourning) == ["terbuka"]


def test_a_death_in_an_answer_of_dukcapil_is_sought_like_one_on_a_list(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.unclaimed.services import take_known_deaths
    from payung.registry.models import FactKind
    from payung.registry.services import add_fact

    mourning = Mourning(city)
    with acting_as(mourning.operator):
        for person in mourning.ids[:2]:
            add_fact(
                actor=mourning.operator, person_id=person, kind=FactKind.DEATH, happened_on=DIED,
                source="berkas Dukcapil, pemadanan 1",
            )  # fmt: skip
    mourning.death()
    assert take_known_deaths(actor=mourning.operator, today=TODAY) == 1
    assert take_known_deaths(actor=mourning.operator, today=TODAY) == 0
    assert states(mourning) == ["terbuka"]


def test_one_family_is_shown_with_its_rule_and_the_look_is_noted(
    client: Client, city: City
) -> None:
    from django.urls import reverse

    from payung.accounts.scope import acting_as
    from payung.audit.models import Entry
    from payung.claims.models import DeathMatch
    from tests.apps.claims.test_pages import enter

    mourning = Mourning(city, paid_to=10)
    take(mourning, [dead(0)])
    with acting_as(mourning.operator):
        match = DeathMatch.objects.get()
    enter(client, city, "verifikator", "lurah", KELURAHAN[0])
    page = client.get(reverse("claims_settle", args=[match.pk])).content.decode()
    assert "Rp42.000.000" in page and "Rp70.000.000" in page and "13 Oktober 2030" in page
    assert nik_of(0) not in page and "5 (Juni 2025–Oktober 2025)" in page
    assert Entry.objects.filter(action="claims.open_match").count() == 1
    sheet = client.get(reverse("claims_visit_round")).content.decode()
    assert "WARGA 00000" in sheet and nik_of(0) not in sheet
    enter(client, city, "verifikator", "sebelah", KELURAHAN[2])
    assert client.get(reverse("claims_settle", args=[match.pk])).status_code == 403
    assert "WARGA" not in client.get(reverse("claims_visit_round")).content.decode()
    assert "WARGA" not in client.get(reverse("claims_unclaimed")).content.decode()


def test_many_cases_at_once_are_due_what_each_is_due_alone(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case.casework import recompute
    from payung.claims.entitlement.columns import due_of_cases
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
            "cash_low_rp": one.cash_low_rp,
            "cash_high_rp": one.cash_high_rp,
            "care_low_rp": one.care_low_rp,
            "care_high_rp": one.care_high_rp,
            "jasa_raharja_rp": one.jasa_raharja_rp,
            "beasiswa_high_rp": one.beasiswa_high_rp,
        }
    assert len(rows) == 4
