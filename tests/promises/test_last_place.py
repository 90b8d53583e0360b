"""Promise 2: the last place and the last rupiah are given once, whoever asks at the same time.

Each guard has its control: with the lock taken away, the same people oversell. The long form asks
for 1,000 rounds by PAYUNG_ROUNDS (`./payung bench promises`).
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.apps.city import RATE_RP, City
from tests.promises import places
from tests.promises.places import AT_ONCE, INSIDE, ONE_PERSON_RP, ROUNDS

pytestmark = pytest.mark.django_db(transaction=True)


def one_place_left(city: Any) -> dict[str, int]:
    return {"headcount": places.people_inside(city) + 1}


def one_persons_rupiah_left(city: Any) -> dict[str, int]:
    return {"ceiling_rp": places.committed_rp(city) + ONE_PERSON_RP}


LIMITS = {"last place": one_place_left, "last rupiah": one_persons_rupiah_left}


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS.keys())
def test_twenty_at_once_get_one_place(transactional_db: None, limit: Any) -> None:
    city = places.running_city(AT_ONCE + ROUNDS)
    waiting = [places.approved_change(city) for _ in range(AT_ONCE)]
    sign, oversold = places.signing(city), 0
    for _round in range(ROUNDS):
        places.set_limits(**limit(city))
        got = places.all_at_once(sign, waiting)
        assert sum(got) >= 1
        oversold += sum(got) - 1
        waiting = [w for w, won in zip(waiting, got, strict=True) if not won]
        waiting += [places.approved_change(city) for _ in range(AT_ONCE - len(waiting))]
    print(f"{oversold} oversold in {ROUNDS} rounds of {AT_ONCE} operators")
    assert oversold == 0


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS.keys())
def test_without_the_lock_they_oversell(
    transactional_db: None, limit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.programmes.amendments import signing as amendments
    from payung.programmes.models import Programme

    city = places.running_city(AT_ONCE)
    waiting = [places.approved_change(city) for _ in range(AT_ONCE)]
    places.set_limits(**limit(city))
    slow = places.waiting_for_all(amendments.refuse_over_limit, AT_ONCE)
    monkeypatch.setattr(amendments, "lock_programme", unlocked(Programme))
    monkeypatch.setattr(amendments, "refuse_over_limit", slow)
    assert sum(places.all_at_once(places.signing(city), waiting)) > 1


def unlocked(programme: Any) -> Any:
    """Reads the programme without holding it."""
    return lambda code: programme.objects.select_related("payer").get(pk=code)


@pytest.mark.parametrize("codes", [("UJI",), ("UJI", "LAIN")], ids=["one", "two programmes"])
def test_twenty_approvers_choose_a_person_once(
    transactional_db: None, codes: tuple[str, ...]
) -> None:
    city = City()
    city.people(INSIDE)
    for code in codes:
        city.programme(code)
    selections, approve = places.rankings(city, codes), places.approving(city)
    approved = []
    for _round in range(ROUNDS):
        approved.append(sum(places.all_at_once(approve, selections)))
        places.take_approvals_back(city)
    print(f"{sum(approved) - ROUNDS} approved too many in {ROUNDS} rounds of {AT_ONCE} approvers")
    assert approved == [1] * ROUNDS


def test_without_the_lock_two_programmes_take_the_same_people(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.programmes.ranking import services

    city = City()
    city.people(INSIDE)
    codes = ("UJI", "LAIN")
    for code in codes:
        city.programme(code)
    slow = places.waiting_for_all(services._chosen_twice, 2)
    monkeypatch.setattr(services, "lock_overlapping", lambda programme: None)
    monkeypatch.setattr(services, "_chosen_twice", slow)
    two = places.rankings(city, codes)[:2]
    assert sum(places.all_at_once(places.approving(city), two)) == 2


def test_twenty_proposals_at_once_name_twenty_people_of_the_reserve(
    transactional_db: None,
) -> None:
    city = places.running_city(AT_ONCE)
    assert all(places.all_at_once(places.proposing(city), range(AT_ONCE)))
    joiners = places.named_joiners(city)
    assert len(set(joiners)) == len(joiners) == AT_ONCE


def test_without_the_lock_they_name_the_same_person(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.programmes.amendments import services as amendments

    city = places.running_city(AT_ONCE)
    slow = places.waiting_for_all(amendments.next_joiners, AT_ONCE)
    monkeypatch.setattr(amendments, "lock_programme", lambda code: None)
    monkeypatch.setattr(amendments, "next_joiners", slow)
    places.all_at_once(places.proposing(city), range(AT_ONCE))
    assert len(set(places.named_joiners(city))) < AT_ONCE


def test_a_cut_in_mid_year_and_nineteen_joiners_never_leave_more_people_than_places(
    transactional_db: None,
) -> None:
    from payung.programmes.services import approve_terms

    city = places.running_city(AT_ONCE - 1)
    waiting = [places.approved_change(city) for _ in range(AT_ONCE - 1)]
    places.set_limits(headcount=INSIDE + AT_ONCE)
    cut, sign, approver = places.proposed_cut(city, INSIDE + 3), places.signing(city), city.approver

    def act(number: int) -> object:
        if number == 0:
            return approve_terms(actor=approver, change_id=cut)
        return sign(waiting[number - 1])

    done = places.all_at_once(act, range(AT_ONCE))
    inside, most = places.people_inside(city), places.headcount_now()
    print(f"cut went through: {done[0]}; {inside} people, {most} places")
    assert inside <= most


def test_without_the_lock_a_cut_leaves_more_people_than_places(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection

    from payung.programmes.amendments import signing as amendments
    from payung.programmes.models import Programme
    from payung.programmes.services import approve_terms

    city = places.running_city(AT_ONCE - 1)
    waiting = [places.approved_change(city) for _ in range(AT_ONCE - 1)]
    places.set_limits(headcount=INSIDE + AT_ONCE)
    cut, approver = places.proposed_cut(city, INSIDE), city.approver
    counted, real = threading.Barrier(AT_ONCE), amendments.refuse_over_limit

    def slow(*args: Any) -> None:
        real(*args)
        counted.wait(timeout=20)  # all have counted before the cut
        counted.wait(timeout=20)  # and take their places after it

    def approve() -> None:
        counted.wait(timeout=20)
        approve_terms(actor=approver, change_id=cut)
        counted.wait(timeout=20)
        connection.close()

    monkeypatch.setattr(amendments, "lock_programme", unlocked(Programme))
    monkeypatch.setattr(amendments, "refuse_over_limit", slow)
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(approve)
        places.all_at_once(places.signing(city), waiting)
        done.result()
    assert places.people_inside(city) > places.headcount_now()


def half_join_half_come_back() -> tuple[Any, list[int]]:
    """Ten changes and ten clicks on "plan again"; the rupiah left are enough for one of the two."""
    city = places.running_city(AT_ONCE)
    waiting = [places.approved_change(city) for _ in range(AT_ONCE // 2)]
    work = places.signing_or_sending(city, places.rejected_list(city, INSIDE + AT_ONCE))
    places.set_limits(ceiling_rp=places.committed_rp(city) + INSIDE * RATE_RP)
    return work, [*waiting, *[0] * (AT_ONCE // 2)]


def test_the_last_rupiah_goes_to_a_joiner_or_to_those_who_come_back(transactional_db: None) -> None:
    assert sum(places.all_at_once(*half_join_half_come_back())) == 1


def test_without_the_lock_both_take_it(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.programmes.amendments import signing as amendment_signing
    from payung.programmes.ground import returning
    from payung.programmes.models import Programme

    work, things = half_join_half_come_back()
    together = threading.Barrier(AT_ONCE)
    for module, check in (
        (amendment_signing, "refuse_over_limit"),
        (returning, "_refuse_without_room"),
    ):
        slow = places.waiting_for_all(getattr(module, check), AT_ONCE, together)
        monkeypatch.setattr(module, "lock_programme", unlocked(Programme))
        monkeypatch.setattr(module, check, slow)
    assert sum(places.all_at_once(work, things)) > 1
