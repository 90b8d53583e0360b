"""Reading lists to pay and their rows, limited to what the actor may see."""

from __future__ import annotations

from datetime import date
from statistics import median

from django.db.models import Exists, OuterRef, QuerySet

from payung.accounts.scope import Actor, acting_as, require_scope, system_actor
from payung.kernel.area import city_of
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say
from payung.ledger.models import PersonMonth, State
from payung.ledger.selectors import person_months
from payung.payments.models import (
    HeldRow,
    ListRow,
    MoneyDocument,
    MoneyKind,
    PaymentList,
)

DEFAULT_POSTING_DAYS = 14


def payment_lists(actor: Actor) -> QuerySet[PaymentList]:
    require_scope(actor)
    return PaymentList.objects.select_related("programme", "programme__payer", "partnership")


def get_list(actor: Actor, list_id: int) -> PaymentList:
    chosen = payment_lists(actor).filter(pk=list_id).first()
    if chosen is None:
        raise OutOfArea(say("Daftar bayar ini tidak ada di wilayah Anda."))
    return chosen


def list_rows(actor: Actor, list_id: int) -> QuerySet[ListRow]:
    require_scope(actor)
    return ListRow.objects.filter(list_id=list_id).select_related("person", "area__parent")


def follow_up(actor: Actor, chosen: PaymentList) -> int:
    """The number of the further list that the month of `chosen` needs: people are planned again
    since its last list was made; 0 if none are."""
    again = person_months(actor).filter(
        scheme=chosen.programme_id, month=chosen.month, state=State.PLANNED
    )
    if not again.exists():
        return 0
    made = payment_lists(actor).filter(programme=chosen.programme_id, month=chosen.month)
    return made.count() + 1


def held_rows(actor: Actor, list_id: int) -> QuerySet[HeldRow]:
    """Who was kept out of a list, and why."""
    require_scope(actor)
    return HeldRow.objects.filter(list_id=list_id).select_related("person", "area__parent")


def posting_days(actor: Actor) -> int:
    """The days from SPP to posted that half of the recent lists took; 14 before there are any.

    Read over the whole city, whoever asks: a lurah and the operator tell the same last day.
    """
    papers = MoneyDocument.objects.filter(
        kind__in=(MoneyKind.SPP, MoneyKind.POSTED), void_reason=""
    )
    dated: dict[int, dict[str, date]] = {}
    with acting_as(system_actor(city_of(require_scope(actor)))):
        for list_id, kind, day in papers.values_list("list_id", "kind", "dated"):
            dated.setdefault(list_id, {})[kind] = day
    days = [
        (days[MoneyKind.POSTED] - days[MoneyKind.SPP]).days
        for days in dated.values()
        if len(days) == 2
    ]
    return round(median(days)) if days else DEFAULT_POSTING_DAYS


def current_rows(chosen: PaymentList) -> QuerySet[ListRow]:
    """The rows of a list that no later list of the same month has taken over."""
    later = ListRow.objects.filter(
        list__programme=chosen.programme_id,
        list__month=chosen.month,
        list__sequence__gt=chosen.sequence,
        person=OuterRef("person"),
    )
    return ListRow.objects.filter(~Exists(later), list=chosen)


def months_of_list(
    actor: Actor, chosen: PaymentList, rows: QuerySet[ListRow]
) -> QuerySet[PersonMonth]:
    """The person-months that stand behind some rows of a list."""
    return person_months(actor).filter(
        scheme=chosen.programme_id,
        month=chosen.month,
        person_id__in=rows.order_by().values("person_id"),
    )
