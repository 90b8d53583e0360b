"""A death without a day has no day: its bounds, what waits, what is held, what follows a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from tests.apps.city import KELURAHAN, nik_of
from tests.apps.claims.family import Mourning
from tests.apps.claims.test_unclaimed import dead, take

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from payung.registry.models import LifeFact
    from tests.apps.city import City

pytestmark = pytest.mark.django_db
MATCHED = date(2025, 8, 12)
TODAY = date(2025, 10, 20)


def told_dead(city: City, path: Path, number: int = 0) -> LifeFact:
    """Dukcapil's own words about one person, without a day."""
    from payung.accounts.scope import acting_as
    from payung.registry.models import LifeFact
    from payung.verification.dukcapil import request_match, take_answers
    from payung.verification.dukcapil_files import AnswerFile

    path.write_text(f'NIK,RESPON\n{nik_of(number)},"Data Ditemukan, Meninggal Dunia"\n')
    asked = request_match(actor=city.operator, area="15.71", purpose="verifikasi peserta")
    take_answers(actor=city.operator, request_id=asked.pk, matcher=AnswerFile(path, MATCHED))
    with acting_as(city.operator):
        return LifeFact.objects.get(kind="meninggal", happened_on=None)


def months(mourning: Mourning, state: str, person: int = 0) -> list[int]:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth

    with acting_as(mourning.operator):
        rows = PersonMonth.objects.filter(person=mourning.ids[person], component="jkm", state=state)
        return sorted(month.number for month in rows.values_list("month", flat=True))


def seen(city: City) -> Any:
    from payung.accounts.scope import acting_as
    from payung.payments.audit.paid_after import paid_after_facts

    with acting_as(city.operator) as actor:
        return paid_after_facts(actor)


def test_an_answer_without_a_day_stores_none_and_holds_what_is_surely_after(
    city: City, tmp_path: Path
) -> None:
    from payung.registry.deaths import when

    mourning = Mourning(city, paid_to=9)
    fact = told_dead(city, tmp_path / "jawaban.csv")
    assert (fact.happened_on, fact.not_after) == (None, MATCHED)
    assert when(fact).day is None and "belum diketahui" in str(when(fact))
    assert months(mourning, "ditahan") == [10, 11, 12]
    (one,) = seen(city)
    assert (one.happened_on, one.months, one.perhaps_months) == (None, 1, 3)
    assert (one.amount_rp, one.perhaps_rp) == (16_800, 3 * 16_800)


def test_the_kelurahan_gives_the_day_and_everything_follows(city: City, tmp_path: Path) -> None:
    from payung.claims.unclaimed.settling import give_day

    mourning = Mourning(city, paid_to=9)
    fact = told_dead(city, tmp_path / "jawaban.csv")
    for wrong in (date(2025, 8, 13), date(2025, 11, 1), date(1970, 1, 1)):
        with pytest.raises(BadInput):
            give_day(
                actor=mourning.verifier, fact_id=fact.pk, day=wrong, source="istri almarhum",
                today=TODAY,
            )  # fmt: skip
    told: dict[str, Any] = {"actor": mourning.verifier, "fact_id": fact.pk, "today": TODAY}
    with pytest.raises(BadInput):
        give_day(**told, day=date(2025, 7, 3), source="")
    case = give_day(**told, day=date(2025, 7, 3), source="surat kematian kelurahan")
    assert case is not None and case.event.happened_on == date(2025, 7, 3)
    (one,) = seen(city)
    assert (one.happened_on, one.months, one.perhaps_months) == (date(2025, 7, 3), 2, 0)
    with pytest.raises(Conflict):
        give_day(**told, day=date(2025, 7, 4), source="surat lain lagi")


def test_a_list_finds_him_in_a_month_that_waits_and_the_day_lets_it_go(
    city: City, tmp_path: Path
) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.lists.checks import let_go_before_deaths
    from payung.payments.models import HeldRow
    from tests.apps.payments.test_path import june_list

    ids = city.started(3)
    with acting_as(city.operator):
        from payung.registry.deaths import When
        from payung.registry.models import FactKind
        from payung.registry.services import add_fact

        add_fact(
            actor=city.operator, person_id=ids[0], kind=FactKind.DEATH,
            happened_on=When(date(2025, 5, 20), date(2025, 9, 1)), source="Buku makam",
        )  # fmt: skip
    june_list(city)
    with acting_as(city.operator):
        held = HeldRow.objects.get()
        assert (held.person_id, held.reason, held.decision) == (ids[0], "meninggal", "")
        freed = let_go_before_deaths(
            actor=city.operator, through={ids[0]: Month.of(2025, 6)}, why="Hari diketahui"
        )
        assert freed == 2
        assert HeldRow.objects.get().decision == "Hari diketahui"


