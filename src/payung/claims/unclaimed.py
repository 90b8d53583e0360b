"""Families who have not claimed: lists of deaths held against everyone who was ever covered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.db import connection
from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.areas.selectors import within
from payung.audit import clock
from payung.audit.services import record
from payung.claims.deathmatch import match_deaths
from payung.claims.entitlement_columns import due_of_persons
from payung.claims.models import (
    Case,
    CaseState,
    DeathList,
    DeathMatch,
    DeathRow,
    EventKind,
    How,
    MatchState,
    Source,
)
from payung.claims.services import Report, report
from payung.kernel.errors import BadInput, Conflict
from payung.registry.fields import Sealed, key_ring
from payung.registry.matching import areas_of, opened, sharing_keys
from payung.registry.selectors import require_actor

if TYPE_CHECKING:
    import polars as pl

COLUMNS = ("nik", "nama", "tanggal_lahir", "jenis_kelamin", "kode_kelurahan", "tanggal_meninggal")
_DUE = ("month_paid", "status", "total_low", "total_high")
NEEDED = ("nama", "tanggal_meninggal")


@dataclass(frozen=True, slots=True)
class Found:
    """What a list brought: how many on it were covered, and how many of those have no claim."""

    list: DeathList
    covered: int
    without_claim: int


@business_action(Role.OPERATOR)
def take_death_list(
    *, actor: Actor, list_id: UUID, source: str, deaths: pl.DataFrame, today: date
) -> Found:
    """Matches a list of deaths with everyone ever covered; only matches are kept.

    `deaths` has the columns of `COLUMNS` as text, dates ISO. The same list again changes nothing.
    """
    digest = _digest(deaths)
    known = DeathList.objects.filter(sha256=digest).first()
    if known is None:
        readable = _readable(deaths, today)
        known = DeathList.objects.create(
            id=list_id,
            source=source[:80],
            rows=deaths.height,
            unreadable=deaths.height - readable.height,
            sha256=digest,
            taken_by=actor.id,
            taken_at=clock.now(),
            area_id=actor.area,
        )
        _keep_matches(known, readable)
    found = _counted(known)
    record(
        actor=actor.id,
        action="claims.take_death_list",
        subject=f"deathlist:{known.pk}",
        facts={"rows": known.rows, "covered": found.covered},
    )
    return found


def _digest(deaths: pl.DataFrame) -> bytes:
    if lacking := [name for name in NEEDED if name not in deaths.columns]:
        raise BadInput(
            f"Kolom {', '.join(lacking)} tidak ada. Tulis nama kolom pada baris pertama."
        )
    return hashlib.sha256(deaths.write_csv().encode()).digest()


def _readable(deaths: pl.DataFrame, today: date) -> pl.DataFrame:
    """Rows with a name and a possible day of death, numbered as in the list."""
    import polars as pl

    whole = deaths.with_columns(
        pl.lit("").alias(name) for name in COLUMNS if name not in deaths.columns
    ).select(pl.col(name).cast(pl.String).fill_null("").str.strip_chars() for name in COLUMNS)
    day = pl.col("tanggal_meninggal").str.to_date(strict=False)
    return (
        whole.with_row_index("number", offset=1)
        .with_columns(id=pl.col("number").cast(pl.String), died_on=day)
        .filter(pl.col("nama") != "", pl.col("died_on") <= today)
    )


def find_covered(deaths: pl.DataFrame) -> pl.DataFrame:
    """Pairs (death, person, how, probability) with whoever is known, over all areas.

    Exact by the keyed index of the NIK, then probable among those who share a match key.
    """
    import polars as pl

    exact = _by_nik(deaths)
    rest = deaths.join(exact, left_on="id", right_on="death", how="anti")
    near = sharing_keys(rest) if rest.height else set()
    if not near:
        return exact
    probable = match_deaths(rest, opened(sorted(near)))
    return pl.concat([exact, probable])


def _by_nik(deaths: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    numbered = deaths.filter(pl.col("nik").str.len_chars() == 16)
    indexes = key_ring().index_many(numbered["nik"].to_list(), "nik")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik_index, person_id FROM registry_find(%s)", [indexes])
        persons = {bytes(index): str(person) for index, person in cursor.fetchall()}
    pairs = [
        (number, persons[index])
        for number, index in zip(numbered["id"], indexes, strict=True)
        if index in persons
    ]
    schema = {"death": pl.String, "person": pl.String}
    return pl.DataFrame(pairs, schema=schema, orient="row").with_columns(
        how=pl.lit("nik"), probability=pl.lit(1.0)
    )


def _keep_matches(known: DeathList, deaths: pl.DataFrame) -> None:
    pairs = find_covered(deaths).join(deaths, left_on="death", right_on="id", how="left")
    persons = [int(person) for person in pairs["person"]]
    days: Sequence[date] = pairs["died_on"].to_list()
    due = due_of_persons(persons, days)
    rows = [
        row
        | {
            name: due[name][place]
            for name in ("ever", "month_paid", "status", "total_low", "total_high")
        }
        for place, row in enumerate(pairs.iter_rows(named=True))
        if due["ever"][place]
    ]
    kept = _death_rows(known, rows)
    claims = dict(
        Case.objects.filter(person__in=persons, event__kind=EventKind.DEATH)
        .exclude(state=CaseState.WITHDRAWN)
        .values_list("person_id", "pk")
    )
    areas = areas_of(persons)
    DeathMatch.objects.bulk_create(
        _match(kept[row["number"]], row, claims, areas[int(row["person"])]) for row in rows
    )


def _death_rows(known: DeathList, rows: Sequence[Mapping[str, Any]]) -> dict[int, DeathRow]:
    made = {
        row["number"]: DeathRow(
            list=known,
            number=row["number"],
            name=Sealed.of(row["nama"]),
            nik=Sealed.of(row["nik"]),
            birth_date=_day(row["tanggal_lahir"]),
            died_on=row["died_on"],
            area_id=known.area_id,
        )
        for row in rows
    }
    DeathRow.objects.bulk_create(made.values())
    return made


def _match(
    row: DeathRow, found: Mapping[str, Any], claims: Mapping[int, int], area: str
) -> DeathMatch:
    person = int(found["person"])
    return DeathMatch(
        row=row,
        person_id=person,
        how=How(found["how"]),
        probability=found["probability"],
        state=MatchState.CLAIMED if person in claims else MatchState.OPEN,
        month_paid=bool(found["month_paid"]),
        status=str(found["status"]),
        low_rp=int(found["total_low"]),
        high_rp=int(found["total_high"]),
        expires_on=None,  # no source names a term for JKM; the page says so
        case_id=claims.get(person),
        area_id=area,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _counted(known: DeathList) -> Found:
    matches = DeathMatch.objects.filter(row__list=known)
    return Found(
        known,
        matches.values("row").distinct().count(),
        matches.filter(state=MatchState.OPEN).values("row").distinct().count(),
    )


def work_list(actor: Actor | None, kelurahan: str = "") -> QuerySet[DeathMatch]:
    """Families to visit: covered deaths without a claim, by area."""
    area = kelurahan or require_actor(actor).area
    return (
        DeathMatch.objects.filter(state=MatchState.OPEN, **within(area))
        .select_related("person", "row__list", "area")
        .order_by("area_id", "row__died_on")
    )


@business_action(Role.OPERATOR, Role.VERIFIER, Role.COMPANION)
def settle_match(*, actor: Actor, match_id: int, same: bool, today: date) -> Case | None:
    """A person's answer: the same, and a case is opened; or another person."""
    match = (
        DeathMatch.objects.select_for_update(of=("self",))
        .select_related("row__list")
        .filter(pk=match_id)
        .first()
    )
    if match is None or match.state != MatchState.OPEN:
        raise Conflict("Pasangan ini sudah diputuskan. Muat ulang halaman.")
    match.decided_by = actor.id
    if same:
        match.case = _reported(actor, match, today)
    match.state = MatchState.CLAIMED if same else MatchState.NOT_THE_SAME
    match.save()
    record(
        actor=actor.id,
        action="claims.settle_match",
        subject=f"person:{match.person_id}",
        facts={"same": same, "match": match.pk},
    )
    return match.case


def _reported(actor: Actor, match: DeathMatch, today: date) -> Case:
    return report(
        actor=actor,
        today=today,
        report=Report(
            id=uuid5(match.row.list_id, f"{match.row.number}-{match.person_id}"),
            person_id=match.person_id,
            kind=EventKind.DEATH,
            happened_on=match.row.died_on,
            source=Source.LIST,
        ),
    )
