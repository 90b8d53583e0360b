"""Lists to pay as files in BPJS's layouts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from django.db.models import Q, Sum

from payung.accounts.scope import Actor, acting_as
from payung.ledger.enrolments import known_kpj
from payung.ledger.selectors import person_months
from payung.ledger.services import hashed_joins
from payung.payments.exchange.layouts import profile_in_force
from payung.payments.ground.selectors import get_list, list_rows
from payung.payments.models import PaymentList
from payung.registry.fields import Sealed, key_ring

if TYPE_CHECKING:
    import polars as pl

_NO_CARD = Sealed(b"")


def write_list_file(actor: Actor, list_id: int, path: Path) -> list[Path]:
    """Writes a list in the layout `pembayaran`; returns the files, several if it is long."""
    from payung.lists.profiles import write_profile

    with acting_as(actor):
        rows = list_frame(actor, list_id)
    return write_profile(rows, profile_in_force("pembayaran"), path)


def list_frame(actor: Actor, list_id: int) -> pl.DataFrame:
    """The rows of a list with full identity and the last known card number, in its order.

    Columns: kpj, nik, nama, bulan (YYYY-MM), dasar_upah, jkk, jkm, jht (empty where the programme
    buys none), jumlah.
    """
    import polars as pl

    chosen = get_list(actor, list_id)
    chosen_rows = list_rows(actor, list_id).values_list(
        "kpj", "person_id", "person__nik", "person__name"
    )
    statement, parameters = chosen_rows.query.sql_with_params()
    with hashed_joins(), connection.cursor() as cursor:
        amounts = _amounts(actor, chosen)
        cursor.execute(statement, parameters)  # raw values: a Sealed for each cell took longer
        rows = cursor.fetchall()
        members = list_rows(actor, list_id).order_by().values("person_id")
        known = known_kpj(actor, chosen.programme.segment, members)
    kpj, people, nik, names = zip(*rows, strict=True) if rows else ((), (), (), ())
    paid = [amounts.get(person, _NOTHING) for person in people]
    cards = [raw or known.get(who, _NO_CARD).raw for raw, who in zip(kpj, people, strict=True)]
    ring = key_ring()
    columns = {
        "kpj": ring.open_many(cards),
        "nik": ring.open_many(nik),
        "nama": names,
        "jkk": [amount.jkk for amount in paid],
        "jkm": [amount.jkm for amount in paid],
        "jht": [amount.jht or None for amount in paid],
        "jumlah": [sum(amount) for amount in paid],
    }
    whole = dict.fromkeys(("jkk", "jkm", "jht", "jumlah"), pl.Int64)
    schema: dict[str, Any] = {"kpj": str, "nik": str, "nama": str, **whole}
    return pl.DataFrame(columns, schema=schema).with_columns(
        bulan=pl.lit(str(chosen.month)), dasar_upah=pl.lit(chosen.programme.base_rp)
    )


class _Amounts(NamedTuple):
    """What one person's month costs, in rupiah."""

    jkk: int
    jkm: int
    jht: int


_NOTHING = _Amounts(0, 0, 0)


def _amounts(actor: Actor, chosen: PaymentList) -> dict[int, _Amounts]:
    """The amounts by person, summed once: a sum per row took seconds a list."""
    months = person_months(actor).filter(scheme=chosen.programme_id, month=chosen.month)
    sums = {
        name: Sum("amount_rp", filter=Q(component=name), default=0) for name in _Amounts._fields
    }
    rows = months.values("person_id").annotate(**sums)
    return {
        person: _Amounts(*amounts)
        for person, *amounts in rows.values_list("person_id", *_Amounts._fields)
    }
