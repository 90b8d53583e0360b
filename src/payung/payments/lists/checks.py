"""Checks before each list: a doubtful person is held alone, the others go on in time."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection
from django.db.models import Q, QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import PersonMonth, State
from payung.ledger.selectors import person_months
from payung.ledger.services import hashed_joins, move_rows
from payung.payments.models import HeldRow, HoldReason, PaymentList
from payung.registry.deaths import PERHAPS_FROM

_FIND = f"""
    WITH planned AS (
        SELECT person_id, min(area_id) AS area_id FROM ledger_months
        WHERE scheme = %(scheme)s AND month = %(first)s AND state = 'direncanakan'
        GROUP BY person_id
    ), folded AS (
        SELECT id, merged_into_id AS kept FROM registry_known WHERE merged_into_id IS NOT NULL
    ), also AS (
        SELECT id AS person_id, kept AS record FROM folded
        UNION ALL SELECT kept, id FROM folded
        UNION ALL SELECT f.id, o.id FROM folded f JOIN folded o ON o.kept = f.kept AND o.id <> f.id
    ), known AS (
        SELECT person_id, person_id AS record FROM planned
        UNION ALL SELECT p.person_id, a.record FROM planned p JOIN also a USING (person_id)
    ), hits AS (
        SELECT p.person_id, f.kind AS reason, 1 AS weight
        FROM known p JOIN registry_happened f ON f.person_id = p.record
        WHERE {PERHAPS_FROM.format("f")} < CASE f.kind WHEN 'meninggal' THEN %(first)s::date
                                          ELSE %(after)s::date END
        UNION ALL
        SELECT p.person_id, 'ganda', 2
        FROM planned p JOIN registry_known r ON r.id = p.person_id
        WHERE r.merged_into_id IS NOT NULL
        UNION ALL
        SELECT p.person_id, 'ganda', 2
        FROM known p JOIN ledger_months o ON o.person_id = p.record
        WHERE p.record <> p.person_id AND o.month = %(first)s AND o.segment = %(segment)s
          AND o.live AND o.public AND o.state NOT IN ('direncanakan', 'ditahan') AND o.decision = ''
        UNION ALL
        SELECT p.person_id, 'nik', 3
        FROM planned p JOIN registry_known r ON r.id = p.person_id WHERE r.nik_index IS NULL
        UNION ALL
        SELECT p.person_id, 'pu_bulan_ini', 4
        FROM known p JOIN ledger_months o ON o.person_id = p.record
        WHERE %(segment)s = 'bpu' AND o.month = %(first)s AND o.segment = 'pu' AND o.live
          AND o.decision = ''
        UNION ALL
        SELECT p.person_id, 'pembayar_lain', 4
        FROM known p JOIN ledger_months o ON o.person_id = p.record
        WHERE %(segment)s = 'bpu' AND o.month = %(first)s AND o.segment = 'bpu'
          AND o.scheme <> %(scheme)s AND NOT o.public AND o.decision = ''
          AND o.state IN ('diterima', 'dibayar', 'dibukukan')
        UNION ALL
        SELECT p.person_id, 'tanpa_sk', 5 FROM planned p
        WHERE p.person_id NOT IN (
            SELECT person_id FROM programmes_named WHERE programme_id = %(scheme)s)
    )
    INSERT INTO payments_heldrow (list_id, person_id, reason, decision, decided_by, area_id)
    SELECT DISTINCT ON (h.person_id) %(list)s, h.person_id, h.reason, '', '', p.area_id
    FROM hits h JOIN planned p ON p.person_id = h.person_id
    WHERE (h.person_id, h.reason) NOT IN (
        SELECT e.person_id, e.reason FROM payments_heldrow e
        JOIN payments_paymentlist l ON l.id = e.list_id
        WHERE l.programme_id = %(scheme)s AND e.decision <> '')
    ORDER BY h.person_id, h.weight
"""


def hold_doubtful(actor: Actor, chosen: PaymentList) -> int:
    """Holds the planned months of whoever a check finds, each with its reason; how many people.

    What a person has already decided on is not found again. Runs inside the making of a list.
    """
    month = chosen.month
    with hashed_joins(), connection.cursor() as cursor:
        cursor.execute(
            _FIND,
            {
                "list": chosen.pk,
                "scheme": chosen.programme_id,
                "segment": chosen.programme.segment,
                "first": month.first_day,
                "after": (month + 1).first_day,
            },
        )
        held = int(cursor.rowcount)
    for reason in HoldReason if held else ():
        move_rows(
            actor=actor,
            rows=_months(actor, chosen, reason),
            state=State.HELD,
            cause=str(reason.label),
            document=f"daftar:{chosen.pk}",
        )
    return held


@business_action("payments.release_held", Role.OPERATOR, Role.APPROVER)
def release_held(*, actor: Actor, held_id: int, decision: str) -> HeldRow:
    """Lets a held person follow in a later list; the decision says how the doubt was settled."""
    held = HeldRow.objects.select_for_update().filter(pk=held_id).first()
    if held is None or held.decision:
        raise Conflict(say("Baris ini sudah diputuskan. Muat ulang halaman."))
    if len(decision.strip()) < 5:
        raise BadInput(say("Tulis dasar keputusannya, paling sedikit 5 huruf."))
    held.decision, held.decided_by, held.decided_at = decision.strip(), actor.id, clock.now()
    held.save()
    chosen = PaymentList.objects.get(pk=held.list_id)
    months = person_months(actor).filter(
        scheme=chosen.programme_id,
        month=chosen.month,
        person_id=held.person_id,
        state=State.HELD,
    )
    move_rows(
        actor=actor, rows=months, state=State.PLANNED, cause=held.decision[:160],
        document=f"daftar:{chosen.pk}",
    )  # fmt: skip
    note(f"list:{chosen.pk}", person=held.person_id, reason=held.reason)
    return held


def let_go_before_deaths(*, actor: Actor, through: Mapping[int, Month], why: str) -> int:
    """Frees months that waited for the day of a death which lies later; they follow in a list.

    `through` gives each person the last month that was owed.

    Part of a business action of the room above, which tells of the day and writes the entry.
    """
    waiting = HeldRow.objects.select_for_update(of=("self",)).filter(
        person__in=through, reason=HoldReason.DEATH, decision=""
    )
    every = waiting.select_related("list")
    found = [held for held in every if held.list.month <= through[held.person_id]]
    if not found:
        return 0
    for held in found:
        held.decision, held.decided_by, held.decided_at = why[:160], actor.id, clock.now()
    HeldRow.objects.bulk_update(found, ["decision", "decided_by", "decided_at"])
    theirs = Q(pk__in=[])
    for held in found:
        theirs |= Q(person_id=held.person_id, scheme=held.list.programme_id, month=held.list.month)
    months = person_months(actor).filter(theirs, state=State.HELD)
    return move_rows(
        actor=actor, rows=months, state=State.PLANNED, cause=why[:160], document="hari kematian"
    )


def _months(actor: Actor, chosen: PaymentList, reason: HoldReason) -> QuerySet[PersonMonth]:
    people = HeldRow.objects.filter(list=chosen, reason=reason).values("person_id")
    return person_months(actor).filter(
        scheme=chosen.programme_id,
        month=chosen.month,
        state=State.PLANNED,
        person_id__in=people.order_by(),
    )
