"""Families who have not claimed: lists of deaths held against everyone who was ever covered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4, uuid5

from django.db import connection
from django.db.models import Q

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.entitlement.columns import due_of_persons
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
from payung.claims.telling.services import Report, report
from payung.claims.unclaimed.deathmatch import match_deaths
from payung.claims.unclaimed.deathrows import MOST_TOLD, readable
from payung.kernel.errors import Conflict
from payung.kernel.sentence import say
from payung.registry.fields import Sealed, key_ring
from payung.registry.matching import areas_of, opened, sharing_keys
from payung.registry.models import FactKind, FactState
from payung.registry.selectors import facts
from payung.registry.services import TOLD

if TYPE_CHECKING:
    import polars as pl

_DUE = ("month_paid", "status", "total_low", "total_high")


@dataclass(frozen=True, slots=True)
class Found:
    """What a list brought: how many on it were covered, and how many of those have no claim."""

    list: DeathList
    covered: int
    without_claim: int


@business_action("claims.take_death_list", Role.OPERATOR)
def take_death_list(
    *, actor: Actor, list_id: UUID, source: str, deaths: pl.DataFrame, today: date
) -> Found:
    """Matches a list of deaths with everyone ever covered; only matches are kept.

    `deaths` has the columns of `deathrows.COLUMNS` as text. The same list again changes nothing.
    """
    found = _taken(actor, list_id, source, deaths, today)
    note(f"deathlist:{found.list.pk}", rows=found.list.rows, covered=found.covered)
    return found


@business_action("claims.take_known_deaths", Role.OPERATOR)
def take_known_deaths(*, actor: Actor, today: date) -> int:
    """Deaths that Dukcapil told in an answer about proposals: their families are sought too.

    Returns how many were ever covered. A death that is on a list or in a case is left out.
    """
    known = facts(actor).filter(kind=FactKind.DEATH, state=FactState.REPORTED)
    sought = DeathMatch.objects.values("person")
    new = known.exclude(source=TOLD).exclude(person__in=sought).exclude(event__isnull=False)
    days = dict(new.values_list("person_id", "happened_on"))
    covered = _from_facts(actor, days, today) if days else 0
    note("claims", deaths=len(days), covered=covered)
    return covered


def _from_facts(actor: Actor, days: Mapping[int, date], today: date) -> int:
    import polars as pl

    people = opened(sorted(days))
    died = [days[int(person)].isoformat() for person in people["id"]]
    columns = ("nik", "nama", "tanggal_lahir", "jenis_kelamin", "kode_kelurahan")
    deaths = people.select(*columns, tanggal_meninggal=pl.Series(died, dtype=pl.String))
    return _taken(actor, uuid4(), "Jawaban Dukcapil", deaths, today).covered


def _taken(actor: Actor, list_id: UUID, source: str, deaths: pl.DataFrame, today: date) -> Found:
    good, problems = readable(deaths, today)
    digest = hashlib.sha256(deaths.write_csv().encode()).digest()
    known = DeathList.objects.filter(sha256=digest).first()
    if known is None:
        known = DeathList.objects.create(
            id=list_id,
            source=source[:80],
            rows=deaths.height,
            unreadable=len(problems),
            problems=problems[:MOST_TOLD],
            sha256=digest,
            taken_by=actor.id,
            taken_at=clock.now(),
            area_id=actor.area,
        )
        _keep_matches(known, good)
    return _counted(known)


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
        row | {name: due[name][place] for name in ("ever", *_DUE)}
        for place, row in enumerate(pairs.iter_rows(named=True))
        if due["ever"][place]
    ]
    kept = _death_rows(known, rows)
    seen = _Seen.of(persons)
    areas = areas_of(persons)
    DeathMatch.objects.bulk_create(
        _match(kept[row["number"]], row, seen, areas[int(row["person"])]) for row in rows
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is already known of the persons on a list, so that no family is sought twice."""

    claims: Mapping[int, int]
    sought: set[int]
    different: Mapping[tuple[int, date], str]

    @classmethod
    def of(cls, persons: Sequence[int]) -> _Seen:
        fatal = Q(event__kind=EventKind.DEATH) | Q(facts__outcome="death")
        cases = Case.objects.filter(fatal, person__in=persons).exclude(state=CaseState.WITHDRAWN)
        earlier = DeathMatch.objects.filter(person__in=persons)
        different = earlier.filter(state=MatchState.NOT_THE_SAME)
        told = different.values_list("person_id", "row__died_on", "decided_by")
        return cls(
            claims=dict(cases.values_list("person_id", "pk")),
            sought=set(earlier.filter(state=MatchState.OPEN).values_list("person_id", flat=True)),
            different={(person, day): by for person, day, by in told},
        )

    def state_of(self, person: int, died_on: date) -> MatchState:
        """Where a new match of this person stands; from then on the person is sought."""
        if person in self.claims:
            return MatchState.CLAIMED
        if (person, died_on) in self.different:
            return MatchState.NOT_THE_SAME
        if person in self.sought:
            return MatchState.ELSEWHERE
        self.sought.add(person)
        return MatchState.OPEN


def _death_rows(known: DeathList, rows: Sequence[Mapping[str, Any]]) -> dict[int, DeathRow]:
    made = {
        row["number"]: DeathRow(
            list=known,
            number=row["number"],
            name=Sealed.of(row["nama"]),
            nik=Sealed.of(row["nik"]),
            birth_date=date.fromisoformat(row["tanggal_lahir"]) if row["tanggal_lahir"] else None,
            died_on=row["died_on"],
            area_id=known.area_id,
        )
        for row in rows
    }
    DeathRow.objects.bulk_create(made.values())
    return made


def _match(row: DeathRow, found: Mapping[str, Any], seen: _Seen, area: str) -> DeathMatch:
    person = int(found["person"])
    state = seen.state_of(person, row.died_on)
    return DeathMatch(
        row=row,
        person_id=person,
        how=How(found["how"]),
        probability=found["probability"],
        state=state,
        month_paid=bool(found["month_paid"]),
        status=str(found["status"]),
        low_rp=int(found["total_low"]),
        high_rp=int(found["total_high"]),
        expires_on=None,  # no source names a term for JKM; the page says so
        case_id=seen.claims.get(person),
        decided_by=seen.different.get((person, row.died_on), "")
        if state == MatchState.NOT_THE_SAME
        else "",
        area_id=area,
    )


def _counted(known: DeathList) -> Found:
    matches = DeathMatch.objects.filter(row__list=known)
    return Found(
        known,
        matches.values("row").distinct().count(),
        matches.filter(state=MatchState.OPEN).values("row").distinct().count(),
    )


@business_action("claims.settle_match", Role.OPERATOR, Role.VERIFIER, Role.COMPANION)
def settle_match(*, actor: Actor, match_id: int, same: bool, today: date) -> Case | None:
    """A person's answer: the same, and a case is opened; or another person."""
    match = (
        DeathMatch.objects.select_for_update(of=("self",))
        .select_related("row__list")
        .filter(pk=match_id)
        .first()
    )
    if match is None or match.state != MatchState.OPEN:
        raise Conflict(say("Pasangan ini sudah diputuskan. Muat ulang halaman."))
    match.decided_by = actor.id
    if same:
        match.case = _reported(actor, match, today)
    match.state = MatchState.CLAIMED if same else MatchState.NOT_THE_SAME
    match.save()
    note(f"person:{match.person_id}", same=same, match=match.pk)
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
