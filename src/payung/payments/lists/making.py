"""The list to pay of one month: who is planned is submitted, whoever is doubtful is held."""

from __future__ import annotations

from datetime import date

from django.db import connection

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import State
from payung.ledger.selectors import person_months
from payung.ledger.services import hashed_joins, move_rows
from payung.payments.ground.selectors import payment_lists
from payung.payments.lists.checks import hold_doubtful
from payung.payments.models import ListState, PaymentList
from payung.payments.partnerships.selectors import partnership_gap, valid_partnership
from payung.programmes.ground.selectors import own_programme
from payung.programmes.models import Programme
from payung.programmes.services import lock_programme


@business_action("payments.make_list", Role.OPERATOR)
def make_list(
    *, actor: Actor, programme: str, month: Month, on: date, sequence: int = 1
) -> PaymentList:
    """The list to pay of one month: all its planned person-months are submitted in one go, but
    for those of whom a check doubts; these are held, each with its reason.

    Programme, month and sequence are the key: a repeat gives the same list and changes nothing.
    `sequence` 2 and on take who was held or rejected before and is planned again.
    """
    found = own_programme(actor, programme)
    lock_programme(found.pk)  # one list of a programme at a time
    made = payment_lists(actor).filter(programme=found, month=month)
    known = made.filter(sequence=sequence).exclude(state=ListState.CANCELLED).first()
    chosen = known or _new_list(actor, found, month, on, sequence)
    note(f"list:{chosen.pk}", month=month, people=chosen.people, repeat=known is not None)
    return chosen


def _new_list(
    actor: Actor, programme: Programme, month: Month, on: date, sequence: int
) -> PaymentList:
    partnership = valid_partnership(actor, programme.code, on)
    if partnership is None:
        raise BadInput(say("Belum ada PKS yang berlaku untuk program ini. Catat PKS lebih dulu."))
    if gap := partnership_gap(partnership, on):
        raise BadInput(gap)
    last = PaymentList.objects.filter(programme=programme, month=month).count()
    refuse_too_far_ahead(programme, month, on)
    if sequence != last + 1:
        raise BadInput(say("Daftar susulan berikutnya nomor {number}.", number=last + 1))
    planned = person_months(actor).filter(scheme=programme.code, month=month, state=State.PLANNED)
    if not planned.exists():
        raise Conflict(say("Tidak ada orang yang direncanakan untuk {month}.", month=month))
    chosen = PaymentList.objects.create(
        programme=programme, month=month, sequence=sequence, partnership=partnership, people=0,
        jkk_rp=0, jkm_rp=0, made_by=actor.id, made_at=clock.now(), area_id=programme.area_id,
    )  # fmt: skip
    hold_doubtful(actor, chosen)
    with hashed_joins():
        _fill(chosen)
    move_rows(
        actor=actor,
        rows=planned,
        state=State.SUBMITTED,
        cause=say("Daftar bayar {month}", month=month),
        document=f"daftar:{chosen.pk}",
    )
    return chosen


def refuse_too_far_ahead(programme: Programme, month: Month, on: date) -> None:
    """Raises `BadInput` for a month further ahead than the programme allows."""
    furthest = Month.containing(on) + programme.lists_ahead
    if month > furthest:
        raise BadInput(
            say(
                "Program ini mengajukan paling jauh {furthest}. Yang dipilih {month}.",
                furthest=furthest,
                month=month,
            )
        )


def _fill(chosen: PaymentList) -> None:
    """Copies who is planned into the list and sums it, in two statements."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO payments_listrow (list_id, number, person_id, area_id, reason, kpj)
            SELECT %s, row_number() OVER (ORDER BY m.area_id, p.name COLLATE "C", p.id),
                   p.id, m.area_id, '', ''
            FROM (SELECT person_id, min(area_id) AS area_id FROM ledger_months
                  WHERE scheme = %s AND month = %s AND state = 'direncanakan' GROUP BY person_id) m
            JOIN registry_known p ON p.id = m.person_id
            """,
            [chosen.pk, chosen.programme_id, chosen.month.first_day],
        )
        cursor.execute(
            """
            UPDATE payments_paymentlist SET (people, jkk_rp, jkm_rp, jht_rp) = (
                SELECT count(DISTINCT person_id),
                       coalesce(sum(amount_rp) FILTER (WHERE component = 'jkk'), 0),
                       coalesce(sum(amount_rp) FILTER (WHERE component = 'jkm'), 0),
                       coalesce(sum(amount_rp) FILTER (WHERE component = 'jht'), 0)
                FROM ledger_months WHERE scheme = %s AND month = %s AND state = 'direncanakan')
            WHERE id = %s
            """,
            [chosen.programme_id, chosen.month.first_day, chosen.pk],
        )
    chosen.refresh_from_db()
