"""Card numbers (KPJ) that an answer names, against those that are known of the same people.

One worker has one card number; another one for the same NIK means two memberships, or a mistake.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

from payung.accounts.scope import Actor
from payung.audit import clock
from payung.ledger.enrolments import known_kpj, plain_card
from payung.ledger.services import Kept, ToldMember, end_enrolments, keep_enrolments
from payung.payments.models import BpjsFile, FileKind, PaymentList
from payung.registry.fields import key_ring

if TYPE_CHECKING:
    import polars as pl


def known_cards(actor: Actor, target: PaymentList | BpjsFile) -> dict[bytes, str]:
    """Keyed NIK → the known card number of the people in a list or a file."""
    people = target.rows.order_by().values("person_id")
    known = known_kpj(actor, target.programme.segment, people)
    indexes = target.rows.filter(person_id__in=known).values_list("person__nik_index", "person_id")
    pairs = [(bytes(index), person) for index, person in indexes if index is not None]
    opened = key_ring().open_many([known[person].raw for _index, person in pairs])
    return {index: kpj for (index, _person), kpj in zip(pairs, opened, strict=True) if kpj}


def differs(known: str | None, told: str) -> bool:
    """Whether an answer names another card than the known one; blanks and dots aside."""
    return bool(known and told) and plain_card(known or "") != plain_card(told)


def without_other_cards(
    target: PaymentList | BpjsFile, answers: pl.DataFrame, known: dict[bytes, str]
) -> tuple[pl.DataFrame, int]:
    """The answers without card numbers that contradict the known ones, and how many did."""
    import polars as pl

    if not known or not {"nik", "kpj"} <= set(answers.columns):
        return answers, 0
    indexes = key_ring().index_many(answers["nik"].fill_null(""), "nik")
    told = answers["kpj"].fill_null("")
    odd = [
        differs(known.get(bytes(index or b"")), kpj)
        for index, kpj in zip(indexes, told, strict=True)
    ]
    marked = answers.with_columns(odd=pl.Series(odd, dtype=pl.Boolean))
    kept = pl.when("odd").then(pl.lit("")).otherwise(pl.col("kpj"))
    return marked.with_columns(kpj=kept).drop("odd"), sum(odd)


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
        ToldMember(person, segment, payer, target.month, today, kpj.strip())
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
