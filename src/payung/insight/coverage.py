"""How far an area is covered in a month: listed, verified, protected, lapsing, died.

One query a figure, whatever the number of areas; figures of a higher area are sums of the lower.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.db.models import Count, QuerySet

from payung.accounts.scope import Actor
from payung.areas.models import Area
from payung.kernel.area import covers
from payung.kernel.month import Month
from payung.ledger.models import COVERED_STATES, PersonMonth, State
from payung.ledger.selectors import person_months
from payung.registry.selectors import facts, require_actor
from payung.verification.models import ProposalState
from payung.verification.selectors import proposals


Counted = tuple[str, int]


@dataclass(frozen=True)
class Coverage:
    """The figures of one area in one month, each a number of persons."""

    area: Area
    listed: int
    verified: int
    protected: int
    lapsing: int
    died: int

    @property
    def share_percent(self) -> int:
        """Protected among verified, in whole percent; 0 where nobody is verified."""
        return round(100 * self.protected / self.verified) if self.verified else 0


@dataclass(frozen=True)
class Denominator:
    """A named number of workers, with its source and date."""

    code: str
    area: str
    workers: int
    meaning: str
    source: str
    as_of: date


@cache
def denominators() -> tuple[Denominator, ...]:
    import yaml

    text = files("payung.insight").joinpath("data", "denominators.yaml").read_text("utf-8")
    return tuple(Denominator(**entry) for entry in yaml.safe_load(text))


def coverage(actor: Actor | None, parent: str, month: Month) -> list[Coverage]:
    """The figures of `parent` itself, then of each area directly below it."""
    scope = require_actor(actor).area
    shown = Area.objects.filter(code=parent).union(Area.objects.filter(parent=parent))
    areas = [a for a in shown.order_by("code") if covers(scope, a.code) or covers(a.code, scope)]
    counts = {name: _by_area(rows) for name, rows in _figures(actor, month).items()}
    return [
        Coverage(area=area, **{name: _sum(found, area.code) for name, found in counts.items()})
        for area in areas
    ]


def _figures(actor: Actor | None, month: Month) -> dict[str, Iterable[Counted]]:
    """For each figure the rows to count, each with `area_id` and `person_id`."""
    covered = person_months(actor).filter(component="jkm", state__in=COVERED_STATES)
    going_on = [*COVERED_STATES, State.PLANNED, State.SUBMITTED]
    next_month = PersonMonth.objects.filter(
        component="jkm", month=month + 1, state__in=going_on
    ).values("person_id")
    proposed = proposals(actor).exclude(state=ProposalState.WITHDRAWN)
    deaths = facts(actor).filter(kind="meninggal").exclude(state="ditarik")
    now = covered.filter(month=month)
    return {
        "listed": _places(proposed, "area_id"),
        "verified": _places(proposed.filter(state=ProposalState.VERIFIED), "area_id"),
        "protected": _places(now, "area_id"),
        "lapsing": _places(now.exclude(person_id__in=next_month), "area_id"),
        "died": _places(deaths, "person__area_id"),
    }


def _places(rows: QuerySet[Any], area: str) -> Iterable[Counted]:
    """(area, persons) of the rows."""
    grouped = rows.order_by().values_list(area)
    counted: Iterable[Counted] = grouped.annotate(people=Count("person_id", distinct=True))
    return counted


def _by_area(rows: Iterable[Counted]) -> Counter[str]:
    found: Counter[str] = Counter()
    for code, people in rows:
        found[code] += people
    return found


def _sum(found: Counter[str], area: str) -> int:
    return sum(people for code, people in found.items() if covers(area, code))
