"""One month paid in a process of its own, to be killed: says `siap`, then does what is left.

Arguments: whole|halves, how many people, the month (YYYY-MM). `halves` is the control: it commits
between the list's rows and the ledger, as code without one transaction would.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "payung.config.settings"

import django

django.setup()

from django.db import connection  # noqa: E402

from payung.accounts.models import Role  # noqa: E402
from payung.kernel.month import Month  # noqa: E402
from payung.payments import services  # noqa: E402
from payung.payments.lists import making  # noqa: E402
from payung.payments.models import MoneyKind  # noqa: E402
from tests.apps.city import RATE_RP, City, nik_of  # noqa: E402

REJECTED = 3


def answers(people: int) -> Any:
    import polars as pl

    return pl.DataFrame(
        {
            "nik": [nik_of(n) for n in range(people)],
            "accepted": [n >= REJECTED for n in range(people)],
            "reason": ["NIK salah" if n < REJECTED else "" for n in range(people)],
            "kpj": [""] * people,
        }
    )


def pay(people: int, month: Month) -> None:
    """List, answer and all papers; each is skipped by its own key if it is there already."""
    city = City()
    operator, finance = city.actor(Role.OPERATOR), city.actor(Role.FINANCE)
    verifier = city.verifier_of_spp
    chosen = services.make_list(actor=operator, programme="UJI", month=month, on=month.first_day)
    services.read_answer(actor=operator, list_id=chosen.pk, answers=answers(people))
    for day, kind in enumerate(MoneyKind, start=5):
        services.record_money(
            actor=verifier if kind == MoneyKind.VERIFIED else finance,
            list_id=chosen.pk, kind=kind, number=f"{kind}/1",
            dated=date(month.year, month.number, day), amount_rp=(people - REJECTED) * RATE_RP,
        )  # fmt: skip


def in_halves() -> None:
    """The fault that one transaction prevents: the list is kept before the ledger moves."""
    moved = making.move_rows

    def commit_then_move(**facts: Any) -> int:
        connection.connection.commit()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('payung.area', '15.71', false), pg_sleep(2)")
        return moved(**facts)

    making.move_rows = commit_then_move  # type: ignore[assignment]


if __name__ == "__main__":
    kind, count = sys.argv[1], int(sys.argv[2])
    if kind == "halves":
        in_halves()
    print("siap", flush=True)
    pay(count, Month.parse(sys.argv[3]))
    print("selesai", flush=True)
