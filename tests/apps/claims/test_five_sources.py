"""A year of deaths through five kinds of source: every month paid after a death is found by the
audit, none is invented, also while days are not known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from payung.kernel.month import Month
from tests.apps.claims.family import TODAY, Mourning

if TYPE_CHECKING:
    from payung.payments.audit.paid_after import PaidAfter
    from tests.apps.city import City

pytestmark = pytest.mark.django_db
PAID = list(Month.of(2025, 6).through(Month.of(2025, 9)))
DAYS = (
    date(2025, 6, 3), date(2025, 6, 30), date(2025, 7, 1), date(2025, 8, 15),
    date(2025, 9, 30), date(2025, 10, 2), date(2025, 7, 31), date(2025, 8, 1),
)  # fmt: skip


def truth(mourning: Mourning) -> dict[int, set[Month]]:
    """The paid months after each death, as the calendar has them."""
    after = {
        person: {month for month in PAID if month > Month.containing(day)}
        for person, day in zip(mourning.ids, DAYS, strict=True)
    }
    return {person: months for person, months in after.items() if months}


def seen(mourning: Mourning) -> dict[int, PaidAfter]:
    from payung.accounts.scope import acting_as
    from payung.payments.audit.paid_after import paid_after_facts

    with acting_as(mourning.operator):
        return {one.person_id: one for one in paid_after_facts(mourning.operator)}


def settle_all(mourning: Mourning) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import MatchState
    from payung.claims.unclaimed.selectors import work_list
    from payung.claims.unclaimed.settling import settle_match

    with acting_as(mourning.operator):
        waiting = work_list(mourning.operator).exclude(state=MatchState.NO_DAY, happened_on=None)
        matches = list(waiting)
    for match in matches:
        settle_match(actor=mourning.operator, match_id=match.pk, same=True, today=TODAY)


def test_every_month_paid_after_a_death_is_found_and_none_is_invented(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.unclaimed.days import without_day
    from payung.claims.unclaimed.services import take_death_list
    from payung.claims.unclaimed.settling import give_day
    from payung.demo.synthetic.deathlists import lists
    from payung.registry.matching import opened

    mourning = Mourning(city, people=len(DAYS), paid_to=9)
    died = dict(zip(mourning.ids, DAYS, strict=True))
    with acting_as(mourning.operator):
        people = opened(sorted(died))
    true = truth(mourning)
    sources = set()
    for told in lists(people, died, silent={mourning.ids[0]}):
        sources.add(told.source)
        take_death_list(
            actor=mourning.operator, list_id=uuid4(), source=told.source,
            deaths=told.deaths(TODAY), today=TODAY,
        )  # fmt: skip
        settle_all(mourning)
        for person, one in seen(mourning).items():
            assert one.months <= len(true.get(person, ())) <= one.months + one.perhaps_months
        assert set(true) <= set(seen(mourning))
    assert len(sources) == 5
    with acting_as(mourning.operator):
        waiting = list(without_day(mourning.operator))
    assert waiting
    for fact in waiting:
        give_day(
            actor=mourning.operator, fact_id=fact.pk, day=died[fact.person_id],
            source="istri almarhum", today=TODAY,
        )  # fmt: skip
    found = seen(mourning)
    assert {person: one.months for person, one in found.items()} == {
        person: len(months) for person, months in true.items()
    }
    assert all(one.perhaps_months == 0 for one in found.values())
    assert {p: (o.first, o.last) for p, o in found.items()} == {
        p: (min(m), max(m)) for p, m in true.items()
    }
    assert sum(one.amount_rp for one in found.values()) == 16_800 * sum(map(len, true.values()))