def test_somebody_who_is_alive_goes_on(city: City, tmp_path: Path) -> None:
    from payung.claims.unclaimed.settling import is_alive

    mourning = Mourning(city, paid_to=9)
    fact = told_dead(city, tmp_path / "jawaban.csv")
    is_alive(actor=mourning.verifier, fact_id=fact.pk, reason="Ditemui lurah 20 Oktober 2025")
    assert months(mourning, "ditahan") == [] and months(mourning, "direncanakan") == [10, 11, 12]
    assert seen(city) == []


def test_a_row_without_a_day_is_sought_and_says_the_least_and_the_most(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import DeathMatch
    from payung.claims.unclaimed.settling import settle_match

    mourning = Mourning(city, paid_to=9)
    found = take(mourning, [dead(1, tanggal_meninggal=""), dead(2, tanggal_meninggal="belum tahu")])
    assert (found.covered, found.list.unreadable) == (2, 0)
    with acting_as(mourning.operator):
        match = DeathMatch.objects.get(person=mourning.ids[1])
    assert (match.happened_on, match.not_after, match.month_paid) == (None, TODAY, None)
    assert match.low_rp == 0 and match.high_rp == 42_000_000
    settle: dict[str, Any] = {"actor": mourning.operator, "match_id": match.pk, "today": TODAY}
    assert settle_match(**settle, same=True) is None
    assert months(mourning, "ditahan", person=1) == [11, 12]
    with pytest.raises(BadInput):
        settle_match(**settle, same=True, died_on=date(2025, 8, 5))
    case = settle_match(**settle, same=True, died_on=date(2025, 8, 5), told_by="istri almarhum")
    assert case is not None and case.event.happened_on == date(2025, 8, 5)
    assert months(mourning, "ditahan", person=1) == [10, 11, 12]


def test_another_source_tells_the_day_and_the_family_that_is_sought_learns_it(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import DeathMatch

    mourning = Mourning(city, paid_to=9)
    take(mourning, [dead(1, tanggal_meninggal="")])
    take(mourning, [dead(1, tanggal_meninggal="2025-08-05")])
    with acting_as(mourning.operator):
        open_one = DeathMatch.objects.get(state="terbuka")
    assert (open_one.happened_on, open_one.month_paid) == (date(2025, 8, 5), True)


def test_a_report_with_a_day_tells_it_for_the_register_too(city: City, tmp_path: Path) -> None:
    from payung.accounts.scope import acting_as

    mourning = Mourning(city, paid_to=9)
    fact = told_dead(city, tmp_path / "jawaban.csv")
    mourning.death(happened_on=date(2025, 7, 20))
    with acting_as(city.operator):
        fact.refresh_from_db()
    assert fact.happened_on == date(2025, 7, 20)
    (one,) = seen(city)
    assert (one.months, one.perhaps_months) == (2, 0)


def test_the_pages_tell_bounds_and_take_the_day(client: Client, city: City, tmp_path: Path) -> None:
    from django.urls import reverse

    from tests.apps.claims.test_pages import enter

    Mourning(city, paid_to=9)
    fact = told_dead(city, tmp_path / "jawaban.csv")
    enter(client, city, "verifikator", "lurah", KELURAHAN[0])
    listed = client.get(reverse("claims_days")).content.decode()
    assert "WARGA 00000" in listed and "belum diketahui" in listed
    page = client.get(reverse("claims_day", args=[fact.pk])).content.decode()
    assert "3 bulan, Rp50.400" in page and "1 bulan, Rp16.800" in page
    answer = client.post(
        reverse("claims_day_give", args=[fact.pk]),
        {"tanggal": "2025-08-02", "sumber": "anak almarhum"},
    )
    assert answer.status_code == 302
    enter(client, city, "verifikator", "sebelah", KELURAHAN[2])
    assert client.get(reverse("claims_day", args=[fact.pk])).status_code == 403


def test_a_list_of_deaths_is_taken_back_with_its_holds_and_its_cases_are_told(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case.pages import case_facts
    from payung.claims.deathlists.takeback import take_back_deaths
    from payung.claims.models import Case, DeathMatch
    from payung.claims.unclaimed.settling import settle_match

    mourning = Mourning(city, paid_to=9)
    found = take(mourning, [dead(0), dead(1, tanggal_meninggal=""), dead(2)])
    again = take(mourning, [dead(2), dead(500)])
    with acting_as(mourning.operator):
        by_person = {m.person_id: m.pk for m in DeathMatch.objects.filter(row__list=found.list)}
    for person in mourning.ids[:2]:
        settle_match(actor=mourning.operator, match_id=by_person[person], same=True, today=TODAY)
    assert months(mourning, "ditahan", person=1) == [11, 12]
    told: dict[str, Any] = {"actor": mourning.operator, "list_id": found.list.pk}
    with pytest.raises(BadInput):
        take_back_deaths(**told, reason="")
    done = take_back_deaths(**told, reason="daftar kota lain")
    assert (done.freed, len(done.cases)) == (1, 1)
    assert months(mourning, "ditahan", person=1) == [] == months(mourning, "ditarik", person=1)
    assert seen(city) == []
    with acting_as(mourning.operator):
        case = Case.objects.get(pk=done.cases[0])
        assert any("daftar kota lain" in str(fact.value) for fact in case_facts(case))
        assert months(mourning, "ditahan", person=0) == [11, 12]
        sought = DeathMatch.objects.get(state="terbuka")
        assert (sought.person_id, sought.row.list_id) == (mourning.ids[2], again.list.pk)
    with pytest.raises(Conflict):
        take_back_deaths(**told, reason="sekali lagi")
    assert take(mourning, [dead(0), dead(1, tanggal_meninggal=""), dead(2)]).list != found.list


def test_an_answer_is_taken_back_and_what_another_answer_says_stands(
    city: City, tmp_path: Path
) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import LifeFact
    from payung.verification.answer_back import take_back_answers
    from payung.verification.dukcapil import request_match, take_answers
    from payung.verification.dukcapil_files import AnswerFile

    mourning = Mourning(city, paid_to=9)
    path = tmp_path / "jawaban.csv"
    words = '"Data Ditemukan, Meninggal Dunia"'
    requests = []
    for niks in ((0, 1), (1,)):
        path.write_text("NIK,RESPON\n" + "".join(f"{nik_of(n)},{words}\n" for n in niks))
        asked = request_match(actor=city.operator, area="15.71", purpose="verifikasi peserta")
        take_answers(actor=city.operator, request_id=asked.pk, matcher=AnswerFile(path, MATCHED))
        requests.append(asked)
    assert months(mourning, "ditahan") == [10, 11, 12]
    first: dict[str, Any] = {"actor": city.operator, "request_id": requests[0].pk}
    done = take_back_answers(**first, reason="berkas kota lain")
    assert done.freed == [mourning.ids[0]]
    assert months(mourning, "ditahan") == [] and months(mourning, "ditahan", person=1) == [
        10,
        11,
        12,
    ]
    with acting_as(city.operator):
        standing = LifeFact.objects.exclude(state="ditarik").get()
        assert standing.person_id == mourning.ids[1]
        (kept,) = requests[0].taken_back.all()
        assert [result for _, result, _ in kept.said] == ["meninggal", "meninggal"]
    with pytest.raises(Conflict):
        take_back_answers(**first, reason="sekali lagi")


def test_the_pages_take_a_list_and_an_answer_back(
    client: Client, city: City, tmp_path: Path
) -> None:
    from django.urls import reverse

    from payung.accounts.scope import acting_as
    from payung.claims.models import DeathList
    from payung.verification.models import MatchRequest
    from tests.apps.claims.test_pages import enter

    mourning = Mourning(city, paid_to=9)
    found = take(mourning, [dead(1)])
    told_dead(city, tmp_path / "jawaban.csv")
    enter(client, city, "operator", "op2", "15.71")
    assert "Dukcapil uji" in client.get(reverse("claims_death_lists")).content.decode()
    address = reverse("claims_death_list", args=[found.list.pk])
    assert client.post(address, {"alasan": ""}).status_code == 422
    assert client.post(address, {"alasan": "daftar kota lain"}).status_code == 302
    assert "daftar kota lain" in client.get(address).content.decode()
    with acting_as(city.operator):
        asked = MatchRequest.objects.get()
        assert DeathList.objects.get(pk=found.list.pk).taken_back_by
    address = reverse("match_answer_back", args=[asked.pk])
    assert client.post(address, {"alasan": "berkas kota lain"}).status_code == 302
    assert "berkas kota lain" in client.get(address).content.decode()
