"""Leavers and joiners after the decree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.kernel.errors import BadInput, Conflict, NotAllowed, OverLimit
from payung.kernel.month import Month
from tests.apps.city import DECEMBER, RANKED_ON, SIGNED_SCAN, City

pytestmark = pytest.mark.django_db
AUGUST = Month.of(2025, 8)
SIGNED_ON = date(2025, 7, 28)


def started_with_reserve(city: City, **changes: Any) -> list[int]:
    """Eight people for six places; persons 3 and 7 wait in reserve."""
    people = city.people(8)
    city.programme(**changes)
    city.decree()
    return people


def propose(
    city: City, leavers: list[int], free_places: int = 0, first_month: Month = AUGUST
) -> Any:
    from payung.programmes.models import ChangeReason
    from payung.programmes.services import Leaver, propose_amendment

    return propose_amendment(
        actor=city.operator,
        programme="UJI",
        leavers=[Leaver(p, ChangeReason.MOVE, "surat pindah 1") for p in leavers],
        first_month=first_month,
        on=RANKED_ON,
        free_places=free_places,
    )


def sign(city: City, amendment: Any, **changes: Any) -> Any:
    from payung.programmes.papers.signed_papers import Scan
    from payung.programmes.services import sign_amendment

    facts = {"number": "2/UJI", "dated": SIGNED_ON, "scan": Scan(SIGNED_SCAN)} | changes
    return sign_amendment(actor=city.operator, amendment_id=amendment.pk, **facts)


def carry_out(city: City, amendment: Any) -> None:
    from payung.programmes.services import approve_amendment

    approve_amendment(actor=city.approver, amendment_id=amendment.pk)
    sign(city, amendment)


def months_of(city: City, person: int) -> set[tuple[Month, str]]:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth

    with acting_as(city.operator):
        rows = PersonMonth.objects.filter(person_id=person, scheme="UJI", component="jkm")
        return set(rows.values_list("month", "state"))


def test_the_next_of_the_reserve_takes_the_place_from_the_first_month_on(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.ground.selectors import budget, get_programme

    people = started_with_reserve(city)
    amendment = propose(city, [people[0]])
    carry_out(city, amendment)
    with acting_as(city.operator):
        [change] = amendment.changes.all()
        money = budget(city.operator, get_programme(city.operator, "UJI"))
    assert change.leaver_id == people[0]
    left, joined = months_of(city, people[0]), months_of(city, change.joiner_id)
    assert (Month.of(2025, 7), "direncanakan") in left and (AUGUST, "ditarik") in left
    assert joined == {(m, "direncanakan") for m in AUGUST.through(Month.of(2025, 12))}
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
        sign(city, amendment)


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


def test_who_leaves_later_holds_the_place_until_then(city: City) -> None:
    from payung.programmes.services import approve_amendment, refuse_amendment

    people = started_with_reserve(city)
    put_off = propose(city, people[1:2])
    carry_out(city, propose(city, [people[0]], first_month=DECEMBER))
    carry_out(city, propose(city, [people[2]], first_month=DECEMBER))  # the reserve is empty
    refuse_amendment(actor=city.approver, amendment_id=put_off.pk)
    early = propose(city, [], free_places=1)
    approve_amendment(actor=city.approver, amendment_id=early.pk)
    with pytest.raises(OverLimit, match="Sisa tempat 0 orang"):
        sign(city, early)


def test_a_month_before_the_change_needs_a_decision(city: City) -> None:
    from payung.programmes.services import approve_amendment

    people = started_with_reserve(city)
    amendment = propose(city, people[:1])
    approve_amendment(actor=city.approver, amendment_id=amendment.pk)
    with pytest.raises(BadInput, match="mendahului tanggal perubahan"):
        sign(city, amendment, dated=date(2025, 9, 1))
    signed = sign(city, amendment, dated=date(2025, 9, 1), early_start_decision="Kep. 9")
    assert signed.early_start_decision == "Kep. 9"


def test_a_joiner_who_no_longer_fits_stops_the_signature(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.services import approve_amendment
    from payung.registry.models import Person

    people = started_with_reserve(city)
    amendment = propose(city, people[:1])
    approve_amendment(actor=city.approver, amendment_id=amendment.pk)
    with acting_as(city.operator):
        joiner = amendment.changes.get().joiner_id
        Person.objects.filter(pk=joiner).update(income_rp=9_000_000)
    with pytest.raises(Conflict, match="tidak lagi memenuhi syarat: Penghasilan"):
        sign(city, amendment)


def test_the_pairs_stay_as_frozen_and_anybody_can_verify_them(client: Any, city: City) -> None:
    from django.urls import reverse

    from payung.accounts.scope import acting_as
    from payung.programmes.amendments.annex import pairs_hash, pairs_of
    from payung.programmes.models import Amendment
    from payung.registry.models import Person
    from tests.apps.pages import sign_in

    people = started_with_reserve(city)
    amendment = propose(city, people[:1])
    carry_out(city, amendment)
    with acting_as(city.operator):
        Person.objects.update(name="NAMA LAIN")
        frozen = Amendment.objects.get()
        assert pairs_hash(pairs_of(frozen)) == frozen.annex_sha256
        assert pairs_of(frozen)[0].leaver == "WARGA 00000"
        assert pairs_of(frozen)[0].masked().evidence == ""
    page = client.get(reverse("verify_decree", args=[frozen.verification_code])).content.decode()
    assert frozen.annex_sha256 in page
    assert "WARGA" not in page
    sign_in(client, city, "pimpinan")
    public = client.get(reverse("amendment_file", args=[frozen.pk, "umum"]))
    assert public.content.startswith(b"%PDF")
    assert client.get(reverse("amendment_file", args=[frozen.pk, "lengkap"])).status_code == 403


def test_a_refused_change_frees_its_reserve(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.services import refuse_amendment

    people = started_with_reserve(city)
    first = propose(city, people[:1])
    refuse_amendment(actor=city.approver, amendment_id=first.pk)
    second = propose(city, people[:1])
    with acting_as(city.operator):
        assert second.changes.get().joiner_id == first.changes.get().joiner_id


def test_only_who_is_in_and_not_leaving_already_can_leave(city: City) -> None:
    people = started_with_reserve(city)
    with pytest.raises(BadInput, match="tidak sedang menjadi peserta"):
        propose(city, people[-1:])
    propose(city, people[:1])
    with pytest.raises(Conflict, match="perubahan lain"):
        propose(city, people[:1])


@pytest.mark.parametrize("prepaid", ["tetap", "minta"])
def test_prepaid_months_stay_with_the_leaver_or_are_asked_back_by_configuration(
    city: City, prepaid: str
) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import move
    from payung.programmes.amendments.signing import prepaid_of
    from payung.programmes.services import record_refund

    people = started_with_reserve(city, prepaid=prepaid)
    with acting_as(city.operator):
        rows = PersonMonth.objects.filter(person_id=people[0], month__lte=AUGUST + 1)
        ids = list(rows.values_list("pk", flat=True))
        for state in (State.SUBMITTED, State.ACCEPTED, State.PAID):
            move(actor=city.operator, ids=ids, state=state, cause="uji", document="uji")
    amendment = propose(city, people[:1])
    carry_out(city, amendment)
    with acting_as(city.operator):
        [left] = prepaid_of(city.operator, amendment)
    assert (left.months, left.amount_rp) == (2, 2 * 16_800)
    if prepaid == "tetap":
        with pytest.raises(Conflict, match="tetap milik"):
            record_refund(actor=city.operator, amendment_id=amendment.pk, evidence="B/1")
        return
    assert record_refund(actor=city.operator, amendment_id=amendment.pk, evidence="B/1") == 4
    assert (AUGUST, "dikembalikan") in months_of(city, people[0])
