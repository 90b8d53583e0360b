"""Lists to pay as files in BPJS's layouts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from payung.accounts.scope import Actor, acting_as
from payung.ledger.models import PersonMonth
from payung.payments.selectors import get_list, list_rows

if TYPE_CHECKING:
    import polars as pl


def write_list_file(actor: Actor, list_id: int, path: Path) -> list[Path]:
    """Writes a list in the layout `pembayaran`; returns the files, several if it is long."""
    from payung.lists.profiles import profile, write_profile

    with acting_as(actor):
        rows = list_frame(actor, list_id)
    return write_profile(rows, profile("pembayaran"), path)


def list_frame(actor: Actor, list_id: int) -> pl.DataFrame:
    """The rows of a list with full identity, in its order, read with one statement.

    Columns: kpj, nik, nama, bulan (YYYY-MM), dasar_upah, jkk, jkm, jumlah.
    """
    import polars as pl

    chosen = get_list(actor, list_id)
    amounts = PersonMonth.objects.filter(
        scheme=chosen.programme_id, month=chosen.month, person=OuterRef("person")
    )
    rows = list_rows(actor, list_id).annotate(
        jkk=_amount(amounts, "jkk"), jkm=_amount(amounts, "jkm")
    )
    records = [
        (kpj.reveal(), nik.reveal(), name, jkk, jkm)
        for kpj, nik, name, jkk, jkm in rows.values_list(
            "kpj", "person__nik", "person__name", "jkk", "jkm"
        )
    ]
    schema = {"kpj": str, "nik": str, "nama": str, "jkk": pl.Int64, "jkm": pl.Int64}
    return pl.DataFrame(records, schema=schema, orient="row").with_columns(
        bulan=pl.lit(str(chosen.month)),
        dasar_upah=pl.lit(chosen.programme.base_rp),
        jumlah=pl.col("jkk") + pl.col("jkm"),
    )


def _amount(months: object, component: str) -> Coalesce:
    of_component = months.filter(component=component).values("person")  # type: ignore[attr-defined]
    return Coalesce(Subquery(of_component.annotate(sum=Sum("amount_rp")).values("sum")), 0)
