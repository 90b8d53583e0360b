"""Moves, jobs, marriages and schools: told once, confirmed by another, decided by a person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.errors import BadInput, Conflict, OutOfArea
from tests.apps.claims.family import DIED, KELURAHAN, TODAY, Mourning, report_id
from tests.apps.claims.test_promises import SLOW
from tests.apps.claims.test_reports import months

if TYPE_CHECKING:
    from payung.accounts.scope import Actor
    from payung.claims.models import LifeChange
    from tests.apps.city import City

pytestmark = pytest.mark.django_db

WHOLE = {"dibayar": [6, 7, 8, 9], "direncanakan": [10, 11, 12]}
HELD = {"dibayar": [6, 7, 8, 9], "direncanakan": [10], "ditahan": [11, 12]}


def tell(
    mourning: Mourning, kind: str = "bekerja_pu", name: str = "k", actor: Actor | None = None,
    **facts: Any,
) -> LifeChange:  # fmt: skip
    from payung.claims.models import ChangeKind
    from payung.claims.news.services import ChangeReport, report_change

    values: dict[str, Any] = {
        "id": report_id(name), "person_id": mourning.ids[0], "happened_on": DIED,
        "detail": "PT Contoh, satpam",
    }  # fmt: skip
    line = ChangeReport(kind=ChangeKind(kind), **(values | facts))
    return report_change(actor=actor or mourning.rt, report=line, today=TODAY)


def confirmed(mourning: Mourning, kind: str = "bekerja_pu", **facts: Any) -> LifeChange:
    from payung.claims.news.services import confirm_change

    change = tell(mourning, kind, **facts)
    return confirm_change(actor=mourning.verifier, change_id=change.pk, today=TODAY)


def waiting(mourning: Mourning, change: LifeChange) -> dict[str, str]:
    """The open obligations of a change, with their owners."""
    from payung.accounts.scope import acting_as

    with acting_as(mourning.operator):
        return dict(change.obligations.filter(done_at=None).values_list("task", "owner"))


def decide(mourning: Mourning, change: LifeChange, *, keeps_cover: bool, reason: str) -> None:
    from payung.claims.news.services import decide_months

    decide_months(
        actor=mourning.operator, change_id=change.pk, keeps_cover=keeps_cover, reason=reason
    )


@pytest.mark.parametrize("kind", ["pindah", "bekerja_pu", "asn"])
def test_a_told_move_or_job_holds_nothing_before_another_confirms_it(city: City, kind: str) -> None:
    mourning = Mourning(city)
    change = tell(mourning, kind)
    assert months(mourning) == WHOLE
    assert waiting(mourning, change) == {"pastikan_kabar": mourning.verifier.id}


@pytest.mark.parametrize("kind", ["pindah", "bekerja_pu", "asn"])
def test_a_confirmed_move_or_job_holds_the_months_after_it_for_a_person_to_decide(
    city: City, kind: str
) -> None:
    mourning = Mourning(city)
    change = confirmed(mourning, kind)
    assert months(mourning) == HELD
    assert waiting(mourning, change) == {"bulan_ditahan": mourning.operator.id}


def test_cover_goes_on_or_ends_by_a_decision_with_its_reason(city: City) -> None:
    mourning = Mourning(city)
    kept = confirmed(mourning)
    with pytest.raises(BadInput, match="alasan"):
        decide(mourning, kept, keeps_cover=True, reason=" ")
    decide(mourning, kept, keeps_cover=True, reason="dua kepesertaan, Pasal 101")
    assert months(mourning) == WHOLE and waiting(mourning, kept) == {}
    ended = confirmed(mourning, "pindah", name="p")
    decide(mourning, ended, keeps_cover=False, reason="pindah ke Muaro Jambi")
    assert months(mourning) == {"dibayar": [6, 7, 8, 9], "direncanakan": [10], "ditarik": [11, 12]}


def test_what_a_death_holds_no_other_decision_frees(city: City) -> None:
    from payung.claims.telling.takeback import withdraw_report

    mourning = Mourning(city)
    change = confirmed(mourning)
    case = mourning.death()
    decide(mourning, change, keeps_cover=True, reason="dua kepesertaan")
    assert months(mourning) == HELD
    withdraw_report(actor=mourning.rt, case_id=case.pk, reason="salah orang")
    assert months(mourning) == WHOLE


def test_a_death_taken_back_leaves_the_months_that_a_job_holds(city: City) -> None:
    from payung.claims.telling.takeback import withdraw_report

    mourning = Mourning(city)
    confirmed(mourning)
    case = mourning.death()
    withdraw_report(actor=mourning.rt, case_id=case.pk, reason="salah orang")
    assert months(mourning) == HELD


def test_a_mistaken_change_is_taken_back_and_frees_its_months(city: City) -> None:
    from payung.claims.news.services import withdraw_change

    mourning = Mourning(city)
    change = confirmed(mourning)
    with pytest.raises(BadInput, match="sudah dipastikan"):
        withdraw_change(actor=mourning.rt, change_id=change.pk, reason="salah orang")
    withdraw_change(actor=mourning.verifier, change_id=change.pk, reason="salah orang")
    assert months(mourning) == WHOLE and waiting(mourning, change) == {}


def test_who_told_it_does_not_confirm_it(city: City) -> None:
    from payung.claims.news.services import confirm_change

    mourning = Mourning(city)
    change = tell(mourning, actor=mourning.verifier)
    with pytest.raises(Conflict, match="Pelapor"):
        confirm_change(actor=mourning.verifier, change_id=change.pk, today=TODAY)


@pytest.mark.parametrize("kind", ["pindah", "bekerja_pu", "asn"])
def test_what_was_confirmed_is_the_fact_that_later_lists_and_audits_go_by(
    city: City, kind: str
) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.selectors import facts

    mourning = Mourning(city)
    confirmed(mourning, kind)
    with acting_as(mourning.operator) as actor:
        known = facts(actor).filter(person=mourning.ids[0]).values_list("kind", "state")
        assert list(known) == [(kind, "dipastikan")]


@pytest.mark.parametrize("kind", ["menikah", "sekolah_anak", "anak_menikah"])
def test_news_of_a_family_holds_nothing_and_asks_for_its_data(city: City, kind: str) -> None:
    from payung.claims.news.services import family_brought_up_to_date

    mourning = Mourning(city)
    change = confirmed(mourning, kind, detail="Ani, SMP 1")
    assert months(mourning) == WHOLE
    assert waiting(mourning, change) == {"data_keluarga": mourning.verifier.id}
    family_brought_up_to_date(actor=mourning.companion, change_id=change.pk, note="lembar keluarga")
    assert waiting(mourning, change) == {}


@pytest.mark.parametrize(
    ("facts", "error", "words"),
    [
        ({"happened_on": TODAY + timedelta(days=1)}, BadInput, "masa depan"),
        ({"happened_on": date(1970, 1, 1)}, BadInput, "sebelum tanggal lahir"),
        ({"detail": "  "}, BadInput, "bekerja di mana"),
        ({"person_id": 1}, OutOfArea, "tidak ada di wilayah"),
    ],
)
def test_an_impossible_line_is_refused_with_a_sentence(
    city: City, facts: dict[str, Any], error: type[Exception], words: str
) -> None:
    mourning = Mourning(city)
    if "person_id" in facts:
        facts = {"person_id": mourning.ids[1]}
    with pytest.raises(error, match=words):
        tell(mourning, **facts)


def test_the_detail_is_sealed_at_rest_and_hidden_from_the_next_kelurahan(city: City) -> None:
    from django.db import connection

    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.claims.models import LifeChange

    mourning = Mourning(city)
    tell(mourning)
    with acting_as(mourning.operator), connection.cursor() as cursor:
        cursor.execute("SELECT detail FROM claims_lifechange")
        assert b"Contoh" not in bytes(cursor.fetchone()[0])
    with acting_as(city.actor(Role.VERIFIER, "tetangga", KELURAHAN[2])):
        assert not LifeChange.objects.exists()


LINES: dict[str, dict[str, Any]] = {
    "a": {"happened_on": DIED},
    "b": {"happened_on": DIED, "detail": "kata tetangga: PT Contoh"},
    "c": {"happened_on": date(2025, 9, 2)},
    "d": {"happened_on": date(2025, 8, 30), "corrects": report_id("c")},
}


def stands(mourning: Mourning, order: list[str]) -> list[tuple[Any, ...]]:
    """The changes that stand after the lines came in this order, undone afterwards."""
    from django.db import transaction

    from payung.accounts.scope import acting_as
    from payung.claims.models import LifeChange, Obligation

    savepoint = transaction.savepoint()
    for name in order:
        tell(mourning, name=name, **LINES[name])
    with acting_as(mourning.operator):
        standing = LifeChange.objects.exclude(state="ditarik")
        found = list(standing.order_by("happened_on").values_list("kind", "happened_on", "state"))
        owed = Obligation.objects.filter(done_at=None).count()
    transaction.savepoint_rollback(savepoint)
    return [*found, owed]


@SLOW
@given(
    order=st.permutations(list(LINES)),
    repeats=st.lists(st.sampled_from(list(LINES)), max_size=3),
)
def test_any_order_and_repetition_of_lines_ends_in_the_same_changes(
    city: City, order: list[str], repeats: list[str]
) -> None:
    mourning = Mourning.of(city)
    told = stands(mourning, [*order, *repeats])
    assert told == stands(mourning, list(LINES))
    assert [day for _kind, day, _state in told[:-1]] == [date(2025, 8, 30), DIED] and told[-1] == 2


def test_a_move_inside_the_city_holds_nothing(city: City) -> None:
    mourning = Mourning(city)
    confirmed(mourning, "pindah", to_area=KELURAHAN[1], detail="")
    assert months(mourning) == WHOLE


def test_who_confirmed_undoes_it_until_somebody_decides(city: City) -> None:
    from payung.claims.news.undoing import undo_confirm_change

    mourning = Mourning(city)
    change = confirmed(mourning, "pindah", detail="Kota Palembang")
    assert months(mourning) == HELD
    with pytest.raises(Conflict, match="Hanya yang memastikan"):
        undo_confirm_change(actor=mourning.operator, change_id=change.pk, today=TODAY)
    undo_confirm_change(actor=mourning.verifier, change_id=change.pk, today=TODAY)
    assert months(mourning) == WHOLE
    assert list(waiting(mourning, change)) == ["pastikan_kabar"]


def test_a_hold_without_a_decision_ends_by_its_date(city: City) -> None:
    from payung.accounts.scope import system_actor
    from payung.claims.news.undoing import end_holds
    from tests.apps.city import CITY

    mourning = Mourning(city)
    change = confirmed(mourning, "pindah", detail="Kota Palembang")
    assert change.hold_ends_on == TODAY + timedelta(days=60)
    system = system_actor(CITY)
    assert end_holds(actor=system, today=TODAY + timedelta(days=60)) == 0
    assert months(mourning) == HELD
    assert end_holds(actor=system, today=TODAY + timedelta(days=61)) == 1
    assert months(mourning) == WHOLE and waiting(mourning, change) == {}
