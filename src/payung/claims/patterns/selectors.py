"""Patterns of death that a second examiner looks at: early after enrolment, and in clusters.

For the Inspektorat alone, with the number that would be expected beside them. Nothing here stops
or slows a family's claim, and nothing here refuses one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp

from django.db import connection
from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.accounts.selectors import names_of
from payung.areas.selectors import area_names
from payung.audit import clock
from payung.audit.services import note
from payung.claims.models import PatternNote
from payung.kernel.area import AreaKind, area_kind, kelurahan_of
from payung.kernel.errors import BadInput, NotAllowed
from payung.kernel.sentence import say

EARLY_DAYS = 90
LEAST_DEATHS = 2
"""A cluster begins with two deaths; one death is no pattern."""

_COVERED = """
    WITH first AS (
        SELECT m.person_id, min(m.month) AS began, count(DISTINCT m.month) AS months
        FROM ledger_months m
        WHERE m.component = 'jkm' AND m.state IN ('diterima', 'dibayar', 'dibukukan')
        GROUP BY m.person_id
    ), died AS (
        SELECT DISTINCT ON (e.person_id) e.person_id, e.happened_on, c.id AS case_id
        FROM claims_event e JOIN claims_case c ON c.event_id = e.id
        WHERE e.kind = 'meninggal' AND c.state <> 'ditarik' ORDER BY e.person_id, c.id
    )
    SELECT p.name, p.sex, p.birth_date, p.area_id, f.began, f.months, d.happened_on, d.case_id,
           coalesce(b.collected_by, '')
    FROM first f JOIN registry_known p ON p.id = f.person_id
    LEFT JOIN died d USING (person_id) LEFT JOIN verification_brought b USING (person_id)
"""


@dataclass(frozen=True, slots=True)
class Covered:
    """One person who was ever covered: since when, for how many months, and how it ended."""

    name: str
    sex: str
    born: date | None
    area: str
    began: date
    months: int
    died_on: date | None
    case: int | None
    collector: str

    @property
    def days(self) -> int | None:
        """Days from the first covered month to the death."""
        return (self.died_on - self.began).days if self.died_on else None

    @property
    def early(self) -> bool:
        return self.days is not None and 0 <= self.days <= EARLY_DAYS


@dataclass(frozen=True, slots=True)
class Pattern:
    """Some people, how many of them died, how many were to be expected, and by what chance.

    `chance` is the probability of so many deaths or more where nothing is amiss.
    """

    key: str
    name: str
    people: int
    deaths: int
    expected: float
    chance: float


def covered(actor: Actor) -> list[Covered]:
    """Everyone ever covered in the examiner's area; one query."""
    _examiner(actor)
    with connection.cursor() as cursor:
        cursor.execute(_COVERED)
        return [Covered(*row) for row in cursor.fetchall()]


def early_deaths(people: Sequence[Covered]) -> Pattern:
    """Deaths within 90 days of the first covered month, against what the life table foretells."""
    spans = ((covered, min(covered.months, EARLY_DAYS / 30)) for covered in people)
    early = sum(covered.early for covered in people)
    return _pattern("awal", "", len(people), early, _expected(spans))


def clusters(people: Sequence[Covered]) -> dict[str, list[Pattern]]:
    """RT, kelurahan and collectors with two deaths and more, the unlikeliest first."""
    areas = area_names(
        {code for covered in people for code in (covered.area, kelurahan_of(covered.area))}
    )
    names = names_of({covered.collector for covered in people})

    def place(code: str) -> str:
        inside = areas.get(kelurahan_of(code), "")
        own = areas.get(code, code)
        return own if code == kelurahan_of(code) else f"{own}, {inside}"

    return {
        "rt": _striking("rt", people, _rt_of, place),
        "kelurahan": _striking("kelurahan", people, lambda one: kelurahan_of(one.area), place),
        "pengumpul": _striking(
            "pengumpul", people, lambda one: one.collector, lambda who: names.get(who, who)
        ),
    }


def _rt_of(covered: Covered) -> str:
    return covered.area if area_kind(covered.area) is AreaKind.RT else ""


def _striking(
    kind: str,
    people: Sequence[Covered],
    group_of: Callable[[Covered], str],
    name_of: Callable[[str], str],
) -> list[Pattern]:
    groups: dict[str, list[Covered]] = {}
    for covered in people:
        if group := group_of(covered):
            groups.setdefault(group, []).append(covered)
    found = [
        _pattern(
            f"{kind}:{group}",
            name_of(group),
            len(members),
            sum(covered.died_on is not None for covered in members),
            _expected((covered, covered.months) for covered in members),
        )
        for group, members in groups.items()
        if sum(covered.died_on is not None for covered in members) >= LEAST_DEATHS
    ]
    return sorted(found, key=lambda one: (one.chance, one.key))


def _pattern(key: str, name: str, people: int, deaths: int, expected: float) -> Pattern:
    return Pattern(key, name, people, deaths, expected, chance_of(deaths, expected))


def chance_of(deaths: int, expected: float) -> float:
    """The probability of `deaths` or more where `expected` is the mean of a Poisson count."""
    term = total = exp(-expected)
    for count in range(1, deaths):
        term *= expected / count
        total += term
    return 1.0 if deaths == 0 else max(1.0 - total, 0.0)


def _expected(exposed: Iterable[tuple[Covered, float]]) -> float:
    """Deaths that the life table foretells over these months, each at the age of the start."""
    from payung.kernel.nik import Sex, age_on
    from payung.planning.mortality import life_table

    table, total = life_table(), 0.0
    for one, months in exposed:
        if one.born is not None and one.sex:
            age = age_on(one.born, one.began)
            total += table.annual_qx(age, Sex(one.sex)) * months / 12
    return total


@business_action("claims.note_examination", Role.AUDITOR)
def note_examination(*, actor: Actor, pattern: str, remark: str) -> PatternNote:
    """What the second examiner found about a pattern; no case and no payment hears of it."""
    if not remark.strip():
        raise BadInput(say("Tulis apa yang diperiksa dan hasilnya."))
    pattern_note = PatternNote.objects.create(
        pattern=pattern[:60],
        note=remark.strip()[:300],
        noted_by=actor.id,
        noted_at=clock.now(),
        area_id=actor.area,
    )
    note("claims", pattern=pattern_note.pattern)
    return pattern_note


def examinations(actor: Actor) -> QuerySet[PatternNote]:
    """What was noted, the newest first; for the examiner alone."""
    _examiner(actor)
    return PatternNote.objects.order_by("-noted_at")


def _examiner(actor: Actor) -> None:
    if actor.role not in (Role.AUDITOR, Role.SYSTEM):
        raise NotAllowed(say("Pola kematian hanya untuk Inspektorat."))
    require_scope(actor)
