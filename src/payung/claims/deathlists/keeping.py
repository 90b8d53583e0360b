"""What a list of deaths leaves behind: a row and a match for each of the covered on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from payung.accounts.scope import Actor
from payung.claims.deathlists.deathmatch import match_deaths
from payung.claims.deathlists.due import DUE, due_of_deaths
from payung.claims.deathlists.tasks import FamilyTasks
from payung.claims.models import (
    Case,
    CaseState,
    DeathList,
    DeathMatch,
    DeathRow,
    EventKind,
    How,
    MatchState,
)
from payung.registry.deaths import When, unknown_days
from payung.registry.fields import Sealed, key_ring
from payung.registry.matching import areas_of, opened, sharing_keys

if TYPE_CHECKING:
    import polars as pl

SOUGHT = (MatchState.OPEN, MatchState.NO_DAY)
"""The family is still to be helped: nobody has filed yet."""


def origin_of(list_id: UUID) -> str:
    """How a fact of life names the list from which it came."""
    return f"deathlist:{list_id}"


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


def keep_matches(actor: Actor, known: DeathList, deaths: pl.DataFrame, today: date) -> None:
    """Finds the covered among the rows of a list, and keeps those rows and what each is due.

    Once more, it adds only those whom it finds anew: who was enrolled or mended since.
    `deaths` are good rows (`deathrows.readable`); one without a day lies before `today`.
    """
    pairs = find_covered(deaths).join(deaths, left_on="death", right_on="id", how="left")
    known_pairs = set(matches_of(known).values_list("row__number", "person_id"))
    every = pairs.iter_rows(named=True)
    found = [row for row in every if (row["number"], int(row["person"])) not in known_pairs]
    persons = [int(row["person"]) for row in found]
    whens = _whens(found, today)
    due = due_of_deaths(actor, persons, whens)
    rows = [
        row | one | {"when": when}
        for row, one, when in zip(found, due, whens, strict=True)
        if one["ever"]
    ]
    kept = _death_rows(known, rows)
    seen = _Seen.of(persons)
    areas = areas_of(persons)
    tasks = FamilyTasks(actor, today)
    tasks = FamilyTasks(actor, today)
    matches = [_match(kept[row["number"]], row, seen, areas[int(row["person"])]) for row in rows]
    DeathMatch.objects.bulk_create(tasks.given(match) for match in matches)


def _whens(found: Sequence[Mapping[str, Any]], today: date) -> list[When]:
    undated = {int(row["person"]): today for row in found if not row["died_on"]}
    bounds = unknown_days(undated) if undated else {}
    return [
        When.on(row["died_on"]) if row["died_on"] else bounds[int(row["person"])] for row in found
    ]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is already known of the persons on a list, so that no family is sought twice."""

    claims: Mapping[int, int]
    sought: set[int]
    different: Mapping[tuple[int, date | None], str]

    @classmethod
    def of(cls, persons: Sequence[int]) -> _Seen:
        fatal = Q(event__kind=EventKind.DEATH) | Q(facts__outcome="death")
        cases = Case.objects.filter(fatal, person__in=persons).exclude(state=CaseState.WITHDRAWN)
        earlier = DeathMatch.objects.filter(person__in=persons)
        different = earlier.filter(state=MatchState.NOT_THE_SAME)
        told = different.values_list("person_id", "row__died_on", "decided_by")
        return cls(
            claims=dict(cases.values_list("person_id", "pk")),
            sought=set(earlier.filter(state__in=SOUGHT).values_list("person_id", flat=True)),
            different={(person, day): by for person, day, by in told},
        )

    def state_of(self, person: int, died_on: date | None) -> MatchState:
        """Where a new match of this person stands; from then on the person is sought."""
        if person in self.claims:
            return MatchState.CLAIMED
        if (person, died_on) in self.different:
            return MatchState.NOT_THE_SAME
        if person in self.sought:
            return MatchState.ELSEWHERE
        self.sought.add(person)
        return MatchState.OPEN


def matches_of(known: DeathList) -> QuerySet[DeathMatch]:
    return DeathMatch.objects.filter(row__list=known)


def _death_rows(known: DeathList, rows: Sequence[Mapping[str, Any]]) -> dict[int, DeathRow]:
    there = {row.number: row for row in DeathRow.objects.filter(list=known)}
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
        if row["number"] not in there
    }
    DeathRow.objects.bulk_create(made.values())
    return there | made


def _match(row: DeathRow, found: Mapping[str, Any], seen: _Seen, area: str) -> DeathMatch:
    person = int(found["person"])
    state = seen.state_of(person, row.died_on)
    when: When = found["when"]
    return DeathMatch(
        row=row,
        happened_on=when.day,
        not_before=None if when.day else when.first,
        not_after=None if when.day else when.last,
        person_id=person,
        how=How(found["how"]),
        probability=found["probability"],
        state=state,
        **{DUE[name]: found[name] for name in DUE},
        expires_on=None,  # no source names a term for JKM; the page says so
        case_id=seen.claims.get(person),
        decided_by=seen.different.get((person, row.died_on), "")
        if state == MatchState.NOT_THE_SAME
        else "",
        area_id=area,
    )
