"""What BPJS's answers say of memberships: who was taken in, under which KPJ, and who has left."""

from __future__ import annotations

from datetime import date

from django.db import connection

from payung.accounts.scope import Actor
from payung.audit import clock
from payung.ledger.services import Kept, Member, end_enrolments, keep_enrolments
from payung.payments.models import BpjsFile, FileKind, PaymentList
from payung.registry.fields import key_ring

_TAKEN_IN = """
    SELECT DISTINCT r.person_id, a.kpj FROM answer_in a
    JOIN registry_known p ON p.nik_index = a.nik_index
    JOIN {rows} r ON r.person_id = p.id AND r.{owner} = %s AND r.accepted
    WHERE a.accepted
"""
_ROWS = {
    PaymentList: _TAKEN_IN.format(rows="payments_listrow", owner="list_id"),
    BpjsFile: _TAKEN_IN.format(rows="payments_bpjsfilerow", owner="file_id"),
}


def keep_answered(actor: Actor, target: PaymentList | BpjsFile) -> Kept:
    """Takes over the memberships of whom the staged answers take in, or ends those that left."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS[type(target)], [target.pk])
        rows = cursor.fetchall()
    people, segment = [person for person, _ in rows], target.programme.segment
    if isinstance(target, BpjsFile) and target.kind == FileKind.EXIT:
        _end(actor, target, people)
        return Kept(0, 0, 0)
    if isinstance(target, BpjsFile) and target.kind == FileKind.CHANGE:
        return Kept(0, 0, 0)
    cards = key_ring().open_many([kpj for _, kpj in rows])
    today, payer = clock.today(), target.programme.payer_id
    told = [
        Member(person, segment, payer, target.month, today, kpj.strip())
        for person, kpj in zip(people, cards, strict=True)
    ]
    return keep_enrolments(actor=actor, told=told, source=f"Jawaban BPJS atas {target}")


def _end(actor: Actor, target: BpjsFile, people: list[int]) -> None:
    """Each on the day that the file told, with its reason."""
    rows = target.rows.filter(person__in=people, accepted=True)
    together: dict[tuple[date | None, str], list[int]] = {}
    for person, day, reason in rows.values_list("person_id", "happened_on", "reason"):
        together.setdefault((day, reason), []).append(person)
    for (day, reason), gone in together.items():
        end_enrolments(
            actor=actor, people=gone, segment=target.programme.segment,
            on=day or target.month.first_day, why=reason or "tidak dilanjutkan",
        )  # fmt: skip
