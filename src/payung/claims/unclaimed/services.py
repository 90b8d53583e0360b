"""Families who have not claimed: lists of deaths held against everyone who was ever covered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.deathlists.deathrows import MOST_TOLD, readable
from payung.claims.deathlists.keeping import SOUGHT, keep_matches
from payung.claims.deathlists.kept import keep_deaths
from payung.claims.ground.holding import FROM_FACTS
from payung.claims.models import DeathList, DeathMatch
from payung.claims.unclaimed.days import learn_days
from payung.registry.matching import opened
from payung.registry.models import FactKind, FactState
from payung.registry.selectors import facts
from payung.registry.services import TOLD

if TYPE_CHECKING:
    import polars as pl


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

    Returns how many were ever covered. A death that is on a list or in a case is left out; a match
    whose day another source has told by now learns it.
    """
    found, covered = take_from_facts(actor, today)
    learn_days(actor)
    note("claims", deaths=found, covered=covered)
    return covered


def take_from_facts(actor: Actor, today: date) -> tuple[int, int]:
    """New deaths that registers told, and how many of them were ever covered."""
    known = facts(actor).filter(kind=FactKind.DEATH, state=FactState.REPORTED)
    sought = DeathMatch.objects.values("person")
    new = known.exclude(source=TOLD).exclude(person__in=sought).exclude(event__isnull=False)
    days = dict(new.values_list("person_id", "happened_on"))
    return len(days), _from_facts(actor, days, today) if days else 0


def _from_facts(actor: Actor, days: Mapping[int, date | None], today: date) -> int:
    import polars as pl

    people = opened(sorted(days))
    died = [day.isoformat() if (day := days[int(person)]) else "" for person in people["id"]]
    columns = ("nik", "nama", "tanggal_lahir", "jenis_kelamin", "kode_kelurahan")
    deaths = people.select(*columns, tanggal_meninggal=pl.Series(died, dtype=pl.String))
    return _taken(actor, uuid4(), FROM_FACTS, deaths, today).covered


def _taken(actor: Actor, list_id: UUID, source: str, deaths: pl.DataFrame, today: date) -> Found:
    good, problems = readable(deaths, today)
    digest = hashlib.sha256(deaths.write_csv().encode()).digest()
    known = DeathList.objects.filter(sha256=digest, taken_back_at=None).first()
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
        keep_deaths(known, deaths)
        keep_matches(actor, known, good, today)
        learn_days(actor)
    return _counted(known)


def _counted(known: DeathList) -> Found:
    matches = DeathMatch.objects.filter(row__list=known)
    return Found(
        known,
        matches.values("row").distinct().count(),
        matches.filter(state__in=SOUGHT).values("row").distinct().count(),
    )
