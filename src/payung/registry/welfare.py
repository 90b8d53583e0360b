"""The welfare decile of DTSEN, as the social office hands it over, each with its vintage.

Unknown stays unknown and shuts nobody out. A decile is for the offices that verify and select;
it stands on no public page and in no open data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.sentence import say
from payung.registry.fields import key_ring
from payung.registry.models import WelfareDecile
from payung.registry.selectors import require_actor

if TYPE_CHECKING:
    import polars as pl

VIEWERS = (Role.OPERATOR, Role.VERIFIER, Role.AUDITOR)
_HEADERS = {
    "nik": ("nik", "no ktp"),
    "id_keluarga": ("id keluarga", "id keluarga dtsen", "id kel"),
    "desil": ("desil", "desil nasional", "peringkat desil"),
    "tanggal": ("tanggal", "tanggal dtsen", "tgl dtsen", "per tanggal"),
}


@dataclass(frozen=True, slots=True)
class Imported:
    """`known` persons got their decile; `unknown` NIKs belong to nobody here and were not kept;
    `unreadable` rows lack a NIK, a decile of 1 to 10 or a date."""

    known: int
    unknown: int
    unreadable: int


def read_deciles(path: Path, on: date) -> pl.DataFrame:
    """The social office's file: nik, id_keluarga as text, desil as number, tanggal as date."""
    import polars as pl

    from payung.lists.rules.dates import read_date
    from payung.lists.table import read_table

    found = read_table(
        path,
        _HEADERS,
        needed=("nik", "desil", "tanggal"),
        refusal=say("Berkas ini tanpa kolom NIK, desil, dan tanggal. Periksa judul kolomnya."),
    )
    days = {text: read_date(text, on) for text in {"", *found["tanggal"].unique()}}
    return found.select(
        pl.col("nik").str.replace_all(r"[^0-9]", ""),
        "id_keluarga",
        pl.col("desil").str.strip_suffix(".0").cast(pl.Int64, strict=False),
        pl.col("tanggal").replace_strict(days, return_dtype=pl.Date),
    )


@business_action("registry.import_deciles", Role.OPERATOR)
def import_deciles(*, actor: Actor, rows: pl.DataFrame, source: str) -> Imported:
    """Stores deciles of known persons with two statements; the same vintage again replaces it."""
    import polars as pl

    usable = (
        (pl.col("nik").str.len_chars() == 16)
        & pl.col("desil").is_between(1, 10)
        & pl.col("tanggal").is_not_null()
    )
    clear = rows.filter(usable).unique(["nik", "tanggal"], keep="last", maintain_order=True)
    known = _store(actor, clear, source)
    counted = Imported(known, clear.height - known, rows.filter(~usable.fill_null(False)).height)
    note(f"area:{actor.area}", source=source, known=known, unknown=counted.unknown)
    return counted


def deciles(actor: Actor | None) -> dict[int, int]:
    """Person → decile of the newest vintage, for all whom the actor may see."""
    require_actor(actor)
    newest = WelfareDecile.objects.order_by("person_id", "-dated").distinct("person_id")
    return dict(newest.values_list("person_id", "decile"))


def decile_of(actor: Actor | None, records: Sequence[int]) -> WelfareDecile | None:
    """The newest decile of one person; None while it is unknown."""
    require_actor(actor)
    return WelfareDecile.objects.filter(person__in=list(records)).order_by("-dated").first()


def _store(actor: Actor, rows: pl.DataFrame, source: str) -> int:
    ring = key_ring()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO registry_welfaredecile
                (person_id, decile, family, dated, source, noted_by, noted_at)
            SELECT DISTINCT ON (person, d.dated) coalesce(p.merged_into_id, p.id) AS person,
                d.decile, d.family, d.dated, %s, %s, now()
            FROM unnest(%s::bytea[], %s::int[], %s::bytea[], %s::date[])
                AS d(nik_index, decile, family, dated)
            JOIN registry_person p ON p.nik_index = d.nik_index
            ORDER BY person, d.dated
            ON CONFLICT (person_id, dated) DO UPDATE SET decile = excluded.decile,
                family = excluded.family, source = excluded.source,
                noted_by = excluded.noted_by, noted_at = excluded.noted_at
            """,
            [
                source[:80],
                actor.id,
                ring.index_many(rows["nik"].to_list(), "nik"),
                rows["desil"].to_list(),
                ring.seal_many(rows["id_keluarga"].fill_null("").to_list()),
                rows["tanggal"].to_list(),
            ],
        )
        return int(cursor.rowcount)
