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
from django.db.models import Q, QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, OutOfArea
from payung.kernel.sentence import say
from payung.registry.fields import key_ring
from payung.registry.models import DecileFile, WelfareDecile

if TYPE_CHECKING:
    import polars as pl

_WHOLE = 16
"""The digits of a NIK and of a family's card."""
VIEWERS = (Role.OPERATOR, Role.VERIFIER, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Imported:
    """`known` persons got their decile; `unknown` NIKs belong to nobody here and were not kept;
    `unreadable` rows lack a NIK, a decile of 1 to 10 or a date."""

    known: int
    unknown: int
    unreadable: int


def read_deciles(path: Path, on: date, per: date | None = None) -> pl.DataFrame:
    """The rows of a file as `payung.lists.deciles` reads them."""
    from payung.lists.deciles import read_deciles as read

    return read(path, on, per)


@business_action("registry.import_deciles", Role.OPERATOR)
def import_deciles(*, actor: Actor, rows: pl.DataFrame, source: str) -> Imported:
    """Stores the deciles of known persons with three statements, whatever the number of rows.

    A row speaks of the person with its NIK, and of the family of its head or its card: of several
    rows about one person the nearest counts.
    """
    import polars as pl

    lacking = [name for name in ("nik_kepala", "nkk") if name not in rows.columns]
    whole = rows.with_columns(pl.lit("").alias(name) for name in lacking)
    usable = (
        pl.any_horizontal(pl.col(name).str.len_chars() == 16 for name in _KEYS)
        & pl.col("desil").is_between(1, 10)
        & pl.col("tanggal").is_not_null()
    )
    clear = whole.filter(usable).unique([*_KEYS, "tanggal"], keep="last", maintain_order=True)
    file = DecileFile.objects.create(
        source=source[:80],
        rows=rows.height,
        taken_by=actor.id,
        taken_at=clock.now(),
        area_id=actor.area,
    )
    known, told = _store(actor, clear, file)
    file.known = known
    file.save(update_fields=["known"])
    unreadable = whole.filter(~usable.fill_null(value=False)).height
    counted = Imported(known, clear.height - told, unreadable)
    note(f"area:{actor.area}", source=source, known=known, unknown=counted.unknown, file=file.pk)
    return counted


@business_action("registry.take_back_deciles", Role.OPERATOR)
def take_back_deciles(*, actor: Actor, file_id: int, reason: str) -> DecileFile:
    """Nothing of the file counts any more; what an earlier file said of them does again."""
    file = DecileFile.objects.select_for_update().filter(pk=file_id).first()
    if file is None or file.taken_back_at is not None:
        raise Conflict(say("Berkas desil ini sudah ditarik. Muat ulang halaman."))
    if len(reason.strip()) < 5:
        raise BadInput(say("Tulis mengapa berkas ini ditarik, paling sedikit 5 huruf."))
    file.taken_back_by, file.taken_back_at = actor.id, clock.now()
    file.taken_back_because = reason.strip()[:200]
    file.save()
    note(f"decilefile:{file.pk}", reason=reason, people=file.known)
    return file


def decile_files(actor: Actor) -> QuerySet[DecileFile]:
    """The files of deciles in the actor's area, the newest first."""
    require_scope(actor)
    return DecileFile.objects.all()


def get_decile_file(actor: Actor, file_id: int) -> DecileFile:
    decile_file = decile_files(actor).filter(pk=file_id).first()
    if decile_file is None:
        raise OutOfArea(say("Berkas desil ini tidak ada di wilayah Anda."))
    return decile_file


def deciles(actor: Actor) -> dict[int, int]:
    """Person → decile of the newest vintage, for all whom the actor may see."""
    require_scope(actor)
    newest = _standing().order_by("person_id", "-dated", "-file_id").distinct("person_id")
    return dict(newest.values_list("person_id", "decile"))


def decile_of(actor: Actor, records: Sequence[int]) -> WelfareDecile | None:
    """The newest decile of one person; None while it is unknown."""
    require_scope(actor)
    return _standing().filter(person__in=list(records)).order_by("-dated", "-file_id").first()


def _standing() -> QuerySet[WelfareDecile]:
    return WelfareDecile.objects.filter(Q(file=None) | Q(file__taken_back_at=None))


_KEYS = ("nik", "nik_kepala", "nkk")
"""By what a row finds its persons, the nearest first."""
_STORE = """
    WITH told AS (
        SELECT * FROM unnest(%(rows)s::int[], %(near)s::int[], %(keys)s::bytea[],
                             %(deciles)s::int[], %(families)s::bytea[], %(days)s::date[])
            AS u(number, near, key, decile, family, dated)
    ), hits AS (
        SELECT t.*, coalesce(p.merged_into_id, p.id) AS person
        FROM told t JOIN registry_person p ON p.nik_index = t.key WHERE t.near < 3
        UNION ALL
        SELECT t.*, coalesce(p.merged_into_id, p.id)
        FROM told t JOIN registry_person p ON p.nkk_index = t.key WHERE t.near = 3
    ), stored AS (
        INSERT INTO registry_welfaredecile
            (person_id, decile, family, dated, source, noted_by, noted_at, file_id)
        SELECT DISTINCT ON (person, dated) person, decile, family, dated, %(source)s, %(by)s,
               %(now)s, %(file)s
        FROM hits ORDER BY person, dated, near, number DESC
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM stored), (SELECT count(DISTINCT number) FROM hits)
"""


def _store(actor: Actor, rows: pl.DataFrame, file: DecileFile) -> tuple[int, int]:
    """How many persons got a decile, and how many rows spoke of somebody who is known."""
    ring = key_ring()
    told = [
        (number, near, rows[name][number])
        for near, name in enumerate(_KEYS, 1)
        for number in range(rows.height)
        if len(rows[name][number] or "") == _WHOLE
    ]
    numbers = [number for number, *_ in told]
    indexes = [
        *ring.index_many([key for _, near, key in told if near < 3], "nik"),
        *ring.index_many([key for _, near, key in told if near == 3], "nkk"),
    ]
    sealed = ring.seal_many(rows["id_keluarga"].fill_null("").to_list())
    with connection.cursor() as cursor:
        cursor.execute(
            _STORE,
            {
                "rows": numbers,
                "near": [near for _, near, _ in told],
                "keys": indexes,
                "deciles": [rows["desil"][number] for number in numbers],
                "families": [sealed[number] for number in numbers],
                "days": [rows["tanggal"][number] for number in numbers],
                "source": file.source,
                "by": actor.id,
                "now": clock.now(),
                "file": file.pk,
            },
        )
        known, rows_told = cursor.fetchone()
        return int(known), int(rows_told)
