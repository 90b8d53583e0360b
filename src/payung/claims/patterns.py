"""Patterns of death that a second examiner looks at: early after enrolment, and in clusters.

For the Inspektorat alone, with the number that would be expected beside them. Nothing here stops
or slows a family's claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.kernel.errors import NotAllowed
from payung.registry.selectors import require_actor

EARLY_DAYS = 90
LEAST_DEATHS = 2
"""A cluster begins with two deaths; one death is no pattern."""

_FIRST = """
    SELECT m.person_id, min(m.month) AS began, count(DISTINCT m.month) AS months
    FROM ledger_personmonth m
    WHERE m.component = 'jkm' AND m.state IN ('accepted', 'paid', 'posted')
    GROUP BY m.person_id
"""
_DEATHS = """
    SELECT e.person_id, e.happened_on FROM claims_event e JOIN claims_case c ON c.event_id = e.id
    WHERE e.kind = 'kematian' AND c.state <> 'ditarik'
"""
_EARLY = f"""
    WITH first AS ({_FIRST}), died AS ({_DEATHS})
    SELECT p.sex, p.birth_date, f.began, f.months, d.happened_on
    FROM first f JOIN registry_person p ON p.id = f.person_id LEFT JOIN died d USING (person_id)
"""
_BY_AREA = f"""
    WITH first AS ({_FIRST}), died AS ({_DEATHS})
    SELECT a.name, p.sex, p.birth_date, f.began, f.months, d.happened_on
    FROM first f JOIN registry_person p ON p.id = f.person_id
    JOIN areas_area a ON a.code = p.area_id LEFT JOIN died d USING (person_id)
"""


def early_deaths(actor: Actor | None) -> dict[str, Any]:
    """Deaths within 90 days of the first covered month, and how many were to be expected."""
    _examiner(actor)
    rows = _rows(_EARLY)
    early = [row for row in rows if row[4] and 0 <= (row[4] - row[2]).days <= EARLY_DAYS]
    months = EARLY_DAYS / 30
    return {
        "people": len(rows),
        "deaths": len(early),
        "expected": _expected((row[0], row[1], row[2], min(row[3], months)) for row in rows),
    }


def clusters(actor: Actor | None) -> list[dict[str, Any]]:
    """RT and kelurahan with two deaths and more, the unlikeliest first."""
    _examiner(actor)
    groups: dict[str, list[tuple[Any, ...]]] = {}
    for name, *row in _rows(_BY_AREA):
        groups.setdefault(name, []).append(tuple(row))
    found: list[dict[str, Any]] = [
        {
            "name": name,
            "people": len(rows),
            "deaths": sum(row[4] is not None for row in rows),
            "expected": _expected(row[:4] for row in rows),
        }
        for name, rows in groups.items()
    ]
    striking = [group for group in found if group["deaths"] >= LEAST_DEATHS]
    return sorted(striking, key=_surprise)


def _surprise(group: dict[str, Any]) -> float:
    return float(group["expected"]) - float(group["deaths"])


def _examiner(actor: Actor | None) -> None:
    if require_actor(actor).role not in (Role.AUDITOR, Role.SYSTEM):
        raise NotAllowed("Pola kematian hanya untuk Inspektorat.")


def _expected(exposed: Iterable[tuple[Any, ...]]) -> str:
    """Deaths that the life table foretells for (sex, birth date, from, months), one decimal."""
    from payung.kernel.nik import Sex, age_on
    from payung.planning.mortality import life_table

    table, total = life_table(), 0.0
    for sex, born, began, months in exposed:
        if born is not None and sex:
            total += table.annual_qx(age_on(born, began), Sex(sex)) * months / 12
    return f"{total:.1f}"


def _rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
