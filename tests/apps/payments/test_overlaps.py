"""Two public payers for one month: caught, listed, ended by withdrawal or by a hand-over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from tests.apps.city import KELURAHAN, City
from tests.apps.payments.test_outside import AMOUNTS, listed

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
OCTOBER, DECEMBER = Month.of(2025, 10), Month.of(2025, 12)


def planned(city: City, numbers: list[int], *, paid: bool = False) -> Any:
    """RT money for these people from April to December, planned unless `paid`."""
    from payung.payments.services import report_outside_cover

    return report_outside_cover(
        actor=city.operator, payer="rt", scheme="RT", segment="bpu", amounts=AMOUNTS,
        people=listed(numbers), document="RAB RT 05", paid=paid,
    )  # fmt: skip


def months_by_payer(city: City, person: int) -> dict[str, int]:
    from collections import Counter

    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth

    with acting_as(city.operator):
        rows = PersonMonth.objects.filter(person_id=person, component="jkm", live=True)
        return dict(Counter(rows.values_list("payer_id", flat=True)))


def resolve(city: City, answer: str, **facts: Any) -> int:
    from payung.accounts.scope import acting_as
    from payung.payments.models.continuity import OverlapState
    from payung.payments.overlaps.services import overlaps, resolve_overlaps

    with acting_as(city.operator) as actor:
        ids = list(overlaps(actor).values_list("pk", flat=True))
    return resolve_overlaps(
        actor=city.operator, ids=ids, answer=OverlapState(answer), **({"reason": "uji"} | facts)
    )


def test_a_second_payer_plans_only_what_is_free_and_the_rest_is_listed(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.overlaps.services import overlap_groups

    people = city.started(3)
    found = planned(city, [0, 1, 77])
    assert (found.overlaps, found.rows) == (2, 2 * (2 + 2 + 9))
    assert months_by_payer(city, people[0]) == {"apbd": 7, "rt": 2}
    with acting_as(city.operator) as actor:
        [group] = overlap_groups(actor)
    assert (group.people, group.person_months, group.paid) == (2, 14, False)
    assert planned(city, [0, 1, 77]).rows == 0
    with acting_as(city.operator) as actor:
        [group] = overlap_groups(actor)
    assert group.people == 2  # a repeat lists nobody twice


def test_after_a_withdrawal_the_first_payer_goes_on(city: City) -> None:
    people = city.started(2)
    planned(city, [0])
    assert resolve(city, "ditarik") == 1
    assert resolve(city, "ditarik") == 0
    assert months_by_payer(city, people[0]) == {"apbd": 7, "rt": 2}


def test_a_hand_over_leaves_no_month_empty_and_none_doubled(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.gaps import planned_gaps

    people = city.started(2)
    planned(city, [0])
    assert resolve(city, "serah_terima", from_month=OCTOBER) == 1
    assert months_by_payer(city, people[0]) == {"apbd": 4, "rt": 5}
    with acting_as(city.operator) as actor:
        assert planned_gaps(actor, Month.of(2025, 4), DECEMBER) == []


def test_a_month_that_was_sent_in_already_is_not_handed_over(city: City) -> None:
    from payung.payments.services import make_list

    people = city.started(2)
    planned(city, [0])
    june = Month.of(2025, 6)
    make_list(actor=city.operator, programme="UJI", month=june, on=june.first_day)
    with pytest.raises(Conflict, match="sudah diajukan"):
        resolve(city, "serah_terima")
    assert months_by_payer(city, people[0]) == {"apbd": 7, "rt": 2}
    assert resolve(city, "serah_terima", from_month=june + 1) == 1


def test_what_was_paid_twice_can_only_be_asked_back(city: City) -> None:
    city.started(2)
    assert planned(city, [0], paid=True).overlaps == 1
    with pytest.raises(Conflict, match="minta kembali"):
        resolve(city, "serah_terima")
    with pytest.raises(BadInput, match="alasan"):
        resolve(city, "ditarik", reason=" ")
    assert resolve(city, "ditarik") == 1


def test_private_money_beside_public_money_is_no_overlap(city: City) -> None:
    from payung.payments.services import report_outside_cover

    city.started(2)
    found = report_outside_cover(
        actor=city.operator, payer="csr", scheme="CSR", segment="bpu", amounts=AMOUNTS,
        people=listed([0]), document="uji", paid=False,
    )  # fmt: skip
    assert (found.overlaps, found.rows) == (0, 18)


def test_the_operator_decides_for_all_alike_on_one_page(city: City, client: Client) -> None:
    from django.urls import reverse

    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.ledger.services import hold_after_death
    from payung.payments.overlaps.services import overlaps

    backend = "django.contrib.auth.backends.ModelBackend"
    people = city.started(4)
    planned(city, [0, 1])
    with acting_as(city.operator) as actor:
        first = overlaps(actor).values_list("pk", flat=True)[0]
    client.force_login(city.user(Role.VERIFIER, area=KELURAHAN[2]), backend=backend)
    assert client.get(reverse("overlap", args=[first])).status_code in (403, 404)
    client.force_login(city.user(Role.OPERATOR), backend=backend)
    answer = {"jawaban": "serah_terima", "mulai": "2025-10", "semua": "on", "alasan": "RT mampu"}
    page = client.get(reverse("overlap", args=[first]))
    assert page.status_code == 200 and "Rp117.600" in page.content.decode()
    with acting_as(city.operator) as actor:
        hold_after_death(
            actor=actor, person_id=people[1], month=DECEMBER.back(1), cause="uji", document="k 1"
        )
    sent = client.post(reverse("overlap", args=[first]), answer)
    assert sent.status_code == 302
    listed_page = client.get(reverse("overlaps")).content.decode()
    assert "Serah terima" in listed_page
    assert "1 orang diputuskan. 1 orang tetap terbuka: bulannya ditahan." in listed_page
    with acting_as(city.operator) as actor:
        states = dict(overlaps(actor).values_list("person_id", "state"))
    assert states == {people[0]: "serah_terima", people[1]: "terbuka"}


def test_whose_months_are_held_for_a_death_is_not_handed_over(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import hold_after_death

    people = city.started(2)
    planned(city, [0, 1])
    with acting_as(city.operator) as actor:
        hold_after_death(
            actor=actor, person_id=people[0], month=OCTOBER, cause="uji", document="kasus 1"
        )
    assert resolve(city, "serah_terima") == 1
    assert months_by_payer(city, people[0]) == {"apbd": 7, "rt": 2}
    with pytest.raises(Conflict, match="ditahan"):
        resolve(city, "serah_terima")
