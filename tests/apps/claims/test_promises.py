"""What holds whatever the order: one case of many reports, owners, to-do lists, months paid."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.apps.claims.family import DIED, TODAY, Mourning, report_id

if TYPE_CHECKING:
    from payung.accounts.scope import Actor
    from tests.apps.city import City

pytestmark = pytest.mark.django_db

SLOW = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LINES: dict[str, dict[str, Any]] = {
    "rt": {"happened_on": DIED, "place": "rumah", "work_related": None},
    "istri": {"happened_on": DIED - timedelta(days=1), "cause": "sakit", "work_related": None},
    "lurah": {"happened_on": date(2025, 9, 28), "place": "RSUD"},
    "ralat": {"happened_on": date(2025, 8, 30), "corrects": report_id("lurah")},
}
"""Four reports of one death; the last corrects the third, whichever comes first."""


def believed(mourning: Mourning, order: list[str]) -> tuple[Any, ...]:
    """What the case says after the reports came in this order, undone afterwards."""
    from django.db import transaction

    from payung.accounts.scope import acting_as
    from payung.claims.models import Case
    from payung.ledger.models import PersonMonth

    by: dict[str, Actor] = {"lurah": mourning.verifier, "ralat": mourning.verifier}
    savepoint = transaction.savepoint()
    for name in order:
        mourning.tell("meninggal", name, by.get(name), **LINES[name])
    with acting_as(mourning.operator):
        case = Case.objects.select_related("event").get()
        due = case.entitlements.latest()
        held = PersonMonth.objects.filter(person=mourning.ids[0], state="ditahan", component="jkm")
        said = (
            case.program,
            case.event.happened_on,
            case.event.place,
            case.event.cause,
            case.event.work_related,
            sorted(str(month) for month in held.values_list("month", flat=True)),
            (due.cash_low_rp, due.cash_high_rp, due.facts["paid_months"]),
            sorted(case.obligations.filter(done_at=None).values_list("task", flat=True)),
        )
    transaction.savepoint_rollback(savepoint)
    return said


@SLOW
@given(
    order=st.permutations(list(LINES)),
    repeats=st.lists(st.sampled_from(list(LINES)), max_size=3),
)
def test_any_order_and_repetition_of_reports_and_corrections_ends_in_the_same_case(
    city: City, order: list[str], repeats: list[str]
) -> None:
    mourning = Mourning.of(city)
    said = believed(mourning, [*order, *repeats])
    assert said == believed(mourning, list(LINES))
    assert said[1] == date(2025, 8, 30) and said[5] == ["2025-10", "2025-11", "2025-12"]


def test_without_folding_the_order_would_decide(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: who believes the report that came last has two cases of one death."""
    from payung.claims.telling import folding

    mourning = Mourning.of(city)
    orders = (["rt", "lurah"], ["lurah", "rt"])
    whole = folding.fold

    def last_wins(reports: Any) -> dict[str, Any]:
        return whole(sorted(reports, key=lambda line: line.reported_at)[-1:])

    assert len({believed(mourning, order)[1] for order in orders}) == 1
    monkeypatch.setattr(folding, "fold", last_wins)
    assert len({believed(mourning, order)[1] for order in orders}) == 2


@SLOW
@given(
    day=st.dates(date(2025, 6, 1), TODAY),
    confirmed=st.booleans(),
)
def test_no_contribution_is_left_for_a_month_after_a_confirmed_death(
    city: City, day: date, confirmed: bool
) -> None:
    from django.db import transaction

    from payung.accounts.scope import acting_as
    from payung.claims.telling.services import confirm_death
    from payung.kernel.month import Month
    from payung.ledger.models import PersonMonth

    mourning = Mourning.of(city)
    savepoint = transaction.savepoint()
    case = mourning.death("rt", happened_on=day)
    if confirmed:
        confirm_death(actor=mourning.verifier, case_id=case.pk, today=TODAY)
    with acting_as(mourning.operator):
        later = PersonMonth.objects.filter(person=mourning.ids[0], month__gt=Month.containing(day))
        states = set(later.values_list("state", flat=True))
        asked_back = case.obligations.filter(task="minta_kembali", done_at=None).exists()
    transaction.savepoint_rollback(savepoint)
    assert not states & {"direncanakan", "diajukan", "diterima"}
    assert ("dibayar" in states) == asked_back


def every_to_do_list(mourning: Mourning) -> list[int]:
    """The open obligations of all accounts together, as often as they stand on a list."""
    from payung.accounts.models import User
    from payung.accounts.scope import acting_as, actor_of
    from payung.claims.ground.obligations import todo_list

    found: list[int] = []
    for user in User.objects.filter(is_active=True):
        actor = actor_of(user)
        with acting_as(actor):
            found += todo_list(actor).values_list("pk", flat=True)
    return sorted(found)


@SLOW
@given(gone=st.sampled_from(["", "lurah", "pendamping", "rt"]), acts=st.integers(0, 4))
def test_every_open_deadline_is_on_exactly_one_to_do_list_and_no_case_lacks_an_owner(
    city: City, gone: str, acts: int
) -> None:
    from django.db import transaction

    from payung.accounts.models import User
    from payung.accounts.scope import acting_as
    from payung.claims.models import Case, Obligation

    mourning = Mourning.of(city)
    savepoint = transaction.savepoint()
    _walk(mourning, acts)
    User.objects.filter(username=gone).update(is_active=False)
    with acting_as(mourning.operator):
        still_open = sorted(Obligation.objects.filter(done_at=None).values_list("pk", flat=True))
        ownerless = Case.objects.filter(owner="").count()
    lists = every_to_do_list(mourning)
    transaction.savepoint_rollback(savepoint)
    assert lists == still_open and still_open
    assert not ownerless


def _walk(mourning: Mourning, acts: int) -> None:
    """Some acts of a case, as far as `acts` goes."""
    from payung.claims.case.outcome import start_papers
    from payung.claims.telling.services import confirm_death

    case = mourning.death("rt", work_related=None)
    steps = (
        lambda: mourning.accident("jatuh", mourning.operator, person_id=mourning.ids[1]),
        lambda: mourning.death("nanti", mourning.operator, person_id=mourning.ids[2]),
        lambda: confirm_death(actor=mourning.verifier, case_id=case.pk, today=TODAY),
        lambda: start_papers(actor=mourning.companion, case_id=case.pk, today=TODAY),
    )
    for step in steps[:acts]:
        step()


def test_the_database_refuses_a_case_or_a_deadline_without_an_owner(city: City) -> None:
    from django.db import IntegrityError

    from payung.accounts.scope import acting_as
    from payung.claims.models import Case, Obligation

    mourning = Mourning.of(city)
    mourning.death()
    for model, name in ((Case, "case_has_an_owner"), (Obligation, "obligation_has_an_owner")):
        with pytest.raises(IntegrityError, match=name), acting_as(mourning.operator):
            model._default_manager.update(owner="")


def test_the_database_refuses_that_one_person_reports_and_confirms(city: City) -> None:
    from django.db import IntegrityError

    from payung.accounts.scope import acting_as
    from payung.claims.models import Case

    mourning = Mourning.of(city)
    case = mourning.death()
    with (
        pytest.raises(IntegrityError, match="reporter_does_not_confirm"),
        acting_as(mourning.operator),
    ):
        Case.objects.filter(pk=case.pk).update(confirmed_by=case.reported_by)
