"""Each day's work, made up for after a standstill, and tasks that pass on when somebody leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.errors import BadInput
from tests.apps.claims.family import KELURAHAN, TODAY, Mourning
from tests.apps.claims.test_changes import tell
from tests.apps.claims.test_pages import enter
from tests.apps.claims.test_promises import SLOW, every_to_do_list

if TYPE_CHECKING:
    from django.test import Client

    from tests.apps.city import City

pytestmark = pytest.mark.django_db


def test_days_of_standstill_are_made_up_for_one_by_one(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.jobs import daily

    seen: list[date] = []
    monkeypatch.setattr(daily, "autodiscover_modules", lambda _name: None)
    monkeypatch.setattr(daily, "_works", {"uji": lambda _actor, day: seen.append(day)})
    assert daily.run_days(TODAY) == 1
    assert daily.run_days(TODAY) == 0
    assert daily.run_days(TODAY + timedelta(days=3)) == 3
    assert seen == [TODAY + timedelta(days=n) for n in range(4)]


def test_a_day_that_fails_stays_undone_and_is_tried_again(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.jobs import daily

    broken = [TODAY + timedelta(days=1)]

    def work(_actor: object, day: date) -> None:
        if day in broken:
            raise RuntimeError("listrik padam")

    monkeypatch.setattr(daily, "autodiscover_modules", lambda _name: None)
    monkeypatch.setattr(daily, "_works", {"uji": work})
    daily.run_days(TODAY)
    assert daily.run_days(TODAY + timedelta(days=2)) == 0
    broken.clear()
    assert daily.run_days(TODAY + timedelta(days=2)) == 2


def test_the_claims_day_sounds_each_alarm_once_and_on_its_day(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import Obligation
    from payung.jobs.daily import run_days

    mourning = Mourning(city)
    mourning.death()
    run_days(TODAY)
    run_days(TODAY + timedelta(days=9))
    with acting_as(mourning.operator):
        found = dict(Obligation.objects.values_list("task", "alarmed_on"))
        days = dict(Obligation.objects.values_list("task", "alarm_on"))
    assert found["pastikan"] == days["pastikan"] == TODAY + timedelta(days=2)
    assert found["klaim"] is None


def test_all_of_one_companion_goes_to_another_and_to_nobody_else(city: City) -> None:
    from payung.accounts.models import Role
    from payung.claims.desk.handover import hand_over, loads

    mourning = Mourning(city)
    mourning.confirmed()
    other = city.user(Role.COMPANION, "pengganti")
    stranger = city.user(Role.RT, "rt", KELURAHAN[0])
    with pytest.raises(BadInput, match="Penerima"):
        hand_over(actor=mourning.operator, leaving=mourning.companion.id, to=stranger.pk)
    moved = hand_over(actor=mourning.operator, leaving=mourning.companion.id, to=other.pk)
    assert moved.tasks and moved.cases == 1
    from payung.accounts.scope import acting_as

    with acting_as(mourning.operator):
        owners = {load.owner for load in loads(mourning.operator)}
    assert f"user:{other.pk}" in owners and mourning.companion.id not in owners


def test_who_reported_does_not_inherit_the_confirmation(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.claims.desk.handover import hand_over

    mourning = Mourning(city)
    second = city.actor(Role.VERIFIER, "lurah-dua", KELURAHAN[0])
    case = mourning.death(actor=second)
    hand_over(
        actor=mourning.operator, leaving=mourning.verifier.id, to=int(second.id.split(":")[1])
    )
    with acting_as(mourning.operator):
        assert case.obligations.get(task="pastikan", done_at=None).owner != second.id


@SLOW
@given(gone=st.sets(st.sampled_from(["lurah", "pendamping", "operator-15.71"])), day=st.booleans())
def test_whoever_leaves_every_task_is_on_exactly_one_list(
    city: City, gone: set[str], day: bool
) -> None:
    from django.db import transaction

    from payung.accounts.models import Role, User
    from payung.accounts.scope import acting_as
    from payung.claims.models import Case, Obligation
    from payung.jobs.daily import run_days

    mourning = Mourning.of(city)
    city.user(Role.OPERATOR, "operator-cadangan")
    savepoint = transaction.savepoint()
    mourning.death("rt", work_related=None)
    tell(mourning, person_id=mourning.ids[0])
    User.objects.filter(username__in=gone).update(is_active=False)
    if day:
        run_days(TODAY)
    with acting_as(mourning.operator):
        still_open = sorted(Obligation.objects.filter(done_at=None).values_list("pk", flat=True))
        owners = set(Case.objects.values_list("owner", flat=True))
    active = {f"user:{u.pk}" for u in User.objects.filter(is_active=True)}
    lists = every_to_do_list(mourning)
    transaction.savepoint_rollback(savepoint)
    assert lists == still_open and len(still_open) >= 4
    assert not day or owners <= active


def test_the_operator_hands_over_and_sees_what_is_late(client: Client, city: City) -> None:
    from payung.accounts.models import Role

    mourning = Mourning(city)
    mourning.confirmed()
    other = city.user(Role.COMPANION, "pengganti")
    enter(client, city, "operator")
    page = client.get(reverse("claims_handover"), {"dari": mourning.companion.id})
    assert "Pengganti" in page.content.decode()
    data = {"dari": mourning.companion.id, "penerima": str(other.pk)}
    done = client.post(reverse("claims_handover"), data, follow=True).content.decode()
    assert "1 kasus diserahkan" in done
    assert client.post(reverse("claims_handover"), data | {"penerima": "0"}).status_code == 422
    assert "Pengganti" in client.get(reverse("claims_late")).content.decode()
