"""January and February 2026: list, files of the new and of those who left, answer, money."""

from __future__ import annotations

from datetime import date

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.demo.mainjob.auditing import exchange_month
from payung.demo.mainjob.covering import answer
from payung.demo.mainjob.paying import numbered
from payung.demo.mainjob.people import Cast
from payung.demo.secondyear.copying import CODES
from payung.kernel.month import Month
from payung.payments import services as payments
from payung.payments.exchange.selectors import bpjs_files
from payung.payments.ground.selectors import get_list
from payung.payments.models import MoneyKind
from payung.payments.money.papers import amount_due, chain_of

_RECORDERS = {
    MoneyKind.KODE_IURAN: "keuangan", MoneyKind.SPP: "keuangan", MoneyKind.SPM: "keuangan",
}  # fmt: skip
_LISTED = {1: date(2026, 1, 5), 2: date(2026, 2, 2)}
_PAPERS = {1: (15, 15, 16, 19, 21, 22, 26), 2: (6, 6, 9, 10, 12, 12, 16)}
"""Days of the month on which the papers are written, in their order; January waits for the SPD."""


def pay_month(cast: Cast, month: Month, seed: int) -> dict[str, int]:
    """Both programmes of the city; how many were told to BPJS as new and as leaving."""
    for code in CODES:
        made_on = _LISTED[month.number]
        list_id = answered_list(cast, code, month, made_on, seed)
        pay(cast, list_id, _PAPERS[month.number])
    with acting_as(cast["operator"]) as actor:
        made = bpjs_files(actor).filter(programme__in=CODES, month=month)
        people_by_kind: dict[str, int] = {}
        for kind, people in made.values_list("kind", "people"):
            people_by_kind[kind] = people_by_kind.get(kind, 0) + people
        return people_by_kind


def answered_list(
    cast: Cast, code: str, month: Month, on: date, seed: int,
    sequence: int = 1,
) -> int:  # fmt: skip
    """The list to pay with BPJS's answer to it, and to the files beside it."""
    with telling(on):
        made = payments.make_list(
            actor=cast["operator"], programme=code, month=month, on=on, sequence=sequence
        )
    with telling(on.replace(day=on.day + 3)):
        answers = answer(cast, made, seed)
        payments.read_answer(actor=cast["operator"], list_id=made.pk, answers=answers)
    exchange_month(cast, code, month, answers, on)
    return made.pk


def pay(cast: Cast, list_id: int, days: tuple[int, ...]) -> int:
    """All papers of one list, from kode iuran to posted; the rupiah."""
    with acting_as(cast["keuangan"]) as actor:
        chosen = get_list(actor, list_id)
        amount, chain = amount_due(actor, chosen), chain_of(chosen)
    month, code = chosen.month, chosen.programme_id
    number = f"{month.number:02d}/{code}/{month.year}/{chosen.sequence}"
    for kind, day in zip(chain, days, strict=False):
        dated = month.first_day.replace(day=day)
        with telling(dated):
            payments.record_money(
                actor=cast[_RECORDERS.get(kind, "bendahara")], list_id=list_id, kind=kind,
                number=numbered(kind, number), dated=dated, amount_rp=amount,
            )  # fmt: skip
    return amount
