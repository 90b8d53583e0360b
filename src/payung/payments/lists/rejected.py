"""Whom BPJS could not register: mended, planned again, and sent with the month's next list."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.areas.selectors import area_names
from payung.audit.services import note
from payung.kernel.area import kelurahan_of
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.ledger.models import PersonMonth, State
from payung.payments.ground.selectors import current_rows, get_list, months_of_list
from payung.payments.models import PaymentList
from payung.programmes.ground.returning import plan_rejected
from payung.programmes.ground.selectors import own_programme


def rejected_months(actor: Actor, chosen: PaymentList) -> QuerySet[PersonMonth]:
    """The months of a list that BPJS rejected and nobody has planned again."""
    rows = months_of_list(actor, chosen, current_rows(chosen).filter(accepted=False))
    return rows.filter(state=State.REJECTED)


def rejected_people(actor: Actor, chosen: PaymentList) -> int:
    """How many could be planned again."""
    return rejected_months(actor, chosen).order_by().values("person_id").distinct().count()


def rejected_by_kelurahan(
    actor: Actor, chosen: PaymentList
) -> list[tuple[str, list[tuple[int, str]]]]:
    """Kelurahan → person and "name: reason" of each row that could be planned again: the office
    that mends them, and what BPJS said."""
    open_ones = rejected_months(actor, chosen).order_by().values("person_id")
    rows = current_rows(chosen).filter(accepted=False, person_id__in=open_ones)
    found: dict[str, list[tuple[int, str]]] = {}
    people = rows.order_by("area_id", "person__name").values_list(
        "area_id", "person_id", "person__name", "reason"
    )
    for area, person, name, reason in people:
        found.setdefault(kelurahan_of(area), []).append((person, f"{name}: {reason}"))
    names = area_names(list(found))
    return [(names.get(code, code), rows) for code, rows in found.items()]


@business_action("payments.send_again", Role.OPERATOR)
def send_again(
    *, actor: Actor, list_id: int, reason: str, people: Collection[int] | None = None
) -> int:
    """Plans again whom BPJS rejected in a list, or those of them who were mended (`people`);
    returns how many. The checks before the next list hold who is still not in order.

    `OverLimit` where place or rupiah went to others meanwhile.
    """
    chosen = get_list(actor, list_id)
    own_programme(actor, chosen.programme_id)
    if len(reason.strip()) < 5:
        raise BadInput(say("Tulis apa yang diperbaiki, paling sedikit 5 huruf."))
    months = rejected_months(actor, chosen)
    again = plan_rejected(
        actor=actor, programme=chosen.programme_id,
        rows=months if people is None else months.filter(person_id__in=people),
        cause=reason.strip()[:160], document=f"daftar:{chosen.pk}",
    )  # fmt: skip
    if not again:
        raise Conflict(say("Tidak ada orang yang bisa direncanakan lagi dari daftar ini."))
    note(f"list:{chosen.pk}", people=again)
    return again
