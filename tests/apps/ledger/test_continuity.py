"""The last day that saves a membership, arrears, gaps between payers, and the cost of a pause."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.month import Month
from tests.apps.city import KELURAHAN, City

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
DECEMBER = Month.of(2025, 12)


def cover(city: City, person: int, payer: str, first: Month, last: Month, *, paid: bool) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import Cover, move_rows, plan

    with acting_as(city.operator) as actor:
        plan(
            actor=actor, people=[(person, KELURAHAN[0])], months=list(first.through(last)),
            cover=Cover(payer=payer, scheme=f"S-{payer}", segment="bpu",
                        amounts={"jkk": 10_000, "jkm": 6_800}),
            cause="uji", document="uji",
        )  # fmt: skip
        for state in (State.SUBMITTED, State.ACCEPTED, State.PAID) if paid else ():
            rows = PersonMonth.objects.filter(person_id=person, scheme=f"S-{payer}")
            move_rows(actor=actor, rows=rows, state=state, cause="uji", document="uji")


def test_the_last_day_is_the_end_of_the_third_unpaid_month_less_the_days_of_posting(
    city: City,
) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.continuity import alarms

    [person] = city.people(1)
    cover(city, person, "apbd", Month.of(2025, 6), DECEMBER, paid=True)
    with acting_as(city.operator) as actor:
        assert alarms(actor, date(2026, 2, 1), 30, posting_days=10) == []
        [alarm] = alarms(actor, date(2026, 2, 20), 30, posting_days=10)
        assert alarm.lapses_after == Month.of(2026, 3)
        assert alarm.last_day == date(2026, 3, 21)
        assert alarm.days_left(date(2026, 2, 20)) == 29
        assert alarms(actor, date(2026, 4, 1), 30) == []  # lapsed: nothing to save


def test_the_dead_raise_no_alarm(city: City) -> None:
    from django.utils import timezone

    from payung.accounts.scope import acting_as
    from payung.ledger.continuity import alarms
    from payung.registry.models import LifeFact

    [person] = city.people(1)
    cover(city, person, "apbd", Month.of(2025, 6), DECEMBER, paid=True)
    with acting_as(city.operator) as actor:
        LifeFact.objects.create(
            person_id=person, kind="meninggal", happened_on=date(2025, 12, 9), source="uji",
            reported_by="uji", known_at=timezone.now(),
        )  # fmt: skip
        assert alarms(actor, date(2026, 3, 20), 60) == []


def test_a_death_on_any_of_a_persons_records_raises_no_alarm_and_no_gap(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.audit import clock
    from payung.ledger.continuity import alarms
    from payung.registry.merging import merge
    from payung.registry.models import LifeFact

    kept, folded = city.people(2)
    cover(city, kept, "apbd", Month.of(2025, 6), DECEMBER, paid=True)
    merge(actor=city.operator, kept_id=kept, folded_id=folded)
    assert gaps_of(city) != []
    with acting_as(city.operator) as actor:
        assert len(alarms(actor, date(2026, 3, 20), 60)) == 1
        LifeFact.objects.create(
            person_id=folded, kind="meninggal", happened_on=date(2025, 12, 9), source="uji",
            reported_by="uji", known_at=clock.now(),
        )  # fmt: skip
        assert alarms(actor, date(2026, 3, 20), 60) == []
    assert gaps_of(city) == []


def test_what_is_due_and_unpaid_is_arrears_of_its_payer(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.continuity import arrears

    [person] = city.people(1)
    cover(city, person, "rt", Month.of(2025, 10), DECEMBER, paid=False)
    with acting_as(city.operator) as actor:
        [owed] = arrears(actor, date(2025, 12, 5))
    assert (owed.payer, owed.person_months, owed.amount_rp) == ("Dana rt", 2, 33_600)
    assert owed.oldest == Month.of(2025, 10)


def gaps_of(city: City) -> Any:
    from payung.accounts.scope import acting_as
    from payung.ledger.gaps import grouped, planned_gaps

    with acting_as(city.operator) as actor:
        return grouped(planned_gaps(actor, Month.of(2025, 1), Month.of(2026, 12)))


def test_a_gap_between_two_payers_is_named_with_both_and_what_it_costs_by_law(city: City) -> None:
    person, other = city.people(2)
    cover(city, person, "apbd", Month.of(2025, 6), DECEMBER, paid=True)
    cover(city, person, "rt", Month.of(2026, 4), Month.of(2026, 12), paid=False)
    cover(city, other, "apbd", Month.of(2025, 6), DECEMBER, paid=True)
    cover(city, other, "rt", Month.of(2026, 1), Month.of(2026, 12), paid=False)
    [gap] = gaps_of(city)
    assert (gap.people, gap.before, gap.after) == ((person,), "apbd", "rt")
    assert (gap.first, gap.last) == (Month.of(2026, 1), Month.of(2026, 3))
    assert gap.lapses_on == date(2026, 3, 31)
    assert (gap.full_from, gap.scholarship_from) == (Month.of(2026, 8), Month.of(2029, 4))
    assert (gap.kind, gap.lost_months, gap.person_months) == ("dana_rt", 7, 3)


def test_a_gap_of_two_months_tears_nobody_out(city: City) -> None:
    [person] = city.people(1)
    cover(city, person, "apbd", Month.of(2025, 6), DECEMBER, paid=True)
    cover(city, person, "rt", Month.of(2026, 3), Month.of(2026, 12), paid=False)
    [gap] = gaps_of(city)
    assert (gap.lapses_on, gap.lost_months) == (None, 0)


def test_who_has_nothing_planned_has_an_open_gap_and_a_cut_one_says_so(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import move_rows

    person, other = city.people(2)
    cover(city, person, "apbd", Month.of(2025, 6), Month.of(2025, 9), paid=True)
    cover(city, other, "apbd", Month.of(2025, 6), DECEMBER, paid=False)
    with acting_as(city.operator) as actor:
        rows = PersonMonth.objects.filter(person_id=other, month__gt=Month.of(2025, 9))
        move_rows(actor=actor, rows=rows, state=State.WITHDRAWN, cause="potong", document="SK")
    found = {gap.kind: gap for gap in gaps_of(city)}
    assert found["belum_direncanakan"].people == (person,)
    assert found["dihentikan"].people == (other,)
    assert {gap.lapses_on for gap in found.values()} == {date(2025, 12, 31)}


def test_arrears_inside_the_window_are_proposed_with_their_cost_and_later_is_a_new_spell(
    city: City,
) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.continuity import rescue_proposals

    person, late = city.people(2)
    cover(city, person, "apbd", Month.of(2025, 6), DECEMBER, paid=True)
    cover(city, late, "apbd", Month.of(2025, 6), Month.of(2025, 9), paid=True)
    with acting_as(city.operator) as actor:
        saved, anew = rescue_proposals(actor, date(2026, 2, 20), 6, lambda _s, _m: 16_800)
    assert (saved.people, saved.cost_rp) == ((person,), 2 * 16_800)
    assert saved.rescue.pay_by == date(2026, 3, 25)
    assert (anew.people, anew.rescue.new_spell, anew.cost_rp) == ((late,), True, 16_800)


def test_alarms_are_counted_at_seven_thirty_and_sixty_days_by_payer(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.continuity import alarm_counts, alarm_total, alarms

    one, two, three = city.people(3)
    cover(city, one, "apbd", Month.of(2025, 6), DECEMBER, paid=True)
    cover(city, two, "apbd", Month.of(2025, 6), Month.of(2025, 11), paid=True)
    cover(city, three, "rt", Month.of(2025, 6), Month.of(2026, 1), paid=True)
    with acting_as(city.operator) as actor:
        on = date(2026, 2, 25)
        everyone = alarms(actor, on, 120, 6)
        for days in (0, 7, 30, 60, 120):
            assert alarm_total(actor, on, days, 6) == len(alarms(actor, on, days, 6))
        found = alarm_counts(everyone, on, lambda alarm: alarm.payer)
    assert [(c.label, c.in_7, c.in_30, c.in_60) for c in found] == [
        ("Dana apbd", 1, 2, 2),
        ("Dana rt", 0, 0, 1),
    ]


def test_a_pause_until_april_lapses_everyone_and_until_march_nobody(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.continuity import pause

    for person in city.people(2):
        cover(city, person, "apbd", Month.of(2025, 6), DECEMBER, paid=True)
    with acting_as(city.operator) as actor:
        until_april = pause(actor, Month.of(2026, 4))
        assert pause(actor, Month.of(2026, 3)).lapsing == 0
    assert (until_april.members, until_april.lapsing) == (2, 2)
    assert until_april.full_from == Month.of(2026, 8)
    assert until_april.scholarship_months_lost == 14


def test_the_page_opens_for_city_and_kelurahan(city: City, client: Client) -> None:
    from django.urls import reverse

    from payung.accounts.models import Role

    [person] = city.people(1)
    today = Month.containing(date.today())
    cover(city, person, "apbd", today.back(6), today.back(2), paid=True)
    backend = "django.contrib.auth.backends.ModelBackend"
    for area, shown in (("15.71", True), (KELURAHAN[0], True), (KELURAHAN[1], False)):
        role = Role.OPERATOR if area == "15.71" else Role.VERIFIER
        client.force_login(city.user(role, area=area), backend=backend)
        page = client.get(reverse("continuity"), {"hari": "120"})
        assert page.status_code == 200
        assert ("WARGA 00000" in page.content.decode()) is shown
