"""Leavers and joiners after the decree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.kernel.errors import BadInput, Conflict, NotAllowed, OverLimit
from payung.kernel.month import Month
from tests.apps.city import RANKED_ON, City

pytestmark = pytest.mark.django_db
AUGUST = Month.of(2025, 8)
SIGNED_ON = date(2025, 7, 28)


def started_with_reserve(city: City, **changes: Any) -> list[int]:
    """Eight people for six places; persons 3 and 7 wait in reserve."""
    people = city.people(8)
    city.programme(**changes)
    city.decree()
    return people


def propose(city: City, leavers: list[int], free_places: int = 0) -> Any:
    from payung.programmes.models import ChangeReason
    from payung.programmes.services import Leaver, propose_amendment

    return propose_amendment(
        actor=city.operator,
        programme="UJI",
        leavers=[Leaver(p, ChangeReason.MOVE, "surat pindah 1") for p in leavers],
        first_month=AUGUST,
        on=RANKED_ON,
        free_places=free_places,
    )


def carry_out(city: City, amendment: Any) -> None:
    from payung.programmes.services import approve_amendment, sign_amendment

    approve_amendment(actor=city.approver, amendment_id=amendment.pk)
    sign_amendment(actor=city.operator, amendment_id=amendment.pk, number="2/UJI", dated=SIGNED_ON)


def months_of(city: City, person: int) -> set[tuple[Month, str]]:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth

    with acting_as(city.operator):
        rows = PersonMonth.objects.filter(person_id=person, scheme="UJI", component="jkm")
        return set(rows.values_list("month", "state"))


def test_the_next_of_the_reserve_takes_the_place_from_the_first_month_on(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.selectors import budget, get_programme

    people = started_with_reserve(city)
    amendment = propose(city, [people[0]])
    carry_out(city, amendment)
    with acting_as(city.operator):
        [change] = amendment.changes.all()
        money = budget(city.operator, get_programme(city.operator, "UJI"))
    assert change.leaver_id == people[0]
    left, joined = months_of(city, people[0]), months_of(city, change.joiner_id)
    assert (Month.of(2025, 7), "planned") in left and (AUGUST, "withdrawn") in left
    assert joined == {(m, "planned") for m in AUGUST.through(Month.of(2025, 12))}
    assert money.ceiling_rp == money.committed_rp + money.realised_rp + money.free_rp


def test_a_reserve_who_no_longer_meets_the_criteria_is_passed_over(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.models import Outcome, Ranked
    from payung.registry.models import Person

    people = started_with_reserve(city)
    with acting_as(city.operator):
        reserve = list(
            Ranked.objects.filter(outcome=Outcome.RESERVE).values_list("person_id", flat=True)
        )
        Person.objects.filter(pk=reserve[0]).update(birth_date=date(1950, 1, 1))
        [change] = propose(city, [people[0]]).changes.all()
    assert change.joiner_id == reserve[1]


def test_a_leaver_needs_evidence_and_another_person_approves(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import Actor
    from payung.programmes.models import ChangeReason
    from payung.programmes.services import (
        Leaver,
        approve_amendment,
        propose_amendment,
        sign_amendment,
    )

    people = started_with_reserve(city)
    with pytest.raises(BadInput, match="bukti"):
        propose_amendment(
            actor=city.operator, programme="UJI", first_month=AUGUST, on=RANKED_ON,
            leavers=[Leaver(people[0], ChangeReason.DEATH, " ")],
        )  # fmt: skip
    amendment = propose(city, [people[0]])
    with pytest.raises(NotAllowed):
        approve_amendment(
            actor=Actor(city.operator.id, Role.APPROVER, "15.71"), amendment_id=amendment.pk
        )
    with pytest.raises(Conflict, match="belum disetujui"):
        sign_amendment(actor=city.operator, amendment_id=amendment.pk, number="2", dated=SIGNED_ON)


def test_nobody_joins_over_the_headcount_or_the_ceiling(city: City) -> None:
    from payung.programmes.models import Programme

    started_with_reserve(city)
    extra = propose(city, [], free_places=1)
    with pytest.raises(OverLimit, match="Sisa tempat 0 orang"):
        carry_out(city, extra)
    Programme.objects.update(headcount=7, ceiling_rp=6 * 7 * 16_800)
    other = propose(city, [], free_places=1)
    with pytest.raises(OverLimit, match=r"Sisa pagu Rp0, yang dibutuhkan Rp84\.000"):
        carry_out(city, other)
